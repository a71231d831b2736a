"""The page as it is sent: what there is to say, put into the template, every word escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from clipbook.config import Site
from clipbook.curation.edits import Edits
from clipbook.curation.proposals import Proposal
from clipbook.pages.wording import noun, plural
from clipbook.problems import visible
from clipbook.review.exchange import PATH, Answer
from clipbook.review.form import Form
from clipbook.review.held import Found
from clipbook.review.sheet import Sheet, Sheets
from clipbook.review.standing import Standing

LISTS = {"": False, "again": True}
"""The two lists by their paths: what waits, and what the machine would now do otherwise."""
NOT_CLOSED = PATH[:-1]
_STYLES = "review.css"
_FILES = Path(__file__).with_name("files")
_PER_PAGE, _ARTICLES_PER_PAGE = 10, 60
"""Proposals, and articles that are proposed: nobody looks through a page that is too long."""
_DIGITS = 9
_REFRESH_SECONDS = "3"
"""After so long a page on which there is nothing to do yet is loaded again."""


@dataclass(frozen=True, slots=True)
class Done:
    """An action that was carried out."""

    number: int
    edits: Edits
    files: tuple[str, ...]
    """Those that were written."""
    story: str = ""
    """The slug of the story that it was about."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said above a list."""

    done: Done | None = None
    fault: str = ""
    sent: Form | None = None
    """What was sent, if it came to nothing: nobody should have to write it again."""


@dataclass(frozen=True, slots=True)
class View:
    """A page of one list."""

    site: Site
    mount: str
    token: str
    where: str
    said: Said | None

    def listed(
        self, standing: Standing, found: Found, waiting: int, signed: str, page: str
    ) -> Answer:
        """Show proposals, those alone that still stand."""
        is_stale = found.key != standing.key
        marked = [
            (mark, each)
            for mark, each in found.proposals.items()
            if not is_stale or standing.mark(each) == mark
        ]
        pages = [*_pages(marked)]
        number = int(page) if is_number(page) else 1
        number = min(max(1, number), len(pages))
        sheets, here = Sheets(standing, found.outlook), pages[number - 1]
        return self._page(
            {slug: story.title for slug, story in standing.stories.items()},
            sheets=[self._filled(sheets.sheet(*pair)) for pair in here],
            count=plural(len(marked), "proposal"),
            page=number,
            pages=len(pages),
            is_stale=is_stale,
            alone=_with_verb(found.alone, "belongs", "belong"),
            waiting=_with_verb(waiting, "is", "are"),
            signed=visible(signed),
        )

    def faulty(self, problems: Sequence[str]) -> Answer:
        """Say what is to be mended first."""
        return self._page(problems=problems, count="Mend first")

    def waits(self) -> Answer:
        """Say that proposals are being sought."""
        shown = self._page(count="Grouping", is_early=True)
        return shown._replace(headers=(("Refresh", _REFRESH_SECONDS),))

    def _filled(self, sheet: Sheet) -> tuple[Sheet, dict[str, Any]]:
        """Give a sheet with what stands in its form at first: what was sent in vain, if any."""
        sent = self.said.sent if self.said else None
        if sent and sent.mark == sheet.mark:
            return sheet, {
                "title": visible(sent.title or sheet.title),
                "slug": visible(sent.slug or sheet.slug),
                "why": visible(sent.why),
                "ticked": sent.ticked,
            }
        every = tuple(one.seen.id for one in sheet.offered)
        return sheet, {"title": sheet.title, "slug": sheet.slug, "why": "", "ticked": every}

    def _page(self, titles: Mapping[str, str] | None = None, **shows: Any) -> Answer:  # noqa: ANN401 - for the template
        done = self.said.done if self.said else None
        values = _NOTHING | {
            "site": self.site.name,
            "mount": self.mount,
            "path": PATH,
            "where": self.where,
            "token": self.token,
            "address": lambda path: self.mount + self.site.addresses.of(path),
            "fault": visible(self.said.fault) if self.said else "",
            "did": [*_did(done, titles or {})] if done else [],
            "done": done,
        }
        text = _environment().get_template("review.html").render(values | shows)
        return Answer(HTTPStatus.OK, text.encode("utf-8", "replace"))


_NOTHING: dict[str, Any] = {
    "sheets": [],
    "problems": [],
    "page": 1,
    "pages": 1,
    "is_stale": False,
    "is_early": False,
    "alone": "",
    "waiting": "",
    "signed": "",
}


def file(name: str, mount: str) -> Answer | None:
    """Give a file that the page asks for; None where there is none of that name."""
    if name != _STYLES:
        return None
    text = (_FILES / name).read_text("utf-8").replace("{mount}", mount)
    return Answer(HTTPStatus.OK, text.encode(), "text/css; charset=utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FILES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def is_number(text: str) -> bool:
    """Say whether a text is the number of a page."""
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def _pages(marked: Iterable[tuple[str, Proposal]]) -> Iterator[list[tuple[str, Proposal]]]:
    """Cut proposals into pages, of which there is one at least."""
    page: list[tuple[str, Proposal]] = []
    room = _ARTICLES_PER_PAGE
    for each in marked:
        room -= len(each[1].articles)
        if page and (room < 0 or len(page) == _PER_PAGE):
            yield page
            page, room = [], _ARTICLES_PER_PAGE - len(each[1].articles)
        page.append(each)
    yield page


def _with_verb(count: int, one: str, many: str) -> str:
    """Say `1 article is`, `2 articles are`; nothing of none."""
    return f"{plural(count, 'article')} {noun(count, one, many)}" if count else ""


def _did(done: Done, titles: Mapping[str, str]) -> Iterator[str]:
    """Say what an action has changed."""
    places: dict[tuple[str, bool], int] = {}
    for each in done.edits.placings:
        key = each.story, each.story == (each.article.story or "")
        places[key] = places.get(key, 0) + 1
    for (story, is_same), count in places.items():
        verb = "stay" if is_same else "put"
        where = f"in “{visible(titles.get(story, story))}”" if story else "in no story"
        said = f"{plural(count, 'article')} {verb if not is_same or count > 1 else 'stays'} {where}"
        yield f"{said}, confirmed." if is_same else f"{said}."
    entries = len(done.edits.decisions)
    if entries:
        yield f"{plural(entries, 'decision')} {noun(entries, 'was', 'were')} noted in the ledger."
    if not done.edits:
        yield "There was nothing to do."
