"""The whole of `content/` read into an archive, with every problem of every file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clipbook.model.archive import Archive
from clipbook.model.article import Article, ArticleEntry
from clipbook.model.outlet import Outlet, OutletEntry
from clipbook.model.rights import Rights, effective
from clipbook.model.slugs import is_slug
from clipbook.model.story import Story, StoryEntry
from clipbook.problems import Problem
from clipbook.store import front_matter, strict_yaml
from clipbook.store.strict_yaml import Lines
from clipbook.store.validate import line_of, validate

ARTICLES, STORIES, OUTLETS, CAPTURES = "articles", "stories", "outlets.yml", "captures"

NO_HEADLINE = "Headline not recorded"

_YEAR = 4


@dataclass(frozen=True)
class Content:
    """Everything under `content/`, drafts included, with where each field was written."""

    root: Path
    folder: Path
    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
    outlets: Mapping[str, Outlet]
    site_rights: Rights
    problems: tuple[Problem, ...]
    """What was wrong with the files themselves; the checks find the rest."""
    lines: Mapping[str, Lines] = field(repr=False, default_factory=dict)
    """By file."""
    unread: frozenset[str] = frozenset()
    """Slugs of stories and keys of outlets whose files or entries are there, but not sound."""

    def line(self, file: str, *path: str | int) -> int:
        """Give the line of a field in a file."""
        return line_of(self.lines.get(file, {}), path)

    @property
    def outlets_file(self) -> str:
        """The path of `outlets.yml` as problems print it."""
        return relative(self.folder / OUTLETS, self.root)

    def archive(self) -> Archive:
        """Give what is published: everything but the drafts."""
        articles = (self._as_published(article) for article in self.articles if not article.draft)
        return Archive(
            tuple(sorted(articles, key=lambda article: article.order)),
            tuple(story for story in self.stories if not story.draft),
            self.outlets,
            self.site_rights,
        )

    def _as_published(self, article: Article) -> Article:
        """Leave out a title that is a sentence of a text whose words may not be shown."""
        if "title" not in article.inferred or article.text == "abstract":
            return article
        outlet = self.outlets.get(article.outlet or "")
        rights = effective(article.rights, outlet.rights if outlet else None, self.site_rights)
        return article if rights.shows_text else article.model_copy(update={"title": NO_HEADLINE})


@dataclass(slots=True)
class _Reading:
    root: Path
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, Lines] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


def load(root: Path, folder: Path, site_rights: Rights) -> Content:
    """Read `content/`; files that cannot be read are among the problems, the rest is there."""
    reading = _Reading(root, folder)
    articles = tuple(_articles(reading))
    stories = tuple(sorted(_stories(reading), key=lambda story: story.slug))
    outlets = dict(sorted(_outlets(reading)))
    return Content(
        root,
        folder,
        articles,
        stories,
        outlets,
        site_rights,
        tuple(reading.problems),
        reading.lines,
        frozenset(reading.unread),
    )


def relative(path: Path, root: Path) -> str:
    """Give a path as problems print it: from the archive's folder, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def markdown_files(folder: Path) -> Iterator[Path]:
    """Walk a folder for `*.md` files in name order; hidden ones and links are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from markdown_files(Path(entry.path))
        elif entry.name.endswith(".md") and entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _articles(reading: _Reading) -> Iterator[Article]:
    top = reading.folder / ARTICLES
    for path in markdown_files(top):
        file = relative(path, reading.root)
        parts = front_matter.read(path, file)
        entry, problems = validate(ArticleEntry, parts.document, file)
        reading.problems += problems
        reading.lines[file] = parts.document.lines
        if entry is None:
            continue
        name = entry.slug or path.stem
        if not is_slug(name):
            reading.problems.append(_bad_name(file, name))
            continue
        folders = path.relative_to(top).parts[:-1]
        fields = {key: getattr(entry, key) for key in ArticleEntry.model_fields}
        yield Article.model_construct(
            **fields, id=name, file=file, shelf=_shelf(folders), body=parts.body
        )


def _shelf(folders: tuple[str, ...]) -> str:
    """Let the folder decide, and never the date: an address outlives a correction."""
    if folders:
        year = folders[0]
        return year if len(year) == _YEAR and year.isdecimal() else "undated"
    return ""


def _stories(reading: _Reading) -> Iterator[Story]:
    for path in markdown_files(reading.folder / STORIES):
        file = relative(path, reading.root)
        parts = front_matter.read(path, file)
        entry, problems = validate(StoryEntry, parts.document, file)
        reading.problems += problems
        reading.lines[file] = parts.document.lines
        if entry is None:
            reading.unread.add(path.stem)
            continue
        if not is_slug(path.stem):
            reading.problems.append(_bad_name(file, path.stem))
            continue
        fields = {key: getattr(entry, key) for key in StoryEntry.model_fields}
        yield Story.model_construct(**fields, slug=path.stem, file=file, body=parts.body)


def _outlets(reading: _Reading) -> Iterator[tuple[str, Outlet]]:
    path = reading.folder / OUTLETS
    file = relative(path, reading.root)
    if not path.is_file():
        return
    text = front_matter.decode(path.read_bytes(), file)
    if isinstance(text, Problem):
        reading.problems.append(text)
        return
    document = strict_yaml.read(text, file)
    reading.problems += document.problems
    reading.lines[file] = document.lines
    for key in (str(path[0]) for path in document.lines if len(path) == 1):
        if not is_slug(key):
            reading.problems.append(_bad_name(file, key, document.lines.get((key,), 1)))
            continue
        inner = {path[1:]: line for path, line in document.lines.items() if path[0] == key}
        inner[()] = document.lines.get((key,), 1)
        data = document.data.get(key, {})
        if not isinstance(data, dict):
            reading.problems.append(_no_entry(file, key, document.lines.get((key,), 1)))
            reading.unread.add(key)
            continue
        entry, problems = validate(OutletEntry, strict_yaml.Document(data, inner, ()), file)
        reading.problems += problems
        if entry is None:
            reading.unread.add(key)
        else:
            known = {name: getattr(entry, name) for name in OutletEntry.model_fields}
            yield key, Outlet.model_construct(**known, key=key)


def _no_entry(file: str, key: str, line: int) -> Problem:
    return Problem(
        file, line, "wrong-shape", f"“{key}”: fields are expected", f"Write `{key}: {{name: …}}`."
    )


def _bad_name(file: str, name: str, line: int = 1) -> Problem:
    return Problem(
        file,
        line,
        "invalid-slug",
        f"“{name}” cannot be part of an address",
        "Name it with a–z, 0–9 and single hyphens, at most 80 characters; "
        "some names (index, search, con …) are taken.",
    )
