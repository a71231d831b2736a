"""Postings come out of their buckets as they went in."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipbook.search import numbers, terms
from clipbook.search.cards import Card
from clipbook.search.documents import BODY, TITLE, Document
from clipbook.search.postings import Postings
from clipbook.search.query import query
from clipbook.search.reader import Part, postings
from clipbook.search.stems import stemmer
from clipbook.search.tokens import fold, indexed, words
from clipbook.search.write import index

NO_CARD = Card("", "", "", "", "", "", "", "", "")

TEXTS = st.lists(
    st.text(alphabet="abcdeàß𠀀人工猫1.-’s ", max_size=60)
    | st.lists(
        st.sampled_from(["compute", "computing", "dying", "die", "été", "note", "not", "S-1"])
    ).map(" ".join),
    min_size=1,
    max_size=12,
)


def _document(text: str, language: str = "en", weight: int = BODY) -> Document:
    keys = (("article",), ("-",), (), (), ("-",))
    return Document(language, ((text, weight),), len(text), keys, NO_CARD)


def _part(documents: list[Document]) -> Part:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    files = dict(index(documents, count=len(documents), dated=0, labels=labels))
    manifest = json.loads(files["search-index/manifest.json"])
    return Part(lambda name: files[f"search-index/{name}"], manifest["parts"][0])


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_round_trip(values: list[int]) -> None:
    """Any numbers read as they were written, however they are read."""
    written = b"".join(map(numbers.write, values))
    assert list(numbers.read(written)) == values
    cursor = numbers.Cursor(written)
    assert [cursor.number() for _ in values] == values


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([1, 40, 24_000]), st.sampled_from([("en",), ("en", "fr")]))
def test_postings_round_trip(texts: list[str], size: int, languages: tuple[str, ...]) -> None:
    """Every form of every document leads to it, in buckets of any size, and to no other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terms, "BUCKET_BYTES", size)
        documents = [_document(text, languages[n % len(languages)]) for n, text in enumerate(texts)]
        part = _part(documents)
    expected: dict[str, set[int]] = defaultdict(set)
    stems: dict[tuple[str, str], set[int]] = defaultdict(set)
    forms: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for number, document in enumerate(documents):
        stem = stemmer(document.language)
        for word in words(document.fields[0][0]):
            for form in indexed(word):
                stems[stem(form)].add(number)
                forms[fold(form)].add(stem(form))
    for form, groups in forms.items():
        expected[form] = set().union(*(stems[group] for group in groups))
    assert {form: _documents(part, form) for form in expected} == expected


def _documents(part: Part, form: str) -> set[int]:
    bucket = part.bucket(part.holding(form))
    assert bucket is not None
    at = bucket.find(form)
    assert bucket.forms[at] == form
    found: set[int] = set()
    for number, place in bucket.places[at]:
        other = part.bucket(number)
        assert other is not None
        found |= {document for document, _ in postings(other.groups[place])}
    return found


def test_levels_grow_with_weight_and_shrink_with_length() -> None:
    """A title counts most, many mentions more than one, and one in a long text least."""
    once, often, title = "word", "word " * 5, "word"
    collected = Postings()
    collected.add(0, _document(once))
    collected.add(1, _document(often))
    collected.add(2, _document(title, weight=TITLE))
    collected.add(3, _document("word " + "x" * 20_000))
    levels = [level for _, level in postings(bytes(collected.lists[0]))]
    assert levels == [0, 2, 3, 0]


def test_a_prefix_goes_on_in_the_next_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    """An open word finds what begins so on both sides of a boundary."""
    monkeypatch.setattr(terms, "BUCKET_BYTES", 12)
    part = _part([_document(text) for text in ("compa", "compb", "compc", "other")])
    assert len(part._starts) == 2  # noqa: SLF001 - the test is about the boundary
    assert sorted(query(part, "comp*").documents) == [0, 1, 2]
