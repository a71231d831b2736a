"""The two readers of an index, in Python and in a browser, give the same for the same query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from clipbook.search.query import query
from clipbook.search.reader import Index, open_index
from support import search_languages
from support.browsers import serving
from support.sites import build

pytestmark = pytest.mark.browser

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "tokens.yml").read_text("utf-8")
)


def _near(word: str) -> list[str]:
    """Give beginnings of a word, and words that go on otherwise."""
    return [*(word[:n] + end for n in range(1, len(word)) for end in ("", "*", "𐐭", "𞤴"))]


QUERIES: list[dict[str, Any]] = [
    *({"text": case["query"], "typing": case.get("typing", False)} for case in CASES["queries"]),
    *({"text": case["text"]} for case in CASES["texts"]),
    {"text": ""},
    {"text": "", "sort": "date"},
    {"text": "", "sort": "oldest"},
    {"text": "", "filters": {"year": ["-"], "kind": ["article", "story"]}},
    {"text": "everywhere"},
    {"text": '"everywhere everywhere"'},
    {"text": '"nowhere at all"'},
    {"text": " ".join(f"word{n}" for n in range(40))},
    *({"text": text} for word in search_languages.ASTRAL for text in _near(word)),
    *search_languages.queries(400),
]

_ALL = """async ([base, queries]) => {
    const { open, search } = await import(base + "assets/clipbook/search/page.js");
    const index = await open(base + "search-index/manifest.json");
    return Promise.all(queries.map(async (query) => {
        const found = await search(index, query);
        const counted = async ({ name }) => {
            const { counts, values } = await found.facet(name);
            const every = await values([...counts.keys()]);
            return [name, every.map(([key, label], at) => [key, label, counts[at]])];
        };
        const counts = await Promise.all(index.facets.map(counted));
        const { documents, total, asked, held, fewer, others, unknown, cut, phrases } = found;
        return {
            documents, total, asked, held, fewer, others, unknown, cut, phrases,
            folded: [...found.folded].sort(([one], [other]) => one - other),
            counts: Object.fromEntries(counts), forms: [...found.forms].sort(),
        };
    }));
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an archive in several languages."""
    folder = tmp_path_factory.mktemp("languages")
    search_languages.write(folder)
    build(folder)
    return folder / "site"


@pytest.fixture
def page(chromium: Browser, site: Path) -> Iterator[Page]:
    """Open its search page."""
    context = chromium.new_context()
    with serving(site) as address:
        page = context.new_page()
        page.goto(f"{address}search/")
        yield page
    context.close()


def _base(page: Page) -> str:
    return page.url.removesuffix("search/")


def test_both_readers_of_an_index_agree(page: Page, site: Path) -> None:
    """Results, their order, copies, counts, what was replaced, what is unknown, what to mark."""
    index = open_index(site / "search-index")
    theirs = page.evaluate(_ALL, [_base(page), QUERIES])
    for asked, found in zip(QUERIES, theirs, strict=True):
        assert found == _ours(index, asked), asked


def test_of_many_topics_the_first_are_named(page: Page, site: Path) -> None:
    """Those of most results, their counts exact; more on request, the chosen always."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{_base(page)}search/?q=")
    topics = page.locator("#cb-facets fieldset:has([name=topic])")
    values = topics.locator("label")
    expect(values).to_have_count(8)
    found = query(open_index(site / "search-index"), "")
    counts = {label: str(count) for _, label, count in found.counts["topic"]}
    for shown in values.all():
        label, count = shown.locator("span").all_inner_texts()
        assert counts[label] == count
    assert 0 < sum("labels-" in address for address in asked) < len(counts) / 16
    topics.get_by_role("button").click()
    expect(values).to_have_count(58)
    expect(topics.locator("input").first).to_be_focused()
    page.goto(f"{page.url.partition('?')[0]}?topic=subject-3")
    expect(values).to_have_count(8 + 1)
    expect(topics.locator("input:checked")).to_have_attribute("value", "subject-3")


