"""A larger archive for the search's tests, and queries for it: several languages, all of it random.

What a seed gives is the same each time, so that two readers can be compared on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from support.search_archive import BEFORE, put

STORIES = [f"matter-{n}" for n in range(9)]
_OUTLETS = ("daily-post", "wire", None)
_TAGS = ("AI compute", "Space", "Ports and ferries", "Weather")
_DATES = ("2026-05-{:02}", "2026-0{}", "2025-11-{:02}", "2024", "2023-0{}-17", None)
_ENDINGS = {
    "en": ("", "s", "ed", "ing", "ly"),
    "fr": ("er", "é", "ons", "ement", ""),
    "de": ("en", "ung", "er", "ß", ""),
    "es": ("ar", "ción", "os", "", "mente"),
}
ASTRAL = ("𐐨𐐩𐐪", "𐐨𐐩𐐪𐐫", "𞤢𞤣𞤤𞤢𞤥", "𒀀𒀁𒀂")
"""Words whose characters take two code units each."""
_UNSPACED = {
    "zh": "人工智能发展计算机新闻报道公司上海北京市场",
    "ja": "東京で新しい計算機が発表されたカタナ",
}


class Words:
    """A vocabulary: many words that occur once or twice, and a few that are everywhere."""

    def __init__(self, seed: int) -> None:
        """Make words up."""
        self.random = random.Random(seed)  # noqa: S311 - to be the same each time
        self.stems = sorted({self._stem() for _ in range(4000)})

    def _stem(self) -> str:
        syllables = [
            self.random.choice("bcdfghklmnprstvw") + self.random.choice("aeiouäé")
            for _ in range(self.random.randint(2, 4))
        ]
        return "".join(syllables) + self.random.choice("nrst")

    def word(self, language: str) -> str:
        """Give a word of a language."""
        many = len(self.stems)
        at = self.random.randrange(many if self.random.random() < 0.5 else 40)
        return self.stems[at] + self.random.choice(_ENDINGS.get(language, ("",)))

    def sentence(self, language: str) -> str:
        """Give some words in a row."""
        if language in _UNSPACED:
            letters = self.random.choices(_UNSPACED[language], k=self.random.randint(6, 24))
            return "".join(letters) + "。"
        found = [self.word(language) for _ in range(self.random.randint(4, 14))]
        if self.random.random() < 0.3:
            found.append(self.random.choice(["S-1", "GPT-4.1", "AT&T", "data-center", "10,000"]))
        return " ".join(found).capitalize() + "."


def articles(seed: int = 4) -> list[dict[str, Any]]:
    """Give some two hundred articles in six languages, some of them copies, some undated."""
    words = Words(seed)
    found = [_article(words, n) for n in range(200)]
    for n in range(0, 40, 3):
        found[n + 100]["body"] = found[n]["body"] = f"{found[n]['body']} {found[n + 1]['body']}" * 3
    for n in range(4):
        # So many that one word's positions take several files.
        found[n]["body"] += "\n\n" + "everywhere " * 9000
    return [*found, *_deep(), {"id": "astral", "title": "Deseret", "body": " ".join(ASTRAL)}]


def _deep() -> Iterator[dict[str, Any]]:
    """Give articles that have a word far from their beginnings."""
    for n in range(12):
        body = f"{BEFORE} {BEFORE}\n\nThen came lighthouse number {n}."
        yield {"id": f"deep-{n}", "title": f"At sea {n}", "date": "2021", "body": body}


def _article(words: Words, n: int) -> dict[str, Any]:
    pick = words.random.choice
    language = pick(["en", "en", "fr", "de", "es", "zh", "ja"])
    lines = [
        " ".join(words.sentence(language) for _ in range(words.random.randint(1, 4)))
        for _ in range(words.random.randint(1, 6))
    ]
    date = pick(_DATES)
    fields = {
        "id": f"article-{n:03}",
        "title": words.sentence(language)[:60].rstrip("."),
        "lang": language,
        "outlet": pick(_OUTLETS),
        "date": date and date.format(words.random.randint(1, 9)),
        "story": pick([*STORIES, None, None]),
        # More topics than a byte has room for.
        "tags": [
            *words.random.sample(_TAGS, words.random.randint(0, 2)),
            f"Subject {n}",
            f"Subject {200 + n // 2}",
        ],
        "body": "\n\n".join(lines),
    }
    return {key: value for key, value in fields.items() if value}


def write(folder: Path) -> None:
    """Write the archive into a folder."""
    put(folder, articles(), STORIES, flat=False)


def queries(count: int, seed: int = 5) -> Iterator[dict[str, Any]]:
    """Give queries of all kinds, alone and mixed."""
    chance = random.Random(seed)  # noqa: S311 - to be the same each time
    held = articles()
    for n in range(count):
        pieces = [_piece(chance, held, n) for _ in range(chance.choice([1, 1, 1, 2, 2, 3]))]
        found: dict[str, Any] = {"text": " ".join(pieces), "typing": chance.random() < 0.2}
        if chance.random() < 0.3:
            found["sort"] = chance.choice(["date", "oldest"])
        if chance.random() < 0.3:
            found["filters"] = _filters(chance)
        yield found


def _piece(chance: random.Random, held: Sequence[dict[str, Any]], n: int) -> str:
    article = chance.choice(held)
    line = chance.choice(f"{article['title']}\n{article['body'][:2000]}".split("\n\n"))
    words = line.split() or ["x"]
    word = chance.choice(words)
    start = chance.randrange(len(words))
    row = " ".join(words[start : start + chance.randint(1, 4)])
    kinds = [
        word, word, word, word[: chance.randint(1, 5)] + "*", f'"{row}"', f"“{row}”", f'"{row}',
        f"-{word}", f'-"{row}"', _field(chance), f"-{_field(chance)}", row, word[:6],
    ]  # fmt: skip
    # A misspelt word is compared with every other, which takes its time in Python.
    return _misspelt(chance, word) if n % 10 == 0 else chance.choice(kinds)


def _misspelt(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    wrong = chance.choice("aeiounrst")
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + wrong + word[at:],
            word[:at] + wrong + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ]
    )


def _field(chance: random.Random) -> str:
    return chance.choice(
        [
            "outlet:wire", "Outlet:POST", 'outlet:"the daily post"', "outlet:-", "outlet:nobody",
            f"story:{chance.choice(STORIES)}", 'story:"matter affair"', "topic:ai-compute",
            "topic:ferries", 'topic:"subject 99"', "kind:story", "kind:article",
            "year:2026", "year:-", "after:2025-11",
            "before:2026-05-04", "after:2026-02-30", "before:2024", "after:soon", "outlet:",
        ]
    )  # fmt: skip


def _filters(chance: random.Random) -> dict[str, list[str]]:
    every = {
        "kind": ["article", "story"], "outlet": ["wire", "daily-post", "-"], "story": STORIES,
        "topic": ["ai-compute", "space", "nothing", "subject-7", "subject-250"],
        "year": ["2026", "2025", "2024", "-"],
    }  # fmt: skip
    names = chance.sample(sorted(every), chance.randint(1, 2))
    return {name: chance.sample(every[name], chance.randint(1, 2)) for name in names}
