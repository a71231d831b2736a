"""Stamps: a page's own parts rendered alone and put into the frame of its kind and folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from clipbook.config import Site
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.site.frame import HEAD, Frame, FrameMaker


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


@dataclass(slots=True)
class Stamper:
    """Fills pages into frames, each frame made when its first page comes."""

    site: Site
    maker: FrameMaker
    frames: dict[tuple[str, str], Frame] = field(default_factory=dict)

    def stamp(self, kind: Kind, page: Page) -> str:
        """Give a page's whole HTML."""
        folder = page.path.rpartition("/")[0]
        frame = self.frames.get((kind.name, folder))
        if frame is None:
            frame = self.maker.make(kind, folder, str(page.meta["section"]))
            self.frames[kind.name, folder] = frame
        context = {
            "page": StampedPage(
                page.meta,
                self._curated(page),
                self.site.addresses.of(page.path),
                self.site.absolute(page.path) or None,
            ),
            "config": self.maker.config,
        }
        render = self.maker.environment.get_template
        return frame.fill(
            render(HEAD).render(context),
            render(f"partials/clipbook/{kind.name}.html").render(context),
        )

    def _curated(self, page: Page) -> str:
        """Render a curator's Markdown just as MkDocs renders its own pages."""
        if not page.body:
            return ""
        config = self.maker.config
        file = File.generated(config, f"{page.path}.md", content=page.body)
        own = MkDocsPage(None, file, config)
        # Not `read_source`, which takes a first line like `Update: …` for a field.
        own.markdown = page.body
        own.render(config, self.maker.files)
        return own.content or ""
