"""A build: an edition's pages handed to MkDocs or stamped, then feeds, search and exports."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from clipbook import exports, feeds, search
from clipbook.edition import Edition
from clipbook.pages import KINDS
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.site.frame import FrameMaker
from clipbook.site.sitemap import sitemap
from clipbook.site.stamp import Stamper
from clipbook.site.stamped_file import StampedFile
from clipbook.site.write import Writer
from clipbook.store.content import ARTICLES, CAPTURES, OUTLETS, STORIES

log = logging.getLogger("mkdocs.plugins.clipbook")

_TAKEN_OUT = (f"{ARTICLES}/", f"{STORIES}/", f"{CAPTURES}/")
_LEDGERS = {OUTLETS, "decisions.yml"}


@dataclass
class SiteBuild:
    """One build of one edition inside one run of MkDocs."""

    edition: Edition
    config: MkDocsConfig
    slow: bool
    curated: set[str] = field(default_factory=set)
    """Source paths at which a curator's own page stands."""
    in_nav: set[str] = field(default_factory=set)
    """Source paths of stamped pages that the navigation names."""

    @cached_property
    def pages(self) -> tuple[tuple[Kind, Page], ...]:
        """Every page with its kind."""
        return tuple((kind, page) for kind in KINDS for page in kind.pages(self.edition))

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """Pages by the source path under which MkDocs knows them."""
        return {f"{page.path}.md": page for _, page in self.pages}

    def add_files(self, files: Files) -> Files:
        """Take the archive's own files out of MkDocs' list, and put the pages in."""
        for file in list(files):
            # MkDocs would copy its own sitemap template as it is.
            is_template = file.src_uri == "sitemap.xml"
            if is_template or file.src_uri.startswith(_TAKEN_OUT) or self._is_ours(file):
                files.remove(file)
        for kind, page in self.pages:
            source = f"{page.path}.md"
            if files.get_file_from_path(source) is not None:
                self.curated.add(source)
            else:
                files.append(self._file(kind, page))
        return files

    def _is_ours(self, file: File) -> bool:
        """Say whether a file is a ledger, or a link to what is never published."""
        if file.abs_src_path is None:
            return False
        content = self.edition.site.content.resolve()
        place = Path(file.abs_src_path).resolve()
        if not place.is_relative_to(content):
            return False
        inside = place.relative_to(content).as_posix()
        return inside.startswith(_TAKEN_OUT) or inside in _LEDGERS

    def _file(self, kind: Kind, page: Page) -> File:
        source = f"{page.path}.md"
        if not kind.stamped:
            return File.generated(self.config, source, content="")
        if self.slow:
            file = File.generated(self.config, source, content="")
        else:
            file = StampedFile.at(self.config, source, self.edition.site.addresses.of(page.path))
        file.inclusion = InclusionLevel.NOT_IN_NAV
        return file

    def let_nav_have(self, nav: Navigation) -> None:
        """Have MkDocs render the pages that stand in the navigation: it knows them as current."""
        for page in nav.pages:
            if isinstance(page.file, StampedFile):
                page.file.whole = True
                self.in_nav.add(page.file.src_uri)

    def stamp(self, files: Files, nav: Navigation, environment: jinja2.Environment) -> None:
        """Write every page that MkDocs does not."""
        writer = Writer(Path(self.config.site_dir))
        stamper = Stamper(self.edition.site, FrameMaker(self.config, files, nav, environment))
        for kind, page in self.pages:
            if kind.stamped and f"{page.path}.md" not in self.curated | self.in_nav:
                writer.page(self.edition.site.addresses.of(page.path), stamper.stamp(kind, page))

    def write_files(self, files: Files) -> None:
        """Write what is not a page: feeds, search, exports and the sitemap."""
        writer = Writer(Path(self.config.site_dir))
        for part in (feeds, search, exports):
            for path, data in part.files(self.edition):
                if files.get_file_from_path(path) is not None:
                    log.warning("%s of the content gives way to the generated file", path)
                writer.write(path, data)
        if self.edition.site.url:
            writer.write("sitemap.xml", sitemap(self._addresses(files)))

    def _addresses(self, files: Files) -> Iterator[tuple[str, str]]:
        site = self.edition.site
        days = {
            article.path: article.captured.at.date().isoformat()
            for article in self.edition.archive.articles
            if article.captured
        }
        own = {page.path for _, page in self.pages}
        yield from ((site.absolute(path), days.get(path, "")) for path in own)
        for file in files.documentation_pages():
            if file.src_uri.removesuffix(".md") not in own:
                yield site.url + file.url, ""
