"""What a build has to make, and why: by what has changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clipbook.edition import Edition
from clipbook.pages import cited_lists, decided, watch_list
from clipbook.site import changes, depend, state, tasks
from clipbook.site.changes import Change, Changes, Said
from clipbook.site.press import place_of
from clipbook.site.shell import Shell
from clipbook.site.state import State
from clipbook.site.tasks import Task
from clipbook.store.catalogue import Catalogue

_MOST = 3
"""Following the changes of one file in so many costs more than making everything."""
_FEW = 8


@dataclass
class Plan:
    """What is to be made."""

    reasons: dict[Task, str]
    """By task."""
    whole: str = ""
    """Why files that show something of every article are made; empty where they stay."""
    lists: str = ""
    """Why there may be other pages than before; empty where there are the same."""
    watched: dict[str, Said] = field(default_factory=dict)
    """The watch list as pages show it."""


def changed_files(catalogue: Catalogue, last: State) -> list[Change] | None:
    """Give the files that have changed since the last build; None where that is not known."""
    if last.catalogue != catalogue.name:
        return None
    files = changes.since(catalogue, last.generation)
    if files is not None and len(files) * _MOST > len(catalogue.entries) + _FEW:
        return None
    return files


def make(edition: Edition, shell: Shell, last: State, files: list[Change] | None) -> Plan:
    """Plan a build."""
    why = _why_everything(edition, shell, last, files)
    if why:
        every = dict.fromkeys(tasks.every(edition), why)
        return Plan(every, whole=why, lists=why, watched=watched(edition))
    found = _changes(edition, files or [], last)
    on_list = _watched(edition, found, last)
    if not found.lists and last.sources:
        cited_lists.recall(edition, last.sources)
    reasons = {
        **dict(_by_words(edition, shell, last)),
        **dict(_by_template(edition, shell, last)),
    }
    for task, reason in depend.tasks(edition, found):
        reasons.setdefault(task, reason)
    whole = next(depend.every_reason(found), "")
    lists = found.lists or next(iter((found.names | found.moves).values()), "")
    if last.pages != shell.pages:
        lists = lists or "there are other pages of curators than before"
    return Plan(reasons, whole=whole, lists=lists, watched=on_list)


def basis(edition: Edition, shell: Shell) -> bytes:
    """Name what every page depends on."""
    site, settings = edition.site, edition.site.settings
    said = (site.name, site.url, site.description, site.language, site.flat)
    return state.name_of(*said, settings.model_dump(mode="json"), sorted(shell.config.items()))


def topic_names(edition: Edition) -> dict[str, str]:
    """Give what every topic is called."""
    return {slug: topic.name for slug, topic in edition.archive.topics.items()}


def decisions(edition: Edition) -> tuple[dict[str, Said], dict[str, Said]]:
    """Give what curators decided as pages show it: of articles by id, of stories by slug."""
    pins, moves = decided.pins(edition), decided.moves(edition)
    return _plain(pins), _plain(moves)


def watched(edition: Edition) -> dict[str, Said]:
    """Give the watch list as pages show it."""
    return _plain(watch_list.watched(edition))


def _plain(said: Mapping[str, Said]) -> dict[str, Said]:
    return {name: tuple(values) for name, values in said.items()}


def place_in(edition: Edition, task: Task) -> str:
    """Give the file of the site that a task makes."""
    if task.maker in {"feed", "export"}:
        return task.path
    return place_of(edition.site.addresses.of(task.path))


def _why_everything(edition: Edition, shell: Shell, last: State, files: list[Change] | None) -> str:
    if last.generation < 0:
        return "nothing is known of an earlier build"
    if last.basis != basis(edition, shell):
        return "mkdocs.yml has changed"
    if files is None:
        return "much has changed since the last build, or it is not known what"
    return ""


def _changes(edition: Edition, files: list[Change], last: State) -> Changes:
    found = changes.of_files(files)
    now = state.frozen_outlets(edition.archive.outlets)
    changes.of_outlets(edition, found, last.outlets, now)
    pins, moves = decisions(edition)
    changes.of_decisions(edition, found, last.pins, pins)
    changes.of_moves(found, last.moves, moves)
    changes.of_story_tags(edition, found)
    if found.topics or found.lists:
        changes.of_topics(found, last.topics, topic_names(edition))
    if found.cited:
        # Articles link to the place of what they cite, which may have moved to another part.
        for url in cited_lists.moved(edition, last.starts):
            found.cited.setdefault(url, "a source has moved to another part of the list")
            found.quoted.setdefault(edition.archive.cited.said(url), found.cited[url])
    return found


def _watched(edition: Edition, found: Changes, last: State) -> dict[str, Said]:
    """Give the watch list, and enter that it differs; it is only looked at where it may."""
    wanted = {key for key, outlet in edition.archive.outlets.items() if outlet.watch}
    if not found.lists and wanted == last.watched.keys():
        return last.watched
    now = watched(edition)
    changes.of_watch_list(found, last.watched, now)
    return now


def _by_template(edition: Edition, shell: Shell, last: State) -> Iterator[tuple[Task, str]]:
    for kind, name in shell.templates.items():
        if last.kinds.get(kind) != name:
            why = f"the template of every {kind} page has changed"
            yield from ((Task(kind, path), why) for path in tasks.MAKERS[kind](edition))


def _by_words(edition: Edition, shell: Shell, last: State) -> Iterator[tuple[Task, str]]:
    changed = {
        path
        for path in shell.words.keys() | last.words.keys()
        if last.words.get(path) != (tuple(shell.words[path]) if path in shell.words else None)
    }
    for task in tasks.every(edition) if changed else ():
        if task.path in changed:
            yield task, "a curator’s words on it have changed"
