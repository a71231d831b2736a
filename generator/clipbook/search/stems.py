"""Stems by language: the one place that knows Snowball."""

from __future__ import annotations

from collections.abc import Callable

import Stemmer  # type: ignore[import-not-found]

from clipbook.search.tokens import has_digit, is_unspaced

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""Primary language subtag -> algorithm. Source: https://snowballstem.org/algorithms/."""

Stem = tuple[str, str]
"""The algorithm, or nothing where a word stands for itself, and the stem."""


def stemmer(language: str) -> Callable[[str], Stem]:
    """Give the function that finds a word's stem in a language given by its BCP 47 tag.

    Words of a language without an algorithm stand for themselves, as do words with digits.
    """
    name = _SNOWBALL.get(language.partition("-")[0].casefold(), "")
    if name not in Stemmer.algorithms():
        return _itself
    algorithm = Stemmer.Stemmer(name, 0)

    def stem(word: str) -> Stem:
        if has_digit(word) or is_unspaced(word):
            return _itself(word)
        return name, algorithm.stemWord(word)

    return stem


def _itself(word: str) -> Stem:
    return "", word
