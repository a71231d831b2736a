"""What goes into the index comes out of it, however it is cut into runs, segments and files."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clipbook import search
from clipbook.edition import Edition
from clipbook.search import merging, numbers, positions, runs, sealing, terms
from clipbook.search.query import query
from clipbook.search.reader import Index
from clipbook.search.resolve import hits, resolve_all
from clipbook.search.stems import stemmer
from clipbook.search.syntax import Ask
from clipbook.search.tokens import fold, indexed, is_single, phrase, words
from conftest import MakeArticle, MakeEdition

Open = Callable[[Edition], Index]

WORDS = ["compute", "computing", "dying", "die", "tries", "try", "été", "note", "not", "S-1", "s1"]
TEXTS = st.lists(
    st.text(alphabet="abcdeàß𠀀人工猫1.-’s ", max_size=60)
    | st.lists(st.sampled_from(WORDS)).map(" ".join),
    min_size=1,
    max_size=12,
)
LANGUAGES = st.sampled_from([("en",), ("en", "fr"), ("ar", "en")])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Have runs, segments, buckets and files as small as can be, or as they are."""

    def cut(size: int) -> None:
        monkeypatch.setattr(terms, "BUCKET_BYTES", size)
        monkeypatch.setattr(positions, "FILE_BYTES", size)
        monkeypatch.setattr(merging, "_SPARSE", 1 if size < 100 else 640_000)
        for name in ("_FEWEST", "_MOST"):
            monkeypatch.setattr(runs, name, 2 if size < 100 else 512)

    yield cut
    monkeypatch.undo()


@pytest.fixture
def titled(
    make_article: MakeArticle, make_edition: MakeEdition
) -> Callable[[Sequence[str], Sequence[str]], Index]:
    """Index articles that have nothing but titles; those of the first number are the newest."""

    def opened(texts: Sequence[str], languages: Sequence[str]) -> Index:
        articles = [
            make_article(f"a{n:02}", title=f"– {text}", lang=languages[n % len(languages)])
            for n, text in enumerate(texts)
        ]
        edition = make_edition(articles)
        files = dict(search.files(edition))
        manifest = files[search.MANIFEST]
        return Index.of(lambda name: files[f"{search.FOLDER}/{name}"], manifest)

    return opened


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_round_trip(values: list[int]) -> None:
    """Any numbers read as they were written, however they are read."""
    written = b"".join(map(numbers.write, values))
    assert list(numbers.read(written)) == values
    assert b"".join(map(sealing.number, values)) == written
    cursor = numbers.Cursor(written)
    assert [cursor.number() for _ in values] == values


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, st.sampled_from([1, 40, 24_000]), LANGUAGES)
def test_every_form_leads_to_its_kin(
    small: Callable[[int], None],
    titled: Callable[[Sequence[str], Sequence[str]], Index],
    texts: list[str],
    size: int,
    languages: tuple[str, ...],
) -> None:
    """A form finds all documents that hold a form of its classes, and no other."""
    small(size)
    index = titled(texts, languages)
    stems: dict[tuple[str, str], set[int]] = defaultdict(set)
    forms: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for n, text in enumerate(texts):
        stem = stemmer(languages[n % len(languages)])
        for word in words(text):
            parts, whole = indexed(word)
            for form in filter(None, [*parts, whole]):
                stems[stem(form)].add(len(texts) - 1 - n)
                forms[fold(form)].add(stem(form))
    for form, classes in forms.items():
        expected = set().union(*(stems[each] for each in classes))
        (match,) = resolve_all(index, [Ask(form)])
        assert {*hits(index, match)} == expected, form


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, st.sampled_from([1, 40, 24_000]), LANGUAGES)
def test_phrases_are_exact(
    small: Callable[[int], None],
    titled: Callable[[Sequence[str], Sequence[str]], Index],
    texts: list[str],
    size: int,
    languages: tuple[str, ...],
) -> None:
    """Two words in quotation marks find those documents in which they stand in a row."""
    small(size)
    index = titled(texts, languages)
    rows = [{*pairwise(phrase(text))} for text in texts]
    every = sorted({form for text in texts for form in phrase(text)})[:6]
    for one in every:
        for other in every:
            expected = {len(texts) - 1 - n for n, row in enumerate(rows) if (one, other) in row}
            if phrase(f"{one} {other}") == [one, other] and not is_single(other):
                assert {*query(index, f'"{one} {other}"').documents} == expected, (one, other)


def test_levels_grow_with_weight_and_shrink_with_length(
    make_article: MakeArticle, make_edition: MakeEdition, open_edition: Open
) -> None:
    """A title counts most, many mentions more than one, and one in a long text least."""
    late = " ".join(f"x{n}" for n in range(40))
    bodies = [f"{late} word", f"{late} {'word ' * 5}", "", f"{'x ' * 20_000} word"]
    titles = ["", "", "word", ""]
    articles = [
        make_article(f"a{n}", title=title or "x", body=body)
        for n, (title, body) in enumerate(zip(titles, bodies, strict=True))
    ]
    index = open_edition(make_edition(articles))
    bucket = index.bucket(index.holding("word"))
    assert bucket is not None
    (unit,) = bucket.units_of("word")
    assert dict(bucket.hits(unit)) == {3: 0, 2: 2, 1: 3, 0: 0}


def test_a_prefix_goes_on_in_the_next_bucket(
    small: Callable[[int], None], titled: Callable[[Sequence[str], Sequence[str]], Index]
) -> None:
    """An open word finds what begins so on both sides of a boundary."""
    small(6)
    index = titled(["compa", "compb", "compc", "other"], ["en"])
    assert index.holding("compa") < index.holding("compc")
    assert index.bucket(index.holding("other")) is not index.bucket(index.holding("compc"))
    assert {3, 2} <= {*query(index, "comp*").documents}


def test_files_are_zlib_and_nothing_else(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Whoever reads FORMAT.md can unpack them."""
    for path, data in search.files(make_edition([make_article()])):
        assert Path(path).suffix in {".bin", ".json"}
        assert path.endswith(".json") or zlib.decompress(data)
