"""An archive searched by looking at every text: slow, plain, and what the index is held to.

Of the index it shares how text becomes words and stems; FORMAT.md says the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from clipbook.edition import Edition
from clipbook.model.archive import topic_slugs
from clipbook.model.article import Article
from clipbook.model.story import Story
from clipbook.search.stems import stemmer
from clipbook.search.tokens import asked, fold, indexed, phrase, words

NONE = "-"
"""The key of what is not recorded."""
_FEW = 10
_SHORTEST_COPY = 200
"""Characters."""

Keys = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Thing:
    """What can be found: an article or a story."""

    address: str
    date: str
    """In EDTF; empty where none is recorded."""
    language: str
    lines: tuple[str, ...]
    """Its words: no phrase reaches from one line into the next."""
    text: tuple[str, ...]
    """Those of the lines that are its text."""
    keys: Keys
    """By facet."""
    copied: str = ""
    """What copies have in common; empty where it is too short to tell."""

    @cached_property
    def rows(self) -> list[str]:
        """Each line as forms between spaces."""
        return [f" {' '.join(phrase(line))} " for line in self.lines]


class Scan:
    """Looks at everything for every query."""

    def __init__(self, edition: Edition) -> None:
        """Read every article and story."""
        self.things = [*_articles(edition), *_stories(edition)]
        self._holding: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._classes: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for place, thing in enumerate(self.things):
            self._read(place, thing)

    def _read(self, place: int, thing: Thing) -> None:
        stem = stemmer(thing.language)
        for word in {word for line in thing.lines for word in words(line)}:
            parts, whole = indexed(word)
            for part in [*parts, *([whole] if whole else [])]:
                self._classes[fold(part)].add(stem(part))
                self._holding[stem(part)].add(place)

    def word(self, form: str) -> set[int]:
        """Give the places of things that hold a form, or another one of its stem."""
        return {at for one in self._classes.get(form, ()) for at in self._holding[one]}

    def phrase(self, text: str) -> set[int]:
        """Give the places of things in which these forms stand in a row."""
        wanted = f" {' '.join(phrase(text))} "
        return {
            place
            for place, thing in enumerate(self.things)
            if any(wanted in row for row in thing.rows)
        }

    def found(
        self, wanted: Sequence[str], unwanted: Iterable[str] = (), *, in_time: bool = True
    ) -> set[int]:
        """Give things that hold all words, else most of them; none of which hold what is unwanted.

        Where they are few, and not in the order of time, those with one word fewer too. Every
        form of these words must be one that occurs.
        """
        left = set(range(len(self.things)))
        for word in unwanted:
            left -= self._all(word)
        forms = dict.fromkeys(form for word in wanted for form, _ in asked(word))
        holding = Counter(place for form in forms for place in self.word(form) & left)
        most = max(holding.values(), default=0)
        found = {place for place, count in holding.items() if count == most}
        if not in_time and len(found) < _FEW and 2 * (most - 1) > len(forms):
            found |= {place for place, count in holding.items() if count == most - 1}
        return found

    def chosen(self, found: Iterable[int], filters: Mapping[str, AbstractSet[str]]) -> set[int]:
        """Give those that have one of the keys of each filter."""
        return {place for place in found if self._has(place, filters)}

    def counts(
        self, found: AbstractSet[int], filters: Mapping[str, AbstractSet[str]], facet: str
    ) -> dict[str, int]:
        """Count the keys of a facet, by which the others do and its own filter does not choose."""
        others = {name: keys for name, keys in filters.items() if name != facet}
        every = self.chosen(found, others)
        return dict(Counter(key for place in every for key in self.things[place].keys[facet]))

    def _all(self, word: str) -> set[int]:
        return set.intersection(*(self.word(form) for form, _ in asked(word)))

    def _has(self, place: int, filters: Mapping[str, AbstractSet[str]]) -> bool:
        keys = self.things[place].keys
        return all(not wanted.isdisjoint(keys[name]) for name, wanted in filters.items())


def _articles(edition: Edition) -> Iterator[Thing]:
    for article in edition.archive.articles:
        showing = edition.showing(article)
        text = [*showing.text.split("\n"), *showing.snippet.split("\n"), *showing.takeaways]
        outlet = edition.archive.outlet_of(article)
        yield Thing(
            edition.site.addresses.of(article.path),
            str(article.date or ""),
            article.lang or edition.site.language,
            (article.title, outlet.name if outlet else "", *article.authors, *article.tags, *text),
            tuple(text),
            _keys(edition, article),
            showing.text if len(showing.text) >= _SHORTEST_COPY else "",
        )


def _keys(edition: Edition, article: Article) -> Keys:
    outlet = edition.archive.outlet_of(article)
    in_story = article.story in edition.archive.story_by_slug
    return {
        "kind": (article.kind.value,),
        "outlet": (outlet.key if outlet else NONE,),
        "story": (str(article.story),) if in_story else (),
        "topic": topic_slugs(article.tags),
        "year": (_year(str(article.date or "")),),
    }


def _stories(edition: Edition) -> Iterator[Thing]:
    for story in edition.archive.stories:
        articles = list(edition.archive.of_story(story.slug))
        date = max((str(article.date or "") for article in articles), default="")
        text = [*(story.dek or "").split("\n"), *story.takeaways]
        yield Thing(
            edition.site.addresses.of(f"stories/{story.slug}"),
            date,
            edition.site.language,
            (story.title, *story.tags, *text),
            tuple(text),
            _keys_of_story(story, articles, date),
        )


def _keys_of_story(story: Story, articles: Sequence[Article], date: str) -> Keys:
    return {
        "kind": ("story",),
        "outlet": (),
        "story": (story.slug,),
        "topic": topic_slugs([*story.tags, *(tag for one in articles for tag in one.tags)]),
        "year": (_year(date),),
    }


def _year(date: str) -> str:
    return date[:4] or NONE
