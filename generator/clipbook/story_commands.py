"""`clipbook story`: what curators do with stories, each a few lines over the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from clipbook.curation.edits import Edits
    from clipbook.curation.stories import Hand
    from clipbook.store.content import Content

Plan = Callable[["Content", "Hand"], "Edits"]


@click.group()
def story() -> None:
    """Merge, split, rename and confirm stories, and move articles.

    What is decided stands in content/decisions.yml, with who, when and why; addresses that were
    published lead on.
    """


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every decision."""
    who = click.option(
        "--who", envvar="CLIPBOOK_WHO", metavar="NAME", help="Who decides; else git's user.name."
    )
    why = click.option("--why", metavar="WORDS", help="For what reason; readers may see it.")
    dry = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
    return who(why(dry(command)))


@story.command()
@click.argument("old")
@click.argument("into")
@click.option("--drop-words", is_flag=True, help="Let go what a curator wrote of the old story.")
@_signed
def merge(old: str, into: str, *, drop_words: bool, **how: Any) -> None:  # noqa: ANN401 - as click gives it
    """Put all articles of the story OLD into INTO; the old address leads there."""
    from clipbook.curation import stories  # noqa: PLC0415

    _do(lambda content, hand: stories.merge(content, old, into, hand, drop_words=drop_words), how)


@story.command()
@click.argument("old")
@click.argument("new")
@_signed
def rename(old: str, new: str, **how: Any) -> None:  # noqa: ANN401 - as click gives it
    """Give the story OLD the address NEW; the old one leads there."""
    from clipbook.curation import stories  # noqa: PLC0415

    _do(lambda content, hand: stories.rename(content, old, new, hand), how)


@story.command()
@click.argument("slug", metavar="STORY")
@click.argument("new")
@click.argument("articles", nargs=-1, required=True)
@_signed
def split(slug: str, new: str, articles: tuple[str, ...], **how: Any) -> None:  # noqa: ANN401 - as click gives it
    """Make the story NEW of ARTICLES of another; its address stays with the founding article."""
    from clipbook.curation import stories  # noqa: PLC0415

    _do(lambda content, hand: stories.split(content, slug, new, articles, hand), how)


@story.command()
@click.argument("names", nargs=-1, required=True, metavar="ARTICLES... [STORY]")
@click.option("--out", is_flag=True, help="Take ARTICLES out of their stories instead.")
@_signed
def move(names: tuple[str, ...], *, out: bool, **how: Any) -> None:  # noqa: ANN401 - as click gives it
    """Put ARTICLES into STORY, and pin them there; with --out, keep them out of all stories."""
    from clipbook.curation import stories  # noqa: PLC0415

    if out:
        _do(lambda content, hand: stories.take_out(content, names, hand), how)
        return
    *articles, slug = names
    if not articles:
        raise click.UsageError("name the articles, and last the story; or say --out")
    _do(lambda content, hand: stories.move(content, articles, slug, hand), how)


@story.command()
@click.argument("slug", metavar="STORY")
@_signed
def confirm(slug: str, **how: Any) -> None:  # noqa: ANN401 - as click gives it
    """Confirm what the machine put into STORY: it is a curator's word from then on."""
    from clipbook.curation import stories  # noqa: PLC0415

    _do(lambda content, hand: stories.confirm(content, slug, hand), how)


def _do(plan: Plan, how: dict[str, Any]) -> None:
    from clipbook import pipeline, story_report  # noqa: PLC0415
    from clipbook.site import host  # noqa: PLC0415

    site = host.site_of(Path.cwd())
    edits = pipeline.curate(site, plan, who=how["who"], why=how["why"], dry_run=how["dry_run"])
    story_report.show(edits, dry_run=how["dry_run"])
