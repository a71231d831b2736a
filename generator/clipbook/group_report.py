"""What `clipbook group` prints: proposals as a table or a file, reasons, and what a fit came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from clipbook.curation import proposals_file
from clipbook.curation.proposals import Proposal
from clipbook.model.article import Article
from clipbook.problems import visible

if TYPE_CHECKING:
    from clipbook.config import Site
    from clipbook.curation.grouping_up import Fit
    from clipbook.store.content import Content

_MOST_SHARED = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """Proposals, with the articles that they name."""

    proposals: tuple[Proposal, ...]
    articles: Mapping[str, Article]
    waiting: int = 0
    """Articles that are not yet where a decision puts them."""
    alone: int = 0
    """Articles that belong to nothing."""
    doubtful: int = 0
    """Articles that the machine alone has put into stories, unless these are looked at here."""
    is_review: bool = False
    """Whether it is what the machine would change its mind about."""


def shown(site: Site, mark: float | None, *, is_review: bool) -> Shown:
    """Group an archive, and gather what is printed of it."""
    from clipbook.curation import running  # noqa: PLC0415
    from clipbook.store.desk import anew  # noqa: PLC0415

    return anew(site.root, lambda: _shown(running.read(site), mark, is_review=is_review))


def _shown(loaded: Content, mark: float | None, *, is_review: bool) -> Shown:
    from clipbook import pipeline  # noqa: PLC0415
    from clipbook.curation import grouping_up  # noqa: PLC0415

    found = grouping_up.outlook(loaded, mark, is_review=is_review)
    proposals = found.changes if is_review else found.proposals
    articles = grouping_up.articles_of(loaded, proposals)
    waiting = len(grouping_up.settled(loaded, pipeline.now()).placings)
    inferred = () if is_review else loaded.articles.inferred
    doubtful = sum("story" in each for each in inferred)
    alone = len(found.grouping.alone)
    return Shown(proposals, articles, waiting, alone, doubtful, is_review=is_review)


def as_file(found: Shown) -> str:
    """Write proposals as a file to edit."""
    return proposals_file.text_of(found.proposals, found.articles)


def show(found: Shown) -> None:
    """Print proposals as a table: a story, and under it its articles with what speaks for each."""
    if found.proposals:
        click.echo("  margin   sure  article, days to the one it is most like, what they share")
    for each in found.proposals:
        what = f"new: {each.title}" if each.title else "is there"
        click.echo(visible(f"{each.story}  ({what})"))
        for one in each.articles:
            article = found.articles.get(one.id)
            said = ", ".join(one.shared[:_MOST_SHARED])
            days = "" if one.days is None else f"  {one.days} d"
            was = f"  (now in {article.story})" if article and article.story else ""
            sure = f"{one.margin or 0:6.2f}  {one.sure or 0:5.2f}"
            click.echo(visible(f"  {sure}  {one.id}{was}{days}  {said}"))
    _show_counts(found)


def _show_counts(found: Shown) -> None:
    if found.is_review and not found.proposals:
        click.echo("nothing that Clipbook put into a story would go elsewhere now")
        return
    count = _counted(sum(len(each.articles) for each in found.proposals), "article", "articles")
    stories = _counted(len(found.proposals), "story", "stories")
    new = sum(bool(each.title) for each in found.proposals)
    said = f"{count} proposed for {stories}, {new} of them new"
    waits = _counted(found.waiting, "article is", "articles are")
    behind = f"; {waits} not where a decision puts them: --accept follows" if found.waiting else ""
    click.echo(f"{said}; {found.alone} belong to nothing{behind}")
    if found.proposals:
        take = "clipbook group --review" if found.is_review else "clipbook group"
        click.echo(
            f"An import takes what is sure from 1 on. To take the rest: `{take} --accept`, "
            "`--accept-above MARGIN`, `--write FILE` to edit it, or the review page of "
            "`clipbook serve`"
        )
    if found.doubtful:
        by_machine = _counted(found.doubtful, "article was", "articles were")
        said = f"{by_machine} put into stories by Clipbook alone"
        click.echo(
            f"{said}: --review shows what it would do otherwise now, and "
            "`clipbook story confirm STORY` says that they are right"
        )


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def fit(found: Fit) -> str:
    """Say what fitting the dial changed."""
    before, after = 100 * found.f1_before, 100 * found.f1_after
    stories = found.after.stories
    said = (
        f"dial {found.before.dial:g} → {found.after.dial:g}, by {stories} confirmed stories: "
        f"BCubed F1 {before:.1f} with the dial in the middle, {after:.1f} now "
        "(100: grouped as you did)"
    )
    if found.after.largest is not None:
        said += f"; of more than {found.after.largest:g} articles, a story has to be more alike"
    return said if found.is_reliable else f"{said} (a dozen stories would be surer)"


def why(said: Mapping[str, Any]) -> str:
    """Write the reasons for an article's place."""
    lines = [f"{said['id']}: {said['place']}"]
    if said.get("nearest"):
        gap = said["gap"]
        days = "no date to go by" if gap is None else f"{gap} days apart"
        days += f", one outlet: counts {said['outlet']:.2f}" if said["outlet"] < 1 else ""
        about = (
            f", {said['about']:.0%} of the likeness by what they are about" if said["about"] else ""
        )
        copy = ", a copy, which counts 1" if said["copy"] else ""
        lines += [
            f"  nearest   {said['nearest']} ({days}), score {said['score']:.2f}{about}{copy}",
            f"  mean      {said['mean']:.2f} with all of the story; {said['cut']:.2f} is needed",
            f"  next best {said['rival'] or 'none'}, margin {said['margin']:.2f}",
            f"  sure      {said['sure']:.2f}; an import takes what has 1 and more",
            "  shared",
            *(f"    {weight:.3f}  {text}" for text, weight in said["shared"]),
        ]
    lines += [f"  decided   {each}" for each in said["decisions"]]
    return "\n".join(map(visible, lines))
