"""Pages say why an article is in its story, and nothing that readers may not see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clipbook.model.article import Article
from clipbook.pages import Page
from clipbook.pages.placing import SIZE, SIZE_UNRECORDED

MakeArticle = Callable[..., Article]
Publish = Callable[..., dict[str, Page]]

PLACED: dict[str, Any] = {
    "by": "clipbook",
    "at": "2026-11-22T10:00:00Z",
    "nearest": "near",
    "shared": ["Marrow", "Ada Finch", "12"],
    "days": 1,
    "margin": 0.41,
}
BODY = "In Marrow Ada Finch took 12 quays."


@pytest.fixture
def near(make_article: MakeArticle) -> Article:
    """Give the article that the other one is most like."""
    return make_article("near", story="s", outlet="buoy", date="2026-05-06", lang="en", body=BODY)


@pytest.fixture
def why(make_article: MakeArticle, publish: Publish) -> Callable[..., dict[str, Any]]:
    """Give the reasons that the hub and its own page give for an article `it`, among others."""

    def of(*others: Article, decisions: object = (), **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        it = make_article("it", **{"story": "s", "body": BODY, **fields})
        stories: dict[str, dict[str, str]] = {"s": {}, "t": {}}
        outlets = {"buoy": {"name": "The Buoy"}}
        made = publish([*others, it], stories=stories, outlets=outlets, decisions=decisions)
        (entry,) = [
            entry
            for group in made["stories/s"].meta["timeline"]
            for entry in group["entries"]
            if entry["kind"] == "article" and entry["path"].endswith("/it.html")
        ]
        assert made["articles/undated/it"].meta["story"]["why"] == entry["why"]
        return dict(entry["why"])

    return of


def test_the_machine_says_what_it_went_by(why: Callable[..., Any], near: Article) -> None:
    """Who and when, the nearest with outlet and headline, what they share, days, and how sure."""
    said = why(near, placed=PLACED, inferred=["story"])
    assert said == {
        "said": "Put here by Clipbook, 22 November 2026",
        "inferred": True,
        "reason": "",
        "nearest": {
            "title": "Title of near",
            "path": "articles/2026/near.html",
            "lang": "en",
            "dir": "ltr",
            "outlet": "The Buoy",
        },
        "gap": "1 day apart",
        "shared": "Marrow, Ada Finch, 12",
        "after": "No other story came near (margin 0.41).",
    }


def test_what_a_curator_confirmed_is_not_marked(why: Callable[..., Any], near: Article) -> None:
    """Without the mark, and with the word that somebody has looked."""
    said = why(near, placed=PLACED)
    assert not said["inferred"]
    assert said["said"] == "Put here by Clipbook, 22 November 2026; a curator has confirmed it"


def test_a_curator_speaks_in_words_of_their_own(why: Callable[..., Any]) -> None:
    """With the name and the reason; where neither is recorded, that is said."""
    placed = {"by": "Ann Gray", "at": "2026-11-22T23:00:00Z", "why": "The same works."}
    said = why(placed=placed)
    assert (said["said"], said["reason"]) == (
        "Put here by Ann Gray, 22 November 2026",
        "The same works.",
    )
    assert why()["said"] == "Put here in its file; no reason is recorded"
    concluded = why(inferred=["story"])
    assert concluded["said"] == "Concluded from what it says; no reason is recorded"
    assert concluded["inferred"]


def test_long_words_of_a_curator_are_cut_in_lists_alone(
    make_article: MakeArticle, publish: Publish
) -> None:
    """The article's own page has all of them, those of a decision, too."""
    long = "Because of this. " * 40
    said = {**PLACED, "by": "Ann Gray", "why": long}
    placed, kept = make_article("a", story="s", placed=said), make_article("b", story="s")
    pin = {"pin": "b", "story": "s", "why": long}
    made = publish([placed, kept], stories={"s": {}}, decisions=[pin])
    entries = made["stories/s"].meta["timeline"][0]["entries"]
    for entry, name in zip(entries, "ab", strict=True):
        assert entry["why"]["reason"].endswith("…")
        whole = made[f"articles/undated/{name}"].meta["story"]["why"]["reason"]
        assert whole == long.strip()


