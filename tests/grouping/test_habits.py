"""What dates and outlets tell is read off the collection, and said."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from clipbook.grouping import Piece, group
from clipbook.grouping.weights import default

_OUTLETS = ("courier", "herald", "planet")
_STORIES = 40


def _words(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices("bdfgklmnprstv", k=6)) for _ in range(count)]


def _pieces(days: tuple[int, ...] = (0, 0, 0), *, seed: int = 1) -> list[Piece]:
    """Make three articles of each of forty stories that begin anywhere in two years."""
    chance = random.Random(seed)  # noqa: S311 - a fair draw
    usual = _words(chance, 60)
    found = []
    for story in range(_STORIES):
        own, first = _words(chance, 6), 738_000 + chance.randrange(730)
        for at in range(3):
            title = " ".join([*chance.sample(own, 3), *chance.sample(usual, 4)])
            ident, day = f"s{story:02}-{at}", float(first + days[at])
            found.append(Piece(ident, title, day=day, lang="en", outlet=_OUTLETS[at]))
    return found


def _habits(pieces: list[Piece]) -> tuple[float, float]:
    found = group(pieces).near.habits
    return found.fade, found.outlet


def test_days_that_tell() -> None:
    """Where articles that are alike come within two days, a similarity fades as fast."""
    assert _habits(_pieces((0, 1, 2)))[0] == pytest.approx(2, abs=1)
    assert _habits(_pieces((0, 9, 18)))[0] > 6


def test_days_that_tell_nothing() -> None:
    """Where all came at once, or nothing is dated, the days count as they do anywhere."""
    usual = default().fade
    assert _habits([replace(each, day=None) for each in _pieces()])[0] == usual
    assert _habits([replace(each, day=738_000.0) for each in _pieces()])[0] == usual
    assert _habits([])[0] == usual


def test_outlets_that_tell() -> None:
    """Where articles that are alike are never from one outlet, being from one counts against."""
    assert _habits(_pieces())[1] < 0.5


def test_outlets_that_tell_nothing() -> None:
    """Where outlets are unknown, or each tells its own stories, they count for nothing."""
    nameless = [replace(each, outlet="") for each in _pieces()]
    assert _habits(nameless)[1] == 1
    own = [replace(each, outlet=each.id[:3]) for each in _pieces()]
    assert _habits(own)[1] == 1


def test_the_host_stands_for_the_outlet() -> None:
    """Without a name, an outlet is known by the host of an address, with `www.` or without."""
    hosts = [
        replace(each, outlet="", address=f"https://{at % 2 * 'www.'}{each.outlet}.example/{at}")
        for at, each in enumerate(_pieces())
    ]
    assert _habits(hosts)[1] == _habits(_pieces())[1]
    assert _habits([replace(each, outlet="", address="//[") for each in _pieces()])[1] == 1


def test_it_is_said_of_an_article() -> None:
    """What one outlet leaves of a cosine is a part of the reasons, and 1 for two outlets."""
    pieces = _pieces()
    # Two that nearly say the same, of one outlet.
    twin = replace(pieces[0], id="twin", title=f"{pieces[0].title} again")
    found = group([*pieces, twin], same=[("twin", "s00-0")])
    said = found.why("twin")
    assert said is not None
    assert (said.nearest, said.outlet) == ("s00-0", found.near.habits.outlet)
    other = found.why("s07-1")
    assert other is not None
    assert other.outlet == 1
