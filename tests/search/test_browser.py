"""The search page in a real browser: what is typed, what is shown, what the address says."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from support.search_archive import HOSTILE

pytestmark = pytest.mark.browser

ALL = 37
"""Articles and stories of the archive."""


def _titles(page: Page) -> list[str]:
    return page.locator("#cb-results .cb-item__t").all_inner_texts()


def _is(page: Page, count: str) -> None:
    expect(page.locator("#cb-count")).to_have_text(count)


def test_results_follow_what_is_typed(page: Page, search: str) -> None:
    """Typing finds, the address follows, and words that share the stem are marked."""
    page.goto(search)
    expect(page.locator("#cb-count")).to_contain_text(f"The whole archive: {ALL}")
    page.locator("#cb-q").fill("comput")
    _is(page, "2 results for “comput”")
    assert page.url == f"{search}?q=comput&typing=1"
    assert page.locator("#cb-results .cb-item__x mark").all_inner_texts() == ["computed", "Compute"]
    page.locator("#cb-q").fill("Colossus")
    _is(page, "1 result for “Colossus”")
    assert _titles(page) == ["Chip maker rents a cluster"]
    page.locator("#cb-results a").first.click()
    expect(page.locator("h1")).to_contain_text("Chip maker rents a cluster")


def test_an_unfinished_word_stays_so(page: Page, search: str) -> None:
    """Whoever types and never presses Enter keeps the results: anew, page by page, with filters."""
    page.goto(search)
    page.locator("#cb-q").press_sequentially("f")
    expect(page.locator("#cb-count")).to_contain_text(" results for “f”")
    counted = page.locator("#cb-count").inner_text()
    page.reload()
    _is(page, counted)
    page.get_by_text("Next", exact=True).click()
    expect(page.locator("#cb-pages [aria-current]")).to_have_text("2")
    _is(page, counted)
    label = page.locator("label", has=page.locator("#cb-f-kind-article"))
    wanted = label.inner_text().split()[-1]
    label.click()
    assert int(wanted) > 10
    expect(page.locator("#cb-chosen")).to_have_text("(1)")
    expect(page.locator("#cb-count")).to_contain_text(f"{wanted} results for “f”")
    page.locator("#cb-q").press("Enter")
    _is(page, "0 results for “f”")
    assert page.url == f"{search}?q=f&kind=article"


def test_the_address_is_the_state(page: Page, search: str) -> None:
    """A shared address shows the same results, and the back button leads back."""
    page.goto(f"{search}?q=cluster&kind=article&sort=oldest")
    _is(page, "2 results for “cluster”")
    assert _titles(page) == ["Note sur le cluster", "Chip maker rents a cluster"]
    page.locator("#cb-f-year-2026").check()
    _is(page, "1 result for “cluster”")
    assert page.url == f"{search}?q=cluster&kind=article&year=2026&sort=oldest"
    assert page.evaluate("document.activeElement.id") == "cb-f-year-2026"
    page.go_back()
    _is(page, "2 results for “cluster”")
    expect(page.locator("#cb-f-year-2026")).not_to_be_checked()
    page.locator("#cb-clear").click()
    _is(page, "3 results for “cluster”")
    assert page.url == f"{search}?q=cluster&sort=oldest"


def test_facets_count_for_the_query(page: Page, search: str) -> None:
    """Each value says how many results it would leave; gaps have a value of their own."""
    page.goto(f"{search}?q=cluster&outlet=daily-post")
    _is(page, "1 result for “cluster”")
    outlets = page.locator("#cb-facets fieldset", has_text="Outlet").locator("label")
    assert [" ".join(text.split()) for text in outlets.all_inner_texts()] == [
        "Outlet not recorded 1",
        "The Daily Post 1",
        "Wire <i> 0",
    ]


def test_long_lists_have_pages(page: Page, search: str) -> None:
    """Results come in pages that have addresses; focus follows to the new ones."""
    page.goto(f"{search}?q=filler&sort=oldest")
    _is(page, "25 results for “filler”")
    links = page.locator("#cb-pages a")
    assert links.all_inner_texts() == ["1", "2", "3", "Next"]
    links.get_by_text("Next").click()
    expect(page.locator("#cb-pages [aria-current=page]")).to_have_text("2")
    assert page.url == f"{search}?q=filler&sort=oldest&page=2"
    assert _titles(page)[0] == "Filler 11"
    assert page.evaluate("document.activeElement.id") == "cb-heading"
    links.get_by_text("3").click()
    expect(page.locator("#cb-results li")).to_have_count(5)
    page.go_back()
    expect(page.locator("#cb-pages [aria-current=page]")).to_have_text("2")


def test_a_page_beyond_the_end_is_the_last(page: Page, search: str) -> None:
    """Whatever number an address has, there is a page."""
    for number in ("99", "3"):
        page.goto(f"{search}?q=filler&sort=oldest&page={number}")
        expect(page.locator("#cb-pages [aria-current=page]")).to_have_text("3")
        assert _titles(page)[0] == "Filler 21"
    page.goto(f"{search}?q=filler&page=-7x")
    expect(page.locator("#cb-pages [aria-current=page]")).to_have_text("1")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("q=tennessee+colossus+spacex", "Nothing holds all 3 words; these hold 2 of them."),
        ("q=colosus", "Nothing here has “colosus”. Searched instead for “colossus”."),
        ("q=tennesseeans", "Searched instead for “tennessee”."),
        ("q=zzz&year=2026", "Clear the filters to search the whole archive."),
        ("sort=oldest", "1 undated, shown last."),
        ("q=outlet:nobody", "No outlet here is called “nobody”."),
        ("q=cluster+after:2026-02-30", "“after:2026-02-30” was left out"),
        (f"q={'+'.join(f'w{n}' for n in range(40))}", "Only the first 32 words"),
    ],
)
def test_a_reader_is_told_what_was_done(page: Page, search: str, asked: str, said: str) -> None:
    """Partial matches, words that stand in, unknown fields and empty results explain themselves."""
    page.goto(f"{search}?{asked}")
    expect(page.locator("#cb-notes")).to_contain_text(said)


def test_nothing_is_read_as_html(page: Page, search: str) -> None:
    """Titles, texts and queries stay the text they are."""
    page.goto(f"{search}?q=onerror+{'<img src=x onerror=alert(2)>'}")
    expect(page.locator("#cb-results .cb-item__t")).to_have_text(HOSTILE)
    expect(page.locator(".cb-search img, .cb-search b b")).to_have_count(0)
    page.goto(f'{search}?q=zzzz+outlet:<img/src=x+onerror=alert(3)>+"<b>x</b>"')
    expect(page.locator("#cb-notes")).to_contain_text("<img/src=x")
    expect(page.locator(".cb-search img, #cb-notes b")).to_have_count(0)


def test_a_query_may_be_long_or_empty(page: Page, search: str) -> None:
    """Five thousand characters are searched by their first words; nothing is all of the archive."""
    page.goto(f"{search}?q=cluster+{'lengthy' * 700}")
    expect(page.locator("#cb-count")).to_contain_text("results for “cluster lengthy")
    assert len(page.locator("#cb-count").inner_text()) < 120
    page.goto(f"{search}?q=+++")
    expect(page.locator("#cb-count")).to_contain_text(f"The whole archive: {ALL}")
    page.locator("#cb-q").fill("cluster " * 600)
    _is(page, f"3 results for “{'cluster ' * 10}…”")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_the_keyboard_reaches_everything(page: Page, search: str) -> None:
    """Field, filters, order, results, copies and pages come one after the other, each visibly."""
    page.goto(f"{search}?q=tide+OR+filler")
    expect(page.locator("#cb-pages a").first).to_be_visible()
    page.locator("#cb-q").focus()
    met = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        met.add(
            page.evaluate(
                "((node) => node.id || node.closest('.cb-item__t, .cb-more, .cb-rest, .cb-pages')"
                "  ?.className || node.tagName)(document.activeElement)"
            )
        )
    assert {"cb-f-kind-article", "cb-f-year--", "cb-sort"} <= met
    assert {"cb-item__t", "cb-more", "cb-rest", "cb-pages"} <= met


def test_a_strict_policy_is_enough(page: Page, search: str) -> None:
    """Search needs no inline script and no eval: `script-src 'self'` lets it work."""

    def strictly(route: Any) -> None:  # noqa: ANN401 - Playwright's own type
        answer = route.fetch()
        policy = {"content-security-policy": "script-src 'self'; object-src 'none'"}
        route.fulfill(response=answer, headers={**answer.headers, **policy})

    page.route(re.compile(r"search(\.html|/)(\?|$)"), strictly)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "eval" in said.text else None)
    page.goto(f"{search}?q=colossus")
    _is(page, "1 result for “colossus”")
    assert refused == []


def test_without_javascript_it_says_so(chromium: Browser, search: str) -> None:
    """A reader without scripts is told, and led to the lists."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(search)
    expect(page.locator(".cb-search__off")).to_be_visible()
    assert "Search needs JavaScript" in page.locator(".cb-search__off").inner_text()
    links = page.locator(".cb-search nav a:visible")
    assert links.all_inner_texts() == ["Stories", "Outlets", "Topics"]
    for address in links.evaluate_all("links => links.map((link) => link.href)"):
        answer = page.request.get(address)
        assert answer.status == 200
    context.close()


def test_the_scripts_are_small(site: Path) -> None:
    """A page loads at most twelve KiB of search scripts, packed, and less than one to wake."""
    folder = site / "assets/clipbook/search"
    scripts = {path.stem: path.read_bytes() for path in folder.glob("*.js")}
    sizes = {name: len(gzip.compress(script, 9)) for name, script in scripts.items()}
    assert sorted(sizes) == ["box", "page", "suggest"]
    assert sizes["box"] < 1024
    assert sizes["box"] + sizes["page"] <= 12 * 1024
    assert sizes["box"] + sizes["suggest"] <= 12 * 1024


def test_counts_of_filters_stay_on_one_line(page: Page, search: str) -> None:
    """A label may take several lines; the number beside it does not."""
    page.goto(f"{search}?q=")
    label = page.locator("#cb-facets label").first
    label.locator("span").first.evaluate("node => { node.textContent = 'A long name '.repeat(9) }")
    count = label.locator("span").last
    count.evaluate("node => { node.textContent = '1,234' }")
    lines = "node => node.getClientRects().length + node.offsetHeight / 30"
    assert label.evaluate("node => node.offsetHeight") > 40
    assert count.evaluate(lines) < 2
