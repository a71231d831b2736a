"""Known-item queries: a few words of one article, by which it is to be found again."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.search import slips

PLAIN, INFLECTED, MISSPELT = "as it stands", "inflected", "misspelt"

_FEWEST, _MOST = 3, 5
_CHANGED = 1 / 3
"""Share of queries of which one word is changed; half of them are inflected, half misspelt."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")
_CHANGEABLE = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}")
"""Words that are inflected or misspelt: of four letters and more."""
_STOP_WORDS = frozenset(
    _WORD.findall("""
    about above after again against all also and any are because been before being below between
    both but can could did does doing down during each few for from further had has have having
    her here hers him his how into its itself just may more most much must nor not now off once
    only other our out over own said same says she should some such than that the their them then
    there these they this those through too under until upon very was were what when where which
    while who whom why will with would you your
    """)
)


@dataclass(frozen=True, slots=True)
class Item:
    """A text that may be looked for."""

    text: str
    """Its title, a line end, and the rest."""
    language: str


@dataclass(frozen=True, slots=True)
class Known:
    """One query, and the text that it is to find."""

    words: tuple[str, ...]
    place: int
    """That of the text among all."""
    how: str
    """What was done to one of the words."""


def words(text: str) -> list[str]:
    """Give the words that people look for: of three letters and more, and no stop words.

    Of texts in Chinese and Japanese they are pairs and triples of characters.
    """
    lowered = text.lower()
    spaced = _WORD.findall(_UNSPACED.sub(" ", lowered))
    pieces = [
        run[at : at + 2 + at // 2 % 2]
        for run in _UNSPACED.findall(lowered)
        for at in range(0, len(run) - 1, 2)
    ]
    return [word for word in spaced if word not in _STOP_WORDS] + pieces


def frequencies(texts: Iterable[str]) -> Counter[str]:
    """Count in how many texts each word stands."""
    counted = Counter[str]()
    for text in texts:
        counted.update(set(words(text)))
    return counted


def queries(items: Sequence[Item], count: int, seed: int) -> Iterator[Known]:
    """Draw texts by chance, and some words of each; the same seed draws the same.

    Texts of fewer than three words are passed over.
    """
    counted = frequencies(item.text for item in items)
    rng = random.Random(f"{seed}:known")  # noqa: S311 - chance, not secrecy
    while count:
        place = rng.randrange(len(items))
        drawn = _drawn(words(items[place].text), counted, len(items), rng)
        if len(drawn) >= _FEWEST:
            yield _changed(drawn, place, items[place].language, rng)
            count -= 1


def _drawn(
    found: Iterable[str], counted: Mapping[str, int], texts: int, rng: random.Random
) -> list[str]:
    """Draw different words, each with a chance in proportion to its inverse document frequency.

    Source: Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006.
    """
    weights = {word: math.log((texts + 1) / counted[word]) for word in sorted(set(found))}
    keys = {word: rng.random() ** (1 / weight) for word, weight in weights.items()}
    return sorted(keys, key=keys.__getitem__, reverse=True)[: rng.randint(_FEWEST, _MOST)]


def _changed(drawn: list[str], place: int, language: str, rng: random.Random) -> Known:
    rng.shuffle(drawn)
    can_change = [at for at, word in enumerate(drawn) if _CHANGEABLE.fullmatch(word)]
    if rng.random() >= _CHANGED or not can_change:
        return Known(tuple(drawn), place, PLAIN)
    how = rng.choice((INFLECTED, MISSPELT)) if language.startswith("en") else MISSPELT
    change = slips.inflected if how == INFLECTED else slips.misspelt
    at = rng.choice(can_change)
    drawn[at] = change(drawn[at], rng)
    return Known(tuple(drawn), place, how)
