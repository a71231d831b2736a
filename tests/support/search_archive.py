"""Archives for the search's tests: names, gaps, copies, hostile text, and enough for pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HOSTILE = "<img src=x onerror=alert(1)> & <b>bold</b> {{ 7*7 }}"

_CONFIG = """\
site_name: Clippings
site_url: https://example.org/archive/
docs_dir: content
use_directory_urls: {directories}
theme: {{name: material}}
plugins: [clipbook]
"""

_OUTLETS = """\
daily-post: {name: The Daily Post, domains: [post.example]}
wire: {name: "Wire <i>", domains: [wire.example]}
"""

BEFORE = (
    "The ferry left late, as ferries do when the wind is from the west and the tide is low; nobody "
    "on board minded much. Tea was served in paper cups, maps were unfolded, and a man told of "
    "winters when the whole sound had been frozen, which some believed and others did not."
)
"""A text that is long enough to push what follows out of the lead, and to be told a copy."""

_ARTICLES: list[dict[str, Any]] = [
    {
        "id": "cluster",
        "title": "Chip maker rents a cluster",
        "outlet": "daily-post",
        "date": "2026-05-06",
        "story": "deal",
        "tags": ["AI compute"],
        "body": "The cluster in Tennessee is named Colossus. It computed Opus 4.8 for xAI.",
    },
    {
        "id": "filing",
        "title": "SpaceX files its S-1",
        "outlet": "wire",
        "date": "2025-11",
        "tags": ["Space"],
        "body": "The offering raised $1.25B. Compute is scarce, says AT&T of its data-center.",
    },
    {"id": "hostile", "title": HOSTILE, "body": f"An onerror text: {HOSTILE}"},
    {
        "id": "francais",
        "title": "Note sur le cluster",
        "date": "2024",
        "lang": "fr",
        "body": "Noter, calculer.",
    },
    {
        "id": "chinese",
        "title": "人工智能",
        "lang": "zh",
        "date": "2023",
        "body": "人工智能的发展。",
    },
    {
        "id": "arabic",
        "title": "صفقة الحوسبة الكبرى",
        "lang": "ar",
        "date": "2023-05",
        "body": "أعلنت الشركة عن صفقة جديدة.",
    },
    {
        "id": "letter",
        "title": "A letter to Elena Marsh",
        "outlet": "wire",
        "date": "2026-03-01",
        "story": "deal",
        "body": f"{BEFORE}\n\nThen a grey heron crossed the river, and nobody saw it.\n\n{BEFORE}",
    },
    {
        "id": "reply",
        "title": "A reply about the river",
        "outlet": "daily-post",
        "date": "2026-03-02",
        "story": "deal",
        "body": f"A note by Elena Marsh on a river that was grey. {BEFORE}",
    },
    *(
        {"id": f"agency-{outlet}", "title": f"Ferry {outlet}", "outlet": outlet, "body": BEFORE}
        | {"date": f"2026-02-0{day}"}
        for day, outlet in enumerate(("wire", "daily-post"), start=1)
    ),
    {"id": "agency-undated", "title": "Ferry undated", "body": BEFORE},
]

FILLERS: list[dict[str, Any]] = [
    {"id": f"filler-{n:02}", "title": f"Filler {n:02}", "date": f"2022-01-{n:02}", "body": "x"}
    for n in range(1, 26)
]


def write(folder: Path, *, flat: bool) -> None:
    """Write a small archive's files into a folder."""
    put(folder, [*_ARTICLES, *FILLERS], flat=flat)


def put(
    folder: Path, articles: Iterable[dict[str, Any]], stories: Iterable[str] = (), *, flat: bool
) -> None:
    """Write an archive of some articles into a folder, with stories of these names beside."""
    for name, content in _files(articles, stories, flat=flat):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")


def _files(
    articles: Iterable[dict[str, Any]], stories: Iterable[str], *, flat: bool
) -> Iterator[tuple[str, str]]:
    yield "mkdocs.yml", _CONFIG.format(directories="false" if flat else "true")
    yield "content/index.md", "# Clippings\n"
    yield "content/outlets.yml", _OUTLETS
    yield "content/stories/deal.md", "---\ntitle: The deal\ndek: A cluster changes hands.\n---\n"
    for story in stories:
        yield f"content/stories/{story}.md", f"---\ntitle: The {story} affair\n---\n"
    for article in articles:
        fields = {key: value for key, value in article.items() if key not in {"id", "body"}}
        header = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
        shelf = str(fields.get("date", "undated"))[:4] if "date" in fields else "undated"
        text = f"---\n{header}---\n\n{article['body']}\n"
        yield f"content/articles/{shelf}/{article['id']}.md", text
