"""What happens to an archive over the years: articles come, change and go, curators decide."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from benchmarks.grouping.arriving import write
from clipbook import pipeline
from clipbook.config import Site
from clipbook.curation import running, stories
from clipbook.errors import ClipbookError
from clipbook.grouping.piece import Piece
from clipbook.model.article import Article
from clipbook.model.decision import Decision
from clipbook.store import amending, ledger_file
from clipbook.store.content import DECISIONS, Content

WHO = "Ann Gray"
_NOW = dt.datetime(2026, 5, 9, tzinfo=dt.UTC)
_MOST_AT_ONCE = 4


@dataclass(slots=True)
class Deeds:
    """Does one thing after the other, by chance, through the calls that commands make."""

    site: Site
    chance: random.Random
    coming: Iterator[Piece]
    refused: int = 0
    """Commands that could not be, such as a name that is taken."""
    said: list[str] = field(default_factory=list)
    _names: int = 0

    def bring_in(self, count: int = 0) -> None:
        """Import so many articles, or a few."""
        count = count or self.chance.randrange(1, _MOST_AT_ONCE)
        fresh = [piece for _, piece in zip(range(count), self.coming, strict=False)]
        for piece in fresh:
            write(self.site, piece)
        pipeline.group_new(self.site, [piece.id for piece in fresh])

    def something(self) -> None:
        """Do something else."""
        deeds: list[Callable[[Content], None]] = [
            self.retitle, self.reword, self.redate, self.remove, self.merge, self.split,
            self.rename, self.move, self.move, self.take_out, self.confirm, self.confirm,
            self.same, self.apart, self.accept, self.review,
        ]  # fmt: skip
        deed = self.chance.choice(deeds)
        with closing(running.read(self.site)) as loaded:
            if not loaded.articles:
                return
            self.said.append(deed.__name__)
            try:
                deed(loaded)
            except ClipbookError:
                self.refused += 1
                self.said[-1] += " (refused)"

    def retitle(self, loaded: Content) -> None:
        """Correct a headline."""
        article = self._article(loaded)
        words = [*article.title.split(), "corrected", str(self.chance.randrange(1000))]
        self.chance.shuffle(words)
        self._amend(article, title=" ".join(words))

    def reword(self, loaded: Content) -> None:
        """Put another text in the place of one: that of some other article."""
        article, other = self._article(loaded), self._article(loaded)
        path = self.site.root / article.file
        head = path.read_text("utf-8").split("---\n")[1]
        path.write_text(f"---\n{head}---\n\n{other.body}\n", "utf-8")

    def redate(self, loaded: Content) -> None:
        """Correct a date."""
        day = dt.date(2020, 1, 1) + dt.timedelta(self.chance.randrange(600))
        self._amend(self._article(loaded), date=day.isoformat())

    def remove(self, loaded: Content) -> None:
        """Take an article out of the archive."""
        (self.site.root / self._article(loaded).file).unlink()

    def merge(self, loaded: Content) -> None:
        """Put a story into another one."""
        old, into = self._story(loaded), self._story(loaded)
        self._command(lambda now, hand: stories.merge(now, old, into, hand, drop_words=True))

    def split(self, loaded: Content) -> None:
        """Make a story of half of another one."""
        story = self._story(loaded)
        there = [ident for ident, slug in _places(loaded).items() if slug == story]
        chosen = self.chance.sample(there, len(there) // 2)
        name = self._name()
        self._command(lambda now, hand: stories.split(now, story, name, chosen, hand))

    def rename(self, loaded: Content) -> None:
        """Give a story another address."""
        story, name = self._story(loaded), self._name()
        self._command(lambda now, hand: stories.rename(now, story, name, hand))

    def move(self, loaded: Content) -> None:
        """Put an article into some story."""
        article, story = self._article(loaded).id, self._story(loaded)
        self._command(lambda now, hand: stories.move(now, [article], story, hand))

    def take_out(self, loaded: Content) -> None:
        """Put an article into no story."""
        article = self._article(loaded).id
        self._command(lambda now, hand: stories.take_out(now, [article], hand))

    def confirm(self, loaded: Content) -> None:
        """Confirm what the machine put into a story."""
        story = self._story(loaded)
        self._command(lambda now, hand: stories.confirm(now, story, hand))

    def same(self, loaded: Content) -> None:
        """Write into the ledger that two are of one story; the next import follows."""
        self._write(loaded, Decision(same=self._two(loaded), who=WHO))

    def apart(self, loaded: Content) -> None:
        """Write into the ledger that two are not."""
        self._write(loaded, Decision(apart=self._two(loaded), who=WHO))

    def accept(self, _: Content) -> None:
        """Take what is proposed with some margin."""
        self._take(is_review=False)

    def review(self, _: Content) -> None:
        """Take what the machine would change its mind about."""
        self._take(is_review=True)

    def _take(self, *, is_review: bool) -> None:
        choose = running.chosen(None, 0.2, None, is_review=is_review)
        for _ in running.take(self.site, choose, WHO, "Looked through.", _NOW):
            pass

    def _command(self, plan: running.Plan) -> None:
        pipeline.curate(self.site, plan, who=WHO, why="So decided.")

    def _write(self, loaded: Content, decision: Decision) -> None:
        """Write an entry by hand, unless it says the contrary of another."""
        stories.check_sound(loaded, [decision])
        path = self.site.content / DECISIONS
        text = path.read_text("utf-8") if path.exists() else ""
        path.write_text(ledger_file.with_added(text, DECISIONS, decision), "utf-8")

    def _two(self, loaded: Content) -> tuple[str, ...]:
        ids = loaded.articles.ids
        return tuple(self.chance.sample(ids, 2)) if len(ids) > 1 else (ids[0], ids[0])

    def _article(self, loaded: Content) -> Article:
        return loaded.articles[self.chance.randrange(len(loaded.articles))]

    def _story(self, loaded: Content) -> str:
        slugs = [story.slug for story in loaded.stories]
        return self.chance.choice(slugs) if slugs else "none-yet"

    def _name(self) -> str:
        self._names += 1
        return f"named-{self._names}"

    def _amend(self, article: Article, **fields: object) -> None:
        path = self.site.root / article.file
        path.write_bytes(amending.with_fields(path.read_bytes(), fields))


def _places(loaded: Content) -> dict[str, str]:
    return dict(zip(loaded.articles.ids, loaded.articles.stories, strict=True))
