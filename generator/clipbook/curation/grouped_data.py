"""Articles of a file of JSON lines grouped, so that anyone can score it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from clipbook.curation import proposing
from clipbook.errors import ClipbookError


def run(data: Path, out: Path, dial: float | None, *, fit: bool, embed: bool = False) -> int:
    """Group the rows of `data`, of `id`, `title`, `text`, `date`, `url`, `outlet`, `story`.

    Gives their count. `out` gets a line with `id` and `story` for each. A row's own `story` is
    passed over; with `fit`, those that have one set the dial; with `embed`, what articles are
    about counts, too. Raises ClipbookError with the line that cannot be read, or where the extra
    is not there.
    """
    from clipbook.grouping.data import run_data  # noqa: PLC0415 - loads numpy and scipy

    how: dict[str, Any] = {} if dial is None else {"dial": dial}
    how["embed"] = proposing.embedder() if embed else None
    try:
        with data.open(encoding="utf-8-sig") as lines:
            # Counted first, so that no more is kept of each than is read of so many.
            count = sum(map(bool, map(str.strip, lines)))
            lines.seek(0)
            grouped = run_data(_rows(data, lines), fit=fit, count=count, **how)
    except UnicodeDecodeError:
        raise ClipbookError(f"{data} is not UTF-8") from None
    except OSError as error:
        raise ClipbookError(f"cannot read {data}: {error.strerror}") from error
    try:
        with out.open("w", encoding="utf-8") as written:
            written.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in grouped)
    except OSError as error:
        raise ClipbookError(f"cannot write {out}: {error.strerror}") from error
    return len(grouped)


def _rows(data: Path, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    met: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _row(line)
        if row is None:
            raise ClipbookError(f"{data}, line {number}: an object with an `id` is expected")
        first = met.setdefault(str(row["id"]), number)
        if first != number:
            raise ClipbookError(f"{data}, line {number}: the id of line {first} again")
        yield row


def _row(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) and row.get("id") not in (None, "") else None
