"""Fields of a row that hold more than words: days, kinds, rights, and what a text is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clipbook.importers.bibliography import csl_types
from clipbook.importers.record import Found, Remark
from clipbook.importers.said import Said, one_line
from clipbook.importers.tables import closed, dates
from clipbook.importers.tables.plan import Plan
from clipbook.model.article import FIRST_YEAR, LAST_YEAR, Kind
from clipbook.model.dates import PartialDate
from clipbook.model.rights import Rights
from clipbook.model.slugs import is_slug, name_slug


@dataclass(slots=True)
class Odd:
    """Takes them, for one row."""

    plan: Plan
    said: Said
    column: str = ""
    """The one that is being read."""
    kind: Kind = Kind.ARTICLE
    zotero_type: str = ""

    def refusal(self) -> Remark | None:
        """Say why a row is none: its type is that of a book, a note or an attachment."""
        has_place = "outlet" in self.said.fields or "url" in self.said.fields
        csl_type = csl_types.of_zotero(self.zotero_type)
        if not csl_type or csl_types.is_article(csl_type, has_place=has_place):
            return None
        said = f"an item of type “{self.zotero_type[:40]}” is no article"
        fix = "Make it a newspaper article or a web page in Zotero where it is one."
        return Remark(self.said.line, "not-an-article", said, fix, refuses=True)

    def date(self, said: str, where: str) -> None:
        """Take the day of publication; of two days, the one that the column's order says."""
        found = self._day(said, where, settles=True)
        known = self.said.fields.get("date")
        if found is None or not known or not str(known).startswith(str(found)):
            self.said.put("date", found, where)

    def via_date(self, said: str, where: str) -> None:
        """Take the day on which an aggregator listed it."""
        self.said.put("via_date", self._day(said, where), where)

    def _day(self, said: str, where: str, *, settles: bool = False) -> PartialDate | None:
        try:
            found = dates.read(said, self.plan.mapping.dates)
        except dates.AmbiguousDateError as error:
            is_first = self.plan.is_day_first.get(self.column) if settles else None
            if is_first is None:
                self._ambiguous(said, where)
                return None
            if "date" not in self.said.fields:
                self.said.inferred.add("date")
            return error.day_first if is_first else error.month_first
        if found is None:
            text = f"“{one_line(said)[:60]}” ({where}) is no date that can be read"
            self.said.remark("date-not-read", text, "Say its form in a mapping, under `dates:`.")
        return found

    def _ambiguous(self, said: str, where: str) -> None:
        text = f"“{one_line(said)}” ({where}) can be two days; no date is recorded"
        form = dates.form_of(said)
        fix = f'Say which comes first in a mapping, as in `dates: "{form}"`; see --map.'
        self.said.remark("ambiguous-date", text, fix)

    def kind_of(self, said: str, where: str) -> None:
        """Take the kind of text."""
        try:
            self.kind = Kind(closed.spelt(said))
        except ValueError:
            known = ", ".join(Kind)
            text = f"“{one_line(said)[:60]}” ({where}) is no kind; it is taken for an article"
            self.said.remark("kind-not-read", text, f"Say in a mapping which of {known} it is.")
            return
        self.said.found.setdefault("kind", Found(where))

    def text_is(self, said: str, where: str) -> None:
        """Take what the text is: all of it, its beginning, or a summary of the archive's own."""
        what = closed.spelt(said)
        if "text" in self.said.found:
            return
        if what not in closed.TEXTS:
            text = f"“{one_line(said)[:60]}” ({where}) is nothing that a text can be"
            fix = f"Say in a mapping which of {', '.join(closed.TEXTS)} it is."
            self.said.remark("text-not-read", text, fix)
            return
        self.said.found["text"] = Found(where)
        if what != "captured":
            self.said.fields["is_stub" if what == "stub" else "is_abstract"] = True

    def zotero(self, said: str, _where: str) -> None:
        """Take Zotero's word for what it is."""
        self.zotero_type = one_line(said)

    def lang(self, said: str, where: str) -> None:
        """Take the language."""
        self.said.language(said, where)

    def story(self, said: str, where: str) -> None:
        """Take the story, by its slug or its name."""
        self.said.put("story", said if is_slug(said) else name_slug(said), where)

    def rights(self, said: str, where: str) -> None:
        """Take how much may be shown; other words are terms of use."""
        is_ours = closed.spelt(said) in set(Rights)
        self.said.words(
            "rights" if is_ours else "usage", closed.spelt(said) if is_ours else said, where
        )

    def rights_there(self, said: str, where: str) -> None:
        """Take how much counted in another archive, which may be no more than its default."""
        self.rights(said, where)
        if "rights" in self.said.fields:
            self.said.fields["is_right_effective"] = True

    def captured_at(self, said: str, where: str) -> None:
        """Take the moment of capture, where its zone is said."""
        try:
            moment = dt.datetime.fromisoformat(said)
        except ValueError:
            return
        if moment.tzinfo and FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.said.put("captured_at", moment.astimezone(dt.UTC), where)


ODD = {
    "date": Odd.date,
    "via_date": Odd.via_date,
    "kind": Odd.kind_of,
    "text_is": Odd.text_is,
    "zotero_type": Odd.zotero,
    "lang": Odd.lang,
    "story": Odd.story,
    "rights": Odd.rights,
    "rights_there": Odd.rights_there,
    "captured_at": Odd.captured_at,
}
"""What takes which field."""
