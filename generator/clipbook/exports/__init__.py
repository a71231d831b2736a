"""The files that readers take away: every format, for every story and for the whole archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clipbook.edition import Edition
from clipbook.exports import bibtex, csl, records, ris, table
from clipbook.exports.layout import Layout
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
    layout: Layout
    """Says how a file of articles is put together."""
    whole: bool = False
    """Whether the whole archive is given in it too."""
    cites: bool = False
    """Whether it is for citing, and stands in that menu, rather than data to work with."""

    def document(self, edition: Edition, articles: Sequence[Article]) -> bytes:
        """Make one file of articles, in the order in which they come."""
        return self.layout.document(edition, articles)


FORMATS = (
    Format("csv", "csv", "text/csv", "Spreadsheet (CSV)", table.LAYOUT, whole=True),
    Format("json", "json", "application/json", "Data (JSON)", records.LAYOUT, whole=True),
    Format("bibtex", "bib", "application/x-bibtex", "BibTeX", bibtex.LAYOUT, cites=True),
    Format("ris", "ris", "application/x-research-info-systems", "RIS", ris.LAYOUT,
           cites=True),
    Format(
        "csl", "csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON", csl.LAYOUT,
        cites=True,
    ),
)  # fmt: skip
"""Every format, in the order in which menus name them."""


WHOLE = {f"archive.{form.suffix}": form for form in FORMATS if form.whole}
"""The files that hold the whole archive, by path."""


def paths(edition: Edition) -> Iterator[str]:
    """Give the path of every story's files, from the root of the site.

    A story without articles has its files too: its hub links to them.
    """
    for story in edition.archive.stories:
        yield from paths_of(story.slug)


def paths_of(slug: str) -> Iterator[str]:
    """Give the path of every file of one story."""
    return (f"stories/{slug}.{form.suffix}" for form in FORMATS)


def file(edition: Edition, path: str) -> bytes:
    """Give one of these files."""
    slug, _, suffix = path.removeprefix("stories/").partition(".")
    form = next(form for form in FORMATS if form.suffix == suffix)
    return form.document(edition, edition.archive.of_story(slug))


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give every export as its path from the root of the site and its bytes."""
    for path in paths(edition):
        yield path, file(edition, path)
    for path, form in WHOLE.items():
        yield path, form.document(edition, edition.archive.articles)
