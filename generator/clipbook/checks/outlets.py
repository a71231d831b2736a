"""Outlets: those that articles and sources name exist, and own their domains alone."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.problems import Problem
from clipbook.store.content import Content
from clipbook.store.validate import nearest


def unknown(content: Content) -> Iterator[Problem]:
    """`unknown-outlet`: an outlet's key that `outlets.yml` does not hold."""
    columns = content.articles.columns
    known = {"", *content.outlets, *content.unread}
    for row, (own, sources) in enumerate(zip(columns.outlets, columns.sources, strict=True)):
        if own in known and all(source.outlet in known for source in sources):
            continue
        file = content.files[row]
        named: list[tuple[str, tuple[str | int, ...]]] = [(own, ("outlet",))]
        named += [(source.outlet, ("sources", n, "outlet")) for n, source in enumerate(sources)]
        for key, path in named:
            if key not in known:
                yield Problem(
                    file,
                    content.line(file, *path),
                    "unknown-outlet",
                    f"there is no outlet “{key}”",
                    f"Add it to {content.outlets_file}. {nearest(key, content.outlets)}",
                )


def sharing_domains(content: Content) -> Iterator[Problem]:
    """`shared-domain`: a domain that two outlets claim."""
    first: dict[str, str] = {}
    as_written = sorted(
        content.outlets.items(), key=lambda entry: content.line(content.outlets_file, entry[0])
    )
    for key, outlet in as_written:
        for n, domain in enumerate(outlet.domains):
            other = first.setdefault(domain.casefold(), key)
            if other != key:
                yield Problem(
                    content.outlets_file,
                    content.line(content.outlets_file, key, "domains", n),
                    "shared-domain",
                    f"the domain {domain} belongs to “{other}” already",
                    "Leave it with one of the two.",
                )
