"""No page grows with the archive: what does not fit on one stands on parts, all of it, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from clipbook import pages
from clipbook.edition import Edition
from clipbook.model.archive import Archive
from clipbook.model.article import Article
from clipbook.model.holdings import Articles, Listed
from clipbook.pages import KINDS, Page, article_lists, cited_lists, name_lists, parts
from clipbook.pages.part_links import MOST
from clipbook.pages.story import READ
from clipbook.pages.wording import html_size, short
from support import long_lists

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]

FULL = parts.ROOM // article_lists.WITH_WORDS
"""Articles that the first page of a list shows where there are more."""


def test_every_list_is_whole_on_its_parts_and_nothing_stands_twice(
    long: Callable[..., Edition],
) -> None:
    """Each entry is on one part; the first page shows some of them, and none twice."""
    edition = long()
    made = long_lists.made(edition)
    for (base, prefix), (kind, shown, whole) in long_lists.whole_lists(edition).items():
        found = long_lists.parts_of(made, base, prefix)
        assert len(found) > 1, (base, prefix)
        assert {page.kind for page in found.values()} == {kind}
        counts = Counter(entry for page in found.values() for entry in shown(page))
        assert set(counts) == whole, (base, prefix)
        assert set(counts.values()) == {1}, (base, prefix)
        first = shown(made[base])
        assert 0 < len(first) == len(set(first)) < len(whole), (base, prefix)
        assert set(first) <= whole


def test_parts_are_named_after_their_years_and_hold_no_other(long: Callable[..., Edition]) -> None:
    """The part of a year holds its articles alone, newest first; the undated stand apart."""
    made = long_lists.made(long(), "outlet")
    for name, page in long_lists.parts_of(made, "outlets/big").items():
        cards = [card for group in page.meta["groups"] for card in group["articles"]]
        assert {card["date"]["iso"][:4] or "undated" for card in cards} == {name.partition("-")[0]}
        for group in page.meta["groups"]:
            dates = [card["date"]["iso"] for card in group["articles"]]
            assert dates == sorted(dates, reverse=True)


def test_the_first_page_shows_the_newest(long: Callable[..., Edition]) -> None:
    """As many as there is room for, the newest first; none is undated while others have dates."""
    edition = long()
    shown = long_lists.articles(long_lists.made(edition, "topic")["topics/everything"])
    newest = [f"{path}.html" for path in edition.archive.articles.newest_first().paths]
    assert shown == newest[: len(shown)]
    assert 0 < len(shown) <= FULL


def test_a_list_that_fits_has_no_parts(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """As many articles as fit stand on one page; one more makes parts."""
    for count, names in ((FULL, []), (FULL + 1, ["2026"])):
        many = [make_article(f"a{n}", outlet="o", date="2026-05-01") for n in range(count)]
        made = long_lists.made(make_edition(many, outlets={"o": {}}), "outlet")
        assert list(long_lists.parts_of(made, "outlets/o")) == names
        assert len(long_lists.of_groups(made["outlets/o"])) == min(count, FULL)
        assert bool(made["outlets/o"].meta["parts"]) is bool(names)


def test_a_small_archive_has_no_parts_at_all(edition: Edition) -> None:
    """Nothing is cut where everything fits."""
    assert not [path for kind in KINDS for path in kind.paths(edition) if "." in path]


def test_a_much_cited_address_has_a_page_and_its_list_says_so(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Up to twenty that cite an address are named under it; of more, all are on its own page."""
    for count in (cited_lists.CITING, cited_lists.CITING + 1):
        many = [
            make_article(f"a{n}", sources=[{"url": long_lists.MUCH_CITED}]) for n in range(count)
        ]
        edition = make_edition(many)
        made = long_lists.made(edition)
        own = cited_lists.own_path(long_lists.MUCH_CITED)
        is_much = count > cited_lists.CITING
        (card,) = made["sources/index"].meta["groups"][0]["sources"]
        assert (own in made) is is_much
        assert card["more"] == ("1" if is_much else "")
        assert len(card["cited_by"]) == cited_lists.CITING
        place = made["articles/undated/a0"].meta["sources"][0]["place"]
        assert place == (f"{own}.html" if is_much else f"sources/index.html#{card['anchor']}")
        if is_much:
            assert set(long_lists.articles(made[own])) == {
                f"articles/undated/a{n}.html" for n in range(count)
            }


def test_a_source_is_found_where_articles_say(long: Callable[..., Edition]) -> None:
    """The place that an article gives for its source is a part on which the source stands."""
    made = long_lists.made(long(), "article", "sources")
    card = made["articles/2020/a00001"].meta["sources"][1]
    path, _, anchor = card["place"].partition("#")
    page = made[path.removesuffix(".html")]
    (entry,) = [
        source
        for group in page.meta["groups"]
        for source in group["sources"]
        if source["url"] == card["url"]
    ]
    assert entry["anchor"] == anchor


