"""Texts of made-up words: sentences with names and figures, paragraphs, and a little Markdown."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.words import Vocabulary

FEWEST, MOST = 350, 500
"""Words of an article."""

_SENTENCE = (8, 24)
_BLOCK = (40, 100)
_LINKED = 0.12
_ENDS = (".", ".", ".", ".", ".", ".", ".", ".", "?", "!")
_FEWEST_FOR_A_NAME = 6

Name = tuple[str, ...]
"""A name, word by word."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one article: its chance, its words, the names of its story, what it links to."""

    rng: random.Random
    vocabulary: Vocabulary
    cast: Sequence[Name]
    links: Sequence[str] = ()

    def body(self) -> str:
        """Write 350 to 500 words of Markdown; the first and the last block are paragraphs."""
        words = self.vocabulary.draw(self.rng, self.rng.randint(FEWEST, MOST))
        blocks = list(_parts(self.rng, words, _BLOCK))
        inner = [self._block(block) for block in blocks[1:-1]]
        return "\n\n".join([self._paragraph(blocks[0]), *inner, self._paragraph(blocks[-1])])

    def title(self, subject: Sequence[str]) -> str:
        """Write a headline in sentence case about a story's subject."""
        words = self.vocabulary.draw(self.rng, self.rng.randint(4, 8))
        place = self.rng.randint(1, len(words) - 1)
        words[place:place] = self.rng.choice([subject, self.rng.choice(self.cast)])
        return capitalised(" ".join(words))

    def line(self, fewest: int, most: int) -> str:
        """Write one sentence of so many words."""
        return self._sentence(self.vocabulary.draw(self.rng, self.rng.randint(fewest, most)))

    def _block(self, words: list[str]) -> str:
        chance = self.rng.random()
        if chance < 0.06:
            return f"## {capitalised(' '.join(words[:5]))}\n\n{self._paragraph(words[5:])}"
        if chance < 0.10:
            return "\n".join(f"- {capitalised(' '.join(item))}" for item in _rows(words, 9))
        if chance < 0.14:
            return f"> {self._paragraph(words)}"
        return _table(words) if chance < 0.15 else self._paragraph(words)

    def _paragraph(self, words: list[str]) -> str:
        if self.links and self.rng.random() < _LINKED:
            words = [f"[{words[0]}]({self.rng.choice(self.links)})", *words[1:]]
            words[0], words[3] = words[3], words[0]
        return " ".join(self._sentence(part) for part in _parts(self.rng, words, _SENTENCE))

    def _sentence(self, words: list[str]) -> str:
        chance = self.rng.random()
        place = self.rng.randrange(1, max(2, len(words) - 4))
        if len(words) >= _FEWEST_FOR_A_NAME:
            words = [
                *words[:place],
                *self._inset(chance, words[place : place + 3]),
                *words[place + 3 :],
            ]
        return capitalised(" ".join(words)) + self.rng.choice(_ENDS)

    def _inset(self, chance: float, words: list[str]) -> list[str]:
        """Put a name, a figure, a quotation or a sign in the place of three words."""
        first, second, third = words
        if chance < 0.45:
            name = self.rng.choice(self.cast)
            return [*name, *words[len(name) :]]
        if chance < 0.55:
            return [first, f"{self.rng.randint(2, 9000) / 10:g}", third]
        if chance < 0.62:
            return [f"“{first}", second, f"{third}”"]
        if chance < 0.65:
            return [first, self.rng.choice(["&", "<", "–"]), third]
        return [f"*{first}*", second, third] if chance < 0.68 else [f"{first},", second, third]


def capitalised(text: str) -> str:
    """Set the first letter of a text as a capital, and leave the rest."""
    return text[:1].upper() + text[1:]


def name(rng: random.Random, vocabulary: Vocabulary) -> Name:
    """Make the name of a person, a firm, a place or a body."""
    one, two = (capitalised(vocabulary.rare(rng.randrange(1, 200_000))[:n]) for n in (5, 7))
    chance = rng.random()
    if chance < 0.55:
        return one, two.translate(str.maketrans("e", "é")) if chance < 0.05 else two
    if chance < 0.7:
        return (two,)
    if chance < 0.8:
        return (f"{one[:1]}{two[:2]}".upper(),)
    return (one, "&", "Co") if chance < 0.85 else (one, two, "Institute")


def _parts(rng: random.Random, words: list[str], size: tuple[int, int]) -> Iterator[list[str]]:
    """Part words by chance; no part is shorter than the smallest size, if all are not."""
    smallest, largest = size
    place = 0
    while len(words) - place > largest + smallest:
        end = place + rng.randint(smallest, largest)
        yield words[place:end]
        place = end
    yield words[place:]


def _rows(words: list[str], width: int) -> Iterator[list[str]]:
    return (words[place : place + width] for place in range(0, len(words), width))


def _table(words: list[str]) -> str:
    head, *rows = (" | ".join(row) for row in _rows(words[: len(words) // 4 * 4], 4))
    rest = " ".join(words[len(words) // 4 * 4 :])
    lines = [f"| {row} |" for row in (head, " | ".join(["---"] * 4), *rows)]
    return "\n".join(lines) + (f"\n\n{capitalised(rest)}." if rest else "")
