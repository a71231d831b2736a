"""Where search breaks: each state has its words on the page, and a way on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

Act = Callable[[Route], None]

COUNT = "#cb-count"


def _missing(route: Route) -> None:
    route.fulfill(status=404)


def _damaged(route: Route) -> None:
    route.fulfill(body=route.fetch().body()[:-9])


def _foreign(route: Route) -> None:
    route.fulfill(body="<!doctype html><title>Not found</title>")


def _holding(held: list[Route]) -> Act:
    """Let requests wait until they are let go on."""

    def hold(route: Route) -> None:
        held.append(route)

    return hold


def _another(series: str) -> Act:
    """Give a file of another series in the place of one."""

    def give(route: Route) -> None:
        manifest = re.sub(r"[^/]+$", "manifest.json", route.request.url)
        name = f"{series}-{route.fetch(url=manifest).json()[series]['hashes'][:8]}.bin"
        route.fulfill(response=route.fetch(url=manifest.replace("manifest.json", name)))

    return give


def _partial(route: Route) -> None:
    route.fulfill(json={**route.fetch().json(), "terms": None})


def _newer(route: Route) -> None:
    route.fulfill(json={**route.fetch().json(), "format": 99})


@pytest.mark.parametrize(
    ("files", "act", "said"),
    [
        ("**/manifest.json", _missing, "could not be loaded"),
        ("**/manifest.json", _foreign, "could not be loaded"),
        ("**/manifest.json", _newer, "of another version than this page"),
        ("**/terms-*.bin", _missing, "A file of the search index is missing"),
        ("**/cards-*.bin", _missing, "A file of the search index is missing"),
        ("**/terms-*.bin", _damaged, "A file of the search index is damaged"),
        ("**/cards-*.bin", _foreign, "A file of the search index is damaged"),
        ("**/terms-*.bin", _another("columns"), "A file of the search index is damaged"),
        ("**/cards-*.bin", _another("terms"), "A file of the search index is damaged"),
        (
            "**/manifest.json",
            lambda route: route.fulfill(body="null"),
            "A file of the search index is damaged",
        ),
        ("**/manifest.json", _partial, "A file of the search index is damaged"),
        ("**/search-index/*", lambda route: route.abort(), "the archive cannot be reached"),
    ],
)
def test_a_broken_index_is_told(page: Page, search: str, files: str, act: Act, said: str) -> None:
    """Each state says what it is, leads on without the index, and lets one try again."""
    page.route(files, act)
    page.goto(f"{search}?q=cluster")
    expect(page.locator(COUNT)).to_contain_text(said)
    expect(page.locator("#cb-browse a").first).to_be_visible()
    expect(page.locator(".cb-search")).not_to_have_attribute("aria-busy", "true")
    page.unroute_all(behavior="wait")
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(COUNT)).to_have_text("3 results for “cluster”")
    expect(page.locator("#cb-browse")).to_be_hidden()


def test_results_stay_where_only_the_filters_fail(page: Page, search: str) -> None:
    """What could be shown is shown, with a word on what could not."""
    page.route("**/columns-*.bin", _missing)
    page.goto(f"{search}?q=cluster")
    expect(page.locator("#cb-notes")).to_contain_text("A file of the search index is missing")
    expect(page.locator(COUNT)).to_have_text("3 results for “cluster”")
    expect(page.locator("#cb-results li")).to_have_count(3)


def test_copies_that_cannot_be_had_are_told(page: Page, search: str) -> None:
    """The page says why the list of copies stays empty; opened again, it is asked for again."""
    page.goto(f"{search}?q=tide+-outlet:wire")
    copies = page.locator("#cb-results details")
    expect(page.locator("#cb-facets fieldset").first).to_be_visible()
    page.route("**/cards-*.bin", _missing)
    copies.locator("summary").click()
    expect(page.locator("#cb-notes")).to_contain_text("A file of the search index is missing")
    page.unroute_all(behavior="ignoreErrors")
    copies.locator("summary").click()
    copies.locator("summary").click()
    expect(copies.locator("li")).to_have_count(1)


def test_a_rebuilt_archive_is_asked_anew(page: Page, search: str) -> None:
    """Where files have other names by now, the manifest is opened once more, and nobody notices."""
    opened = []

    def stale(route: Route) -> None:
        opened.append(route.request.url)
        manifest = route.fetch().json()
        if len(opened) == 1:
            manifest["terms"]["hashes"] = "a" * len(manifest["terms"]["hashes"])
        route.fulfill(json=manifest)

    page.route("**/manifest.json", stale)
    page.goto(f"{search}?q=cluster")
    expect(page.locator(COUNT)).to_have_text("3 results for “cluster”")
    assert len(opened) == 2


def test_offline_is_told_and_ends_by_itself(page: Page, search: str) -> None:
    """A reader without a connection is told; when it is back, the search goes on."""
    page.goto(search)
    expect(page.locator("#cb-results li").first).to_be_visible()
    page.context.set_offline(True)
    page.locator("#cb-q").fill('"chip maker"')
    expect(page.locator(COUNT)).to_contain_text("You are offline")
    page.context.set_offline(False)
    expect(page.locator(COUNT)).to_have_text('1 result for “"chip maker"”')


def test_a_slow_line_is_told(page: Page, search: str) -> None:
    """After three seconds the page says what it waits for; results that come later stand in."""
    held: list[Route] = []
    page.route("**/terms-*.bin", _holding(held))
    page.goto(f"{search}?q=cluster")
    expect(page.locator(COUNT)).to_have_text("Still loading… words")
    for route in held:
        route.continue_()
    expect(page.locator(COUNT)).to_have_text("3 results for “cluster”")


def test_a_newer_query_gives_the_older_up(page: Page, search: str) -> None:
    """What only an older query waits for is no longer loaded, and never shown."""
    held: list[Route] = []
    given_up: list[str] = []
    page.on("requestfailed", lambda request: given_up.append(request.url))
    page.goto(f"{search}?q=zzz")
    expect(page.locator(COUNT)).to_contain_text("0 results")
    page.route("**/cards-*.bin", _holding(held))
    page.locator("#cb-q").fill("cluster")
    page.wait_for_timeout(500)
    waited_for = len(held)
    assert waited_for > 0
    page.locator("#cb-q").fill("zzzz")
    expect(page.locator(COUNT)).to_have_text("0 results for “zzzz”")
    page.wait_for_timeout(200)
    series = [re.sub(r".*/(\w+)-\w+\.bin", r"\1", address) for address in given_up]
    assert series == ["cards"] * waited_for
    page.unroute("**/cards-*.bin")
    page.locator("#cb-q").fill("cluster")
    expect(page.locator(COUNT)).to_have_text("3 results for “cluster”")


def test_what_both_queries_need_is_loaded_once(page: Page, search: str) -> None:
    """A file that an older query waits for is not asked for again by a newer one."""
    held: list[Route] = []
    page.route("**/terms-*.bin", _holding(held))
    page.goto(search)
    page.locator("#cb-q").fill("clus")
    page.wait_for_timeout(300)
    page.locator("#cb-q").fill("cluster")
    page.wait_for_timeout(300)
    for route in held:
        route.continue_()
    expect(page.locator(COUNT)).to_have_text("3 results for “cluster”")
    assert len({route.request.url for route in held}) == len(held)


def test_nothing_hangs_on_storage(page: Page, search: str) -> None:
    """Full or forbidden storage, and a cache that keeps nothing, change nothing."""
    page.add_init_script(
        """const full = () => { throw new DOMException("full", "QuotaExceededError"); };
        Storage.prototype.setItem = full;
        for (const name of ["caches", "indexedDB", "cookieStore"])
            Object.defineProperty(window, name, { get: full });
        navigator.storage.estimate = full;"""
    )
    page.route(
        "**/*", lambda route: route.fulfill(response=route.fetch(), headers=_uncached(route))
    )
    page.goto(f"{search}?q=cluster")
    expect(page.locator(COUNT)).to_have_text("3 results for “cluster”")
    page.locator("#cb-q").fill("filler")
    expect(page.locator(COUNT)).to_have_text("25 results for “filler”")


def _uncached(route: Route) -> dict[str, str]:
    kinds = {".js": "text/javascript", ".css": "text/css", ".bin": "application/octet-stream"}
    suffix = re.search(r"\.\w+(?=$|\?)", route.request.url)
    kind = kinds.get(suffix[0] if suffix else "", "text/html")
    return {"cache-control": "no-store", "content-type": kind}
