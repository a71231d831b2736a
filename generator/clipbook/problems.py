"""A problem in the content, as a value: where it is, what it is, and what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning stops a strict one."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a curator should know, with a stable `code` and the way to mend it."""

    file: str
    """Path relative to the archive's folder, with forward slashes."""
    line: int
    """Counted from 1; 0 means the file as a whole."""
    code: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR


def fails(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Say whether a command that met these problems ends with exit code 1."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in grave for problem in problems)


def as_text(problem: Problem) -> str:
    """Print a problem the way compilers do, with the fix on a line of its own."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    said = f"{place}: {problem.severity}: {problem.message} [{problem.code}]"
    return f"{visible(said)}\n    {visible(problem.fix)}"


def visible(text: str) -> str:
    """Show control characters by name, so that no input steers the terminal it is shown on."""
    return _CONTROL.sub(lambda sign: repr(sign[0])[1:-1], text)


def as_github(problem: Problem) -> str:
    """Print a problem as a GitHub workflow command, so that it annotates the changed line.

    Escapes are those of the runner: https://github.com/actions/toolkit, `command.ts`.
    """
    level = {Severity.NOTE: "notice"}.get(problem.severity, str(problem.severity))
    place = f"file={_property(problem.file)},line={max(problem.line, 1)}"
    text = f"{problem.message} {problem.fix}"
    return f"::{level} {place},title={_property(problem.code)}::{_escape(text)}"


def as_json(problems: Iterable[Problem]) -> str:
    """Print all problems as one JSON array of objects."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def _escape(text: str) -> str:
    lines = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(lines)


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