def _links(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a page holds
    if isinstance(value, dict):
        yield from (value[key] for key in ("path", "place") if value.get(key))
        for inner in value.values():
            yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)


@pytest.mark.parametrize("flat", [True, False])
def test_every_link_leads_to_a_page(
    make_article: MakeArticle, make_edition: MakeEdition, *, flat: bool
) -> None:
    """Whatever a page or a part links to is there, in both forms of addresses; so is each part."""
    many = [long_lists.article(make_article, n) for n in range(500)]
    stories: dict[str, dict[str, Any]] = {"long": {}, **{f"s{n:04}": {} for n in range(250)}}
    outlets: dict[str, dict[str, Any]] = {
        "big": {"domains": ["big.example"]},
        **{f"o{n:04}": {} for n in range(500)},
    }
    edition = make_edition(many, stories=stories, outlets=outlets, flat=flat)
    made = long_lists.made(edition)
    there = {edition.site.addresses.of(path) for path in made}
    linked: set[str] = set()
    for page in made.values():
        links = {link.partition("#")[0].partition("?")[0] for link in _links(dict(page.meta))}
        linked |= links
        files = {link for link in links if link.endswith((".xml", ".csv", ".json", ".bib", ".ris"))}
        assert links - files <= there, page.path
    assert {edition.site.addresses.of(path) for path in made if "." in path} <= linked


def test_parts_form_a_chain(long: Callable[..., Edition]) -> None:
    """From the oldest part, the way on leads through every part once, and back the same way."""
    made = long_lists.made(long(), "topic")
    found = long_lists.parts_of(made, "topics/everything")
    chain = [next(page for page in found.values() if not page.meta["parts"]["before"])]
    while after := chain[-1].meta["parts"]["after"]:
        chain.append(made[after["path"].removesuffix(".html")])
        before = chain[-1].meta["parts"]["before"]["path"]
        assert before == f"{chain[-2].path}.html"
    assert [page.path for page in chain] == [page.path for page in found.values()]


def test_the_first_page_leads_to_what_follows(long: Callable[..., Edition]) -> None:
    """The way on is to the part that holds the newest article that is not shown."""
    edition = long()
    made = long_lists.made(edition, "topic")
    first = made["topics/everything"]
    newest = [f"{path}.html" for path in edition.archive.articles.newest_first().paths]
    more = first.meta["parts"]["more"]["path"].removesuffix(".html")
    assert newest[len(long_lists.articles(first))] in long_lists.articles(made[more])


def test_titles_tell_the_pages_of_a_list_apart(long: Callable[..., Edition]) -> None:
    """No two pages that are not articles have the same title."""
    made = long_lists.made(long(), *long_lists.LISTS)
    titles = Counter(page.meta["title"] for page in made.values())
    assert [title for title, count in titles.items() if count > 1] == []
    assert made["outlets/big.2020"].meta["title"] == "The Big Post, 2020"
    assert "(2 of " in made["sources/index.undated-2"].meta["title"]


def _changed(before: dict[str, Page], after: dict[str, Page]) -> set[str]:
    return {path for path in before | after if before.get(path) != after.get(path)}


def test_a_new_article_changes_no_part_but_the_last_of_its_year(
    long: Callable[..., Edition], make_article: MakeArticle
) -> None:
    """One more article, the newest of all, leaves every other part as it was."""
    new = make_article(
        "z", date="2025-12-31", outlet="big", story="long", tags=["Everything"], body="New."
    )
    changed = _changed(long_lists.made(long()), long_lists.made(long(more=(new,))))
    assert {path for path in changed if "." in path} == {
        "outlets/big.2025",
        "topics/everything.2025-2",
        "stories/long.2025-2",
        # The story's card counts its articles.
        "stories/index.2025",
        "topics/everything.stories-2025",
        # As do the rows of tables.
        "outlets/index.t",
        "topics/index.e",
    }
    articles = {path for path in changed if path.startswith("articles/")}
    assert "articles/2025/z" in articles


