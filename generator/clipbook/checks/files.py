"""Files: each one is read, or it is said that it is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import yaml

from clipbook.problems import Problem, Severity
from clipbook.store import front_matter
from clipbook.store.cache import relative
from clipbook.store.content import ARTICLES, CAPTURES, STORIES, Content

_ONE_FILE = "Keep one Markdown file for each, with a name that ends in .md."


def ignored(content: Content) -> Iterator[Problem]:
    """`ignored-file`: something among the articles or stories that is no Markdown file."""
    for file in content.catalogue.ignored:
        said = "this is not read: it is no ordinary file that ends in .md"
        yield Problem(file, 0, "ignored-file", said, _ONE_FILE, Severity.WARNING)


def unreadable(content: Content) -> Iterator[Problem]:
    """`not-utf8`, `yaml-syntax`, `link-loop`, `unreadable-file`: a page of a curator's own."""
    for entry in _walk(content.folder, leave_out={ARTICLES, STORIES, CAPTURES}):
        path, file = Path(entry.path), relative(Path(entry.path), content.root)
        if entry.is_symlink() and path.is_dir():
            if content.folder.resolve().is_relative_to(path.resolve()):
                said = "this link leads back to a folder around it"
                yield Problem(file, 0, "link-loop", said, "Remove the link.")
        elif not path.is_file():
            said = "this is no ordinary file"
            yield Problem(file, 0, "unreadable-file", said, "Move it out of the content.")
        elif entry.name.endswith(".md"):
            yield from _curated(path, file)


def _curated(path: Path, file: str) -> Iterator[Problem]:
    text = front_matter.decode(path.read_bytes(), file)
    if isinstance(text, Problem):
        yield text
    elif text.startswith("---\n") and "\n---\n" in text[3:]:
        header, _, _ = text[4:].partition("\n---\n")
        try:
            fields = yaml.safe_load(header)
        except yaml.YAMLError as error:
            yield front_matter.syntax_problem(error, file)
        else:
            if not isinstance(fields, dict | None):
                said = "fields are expected between the two lines `---`"
                yield Problem(file, 2, "yaml-shape", said, "Write each one as `key: value`.")


def _walk(folder: Path, leave_out: set[str] | None = None) -> Iterator[os.DirEntry[str]]:
    """Give everything below a folder but folders, in name order; links are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name in (leave_out or ()):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield entry
