"""Copies are folded under the report that ran first, and none is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import Page, hub_lists, story
from support import long_lists
from support.wire import Wire, copied, independent, many

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]
PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]
Hub = Callable[..., dict[str, Page]]

OUTLETS = {key: {"name": f"The {key.title()}"} for key in ("buoy", "courier", "gazette", "planet")}
SAME = [run.text for run in copied(Wire.of(7), 1, 6)]
OWN = next(independent(Wire.of(7), 1, 1)).text


@pytest.fixture
def hub(publish: Publish, make_article: MakeArticle) -> Hub:
    """Publish a story in which one text has the runs that are named, by outlet and date."""

    def of(*runs: tuple[str, str], **fields: Any) -> dict[str, Page]:  # noqa: ANN401
        articles = [
            make_article(
                f"r{n}", story="s", body=text, **_known(outlet=outlet, date=date), **fields
            )
            for n, ((outlet, date), text) in enumerate(zip(runs, SAME, strict=False))
        ]
        own = make_article("own", story="s", body=OWN, date="2026-05-05", outlet="buoy")
        return publish([*articles, own], stories={"s": {}}, outlets=OUTLETS)

    return of


def _known(**fields: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


def _entries(page: Page) -> list[dict[str, Any]]:
    return [
        entry
        for group in page.meta["timeline"]
        for entry in (*group["entries"], *group["folded"])
        if entry["kind"] == "article"
    ]


def _first(made: dict[str, Page]) -> dict[str, Any]:
    return next(entry for entry in _entries(made["stories/s"]) if entry["copies"])


WEDNESDAY, THURSDAY = "2026-05-06", "2026-05-07"


def test_copies_stand_under_the_one_that_ran_first(hub: Hub) -> None:
    """With outlet, date and reason each; nothing else of theirs is in the timeline."""
    made = hub(("courier", THURSDAY), ("gazette", WEDNESDAY), ("planet", ""))
    assert [entry["path"][14:] for entry in _entries(made["stories/s"])] == ["own.html", "r1.html"]
    first = _first(made)
    assert first["outlet"]["name"] == "The Gazette"
    assert first["copies"]["label"] == "2 copies: The Courier, The Planet"
    assert first["copies"]["more"] is None
    shown = [(each["run_id"], each["date"]["label"]) for each in first["copies"]["entries"]]
    assert shown == [("run-r0", "7 May 2026"), ("run-r2", "Undated")]
    assert {each["why"]["said"] for each in first["copies"]["entries"]} == {
        "Put here in its file; no reason is recorded"
    }
    assert [entry["copies"] for entry in _entries(made["stories/s"])].count(None) == 1


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (
            [("gazette", WEDNESDAY), ("courier", THURSDAY)],
            "First run by The Gazette, 6 May 2026",
        ),
        (
            [("gazette", WEDNESDAY), ("courier", "")],
            "First run by The Gazette, 6 May 2026, as far as dates are recorded",
        ),
        (
            [("", WEDNESDAY), ("courier", THURSDAY)],
            "First run by an outlet that is not recorded, 6 May 2026",
        ),
        (
            [("gazette", WEDNESDAY), ("courier", "2026-05"), ("planet", "2026-06")],
            "First run by The Courier or The Gazette: the dates do not tell",
        ),
        (
            [("gazette", WEDNESDAY), ("courier", WEDNESDAY), ("planet", WEDNESDAY)],
            "First run by The Gazette, The Courier or The Planet: the dates do not tell",
        ),
        (
            [(outlet, WEDNESDAY) for outlet in OUTLETS],
            "One of 4 was first: the dates do not tell who ran it first",
        ),
        (
            [("gazette", ""), ("courier", "")],
            "No date is recorded that tells who ran it first",
        ),
        (
            [("gazette", WEDNESDAY), ("gazette", WEDNESDAY)],
            "First run by The Gazette, 6 May 2026",
        ),
    ],
)
def test_who_was_first_is_said_as_far_as_it_is_known(
    hub: Hub, runs: list[tuple[str, str]], said: str
) -> None:
    """Nothing is made up: several may have been first, and the undated tell nothing."""
    assert _first(hub(*runs))["run"] == said


def test_many_outlets_are_named_in_part(hub: Hub) -> None:
    """Four are named; of more, three and how many more there are."""
    runs = [("gazette", WEDNESDAY), *((outlet, THURSDAY) for outlet in OUTLETS)]
    assert _first(hub(*runs))["copies"]["label"] == (
        "4 copies: The Buoy, The Courier, The Gazette, The Planet"
    )
    label = _first(hub(*runs, ("", THURSDAY)))["copies"]["label"]
    assert label == "5 copies: The Buoy, The Courier, The Gazette and 2 others"


def test_copies_of_hidden_texts_are_folded_too(hub: Hub) -> None:
    """What may not be shown is compared by its sketch, and no word of it is on the page."""
    made = hub(("courier", THURSDAY), ("gazette", WEDNESDAY), rights="link")
    assert [each["run_id"] for each in _first(made)["copies"]["entries"]] == ["run-r0"]


def test_headlines_are_compared_without_copies(hub: Hub) -> None:
    """Of one text the first stands in the comparison, which says so where it leaves any out."""
    meta = hub(("courier", THURSDAY), ("gazette", WEDNESDAY))["stories/s"].meta
    assert [card["outlet"]["name"] for card in meta["articles"]] == ["The Buoy", "The Gazette"]
    assert meta["folded"]
    assert not hub(("courier", THURSDAY))["stories/s"].meta["folded"]


def test_the_figures_read_as_a_sentence(hub: Hub) -> None:
    """Articles, outlets, independent reports; then what is left."""
    stats = hub(("courier", THURSDAY), ("gazette", WEDNESDAY))["stories/s"].meta["stats"]
    said = ", ".join(f"{each['n']} {each['label']}" for each in stats)
    assert said == "3 articles, 3 outlets, 2 independent reports, 1 copy, 0 cited sources"


def _run(made: dict[str, Page], ident: str) -> str:
    path = next(path for path in made if path.endswith(f"/{ident}"))
    run = made[path].meta["run"]
    link = f"[{run['link']['name']}]" if run["link"] else ""
    return f"{run['before']}{link}{run['after']}"


def test_the_page_of_a_copy_says_whose_it_is(hub: Hub) -> None:
    """With the way to what ran first, and to all of them on the hub."""
    made = hub(("courier", THURSDAY), ("gazette", WEDNESDAY), ("planet", ""))
    late = "as far as dates are recorded"
    assert _run(made, "r0") == f"A copy of what [The Gazette] ran first, 6 May 2026, {late}."
    assert _run(made, "r1") == f"Ran this text before 2 others that are held here, {late}."
    run = made["articles/2026/r0"].meta["run"]
    assert run["link"]["path"] == "articles/2026/r1.html"
    assert run["all"] == {"label": "All 3 together", "path": "stories/s.html#run-r0"}
    assert made["articles/2026/own"].meta["run"] is None


@pytest.mark.parametrize(
    ("date", "why"),
    [
        (WEDNESDAY, "the dates do not tell who ran it first"),
        ("", "no date is recorded that tells who ran it first"),
    ],
)
def test_the_page_of_one_that_may_be_first_says_no_more(hub: Hub, date: str, why: str) -> None:
    """Neither of two is called the copy."""
    made = hub(("courier", date), ("gazette", date))
    assert _run(made, "r0") == f"Mostly the same text as that of [The Gazette]; {why}."
    assert _run(made, "r1") == f"Mostly the same text as that of [The Courier]; {why}."


@pytest.fixture(scope="module")
def runs() -> list[str]:
    """Write one text as three hundred desks edit it."""
    return [run.text for run in many(Wire.of(3), 300)]


@pytest.fixture
def long_hub(make_article: MakeArticle, make_edition: MakeEdition, runs: list[str]) -> Edition:
    """Make a story of 300 copies of one text and of some reports, over two years."""
    articles = [
        make_article(
            f"c{n:03}",
            story="s",
            body=text,
            **_known(date=f"{2025 + n % 2}-{n % 12 + 1:02}-{n % 28 + 1:02}" if n % 7 else ""),
            outlet=list(OUTLETS)[n % 4],
            placed={"by": "clipbook", "at": "2026-11-22T10:00:00Z", "nearest": "c000", "days": 1},
        )
        for n, text in enumerate(runs)
    ]
    own = [
        make_article(f"own{n}", story="s", body=run.text, date=f"2026-0{n + 1}-03")
        for n, run in enumerate(independent(Wire.of(7), 1, 5))
    ]
    return make_edition([*articles, *own], stories={"s": {}}, outlets=OUTLETS)


def test_a_long_hub_lists_some_copies_and_leads_to_the_others(
    long_hub: Edition, show: Callable[[Page], str]
) -> None:
    """Parts hold every article at its own date, once; a copy says there whose text it is."""
    made = long_lists.made(long_hub, "story")
    hub = made.pop("stories/s")
    entries = _entries(hub)
    assert len(entries) == 6
    copies = next(entry["copies"] for entry in entries if entry["copies"])
    assert copies["label"].startswith("299 copies: ")
    assert len(copies["entries"]) == 12
    assert copies["more"]["label"] == "287 more, by date"
    assert copies["more"]["path"].removesuffix(".html") in made
    assert hub.meta["parts"]["more"]["label"] == "All 305 articles, by date"
    assert hub.meta["parts"]["more"]["path"].removesuffix(".html") in made
    listed = [entry for page in made.values() for entry in _entries(page)]
    assert len({entry["path"] for entry in listed}) == len(listed) == 305
    assert sum(entry["copy_of"] is not None for entry in listed) == 299
    assert all(len(show(page).encode()) < 170_000 for page in (hub, *made.values()))


def test_a_copy_on_a_long_hub_is_found_on_its_part(
    long_hub: Edition, pages_of: PagesOf, show: Callable[[Page], str]
) -> None:
    """No link leads to a place that the hub does not have."""
    made = pages_of(long_hub)
    assert made["articles/2026/c001"].meta["run"]["all"]["path"] == "stories/s.html"
    assert hub_lists.is_whole(long_hub, "s") is False
    part = next(page for path, page in made.items() if path.startswith("stories/s.2025"))
    assert 'Mostly the same text as <a href="../articles/' in show(part)


def test_only_the_newest_reports_where_there_are_too_many(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Each with as few copies as that takes, and the way to what was before."""
    articles = [
        make_article(
            f"t{n}", story="s", body=run.text, date=f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}"
        )
        for n, run in enumerate(copied(Wire.of(5), 30, 6))
    ]
    edition = make_edition(articles, stories={"s": {}})
    hub = story.page(edition, "stories/s")
    entries = _entries(hub)
    assert 10 < len(entries) < 30
    assert {len(entry["copies"]["entries"]) for entry in entries} == {3}
    assert {entry["copies"]["more"]["label"] for entry in entries} == {"2 more, by date"}
    assert hub.meta["parts"]["more"]["label"] == "Earlier in the timeline"
    parts = [page for path, page in long_lists.made(edition, "story").items() if "." in path]
    said = {
        entry["copy_of"]["said"] for page in parts for entry in _entries(page) if entry["copy_of"]
    }
    assert said == {"Copy of"}
    newest = max(entry["date"]["iso"] for entry in entries)
    assert newest == str(articles[29 * 6].date)


def test_the_printed_hub_names_every_place_once(hub: Hub, show: Callable[[Page], str]) -> None:
    """Each anchor that an article's page leads to is there, once."""
    made = hub(("courier", THURSDAY), ("gazette", WEDNESDAY), ("planet", THURSDAY))
    html = show(made["stories/s"])
    for ident in ("r0", "r1", "r2"):
        assert html.count(f' id="run-{ident}"') == 1
        path = f"articles/2026/{ident}"
        assert f'href="../../stories/s.html#run-{ident}"' in show(made[path])
    assert html.count('<details class="cb-copies"><summary>2 copies: ') == 1
