"""The stages in order; the file to read first.

bytes -> RawRecord -> Article -> Archive -> Edition -> Page -> site/ -> feeds, search, exports
"""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clipbook import checks, jobs
from clipbook.config import Site
from clipbook.edition import Edition
from clipbook.errors import ClipbookError, ContentError
from clipbook.importers.source import Wanted
from clipbook.intake import Imported, Intake
from clipbook.model.article import FIRST_YEAR, LAST_YEAR
from clipbook.problems import Problem, Severity, fails
from clipbook.store import accession, content, lock, shelve
from clipbook.store.content import Content
from clipbook.store.desk import Desk, anew
from clipbook.store.packs import SpoiltPackError

if TYPE_CHECKING:
    from clipbook.curation.edits import Edits
    from clipbook.curation.running import Plan
    from clipbook.site.making import Result


def read(site: Site, *, processes: int = 1) -> tuple[Content, tuple[Problem, ...]]:
    """Read `content/` and hold it to every check."""
    rights = site.settings.rights

    def work() -> tuple[Content, tuple[Problem, ...]]:
        loaded = content.load(site.root, site.content, rights, processes=processes)
        return loaded, problems_of(site, loaded)

    return anew(site.root, work)


def problems_of(site: Site, loaded: Content) -> tuple[Problem, ...]:
    """Hold content to every check."""
    return (*checks.run(loaded), *_unset(site, loaded))


def edition(site: Site, *, strict: bool) -> tuple[Edition, tuple[Problem, ...]]:
    """Read and check the content for publication.

    Raises ContentError, with every problem, where there is one that no site can be built from.
    """
    loaded, problems = read(site)
    _refuse(problems, strict=strict)
    return Edition(loaded.archive(), site), problems


def _refuse(problems: tuple[Problem, ...], *, strict: bool) -> None:
    if fails(problems, strict=strict):
        raise ContentError(problems)


def _unset(site: Site, loaded: Content) -> Iterator[Problem]:
    if loaded.articles and not site.url:
        yield Problem(
            "mkdocs.yml",
            0,
            "no-site-url",
            "`site_url` is not set: citations, feeds and data hold no full address of a page",
            "Set it to the address at which the site is published.",
            Severity.NOTE,
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what there is to say about it."""

    edition: Edition
    problems: tuple[Problem, ...]
    said: tuple[str, ...]
    """Lines of MkDocs and of other plugins."""
    result: Result | None = None
    """What was written, and why; None where MkDocs has rendered every page."""


def build(
    root: Path,
    *,
    strict: bool = False,
    slow: bool = False,
    processes: int = 1,
    scheduler: str | None = None,
) -> Built:
    """Build the site of the archive in a folder; what has not changed is not made again.

    `slow` has MkDocs render every page, as the reference for the fast way; `scheduler` is where a
    Dask cluster shares the work. Raises ClipbookError where it cannot.
    """
    root = root.resolve()
    with lock.building(root):
        try:
            return _build(root, strict, slow, processes, scheduler)
        except SpoiltPackError:
            Desk.open(root).clear()
            return _build(root, strict, slow, processes, scheduler)


def _build(root: Path, strict: bool, slow: bool, processes: int, scheduler: str | None) -> Built:
    from clipbook.site import cluster  # noqa: PLC0415 - only builds need the pages
    from clipbook.site.works import Works  # noqa: PLC0415

    works = Works.open(root, strict=strict, slow=slow)
    if scheduler is not None:
        cluster.reach(scheduler, works.site)
    with _without_collecting():
        loaded, problems = read(works.site, processes=processes)
        _refuse(problems, strict=strict)
        edition = Edition(loaded.archive(), works.site)
    result = works.build(loaded, edition, processes, scheduler)
    return Built(edition, (*problems, *works.remarks), works.said, result)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector from going through what is loaded, which all stays to the end.

    Processes that are forked later then share it, too.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def serve(root: Path, address: str, *, open_browser: bool) -> None:
    """Serve the site on this machine; content that cannot be built is refused before."""
    from clipbook.site import serving  # noqa: PLC0415 - MkDocs is loaded by builds alone

    serving.serve(root.resolve(), address, jobs.processes(), open_browser=open_browser)


def render(root: Path, target: Path) -> int:
    """Write the archive as a plain Markdown tree into an empty folder; gives the page count.

    Raises ContentError where the content has errors, ClipbookError where the folder is not empty.
    """
    from clipbook.site import host, tree  # noqa: PLC0415 - MkDocs is loaded by builds alone

    config = host.load(root)
    site = host.describe(config, host.plugin(config).settings)
    rendered, _ = edition(site, strict=False)
    return tree.write(rendered, config, target)


def import_files(
    site: Site,
    named: Iterable[str | Path],
    *,
    story: str | None = None,
    dry_run: bool = False,
    wanted: Wanted | None = None,
) -> Iterator[Imported]:
    """Bring inputs into `content/`, one after the other; a refused one does not stop the rest.

    Raises ContentError where the archive as it is cannot be trusted to know its own ids.
    """
    with lock.writing(site.root) if not dry_run else nullcontext():
        wanted = wanted or Wanted()
        register = anew(site.root, lambda: _register(site, fills=wanted.fills))
        shelf = shelve.Shelf(site, register, dry_run=dry_run)
        yield from Intake(shelf, story, wanted, now()).take(named)


def _register(site: Site, *, fills: bool) -> accession.Register:
    """Read every article that is there."""
    loaded, problems = read(site)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ContentError(problems)
    return accession.Register.of(loaded, fills=fills)


def curate(
    site: Site, plan: Plan, *, who: str | None, why: str | None, dry_run: bool = False
) -> Edits:
    """Plan edits of stories on the content as it is, and write them unless that is not wanted.

    Raises ContentError where the content has errors, ClipbookError where the plan cannot be.
    """
    from clipbook.curation import running, signing  # noqa: PLC0415 - only curators need them

    if dry_run:
        hand = signing.hand_of(site.root, who, why, now())
        return anew(site.root, lambda: plan(running.read(site), hand))
    return running.curate(site, plan, who, why, now())


def group_new(site: Site, new: Collection[str]) -> Edits:
    """Group what has just come in: sure proposals are taken, marked as the machine's."""
    from clipbook.curation import running  # noqa: PLC0415

    with lock.writing(site.root):
        return running.group_new(site, new, now())


def now() -> dt.datetime:
    """Give the time of an import or a decision; SOURCE_DATE_EPOCH stands in where it is set.

    Source: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        moment = dt.datetime.max.replace(tzinfo=dt.UTC)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ClipbookError(f"SOURCE_DATE_EPOCH is “{epoch}”, no number of seconds of our time")
    return moment
