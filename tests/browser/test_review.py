"""The review page in a browser: by keyboard, without a script, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from support import reviewed
from support.reviewed import PATH
from support.served import serving, wait_for

pytestmark = pytest.mark.browser

CASES = [(390, "light"), (390, "dark"), (1360, "light"), (1360, "dark")]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive in which two articles belong to a story, and three make one."""
    return reviewed.archive(tmp_path)


@pytest.fixture
def base(archive: Path) -> Iterator[str]:
    """Serve it; Ann looks through."""
    with _serving(archive) as base:
        yield base


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve one for those who change nothing."""
    with _serving(reviewed.archive(tmp_path_factory.mktemp("quiet"))) as base:
        yield base


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    with serving(folder, CLIPBOOK_WHO="Ann Gray") as base:
        wait_for(base + PATH, "2 proposals")
        yield base


def _opened(chromium: Browser, width: int, scheme: str, *, script: bool) -> Page:
    size: Any = {"width": width, "height": 900}
    colours: Any = scheme
    context = chromium.new_context(viewport=size, color_scheme=colours, java_script_enabled=script)
    context.set_default_timeout(15_000)
    return context.new_page()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a window in which no script runs."""
    page = _opened(chromium, 1360, "light", script=False)
    yield page
    page.context.close()


def test_one_is_accepted_one_is_refused_and_the_hub_appears(
    page: Page, base: str, archive: Path
) -> None:
    """The list shows what is left; the ledger has the refusal; the hub is there after the build."""
    page.goto(base + PATH)
    expect(page.get_by_role("heading", level=2)).to_have_text("2 proposals")
    frost = page.get_by_role("region", name="New story Frost ruins the apple harvest")
    frost.get_by_label("Title").fill("The frost in the Lindau valley")
    frost.get_by_label("Address").fill("lindau-frost")
    frost.get_by_label("Why").fill("One night, one valley.")
    frost.get_by_role("button", name="Accept what is ticked").click()
    expect(page.get_by_role("status").first).to_contain_text(
        "3 articles put in “The frost in the Lindau valley”."
    )
    expect(page.get_by_role("status").first).to_contain_text("content/stories/lindau-frost.md")
    expect(page.get_by_role("heading", level=2)).to_have_text("1 proposal")
    bridge = page.get_by_role("region", name="Joins The Eastport bridge")
    bridge.get_by_role("button", name="Not of this story: Eastport shuts").click()
    expect(page.get_by_role("status").first).to_contain_text("1 decision was noted in the ledger.")
    ledger = (archive / "content/decisions.yml").read_text("utf-8")
    assert "- never-together: [bridge-0, bridge-2]" in ledger
    wait_for(f"{base}stories/lindau-frost.html", "Late frost - apple growers")
    page.goto(base)
    page.goto(f"{base}stories/lindau-frost.html")
    expect(page.locator("h1")).to_have_text("The frost in the Lindau valley")
    expect(page.locator("#content")).to_contain_text("One night, one valley.")


def test_the_keyboard_is_enough(page: Page, base: str) -> None:
    """Tab and Space reach everything; Enter in a field sends nothing by mistake."""
    page.goto(base + PATH)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the proposals")).to_be_focused()
    page.keyboard.press("Enter")
    # From the main part on: the hub's link or an article's, then the first proposal's fields.
    bridge = page.get_by_role("region", name="Joins The Eastport bridge")
    first = bridge.get_by_role("checkbox").first
    for _ in range(10):
        page.keyboard.press("Tab")
        if first.evaluate("each => each === document.activeElement"):
            break
    expect(first).to_be_focused()
    expect(first).to_be_checked()
    page.keyboard.press("Space")
    expect(first).not_to_be_checked()
    why = bridge.get_by_label("Why")
    why.focus()
    page.keyboard.type("Looked.")
    page.keyboard.press("Enter")
    expect(why).to_have_value("Looked.")
    expect(page).to_have_url(f"{base}{PATH}#main")
    page.keyboard.press("Tab")
    expect(bridge.get_by_role("button", name="Accept what is ticked")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(
        "1 article put in “The Eastport bridge”."
    )


@pytest.mark.parametrize(("width", "scheme"), CASES)
def test_nothing_overflows_and_all_can_be_hit(
    chromium: Browser, quiet: str, width: int, scheme: str
) -> None:
    """Nothing is wider than the window; what is pressed is 24 pixels high (WCAG 2.5.8)."""
    page = _opened(chromium, width, scheme, script=True)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(quiet + PATH)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.locator("button:visible, input:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 24
    assert complaints == []
    page.context.close()


def _check(page: Page) -> None:
    """Hold a page to every rule of axe-core."""
    axe = pytest.importorskip("axe_core_python", reason="axe-core is not installed")
    page.evaluate(Path(axe.__file__).with_name("axe.min.js").read_text("utf-8"))
    assert page.evaluate("axe.run().then(found => found.violations)") == []


@pytest.mark.parametrize(("width", "scheme"), CASES)
def test_axe_has_nothing_to_say(chromium: Browser, quiet: str, width: int, scheme: str) -> None:
    """No violation: of the list, of what came to nothing, and where nothing waits."""
    page = _opened(chromium, width, scheme, script=True)
    page.goto(quiet + PATH)
    _check(page)
    bridge = page.get_by_role("region", name="Joins The Eastport bridge")
    for box in bridge.get_by_role("checkbox").all():
        box.uncheck()
    bridge.get_by_role("button", name="Accept what is ticked").click()
    expect(page.get_by_role("alert")).to_contain_text("no article is ticked")
    _check(page)
    wait_for(f"{quiet}{PATH}again", "Nothing waits here.")
    page.get_by_role("link", name="Second thoughts").click()
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()
    _check(page)
    page.context.close()


def test_axe_has_nothing_to_say_of_what_was_done(chromium: Browser, base: str) -> None:
    """No violation on the page that names the files."""
    page = _opened(chromium, 390, "dark", script=True)
    page.goto(base + PATH)
    bridge = page.get_by_role("region", name="Joins The Eastport bridge")
    bridge.get_by_role("button", name="None of them belongs here").click()
    expect(page.get_by_role("status").first).to_contain_text("2 decisions were noted")
    _check(page)
    page.context.close()
