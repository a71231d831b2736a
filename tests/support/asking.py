"""What readers who remember an article might type: words drawn from it, some with a slip."""

from __future__ import annotations

import random
import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from support.news import UNSPACED, Asked, Text, plain

Words = tuple[str, ...]

_SPACED = re.compile(r"[^\W\d_]{3,}")
_JAPANESE = re.compile("[\u4e00-\u9fff々]{2,4}|[ァ-ヺー]{3,}")
_CHINESE = re.compile("[\u4e00-\u9fff]{2,}")

_ENDINGS = (("ies", "y"), ("ing", "ed"), ("ed", "ing"), ("s", ""))

EACH = 6
"""Queries for each text; a word of the first is misspelt, and one of the second inflected."""
_SHORTEST = 5
"""Letters of the shortest word that is changed; one shorter becomes another word too easily."""


def drawn(
    texts: Sequence[Text], haystack: Sequence[Text], seed: int
) -> Iterator[tuple[Text, Asked]]:
    """Draw queries for each text: three to five of its words that no other text holds together."""
    rng = random.Random(seed)  # noqa: S311 - nothing is secret here
    spread = Counter(word for text in texts for word in text.words)
    for text in texts:
        odds = {
            # Where no spaces part words, they have to be looked for.
            word: spread[plain(word)[0]] or sum(other.holds((word,)) for other in texts)
            for word in _words(text, rng)
        }
        drafts = (_draw(odds, rng) for _ in range(10 * EACH))
        fair = (meant for meant in drafts if sum(other.holds(meant) for other in haystack) == 1)
        for number, meant in enumerate(islice(fair, EACH)):
            yield text, Asked(" ".join(_typed(meant, number, text.lang, rng)), meant)


def _words(text: Text, rng: random.Random) -> list[str]:
    written = f"{text.title}\n{text.body}"
    if text.lang == "ja":
        return _JAPANESE.findall(written)
    if text.lang == "zh":
        return [word for run in _CHINESE.findall(written) for word in _cut(run, rng)]
    return _SPACED.findall(written)


def _cut(run: str, rng: random.Random) -> Iterator[str]:
    """Cut a run into words of two to four characters, as good as a reader who types some of it."""
    at = 0
    while len(run) - at >= 2:
        length = rng.choice((2, 2, 3, 4))
        yield run[at : at + length]
        at += length


def _draw(spread: dict[str, int], rng: random.Random) -> Words:
    """Draw without replacement, each word the likelier the fewer texts hold it.

    Source: Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006.
    """
    ranked = sorted(spread, key=lambda word: rng.random() ** spread[word], reverse=True)
    return tuple(ranked[: rng.randint(3, 5)])


def _typed(meant: Words, number: int, lang: str, rng: random.Random) -> Words:
    changes = {0: _slip, 1: _inflected} if lang == "en" else {0: _slip}
    shortest = 2 if lang in UNSPACED else _SHORTEST
    long = [word for word in meant if len(word) >= shortest]
    if number not in changes or not long:
        return meant
    chosen = rng.choice(long)
    return tuple(changes[number](word, lang, rng) if word == chosen else word for word in meant)


def _slip(word: str, lang: str, rng: random.Random) -> str:
    """Leave out a letter, or type a wrong one, one too many, or two the wrong way round."""
    at = rng.randrange(len(word) - 1)
    before, one, two, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    if lang in UNSPACED:
        return before + rng.choice(("", chr(ord(one) + 1))) + two + after
    letter = rng.choice(string.ascii_lowercase)
    slips = (two, letter + two, one + letter + two, two + one)
    return before + rng.choice(slips) + after


def _inflected(word: str, lang: str, rng: random.Random) -> str:  # noqa: ARG001 - as `_slip`
    """Give an English word in another form, by the rules that most words keep to."""
    for ending, other in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return f"{word}s"
