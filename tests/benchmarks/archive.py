"""Realistic archives of any size from a seed: the same seed and size make the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks import article, front, story
from benchmarks.world import World

SEED = 20_150_101

_LAST_WORD_OF_TITLE = re.compile(r"^(title: .*\b)\w+(?=[\"']?$)", re.MULTILINE)
_LAST_WORD = re.compile(r"\w+(?=[.?!]\n\Z)")


def files(world: World) -> Iterator[tuple[str, str]]:
    """Give every file below `content/`, path and text, and hold one at a time."""
    yield "outlets.yml", outlets(world)
    for one in story.stories(world):
        yield story.file(world, one)
        for number in one.articles:
            yield article.file(world, one, number)


def outlets(world: World) -> str:
    """Write `outlets.yml`."""
    return front.mapping({key: world.outlet_entry(n) for n, key in enumerate(world.outlets)})


def write(world: World, content: Path) -> None:
    """Write an archive's content into a folder."""
    made: set[Path] = set()
    for path, text in files(world):
        file = content / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_text(text, "utf-8", newline="\n")


def to_change(world: World) -> tuple[str, str]:
    """Give the path and the text of the article that is changed to see what one change costs.

    It is the first of the middle story that has an outlet and a date.
    """
    sizes = list(story.sizes(world))
    place = len(sizes) // 2
    first = sum(sizes[:place])
    middle = story.story(world, place, range(first, first + sizes[place]))
    every = [article.file(world, middle, number) for number in middle.articles]
    whole = [one for one in every if not ("/undated/" in one[0] or article.NO_OUTLET in one[0])]
    return (whole or every)[0]


def changed(text: str, time: int) -> str:
    """Change the last word of an article's title and of its text, to another word each time."""
    title = _LAST_WORD_OF_TITLE.sub(rf"\g<1>changed{time}", text, count=1)
    return _LAST_WORD.sub(f"changed{time}", title)
