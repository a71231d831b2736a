"""The ways between the parts of a list: its years, the parts of a year, the one before and after.

A part changes when something is added to it, or a part to its year, but not when another part
grows: numbers of entries stand on the first page alone, and a part is named after its beginning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from clipbook.edition import Edition
from clipbook.model.dates import PartialDate
from clipbook.pages import dating
from clipbook.pages.cards import Card
from clipbook.pages.parts import UNDATED, Listing, Part
from clipbook.pages.wording import number, short

MOST = 48
"""Links in one list of links; of more, those near and every so many of the rest."""
_NEAR = 5

_LABELS = {UNDATED: dating.UNDATED, "number": "0–9", "other": "Other scripts"}


def of_first(
    edition: Edition, listing: Listing, label: str, more: str, part: Part | None = None
) -> Card | None:
    """Give the ways from the first page to the parts; None where it shows the whole list.

    `more` is said of the way on: to `part`, else to the one with the next entry that is not shown.
    """
    if not listing.parts:
        return None
    return {
        **_empty(label),
        "links": _heads(edition, listing, None),
        "more": {**_link(edition, listing, part or _after(listing)), "label": more},
    }


def of_part(edition: Edition, listing: Listing, here: Part, label: str) -> Card:
    """Give the ways from one part to the others."""
    place = listing.parts.index(here)
    return {
        **_empty(label),
        "links": _heads(edition, listing, here),
        "own_label": f"{name(here.head)}, in parts",
        "own": _own(edition, listing, here),
        "before": _beside(edition, listing, here, place - 1),
        "after": _beside(edition, listing, here, place + 1),
    }


def title(part: Part) -> str:
    """Name a part behind what it is a part of: `2025`, or `2025 (2 of 3)`, or `undated`."""
    of = f" ({number(part.number)} of {number(part.of)})" if part.of > 1 else ""
    return (part.head if part.head == UNDATED else name(part.head)) + of


def name(head: str) -> str:
    """Name a year or a letter."""
    return _LABELS.get(head) or head.upper()


def _empty(label: str) -> Card:
    return {
        "label": label,
        "links": [],
        "own_label": "",
        "own": [],
        "before": None,
        "after": None,
        "more": None,
    }


def _after(listing: Listing) -> Part:
    """Find the part in which the list goes on after what the first page shows."""
    last = listing.places[-1]
    part = listing.holding(last)
    if part.head.isdigit():
        return listing.holding(last - 1) if last else _undated(listing)
    return listing.holding(last + 1)


def _undated(listing: Listing) -> Part:
    return next(part for part in listing.parts if not part.head.isdigit())


def _heads(edition: Edition, listing: Listing, here: Part | None) -> list[Card]:
    """Give the first part of each year, the newest year first, or of each letter."""
    firsts = [part for part in listing.parts if part.number == 1]
    years = [part for part in firsts if part.head.isdigit()]
    ordered = [*reversed(years), *(part for part in firsts if not part.head.isdigit())]
    counts: Counter[str] = Counter()
    for part in listing.parts:
        counts[part.head] += part.stop - part.start
    return [
        {
            **_link(edition, listing, part),
            "label": name(part.head),
            "n": "" if here else number(counts[part.head]),
            "here": _current(part, here),
        }
        for part in _thinned(ordered, _place(ordered, here))
    ]


def _place(ordered: Sequence[Part], here: Part | None) -> int:
    return next((n for n, part in enumerate(ordered) if here and part.head == here.head), 0)


def _current(part: Part, here: Part | None) -> str:
    """Give the value of `aria-current`: this page, or the year that it is a part of."""
    if part == here:
        return "page"
    return "true" if here and part.head == here.head else ""


def _own(edition: Edition, listing: Listing, here: Part) -> list[Card]:
    """Give the parts of the same year, where there are several."""
    same = [part for part in listing.parts if part.head == here.head]
    if len(same) == 1:
        return []
    return [
        {
            **_link(edition, listing, part),
            "label": number(part.number),
            "n": _begins(part),
            "here": "page" if part == here else "",
        }
        for part in _thinned(same, here.number - 1)
    ]


def _begins(part: Part) -> str:
    if not part.head.isdigit():
        return f"from {short(part.begins, _SHORT)}" if part.begins else ""
    date = PartialDate.known(part.begins)
    return f"from {date.long.removesuffix(f' {date.year}')}" if date and date.month else ""


_SHORT = 60


def _thinned(parts: Sequence[Part], here: int) -> Iterator[Part]:
    """Leave out some of too many, but none of the neighbours and neither end."""
    step = -(-len(parts) // (MOST - 2 * _NEAR))
    for place, part in enumerate(parts):
        is_end = place in {0, len(parts) - 1}
        if len(parts) <= MOST or is_end or abs(place - here) <= _NEAR or place % step == 0:
            yield part


def _beside(edition: Edition, listing: Listing, here: Part, place: int) -> Card | None:
    if not 0 <= place < len(listing.parts):
        return None
    other = listing.parts[place]
    is_before = other.start < here.start
    words = ("Earlier", "Later") if other.head.isdigit() and here.head.isdigit() else _IN_ORDER
    return {**_link(edition, listing, other), "say": words[not is_before], "label": _label(other)}


_IN_ORDER = ("Before", "After")


def _label(part: Part) -> str:
    said = title(part)
    return said[0].upper() + said[1:]


def _link(edition: Edition, listing: Listing, part: Part) -> Card:
    return {"path": edition.site.addresses.of(listing.path(part))}
