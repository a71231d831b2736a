"""Frames made: the theme rendered once for each page kind and folder, with marks for the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from clipbook.errors import ClipbookError
from clipbook.model.addresses import Addresses
from clipbook.pages.kind import Kind
from clipbook.site.frame import HEAD, Frame, encoded, partial

_HEAD_SLOT = "<!-- clipbook: the head of the page -->"
_BODY_SLOT = "<!-- clipbook: the page -->"


@dataclass
class FrameMaker:
    """Renders frames with MkDocs' own environment, events of other plugins included."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    environment: jinja2.Environment
    addresses: Addresses
    kinds: Iterable[Kind]

    def make(self, kind: Kind, folder: str) -> Frame:
        """Render the frame of a kind for the pages of one folder of the site.

        Raises ClipbookError where an overridden template leaves out a part that must be there.
        """
        file = File.generated(
            self.config, f"{folder}/frame.md" if folder else "frame.md", content=""
        )
        page = MkDocsPage(None, file, self.config)
        page.markdown, page.content, page.toc = "", "", TableOfContents([])
        return self._frame(kind, page)

    def around(self, kind: Kind, page: MkDocsPage) -> Frame:
        """Render the frame of one page that the navigation names or a curator wrote."""
        page.content, page.toc = page.content or "", TableOfContents([])
        page.active = True
        try:
            return self._frame(kind, page)
        finally:
            page.active = False

    def _frame(self, kind: Kind, page: MkDocsPage) -> Frame:
        section = self.addresses.of(kind.section)
        page.meta = {"title": "", **page.meta, "section": section}
        html = self._render(self._slotted.get_template(f"{kind.name}.html"), page)
        before, head, rest = html.partition(_HEAD_SLOT)
        between, body, after = rest.partition(_BODY_SLOT)
        if not head or not body:
            missing = partial(kind.name) if head else HEAD
            raise ClipbookError(f"the template {kind.name}.html does not include {missing}")
        return Frame(encoded(before), encoded(between), encoded(after))

    @cached_property
    def _slotted(self) -> jinja2.Environment:
        """Give the environment with marks in place of what differs from page to page."""
        marks = {HEAD: _HEAD_SLOT, **{partial(kind.name): _BODY_SLOT for kind in self.kinds}}
        slots = jinja2.DictLoader(marks)
        loader = jinja2.ChoiceLoader([slots, self.environment.loader or slots])
        return self.environment.overlay(loader=loader)

    def _render(self, template: jinja2.Template, page: MkDocsPage) -> str:
        context = get_context(self.nav, self.files, self.config, page)
        events = self.config.plugins
        context = (
            events.on_page_context(context, page=page, config=self.config, nav=self.nav) or context
        )
        return events.on_post_page(template.render(context), page=page, config=self.config) or ""
