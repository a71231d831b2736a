"""One file of the content read: its bytes in, an article or a story out, or all that is wrong."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from clipbook.model.article import Article, ArticleEntry
from clipbook.model.decision import Decision
from clipbook.model.outlet import Outlet, OutletEntry
from clipbook.model.slugs import is_slug
from clipbook.model.story import Story, StoryEntry
from clipbook.problems import Problem
from clipbook.store import front_matter, plain_yaml, strict_yaml
from clipbook.store.freeze import made
from clipbook.store.strict_yaml import Document
from clipbook.store.validate import validate

M = TypeVar("M", bound=BaseModel)

_YEAR = 4


class Outlets(NamedTuple):
    """What `outlets.yml` holds."""

    sound: dict[str, Outlet]
    unsound: frozenset[str]
    problems: tuple[Problem, ...]


class Decisions(NamedTuple):
    """What `decisions.yml` holds."""

    sound: tuple[Decision, ...]
    lines: tuple[int, ...]
    """Where each begins."""
    problems: tuple[Problem, ...]


def article(data: bytes, file: str, inside: PurePosixPath) -> tuple[Article | None, list[Problem]]:
    """Read an article; `inside` is its path below the folder of articles."""
    entry, body, problems = _read(ArticleEntry, data, file)
    if entry is None:
        return None, problems
    name = entry.slug or inside.stem
    if not is_slug(name):
        return None, [bad_name(file, name)]
    own = {"id": name, "file": file, "shelf": _shelf(inside.parts[:-1]), "body": body}
    return made(Article, {**entry.__dict__, **own}), []


def story(data: bytes, file: str, inside: PurePosixPath) -> tuple[Story | None, list[Problem]]:
    """Read a story; `inside` is its path below the folder of stories."""
    entry, body, problems = _read(StoryEntry, data, file)
    if entry is None:
        return None, problems
    if not is_slug(inside.stem):
        return None, [bad_name(file, inside.stem)]
    own = {"slug": inside.stem, "file": file, "body": body}
    return made(Story, {**entry.__dict__, **own}), []


def outlets(data: bytes, file: str) -> Outlets:
    """Read the list of outlets, by key."""
    text = front_matter.decode(data, file)
    if isinstance(text, Problem):
        return Outlets({}, frozenset(), (text,))
    document = strict_yaml.read(text, file)
    sound: dict[str, Outlet] = {}
    unsound: set[str] = set()
    problems = list(document.problems)
    for key, inner in _entries(document).items():
        found, said = _outlet(key, document.data.get(key, {}), inner, file)
        problems += said
        if found:
            sound[key] = found
        elif is_slug(key):
            unsound.add(key)
    return Outlets(dict(sorted(sound.items())), frozenset(unsound), tuple(problems))


def decisions(data: bytes, file: str) -> Decisions:
    """Read the ledger; entries that are not sound are problems, and the rest counts."""
    text = front_matter.decode(data, file)
    if isinstance(text, Problem):
        return Decisions((), (), (text,))
    documents, problems = strict_yaml.read_list(text, file)
    sound: list[tuple[Decision, int]] = []
    said = list(problems)
    for document in documents:
        line = document.lines.get((), 1)
        if isinstance(document.data, dict):
            decision, faults = validate(Decision, document, file)
            said += faults
            sound += [(decision, line)] if decision else []
        else:
            shape = "fields are expected"
            said.append(Problem(file, line, "wrong-shape", shape, "Write `- same: [one, two]`."))
    return Decisions(
        tuple(decision for decision, _ in sound), tuple(line for _, line in sound), tuple(said)
    )


def lines(data: bytes, file: str) -> strict_yaml.Lines:
    """Give the line of every field of a file."""
    text = front_matter.decode(data, file)
    if isinstance(text, Problem):
        return {}
    if file.endswith(".yml"):
        return strict_yaml.read(text, file).lines
    return front_matter.split(text, file).document.lines


def bad_name(file: str, name: str, line: int = 1) -> Problem:
    """Say that a name cannot be part of an address."""
    return Problem(
        file,
        line,
        "invalid-slug",
        f"“{name}” cannot be part of an address",
        "Name it with a–z, 0–9 and single hyphens, at most 80 characters; "
        "some names (index, search, con …) are taken.",
    )


def _read(model: type[M], data: bytes, file: str) -> tuple[M | None, str, list[Problem]]:
    """Read the front matter of a file, and the text behind it."""
    text = front_matter.decode(data, file)
    parts = text if isinstance(text, Problem) else front_matter.cut(text, file)
    if isinstance(parts, Problem):
        return None, "", [parts]
    header, body = parts
    plain = plain_yaml.read(header)
    # What is wrong with a field has to be said with its line, which the strict reader knows.
    entry = validate(model, Document(plain, {}, ()), file)[0] if plain is not None else None
    if entry:
        return entry, body, []
    document = strict_yaml.read(header, file, first_line=front_matter.FIRST_LINE)
    entry, problems = validate(model, document, file)
    return entry, body, problems


def _shelf(folders: tuple[str, ...]) -> str:
    """Let the folder decide, and never the date: an address outlives a correction."""
    if folders:
        year = folders[0]
        return year if len(year) == _YEAR and year.isdecimal() else "undated"
    return ""


def _entries(document: Document) -> dict[str, dict[strict_yaml.Path, int]]:
    """Give the lines of each entry, counted from its own root."""
    found: dict[str, dict[strict_yaml.Path, int]] = {}
    for path, line in document.lines.items():
        found.setdefault(str(path[0]), {})[path[1:]] = line
    return found


def _outlet(
    key: str, data: object, inner: strict_yaml.Lines, file: str
) -> tuple[Outlet | None, list[Problem]]:
    if not is_slug(key):
        return None, [bad_name(file, key, inner[()])]
    if not isinstance(data, dict):
        said = f"“{key}”: fields are expected"
        return None, [Problem(file, inner[()], "wrong-shape", said, f"Write `{key}: {{name: …}}`.")]
    entry, problems = validate(OutletEntry, Document(data, inner, ()), file)
    return made(Outlet, {**entry.__dict__, "key": key}) if entry else None, problems
