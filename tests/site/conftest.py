"""Archives to build: the demo, and one that holds everything that is hard."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]

Place = Callable[[Path], None]

ARTICLES: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "nasty.yml").read_text("utf-8")
)

OUTLETS = """\
post: {name: "The <Post> & 'Sons'", domains: [post.example]}
quiet: {name: Quiet, rights: link}
cited: {name: 深潮, domains: [cited.example], watch: true}
silent: {name: "Never <heard> & 'Co'", watch: true}
"""

DECISIONS = """\
- merged: b-old
  into: b
  who: "Ann <Gray> & 'Bo'"
  when: 2026-11
  why: "{{ one }} <b>event</b>"
- merged: older
  into: b-old
- merged: lost
  into: not-there
- pin: code
  story: b
  why: "<i>Stays</i> & stays"
"""

STORY_A = """\
---
title: A & B <i>
dek: "“Dek” & <b>"
takeaways: [<b>1, "{{ x }}"]
---

## Background

Trusted **words** with a [link](../about.md).
"""


@pytest.fixture
def demo() -> Place:
    """Copy the demo archive."""

    def place(folder: Path) -> None:
        shutil.copytree(ROOT / "content", folder / "content")
        shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")

    return place


@pytest.fixture
def nasty() -> Place:
    """Write an archive with every text, title and gap that is hard to get right."""

    def place(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = (ROOT / "mkdocs.yml").read_text("utf-8")
        plain = text.partition("  - Guide:")[0] + "\nmarkdown_extensions: [attr_list, tables]\n"
        (folder / "mkdocs.yml").write_text(plain, "utf-8")
        for name, content in _files():
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")

    return place


def _files() -> Iterator[tuple[str, str]]:
    yield "about.md", "# About & more\n\n{{ config.site_name }}\n"
    yield "index.md", "---\ntitle: Start\n---\n\nWords of the *curator*.\n"
    yield "outlets.yml", OUTLETS
    yield "stories/a.md", STORY_A
    yield "stories/b.md", "---\ntitle: B\nrelated: [a]\nchecked: 2026-05-20\n---\n"
    yield "decisions.yml", DECISIONS
    for number, article in enumerate(ARTICLES):
        fields = _fields(number, article["title"])
        shelf = fields["date"][:4] if "date" in fields else "undated"
        header = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()
        )
        text = f"---\n{header}---\n\n{article['body']}\n"
        yield f"articles/{shelf}/{article['id']}.md", text


def _placed(number: int) -> dict[str, Any]:
    """Say why an article is in its story, with every gap."""
    said = {"by": ("clipbook", "<Ann> & 'Bo'")[number % 2], "at": "2026-11-22T10:00:00Z"}
    near = {"nearest": ARTICLES[number - 2]["id"], "shared": ["<b>", "{{ x }}"], "days": number % 3}
    margin = {"margin": number / 10 - 0.5} if number % 3 else {}
    return {**said, **near, **margin} if number % 4 > 1 else {**said, "why": "“So” & <so>"}


def _fields(number: int, title: str) -> dict[str, Any]:
    """Vary what is recorded, so that every gap stands beside every kind of text."""
    fields: dict[str, Any] = {"title": title}
    if number % 4:
        fields["date"] = f"{2020 + number % 3}-0{1 + number % 9}-1{number % 9}"
    if number % 3 < 2:
        fields["outlet"] = ("post", "quiet")[number % 3]
    if number % 5:
        fields["story"] = "ab"[number % 2]
        fields["placed"] = _placed(number)
        fields["inferred"] = ["story"] if number % 3 else []
    if number % 2:
        fields["via"] = {"name": "A & <B>", "date": "2020"}
        fields["tags"] = ["T & <t>", "second", "第三"]
    if number % 3:
        fields["rights"] = ("full", "excerpt", "headline", "link")[number % 4]
    fields["sources"] = [
        {"url": "https://cited.example/a?x=1&y=2"},
        {"url": "https://nowhere.example/"},
    ]
    return fields
