"""An archive as its index is made of it: the edition, read from the cache of an earlier build."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from clipbook import pipeline
from clipbook.edition import Edition
from clipbook.site.works import Works


def opened(root: Path) -> Edition:
    """Read the archive in a folder, as a build does before it makes the index."""
    site = Works.open(root.resolve(), strict=False, slow=False).site
    gc.disable()
    edition, _ = pipeline.edition(site, strict=False)
    gc.freeze()
    gc.enable()
    return edition


def texts(edition: Edition) -> Iterator[str]:
    """Give title and text of every article, in the order of the archive, a line for each."""
    for article in edition.archive.articles:
        showing = edition.showing(article)
        yield "\n".join([article.title, showing.text, showing.snippet, *showing.takeaways])
