"""The templates of stamped pages: where they are, and which of them each kind of page needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import jinja2
from jinja2 import meta, nodes

from clipbook.pages import KINDS
from clipbook.site.frame import HEAD, partial


def loader(folders: Sequence[str]) -> jinja2.BaseLoader:
    """Find templates in folders, the first one first."""
    return jinja2.FileSystemLoader(list(folders))


def names(folders: Sequence[str]) -> dict[str, bytes]:
    """Name, for each kind of page, all the templates that its pages are made of."""
    texts = _Texts(loader(folders))
    return {kind.name: texts.name(HEAD, partial(kind.name)) for kind in KINDS}


def texts(folders: Sequence[str]) -> dict[str, str]:
    """Give the text of every template that stamped pages are made of, by name."""
    found = _Texts(loader(folders))
    found.name(HEAD, *(partial(kind.name) for kind in KINDS))
    return {name: text for name, (text, _) in sorted(found.known.items())}


def asked(folders: Sequence[str], config: Mapping[str, Any]) -> dict[str, Any]:
    """Give the settings that stamped pages ask for; all, where that cannot be told.

    A setting that only stands around pages, such as the copyright, changes none of them.
    """
    environment = jinja2.Environment()  # noqa: S701 - read here, not rendered
    wanted: set[str] = set()
    for text in texts(folders).values():
        parsed = environment.parse(text)
        found = list(_settings(parsed))
        names = [each for each in parsed.find_all(nodes.Name) if each.name == _CONFIG]
        if len(found) < len(names) or None in meta.find_referenced_templates(parsed):
            return dict(config)
        wanted.update(found)
    return {name: value for name, value in config.items() if name in wanted}


def _settings(parsed: nodes.Template) -> Iterator[str]:
    for each in parsed.find_all(nodes.Getattr):
        if isinstance(each.node, nodes.Name) and each.node.name == _CONFIG:
            yield each.attr


_CONFIG = "config"


@dataclass
class _Texts:
    """Templates as texts, each read once."""

    loader: jinja2.BaseLoader
    known: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """By name: the text, and the names that it refers to."""

    def name(self, *names: str) -> bytes:
        """Name some templates with all that they refer to."""
        digest, seen, waiting = blake2b(digest_size=16), set(names), sorted(names)
        while waiting:
            source, others = self._read(waiting.pop())
            digest.update(source.encode())
            waiting += sorted(others - seen)
            seen |= others
        return digest.digest()

    def _read(self, name: str) -> tuple[str, frozenset[str]]:
        if name not in self.known:
            environment = jinja2.Environment()  # noqa: S701 - read here, not rendered
            source = self.loader.get_source(environment, name)[0]
            others = meta.find_referenced_templates(environment.parse(source))
            self.known[name] = source, frozenset(other for other in others if other)
        return self.known[name]
