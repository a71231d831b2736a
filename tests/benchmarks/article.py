"""Articles: who wrote, when, what they cite, how they were found, and the text."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import dataclass

from benchmarks import front, prose
from benchmarks.front import Page, Value
from benchmarks.story import Story
from benchmarks.world import World, zipf

NO_OUTLET = "unnamed"

_BY_HAND = 0.05
_UNDATED, _TO_THE_YEAR, _TO_THE_MONTH = 0.015, 0.02, 0.03
_KINDS = (("snippet", 0.06), ("analysis", 0.10), ("briefing", 0.12), ("press-release", 0.14))
_LANGUAGES = ("en",) * 18 + ("fr", "de")


def file(world: World, story: Story, number: int) -> tuple[str, str]:
    """Give the path of an article's file in the content, and its text."""
    rng = world.rng("article", number)
    return _Desk(world, story, number, rng).file()


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is at hand while one article is made."""

    world: World
    story: Story
    number: int
    rng: random.Random

    def file(self) -> tuple[str, str]:
        place = zipf(self.rng, len(self.world.outlets)) if self._chance(0.97) else None
        key = NO_OUTLET if place is None else self.world.outlets[place]
        day = self.story.begin + dt.timedelta(days=int(10 * self.rng.random() ** 2))
        date = self._precise(day)
        name = f"{key}-{self.world.words.rare(self.number)}-{self.number}"
        address = "" if place is None else f"https://{self.world.domain(place)}/{name}"
        first: dict[str, Value] = {"outlet": "" if place is None else key, "date": date}
        fields, body = self._told(first, day, address)
        write = front.by_hand if self._chance(_BY_HAND) else front.document
        known = {field: value for field, value in fields.items() if value}
        return f"articles/{_shelf(date)}/{name}.md", write(known, body)

    def _told(
        self, first: dict[str, Value], day: dt.date, address: str
    ) -> tuple[dict[str, Value], str]:
        """Write the article: all of its fields, and its text."""
        sources = self._sources()
        links = [str(page["url"]) for page in sources]
        writer = prose.Writer(self.rng, self.world.words, self.story.cast, links)
        body = writer.body()
        fields: dict[str, Value] = {
            "title": writer.title(self.story.subject),
            **first,
            "url": self._maybe(0.85, address),
            **self._found(day),
            **self._described(writer),
            "sources": sources,
            "captured": self._captured(day, body) if self._chance(0.95) else "",
        }
        return fields, body

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _maybe(self, share: float, value: str) -> str:
        return value if self._chance(share) else ""

    def _precise(self, day: dt.date) -> str:
        """Give the day, or the month, the year or nothing, as far as a clipping says."""
        chance = self.rng.random()
        if chance < _UNDATED:
            return ""
        if chance < _TO_THE_YEAR:
            return f"{day:%Y}"
        return f"{day:%Y-%m}" if chance < _TO_THE_MONTH else str(day)

    def _sources(self) -> list[Page]:
        """Give up to four cited pages, most of them the story's own."""
        drawn = [
            self.rng.choice(self.story.pages) if self._chance(0.7) else self.world.a_page(self.rng)
            for _ in range(self.rng.randint(0, 4))
        ]
        return list({str(page["url"]): page for page in drawn}.values())

    def _found(self, day: dt.date) -> dict[str, Value]:
        """Say through which aggregator it was found, and where copies are."""
        end = f"{self.story.slug}-{self.number}"
        listed: Page = {"name": "Google News", "date": str(day)}
        posted: Page = {
            "name": "Reddit",
            "url": f"https://reddit.example/r/news/{end}",
            "handle": f"u/{self.world.words.rare(self.rng.randrange(1000))}",
        }
        chance = self.rng.random()
        return {
            "via": listed if chance < 0.4 else posted if chance < 0.45 else "",
            "archived_url": self._maybe(0.1, f"https://copies.example/{end}"),
            "syndicated_from": self._maybe(0.02, f"https://wire.example/{end}"),
        }

    def _described(self, writer: prose.Writer) -> dict[str, Value]:
        """Give authors, language, kind, story, topics and takeaways."""
        people = [" ".join(name) for name in self.story.cast if len(name) == 2]
        chance = self.rng.random()
        kind = next((kind for kind, share in _KINDS if chance < share), "article")
        return {
            "authors": people[: self.rng.choice([0, 1, 1, 2])],
            "lang": self._maybe(0.6, self.rng.choice(_LANGUAGES)),
            "kind": kind,
            "story": self.story.slug,
            "tags": self.rng.sample(self.story.topics, self.rng.randint(2, 3)),
            "snippet": writer.line(12, 20) if kind == "snippet" else "",
            "takeaways": [writer.line(8, 14) for _ in range(3)] if self._chance(0.15) else "",
        }

    def _captured(self, day: dt.date, body: str) -> Page:
        after = dt.timedelta(minutes=self.rng.randrange(1440, 9000))
        at = dt.datetime.combine(day, dt.time(), dt.UTC) + after
        digest = hashlib.sha256(body.encode()).hexdigest()
        return {"at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "by": "clipping", "sha256": digest}


def _shelf(date: str) -> str:
    return "/".join(date.split("-")[:2]) or "undated"
