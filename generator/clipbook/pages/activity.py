"""The chart of activity: how many articles and cited pages by day, week, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from clipbook.model.dates import PartialDate
from clipbook.pages.cards import Card
from clipbook.pages.periods import UNITS, Unit, long_label, short_label
from clipbook.pages.wording import noun, number, plural

WIDTH = 320
HEIGHT = 70
MOST_BARS = 40
FEW_BARS = 12
"""Up to here every bar carries its number and its label."""

_HEADROOM = 14
_WIDEST_BAR = 24
_SHARE_OF_STEP = 0.68
_TOO_MANY_BARS = 300
"""A chart of so many years would show nothing; one mistyped date can ask for it."""
_DOTS_UP_TO = 31
_ENOUGH = 2

Dates = Counter[PartialDate | None]
"""How often each date stands in a list; a long list has few different ones."""


def chart(
    articles: Iterable[PartialDate | None], sources: Iterable[PartialDate | None] = ()
) -> Card | None:
    """Draw the dates of articles and cited pages.

    None where fewer than two are known, or where they are centuries apart.
    """
    both = (Counter(articles), Counter(sources))
    dated = sum((_dated(dates) for dates in both), Counter())
    if dated.total() < _ENOUGH:
        return None
    unit = _unit(dated)
    counts = [_by_period(unit, dates) for dates in both]
    drawn = [index for count in counts for index in count]
    periods = range(min(drawn), max(drawn) + 1)
    if len(periods) > _TOO_MANY_BARS:
        return None
    rows = [(unit.start(index), counts[0][index], counts[1][index]) for index in periods]
    return {
        "title": f"Published each {unit.name}",
        "text": _spoken(unit, rows),
        "width": WIDTH,
        "height": HEIGHT,
        "top": max(first + second for _, first, second in rows) if len(rows) > FEW_BARS else 0,
        "has_articles": bool(counts[0]),
        "has_sources": bool(counts[1]),
        "bars": list(_bars(unit, rows)),
        "note": _note(both, counts),
    }


def _dated(dates: Dates) -> Counter[PartialDate]:
    return Counter({date: count for date, count in dates.items() if date})


def _unit(dated: Counter[PartialDate]) -> Unit:
    """Choose the finest unit that needs few bars and for which most dates are precise enough."""
    for unit in UNITS:
        drawn = _by_period(unit, dated)
        if drawn.total() * 2 > dated.total() and max(drawn) - min(drawn) < MOST_BARS:
            return unit
    return UNITS[-1]


def _by_period(unit: Unit, dates: Dates | Counter[PartialDate]) -> Counter[int]:
    """Count by period what is dated that precisely."""
    counts: Counter[int] = Counter()
    for date, count in dates.items():
        index = unit.index(date) if date else None
        if index is not None:
            counts[index] += count
    return counts


def _bars(unit: Unit, rows: list[tuple[PartialDate, int, int]]) -> Iterator[Card]:
    step = WIDTH / len(rows)
    width = min(_WIDEST_BAR, step * _SHARE_OF_STEP)
    scale = (HEIGHT - _HEADROOM) / max(2, *(first + second for _, first, second in rows))
    few = len(rows) <= FEW_BARS
    for place, (start, first, second) in enumerate(rows):
        middle = place * step + step / 2
        article, source = first * scale, second * scale
        yield {
            "x": _round(middle - width / 2),
            "middle": _round(middle),
            "width": _round(width),
            "radius": 3 if width > _WIDEST_BAR / 2 else 1,
            "article_y": _round(HEIGHT - article),
            "article_height": _round(article),
            "source_y": _round(HEIGHT - article - source),
            "source_height": _round(source),
            "number": number(first + second) if few and first + second else "",
            "number_y": _round(HEIGHT - article - source - 5),
            "dot": not first + second and len(rows) <= _DOTS_UP_TO,
            "title": f"{long_label(unit, start)}: {_what(first, second)}",
            **_tick(unit, rows, place),
        }


def _tick(unit: Unit, rows: list[tuple[PartialDate, int, int]], place: int) -> Card:
    """Label every bar of a short row, and the two ends of a long one."""
    is_first, is_last = place == 0, place == len(rows) - 1
    start = rows[place][0]
    middle = (place + 0.5) * WIDTH / len(rows)
    if len(rows) <= FEW_BARS:
        new = is_first or is_last or start.month != rows[place - 1][0].month
        crowded = unit.name == "week" and len(rows) > FEW_BARS // 2 and place % 2
        text = "" if crowded else short_label(unit, start, new_month=new)
        return {"tick": text, "tick_x": _round(middle), "anchor": "middle"}
    if not (is_first or is_last):
        return {"tick": "", "tick_x": "", "anchor": "middle"}
    return {
        "tick": long_label(unit, start),
        "tick_x": "0" if is_first else str(WIDTH),
        "anchor": "start" if is_first else "end",
    }


def _what(articles: int, sources: int) -> str:
    cited = plural(sources, "cited page")
    if not sources:
        return plural(articles, "article")
    return f"{plural(articles, 'article')}, {cited}" if articles else cited


def _spoken(unit: Unit, rows: list[tuple[PartialDate, int, int]]) -> str:
    """Say what the chart shows, for those who do not see it."""
    some = [row for row in rows if row[1] + row[2]]
    if len(some) <= FEW_BARS:
        return ". ".join(f"{long_label(unit, start)}: {_what(*counts)}" for start, *counts in some)
    start, *counts = max(some, key=lambda row: row[1] + row[2])
    return (
        f"From {long_label(unit, some[0][0])} to {long_label(unit, some[-1][0])}; "
        f"most in {long_label(unit, start)}: {_what(*counts)}"
    )


def _note(both: tuple[Dates, Dates], counts: list[Counter[int]]) -> str:
    """Say what the chart leaves out."""
    names = ("article", "cited page")
    left_out = [dates.total() - count.total() for dates, count in zip(both, counts, strict=True)]
    parts = [plural(n, name) for n, name in zip(left_out, names, strict=True) if n]
    if not parts:
        return ""
    verb = noun(sum(left_out), "carries", "carry")
    undated = sum(dates[None] for dates in both)
    what = "no date, or none precise enough," if sum(left_out) > undated else "no date"
    is_are = noun(sum(left_out), "is", "are")
    return f"{' and '.join(parts)} {verb} {what} and {is_are} not shown."


def _round(value: float) -> str:
    """Write a length as every renderer would; nothing for none."""
    return f"{value:.1f}".removesuffix(".0") if value else ""
