"""Stories merged, split, renamed, confirmed, and articles moved: each as edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from clipbook.curation import begun
from clipbook.curation.edits import Edits, Placing
from clipbook.errors import ClipbookError
from clipbook.model.article import Article, Placement
from clipbook.model.dates import PartialDate
from clipbook.model.decision import Decision
from clipbook.model.ledger import ledger_of
from clipbook.model.slugs import is_slug
from clipbook.model.story import Story, StoryEntry
from clipbook.store.content import Content
from clipbook.store.validate import nearest


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose decision it is."""

    placement: Placement
    """With who, when and why."""

    @property
    def signature(self) -> dict[str, Any]:
        """Give who, when and why as the ledger has them."""
        day = self.placement.at
        when = PartialDate(day.year, day.month, day.day)
        return {"who": self.placement.by, "when": when, "why": self.placement.why}


def merge(content: Content, old: str, into: str, hand: Hand, *, drop_words: bool) -> Edits:
    """Put all articles of one story into another; the old address leads there.

    Raises ClipbookError where words of a curator would go with the old story, unless that is said.
    """
    gone, _ = _story(content, old), _story(content, into)
    if old == into:
        raise ClipbookError(f"“{old}” is that story; name another")
    if not drop_words and (gone.body.strip() or gone.dek or gone.takeaways):
        raise ClipbookError(
            f"{gone.file} holds words of yours, which would go with it: copy what you want to "
            "keep, and say --drop-words"
        )
    _check_apart(content, (each.id for each in _articles(content, old)), into)
    decision = Decision(merged=old, into=into, **hand.signature)
    placings = (Placing(each, into, hand.placement) for each in _articles(content, old))
    return Edits(tuple(placings), (decision,), gone=(old,))


def rename(content: Content, old: str, new: str, hand: Hand) -> Edits:
    """Give a story another address; the old one leads there.

    Raises ClipbookError where the new one cannot be, or is taken.
    """
    _story(content, old)
    if not begun.is_renamed(content, old, new):
        _check_free(content, new)
    decision = Decision(renamed=old, into=new, **hand.signature)
    placings = (_as_before(each, new) for each in _articles(content, old))
    return Edits(tuple(placings), (decision,), renamed={old: new})


def move(content: Content, articles: Sequence[str], story: str, hand: Hand) -> Edits:
    """Put articles into a story, and pin them there.

    Raises ClipbookError where one or the other is not there.
    """
    _story(content, story)
    found = [_article(content, each) for each in dict.fromkeys(articles)]
    decisions = tuple(pin(content, each.id, story, hand) for each in found)
    _check_apart(content, (each.id for each in found), story)
    check_sound(content, decisions)
    return Edits(tuple(Placing(each, story, hand.placement) for each in found), decisions)


def take_out(content: Content, articles: Sequence[str], hand: Hand) -> Edits:
    """Take articles out of their stories, and keep them out of all.

    Raises ClipbookError where one is not there.
    """
    found = [_article(content, each) for each in dict.fromkeys(articles)]
    decisions = tuple(pin(content, each.id, "", hand) for each in found)
    check_sound(content, decisions)
    return Edits(tuple(Placing(each, "", None) for each in found), decisions)


def pin(content: Content, article: str, story: str, hand: Hand) -> Decision:
    """Decide where an article stays, in a story or in none; instead of what was decided before."""
    ledger = content.ledger
    before = {one.story or "" for one in ledger.of_article(article) if one.seated == article}
    place: dict[str, Any] = {"pin": article, "story": story} if story else {"out": article}
    return Decision(**place, instead=bool(before - {story}), **hand.signature)


