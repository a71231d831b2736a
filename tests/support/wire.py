"""Wire copy as outlets run it, edited lightly, and what looks like it but is none; by chance.

Words are made up. What has one `label` is copies of one text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.prose import capitalised
from benchmarks.words import Vocabulary, vocabulary
from clipbook.copies.near_duplicates import Sketched


@dataclass(frozen=True)
class Run:
    """A text as one outlet ran it."""

    label: str
    """Of the text that it is a copy of."""
    text: str
    date: str = ""
    outlet: str = ""

    def piece(self, ident: str) -> Sketched:
        """Give what copies are found by."""
        return Sketched.of(ident, self.text, self.date, self.outlet)


@dataclass(frozen=True)
class Wire:
    """Writes stories and edits them."""

    rng: random.Random
    words: Vocabulary

    @classmethod
    def of(cls, seed: int) -> Wire:
        """Begin with a seed."""
        return cls(random.Random(f"{seed}:wire"), vocabulary(seed))  # noqa: S311 - chance

    def sentence(self, fewest: int = 9, most: int = 28) -> str:
        """Write a sentence, one in three with a figure."""
        words = self.words.draw(self.rng, self.rng.randint(fewest, most))
        if self.rng.random() < 0.33:
            words[len(words) // 2] = self.figure()
        return f"{capitalised(' '.join(words))}."

    def figure(self) -> str:
        """Write a figure."""
        return self.rng.choice(
            (
                f"{self.rng.randint(2, 999)}",
                f"{self.rng.randint(1, 99)},{self.rng.randint(100, 999)}",
                f"{self.rng.randint(1, 99)}.{self.rng.randint(1, 9)}",
            )
        )

    def quotation(self, fewest: int = 12, most: int = 40) -> str:
        """Quote somebody."""
        who = capitalised(" ".join(self.words.draw(self.rng, 2)))
        said = self.sentence(fewest, most).rstrip(".")
        return f"“{said},” {who} said."

    def story(self, paragraphs: int = 0) -> list[str]:
        """Write a story of 150 to 700 words, in paragraphs, or of so many paragraphs."""
        told: list[str] = []
        while len(told) < paragraphs or (not paragraphs and self._goes_on(told)):
            is_quoted = bool(told) and "“" not in told[-1] and self.rng.random() < 0.4
            told.append(self.quotation() if is_quoted else self._paragraph())
        return told

    def _goes_on(self, told: list[str]) -> bool:
        return len(" ".join(told).split()) < 150 or (len(told) < 14 and self.rng.random() < 0.85)

    def _paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.rng.randint(1, 3)))

    def edited(self, story: list[str]) -> str:
        """Edit a story as a desk does: one to four of the usual ways, and the outlet's dateline."""
        shortens = self.rng.random() < SHORTENED and len(" ".join(story[:3]).split()) >= LIGHT
        ways = (_shortened, *TYPOGRAPHY) if shortens else self.rng.sample(EDITS, 3)
        for way in ways[: self.rng.randint(1, len(ways))]:
            story = way(self, story)
        if self.rng.random() < 0.6:
            place = capitalised(" ".join(self.words.draw(self.rng, 1))).upper()
            story = [
                f"{place}, {self.rng.choice(('Reuter', 'AP', 'dpa'))} — {story[0]}",
                *story[1:],
            ]
        return "\n".join(story)


def _with_lede(wire: Wire, story: list[str]) -> list[str]:
    first, _, rest = story[0].partition(". ")
    return [f"{wire.sentence()} {rest or first}", *story[1:]]


