"""One proposal as it is shown: what is in the story, beside what is proposed, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clipbook.copies import reports
from clipbook.curation.proposals import Candidate, Proposal
from clipbook.curation.proposing import SURE, Outlook
from clipbook.model.article import Article
from clipbook.model.holdings import Articles
from clipbook.model.outlet import NO_OUTLET
from clipbook.pages import dating
from clipbook.pages.wording import plural
from clipbook.problems import visible
from clipbook.review.standing import Standing

_BEGINNING = 240
"""Characters of a text that are shown."""
_NEAR = 0.02
"""The mean score from which on what comes next is worth a name."""
_MOST = 6
"""Articles of a story that are shown beside what is proposed for it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article as it is shown, in words that hold no sign that steers a screen."""

    id: str
    title: str
    outlet: str
    date: str
    lang: str
    beginning: str
    path: str
    """Its place in the site, empty where it is on none."""
    copy_of: str = ""
    """The headline of the article that it is a copy of."""
    is_first: bool = False
    """Whether its story began with it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An article that is proposed, and what speaks for it."""

    seen: Seen
    was: str
    """The title of the story that it is in now, empty where it is in none."""
    margin: str
    sure: str
    is_clear: bool
    """Whether an import would have taken it unasked."""
    rival: str
    """What comes next."""
    nearest: str
    days: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A proposal."""

    mark: str
    slug: str
    title: str
    is_new: bool
    path: str
    """The hub's place in the site, empty where there is none yet."""
    there: tuple[Seen, ...]
    """Articles of the story: what it began with, what is nearest, and the newest."""
    more: int
    """How many more are in it."""
    offered: tuple[Offered, ...]


@dataclass(frozen=True)
class Sheets:
    """Makes sheets of proposals that were found in some state of the content, as it is now."""

    standing: Standing
    outlook: Outlook

    def sheet(self, mark: str, proposal: Proposal) -> Sheet:
        """Show one proposal, all of whose articles are there."""
        slug = proposal.story
        inside = self.standing.members(slug)
        chosen = [one.id for one in proposal.articles]
        copies = self._copies([*inside, *(one for one in chosen if one not in inside)])
        shown = self._chosen(slug, inside, proposal.articles)
        story = self.standing.stories.get(slug)
        return Sheet(
            mark,
            slug,
            visible(proposal.title or (story.title if story else slug)),
            bool(proposal.title),
            f"stories/{slug}" if story and not story.draft else "",
            tuple(self._seen(one, copies, first=self.standing.founding(slug)) for one in shown),
            len(inside) - len(shown),
            tuple(self._offered(one, copies) for one in proposal.articles),
        )

    def _chosen(
        self, slug: str, inside: Sequence[str], candidates: Iterable[Candidate]
    ) -> list[str]:
        """Choose articles of a story to show, in their order."""
        near = (one.nearest for one in candidates if one.nearest in inside)
        wanted = [self.standing.founding(slug), *near, *reversed(inside)]
        some = list(dict.fromkeys(each for each in wanted if each))[:_MOST]
        return [each for each in inside if each in some]

    def _copies(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Give for each copy among some articles the one that it is a copy of."""
        rows = [self.standing.rows[one] for one in ids]
        articles = Articles(self.standing.content.articles.holdings, rows)
        return {
            copy.id: copy.of for group in reports.reports(articles).groups for copy in group.copies
        }

    def _seen(self, ident: str, copies: Mapping[str, str], *, first: str = "") -> Seen:
        article = self.standing.article(ident)
        return Seen(
            ident,
            visible(article.title),
            visible(self._outlet(article)),
            dating.in_words(article),
            article.lang or "",
            self._beginning(article),
            "" if article.draft or article.embargoed else article.path,
            self._title(copies.get(ident)),
            ident == first,
        )

    def _outlet(self, article: Article) -> str:
        outlet = self.standing.content.outlets.get(article.outlet or "")
        if outlet or article.outlet:
            return outlet.name if outlet else str(article.outlet)
        return f"via {article.via_name}" if article.via_name else NO_OUTLET

    def _beginning(self, article: Article) -> str:
        holdings = self.standing.content.articles.holdings
        text = holdings.words(self.standing.rows[article.id]).text or article.snippet or ""
        words = visible(" ".join(text[: 2 * _BEGINNING].split()))
        if len(words) <= _BEGINNING:
            return words
        return f"{words[:_BEGINNING].rpartition(' ')[0] or words[:_BEGINNING]} …"

    def _title(self, ident: str | None) -> str:
        return visible(self.standing.article(ident).title) if ident in self.standing.rows else ""

    def _offered(self, one: Candidate, copies: Mapping[str, str]) -> Offered:
        story = self.standing.story_of(one.id)
        sure = one.sure or 0.0
        return Offered(
            self._seen(one.id, copies),
            self._name(story),
            f"{one.margin or 0:.2f}",
            f"{sure:.2f}",
            sure >= SURE,
            self._rival(one.id),
            self._title(one.nearest),
            "" if one.days is None else plural(one.days, "day"),
            tuple(map(visible, one.shared)),
        )

    def _name(self, slug: str) -> str:
        story = self.standing.stories.get(slug)
        return visible(story.title) if story else visible(slug)

    def _rival(self, ident: str) -> str:
        """Name what an article would go to next: a story, or an article that is in none."""
        why = self.outlook.grouping.why(ident)
        is_near = why is not None and why.mean - why.margin >= _NEAR
        known = [one for one in why.rival if one in self.standing.rows] if why and is_near else []
        story = next(filter(None, map(self.standing.story_of, known)), "")
        return self._name(story) if story else self._title(known[0] if known else None)
