"""A vocabulary of made-up words, used as often as the words of a language are."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

CORE = 30_000
"""Words that most of a text is made of; the n-th is used 1/n as often as the first."""

TAIL = 2_000_000
"""Words beyond those, spelled when they are drawn: a larger archive has more words."""

_RARE = 0.01
"""Share of words drawn from the tail: 2,000 articles have some 40,000 different words."""

_SHORT, _MIDDLE = 90, 3_000
"""Ranks up to which words have one syllable, and two: what is said often is short."""

_ACCENTED, _CYRILLIC, _HAN = 0.03, 0.007, 0.003
"""Shares of core words, the most frequent left out, that are not plain ASCII."""

_STEP = 3_141_597

_ONSETS = (
    "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p",
    "pr", "r", "s", "sh", "st", "t", "tr", "v", "w",
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "", "", "n", "r", "s", "t", "l", "nd", "st", "m", "ck")
_ACCENTS = str.maketrans("aeiou", "áéïöü")
_RUSSIAN = str.maketrans("abcdefghijklmnoprstuvw", "абцдефгхийклмнопрстувш")
_FIRST_HAN, _HAN_RANGE = 0x4E00, 2_000


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by rank, the most frequent first, and the syllables of all others."""

    core: tuple[str, ...]
    syllables: tuple[str, ...]

    def draw(self, rng: random.Random, count: int) -> list[str]:
        """Give running words by Zipf's law: the chance of a rank is proportional to 1/rank."""
        core, chance = self.core, rng.random
        return [
            core[int(CORE ** chance()) - 1]
            if chance() > _RARE
            else self.rare(int(TAIL ** chance()))
            for _ in range(count)
        ]

    def rare(self, rank: int) -> str:
        """Spell the word of a rank beyond the core: four syllables of ASCII, the same each time."""
        base = len(self.syllables)
        # A step that is coprime to the number of words keeps neighbours from looking alike.
        rank, word = rank * _STEP % base**3, self.syllables[rank % base]
        for _ in range(3):
            rank, digit = divmod(rank, base)
            word += self.syllables[digit]
        return word


@cache
def vocabulary(seed: int) -> Vocabulary:
    """Make the vocabulary of a seed."""
    rng = random.Random(f"{seed}:words")  # noqa: S311 - chance, not secrecy
    syllables = [onset + vowel for onset in _ONSETS for vowel in _VOWELS]
    rng.shuffle(syllables)
    words: dict[str, None] = {}
    while len(words) < CORE:
        words[_word(rng, syllables, len(words))] = None
    return Vocabulary(tuple(words), tuple(syllables))


def _word(rng: random.Random, syllables: list[str], rank: int) -> str:
    count = 1 if rank < _SHORT else 2 if rank < _MIDDLE else 3
    word = "".join(rng.choice(syllables) for _ in range(count)) + rng.choice(_CODAS)
    other = rng.random() if rank > _SHORT else 1
    if other < _HAN:
        return "".join(chr(_FIRST_HAN + rng.randrange(_HAN_RANGE)) for _ in range(count))
    if other < _HAN + _CYRILLIC:
        return word.translate(_RUSSIAN)
    return word.translate(_ACCENTS) if other < _HAN + _CYRILLIC + _ACCENTED else word
