"""Feeds with stated expectations, read by the importer: how many agree, and which do not.

    python tests/benchmarks/feeds.py FOLDER

FOLDER holds feeds that each begin with a comment `Expect: entries[0]['title'] == '…'`, as
feedparser's own `tests` folder does. What is expected of titles, links and dates is compared;
whatever else a feed holds, it must be read or refused without an exception.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clipbook.importers import dates, feed, rich_text
from clipbook.importers.feeds import encoding, xmlfeed
from clipbook.importers.feeds.said import Said
from clipbook.importers.record import RawRecord, RefusedError, Remark
from clipbook.importers.said import one_line
from clipbook.importers.source import Source

_EXPECT = re.compile(r"Expect:\s*(.*?)\s*\n?\s*-->", re.DOTALL)
_HEADER = re.compile(r"^\s*Header:\s+([^:\s]+):(.*)$", re.MULTILINE)
_DATES = {
    "published_parsed": ("pubdate", "published", "issued"),
    "updated_parsed": ("updated", "modified", "date", "lastmod"),
    "created_parsed": ("created",),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that a file says of one of its items."""

    item: int
    name: str
    value: object


def main(folder: Path) -> None:
    """Print the counts, and the name of each file that differs."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.*ml")):
        source = _source(path)
        counts["files"] += 1
        counts[_outcome(source)] += 1
        for expected in _expected(path.read_bytes().decode("utf-8", "replace")):
            verdict = _verdict(source, expected)
            counts[f"{expected.name}: {verdict}"] += 1
            if verdict not in {"same", "same words"}:
                _say(f"{path.relative_to(folder)}: {expected}: {verdict}")
    for name, count in sorted(counts.items()):
        _say(f"{count:6} {name}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _source(path: Path) -> Source:
    text = path.read_bytes().decode("utf-8", "replace")
    said = {name.casefold(): value.strip() for name, value in _HEADER.findall(text)}
    # Files named so are served in that tree's own tests, from this address.
    served = f"http://127.0.0.1:8097/{path.name}" if "http" in path.as_posix() else None
    address = said.get("content-location") or served
    return Source(path.name, path, address=address, content_type=said.get("content-type"))


def _outcome(source: Source) -> str:
    try:
        items = list(feed.IMPORTER.read(source))
    except RefusedError as refused:
        return f"refused: {refused.remark.code}"
    if any(isinstance(item, RawRecord) for item in items):
        return "gave records"
    codes = sorted({item.code for item in items if isinstance(item, Remark)})
    return f"gave no record: {', '.join(codes) or 'no item'}"


def _expected(text: str) -> Iterator[Expected]:
    stated = _EXPECT.search(text)
    try:
        tree = ast.parse(stated[1] if stated else "", mode="eval")
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            yield from _compared(node)


def _compared(node: ast.Compare) -> Iterator[Expected]:
    place = re.fullmatch(
        r"entries\[(\d+)\](?:\['(\w+)'\]|\.(\w+))(\[:\d+\])?", ast.unparse(node.left)
    )
    name = (place[2] or place[3]) if place else ""
    if place and (name in _DATES or name in {"title", "link"}):
        try:
            yield Expected(int(place[1]), name, ast.literal_eval(node.comparators[0]))
        except ValueError:
            return


def _verdict(source: Source, expected: Expected) -> str:
    try:
        read = list(xmlfeed.read(source, encoding.encoding_of(source)))
    except RefusedError as refused:
        return f"refused: {refused}"
    items = [item for item in read if isinstance(item, Said)]
    if len(items) <= expected.item:
        return "no such item"
    item = items[expected.item]
    if expected.name in _DATES:
        return _of_date(item, expected)
    found = item.title if expected.name == "title" else item.link
    return _of_words(found, str(expected.value))


def _of_words(found: str, expected: str) -> str:
    if found == expected:
        return "same"
    words = one_line(expected), rich_text.line_of(expected)
    return "same words" if found in words else f"we read {found!r}"


def _of_date(item: Said, expected: Expected) -> str:
    wanted = _DATES[expected.name]
    days = [day for day in item.days if day.where.rpartition(":")[2].casefold() in wanted]
    found = dates.read(days[0].text) if days else None
    stated = dt.date(*expected.value[:3]) if isinstance(expected.value, tuple) else None
    if found and stated and found.as_day == stated:
        return "same"
    return f"we read {found} from {[day.text for day in days]}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
