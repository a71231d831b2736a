"""Why an article is in its story, and old addresses, as readers without a script find them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browsers import serving
from support.edits import SETTINGS
from support.sites import build

pytestmark = pytest.mark.browser

FILES = {
    "outlets.yml": "buoy: {name: The Buoy}\nplanet: {name: The Planet, watch: true}\n",
    "decisions.yml": "- {merged: quay, into: lease, who: Ann Gray, why: One event.}\n",
    "stories/lease.md": "---\ntitle: The harbour lease\nchecked: 2026-05-20\n---\n",
    "articles/2026/first.md": """\
---
title: Quay of Marrow leased
outlet: buoy
date: 2026-05-06
story: lease
---

The port of Marrow leased a quay.
""",
    "articles/2026/second.md": """\
---
title: Marrow and its quay
date: 2026-05-07
story: lease
inferred: [story]
placed: {by: clipbook, at: 2026-11-22T10:00:00Z, nearest: first, shared: [Marrow], days: 1}
---

In Marrow there is talk of a quay.
""",
}
WIDTHS = [390, 1360]


@pytest.fixture(scope="module", params=[True, False], ids=["flat", "folders"])
def harbour(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """Serve an archive in one form of addresses; gives the address of a path."""
    root = tmp_path_factory.mktemp("harbour")
    settings = SETTINGS if request.param else SETTINGS.replace("urls: false", "urls: true")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    for name, text in FILES.items():
        path: Path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    build(root, "--strict")
    with serving(root) as base:
        yield lambda path: f"{base}site/{path}{'.html' if request.param else '/'}"


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """Open a window in which no script runs, of a phone and of a desk, in the dark."""
    size = {"width": request.param, "height": 900}
    context = chromium.new_context(
        java_script_enabled=False,
        viewport=size,  # type: ignore[arg-type]
        color_scheme="dark",
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_the_keyboard_opens_a_reason(page: Page, harbour: Callable[[str], str]) -> None:
    """It is closed at first; Enter opens it, and its link leads to the nearest article."""
    page.goto(harbour("stories/lease"))
    entry = page.locator(".cb-tl__i", has_text="Marrow and its quay")
    reason = entry.locator(".cb-why p")
    expect(reason).to_be_hidden()
    summary = entry.locator(".cb-why summary")
    summary.focus()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(reason).to_be_visible()
    expect(reason).to_have_text(
        re.compile(
            r"^Put here by Clipbook, 22 November 2026\. inferred Most like The Buoy: "
            r"Quay of Marrow leased, 1 day apart\. In common: Marrow\.$"
        )
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Quay of Marrow leased")
    page.locator(".cb-why summary").click()
    expect(page.locator(".cb-why p")).to_have_text("Put here in its file; no reason is recorded.")


def test_reasons_can_be_hit_with_a_finger(page: Page, harbour: Callable[[str], str]) -> None:
    """24 pixels high at least, as WCAG 2.5.8 asks."""
    page.goto(harbour("stories/lease"))
    for summary in page.locator(".cb-why summary").all():
        box = summary.bounding_box()
        assert box is not None
        assert box["height"] >= 24


def test_the_hub_names_who_published_nothing(page: Page, harbour: Callable[[str], str]) -> None:
    """With the day on which somebody looked."""
    page.goto(harbour("stories/lease"))
    expect(page.locator(".cb-silent")).to_have_text("Nothing found as of 20 May 2026: The Planet.")


def test_an_old_address_leads_on(page: Page, harbour: Callable[[str], str]) -> None:
    """By itself, and in words for whoever does not want that."""
    page.goto(harbour("stories/quay"))
    page.wait_for_url(harbour("stories/lease"))
    expect(page.locator("h1")).to_have_text("The harbour lease")


def test_an_old_address_says_so(page: Page, harbour: Callable[[str], str]) -> None:
    """Where the browser is kept from going on, one headline, what happened, and the way."""
    old = harbour("stories/quay")

    page.route(
        old,
        lambda route: route.fulfill(
            body=route.fetch().text().replace('http-equiv="refresh"', 'name="none"'),
            content_type="text/html; charset=utf-8",
        ),
    )
    page.goto(old)
    expect(page.locator("h1")).to_have_text("This story was merged into another")
    expect(page.locator("#content")).to_contain_text("Decided by Ann Gray: One event.")
    page.get_by_role("link", name="The harbour lease").click()
    page.wait_for_url(harbour("stories/lease"))