def split(content: Content, story: str, new: str, articles: Sequence[str], hand: Hand) -> Edits:
    """Make a story of some articles of another; the address stays with the founding article.

    Raises ClipbookError where that leaves one of the two empty, or `new` cannot be.
    """
    whole = _story(content, story)
    chosen = {_article(content, each).id for each in articles}
    gone = begun.left(content, story, new)
    there = sorted((*_articles(content, story), *gone), key=lambda each: each.order)
    strange = sorted(chosen - {each.id for each in there})
    if strange:
        raise ClipbookError(f"“{strange[0]}” is not in the story “{story}”")
    if founding(whole, there) in chosen:
        # What was named stays where it is, and the others leave.
        chosen = {each.id for each in there} - chosen
    leaving = [each for each in there if each.id in chosen]
    if not leaving:
        raise ClipbookError("all of its articles would leave; rename it instead")
    title = new.replace("-", " ")
    entry = StoryEntry(
        title=title[:1].upper() + title[1:], founding=leaving[0].id, inferred=("title",)
    )
    if not begun.is_split(content, new, entry, leaving):
        _check_free(content, new)
    ids = tuple(sorted(chosen))
    decision = Decision(split=story, into=new, articles=ids, **hand.signature)
    # A pin would bring an article back.
    kept = tuple(pin(content, each, new, hand) for each in ids if each in content.ledger.pins)
    _check_whole(content, chosen, {each.id for each in there})
    check_sound(content, kept)
    placings = tuple(Placing(each, new, hand.placement) for each in leaving if each.story != new)
    return Edits(placings, (decision, *kept), made={new: entry})


def confirm(content: Content, story: str, hand: Hand) -> Edits:
    """Confirm the articles that the machine put into a story: they are a curator's from now on."""
    _story(content, story)
    doubtful = [each for each in _articles(content, story) if "story" in each.inferred]
    return Edits(tuple(_confirmed(each, hand) for each in doubtful))


def founding(story: Story, articles: Iterable[Article]) -> str:
    """Give the article that a story began with: the one that is noted, else the first of them."""
    ids = [each.id for each in articles]
    return story.founding if story.founding in ids else (ids[0] if ids else "")


def _as_before(article: Article, story: str) -> Placing:
    return Placing(article, story, article.placed, "story" in article.inferred)


def _confirmed(article: Article, hand: Hand) -> Placing:
    """Keep what the machine found, and say who stands for it now."""
    by = {"by": hand.placement.by, "at": hand.placement.at, "why": hand.placement.why}
    noted = (article.placed or hand.placement).model_copy(update=by)
    return Placing(article, article.story or "", noted)


def _story(content: Content, slug: str) -> Story:
    stories = {story.slug: story for story in content.stories}
    if slug not in stories:
        raise ClipbookError(f"there is no story “{slug}”. {nearest(slug, stories)}")
    return stories[slug]


def _article(content: Content, name: str) -> Article:
    articles = content.articles
    if name not in articles.ids:
        raise ClipbookError(f"there is no article “{name}”. {nearest(name, articles.ids)}")
    return articles[articles.ids.index(name)]


def _articles(content: Content, story: str) -> list[Article]:
    articles = content.articles
    places = [place for place, slug in enumerate(articles.stories) if slug == story]
    return sorted((articles[place] for place in places), key=lambda each: each.order)


def _check_whole(content: Content, leaving: set[str], there: set[str]) -> None:
    for group in content.ledger.together:
        gone, left = leaving & {*group}, there & {*group} - leaving
        if gone and left:
            raise ClipbookError(
                f"“{min(gone)}” and “{min(left)}” are the same, says content/decisions.yml: "
                "take that out first, or name both"
            )


def _check_apart(content: Content, coming: Iterable[str], story: str) -> None:
    there = {*coming, *(each.id for each in _articles(content, story))}
    pair = min((pair for pair in content.ledger.apart if there >= {*pair}), default=None)
    if pair:
        raise ClipbookError(
            f"“{pair[0]}” and “{pair[1]}” are never together, says content/decisions.yml: "
            "take that out first"
        )


def check_sound(content: Content, decisions: Sequence[Decision]) -> None:
    """Refuse what would contradict the ledger: neither entry would count.

    Raises ClipbookError with the line of the entry that is in the way.
    """
    before, sound = {*content.ledger.clashes}, content.decisions.sound
    clash = next(iter(sorted({*ledger_of((*sound, *decisions)).clashes} - before)), None)
    if clash and clash.one < len(sound):
        line = content.decisions.lines[clash.one]
        raise ClipbookError(f"{clash.why}: take line {line} out of content/decisions.yml first")
    if clash:
        raise ClipbookError(clash.why)


def _check_free(content: Content, slug: str) -> None:
    if not is_slug(slug):
        raise ClipbookError(f"“{slug}” cannot be an address: use a–z, 0–9 and single hyphens")
    if slug in content.ledger.moved or any(story.slug == slug for story in content.stories):
        raise ClipbookError(f"the address “{slug}” is taken by a story, or leads to one")
