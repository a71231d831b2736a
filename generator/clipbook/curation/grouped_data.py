"""Articles of a file of JSON lines grouped, so that anyone can score it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clipbook.errors import ClipbookError


def run(data: Path, out: Path, dial: float | None, *, fit: bool) -> int:
    """Group the rows of `data`, of `id`, `title`, `text`, `date`, `url`, `outlet`, `story`.

    Gives their count. `out` gets a line with `id` and `story` for each. A row's own `story` is
    passed over; with `fit`, those that have one set the dial. Raises ClipbookError with the line
    that cannot be read.
    """
    from clipbook.grouping.data import run_data  # noqa: PLC0415 - loads numpy and scipy

    rows = list(_rows(data))
    how = {} if dial is None else {"dial": dial}
    grouped = run_data(rows, fit=fit, **how)
    lines = (json.dumps(row, ensure_ascii=False) for row in grouped)
    try:
        out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    except OSError as error:
        raise ClipbookError(f"cannot write {out}: {error.strerror}") from error
    return len(rows)


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    met: dict[str, int] = {}
    try:
        text = data.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClipbookError(f"{data} is not UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise ClipbookError(f"cannot read {data}: {error.strerror}") from error
    for number, line in enumerate(text.splitlines(), 1):
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
