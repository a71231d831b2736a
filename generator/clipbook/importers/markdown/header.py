"""The front matter of a page as plain values, whether it is YAML or TOML."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clipbook.importers.record import Remark
from clipbook.problems import Problem
from clipbook.store import front_matter, strict_yaml

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_RULE = re.compile(r"^---[ \t]+$", re.MULTILINE)
_DEEPEST = 50
_MOST_DOTS = 1000
"""In a line; a key with n of them takes its reader n² steps."""
_LINE_OF_ERROR = re.compile(r"at line ([0-9]+)")
_KEY = re.compile(r"^[ \t]*[\"']?([\w-]+)[\"']?[ \t]*=")


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart: its fields are texts, lists and mappings of texts."""

    fields: dict[str, Any]
    lines: strict_yaml.Lines
    body: str

    def line(self, key: str) -> int:
        """Give the line of a field; 0 where there is none."""
        return self.lines.get((key,), 0)


def page_of(text: str, file: str) -> Page | Remark:
    """Take a page apart, or say why it is none."""
    if text.startswith("+++"):
        return _toml(text)
    # Rules with blanks behind them are rules to other programs.
    parts = front_matter.split(_RULE.sub("---", text, count=2), file)
    for problem in parts.document.problems:
        return _remark(problem)
    return Page(parts.document.data, parts.document.lines, parts.body)


def _remark(problem: Problem) -> Remark:
    return Remark(problem.line, problem.code, problem.message, problem.fix, refuses=True)


def _toml(text: str) -> Page | Remark:
    found = _TOML.match(text)
    if found and max(line.count(".") for line in found[1].split("\n")) > _MOST_DOTS:
        return _no_toml(1, f"a line holds more than {_MOST_DOTS:,} dots")
    if not found or len(found[1]) > front_matter.MAX_HEADER:
        said = "the front matter is never closed"
        fix = "Put a line `+++` after its last field."
        return Remark(1, "open-front-matter", said, fix, refuses=True)
    try:
        fields = _texts(tomllib.loads(found[1]), 0)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _LINE_OF_ERROR.search(str(error))
        line = int(at[1]) + 1 if at else 1
        return _no_toml(line, str(error).partition(" (at")[0].lower())
    except ValueError:
        return _no_toml(1, "a number in it has more digits than any has")
    return Page(fields, _lines(found[1]), text[found.end() :].strip("\n"))


def _no_toml(line: int, why: str) -> Remark:
    return Remark(line, "toml-syntax", f"this is not TOML: {why}", "Mend the line.", refuses=True)


def _lines(header: str) -> Mapping[tuple[str | int, ...], int]:
    found: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(header.split("\n"), front_matter.FIRST_LINE):
        key = _KEY.match(line)
        if key:
            found.setdefault((key[1],), number)
    return found


def _texts(value: Any, depth: int) -> Any:  # noqa: ANN401 - TOML holds anything
    """Give typed values as the texts that YAML would have; what lies too deep is left out."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        return {key: _texts(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list):
        return [_texts(part, depth + 1) for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
