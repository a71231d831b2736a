"""Stamps: a page's own parts rendered alone and put into the frame of its kind and folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

import jinja2

from clipbook.config import Site
from clipbook.errors import ClipbookError
from clipbook.pages.page import Page
from clipbook.site import templates
from clipbook.site.frame import HEAD, Frame, encoded, partial
from clipbook.site.printing import QuickTemplate
from clipbook.site.shell import Shell


@dataclass(frozen=True, slots=True)
class StampedPage:
    """What a template sees as `page`; the same names as MkDocs' own page has."""

    meta: Mapping[str, Any]
    content: str
    url: str
    canonical_url: str | None

    @property
    def title(self) -> str:
        """The page's title."""
        return str(self.meta["title"])


class Stamped(NamedTuple):
    """A page as its frame and the two parts that go into it."""

    frame: str
    """The key of its frame."""
    head: bytes
    body: bytes


@dataclass
class Stamper:
    """Renders the parts of pages; each template is compiled once."""

    shell: Shell
    loader: jinja2.BaseLoader
    cache: jinja2.BytecodeCache | None = None
    """Keeps compiled templates."""
    _templates: dict[str, jinja2.Template] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """The site."""
        return self.shell.site

    def stamp(self, page: Page) -> Stamped:
        """Render the head and the body of a page."""
        words = self.shell.words.get(page.path)
        meta = {**page.meta, **words.meta} if words else page.meta
        content = words.html if words else self._content(page)
        address = self.site.addresses.of(page.path)
        seen = StampedPage(meta, content, address, self.site.absolute(page.path) or None)
        head = self._render(HEAD, seen)
        body = self._render(partial(page.kind), seen)
        return Stamped(self.shell.frame_key(page.kind, page.path), encoded(head), encoded(body))

    def frame_of(self, stamped: Stamped) -> Frame:
        """Give the frame that a page goes into."""
        return self.shell.frames[stamped.frame]

    def _content(self, page: Page) -> str:
        return self.shell.bodies[body_key(page.path, page.body)] if page.body else ""

    def _render(self, name: str, page: StampedPage) -> str:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self._compiled(name)
        return template.render({"page": page, "config": self.shell.config})

    def _compiled(self, name: str) -> jinja2.Template:
        try:
            return self._environment.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            place = f"{error.filename or error.name}:{error.lineno}"
            raise ClipbookError(
                f"{place}: {error.message}; stamped pages know Jinja's own filters alone, "
                "`--slow` those of MkDocs too"
            ) from None

    @cached_property
    def _environment(self) -> jinja2.Environment:
        # As MkDocs has it: templates say themselves what they escape, and ours do.
        environment = jinja2.Environment(  # noqa: S701
            loader=self.loader, auto_reload=False, bytecode_cache=self.cache
        )
        environment.template_class = QuickTemplate
        return environment


def stamper(shell: Shell, cache: jinja2.BytecodeCache | None = None) -> Stamper:
    """Give a stamper that finds its templates in the shell's folders."""
    return Stamper(shell, templates.loader(shell.folders), cache)


def body_key(path: str, markdown: str) -> str:
    """Name a curator's Markdown on a page."""
    return f"{path} {blake2b(markdown.encode(), digest_size=16).hexdigest()}"
