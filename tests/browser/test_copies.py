"""Copies on a hub, as readers find them: with a keyboard, from an address, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browsers import serving
from support.edits import SETTINGS
from support.sites import build
from support.wire import Wire, copied

pytestmark = pytest.mark.browser

OUTLETS = ("buoy", "courier", "gazette", "planet", "tide", "wharf")


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Serve an archive in which six outlets ran one text; gives the address of a path."""
    root = tmp_path_factory.mktemp("quay")
    files = {
        "outlets.yml": "".join(f"{key}: {{name: The {key.title()}}}\n" for key in OUTLETS),
        "stories/quay.md": "---\ntitle: The quay\n---\n",
        **{
            f"articles/2026/{key}.md": (
                f"---\ntitle: As {key} put it\noutlet: {key}\ndate: 2026-05-0{n + 1}\n"
                f"story: quay\n---\n\n{run.text}\n"
            )
            for n, (key, run) in enumerate(zip(OUTLETS, copied(Wire.of(7), 1, 6), strict=True))
        },
    }
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    for name, text in files.items():
        path: Path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    build(root, "--strict")
    with serving(root) as base:
        yield lambda path: f"{base}site/{path}"


@pytest.fixture(params=[(390, True), (1360, False)], ids=["phone", "desk-no-script"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """Open a window of a phone, and of a desk on which no script runs."""
    width, runs_scripts = request.param
    context = chromium.new_context(
        java_script_enabled=runs_scripts, viewport={"width": width, "height": 900}
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_the_keyboard_unfolds_copies(page: Page, quay: Callable[[str], str]) -> None:
    """They are folded at first; their name says how many and whose; Enter unfolds them."""
    page.goto(quay("stories/quay.html"))
    folded = page.get_by_role("heading", level=4)
    expect(folded).to_have_count(0)
    expect(page.locator(".cb-run")).to_have_text("First run by The Buoy, 1 May 2026 inferred")
    summary = page.locator(".cb-copies > summary")
    expect(summary).to_have_text("5 copies: The Courier, The Gazette, The Planet and 2 others")
    box = summary.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    summary.focus()
    page.keyboard.press("Enter")
    expect(folded).to_have_count(5)
    page.get_by_role("link", name="As planet put it").first.click()
    expect(page.locator("h1")).to_have_text("As planet put it")
    expect(page.locator("p.cb-run")).to_have_text(
        "A copy of what The Buoy ran first, 1 May 2026. inferred·All 6 together"
    )


def test_an_address_unfolds_what_it_names(page: Page, quay: Callable[[str], str]) -> None:
    """The way from a copy leads to its place on the hub, which is open and in sight."""
    page.goto(quay("articles/2026/tide.html"))
    page.get_by_role("link", name="All 6 together").click()
    place = page.locator("#run-tide")
    expect(place).to_be_visible()
    expect(place).to_be_in_viewport()
    expect(page.locator(".cb-copies")).to_have_attribute("open", "")


def test_paper_shows_all_of_them(page: Page, quay: Callable[[str], str]) -> None:
    """What is folded on the screen is there in print, and the reasons with it."""
    page.goto(quay("stories/quay.html"))
    place, reason = page.locator("#run-tide h4"), page.locator("#run-tide .cb-why p")
    expect(place).to_be_hidden()
    page.emulate_media(media="print")
    expect(place).to_be_visible()
    expect(reason).to_be_visible()
    assert place.bounding_box() is not None
    page.emulate_media(media="screen")
    expect(place).to_be_hidden()


def test_browsers_that_leave_it_to_the_page_are_served(
    chromium: Browser, quay: Callable[[str], str]
) -> None:
    """Those that unfold nothing by themselves, on the way to a place and for paper, are told to."""
    page = chromium.new_page()
    page.goto(quay("stories/quay.html"))
    fold = page.locator(".cb-copies")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(fold).to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(fold).not_to_have_attribute("open", "")
    page.evaluate("location.hash = 'run-wharf'")
    expect(fold).to_have_attribute("open", "")
    page.evaluate("document.querySelector('.cb-copies').open = false")
    page.evaluate("dispatchEvent(new Event('hashchange'))")
    expect(fold).to_have_attribute("open", "")
    page.close()
