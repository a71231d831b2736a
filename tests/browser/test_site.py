"""The demo archive as a reader meets it, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.visit import Visit

pytestmark = pytest.mark.browser

HUB = "stories/anthropic-spacex-compute.html"
PAGES = [
    "index.html",
    "stories/index.html",
    HUB,
    "articles/2026/rundown-ai-unlikely-compute-partners.html",
    "articles/undated/briefing-on-access-to-advanced-computing.html",
    "outlets/index.html",
    "outlets/the-rundown-ai.html",
    "outlets/reuters.html",
    "topics/index.html",
    "topics/ai-compute.html",
    "sources/index.html",
    "search.html",
    "about.html",
    "guide/index.html",
    "guide/commands.html",
]


def _titles(page: Page) -> list[str]:
    return page.locator("#cb-results .cb-item__t").all_inner_texts()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1360])
def test_each_page_kind_opens(visit: Visit, path: str, width: int) -> None:
    """Every kind of page has one headline, fits the screen, and complains of nothing."""
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(path)
    expect(page.locator("h1")).to_have_count(1)
    assert page.title()
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


def test_a_hub_leads_to_an_article_and_on_to_the_original(visit: Visit) -> None:
    """From the home page to the hub, to the briefing, to the address it cites."""
    page = visit.open("index.html")
    page.get_by_role("link", name="Anthropic–SpaceX compute deal").first.click()
    expect(page.locator("h1")).to_have_text("Anthropic–SpaceX compute deal")
    page.locator(".cb-tl a").filter(has_text="Briefing").first.click()
    expect(page.locator("h1")).to_contain_text("Briefing")
    original = page.locator("a[href*='reuters.com']").first
    expect(original).to_have_attribute("rel", re.compile("noopener"))
    assert str(original.get_attribute("href")).startswith("https://www.reuters.com/technology/")


def test_the_hub_tells_what_is_known_and_what_is_not(visit: Visit) -> None:
    """Articles, named outlets, three without one, cited pages, dates as recorded."""
    page = visit.open(HUB)
    text = " ".join(page.locator("#content").inner_text().split())
    for said in ("articles 43", "cited sources 5", "without an outlet 3", "Bloomberg", "eFinder"):
        assert said in text
    assert "Outlet not recorded" in text
    assert "Undated" in text
    for cited in ("Reuters", "CNBC", "Investing.com"):
        assert cited in text


def test_a_search_finds_the_one_article_that_says_it(visit: Visit) -> None:
    """Typed into the page's own field, `Orwellian` finds one article."""
    page = visit.open("search.html")
    page.locator("#cb-q").fill("Orwellian")
    expect(page.locator("#cb-count")).to_contain_text(re.compile(r"\b1 result\b"))
    assert any("Orwellian" in title for title in _titles(page))


def test_a_filter_narrows_and_stays_in_the_address(visit: Visit) -> None:
    """A facet narrows the results, its state is in the address, and the address brings it back."""
    page = visit.open("search.html?q=sleep")
    expect(page.locator("#cb-results .cb-item").first).to_be_visible()
    before = len(_titles(page))
    page.get_by_role("checkbox", name=re.compile("max.nardit.com")).check()
    expect(page.locator("#cb-results .cb-item")).to_have_count(1)
    assert before > 1
    assert "max-nardit-com" in page.url
    page.reload(wait_until="networkidle")
    expect(page.locator("#cb-results .cb-item")).to_have_count(1)
    expect(page.locator("#cb-q")).to_have_value("sleep")


def test_the_header_box_leads_to_the_results(visit: Visit) -> None:
    """Typing in the header and pressing Enter opens the search page with the words."""
    page = visit.open(HUB)
    page.locator("header input[type=search]").fill("Colossus")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search\.html\?q=Colossus"))
    expect(page.locator("#cb-results .cb-item").first).to_be_visible()


def test_opened_from_disk_the_search_says_why_it_is_silent(
    visit: Visit, archive_folder: Path
) -> None:
    """A page that no server sent says that search needs one; with one it says nothing of it."""
    page = visit.open("search.html")
    expect(page.locator("#cb-disk")).to_be_hidden()
    assert visit.page.context.browser is not None
    context = visit.page.context.browser.new_context()
    page = context.new_page()
    page.goto((archive_folder / "search.html").as_uri())
    expect(page.locator("#cb-disk")).to_be_visible(timeout=5000)
    context.close()


def test_menus_open_without_javascript(visit: Visit) -> None:
    """Follow, cite and export are there for everyone."""
    browser = visit.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(visit.base + HUB)
    page.locator("summary", has_text="Cite").click()
    expect(page.locator(".cb-cite")).to_be_visible()
    page.goto(visit.base + "search.html")
    assert "JavaScript" in page.locator("body").inner_text()
    context.close()


def test_the_keyboard_reaches_content_first(visit: Visit) -> None:
    """The first stop of the Tab key skips to the content."""
    page = visit.open(HUB)
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent.trim()")
    assert "content" in focused.lower()


def test_every_link_of_ours_leads_somewhere(visit: Visit) -> None:
    """Every address on every page, feeds and exports too, answers."""
    seen: set[str] = set()
    for path in PAGES:
        page = visit.open(path)
        links = page.eval_on_selector_all("a[href], link[href]", "all => all.map(a => a.href)")
        seen |= {link.partition("#")[0] for link in links if link.startswith(visit.base)}
    assert len(seen) > 30
    broken = [link for link in sorted(seen) if visit.page.request.get(link).status != 200]
    assert broken == []
