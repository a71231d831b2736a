"""`clipbook serve`: a session that rebuilds on every change, and the front that shows it."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from jinja2 import TemplateError

from clipbook.errors import ClipbookError, ContentError
from clipbook.problems import Problem, as_text
from clipbook.review.door import why_off
from clipbook.review.exchange import PATH
from clipbook.site import host, theme
from clipbook.site.front import Front, Place
from clipbook.site.holding import Holding
from clipbook.site.rebuilt import Rebuilt
from clipbook.site.session import Session
from clipbook.store.lock import STATE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_SITE = Path(STATE, "serve", "site")
_SOON, _IDLE, _LOOK = 0.4, 1.0, 0.2
"""Seconds without a change: until all is saved, until the index is begun, and until it is there."""
_SELDOM, _RARE = 2.0, 50
"""All files are looked at after so many seconds, or so many times the length of a look."""


def serve(root: Path, address: str, processes: int, *, open_browser: bool) -> None:
    """Serve the site until interrupted; raises ClipbookError where the first build fails."""
    config = host.load(root, **({"dev_addr": address} if address else {}))
    if host.plugin(config).settings.slow:
        host.serve(root, address, open_browser=open_browser)
        return
    with _folder(root) as output, _ending():
        place = Place(*config.dev_addr, output, _mount(config))
        front = Front.open(place)
        try:
            session = Session(output, Holding(root, processes), front.waits, front.reload)
            _Loop(place, front, session).run(_watched(config), open_browser=open_browser)
        finally:
            front.close()


@contextmanager
def _folder(root: Path) -> Iterator[Path]:
    """Give the folder of the site: kept between runs, where the archive can be written."""
    if not os.access(root, os.W_OK):
        with tempfile.TemporaryDirectory(prefix="clipbook-") as temporary:
            yield Path(temporary, "site")
        return
    folder = root / _SITE
    folder.parent.mkdir(parents=True, exist_ok=True)
    (folder.parent / ".gitignore").write_text("*\n", encoding="ascii")
    yield folder


@contextmanager
def _ending() -> Iterator[None]:
    """End as quietly when told to as with Ctrl+C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _mount(config: MkDocsConfig) -> str:
    path = urlsplit(config.site_url or "/").path.strip("/")
    return f"/{path}/" if path else "/"


def _watched(config: MkDocsConfig) -> list[str]:
    custom = [config.theme.custom_dir] if config.theme.custom_dir else []
    paths = [config.docs_dir, config.config_file_path, *custom, theme.templates(), *config.watch]
    return [os.path.abspath(str(path)) for path in paths]  # noqa: PTH100 - the system tells these


@dataclass
class _Loop:
    """Waits for changes, and does meanwhile what can wait."""

    place: Place
    front: Front
    session: Session
    _said: tuple[Problem, ...] = ()
    _failed: str = ""
    _look: float = 0.0
    """Seconds that the last look took which found nothing."""

    def run(self, watched: list[str], *, open_browser: bool) -> None:
        """Build, serve, and rebuild until interrupted."""
        url = self.place.url
        self._built(self.session.rebuild())
        gc.freeze()
        self.front.serve()
        self.front.watch(watched)
        click.echo(f"Serving at {url} (Ctrl+C ends it)")
        off = self._no_review
        review = f"there is none: {off}" if off else self.place.at(PATH)
        click.echo(f"Review page for stories: {review}")
        if open_browser:
            webbrowser.open(url)
        try:
            while True:
                self._turn()
        except KeyboardInterrupt:
            self.session.end_index()
            if self.session.unsaved and not self.session.torn:
                self.session.save()

    @property
    def _no_review(self) -> str:
        return why_off(self.session.holding.root, self.place.host)

    def _turn(self) -> None:
        session = self.session
        changed = self.front.changed(self._pause())
        if changed:
            self._rebuild(changed)
        elif session.unsaved:
            session.save()
            gc.collect()
        elif session.indexing:
            self._index()
        elif session.owes_index:
            session.begin_index()
        else:
            self._rebuild(frozenset())

    def _pause(self) -> float:
        if self.session.unsaved:
            return _SOON
        if self.session.indexing:
            return _LOOK
        return _IDLE if self.session.owes_index else max(_SELDOM, _RARE * self._look)

    def _rebuild(self, changed: frozenset[str]) -> None:
        started = time.monotonic()
        try:
            with _without_collecting():
                report = self.session.rebuild(changed)
        except ContentError as error:
            self._fail(f"{error}: the site stays as it was until they are mended", error.problems)
        except (ClipbookError, TemplateError, OSError) as error:
            self._fail(f"{' '.join(str(error).split())}: the site stays as it was")
        else:
            if report:
                self._built(report)
            self._look = time.monotonic() - started if report is None else self._look

    def _built(self, report: Rebuilt | None) -> None:
        works = self.session.works
        self._say(self.session.problems)
        self._failed = ""
        if works and not self._no_review:
            self.front.review(works.site)
        if works and works.config:
            self.front.watch(_watched(works.config))
            for line in works.said:
                click.echo(line, err=True)
        if report:
            click.echo(report.line)

    def _fail(self, said: str, problems: tuple[Problem, ...] = ()) -> None:
        if said != self._failed:
            self._say(problems)
            click.echo(f"clipbook: {said}", err=True)
        self._failed = said

    def _say(self, problems: tuple[Problem, ...]) -> None:
        """Print the problems that were not there the last time."""
        for problem in problems:
            if problem not in self._said:
                click.echo(as_text(problem), err=True)
        self._said = problems

    def _index(self) -> None:
        try:
            count = self.session.indexed()
            if count:
                click.echo(f"{time.strftime('%H:%M:%S')} the search index is up to date")
        except ClipbookError as error:
            self.session.give_up_index()
            self._fail(str(error))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector from going through all that is held while somebody waits."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
