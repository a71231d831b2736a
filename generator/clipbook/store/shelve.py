"""Records put on the shelf: captures, articles, outlets and stories written, or only shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from clipbook.config import Site
from clipbook.importers.record import RawRecord
from clipbook.model.article import Article
from clipbook.model.story import StoryEntry
from clipbook.store import article_file, outlet_book, write
from clipbook.store.accession import Accession, Outcome, Register
from clipbook.store.cache import relative
from clipbook.store.content import OUTLETS, STORIES
from clipbook.store.drafting import Origin

_FIRST_LINES = """\
# Outlets by key: name, domains, country, language, owner, rights. An import adds those it meets;
# everything here may be changed, comments too, but a key that is in use keeps its name.
"""


_CHANGED = frozenset({Outcome.ADDED, Outcome.JOINED, Outcome.FILLED})


@dataclass(slots=True)
class Shelf:
    """Writes what an import brings, in an order that leaves nothing half done when it stops."""

    site: Site
    register: Register
    dry_run: bool
    made: list[str] = field(default_factory=list)
    """Story files that were made on the way."""

    def take(self, record: RawRecord, origin: Origin, story: str | None) -> Accession:
        """Place a record and write its files: story and outlets first, the article last."""
        story = story or record.story
        return self._written(self.register.place(record, origin, story), story)

    def again(self, article: Article, story: str | None) -> Accession:
        """Meet an article again: it stays as it is, and joins a story where it is in none."""
        return self._written(self.register.known(article, story), story)

    def _written(self, placed: Accession, story: str | None) -> Accession:
        if story and placed.article.story == story and placed.outcome in _CHANGED:
            self._make_story(story)
        if not self.dry_run:
            if placed.outcome in {Outcome.ADDED, Outcome.FILLED}:
                self._write_outlets()
            for path, data in placed.new_files:
                write.create(path, data)
            if placed.changed_file:
                path, before, after = placed.changed_file
                write.replace(path, after, expected=before)
        return placed

    def _make_story(self, slug: str) -> None:
        path = self.site.content / STORIES / f"{slug}.md"
        file = relative(path, self.site.root)
        known = any(story.slug == slug for story in self.register.content.stories)
        if known or file in self.made or path.exists():
            return
        title = slug.replace("-", " ")
        entry = StoryEntry(title=title[:1].upper() + title[1:], inferred=("title",))
        if not self.dry_run:
            write.create(path, article_file.text_of(entry, "").encode())
        self.made.append(file)

    def _write_outlets(self) -> None:
        added = self.register.book.added
        if not added:
            return
        path = self.site.content / OUTLETS
        before = path.read_bytes() if path.exists() else b""
        text = before.decode("utf-8-sig") or _FIRST_LINES
        write.replace(path, outlet_book.with_added(text, added).encode(), expected=before)
        added.clear()
