"""What is asked in a browser: words by how many articles hold them, drawn from a fixed seed.

Run as `python -m benchmarks.search.samples ARCHIVE SEED EACH` it says them in JSON.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.search import archives, slips

COMMON, RARE, BOTH = "a common word", "a rare word", "a common and a rare word"
MIDDLING, PHRASE, MISSPELT = "a middling word", "a phrase", "a misspelt word"
NEWEST = "a common word, newest first"
KINDS = (COMMON, RARE, BOTH, MIDDLING, PHRASE, MISSPELT, NEWEST)

_WORD = re.compile(r"\b[a-z]{3,}\b")
_SHARES = (0.3, 0.9)
"""Of the articles, in which a common word stands."""
_FEW, _SOME, _SEVERAL = range(2, 5), range(25, 36), range(4, 31)
"""Articles in which a rare word stands, a middling one, and one that is then misspelt."""
_LONG = 7
"""Letters of a word that is misspelt."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One query."""

    kind: str
    text: str
    sort: str = ""
    """As it stands in the address of the search page."""


def words(text: str) -> list[str]:
    """Give words of plain letters: all that the engines compared part in the same way."""
    return _WORD.findall(text.lower())


def drawn(texts: Sequence[str], seed: int, each: int) -> list[Sample]:
    """Draw so many queries of each kind that the texts allow; the same seed draws the same."""
    counted = Counter[str]()
    for text in texts:
        counted.update(set(words(text)))
    rng = random.Random(f"{seed}:samples")  # noqa: S311 - chance, not secrecy
    common = _some(_common(counted, len(texts)), rng, each)
    rare = _some(_within(counted, _FEW), rng, each)
    middling = _some(_within(counted, _SOME), rng, each)
    return [
        *(Sample(COMMON, word) for word in common),
        *(Sample(RARE, word) for word in rare),
        *(Sample(BOTH, pair) for pair in _pairs(texts, rare, _common(counted, len(texts)))),
        *(Sample(MIDDLING, word) for word in middling),
        *(Sample(PHRASE, f'"{phrase}"') for phrase in _phrases(texts, middling)),
        *(Sample(MISSPELT, word) for word in _slipped(counted, rng, each)),
        *(Sample(NEWEST, word, "date") for word in common),
    ]


def _common(counted: Mapping[str, int], texts: int) -> list[str]:
    least, most = (share * texts for share in _SHARES)
    return [word for word, count in counted.items() if least <= count <= most]


def _within(counted: Mapping[str, int], counts: range) -> list[str]:
    return [word for word, count in counted.items() if count in counts]


def _some(found: Iterable[str], rng: random.Random, each: int) -> list[str]:
    every = sorted(found)
    return rng.sample(every, min(each, len(every)))


def _slipped(counted: Mapping[str, int], rng: random.Random, each: int) -> Iterator[str]:
    long = [word for word in _within(counted, _SEVERAL) if len(word) >= _LONG]
    for word in _some(long, rng, each):
        slipped = slips.misspelt(word, rng)
        if slipped not in counted:
            yield slipped


def _pairs(texts: Iterable[str], rare: Sequence[str], common: Sequence[str]) -> list[str]:
    """Give each rare word with a common one of the first article that holds it."""
    pairs: dict[str, str] = {}
    for text in texts:
        held = set(words(text))
        for word in rare:
            beside = sorted(held.intersection(common))
            if word in held and word not in pairs and beside:
                pairs[word] = f"{beside[0]} {word}"
    return [pairs[word] for word in rare if word in pairs]


def _phrases(texts: Iterable[str], middling: Sequence[str]) -> list[str]:
    """Give each middling word with the two words after it, where it stands so first."""
    every = "|".join(map(re.escape, middling)) or "(?!)"
    pattern = re.compile(rf"\b({every}) [a-z]{{2,}} [a-z]{{3,}}(?= )")
    phrases: dict[str, str] = {}
    for text in texts:
        for found in pattern.finditer(text):
            phrases.setdefault(found[1], found[0])
    return list(phrases.values())


def main() -> None:
    """Draw from an archive."""
    texts = list(archives.texts(archives.opened(Path(sys.argv[1]))))
    found = drawn(texts, int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps([asdict(one) for one in found]))  # noqa: T201


if __name__ == "__main__":
    main()