def test_excerpts_are_read_three_at_a_time(page: Page) -> None:
    """Pages are asked for as results come into view, and no more than three at once."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.set_viewport_size({"width": 1000, "height": 500})
    page.route("**/articles/**", hold)
    page.goto(f"{page.url}?q=lighthouse")
    page.wait_for_timeout(1500)
    assert len(held) == 3
    shown = page.locator("#cb-results .cb-item__x:has(mark)")
    while held:
        held.pop().continue_()
        page.wait_for_timeout(200)
        assert len(held) <= 3
    assert 3 <= shown.count() < 10
    page.unroute("**/articles/**")
    page.locator("#cb-pages").scroll_into_view_if_needed()
    expect(page.locator("#cb-results li").last.locator("mark")).to_have_text("lighthouse")


def test_the_queries_ask_for_everything(site: Path) -> None:
    """The archive and the queries are such that agreement means something."""
    files = [path.name.partition("-")[0] for path in (site / "search-index").iterdir()]
    assert all(files.count(series) > 1 for series in ("terms", "positions", "endings", "cards"))
    index = open_index(site / "search-index")
    found = [_ours(index, asked) for asked in QUERIES]
    for name in ("documents", "folded", "others", "unknown", "phrases", "forms"):
        assert sum(bool(each[name]) for each in found) > 10, name
    assert any(each["cut"] for each in found)
    assert sum(each["held"] < each["asked"] for each in found) > 10
    assert sum(each["fewer"] > 0 for each in found) > 3
    assert len({json.dumps(each["documents"]) for each in found}) > len(found) / 3


def _ours(index: Index, asked: dict[str, Any]) -> dict[str, Any]:
    found = query(
        index,
        asked["text"],
        asked.get("filters"),
        asked.get("sort", ""),
        typing=asked.get("typing", False),
    )
    plain: dict[str, Any] = json.loads(
        json.dumps(
            {
                **{name: getattr(found, name) for name in _PLAIN},
                "folded": sorted(found.folded.items()),
                "forms": sorted(found.forms, key=lambda form: form.encode("utf-16-be")),
            }
        )
    )
    return plain


_PLAIN = (
    "documents", "total", "counts", "asked", "held", "fewer", "others", "unknown", "cut", "phrases",
)  # fmt: skip


def test_both_tokenizers_agree(page: Page) -> None:
    """Every case of `tokens.yml` holds in JavaScript too."""
    said = page.evaluate(
        """async ([base, cases]) => {
            const { marked, parse, words } = await import(base + "assets/clipbook/search/page.js");
            const one = ({ form, instead, open }) =>
                form + (instead.length ? "|" + instead.join(" ") : "") + (open ? "+" : "");
            const row = ({ forms, open }) => forms.join(" ") + (open ? "+" : "");
            return {
                texts: cases.texts.map(({ text }) => words(text)),
                queries: cases.queries.map(({ query, typing }) => {
                    const said = parse(query, typing);
                    return {
                        wanted: said.wanted.map(one), phrases: said.phrases.map(row),
                        unwanted: said.unwanted.map((asks) => asks.map(one)),
                        without: said.unwantedPhrases.map(row),
                        fields: said.fields.map(({ name, value, not }) => [name, value, !not]),
                    };
                }),
                marks: cases.marks.map(({ text, forms }) =>
                    marked(text, new Set(forms)).filter((node) => node.nodeType)
                        .map((node) => node.textContent)),
            };
        }""",
        [_base(page), CASES],
    )
    assert said["texts"] == [case["words"] for case in CASES["texts"]]
    kinds = ("wanted", "phrases", "unwanted", "without", "fields")
    assert said["queries"] == [
        {kind: case.get(kind, []) for kind in kinds} for case in CASES["queries"]
    ]
    assert said["marks"] == [case["marked"] for case in CASES["marks"]]
