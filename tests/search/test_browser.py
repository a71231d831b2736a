"""Search in a real browser: the page, the header's box, and the engine against its Python twin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from clipbook.search.query import query
from clipbook.search.reader import Index, open_index
from support.browsers import serving
from support.search_archive import HOSTILE, write
from support.sites import build

pytestmark = pytest.mark.browser

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "tokens.yml").read_text("utf-8")
)

QUERIES: list[dict[str, Any]] = [
    *({"text": case["query"], "typing": case.get("typing", False)} for case in CASES["queries"]),
    *({"text": case["text"]} for case in CASES["texts"]),
    {"text": ""},
    {"text": "", "sort": "oldest"},
    {"text": "cluster"},
    {"text": "cluster", "sort": "date", "filters": {"kind": ["article"], "year": ["2026", "-"]}},
    {"text": "fil", "typing": True},
    {"text": "filler 0*", "sort": "oldest"},
    {"text": "computing"},
    {"text": "tennesseean"},
    {"text": "tennessee colossus spacex"},
    {"text": "-filler", "filters": {"outlet": ["-", "wire"]}},
    {"text": "the", "filters": {"topic": ["nothing"]}},
]


@pytest.fixture(scope="module", params=["flat", "folders"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an archive with either sort of address, under a folder `archive`."""
    root = tmp_path_factory.mktemp(request.param)
    write(root / "src", flat=request.param == "flat")
    build(root / "src")
    (root / "src" / "site").rename(root / "archive")
    return root / "archive"


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """Serve the archive from a sub-path; gives its address."""
    with serving(site.parent) as address:
        yield f"{address}archive/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Open a page of desktop size; at the end no script has failed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(f"a script ran: {dialog.message}"))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def search(site: Path, base: str) -> str:
    """Give the address of the search page."""
    return f"{base}search.html" if (site / "search.html").is_file() else f"{base}search/"


def _titles(page: Page) -> list[str]:
    return page.locator("#cb-results .cb-item__t").all_inner_texts()


def _is(page: Page, count: str) -> None:
    expect(page.locator("#cb-count")).to_have_text(count)


def test_both_readers_of_an_index_agree(page: Page, base: str, search: str, site: Path) -> None:
    """The same query gives the same results in the same order in Python and in a browser."""
    page.goto(search)
    theirs = page.evaluate(
        """async ([base, queries]) => {
            const { open } = await import(base + "assets/clipbook/search/index.js");
            const { search } = await import(base + "assets/clipbook/search/engine.js");
            const part = await open(base + "search-index/manifest.json");
            return Promise.all(queries.map(async (query) => {
                const found = await search(part, query);
                const counts = (await found.facets()).map(({ name, values }) =>
                    [name, values.map(({ key, label, count }) => [key, label, count])]);
                return {
                    documents: [...found.documents], counts: Object.fromEntries(counts),
                    asked: found.asked, held: found.held,
                    others: Object.fromEntries(found.others), forms: [...found.forms].sort(),
                };
            }));
        }""",
        [base, QUERIES],
    )
    part = open_index(site / "search-index")
    assert theirs == [_ours(part, each) for each in QUERIES]


def _ours(part: Index, asked: dict[str, Any]) -> dict[str, Any]:
    found = asdict(
        query(
            part,
            asked["text"],
            asked.get("filters"),
            asked.get("sort", ""),
            typing=asked.get("typing", False),
        )
    )
    found["forms"] = sorted(found["forms"], key=lambda form: form.encode("utf-16-be"))
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


def test_both_tokenizers_agree(page: Page, base: str, search: str) -> None:
    """Every case of `tokens.yml` holds in JavaScript too."""
    page.goto(search)
    said = page.evaluate(
        """async ([base, cases]) => {
            const folder = base + "assets/clipbook/search/";
            const { stretches, words } = await import(folder + "tokens.js");
            const { parse } = await import(folder + "engine.js");
            const written = ({ form, instead, open }) =>
                form + (instead.length ? "|" + instead.join(" ") : "") + (open ? "+" : "");
            return {
                texts: cases.texts.map(({ text }) => words(text)),
                queries: cases.queries.map(({ query, typing }) => {
                    const { wanted, unwanted } = parse(query, typing);
                    return [wanted.map(written), unwanted.map((asks) => asks.map(written))];
                }),
                marks: cases.marks.map(({ text, forms }) =>
                    stretches(text, new Set(forms)).map(([from, to]) => text.slice(from, to))),
            };
        }""",
        [base, CASES],
    )
    assert said["texts"] == [case["words"] for case in CASES["texts"]]
    queries = [[case["wanted"], case.get("unwanted", [])] for case in CASES["queries"]]
    assert said["queries"] == queries
    assert said["marks"] == [case["marked"] for case in CASES["marks"]]


