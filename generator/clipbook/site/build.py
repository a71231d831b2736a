"""One run of MkDocs: the archive's pages made known to it, and the shell taken from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from clipbook.edition import Edition
from clipbook.pages import KINDS
from clipbook.pages.kind import Kind
from clipbook.pages.page import Page
from clipbook.site import fingerprint, plainly, shell, templates
from clipbook.site.frame import Frame
from clipbook.site.frame_maker import FrameMaker
from clipbook.site.references import referred_to
from clipbook.site.shell import Shell, Words
from clipbook.site.stamp import body_key
from clipbook.site.stamped_file import StampedFile
from clipbook.store.content import ARTICLES, CAPTURES, OUTLETS, STORIES

_PLUGIN = "clipbook"
_TAKEN_OUT = (f"{ARTICLES}/", f"{STORIES}/", f"{CAPTURES}/")
_LEDGERS = {OUTLETS, "decisions.yml"}


@dataclass
class SiteBuild:
    """One build of one edition inside one run of MkDocs."""

    edition: Edition
    config: MkDocsConfig
    slow: bool
    curated: dict[str, MkDocsPage] = field(default_factory=dict)
    """Curators' own pages that stand at a path of ours."""
    own_meta: dict[str, dict[str, object]] = field(default_factory=dict)
    """What curators have set above them, by path."""
    names: frozenset[str] = frozenset()
    """Words in curators' texts that may be the last part of the path of a page."""
    referred: list[str] = field(default_factory=list)
    """The pages of ours that MkDocs is told of."""
    in_nav: dict[str, MkDocsPage] = field(default_factory=dict)
    """Pages of ours that the navigation names, by path."""

    @cached_property
    def kind_of(self) -> dict[str, Kind]:
        """The kind of every page, by path."""
        return {path: kind for kind in KINDS for path in kind.paths(self.edition)}

    def page(self, source: str) -> Page | None:
        """Make the page at a source path, if it is one of ours."""
        path = source.removesuffix(".md")
        kind = self.kind_of.get(path)
        return kind.page(self.edition, path) if kind else None

    def add_files(self, files: Files) -> Files:
        """Take the archive's own files out of MkDocs' list, and put the pages in.

        Unless MkDocs is to render them all, only those that other pages can refer to.
        """
        for file in list(files):
            # MkDocs would copy its own sitemap template as it is.
            is_template = file.src_uri == "sitemap.xml"
            if is_template or file.src_uri.startswith(_TAKEN_OUT) or self._is_ours(file):
                files.remove(file)
        self.names = self._names(files)
        self.referred = list(fingerprint.referred(self.kind_of, self.names))
        for path in self.kind_of if self.slow else self.referred:
            if files.get_file_from_path(f"{path}.md") is None:
                files.append(self._file(path))
        return files

    def _names(self, files: Files) -> frozenset[str]:
        texts = [file.content_string for file in files.documentation_pages()]
        texts += [story.body for story in self.edition.archive.stories if story.body]
        return referred_to([*texts, str(self.config.nav)])

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

    def _file(self, path: str) -> File:
        source, is_list = f"{path}.md", path in {kind.section for kind in KINDS}
        if self.slow:
            file = File.generated(self.config, source, content="")
        else:
            file = StampedFile.at(self.config, source, self.edition.site.addresses.of(path))
            file.in_sight = is_list
        if not is_list:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        return file

    def let_nav_have(self, nav: Navigation) -> None:
        """Give the pages of ours that the navigation names their titles, and build none of them."""
        for page in nav.pages:
            path = page.file.src_uri.removesuffix(".md")
            if isinstance(page.file, StampedFile):
                page.file.in_sight = False
                made = self.page(page.file.src_uri)
                page.meta, page.markdown = {"title": made.meta["title"] if made else ""}, ""
                self.in_nav[path] = page

    def give_meta(self, page: MkDocsPage, markdown: str) -> str:
        """Give a page of ours what its template shows; a curator's own words come first."""
        made = self.page(page.file.src_uri)
        if made is None:
            return markdown
        if page.file.generated_by == _PLUGIN:
            page.meta = dict(made.meta)
            return made.body
        self.curated[made.path], self.own_meta[made.path] = page, dict(page.meta)
        page.meta = {**made.meta, **page.meta}
        return markdown

    def shell(self, files: Files, nav: Navigation, environment: jinja2.Environment) -> Shell:
        """Take from MkDocs what the archive's pages are stamped into."""
        addresses = self.edition.site.addresses
        maker = FrameMaker(self.config, files, nav, environment, addresses, KINDS)
        words = {path: self._words(path, page) for path, page in self.curated.items()}
        ours = {f"{path}.md" for path in self.kind_of}
        pages = [f.url for f in files.documentation_pages() if f.src_uri not in ours]
        return Shell(
            site=self.edition.site,
            config=templates.asked(self.config.theme.dirs, plainly.config(self.config)),
            folders=tuple(self.config.theme.dirs),
            frames={**self._shared_frames(maker), **self._own_frames(maker)},
            words=words,
            bodies=dict(self._bodies(files)),
            pages=tuple(pages),
            referred=tuple(self.referred),
            files={},
            templates=templates.names(self.config.theme.dirs),
        )

    def _shared_frames(self, maker: FrameMaker) -> dict[str, Frame]:
        frames: dict[str, Frame] = {}
        for path, kind in self.kind_of.items():
            name = shell.key(kind.name, path)
            if name not in frames:
                frames[name] = maker.make(kind, path.rpartition("/")[0])
        return frames

    def _own_frames(self, maker: FrameMaker) -> dict[str, Frame]:
        special = {**self.in_nav, **self.curated}
        return {path: maker.around(self.kind_of[path], page) for path, page in special.items()}

    def _words(self, path: str, page: MkDocsPage) -> Words:
        return Words(page.content or "", plainly.mapping(self.own_meta[path]))

    def _bodies(self, files: Files) -> Iterator[tuple[str, str]]:
        """Render curators' words for stories just as MkDocs renders its own pages."""
        for story in self.edition.archive.stories:
            if story.body:
                path = f"stories/{story.slug}"
                file = File.generated(self.config, f"{path}.md", content=story.body)
                own = MkDocsPage(None, file, self.config)
                # Not `read_source`, which takes a first line like `Update: …` for a field.
                own.markdown = story.body
                own.render(self.config, files)
                yield body_key(path, story.body), own.content or ""
