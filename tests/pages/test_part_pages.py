"""Pages of long lists as they are printed: never too large, and each with names for its ways."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest

from clipbook.edition import Edition
from clipbook.pages import Page
from clipbook.site import theme
from support import long_lists

MOST_BYTES = 200_000
FRAME = 30_000
"""What the theme puts around a page, from above."""


@pytest.fixture
def whole() -> Callable[[Page], str]:
    """Render a page, without the theme around it."""
    spec = importlib.util.find_spec("material")
    assert spec is not None
    icons = Path(str(spec.origin)).parent / "templates"
    loader = jinja2.FileSystemLoader([theme.templates(), icons])
    environment = jinja2.Environment(loader=loader)  # noqa: S701 - as MkDocs does
    config = SimpleNamespace(site_name="Example archive", extra={"clipbook": {}})

    def render(page: Page) -> str:
        address = "https://e.example/" + page.path
        shown = SimpleNamespace(meta=page.meta, content="", canonical_url=address)
        names = ("head.html", f"{page.kind}.html")
        templates = [environment.get_template(f"partials/clipbook/{name}") for name in names]
        return "".join(template.render(page=shown, config=config) for template in templates)

    return render


WORDY: dict[str, dict[str, Any]] = {
    "plain": {},
    "wordy": {
        "title": "Ein langer Titel, wie er im Buche steht, „mit Zeichen“ & mehr " * 3,
        "body": "Worte einer Länge, die es nur im Deutschen geben dürfte. " * 20,
        "via": {"name": "Google News"},
        "inferred": ["title", "outlet", "date"],
    },
    "chinese": {"title": "深" * 60, "body": "潮" * 900, "lang": "zh"},
    "hostile": {"title": "“&\"'<b>" * 1500, "body": '"' * 20_000},
}


@pytest.mark.parametrize("texts", WORDY.values(), ids=WORDY)
def test_no_page_of_a_list_is_larger_than_200_kb(
    texts: dict[str, Any], long: Callable[..., Edition], whole: Callable[[Page], str]
) -> None:
    """However many articles there are, and however long their titles and leads."""
    edition = long(1000, **texts)
    for path, page in long_lists.made(edition, *long_lists.LISTS).items():
        size = len(whole(page).encode()) + FRAME
        assert size < MOST_BYTES, (path, size)


def test_a_part_is_a_page_of_its_own_with_names_for_all_its_ways(
    long: Callable[..., Edition], whole: Callable[[Page], str]
) -> None:
    """One headline, ids that are there once, labels that name something, one current part."""
    made = long_lists.made(long(), *long_lists.LISTS)
    for path, page in made.items():
        html = whole(page)
        ids = re.findall(r' id="([^"]+)"', html)
        labels = {
            label for found in re.findall(r'labelledby="([^"]+)"', html) for label in found.split()
        }
        navs = re.findall(r'<nav [^>]*aria-label="([^"]+)"', html)
        assert html.count("<h1") == 1, path
        assert len(ids) == len(set(ids)), path
        assert labels <= set(ids), path
        assert len(navs) == len(set(navs)), path
        if "." in path:
            assert 1 <= html.count('aria-current="page"') <= 2, path
            assert "data-sortable" not in html, path
            assert page.meta["crumbs"][-1]["path"] == f"{path.partition('.')[0]}.html"
