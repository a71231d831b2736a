"""Where an archive of one size lies, with its settings and the trees that are made of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks import archive, disk, measure
from benchmarks.world import World

CLIPBOOK = (sys.executable, "-m", "clipbook")

_RECIPE = ("archive", "article", "front", "prose", "story", "words", "world")
"""Modules that decide what an archive is."""

_URL = "# site_url: https://example.org/archive/"
_RIGHTS = "      rights: full\n"
_FOOTER = "copyright: Texts belong to their publishers."


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one archive and everything that is built from it."""

    folder: Path
    world: World

    @property
    def archive(self) -> Path:
        """The archive, as `clipbook new` makes it, with articles."""
        return self.folder / "archive"

    @property
    def log(self) -> Path:
        """What the command that runs prints."""
        return self.folder / "log.txt"

    def make(self) -> None:
        """Make the archive, unless the same one is there already; its settings are always new."""
        made = self.folder / "made.json"
        if made.is_file() and json.loads(made.read_text("utf-8")) == self._recipe():
            self._make_scaffold()
            self.change(0)
            return
        disk.settle(disk.remove(self.folder))
        shutil.copytree(self._make_scaffold(), self.archive)
        archive.write(self.world, self.archive / "content")
        made.write_text(json.dumps(self._recipe()), "utf-8")

    def _make_scaffold(self) -> Path:
        new = self.folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        command = [*CLIPBOOK, "new", str(new), "--name", "Benchmark"]
        measure.run(command, Path.cwd(), self.log)
        return new

    def set_up(self, *, search: bool, footer: str = "") -> None:
        """Write `mkdocs.yml`: with search or without, and with a line of the theme changed."""
        text = (self.folder / "new" / "mkdocs.yml").read_text("utf-8")
        for old, new in (
            (_URL, "site_url: https://archive.example/"),
            (_RIGHTS, f"{_RIGHTS}      search: {str(search).lower()}\n"),
            (_FOOTER, f"{_FOOTER[:-1]}{footer}."),
        ):
            if old not in text:
                raise ValueError(f"mkdocs.yml of a new archive does not hold {old!r}")
            text = text.replace(old, new)
        (self.archive / "mkdocs.yml").write_text(text, "utf-8")

    def change(self, time: int) -> None:
        """Change one article; the 0th time is the article as it was made."""
        path, text = archive.to_change(self.world)
        changed = archive.changed(text, time) if time else text
        (self.archive / "content" / path).write_text(changed, "utf-8", newline="\n")

    def put_aside(self, *paths: Path) -> None:
        """Move what may be there out of the way of the next build."""
        for path in paths:
            disk.put_aside(path, self.folder / "attic")

    def strip(self) -> None:
        """Put aside whatever builds have left in the archive: the site and every cache."""
        own = {entry.name for entry in (self.folder / "new").iterdir()}
        self.put_aside(*(path for path in self.archive.iterdir() if path.name not in own))

    def tidy(self) -> int:
        """Remove all but the archive itself, which the next run uses again; gives the files."""
        self.strip()
        made = ("tree", "hugo", "pagefind", "attic")
        return disk.remove(*(self.folder / name for name in made))

    def _recipe(self) -> dict[str, str | int]:
        source = b"".join((Path(__file__).parent / f"{name}.py").read_bytes() for name in _RECIPE)
        digest = hashlib.sha256(source).hexdigest()
        return {"articles": self.world.articles, "seed": self.world.seed, "recipe": digest}
