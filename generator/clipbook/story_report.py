"""What a command on stories prints: each article that changed its place, each entry noted."""

from __future__ import annotations

import click

from clipbook.curation.edits import Edits
from clipbook.problems import visible


def show(edits: Edits, *, dry_run: bool) -> None:
    """Print what was changed, or would be."""
    for placing in edits.placings:
        was, now = placing.article.story or "no story", placing.story or "no story"
        stays = f"{now}, confirmed" if placing.story else "stays in no story"
        said = f"{was} → {now}" if was != now else stays
        click.echo(visible(f"{placing.article.id}: {said}"))
    for slug in edits.made:
        click.echo(f"made     content/stories/{slug}.md")
    for old, new in edits.renamed.items():
        click.echo(f"renamed  content/stories/{old}.md → {new}.md")
    for slug in edits.gone:
        click.echo(f"removed  content/stories/{slug}.md")
    noted = len(edits.decisions)
    entries = f"{noted} {'entry' if noted == 1 else 'entries'} for content/decisions.yml"
    counted = [f"{len(edits.placings)} placed", *([entries] if noted else [])]
    end = " (dry run: nothing was written)" if dry_run else ""
    click.echo((", ".join(counted) if edits else "nothing to do") + end)