def test_what_comes_late_moves_few_others(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """An article put into the middle of a long year changes the parts beside it, not all."""
    many = [make_article(f"a{n:05}", date="2026-05-01", outlet="o") for n in range(2000)]
    late = make_article("a00300x", date="2026-05-01", outlet="o")
    outlets: dict[str, dict[str, Any]] = {"o": {}}
    before = long_lists.made(make_edition(many, outlets=outlets), "outlet")
    after = long_lists.made(make_edition([*many, late], outlets=outlets), "outlet")
    parts_before = long_lists.parts_of(before, "outlets/o")
    moved = [
        name
        for name, page in parts_before.items()
        if set(long_lists.of_groups(page)) != set(long_lists.of_groups(after[f"outlets/o.{name}"]))
    ]
    assert len(parts_before) > 20
    assert 0 < len(moved) <= 6


def test_what_a_new_source_moves_is_known(
    long: Callable[..., Edition], make_article: MakeArticle
) -> None:
    """The articles whose pages change with the places of sources are those that cite one moved."""
    url = "https://big.example/page-number-0b/"
    news = [
        make_article(f"z{n}", story="s0000", sources=[{"url": f"{url}{n}", "date": "2020-02-02"}])
        for n in range(90)
    ]
    before, after = long(), long(more=tuple(news))
    places = [
        {
            url: source["place"]
            for page in long_lists.made(edition, "article").values()
            for source in page.meta["sources"]
            for url in [source["url"]]
        }
        for edition in (before, after)
    ]
    differ = {url for url in places[0] if places[0][url] != places[1][url]}
    moved = set(cited_lists.moved(after, cited_lists.starts(before)))
    assert differ
    assert differ == {url for url in moved if url in places[0]}
    assert list(cited_lists.moved(after, cited_lists.starts(after))) == []


class _Counting(Listed):
    """Holds articles, and counts how many are loaded."""

    loaded = 0

    def article(self, row: int) -> Article:
        """Give an article whole, and count it."""
        self.loaded += 1
        return super().article(row)


def test_a_page_loads_only_what_it_shows(long: Callable[..., Edition]) -> None:
    """Planning loads no article, and no page of a list loads many more than it shows."""
    known = long()
    every = list(known.archive.articles)
    held = _Counting(every, [known.archive.words_of(article) for article in every])
    archive = Archive(
        Articles(held, range(len(every))), known.archive.stories, known.archive.outlets
    )
    edition = Edition(archive, known.site)
    paths = [(kind, path) for kind in KINDS for path in kind.paths(edition)]
    assert held.loaded == 0
    for kind, path in paths:
        if kind.name != "article":
            held.loaded = 0
            kind.page(edition, path)
            assert held.loaded <= (600 if path == "stories/long" else 350), path


def test_a_large_storys_names_are_read_from_its_newest_articles_and_it_says_so(
    long: Callable[..., Edition],
) -> None:
    """The texts of two hundred are read, and the note under the table names that number."""
    table = long_lists.made(long(body="They met Ada Finch."), "story")["stories/long"].meta[
        "mentions"
    ]
    assert table["total"] == str(READ)
    assert table["note"].startswith("Read from the 200 newest of 466 articles. ")


def test_many_parts_are_not_all_linked(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Of very many parts of a year, those near are linked, both ends, and some between."""
    many = [make_article(f"a{n:05}", date="2026-05-01", outlet="o") for n in range(6000)]
    edition = make_edition(many, outlets={"o": {}})
    kind = next(kind for kind in KINDS if kind.name == "outlet")
    paths = [path for path in kind.paths(edition) if "." in path]
    links = kind.page(edition, paths[30]).meta["parts"]["own"]
    assert len(paths) > MOST >= len(links)
    linked = [paths.index(link["path"].removesuffix(".html")) for link in links]
    assert {0, *range(25, 36), len(paths) - 1} <= set(linked)
    assert max(after - before for before, after in pairwise(linked)) < 4


def test_a_text_in_a_list_is_cut_to_the_bytes_it_takes() -> None:
    """Signs that are written as entities count as these; a text that fits is left as it is."""
    assert short("A title") == "A title"
    assert short("深" * 133) == "深" * 133
    for text in ("&" * 300, "深" * 300, "word " * 300, '"' * 10_000):
        assert html_size(short(text)) <= 400 + len(" …".encode())
        assert short(text).endswith(" …")


def test_all_pages_are_made_from_their_paths(edition: Edition) -> None:
    """What `paths` promises, `page` makes, under the same path."""
    assert [page.path for page in pages.all_pages(edition)] == [
        path for kind in KINDS for path in kind.paths(edition)
    ]


@pytest.mark.parametrize(
    ("name", "under"),
    [
        ("BBC", "b"),
        ("Écho", "e"),
        ("“The Post”", "t"),
        ("24 heures", "number"),
        ("深潮", "other"),
        ("Ведомости", "other"),
        ("!?", "other"),
    ],
)
def test_a_name_stands_under_its_first_letter(name: str, under: str) -> None:
    """Accents and quotation marks do not count; other scripts stand together."""
    assert name_lists.letter(name) == under


def test_what_stands_at_the_side_of_a_hub_is_bounded(long: Callable[..., Edition]) -> None:
    """Forty-eight outlets and forty topics; the search has all, and the hub leads to it."""
    meta = long_lists.made(long(), "story")["stories/long"].meta
    assert len(meta["outlets"]) + len(meta["more_outlets"]) == 48
    assert meta["all_outlets"]["path"] == "search.html?story=long"
    assert len(meta["topics"]) == 40
    assert "Everything" in [topic["name"] for topic in meta["topics"]]
