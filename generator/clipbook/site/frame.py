"""Frames: the theme rendered once for each page kind and folder, and split where pages differ."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from clipbook.errors import ClipbookError
from clipbook.pages.kind import Kind

HEAD = "partials/clipbook/head.html"

_HEAD_SLOT = "<!-- clipbook: the head of the page -->"
_BODY_SLOT = "<!-- clipbook: the page -->"


@dataclass(frozen=True, slots=True)
class Frame:
    """The theme around a page: what comes before its head, between, and after its body."""

    before: str
    between: str
    after: str

    def fill(self, head: str, body: str) -> str:
        """Put a page into the frame."""
        return f"{self.before}{head}{self.between}{body}{self.after}"


@dataclass(frozen=True, slots=True)
class FrameMaker:
    """Renders frames with MkDocs' own environment, events of other plugins included."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    environment: jinja2.Environment

    def make(self, kind: Kind, folder: str, section: str) -> Frame:
        """Render the frame of a kind for the pages of one folder of the site.

        Raises ClipbookError where an overridden template leaves out a part that must be there.
        """
        partial = f"partials/clipbook/{kind.name}.html"
        slots = jinja2.DictLoader({HEAD: _HEAD_SLOT, partial: _BODY_SLOT})
        loader = jinja2.ChoiceLoader([slots, self.environment.loader or slots])
        environment = self.environment.overlay(loader=loader)
        html = self._render(environment.get_template(f"{kind.name}.html"), folder, section)
        before, head, rest = html.partition(_HEAD_SLOT)
        between, body, after = rest.partition(_BODY_SLOT)
        if not head or not body:
            missing = partial if head else HEAD
            raise ClipbookError(f"the template {kind.name}.html does not include {missing}")
        return Frame(before, between, after)

    def _render(self, template: jinja2.Template, folder: str, section: str) -> str:
        file = File.generated(self.config, f"{folder}/frame.md", content="")
        page = MkDocsPage(None, file, self.config)
        page.meta = {"section": section, "title": ""}
        page.markdown, page.content, page.toc = "", "", TableOfContents([])
        context = get_context(self.nav, self.files, self.config, page)
        events = self.config.plugins
        context = (
            events.on_page_context(context, page=page, config=self.config, nav=self.nav) or context
        )
        return events.on_post_page(template.render(context), page=page, config=self.config) or ""
