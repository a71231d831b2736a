"""Pages ahead of the rest: those that whoever has just saved a file wants to see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from clipbook.edition import Edition
from clipbook.site import plan, publish
from clipbook.site.changes import Change
from clipbook.site.press import Made, Press
from clipbook.site.printer import Printer
from clipbook.site.shell import Shell
from clipbook.site.stage import Stage
from clipbook.site.stamp import Stamper, body_key
from clipbook.site.state import State, same_frames
from clipbook.site.tasks import Task

MOST = 20
"""Of more files than these that have changed at once, nobody waits for one."""


def tasks(edition: Edition, files: Sequence[Change]) -> Iterator[Task]:
    """Give the articles that have changed, and the stories that these belong to."""
    archive, stories = edition.archive, dict[str, None]()
    paths = archive.articles.columns.paths
    for change in files:
        for row in change.rows:
            stories[row.story] = None
            if row.id in archive.row_of and paths[archive.row_of[row.id]] == row.path:
                yield Task("article", row.path)
        stories |= {str(side.story["slug"]): None for side in change.sides if side and side.story}
    known = archive.story_by_slug
    yield from (Task("story", f"stories/{slug}") for slug in stories if slug in known)


def fits(edition: Edition, shell: Shell, task: Task) -> bool:
    """Say whether a shell has what a page needs; where it has not, MkDocs runs first."""
    story = edition.archive.story_by_slug.get(task.path.rpartition("/")[2])
    body = story.body if story and task.maker == "story" else ""
    is_framed = shell.frame_key(task.maker, task.path) in shell.frames
    return is_framed and (not body or body_key(task.path, body) in shell.bodies)


def show(edition: Edition, stamper: Stamper, state: State, site: Path, todo: Sequence[Task]) -> int:
    """Put some pages into a site, of which all else stays; gives how many of them differ."""
    places = {plan.place_in(edition, task) for task in todo}
    known = {place: Made._make(state.made[place]) for place in places & state.made.keys()}
    press = Press(edition, stamper, same_frames(state, stamper.shell))
    with publish.changing(site, whole=False) as change:
        done = Printer(press, Stage(str(change.stage)), known).print(list(dict.fromkeys(todo)))
        new = [each.made for each in done if each.written]
        with state.entering(site, new):
            change.publish(())
    return len(new)
