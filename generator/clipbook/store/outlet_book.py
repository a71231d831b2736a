"""The outlets an import meets: found by name or domain, or added to `outlets.yml`."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from clipbook.errors import ClipbookError
from clipbook.model.outlet import Outlet
from clipbook.model.slugs import name_slug, slugify
from clipbook.model.source import host_of
from clipbook.store.outlet_names import HOSTS_OF_MANY, SHORTENERS, is_same

if TYPE_CHECKING:
    import tldextract

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*:\s*(?:#.*)?")


@dataclass(slots=True)
class OutletBook:
    """The outlets of an archive and those that an import adds."""

    outlets: dict[str, Outlet]
    added: dict[str, Outlet] = field(default_factory=dict)
    """New ones, and known ones that got a domain."""
    _before: list[tuple[str, Outlet | None, bool]] = field(default_factory=list)
    """What there was before each change since the last one that was kept, and whether as new."""

    def of(self, name: str | None, url: str | None, *, is_default: bool = False) -> str | None:
        """Give the key of the outlet with a name and an address, as far as there are any.

        A name that is said counts more than the domain: one that the outlet of the domain does
        not go by is another outlet. A default is what a new domain gets for a name, and no more.
        """
        domain = registrable(host_of(url)) if url else ""
        if not domain or domain in SHORTENERS or (name and domain in HOSTS_OF_MANY):
            return self.by_name(name) if name else None
        known = self._with_domain(domain)
        is_other = bool(name and known and not is_same(name, known.name))
        # A page that calls itself as an outlet that is known says whose it is.
        if name and is_other and (not is_default or self._named(name)):
            return self.by_name(name)
        return self.by_domain(domain, name or known_names().get(domain, domain))

    def by_name(self, name: str) -> str:
        """Give the key of the outlet that goes by a name; a new name adds an entry."""
        if _is_domain(name):
            return self.by_domain(name.casefold(), name)
        known = self._named(name)
        return known.key if known else self._add(name, ())

    def _named(self, name: str) -> Outlet | None:
        wanted = name.casefold()
        return next(
            (each for each in self.outlets.values() if each.name.casefold() == wanted), None
        )

    def by_address(self, url: str) -> str | None:
        """Give the key of the outlet that an address belongs to, by its registrable domain."""
        domain = registrable(host_of(url))
        if not domain:
            return None
        return self.by_domain(domain, known_names().get(domain, domain))

    def by_domain(self, domain: str, name: str) -> str:
        """Give the key of the outlet with a domain; a new domain adds an entry.

        One of that name whose domain is not known yet is the same outlet, and gets the domain.
        """
        known = self._with_domain(domain)
        if known:
            return known.key
        wanted = name.casefold()
        for outlet in self.outlets.values():
            if outlet.name.casefold() == wanted and not outlet.domains:
                return self._put(outlet.model_copy(update={"domains": (domain,)}))
        return self._add(name, (domain,))

    def _with_domain(self, domain: str) -> Outlet | None:
        return next((each for each in self.outlets.values() if domain in each.domains), None)

    def keep(self) -> None:
        """Have what was added stay."""
        self._before.clear()

    def forget(self) -> None:
        """Take back what was added since something was kept."""
        while self._before:
            key, before, was_added = self._before.pop()
            del self.outlets[key], self.added[key]
            if before:
                self.outlets[key] = before
            if before and was_added:
                self.added[key] = before

    def _add(self, name: str, domains: tuple[str, ...]) -> str:
        key = base = _key_of(name, domains)
        number = 2
        while key in self.outlets:
            key = f"{base}-{number}"
            number += 1
        return self._put(Outlet(key=key, name=name, domains=domains))

    def _put(self, outlet: Outlet) -> str:
        key = outlet.key
        self._before.append((key, self.outlets.get(key), key in self.added))
        self.outlets[outlet.key] = self.added[outlet.key] = outlet
        return outlet.key


def with_added(text: str, added: dict[str, Outlet]) -> str:
    """Write new outlets into the text of `outlets.yml`; a curator's comments survive.

    Raises ClipbookError where the text cannot be edited without harm.
    """
    new = {key: outlet for key, outlet in sorted(added.items()) if not _has(text, key)}
    if len(new) == len(added) and _is_plain(text):
        return _appended(text, new)
    from ruamel.yaml import YAML  # noqa: PLC0415 - only a change of what is there needs it
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 1_000_000
    try:
        book = editor.load(text)
    except YAMLError as error:
        said = " ".join(str(error).split())
        raise ClipbookError(f"outlets.yml cannot be added to: {said}") from error
    if book is None:
        book = CommentedMap()
    for key, outlet in sorted(added.items()):
        if key not in book:
            book[key] = {"name": outlet.name}
        if outlet.domains:
            book[key]["domains"] = list(outlet.domains)
    written = io.StringIO()
    editor.dump(book, written)
    # ruamel drops the comments of a file that holds nothing else.
    return written.getvalue() if editor.load(text) else text + written.getvalue()


def _has(text: str, key: str) -> bool:
    return f"\n{key}:" in f"\n{text}"


def _is_plain(text: str) -> bool:
    """Say whether a list can be added to at its end: keys at the margin, and nothing else there."""
    margin = [line for line in text.splitlines() if line and line[0] not in " #\t"]
    return all(_KEY.fullmatch(line) for line in margin)


def _appended(text: str, new: dict[str, Outlet]) -> str:
    said = {
        key: {"name": outlet.name, **({"domains": list(outlet.domains)} if outlet.domains else {})}
        for key, outlet in new.items()
    }
    ending = "" if text.endswith("\n") or not text else "\n"
    return (
        text + ending + yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=1_000_000)
    )


@cache
def known_names() -> dict[str, str]:
    """Give the names of widely known outlets by registrable domain."""
    text = resources.files("clipbook.store").joinpath("known_outlets.yml").read_text("utf-8")
    return {str(domain): str(name) for domain, name in yaml.safe_load(text).items()}


def registrable(host: str) -> str:
    """Give the registrable domain of a host by the bundled Public Suffix List, never online."""
    found = _extract()(host)
    if host in known_names():
        return host
    if found.suffix or not found.subdomain:
        return str(found.top_domain_under_public_suffix)
    # The list's own rule for what it does not name: `example`, a top level of a network's own.
    return f"{found.subdomain.rpartition('.')[2]}.{found.domain}"


@cache
def _extract() -> tldextract.TLDExtract:
    import tldextract  # noqa: PLC0415

    # Of a host for many, each name is an outlet of its own.
    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


def _key_of(name: str, domains: tuple[str, ...]) -> str:
    """Make the key of a new outlet: of its name, or of its domain where no letter is Latin."""
    if domains and not slugify(name, ""):
        return name_slug(domains[0].partition(".")[0])
    return name_slug(name)


def _is_domain(name: str) -> bool:
    return " " not in name and "." in name and bool(registrable(name.casefold()))
