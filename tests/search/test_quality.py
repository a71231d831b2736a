"""Known articles are found in six languages, by some words of theirs, among many like them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from clipbook.search.query import query
from clipbook.search.reader import Index
from conftest import article
from support import asking, news
from support.indexes import indexed
from support.news import Asked, Text

Known = Callable[[list[Text]], list[tuple[Text, Asked]]]

MADE = 400
"""Texts in each language that are made of sentences of the others."""
BARS = dict.fromkeys(news.LANGUAGES, 0.95) | {"en": 0.97}
"""By language: the share of queries that must give the article among the first ten."""
UNDERSTOOD = 0.85
"""The share of changed words that must do without others; `getäuscht` for `täuschte` cannot."""
SEED = 4

PHRASES, SINGLES = 30, 60
_SPACED = re.compile(r"(?<![\w’'])[^\W\d_]+(?: [^\W\d_]+){1,3}(?![\w’'])")
_UNSPACED = re.compile("[\u3041-\u30fa\u30fc\u4e00-\u9fff々]{3,6}")


@dataclass(frozen=True)
class Found:
    """An index of texts by language, and the id of each document."""

    texts: dict[str, list[Text]]
    index: Index
    ids: dict[int, str]

    def all(self, typed: str) -> list[str]:
        """Give the ids of the articles that are found, in order; copies come last."""
        results = query(self.index, typed)
        return [self.ids[n] for n in chain(results.documents, *results.folded.values())]

    def missed(self, known: Iterable[tuple[Text, Asked]]) -> list[str]:
        """Give the queries that do not lead to their articles among the first ten."""
        return [f"{a.typed} -> {t.id}" for t, a in known if t.id not in self.all(a.typed)[:10]]


def _found(folder: Path, texts: dict[str, list[Text]]) -> Found:
    index = indexed(folder, [article(**text.fields) for text in chain(*texts.values())])
    cards = enumerate(index.cards(range(index.documents)))
    return Found(texts, index, {number: Path(card.address).stem for number, card in cards})


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Index the texts in all languages, each among many that are made of their sentences."""
    written = {lang: news.read(lang) for lang in news.LANGUAGES}
    texts = {lang: own + news.made(own, MADE, SEED) for lang, own in written.items()}
    return _found(tmp_path_factory.mktemp("together"), texts)


@pytest.fixture(scope="module", params=news.LANGUAGES)
def alone(
    request: pytest.FixtureRequest, together: Found, tmp_path_factory: pytest.TempPathFactory
) -> Found:
    """Index the texts in one language."""
    texts = {request.param: together.texts[request.param]}
    return _found(tmp_path_factory.mktemp(request.param), texts)


def _asked(texts: Iterable[Text]) -> list[tuple[Text, Asked]]:
    return [(text, asked) for text in texts for asked in text.asked]


def _drawn(texts: list[Text]) -> list[tuple[Text, Asked]]:
    return [*asking.drawn([text for text in texts if text.asked], texts, SEED)]


@pytest.mark.parametrize("lang", news.LANGUAGES)
def test_queries_are_fair(together: Found, lang: str) -> None:
    """Exactly one text holds all the words that are meant; a third have one typed otherwise."""
    texts = together.texts[lang]
    for text, asked in _asked(texts):
        assert [other.id for other in texts if other.holds(asked.meant)] == [text.id], asked
    last = [text.asked[2] for text in texts if text.asked]
    assert [a for a in last if "".join(a.meant) == re.sub("[ /]", "", a.typed)] == []


@pytest.mark.parametrize("known", [_asked, _drawn], ids=["asked", "drawn"])
@pytest.mark.parametrize("lang", news.LANGUAGES)
def test_known_articles_are_found(together: Found, lang: str, known: Known) -> None:
    """By what a reader remembers of them, and by any of their words, among six languages."""
    _hold(together, known(together.texts[lang]), lang)


def test_known_articles_are_found_alone(alone: Found) -> None:
    """In an archive of one language too."""
    ((lang, texts),) = alone.texts.items()
    _hold(alone, _asked(texts), lang)


@pytest.mark.parametrize("lang", sorted({*news.LANGUAGES} - news.UNSPACED))
def test_changed_words_alone_lead_to_their_articles(together: Found, lang: str) -> None:
    """Another form, or a slip, is understood without the help of other words."""
    texts = together.texts[lang]
    changed = [
        (text, Asked(typed, (meant,)))
        for text, asked in _asked(texts) + _drawn(texts)
        for meant, typed in zip(asked.meant, asked.typed.split(" "), strict=True)
        if meant != typed
    ]
    lost = [f"{a.typed} for {a.meant[0]}" for t, a in changed if t.id not in together.all(a.typed)]
    assert len(lost) <= len(changed) * (1 - UNDERSTOOD), lost


def _hold(found: Found, known: list[tuple[Text, Asked]], lang: str) -> None:
    missed = found.missed(known)
    share = 1 - len(missed) / len(known)
    assert share >= BARS[lang], f"{share:.1%} found; not found: {missed}"


@pytest.mark.parametrize("lang", news.LANGUAGES)
def test_phrases_are_exact(together: Found, lang: str) -> None:
    """Words in quotation marks find the articles that hold them in a row, and no others."""
    rng = random.Random(SEED)  # noqa: S311 - nothing is secret here
    texts = [*chain(*together.texts.values())]
    pattern = _UNSPACED if lang in news.UNSPACED else _SPACED
    for text in rng.sample(together.texts[lang], PHRASES):
        phrase = rng.choice(pattern.findall(text.body))
        held = {other.id for other in texts if other.holds_in_a_row(phrase)}
        assert set(together.all(f"\u201c{phrase}\u201d")) == held, phrase
        assert text.id in held


def test_single_characters_are_found(together: Found) -> None:
    """Wherever they stand, in texts without spaces: at the end of a run too."""
    rng = random.Random(SEED)  # noqa: S311 - nothing is secret here
    texts = [text for lang in news.UNSPACED for text in together.texts[lang]]
    written = sorted(set(re.findall("[\u4e00-\u9fff]", "".join(t.body for t in texts))))
    for character in rng.sample(written, SINGLES):
        held = {text.id for text in texts if any(character in line for line in text.lines)}
        assert set(together.all(character)) == held, character
