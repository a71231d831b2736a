"""How right answers are: exactly the title, the authors and the day; texts by what they share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.pages.readers import Answer
from benchmarks.pages.truth import Page

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_SHINGLE = 4


def plain(text: str) -> str:
    """Give a text as it is compared: NFC, single spaces, no soft hyphens, all else as it stands."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


@dataclass(slots=True)
class Score:
    """What came of one reader on one folder."""

    judged: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    text: float = 0.0
    """Sum of the F1 of whole texts."""
    phrases: Counter[str] = field(default_factory=Counter)
    """Phrases rightly there (`tp`), missing (`fn`), wrongly there (`fp`)."""
    pages: int = 0
    seconds: float = 0.0

    def add(self, page: Page, answer: Answer) -> list[str]:
        """Count one answer; gives the fields that it has wrong."""
        self.pages += 1
        self.seconds += answer.seconds
        verdicts = dict(_verdicts(page, answer))
        self.judged.update(verdicts.keys())
        self.right.update(name for name, is_right in verdicts.items() if is_right)
        if page.text is not None:
            self.judged["text"] += 1
            self.text += text_f1(page.text, answer.text)
        self._phrases(page, plain(answer.text))
        return [name for name, is_right in verdicts.items() if not is_right]

    def _phrases(self, page: Page, text: str) -> None:
        there = sum(plain(phrase) in text for phrase in page.inside)
        wrong = sum(plain(phrase) in text for phrase in page.outside)
        self.phrases.update(tp=there, fn=len(page.inside) - there, fp=wrong)

    def row(self) -> dict[str, float]:
        """Give the shares that are printed; a field that was never judged is left out."""
        found = {
            name: self.right[name] / self.judged[name]
            for name in ("title", "authors", "date")
            if self.judged[name]
        }
        if self.judged["text"]:
            found["text F1"] = self.text / self.judged["text"]
        elif sum(self.phrases.values()):
            found["text F1"] = f1(*(self.phrases[name] for name in ("tp", "fp", "fn")))
        return found | {"pages/CPU s": self.pages / self.seconds if self.seconds else 0.0}


def _verdicts(page: Page, answer: Answer) -> Iterable[tuple[str, bool]]:
    if page.title is not None:
        yield "title", plain(page.title) == plain(answer.title)
    if page.authors is not None:
        yield "authors", _names(page.authors) == _names(answer.authors)
    if page.date is not None:
        yield "date", page.date == answer.date


def _names(authors: Iterable[str]) -> set[str]:
    return {plain(name) for name in authors}


def text_f1(true: str, given: str) -> float:
    """Give the F1 of the runs of four words that two texts share."""
    right, said = _shingles(true), _shingles(given)
    shared = (right & said).total()
    return f1(shared, said.total() - shared, right.total() - shared)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(plain(text))
    size = min(_SHINGLE, max(len(words), 1))
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def f1(right: float, wrong: float, missing: float) -> float:
    """Give the harmonic mean of precision and recall; 1 where there was nothing to find."""
    return 2 * right / (2 * right + wrong + missing) if right + wrong + missing else 1.0