def test_results_follow_what_is_typed(page: Page, search: str) -> None:
    """Typing finds, the address follows, and words that share the stem are marked."""
    page.goto(search)
    expect(page.locator("#cb-count")).to_contain_text("The whole archive: 31")
    page.locator("#cb-q").fill("computing")
    _is(page, "2 results for “computing”")
    assert page.url == f"{search}?q=computing"
    assert page.locator("#cb-results .cb-item__x mark").all_inner_texts() == ["computed", "Compute"]
    page.locator("#cb-q").fill("Colossus")
    _is(page, "1 result for “Colossus”")
    assert _titles(page) == ["Chip maker rents a cluster"]
    page.locator("#cb-results a").first.click()
    expect(page.locator("h1")).to_contain_text("Chip maker rents a cluster")


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
    page.locator("#cb-pages a", has_text="Next").click()
    expect(page.locator("#cb-pages")).to_contain_text("Page 2 of 3")
    assert page.url == f"{search}?q=filler&sort=oldest&page=2"
    assert _titles(page)[0] == "Filler 11"
    assert page.evaluate("document.activeElement.id") == "cb-heading"
    page.goto(f"{search}?q=filler&sort=oldest&page=3")
    expect(page.locator("#cb-results li")).to_have_count(5)


def test_a_reader_is_told_what_was_done(page: Page, search: str) -> None:
    """Partial matches, words that stand in, and empty results explain themselves."""
    page.goto(f"{search}?q=tennessee+colossus+spacex")
    notes = page.locator("#cb-notes")
    expect(notes).to_contain_text("Nothing holds all 3 words; these hold 2 of them.")
    page.goto(f"{search}?q=tennesseean")
    expect(notes).to_contain_text("Nothing here has the word “tennesseean”. Shown: “tennessee”.")
    page.goto(f"{search}?q=zzz&year=2026")
    expect(notes).to_contain_text("Clear the filters")
    expect(page.locator("#cb-browse a")).to_have_count(3)
    page.goto(f"{search}?sort=oldest")
    expect(notes).to_contain_text("1 undated, shown last.")


def test_nothing_is_read_as_html(page: Page, search: str) -> None:
    """Titles, texts and queries stay the text they are."""
    page.goto(f"{search}?q=onerror+{'<img src=x onerror=alert(2)>'}")
    expect(page.locator("#cb-results .cb-item__t")).to_have_text(HOSTILE)
    expect(page.locator(".cb-search img, .cb-search b b")).to_have_count(0)
    page.locator("#cb-hq").fill("onerror")
    expect(page.locator(".cb-suggest li b")).to_have_text(HOSTILE)


def test_the_header_box_works_by_keyboard(page: Page, base: str, search: str) -> None:
    """`/` leads to it, arrows choose, Enter goes there, Escape closes, Enter searches."""
    page.goto(base)
    page.keyboard.press("/")
    box = page.locator("#cb-hq")
    expect(box).to_be_focused()
    page.keyboard.type("clust")
    options = page.locator(".cb-suggest [role=option]")
    expect(options).to_have_count(3)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
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


def test_other_scripts_and_languages_are_found(page: Page, search: str) -> None:
    """Chinese is found by its characters, and a title says what language it is in."""
    page.goto(f"{search}?q=智能")
    _is(page, "1 result for “智能”")
    assert _titles(page) == ["人工智能"]
    expect(page.locator("#cb-results .cb-item__t a")).to_have_attribute("lang", "zh")
    assert page.locator("#cb-results .cb-item__t mark").all_inner_texts() == ["智能"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ("**/manifest.json", "could not be loaded"),
        ("**/terms-*.bin", "The archive was rebuilt"),
        ("**/cards-*.bin", "The archive was rebuilt"),
    ],
)
def test_a_broken_index_is_told(page: Page, search: str, files: str, said: str) -> None:
    """Where a file is missing the page says what to do, and leads on without it."""
    page.route(files, lambda route: route.fulfill(status=404))
    page.goto(f"{search}?q=cluster")
    expect(page.locator("#cb-count")).to_contain_text(said)
    expect(page.locator("#cb-browse a").first).to_be_visible()


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


def test_the_scripts_are_small(base: str, page: Page) -> None:
    """A page loads at most twelve KiB of search scripts, packed, and less than one to wake."""
    page.goto(base)
    sizes = page.evaluate(
        """async (base) => {
            const size = async (name) => {
                const { body } = await fetch(`${base}assets/clipbook/search/${name}.js`);
                const packed = body.pipeThrough(new CompressionStream("gzip"));
                return (await new Response(packed).arrayBuffer()).byteLength;
            };
            const names = ["box", "engine", "index", "page", "suggest", "tokens", "view"];
            const sizes = await Promise.all(names.map(size));
            return Object.fromEntries(names.map((name, at) => [name, sizes[at]]));
        }""",
        base,
    )
    assert sizes["box"] < 1024
    assert sum(sizes.values()) - sizes["suggest"] <= 12 * 1024
    assert sum(sizes.values()) - sizes["page"] <= 12 * 1024
