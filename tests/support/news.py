"""News in six languages, each text written for these tests, and a haystack made of its sentences.

What a reader may ask for each text stands beside it, under `ask`: words parted by spaces, or by
`/` where they are typed without one. `Kauf~Käufe` is typed as *Käufe*, where the text says *Kauf*.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).parents[1] / "search" / "texts"
LANGUAGES = ("de", "en", "es", "fr", "ja", "zh")
UNSPACED = frozenset({"ja", "zh"})

_SENTENCE_ENDS = re.compile(r"(?<=[^\W\d][.!?…])\s+|(?<=»[.])\s+|(?<=[。\uff01\uff1f])")
_BY_SENTENCES = 2, 6
"""How many texts give a sentence each to a made one."""


@dataclass(frozen=True)
class Asked:
    """What a reader types, and the words of the text that are meant by it."""

    typed: str
    meant: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """One article."""

    id: str
    lang: str
    title: str
    date: str
    outlet: str
    body: str
    asked: tuple[Asked, ...] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """Its front matter and its text."""
        names = ("id", "lang", "title", "date", "outlet", "body")
        return {name: getattr(self, name) for name in names}

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its texts in plain form: lower case, no accents, one space around each word."""
        return tuple(f" {' '.join(plain(t))} " for t in (self.title, self.outlet, self.body))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in plain form."""
        return frozenset(word for line in self.lines for word in line.split())

    def holds(self, words: Iterable[str]) -> bool:
        """Say whether all these words stand in it, found by a scan."""
        if self.lang in UNSPACED:
            return all(self.holds_in_a_row(word) for word in words)
        return all(self.words.issuperset(plain(word)) for word in words)

    def holds_in_a_row(self, phrase: str) -> bool:
        """Say whether these words stand in one of its lines, one after the other."""
        wanted = " ".join(plain(phrase))
        if self.lang not in UNSPACED:
            wanted = f" {wanted} "
        return any(wanted in line for line in self.lines)

    @property
    def sentences(self) -> list[str]:
        """The sentences of its body."""
        return [sentence for sentence in _SENTENCE_ENDS.split(self.body) if sentence]


@lru_cache(2**14)
def plain(text: str) -> tuple[str, ...]:
    """Give the words of a text without case and accents, by nothing that search uses."""
    bare = (c for c in unicodedata.normalize("NFD", text.casefold()) if not _is_accent(c))
    return tuple(re.findall(r"\w+", unicodedata.normalize("NFC", "".join(bare))))


def _is_accent(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def read(lang: str) -> list[Text]:
    """Give the texts in a language."""
    entries = yaml.safe_load((TEXTS / f"{lang}.yml").read_text("utf-8"))
    return [_text(lang, **entry) for entry in entries]


def _text(lang: str, *, ask: list[str], **entry: Any) -> Text:  # noqa: ANN401
    entry |= {"id": f"{lang}-{entry['id']}", "date": str(entry["date"]), "lang": lang}
    return Text(**entry, asked=tuple(_asked(words) for words in ask))


def _asked(words: str) -> Asked:
    typed = re.sub(r"[^ /~]+~", "", words).replace("/", "")
    return Asked(typed, tuple(re.sub(r"~[^ /]+", "", words).replace("/", " ").split(" ")))


def made(texts: list[Text], count: int, seed: int) -> list[Text]:
    """Make texts out of sentences of others, none of which answers what is asked for another."""
    rng = random.Random(seed)  # noqa: S311 - nothing is secret here
    asked = [asked.meant for text in texts for asked in text.asked]
    drawn = (_made(texts, rng, number) for number in range(10 * count))
    fair = (text for text in drawn if not any(text.holds(words) for words in asked))
    return list(islice(fair, count))


def _made(texts: list[Text], rng: random.Random, number: int) -> Text:
    sources = rng.sample(texts, rng.randint(*_BY_SENTENCES))
    first, *_, last = sources
    gap = "" if first.lang in UNSPACED else " "
    return Text(
        id=f"{first.lang}-made-{number}",
        lang=first.lang,
        title=_half(first, 0) + gap + _half(last, 1),
        date=rng.choice(texts).date,
        outlet=rng.choice(texts).outlet,
        body=gap.join(rng.choice(source.sentences) for source in sources),
    )


def _half(text: Text, which: int) -> str:
    gap = "" if text.lang in UNSPACED else " "
    words = list(text.title) if text.lang in UNSPACED else text.title.split(" ")
    middle = len(words) // 2
    return gap.join((words[:middle], words[middle:])[which])
