"""Pages written for the tests, put together from a head and an article."""

from __future__ import annotations

import json

PARAGRAPHS = (
    "The council closed the old bridge on Monday: divers had found cracks in two of its piers.",
    "Engineers from the county will look at the foundations next week, said the mayor on the quay.",
    "Ferries carry people across until then, every ten minutes from six o’clock to midnight.",
    "The bridge was built in 1931 and was repaired twice, the last time after the flood of 1987.",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEADLINE = "Old bridge closed after divers find cracks"


def page(head: str = "", body: str = TEXT, *, headline: str = HEADLINE, lang: str = "") -> bytes:
    """Give the bytes of a page with an article on it."""
    language = f' lang="{lang}"' if lang else ""
    heading = f"<h1>{headline}</h1>" if headline else ""
    return (
        f"<!DOCTYPE html><html{language}><head>{head}</head>"
        f"<body><main><article>{heading}{body}</article></main></body></html>"
    ).encode()


def json_ld(*nodes: object) -> str:
    """Give the script that holds JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


def meta(**said: str) -> str:
    """Give `meta` elements; two underscores stand for a colon."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in said.items()
    )
