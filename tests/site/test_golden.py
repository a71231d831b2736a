"""The demo archive as it is built, kept to be compared: what changes on a page shows in a diff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.sites import build

Place = Callable[[Path], None]

GOLDEN = Path(__file__).parent / "golden"

_GUIDE = ("guide/", "about.html", "404.html")

_FOLDERS = {
    "articles": (
        "2026/indian-express-claude-demand-surges",
        "2026/rundown-ai-unlikely-compute-partners",
        "2026/newsio-anthropic-has-signed-a-deal-with-elon-musks-newly-renamed-ai-company",
        "2026/techflow-claude-repeatedly-urges-users-to-sleep-anthropics-personification",
        "undated/briefing-on-access-to-advanced-computing",
        "undated/colossus-and-strange-bedfellows",
        "undated/why-buy-computing-from-a-rocket-company",
    ),
    "outlets": ("index", "cnbc", "efinder", "investing-com", "reuters", "the-indian-express"),
    "stories": ("index", "anthropic-spacex-compute", "claude-sleep"),
    "topics": ("index", "ai-competition", "ai-compute", "model-behaviour"),
}
"""Of each folder, pages that are kept: all others are made in the same way."""


def _own_parts(page: str) -> str:
    """Give what is ours of a page: its head, and its content without the theme around it."""
    _, start, head = page.partition("<title>")
    head, _, _ = head.partition('<link rel="icon"')
    _, _, body = page.partition('id="content"')
    body, _, _ = body.partition("</main>")
    return f"{start}{head.strip()}\n<!-- content -->\n<div{body.strip()}\n"


def _is_kept(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return folder not in _FOLDERS or any(rest.startswith(f"{each}.") for each in _FOLDERS[folder])


def _kept(site: dict[str, bytes]) -> dict[str, str]:
    pages = {
        name: _own_parts(data.decode())
        for name, data in site.items()
        if name.endswith(".html") and not name.startswith(_GUIDE)
    }
    others = {
        name: data.decode().replace("\r\n", "\n")
        for name, data in site.items()
        if name.endswith((".xml", ".csv", ".json", ".bib", ".ris"))
        and not name.startswith(("search-index/", "assets/"))
        and name != "sitemap.xml"
    }
    return {name: text for name, text in (pages | others).items() if _is_kept(name)}


def test_the_demo_is_what_it_was(
    demo: Place, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Pages, feeds and exports of the demo are as kept; `make golden` keeps a wanted change."""
    demo(tmp_path / "a")
    found = _kept(build(tmp_path / "a"))
    assert len(found) > 20
    if request.config.getoption("--update-golden"):
        _keep(found)
    kept = {
        path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8")
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    assert sorted(found) == sorted(kept)
    for name, text in found.items():
        assert text == kept[name], name


def _keep(found: dict[str, str]) -> None:
    for path in sorted(GOLDEN.rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()
        else:
            path.rmdir()
    for name, text in found.items():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