def _cut_at_end(wire: Wire, story: list[str]) -> list[str]:
    return story[: max(len(story) // 2 + 1, len(story) - wire.rng.randint(1, 6))]


def _shortened(_: Wire, story: list[str]) -> list[str]:
    """Leave the first three paragraphs."""
    return story[:3]


def _spelled(_: Wire, story: list[str]) -> list[str]:
    """Spell some words another way, as British and American papers do."""
    return [re.sub(r"our\b", "or", each) for each in story]


def _other_figures(wire: Wire, story: list[str]) -> list[str]:
    """Change one or two figures: a toll that has risen."""
    for _ in range(wire.rng.randint(1, 2)):
        place = wire.rng.randrange(len(story))
        story = [
            re.sub(r"\d+", wire.figure(), each, count=1) if n == place else each
            for n, each in enumerate(story)
        ]
    return story


def _inserted(wire: Wire, story: list[str]) -> list[str]:
    place = wire.rng.randint(1, len(story))
    own = wire.sentence() if len(" ".join(story).split()) < 200 else wire.story(1)[0]
    return [*story[:place], own, *story[place:]]


def _other_quotes(wire: Wire, story: list[str]) -> list[str]:
    opening, closing = wire.rng.choice(
        (('"', '"'), ("‘", "’"), ("„", "“"), ("«", "»"), (" '", "'"))
    )
    return [each.replace("“", opening).replace("”", closing).strip() for each in story]


def _other_paragraphs(_: Wire, story: list[str]) -> list[str]:
    return [sentence for each in story for sentence in re.split(r"(?<=\.) (?=[A-Z])", each)]


def _with_line_at_end(wire: Wire, story: list[str]) -> list[str]:
    who = capitalised(" ".join(wire.words.draw(wire.rng, 2)))
    return [*story, f"Reporting by {who}; editing by the news desk."]


TYPOGRAPHY: tuple[Callable[[Wire, list[str]], list[str]], ...] = (
    _spelled, _other_quotes, _other_paragraphs,
)  # fmt: skip
EDITS = (*TYPOGRAPHY, _with_lede, _cut_at_end, _other_figures, _inserted, _with_line_at_end)
SHORTENED, LIGHT = 0.2, 60
"""Share of copies that are cut to three paragraphs, where these have so many words."""


def copied(wire: Wire, stories: int, runs: int) -> Iterator[Run]:
    """Give stories, each as so many outlets ran it."""
    for n in range(stories):
        story = wire.story()
        yield Run(f"s{n}", "\n".join(story), _day(n), "wire")
        for outlet in range(1, runs):
            yield Run(f"s{n}", wire.edited(story), _day(n), f"outlet-{outlet}")


def _day(number: int) -> str:
    return f"2026-05-{number % 28 + 1:02}"


def independent(wire: Wire, events: int, reports: int) -> Iterator[Run]:
    """Give reports of the same events, each in its own words: same names, figures and quotes."""
    for n in range(events):
        draw, rng = wire.words.draw, wire.rng
        names = [capitalised(" ".join(draw(rng, rng.randint(2, 4)))) for _ in range(5)]
        facts = [
            f"{' '.join(draw(rng, 4))} {wire.figure()} {' '.join(draw(rng, 2))}" for _ in range(6)
        ]
        quotes = [wire.quotation(40, 70), wire.quotation(20, 40)]
        for outlet in range(reports):
            told = [
                f"{wire.sentence(4, 9)[:-1]} {rng.choice(names)} {fact} {' '.join(draw(rng, 6))}."
                for fact in rng.sample(facts, 5)
            ]
            told += [wire.sentence() for _ in range(4)] + quotes
            rng.shuffle(told)
            yield Run(f"e{n}-{outlet}", "\n".join(told), _day(n), f"outlet-{outlet}")


def from_template(wire: Wire, kinds: int, reports: int) -> Iterator[Run]:
    """Give reports that fill in one template: the weather of a day, the prices of a close."""
    for n in range(kinds):
        template = [wire.words.draw(wire.rng, wire.rng.randint(10, 16)) for _ in range(12)]
        for day in range(reports):
            told = [
                f"{capitalised(' '.join(words[:5]))} {wire.figure()} {' '.join(words[5:])}."
                for words in template
            ]
            yield Run(f"t{n}-{day}", "\n".join(told), _day(day), f"outlet-{day % 3}")


def with_boilerplate(wire: Wire, outlets: int, pages: int) -> Iterator[Run]:
    """Give pages of which most is the outlet's own notice."""
    for n in range(outlets):
        notice = [wire.sentence(15, 25) for _ in range(7)]
        for page in range(pages):
            own = [wire.sentence(15, 25) for _ in range(wire.rng.randint(2, 4))]
            yield Run(f"b{n}-{page}", "\n".join([*own, *notice]), _day(page), f"papers-{n}")


def digests(wire: Wire, runs: list[Run], count: int) -> Iterator[Run]:
    """Give collections of three stories each, whole, which are copies of one of them at most."""
    for n in range(count):
        held = wire.rng.sample(runs, 3)
        yield Run(f"d{n}", "\n".join(run.text for run in held), _day(n), "digest")


def many(wire: Wire, count: int) -> Iterator[Run]:
    """Give one story as so many pages ran it."""
    story = wire.story(10)
    for n in range(count):
        yield Run("many", wire.edited(story), _day(n), f"outlet-{n % 300}")
