"""The search box in the header of every page: suggestions while one types, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from support.search_archive import HOSTILE

pytestmark = pytest.mark.browser

OPTIONS = ".cb-suggest [role=option]"


def _groups(page: Page) -> list[str]:
    groups = page.locator(".cb-suggest [role=group]")
    return [str(group.get_attribute("aria-label")) for group in groups.all()]


def test_nothing_is_loaded_until_it_is_used(page: Page, base: str) -> None:
    """A page that is only read asks for the small waker, and for nothing else of search."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(base)))
    page.goto(base, wait_until="networkidle")
    assert [path for path in asked if "search" in path] == ["assets/clipbook/search/box.js"]
    page.locator("#cb-hq").focus()
    expect(page.locator(".cb-suggest")).to_be_attached()
    assert "assets/clipbook/search/suggest.js" in asked


def test_it_works_by_keyboard(page: Page, base: str, search: str) -> None:
    """`/` leads to it, arrows choose, Enter goes there, Escape closes, Enter searches."""
    page.goto(base)
    page.keyboard.press("/")
    box = page.locator("#cb-hq")
    expect(box).to_be_focused()
    page.keyboard.type("clust")
    options = page.locator(OPTIONS)
    expect(options).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.last.get_attribute("id")))
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{search}?q=clust")
    page.keyboard.press("/")
    expect(page.locator("#cb-q")).to_be_focused()
    box.fill("colossus")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Chip maker rents a cluster")


@pytest.mark.parametrize(
    ("typed", "offered", "heading"),
    [
        ("dail", "The Daily Post Outlet", "The Daily Post"),
        ("the dea", "The deal Story", "The deal"),
        ("ai comp", "AI compute Topic", "AI compute"),
    ],
)
def test_pages_are_offered_first(
    page: Page, base: str, typed: str, offered: str, heading: str
) -> None:
    """Outlets, stories and topics whose words begin as typed lead to their pages."""
    page.goto(base)
    page.locator("#cb-hq").fill(typed)
    first = page.locator(OPTIONS).first
    expect(first).to_contain_text(offered.rpartition(" ")[0])
    assert " ".join(first.inner_text().split()).startswith(offered)
    assert _groups(page)[0] == "Go to"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(heading)


def test_a_name_is_looked_for_as_a_phrase(page: Page, base: str, search: str) -> None:
    """A name has no page: it leads to what mentions it."""
    page.goto(base)
    page.locator("#cb-hq").fill("marsh")
    name = page.locator(OPTIONS).first
    expect(name).to_contain_text("Elena Marsh")
    assert " ".join(name.inner_text().split()) == "Elena Marsh Name · 2"
    assert _groups(page) == ["Go to", "Results"]
    name.click()
    page.wait_for_url(f"{search}?q=%22Elena+Marsh%22")
    expect(page.locator("#cb-count")).to_contain_text("2 results")


def test_what_is_found_is_told(page: Page, base: str) -> None:
    """Screen readers hear how many there are, and a word that is nowhere finds nothing."""
    page.goto(base)
    box = page.locator("#cb-hq")
    box.fill("filler")
    status = page.locator(".cb-hsearch [role=status]")
    expect(status).to_have_text("Suggestions: 6, results: 25. Enter shows all results.")
    box.fill("qqqqqq")
    expect(status).to_have_text("No results.")
    expect(page.locator(OPTIONS)).to_have_text("No results")
    box.fill("")
    expect(page.locator(".cb-suggest")).to_be_hidden()


def test_a_name_from_the_right_does_not_turn_the_date(page: Page, base: str) -> None:
    """Below a title stand outlet and date, the outlet in a direction of its own."""
    page.goto(base)
    page.locator("#cb-hq").fill("صفقة")
    below = page.locator(f"{OPTIONS} > span").last
    expect(below).to_have_text("Outlet not recorded · May 2023")
    below.evaluate("node => node.querySelector('bdi').textContent = 'صحيفة'")
    assert below.evaluate("node => getComputedStyle(node).direction") == "ltr"


def test_nothing_of_it_is_read_as_html(page: Page, base: str) -> None:
    """Titles stay the text they are; so does what is typed."""
    page.goto(base)
    page.locator("#cb-hq").fill("onerror <img src=x onerror=alert(2)>")
    expect(page.locator(".cb-suggest li b")).to_have_text(HOSTILE)
    expect(page.locator(".cb-suggest img, .cb-suggest b b")).to_have_count(0)


def test_without_an_index_the_box_is_still_a_form(page: Page, base: str, search: str) -> None:
    """Where nothing can be suggested, Enter leads to the search page, which says why."""
    page.route("**/search-index/**", lambda route: route.fulfill(status=404))
    page.goto(base)
    page.locator("#cb-hq").fill("cluster")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".cb-suggest")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{search}?q=cluster")
    expect(page.locator("#cb-count")).to_contain_text("could not be loaded")


def test_a_rebuilt_archive_is_asked_anew(page: Page, base: str) -> None:
    """Where files are gone under their names, the next letter opens the index again."""
    page.route("**/terms-*.bin", lambda route: route.fulfill(status=404))
    page.goto(base)
    box = page.locator("#cb-hq")
    box.fill("fill")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".cb-suggest")).to_be_hidden()
    page.unroute_all(behavior="ignoreErrors")
    with page.expect_request("**/manifest.json"):
        box.fill("fille")
    expect(page.locator(OPTIONS)).to_have_count(6)


def test_a_newer_word_gives_the_older_up(page: Page, base: str) -> None:
    """What was typed last is what is suggested, however long the first answer takes."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/manifest.json", hold)
    page.goto(base)
    box = page.locator("#cb-hq")
    box.fill("colossus")
    page.wait_for_timeout(300)
    box.fill("filler")
    page.wait_for_timeout(300)
    for route in held:
        route.continue_()
    expect(page.locator(OPTIONS)).to_have_count(6)
    expect(page.locator(OPTIONS).first).to_contain_text("Filler")
