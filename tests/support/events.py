"""Articles of a few events, each told in other words of its own."""

from __future__ import annotations

import random
from itertools import product

from clipbook.grouping import Piece

EVENTS = {
    "dam": "Morvale dam Keswin river flood village evacuated sirens sluice",
    "strike": "Tarrow harbour dockers union strike cranes ballot wages pickets",
    "trial": "Judge Ellery Brandt court verdict jury fraud Orsolo bank appeal",
    "match": "Veldane rovers goalkeeper penalty final Castor stadium extra whistle",
}
_TURNS = ("as", "while", "after", "before", "despite", "amid")


def article(event: str, number: int) -> Piece:
    """Make one of an event's articles."""
    chance = random.Random(f"{event}{number}")  # noqa: S311 - a fair draw
    words = EVENTS[event].split()
    title = f"{words[0]} {words[1]} {_TURNS[number % 6]} " + " ".join(chance.sample(words, 3))
    lead = " ".join(chance.sample(words, 6)) + f" report{number} told{number}"
    return Piece(f"{event}{number}", title, lead, 738_000.0 + number, lang="en")


def articles() -> list[Piece]:
    """Make six articles of each of four events, a day between them."""
    return [article(event, number) for event, number in product(EVENTS, range(6))]


NAMES = (
    "Ostrand Pellow Thursday bailiff nine shelter",
    "Gavenport Tilling Monday councillor forty school",
)
ALIKE = ("ferry", "capsizes", "passengers", "rescued", "lifeboats", "harbourmaster", "divers")


def wreck(place: int, number: int) -> Piece:
    """Make an article on one of two wrecks, which are told in the same words but for their own."""
    chance = random.Random(f"{place}-{number}")  # noqa: S311 - a fair draw
    own = NAMES[place].split()
    title = " ".join([*chance.sample(own, 3), *chance.sample(ALIKE, 3)])
    lead = " ".join([*chance.sample(ALIKE, 3), *own])
    return Piece(f"wreck{place}-{number}", title, lead, 738_000.0 + number, lang="en")


WRECKS = [wreck(*each) for each in product(range(2), range(4))]
