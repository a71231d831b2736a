"""What a result shows in a browser: words around the match, copies, its story, its language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from support.search_archive import BEFORE

pytestmark = pytest.mark.browser


def _titles(page: Page) -> list[str]:
    return page.locator("#cb-results .cb-item__t").all_inner_texts()


def _is(page: Page, count: str) -> None:
    expect(page.locator("#cb-count")).to_have_text(count)


def test_phrases_and_fields_are_held_to(page: Page, search: str) -> None:
    """Words in quotes stand in a row; a phrase that is nowhere offers its words."""
    page.goto(f'{search}?q="grey heron crossed" outlet:wire after:2026-02')
    expect(page.locator("#cb-results .cb-item__t")).to_have_text("A letter to Elena Marsh")
    page.goto(f'{search}?q="heron grey"')
    expect(page.locator("#cb-notes")).to_contain_text(
        "Nowhere do these stand just so: “heron grey”"
    )
    page.locator("#cb-notes a").click()
    _is(page, "1 result for “heron grey”")
    assert page.url == f"{search}?q=heron+grey"


def test_what_surrounds_a_match_is_shown(page: Page, search: str) -> None:
    """Where title and lead have no word of the query, the article's own page is asked for it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{search}?q=heron")
    text = page.locator("#cb-results .cb-item__x")
    expect(text.locator("mark")).to_have_text("heron")
    expect(text).to_contain_text("Then a grey heron crossed the river")
    assert sum("/articles/" in address for address in asked) == 1
    asked.clear()
    page.goto(f"{search}?q=ferry+left")
    expect(page.locator("#cb-results .cb-item__x").first).to_contain_text(BEFORE[:40])
    page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "/articles/" in address]


def test_an_excerpt_shows_the_phrase(page: Page, search: str) -> None:
    """Of a phrase, the place is shown where its words stand in a row."""
    page.goto(f'{search}?q="crossed the river" ferry')
    text = page.locator("#cb-results .cb-item__x")
    expect(text).to_contain_text("Then a grey heron crossed the river")
    assert text.locator("mark").all_inner_texts()[:3] == ["crossed", "the", "river"]


@pytest.mark.parametrize("width", [390, 1280])
def test_without_its_page_the_lead_stays(page: Page, search: str, width: int) -> None:
    """What cannot be read leaves the result as it is; what can be moves nothing by over a line."""
    page.set_viewport_size({"width": width, "height": 900})
    page.route("**/articles/**", lambda route: route.abort())
    page.goto(f"{search}?q=heron")
    _is(page, "1 result for “heron”")
    page.wait_for_load_state("networkidle")
    text = page.locator("#cb-results .cb-item__x")
    expect(text).to_contain_text("The ferry left late")
    height = "node => node.offsetHeight / parseFloat(getComputedStyle(node).lineHeight)"
    lines = text.evaluate(height)
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(text.locator("mark")).to_have_text("heron")
    assert abs(text.evaluate(height) - lines) <= 1.1


def test_copies_are_one_result(page: Page, search: str) -> None:
    """What is printed elsewhere word for word is folded under the first that had it."""
    page.goto(f"{search}?q=tide&sort=oldest")
    _is(page, "5 results for “tide”, 2 of them copies")
    assert _titles(page) == ["Ferry wire", "A letter to Elena Marsh", "A reply about the river"]
    copies = page.locator("#cb-results details")
    expect(copies.locator("summary")).to_have_text("2 copies")
    copies.locator("summary").press("Enter")
    expect(copies.locator("li")).to_have_count(2)
    assert [" ".join(line.split()) for line in copies.locator("li").all_inner_texts()] == [
        "The Daily Post·2 February 2026 Ferry daily-post",
        "Outlet not recorded·Undated Ferry undated",
    ]
    copies.locator("a").last.click()
    expect(page.locator("h1")).to_contain_text("Ferry undated")


def test_the_others_of_a_story_are_a_link_away(page: Page, search: str) -> None:
    """A result says how many of the results are of its story, and leads to them."""
    page.goto(f"{search}?q=marsh+OR+river&sort=oldest")
    more = page.locator("#cb-results .cb-more a")
    expect(more).to_have_text(["1 more in this story"] * 2)
    page.goto(f"{search}?sort=date")
    more.first.click()
    _is(page, "4 results")
    assert page.url == f"{search}?story=deal&sort=date"
    expect(more).to_have_count(0)


def test_on_a_phone_that_needs_one_column_alone(chromium: Browser, search: str) -> None:
    """Where filters are folded away, counts within stories come all the same."""
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{search}?q=marsh")
    expect(page.locator("#cb-results .cb-more a").first).to_have_text("1 more in this story")
    expect(page.locator("#cb-facets fieldset")).to_have_count(0)
    page.locator("#cb-filters summary").press("Enter")
    expect(page.locator("#cb-facets fieldset")).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    page.close()


def test_writing_from_the_right_stays_in_order(page: Page, search: str) -> None:
    """Query, titles and texts say their own direction."""
    page.goto(f"{search}?q=صفقة")
    _is(page, "1 result for “صفقة”")
    assert page.evaluate("getComputedStyle(document.getElementById('cb-q')).direction") == "rtl"
    link = page.locator("#cb-results .cb-item__t a")
    assert link.evaluate("node => getComputedStyle(node).direction") == "rtl"
    expect(link).to_have_attribute("lang", "ar")
    expect(page.locator("#cb-count bdi")).to_have_text("“صفقة”")
    expect(page.locator("#cb-results mark").first).to_have_text("صفقة")


def test_other_scripts_and_languages_are_found(page: Page, search: str) -> None:
    """Chinese is found by its characters, and a title says what language it is in."""
    page.goto(f"{search}?q=智能")
    _is(page, "1 result for “智能”")
    assert _titles(page) == ["人工智能"]
    expect(page.locator("#cb-results .cb-item__t a")).to_have_attribute("lang", "zh")
    assert page.locator("#cb-results .cb-item__t mark").all_inner_texts() == ["智能"]
