"""A reader finds what was asked for, in the order asked for, and is told what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from clipbook.edition import Edition
from clipbook.search.query import Results, Sort, query
from clipbook.search.reader import Index
from conftest import MakeArticle, MakeEdition

OpenIndex = Callable[[Edition], Index]
Titles = Callable[[Index, Results], list[str]]

FIRST: dict[str, Any] = {
    "title": "Chip maker rents a cluster",
    "outlet": "post",
    "date": "2026-05-06",
    "story": "deal",
    "tags": ["AI compute"],
    "body": "The cluster in Tennessee is named Colossus. It computed Opus 4.8 for xAI.",
}
SECOND: dict[str, Any] = {
    "title": "SpaceX files its S-1",
    "outlet": "wire",
    "date": "2025-11",
    "tags": ["Space"],
    "body": "The offering raised $1.25B. Compute is scarce, says AT&T of its data-center plans.",
}
THIRD: dict[str, Any] = {
    "title": "Notes on a résumé",
    "body": "A cluster of notes, undated; numbers s 1 and 4.9.",
}
FOURTH: dict[str, Any] = {
    "title": "Note sur le cluster",
    "lang": "fr",
    "date": "2024",
    "body": "Noter, calculer.",
}


@pytest.fixture
def part(make_article: MakeArticle, make_edition: MakeEdition, open_edition: OpenIndex) -> Index:
    """Index four articles and a story."""
    articles = [
        make_article(f"a{n}", **fields) for n, fields in enumerate((FIRST, SECOND, THIRD, FOURTH))
    ]
    stories = {"deal": {"title": "The deal", "dek": "A cluster changes hands."}}
    outlets = {"post": {"name": "The Daily Post"}, "wire": {"name": "Wire"}}
    return open_edition(make_edition(articles, stories=stories, outlets=outlets))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Colossus", [FIRST]),
        ("computing xai", [FIRST]),
        ("spacex", [SECOND]),
        ("Opus 4.8", [FIRST]),
        ("4.8", [FIRST]),
        ("S-1", [SECOND]),
        ("$1.25B", [SECOND]),
        ("at&t data center", [SECOND]),
        ("datacenter", [SECOND]),
        ("resume", [THIRD]),
        ("“RÉSUMÉ”", [THIRD]),
        ("daily post", [FIRST]),
        ("calculé", [FOURTH]),
        ("cluster -colossus -undated hands*", []),
        ("tenn*", [FIRST]),
        ("unheardof", []),
    ],
)
def test_words_are_found(
    part: Index,
    find: Callable[[Index, str], list[str]],
    text: str,
    found: Sequence[dict[str, Any]],
) -> None:
    """Names, figures and other forms of a word find exactly the articles that hold them."""
    titles = [title for title in find(part, text) if title != "The deal"]
    assert titles == [fields["title"] for fields in found]


def test_a_title_outranks_a_mention(part: Index, find: Callable[[Index, str], list[str]]) -> None:
    """Who is about a thing comes before who mentions it; equals go by date."""
    assert find(part, "cluster")[:2] == [FIRST["title"], FOURTH["title"]]
    assert set(find(part, "cluster")) == {*find(part, "cluster")[:2], THIRD["title"], "The deal"}


def test_languages_keep_their_stems_apart(
    part: Index, find: Callable[[Index, str], list[str]]
) -> None:
    """A French form leads to French texts, and an English one to English texts."""
    assert find(part, "noter") == [FOURTH["title"]]
    assert find(part, "notes") == [THIRD["title"]]


@pytest.mark.parametrize(
    ("sort", "dates"),
    [
        ("date", ["1 article, 6 May 2026", "6 May 2026", "November 2025", "2024", "Undated"]),
        ("oldest", ["2024", "November 2025", "6 May 2026", "1 article, 6 May 2026", "Undated"]),
    ],
)
def test_the_undated_come_last_in_both_directions(
    part: Index, sort: Sort, dates: list[str]
) -> None:
    """Order by date is exact, and what has no date does not pretend to be old or new."""
    assert [card.date for card in part.cards(query(part, "", sort=sort).documents)] == dates


def test_most_of_the_words_where_none_has_all(part: Index, titles: Titles) -> None:
    """A query that asks too much is answered as far as it goes, and says how far."""
    results = query(part, "tennessee colossus resume")
    assert (results.asked, results.held) == (3, 2)
    assert titles(part, results) == [FIRST["title"]]
    assert query(part, "tennessee colossus").held == 2


def test_an_unseen_form_falls_back_and_says_so(part: Index, titles: Titles) -> None:
    """A form that is nowhere leads to the nearest that begins alike; figures are never guessed."""
    results = query(part, "tennesseean")
    assert titles(part, results) == [FIRST["title"]]
    assert results.others == [("tennesseean", ["tennessee"])]
    assert query(part, "4.81").documents == []
    assert query(part, "-tennesseean").documents == [4, 3, 2, 1, 0]


def test_the_last_word_may_be_unfinished_while_typing(part: Index, titles: Titles) -> None:
    """What is typed so far finds what it may become; the whole word counts more."""
    assert titles(part, query(part, "tennessee colos", typing=True)) == [FIRST["title"]]
    assert query(part, "colos", typing=True).others == []


def test_forms_to_mark_share_the_stem(part: Index) -> None:
    """The forms that led to a result are known, so that it can be shown why it is one."""
    assert query(part, "computing").forms >= {"compute", "computed"}
    assert query(part, "Colossus").forms == {"colossus"}


def test_facets_count_what_they_would_leave(part: Index, titles: Titles) -> None:
    """Keys of a facet are alternatives, facets agree, and own selections do not narrow."""
    results = query(part, "cluster", {"year": ["2026", "2024"], "kind": ["article"]})
    assert set(titles(part, results)) == {FIRST["title"], FOURTH["title"]}
    counted = {
        name: {key: count for key, _, count in values if count}
        for name, values in results.counts.items()
    }
    assert counted == {
        "kind": {"article": 2, "story": 1},
        "outlet": {"post": 1, "-": 1},
        "story": {"deal": 1},
        "topic": {"ai-compute": 1},
        "year": {"2026": 1, "2024": 1, "-": 1},
    }
    assert query(part, "cluster", {"outlet": ["nobody"]}).documents == []


def test_a_story_is_found_with_its_articles(part: Index, titles: Titles) -> None:
    """Its facet holds the hub and what the hub gathers; without words the newest come first."""
    assert titles(part, query(part, "", {"story": ["deal"]})) == ["The deal", FIRST["title"]]


def test_few_results_are_followed_by_those_with_one_word_fewer(
    make_article: MakeArticle, make_edition: MakeEdition, open_edition: OpenIndex, titles: Titles
) -> None:
    """Where few hold all words, those that miss one stand last, unless time says the order."""
    texts = {"all": "Bridge toll river", "most": "Bridge toll toll", "one": "Bridge", "no": "Rain"}
    articles = [make_article(name, title=text) for name, text in texts.items()]
    index = open_edition(make_edition(articles))
    results = query(index, "bridge toll river")
    assert titles(index, results) == ["Bridge toll river", "Bridge toll toll"]
    assert (results.held, results.fewer) == (3, 1)
    assert titles(index, query(index, "bridge toll river", sort="date")) == ["Bridge toll river"]
    assert titles(index, query(index, "river toll")) == ["Bridge toll river"]
