"""Answers are exact: held to a scan of every text, for queries that nobody has chosen."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.search.reader import Index
from conftest import MakeArticle, MakeEdition
from support.scan import Scan
from support.trials import Comparison, phrases, trials

OpenIndex = Callable[[Edition], Index]

ARTICLES, QUERIES, PHRASES = 300, 400, 200

_WORDS = """
    chip chips maker makers rent rents rented cluster clusters file filed files filing the a of in
    computing compute computed note notes noter S-1 GPT-4 AT&T data-center $1.25B 4.8 10,000 U.S.
    company’s résumé resume naïve Müller straße 人工智能 算力 ข่าว новости новость xAI
    Donaudampfschifffahrtsgesellschaftskapitänsmütze state-of-the-art-computing-cluster-of-the-maker
""".split()  # noqa: SIM905 - a page of quotation marks
_LANGUAGES = (None, None, None, "en", "fr", "de", "ru", "zh", "tlh")
_DATES = (None, "2024", "2025-03", "2025-03-05", "2025-03-06", "2026-01-01")


@pytest.fixture(scope="module")
def rng() -> random.Random:
    """Give the same chance each time."""
    return random.Random(20_260_506)  # noqa: S311


def _line(rng: random.Random, fewest: int = 3, most: int = 12) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randint(fewest, most)))


def _body(rng: random.Random) -> str:
    return "\n\n".join(_line(rng) for _ in range(rng.randint(1, 8)))


def _articles(rng: random.Random, make_article: MakeArticle) -> list[Article]:
    bodies = [_body(rng) for _ in range(ARTICLES * 4 // 5)]
    return [
        make_article(
            f"a{n:03}",
            # The last ones have the text of others: copies, where it is long enough.
            body=bodies[n] if n < len(bodies) else rng.choice(bodies),
            title=_line(rng, 2, 6),
            date=rng.choice(_DATES),
            lang=rng.choice(_LANGUAGES),
            kind=rng.choice(["article", "article", "briefing"]),
            outlet=rng.choice(["post", "wire", None]),
            story=rng.choice(["deal", "filing", "gone", None]),
            tags=rng.sample(["AI compute", "Space", "Énergie", "chips"], rng.randint(0, 2)),
            authors=[_line(rng, 1, 2)] if rng.random() < 0.3 else [],
            rights=rng.choice([None, None, None, "excerpt", "headline"]),
            takeaways=[_line(rng)] if rng.random() < 0.2 else [],
        )
        for n in range(ARTICLES)
    ]


@pytest.fixture
def compared(
    rng: random.Random,
    make_article: MakeArticle,
    make_edition: MakeEdition,
    open_edition: OpenIndex,
) -> Comparison:
    """Index three hundred articles and read them for a scan."""
    edition = make_edition(
        _articles(rng, make_article),
        stories={
            "deal": {"title": "The chips deal", "dek": "A cluster changes hands.", "tags": ["X"]},
            "filing": {"title": "S-1 filed", "takeaways": ["Rents are up", "Notes"]},
            "idle": {"title": "Nothing here yet"},
        },
        outlets={"post": {"name": "The Chip Post"}, "wire": {"name": "Wire & Co"}},
    )
    return Comparison(open_edition(edition), Scan(edition))


def test_words_counts_and_order(compared: Comparison, rng: random.Random) -> None:
    """Documents, facet counts and dates are those of a scan, whatever is asked, with what filters.

    Words find their forms in each language; what is excluded is out; copies are folded and counted.
    """
    every = list(trials(compared.scan, QUERIES, rng))
    differing = [(trial, what) for trial in every if (what := compared.of_words(trial))]
    assert differing == []
    assert {trial.sort for trial in every} == {"", "date", "oldest"}
    assert sum(bool(trial.filters) for trial in every) > QUERIES / 2


def test_phrases_stand_where_they_are_found(compared: Comparison, rng: random.Random) -> None:
    """A phrase finds the documents in which its forms stand in a row, in one line."""
    every = list(phrases(compared.scan, PHRASES, rng))
    assert [text for text in every if not compared.of_phrase(text)] == []
    assert sum(len(compared.scan.phrase(text)) > 1 for text in every) > PHRASES / 10
