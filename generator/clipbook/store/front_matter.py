"""A Markdown file taken apart: front matter between two `---` lines, then the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from clipbook.problems import Problem
from clipbook.store import strict_yaml

MAX_HEADER = 256 * 1024
"""Characters of front matter that are read; more is no front matter."""
FIRST_LINE = 2
"""The line of a file on which its front matter begins."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file with its front matter read."""

    document: strict_yaml.Document
    body: str


def read(path: Path, file: str) -> Parts:
    """Read a file; what is wrong with it is among the document's problems."""
    text = decode(path.read_bytes(), file)
    return refused(text) if isinstance(text, Problem) else split(text, file)


def decode(data: bytes, file: str) -> str | Problem:
    """Read UTF-8 with LF ends, or say on which line it breaks."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        said = "the file is not UTF-8 from this line on"
        return Problem(file, line, "not-utf8", said, "Save it as UTF-8.")


def split(text: str, file: str) -> Parts:
    """Take a text apart and read its front matter."""
    found = cut(text, file)
    if isinstance(found, Problem):
        return refused(found)
    header, body = found
    return Parts(strict_yaml.read(header, file, first_line=FIRST_LINE), body)


def cut(text: str, file: str) -> tuple[str, str] | Problem:
    """Give the front matter as YAML, and the text behind it."""
    if not text.startswith("---\n"):
        return Problem(
            file,
            1,
            "no-front-matter",
            "the file does not begin with front matter",
            "Begin it with a line `---`, then `title: …`, then another line `---`.",
        )
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0 or end > MAX_HEADER:
        return Problem(
            file,
            1,
            "open-front-matter",
            "the front matter is never closed",
            "Put a line `---` after its last field.",
        )
    return text[4 : end + 1], text[end + 5 :].strip("\n")


def syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    """Say what keeps the front matter of a page from being YAML."""
    return strict_yaml.syntax_problem(error, file, FIRST_LINE)


def refused(problem: Problem) -> Parts:
    """Stand for a file that could not be taken apart."""
    return Parts(strict_yaml.Document({}, {}, (problem,)), "")
