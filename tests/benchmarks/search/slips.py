"""Words as people write them who think of another form, or who slip: English, by rule."""

from __future__ import annotations

import random
import re

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_AFTER_CONSONANT = re.compile(r"[^aeiou]y$")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][bdfgklmnprt]$")
"""Words like `plan`, which doubles its last letter before `ed` and `ing`."""


def inflected(word: str, rng: random.Random) -> str:
    """Give another form of an English word: plural or singular, `ed`, or `ing`."""
    return rng.choice((_other_number, _past, _going))(word)


def misspelt(word: str, rng: random.Random) -> str:
    """Give a word with one slip that makes it another.

    Letters are swapped, or one is dropped, doubled or replaced.
    """
    ways = (_swapped, _dropped, _doubled, _replaced)
    while True:
        slipped = rng.choice(ways)(word, rng)
        if slipped != word:
            return slipped


def _other_number(word: str) -> str:
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    if _HISSING.search(word):
        return f"{word}es"
    return f"{word[:-1]}ies" if _AFTER_CONSONANT.search(word) else f"{word}s"


def _past(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    return f"{word[:-1]}ied" if _AFTER_CONSONANT.search(word) else f"{_doubling(word)}ed"


def _going(word: str) -> str:
    dropped = word[:-1] if word.endswith("e") and not word.endswith("ee") else _doubling(word)
    return f"{dropped}ing"


def _doubling(word: str) -> str:
    return word + word[-1] if _ONE_SYLLABLE.fullmatch(word) else word


def _swapped(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _replaced(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    return word[:at] + rng.choice(_LETTERS) + word[at + 1 :]
