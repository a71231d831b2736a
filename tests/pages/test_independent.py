"""A hub counts the reports that are no copies, and says of how many it cannot tell."""

from __future__ import annotations

from collections.abc import Callable

from clipbook.model.article import Article
from clipbook.pages import Page
from support.wire import Wire, copied, independent

MakeArticle = Callable[..., Article]
Publish = Callable[..., dict[str, Page]]


def _stats(made: dict[str, Page]) -> dict[str, str]:
    return {each["label"]: each["n"] for each in made["stories/s"].meta["stats"]}


def test_copies_and_reports_are_counted(publish: Publish, make_article: MakeArticle) -> None:
    """Three runs of one text are one report; a headline alone tells nothing."""
    wire = Wire.of(7)
    runs = [run.text for run in copied(wire, 1, 3)]
    own = next(independent(wire, 1, 1)).text
    articles = [
        *(make_article(f"r{at}", story="s", body=text) for at, text in enumerate(runs)),
        make_article("own", story="s", body=own),
        make_article("bare", story="s", body=""),
    ]
    stats = _stats(publish(articles, stories={"s": {}}))
    assert (stats["articles"], stats["independent reports"], stats["copies"]) == ("5", "2", "2")
    assert stats["with too little text to tell"] == "1"


def test_an_abstract_of_our_own_is_no_report(publish: Publish, make_article: MakeArticle) -> None:
    """What this archive wrote says nothing of what the outlets wrote, alike or not."""
    one, other = (run.text for run in independent(Wire.of(7), 1, 2))
    articles = [
        make_article(f"a{at}", story="s", body=text, text="abstract")
        for at, text in enumerate((one, one, other))
    ]
    stats = _stats(publish(articles, stories={"s": {}}))
    assert not {label for label in stats if "report" in label or "cop" in label}


def test_without_texts_nothing_is_said(publish: Publish, make_article: MakeArticle) -> None:
    """Headlines prove nothing, and no number is made of them."""
    articles = [make_article(each, story="s", body="") for each in "ab"]
    labels = set(_stats(publish(articles, stories={"s": {}})))
    assert not {label for label in labels if "report" in label or "cop" in label or "tell" in label}