def test_a_decision_that_keeps_it_comes_first(why: Callable[..., Any], near: Article) -> None:
    """In the curator's words, no longer as a conclusion; one on another story does not count."""
    pin = {"pin": "it", "story": "s", "who": "Bo", "when": "2026-05", "why": "As agreed."}
    said = why(near, placed=PLACED, inferred=["story"], decisions=[pin])
    assert (said["said"], said["reason"], said["inferred"]) == (
        "Kept here by Bo, May 2026",
        "As agreed.",
        False,
    )
    assert said["nearest"]["title"] == "Title of near"
    assert why(decisions=[{"pin": "it", "story": "s"}])["said"] == "Kept here by a curator"
    elsewhere = why(decisions=[{"pin": "it", "story": "t", "who": "Bo"}])
    assert elsewhere["said"] == "Put here in its file; no reason is recorded"
    torn = why(decisions=[pin, {**pin, "story": "t"}])
    assert torn["said"] == "Put here in its file; no reason is recorded"


@pytest.mark.parametrize("where", ["nowhere", "in another story"])
def test_nothing_is_said_of_what_is_not_in_the_story(
    where: str, why: Callable[..., Any], make_article: MakeArticle
) -> None:
    """Of a nearest that is a draft, gone or elsewhere, neither words nor days are told."""
    others = [make_article("near", story="t", body=BODY)] if where != "nowhere" else []
    said = why(*others, placed=PLACED, inferred=["story"])
    assert (said["nearest"], said["gap"], said["shared"]) == (None, "", "")
    assert said["after"].startswith("The article that it was most like is not in this story now.")


@pytest.mark.parametrize("rights", ["headline", "link", "excerpt"])
@pytest.mark.parametrize("whose", ["its own", "of the nearest"])
def test_words_of_a_hidden_text_stay_hidden(
    rights: str, whose: str, why: Callable[..., Any], make_article: MakeArticle
) -> None:
    """Only words that stand in a headline or an excerpt are said to be shared, whole words."""
    long = f"{'word ' * 60}Marrow, Ada Finch and 12 quays."
    texts = {"title": "ADA  FINCH took 120", "body": long, "rights": rights}
    others = {"title": "Ada Finch, Marrow, 12", "body": long}
    mine, theirs = (texts, others) if whose == "its own" else (others, texts)
    said = why(make_article("near", story="s", **theirs), placed=PLACED, **mine)
    assert said["shared"] == "Ada Finch"
    assert said["nearest"]


def test_shared_words_of_no_one_article_are_shown_too(why: Callable[..., Any]) -> None:
    """Where no nearest is recorded, they are shared with the story."""
    said = why(placed={key: PLACED[key] for key in ("by", "at", "shared", "days")})
    assert (said["shared"], said["gap"], said["nearest"]) == ("Marrow, Ada Finch, 12", "", None)


@pytest.mark.parametrize(
    ("margin", "words"),
    [
        (None, ""),
        (-0.1, "Another story was nearer (margin -0.10)."),
        (-0.001, "Another story was nearer (margin 0.00)."),
        (0.0, "Another story was almost as near (margin 0.00)."),
        (0.1, "The next best story was some way behind (margin 0.10)."),
        (1.5, "No other story came near (margin 1.50)."),
    ],
)
def test_a_margin_is_said_in_words(
    margin: float | None, words: str, why: Callable[..., Any], near: Article
) -> None:
    """With the number beside them."""
    assert why(near, placed={**PLACED, "margin": margin})["after"] == words


@pytest.mark.parametrize(("days", "words"), [(0, "of the same day"), (12, "12 days apart")])
def test_a_gap_is_said_in_days(
    days: int, words: str, why: Callable[..., Any], near: Article
) -> None:
    """None where they are of one day."""
    assert why(near, placed={**PLACED, "days": days})["gap"] == words


def test_reasons_of_any_length_take_bounded_room(
    make_article: MakeArticle, publish: Publish, show: Callable[[Page], str]
) -> None:
    """However long names, reasons and headlines are; where nothing is recorded, next to none."""
    long = "long " * 400
    placed = {**PLACED, "why": long, "shared": [long] * 30, "nearest": "near"}
    near = make_article("near", title=long, story="s", outlet="buoy", lang="en")
    it = make_article("it", story="s", body=long, placed=placed, inferred=["story"])
    made = publish([near, it], stories={"s": {}}, outlets={"buoy": {"name": long}})
    reasons = show(made["stories/s"]).split('<details class="cb-why">')[1:]
    sizes = sorted(len(text.partition("</details>")[0].encode()) + 33 for text in reasons)
    assert sizes[0] <= SIZE_UNRECORDED
    assert SIZE_UNRECORDED < sizes[1] <= SIZE
