"""An article: one piece of coverage, with everything that is known of where it came from."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from clipbook.model.dates import PartialDate
from clipbook.model.fields import Address, Flag, LanguageTag, Line, Sha256, Slug
from clipbook.model.record import Record
from clipbook.model.rights import Rights
from clipbook.model.source import Source


class Kind(StrEnum):
    """What sort of text was captured."""

    ARTICLE = "article"
    SNIPPET = "snippet"
    ANALYSIS = "analysis"
    BRIEFING = "briefing"
    PRESS_RELEASE = "press-release"


class Via(Record):
    """The aggregator through which an article was found; never its outlet."""

    name: Line
    """`Google News`, `Reddit`."""
    date: PartialDate | None = None
    """When the aggregator listed it."""
    url: Address | None = None
    """The aggregator's own address of the item."""
    handle: Line | None = None
    """Who posted it there, on aggregators where people post."""


def _written_out(value: object) -> object:
    """Refuse bare numbers, which would be read as seconds of some era."""
    if isinstance(value, dt.datetime) or re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value)):
        return value
    raise _no_moment(value)


def _in_utc(moment: dt.datetime) -> dt.datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    # The web begins in 1990, and arithmetic ends in 9999.
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise _no_moment(moment)
    return aware.astimezone(dt.UTC)


def _no_moment(value: object) -> PydanticCustomError:
    return PydanticCustomError(
        "invalid-date",
        "“{value}” is no moment at which a text was captured",
        {"value": str(value), "fix": "Write it as 2026-05-06T10:00:00Z."},
    )


FIRST_YEAR, LAST_YEAR = 1990, 9990


Moment = Annotated[dt.datetime, BeforeValidator(_written_out), AfterValidator(_in_utc)]
"""A day and an hour in UTC."""


class Capture(Record):
    """How and when the bytes came in, and which bytes they were."""

    at: Moment
    """UTC; a moment without a zone is taken as UTC."""
    by: Line
    """The importer's name: `clipping`."""
    sha256: Sha256 | None = None
    """Names the file under `content/captures/`."""
    encoding: Line | None = None
    """Set where the encoding had to be guessed."""
    alternates: tuple[Line, ...] = ()
    """What other places of the capture say instead: `title: og:title: Some other headline`."""


class Placement(Record):
    """Why an article is in its story, as it was when it was put there."""

    by: Line
    """Who put it there: `clipbook`, or a curator."""
    at: Moment
    """UTC."""
    why: Line | None = None
    """A curator's reason."""
    nearest: Slug | None = None
    """The id of the article of the story that it was most like."""
    shared: tuple[Line, ...] = ()
    """Names, words and figures that it shares with the nearest; names first, by their weight."""
    days: int | None = None
    """Days between it and the nearest."""
    margin: float | None = None
    """How far the story was ahead of the next best, in the score that the machine goes by."""


Inferable = Literal["title", "outlet", "date", "url", "authors", "lang", "kind", "story", "tags"]
"""Fields that can be conclusions."""


class ArticleEntry(Record):
    """The front matter of one file under `content/articles/`. What is absent is not recorded."""

    title: Line
    """The headline, as published."""
    outlet: Slug | None = None
    """A key of `outlets.yml`."""
    date: PartialDate | None = None
    """When it was published: a day, a month or a year."""
    url: Address | None = None
    """The publisher's own address."""
    via: Via | None = None
    """The aggregator through which it was found."""
    archived_url: Address | None = None
    """The address of an archived copy."""
    syndicated_from: Address | None = None
    """The address that this copy names as its origin."""
    authors: tuple[Line, ...] = ()
    """Bylines, one person or organisation each."""
    lang: LanguageTag | None = None
    """The language of the text, as a BCP 47 tag."""
    kind: Kind = Kind.ARTICLE
    """What sort of text this is."""
    story: Slug | None = None
    """The slug of a file under `content/stories/`."""
    placed: Placement | None = None
    """Why it is in that story."""
    tags: tuple[Line, ...] = ()
    """Topics."""
    snippet: Line | None = None
    """The words that an aggregator passed on, where it passed on no more."""
    takeaways: tuple[Line, ...] = ()
    """The text's own key takeaways."""
    sources: tuple[Source, ...] = ()
    """The addresses that the text cites."""
    rights: Rights | None = None
    """How much of the text may be shown; else the outlet's word, else the site's."""
    usage: Line | None = None
    """Terms of use, in the words that came with the article."""
    embargoed: Moment | None = None
    """Until when it must not be published: kept out of the site until this line is removed."""
    text: Literal["captured", "abstract", "stub"] = "captured"
    """`abstract` where the text is this archive's own summary, not the captured words; `stub`
    where only its beginning was captured."""
    captured: Capture | None = None
    """How the bytes came in: those of the text, where there is one."""
    further_captures: tuple[Capture, ...] = ()
    """Other inputs that something of it is from, in the order in which they came in."""
    inferred: tuple[Inferable, ...] = ()
    """Fields that were concluded, not read: shown as such."""
    slug: Slug | None = None
    """Its name in addresses, where it is not the file's."""
    draft: Flag = False
    """`true` keeps the article out of the site."""

    @property
    def captures(self) -> tuple[Capture, ...]:
        """All that it was captured from; that of its text first."""
        return ((self.captured,) if self.captured else ()) + self.further_captures


class Article(ArticleEntry):
    """An article with its id, its place and its text."""

    id: str
    """Unique in the archive, and never changed once published."""
    file: str
    """Path relative to the archive's folder."""
    shelf: str
    """The folder of its address: the year of its file's folder, `undated`, or nothing."""
    body: str
    """Untrusted CommonMark."""

    @property
    def path(self) -> str:
        """Its place in the site, without a suffix: `articles/2026/some-headline`."""
        return f"articles/{self.shelf}/{self.id}" if self.shelf else f"articles/{self.id}"

    @property
    def via_name(self) -> str:
        """The aggregator's name, empty where there is none."""
        return self.via.name if self.via else ""

    @property
    def is_snippet(self) -> bool:
        """Whether an aggregator's snippet is all there is."""
        return self.kind is Kind.SNIPPET

    def outlet_words(self, text: str) -> str:
        """Give what the outlet itself wrote: of the plain text of its body, unless we wrote that.

        Where nothing is held of it, the snippet stands.
        """
        return (text if self.text != "abstract" else "") or self.snippet or ""

    @property
    def newest_source(self) -> PartialDate | None:
        """The newest date among the pages that it cites."""
        return max((source.date for source in self.sources if source.date), default=None)

    @property
    def order(self) -> tuple[bool, PartialDate, str]:
        """Sort by date, the undated last; ties by id, so that order never depends on input."""
        return (self.date is None, self.date or PartialDate(0), self.id)


class Words(NamedTuple):
    """The text of an article, rendered; all of it empty where there is none."""

    html: str
    """Cleaned, ready to stand in a page."""
    text: str
    """The same words as plain text, a line for each paragraph."""
    lead: str
    """The opening words, for lists and cards."""
    length: int
    """Words of the text."""
