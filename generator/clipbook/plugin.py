"""The MkDocs plugin: its events, and which call of ours each one is."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from pydantic import ValidationError

from clipbook import pipeline
from clipbook.config import Settings
from clipbook.edition import Edition
from clipbook.errors import ClipbookError, ContentError
from clipbook.problems import Problem, Severity, as_text
from clipbook.site import host, making, scripts, theme

if TYPE_CHECKING:
    from clipbook.site.build import SiteBuild
    from clipbook.site.shell import Shell

log = logging.getLogger("mkdocs.plugins.clipbook")

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}
_LATE = -100
"""Frames are rendered after every other plugin has had its say about the environment."""


class ClipbookPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Builds the archive inside MkDocs: `plugins: [clipbook]`."""

    settings: Settings
    edition: Edition | None = None
    """Set by `clipbook build`, which has read and checked the content already."""
    shell_only: bool = False
    """Set by `clipbook build`, which stamps the archive's pages itself."""
    shell: Shell
    """There after a build."""

    _serving: bool = False
    _last: Edition | None = None
    build: SiteBuild
    _environment: jinja2.Environment
    _files: Files
    _nav: Navigation

    def load_config(
        self,
        options: Any,  # noqa: ANN401 - whatever stands in mkdocs.yml
        config_file_path: str | None = None,  # noqa: ARG002 - MkDocs' signature
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Validate our settings."""
        self.settings = Settings()
        try:
            self.settings = Settings.model_validate(options or {})
        except ValidationError as error:
            return [
                (_dotted(found["loc"]), ValueError(found["msg"])) for found in error.errors()
            ], []
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the site is served: then a mistake must not stop the server."""
        _ = dirty
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring in templates, styles and scripts."""
        try:
            theme.install(config, host.describe(config, self.settings))
        except ClipbookError as error:
            raise PluginError(str(error)) from error
        _say(host.blind_plugins(config))
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Read the archive before MkDocs clears the old site away."""
        from clipbook.site.build import SiteBuild  # noqa: PLC0415 - only builds need the pages

        edition = self.edition or self._read(config)
        self.build = SiteBuild(edition, config, slow=self.settings.slow)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the archive's pages among MkDocs' files, and the search's modules together."""
        try:
            scripts.put_together(files, config)
        except ClipbookError as error:
            raise PluginError(str(error)) from error
        self._files = self.build.add_files(files)
        return self._files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep the navigation for the frames."""
        self.build.let_nav_have(nav)
        self._nav = nav
        return nav

    def on_page_markdown(
        self,
        markdown: str,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        files: Files,  # noqa: ARG002 - likewise
    ) -> str:
        """Give a page of ours what its template shows; a curator's own words come first."""
        return self.build.give_meta(page, markdown)

    def on_page_content(
        self,
        html: str,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        files: Files,  # noqa: ARG002 - likewise
    ) -> str:
        """Leave the contents list of our pages to their templates: a frame has none."""
        if page.file.src_uri.removesuffix(".md") in self.build.kind_of:
            page.toc = TableOfContents([])
        return html

    @event_priority(_LATE)
    def on_env(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Keep the environment: the last thing that frames need."""
        _ = config, files
        self._environment = env
        return env

    @event_priority(_LATE)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Take the shell; write everything that MkDocs does not, unless `clipbook` will."""
        try:
            self.shell = self.build.shell(self._files, self._nav, self._environment)
            if not self.shell_only:
                folder, slow = Path(config.site_dir), self.settings.slow
                making.beside(self.build.edition, self.shell, folder, pages=not slow)
        except ClipbookError as error:
            raise PluginError(str(error)) from error

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
        """Watch templates too, ours and the user's; MkDocs watches content and configuration."""
        _ = builder
        for folder in (theme.templates(), config.theme.custom_dir):
            if folder:
                server.watch(str(folder))

    def _read(self, config: MkDocsConfig) -> Edition:
        site = host.describe(config, self.settings)
        try:
            edition, problems = pipeline.edition(site, strict=False)
        except ContentError as error:
            _say(error.problems)
            if self._serving and self._last:
                log.warning("%s: the site stays as it was until they are mended", error)
                return Edition(self._last.archive, site)
            raise PluginError(str(error)) from error
        _say(problems)
        self._last = edition
        return edition


def _say(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        log.log(_LEVELS.get(problem.severity, logging.INFO), as_text(problem))


def _dotted(path: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in path)
