"""YAML without surprises: every scalar stays the text that was written, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from clipbook.problems import Problem

MAX_DEPTH = 8

Path = tuple[str | int, ...]
Lines = Mapping[Path, int]

_NO_TAG = (None, "!")

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML text as plain mappings, lists and strings; keys without a value are left out."""

    data: dict[str, Any]
    lines: Lines
    """The line of every key and list entry, counted from 1 in the file."""
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Frame:
    container: Any
    is_mapping: bool
    path: Path
    """Of the container; of the value that comes next, where a key was read."""
    has_key: bool = False


class _RefusedError(Exception):
    def __init__(self, line: int, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.line, self.code, self.fix = line, code, fix


@dataclass(slots=True)
class _Reader:
    file: str
    offset: int
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    root: Any = None
    started: bool = False

    def feed(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            if event.anchor or event.tag not in _NO_TAG:
                self._refuse_node(event)
            self._scalar(event)
        elif isinstance(event, CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, CollectionStartEvent):
            if event.anchor or event.tag not in _NO_TAG:
                self._refuse_node(event)
            self._open(self._line(event), is_mapping=isinstance(event, MappingStartEvent))
        elif isinstance(event, DocumentStartEvent):
            self._start(self._line(event))
        elif isinstance(event, AliasEvent):
            raise _RefusedError(
                self._line(event),
                "yaml-alias",
                "a YAML alias (*name) stands here",
                "Write the value out.",
            )

    def _line(self, event: Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + self.offset

    def _refuse_node(self, event: ScalarEvent | CollectionStartEvent) -> None:
        line = self._line(event)
        if event.anchor:
            raise _RefusedError(
                line, "yaml-alias", "a YAML anchor (&name) stands here", "Leave it out."
            )
        raise _RefusedError(
            line, "yaml-tag", f"a YAML tag ({event.tag}) stands here", "Leave the tag out."
        )

    def _start(self, line: int) -> None:
        if self.started:
            raise _RefusedError(
                line, "yaml-shape", "a second document starts here", "Keep it all in one."
            )
        self.started = True

    def _scalar(self, event: ScalarEvent) -> None:
        top = self.stack[-1] if self.stack else None
        value = event.value
        if top and top.is_mapping and not top.has_key:
            self._take_key(top, value, self._line(event))
        elif value == "" and event.implicit[0]:
            if top and top.is_mapping:
                top.path, top.has_key = top.path[:-1], False
        else:
            self._place(value, self._line(event))

    def _take_key(self, top: _Frame, key: str, line: int) -> None:
        path = (*top.path, key)
        if path in self.lines:
            self.problems.append(
                Problem(
                    self.file,
                    line,
                    "duplicate-key",
                    f"“{key}” stands twice, first on line {self.lines[path]}",
                    "Keep one of the two.",
                )
            )
        self.lines[path] = line
        top.path, top.has_key = path, True

    def _open(self, line: int, *, is_mapping: bool) -> None:
        top = self.stack[-1] if self.stack else None
        if top and top.is_mapping and not top.has_key:
            raise _RefusedError(
                line, "yaml-syntax", "a list or mapping stands as a key", "Write a plain word."
            )
        if len(self.stack) >= MAX_DEPTH:
            raise _RefusedError(
                line,
                "yaml-depth",
                f"values are nested deeper than {MAX_DEPTH} levels",
                "Nothing that Clipbook reads is nested so deep; write it flat.",
            )
        container: Any = {} if is_mapping else []
        path = self._place(container, line)
        self.stack.append(_Frame(container, is_mapping, path))

    def _place(self, value: Any, line: int) -> Path:  # noqa: ANN401 - YAML holds anything
        if not self.stack:
            self.root = value
            return ()
        top = self.stack[-1]
        path = top.path
        if top.is_mapping:
            top.container[path[-1]] = value
            top.path, top.has_key = path[:-1], False
            return path
        path = (*path, len(top.container))
        self.lines[path] = line
        top.container.append(value)
        return path


def read(text: str, file: str, *, first_line: int = 1) -> Document:
    """Read a YAML mapping; whatever is wrong with it becomes problems, never an exception.

    `first_line` is the line of the file on which the text starts.
    """
    reader = _Reader(file, first_line)
    try:
        _feed(reader, text)
    except _RefusedError as refused:
        found = Problem(file, refused.line, refused.code, str(refused), refused.fix)
        return Document({}, {}, (*reader.problems, found))
    except yaml.YAMLError as error:
        return Document({}, {}, (*reader.problems, syntax_problem(error, file, first_line)))
    if reader.root is not None and not isinstance(reader.root, dict):
        found = Problem(
            file,
            first_line,
            "yaml-shape",
            "a list of `key: value` lines is expected here",
            "Write each field as `key: value` on a line of its own.",
        )
        return Document({}, {}, (*reader.problems, found))
    return Document(reader.root or {}, reader.lines, tuple(reader.problems))


def read_list(text: str, file: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read a YAML list of mappings, each as a document with its own lines."""
    reader = _Reader(file, 1)
    try:
        _feed(reader, text)
    except _RefusedError as refused:
        found = Problem(file, refused.line, refused.code, str(refused), refused.fix)
        return (), (*reader.problems, found)
    except yaml.YAMLError as error:
        return (), (*reader.problems, syntax_problem(error, file, 1))
    if reader.root is not None and not isinstance(reader.root, list):
        said = "a list of entries is expected here"
        return (), (Problem(file, 1, "yaml-shape", said, "Begin each entry with `- `."),)
    return tuple(_documents(reader)), tuple(reader.problems)


def _documents(reader: _Reader) -> Iterator[Document]:
    inner: list[dict[Path, int]] = [{} for _ in reader.root or ()]
    for path, line in reader.lines.items():
        inner[int(path[0])][path[1:]] = line
    for value, lines in zip(reader.root or (), inner, strict=True):
        yield Document(value, lines, ())


def _feed(reader: _Reader, text: str) -> None:
    loader = _Loader(text)
    try:
        for event in iter(loader.get_event, None):
            reader.feed(event)
    finally:
        loader.dispose()


def syntax_problem(error: yaml.YAMLError, file: str, first_line: int) -> Problem:
    """Say what keeps a text that starts on `first_line` of a file from being YAML."""
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or "a character that YAML does not allow"
    fix = "Mend the line; indent with spaces, and close every quote and bracket."
    if "mapping values" in said:
        fix = "Put the value in quotes: a colon followed by a space means something to YAML."
    elif "character" in said and "token" in said:
        fix = "Put the value in quotes: it starts with a character that means something to YAML."
    line = mark.line + first_line if mark else first_line
    return Problem(file, line, "yaml-syntax", f"this is not YAML: {said}", fix)
