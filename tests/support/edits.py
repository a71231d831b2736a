"""Random edits of an archive's content: what curators do to files, a hundred times over."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

WORDS = ("harbour", "Elon Musk", "ferry", "council", "Nordsee", "tariff", "Œuvre", "NASA", "tide")
TAGS = ("Ferries", "ferries", "Budget", "Harbour", "Weather", "C++")
OUTLETS = ("anchor", "buoy", "capstan", "dory")
URLS = tuple(f"https://www.{host}.example/{n}" for host in ("anchor", "eddy") for n in range(4))

SETTINGS = """\
site_name: Edits
site_url: https://example.org/
docs_dir: content
use_directory_urls: false
theme: {name: material}
plugins: [clipbook]
"""


@dataclass
class Archive:
    """The content of an archive on disk, changed one file at a time."""

    folder: Path
    rng: random.Random
    made: int = 0
    site: Path | None = None
    """The site, if it may get lost, whole or in part, between two edits."""
    said: list[str] = field(default_factory=list)
    """What was done, for the message of a test that fails."""

    @classmethod
    def seeded(cls, folder: Path, seed: int) -> Archive:
        """Begin with nothing; the same seed does the same things."""
        return cls(folder, random.Random(seed))  # noqa: S311 - nothing is secret here

    def settle(self, settings: str = SETTINGS) -> None:
        """Write `mkdocs.yml`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "mkdocs.yml").write_text(settings, "utf-8")

    @property
    def content(self) -> Path:
        """Where the files are."""
        return self.folder / "content"

    def begin(self, articles: int = 24, stories: int = 6) -> None:
        """Write the first files."""
        self._outlets({key: {"name": key.title()} for key in OUTLETS})
        for n in range(stories):
            self._write(f"stories/s{n}.md", {"title": f"Story {n}", "dek": self._words(6)}, "")
        for _ in range(articles):
            self.add_article()

    def edit(self) -> None:
        """Do one thing that a curator could do."""
        deeds: list[Callable[[], None]] = [
            self.add_article, self.add_article, self.remove_article, self.retitle, self.reword,
            self.redate, self.move, self.retag, self.cite, self.change_outlet, self.draft,
            self.change_rights, self.rename_story, self.tag_story, self.relate, self.add_story,
            self.remove_story, self.rename_outlet, self.change_domains, self.capture, self.touch,
            self.place, self.place, self.check, self.watch, self.pin, self.merge, self.undecide,
        ]  # fmt: skip
        if self.site:
            deeds += [self.lose_site, self.lose_folder, self.lose_file]
        deed = self.rng.choice(deeds)
        self.said.append(deed.__name__)
        deed()

    def add_article(self) -> None:
        """Bring in an article."""
        self.made += 1
        year = self.rng.choice(("2024", "2025", "2026", "undated"))
        fields: dict[str, object] = {"title": f"{self._words(4)} {self.made}"}
        if year != "undated":
            fields["date"] = f"{year}-0{self.rng.randint(1, 9)}-1{self.rng.randint(0, 9)}"
        sources = [{"url": url} for url in self.rng.sample(URLS, self.rng.randint(0, 3))]
        told = {
            "outlet": self.rng.choice((*OUTLETS, None)),
            "story": self._story(),
            "tags": self.rng.sample(TAGS, 2),
            "sources": sources,
        }
        fields |= {key: value for key, value in told.items() if value}
        self._write(f"articles/{year}/a{self.made}.md", fields, self._words(30))

    def remove_article(self) -> None:
        """Take an article out."""
        self._article().unlink()

    def retitle(self) -> None:
        """Correct a headline."""
        self._set(self._article(), title=f"{self._words(5)} & more")

    def reword(self) -> None:
        """Correct a text."""
        path = self._article()
        fields, _ = self._read(path)
        self._write_to(path, fields, self._words(40))

    def redate(self) -> None:
        """Correct a date, or take it away."""
        date = self.rng.choice((None, "2023", "2025-03", f"2026-02-1{self.rng.randint(0, 9)}"))
        self._set(self._article(), date=date)

    def move(self) -> None:
        """Put an article into another story, or into none."""
        self._set(self._article(), story=self.rng.choice((self._story(), None)), inferred=None)

    def retag(self) -> None:
        """Change the topics of an article."""
        self._set(self._article(), tags=self.rng.sample(TAGS, self.rng.randint(0, 3)) or None)

    def cite(self) -> None:
        """Change what an article cites, and what it says of it."""
        sources = [
            {"url": url, **self.rng.choice(({}, {"title": self._words(3)}, {"date": "2024-05"}))}
            for url in self.rng.sample(URLS, self.rng.randint(0, 4))
        ]
        self._set(self._article(), sources=sources or None)

    def change_outlet(self) -> None:
        """Correct an outlet."""
        self._set(self._article(), outlet=self.rng.choice((*OUTLETS, None)))

    def draft(self) -> None:
        """Hold an article back, or publish it."""
        path = self._article()
        fields, _ = self._read(path)
        self._set(path, draft=None if fields.get("draft") else True)

    def change_rights(self) -> None:
        """Show more or less of an article."""
        self._set(self._article(), rights=self.rng.choice(("full", "excerpt", "link", None)))

    def capture(self) -> None:
        """Record when an article was captured."""
        at = f"2026-11-{self.rng.randint(10, 28)}T10:00:00Z"
        self._set(self._article(), captured={"at": at, "by": "clipping"})

    def touch(self) -> None:
        """Save a file without changing it."""
        path = self._article()
        path.write_bytes(path.read_bytes())

    def lose_site(self) -> None:
        """Remove the site."""
        if self.site:
            shutil.rmtree(self.site)

    def lose_folder(self) -> None:
        """Remove a folder of the site."""
        folders = sorted(path for path in (self.site or self.folder).rglob("*") if path.is_dir())
        if self.site and folders:
            shutil.rmtree(self.rng.choice(folders))

    def lose_file(self) -> None:
        """Remove a file of the site, or put another one there."""
        found = sorted(path for path in (self.site or self.folder).rglob("*") if path.is_file())
        if self.site and found:
            path = self.rng.choice(found)
            path.unlink()
            if self.rng.random() < 0.5:
                path.write_text("of somebody else", "utf-8")

    def rename_story(self) -> None:
        """Correct the name of a story."""
        self._set(self._story_file(), title=self._words(3), dek=self._words(5))

    def tag_story(self) -> None:
        """Change the topics of a story."""
        self._set(self._story_file(), tags=self.rng.sample((*TAGS, "Docks"), 2))

    def relate(self) -> None:
        """Set a story beside another."""
        self._set(self._story_file(), related=[self._story()])

    def add_story(self) -> None:
        """Begin a story that nothing is in yet."""
        self.made += 1
        self._write(f"stories/s{self.made}.md", {"title": self._words(2)}, "")

    def remove_story(self) -> None:
        """Take a story away, and its articles out of it."""
        path = self._story_file()
        if len(list((self.content / "stories").glob("*.md"))) == 1:
            return
        path.unlink()
        self._leave(path.stem, None)

    def _leave(self, story: str, into: str | None) -> None:
        """Have nothing name a story any more."""
        for each in [*self.content.glob("articles/*/*.md"), *self.content.glob("stories/*.md")]:
            fields, _ = self._read(each)
            if fields.get("story") == story or [story] == fields.get("related"):
                concluded = fields.get("inferred") if into else None
                self._set(each, story=into, related=None, inferred=concluded)

    def place(self) -> None:
        """Say why an article is in its story, or leave it."""
        placed = {
            "by": self.rng.choice(("clipbook", "Ann Gray")),
            "at": f"2026-11-{self.rng.randint(10, 28)}T10:00:00Z",
            "nearest": self._article().stem,
            "shared": self.rng.sample(WORDS, 3),
            "days": self.rng.randint(0, 3),
            "margin": self.rng.choice((-0.5, 0.01, 0.1, 0.7)),
        }
        inferred = self.rng.choice((["story"], None))
        path = self._article()
        if not self._read(path)[0].get("story"):
            inferred = None
        self._set(path, placed=self.rng.choice((placed, placed, None)), inferred=inferred)

    def check(self) -> None:
        """Look for a story in the outlets on the watch list, or never mind."""
        day = self.rng.choice((f"2026-06-1{self.rng.randint(0, 9)}", None))
        self._set(self._story_file(), checked=day)

    def watch(self) -> None:
        """Put an outlet on the watch list, or take it off."""
        outlets = self._known_outlets()
        key = self.rng.choice(sorted(outlets))
        outlets[key] = {**outlets[key], "watch": not outlets[key].get("watch")}
        self._outlets(outlets)

    def pin(self) -> None:
        """Decide that an article stays where it is."""
        path = self._article()
        story = self._read(path)[0].get("story")
        if story:
            self._decide({"pin": path.stem, "story": story, "why": self._words(3)})

    def merge(self) -> None:
        """Put all articles of a story into another one, and say so."""
        old, new = self._story_file(), self._story_file()
        if old != new:
            self._decide({"merged": old.stem, "into": new.stem, "who": "Bo", "when": "2026-11"})
            old.unlink()
            self._leave(old.stem, new.stem)

    def undecide(self) -> None:
        """Take a decision back, or say who took it."""
        ledger = self._decisions()
        if ledger:
            one = ledger.pop(self.rng.randrange(len(ledger)))
            self._write_decisions([*ledger, *self.rng.choice(([{**one, "who": "Cy"}], []))])

    def _decide(self, entry: dict[str, object]) -> None:
        self._write_decisions([*self._decisions(), entry])

    def _decisions(self) -> list[dict[str, object]]:
        path = self.content / "decisions.yml"
        known: list[dict[str, object]] = (
            yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
        )
        return known

    def _write_decisions(self, entries: list[dict[str, object]]) -> None:
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
        (self.content / "decisions.yml").write_text(text, "utf-8")

    def rename_outlet(self) -> None:
        """Correct the name of an outlet, or what else is known of it."""
        outlets = self._known_outlets()
        key = self.rng.choice(sorted(outlets))
        outlets[key] = {**outlets[key], "name": self._words(2), "country": "DE"}
        self._outlets(outlets)

    def change_domains(self) -> None:
        """Give a domain to an outlet, or to another one."""
        outlets = self._known_outlets()
        for entry in outlets.values():
            entry.pop("domains", None)
        outlets[self.rng.choice(sorted(outlets))]["domains"] = ["eddy.example"]
        self._outlets(outlets)

    def _known_outlets(self) -> dict[str, dict[str, object]]:
        text = (self.content / "outlets.yml").read_text("utf-8")
        known: dict[str, dict[str, object]] = yaml.safe_load(text)
        return known

    def _outlets(self, entries: dict[str, dict[str, object]]) -> None:
        self.content.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(entries, allow_unicode=True)
        (self.content / "outlets.yml").write_text(text, "utf-8")

    def _article(self) -> Path:
        return self.rng.choice(sorted(self.content.glob("articles/*/*.md")))

    def _story_file(self) -> Path:
        return self.rng.choice(sorted(self.content.glob("stories/*.md")))

    def _story(self) -> str:
        return self._story_file().stem

    def _words(self, count: int) -> str:
        return " ".join(self.rng.choice(WORDS) for _ in range(count))

    def _set(self, path: Path, **fields: object) -> None:
        known, body = self._read(path)
        merged = {**known, **fields}
        self._write_to(path, {key: value for key, value in merged.items() if value}, body)

    def _read(self, path: Path) -> tuple[dict[str, object], str]:
        header, _, body = path.read_text("utf-8")[4:].partition("\n---\n")
        return yaml.safe_load(header), body.strip()

    def _write(self, name: str, fields: dict[str, object], body: str) -> None:
        self._write_to(self.content / name, fields, body)

    def _write_to(self, path: Path, fields: dict[str, object], body: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        header = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
        path.write_text(f"---\n{header}---\n\n{body}\n", "utf-8")
