"""Every page carries all that its template shows, as plain values that are always the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

from clipbook.edition import Edition
from clipbook.model.article import Article
from clipbook.pages import KINDS, Page

PagesOf = Callable[[Edition], dict[str, Page]]
Publish = Callable[..., dict[str, Page]]
MakeEdition = Callable[..., Edition]

HEAD = {"template", "title", "description", "section", "root", "robots", "json_ld", "feeds"}
TAKEN = set(dir(dict))
"""Names that Jinja would find on the mapping itself."""


def _keys(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a page holds
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _keys(inner)
    if isinstance(value, dict):
        yield from value


def test_the_registry_names_every_kind_once() -> None:
    """Eleven kinds, in the order of the sections."""
    assert [kind.name for kind in KINDS] == [
        "home", "stories", "story", "moved", "article", "outlets", "outlet", "topics", "topic",
        "sources", "search",
    ]  # fmt: skip


@pytest.mark.parametrize("flat", [True, False])
def test_meta_survives_front_matter(
    articles: list[Article], publish: Publish, *, flat: bool
) -> None:
    """Written as YAML and read again, every page's meta is the same; no key hides from Jinja."""
    for page in publish(articles, flat=flat).values():
        assert page.meta.keys() >= HEAD, page.path
        assert yaml.safe_load(yaml.safe_dump(dict(page.meta), allow_unicode=True)) == page.meta
        assert not TAKEN.intersection(_keys(dict(page.meta))), page.path


def test_the_order_of_files_changes_nothing(
    articles: list[Article], make_edition: MakeEdition, pages_of: PagesOf, publish: Publish
) -> None:
    """Pages depend on the content, not on the order in which it was read."""
    outlets: dict[str, dict[str, str]] = {"the-daily-buoy": {}, "anchor-wire": {}, "tide-times": {}}
    one = publish(articles, outlets=outlets)
    other = pages_of(
        make_edition(articles[::-1], outlets=dict(sorted(outlets.items(), reverse=True)))
    )
    assert one == other


def test_article_pages_are_not_indexed_but_followed(edition: Edition, pages_of: PagesOf) -> None:
    """Pages that hold others' words ask robots to follow and not to index; no other page does."""
    for page in pages_of(edition).values():
        assert page.meta["robots"] == ("noindex,follow" if page.kind == "article" else "")


def test_each_hub_announces_its_own_feed_first(edition: Edition, pages_of: PagesOf) -> None:
    """Stories, topics and outlets that published have a feed; an outlet only cited has none."""
    pages = pages_of(edition)
    assert pages["stories/tug-strike"].meta["feeds"][0]["path"] == "stories/tug-strike.atom.xml"
    assert pages["topics/ports"].meta["feeds"][0]["path"] == "topics/ports.atom.xml"
    assert pages["outlets/anchor-wire"].meta["feeds"][0]["path"] == "outlets/anchor-wire.atom.xml"
    assert [feed["path"] for feed in pages["outlets/tide-times"].meta["feeds"]] == ["atom.xml"]


def test_a_section_is_an_address(articles: list[Article], publish: Publish) -> None:
    """An article belongs to the stories, in both forms of addresses."""
    for flat, section in ((True, "stories/index.html"), (False, "stories/")):
        pages = publish(articles, flat=flat)
        assert pages["articles/2026/buoy-lease"].meta["section"] == section
