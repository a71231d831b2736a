"""The templates of stamped pages: where they are, and which of them each kind of page needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import jinja2
from jinja2 import meta

from clipbook.pages import KINDS
from clipbook.site.frame import HEAD, partial


def loader(folders: Sequence[str]) -> jinja2.BaseLoader:
    """Find templates in folders, the first one first."""
    return jinja2.FileSystemLoader(list(folders))


def names(folders: Sequence[str]) -> dict[str, bytes]:
    """Name, for each kind of page, all the templates that its pages are made of."""
    found: dict[str, bytes] = {}
    for kind in KINDS:
        digest = blake2b(digest_size=16)
        for source in _sources(loader(folders), (HEAD, partial(kind.name))):
            digest.update(source.encode())
        found[kind.name] = digest.digest()
    return found


def _sources(loader: jinja2.BaseLoader, names: Sequence[str]) -> Iterator[str]:
    """Give the text of templates and of all that they refer to, each once."""
    environment = jinja2.Environment()  # noqa: S701 - templates are read here, not rendered
    seen, waiting = set(names), list(names)
    while waiting:
        source = loader.get_source(environment, waiting.pop())[0]
        yield source
        for name in meta.find_referenced_templates(environment.parse(source)):
            if name and name not in seen:
                seen.add(name)
                waiting.append(name)
