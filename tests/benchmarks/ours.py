"""What is measured of Clipbook: from nothing, from its caches, and after a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks import disk
from benchmarks.job import Job
from benchmarks.place import CLIPBOOK, Place
from clipbook import __version__

NAME = "clipbook"

COLD = "cold"
WARM = "warm"
UNCHANGED = "nothing changed"
ONE_ARTICLE = "one article changed"
THEME = "theme changed"

_ALWAYS = (COLD, WARM, ONE_ARTICLE)
_WITHOUT_SEARCH = (COLD, WARM, UNCHANGED, ONE_ARTICLE, THEME)


def version() -> str:
    """Name Clipbook with its version."""
    return f"Clipbook {__version__}"


def jobs(place: Place, arguments: tuple[str, ...]) -> Iterator[Job]:
    """Give the builds in their order: each finds what the one before has left.

    The archive is afterwards as it was made, whatever happens in between.
    """
    try:
        for search, runs in ((False, _WITHOUT_SEARCH), (True, _ALWAYS)):
            place.change(0)
            for run in runs:
                yield _job(place, run, arguments, search=search)
    finally:
        place.change(0)
        place.set_up(search=False)


def _job(place: Place, run: str, arguments: tuple[str, ...], *, search: bool) -> Job:
    site = place.archive / "site"
    command = [*CLIPBOOK, "build", *arguments]
    before = _before(place, run, search=search)
    return Job(NAME, run, command, place.archive, site, before, search)


def _before(place: Place, run: str, *, search: bool) -> Callable[[int], None]:
    def before(time: int) -> None:
        place.set_up(search=search, footer=f" ({time})" if run == THEME else "")
        if run == COLD:
            place.strip()
            # The change of the theme before has replaced every page.
            disk.settle(place.world.articles if search and time == 1 else 0)
        elif run == WARM:
            place.put_aside(place.archive / "site")
        elif run == ONE_ARTICLE:
            place.change(time)

    return before
