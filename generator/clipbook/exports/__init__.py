"""The files that readers take away: every format, for every story and for the whole archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.exports import bibtex, csl, records, ris, table
from clipbook.model.article import Article


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that articles can be taken away in."""

    name: str
    suffix: str
    """Comes after the address of what is taken away: `csl.json`."""
    media_type: str
    label: str
    """What readers are told."""
    document: Callable[[Edition, Sequence[Article]], bytes]
    """Makes one file of articles, in the order in which they come."""
    whole: bool = False
    """Whether the whole archive is given in it too."""
    cites: bool = False
    """Whether it is for citing, and stands in that menu, rather than data to work with."""


FORMATS = (
    Format("csv", "csv", "text/csv", "Spreadsheet (CSV)", table.document, whole=True),
    Format("json", "json", "application/json", "Data (JSON)", records.document, whole=True),
    Format("bibtex", "bib", "application/x-bibtex", "BibTeX", bibtex.document, cites=True),
    Format("ris", "ris", "application/x-research-info-systems", "RIS", ris.document,
           cites=True),
    Format(
        "csl", "csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON", csl.document,
        cites=True,
    ),
)  # fmt: skip
"""Every format, in the order in which menus name them."""


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give every export as its path from the root of the site and its bytes.

    A story without articles has its files too: its hub links to them.
    """
    archive = edition.archive
    for story in archive.stories:
        articles = archive.by_story.get(story.slug, ())
        for form in FORMATS:
            yield f"stories/{story.slug}.{form.suffix}", form.document(edition, articles)
    for form in FORMATS:
        if form.whole:
            yield f"archive.{form.suffix}", form.document(edition, archive.articles)
