"""`clipbook group`: what the machine proposes, shown, taken, explained; arguments in, calls out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from clipbook.config import Site


@click.command()
@click.option("--accept", is_flag=True, help="Take every proposal.")
@click.option(
    "--accept-above", type=float, metavar="MARGIN", help="Take those with at least this margin."
)
@click.option(
    "--from",
    "edited",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Take the proposals of a file that --write made and somebody edited.",
)
@click.option(
    "--write",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the proposals into a file, to be edited.",
)
@click.option("--explain", metavar="ARTICLE", help="Say why an article stands where it does.")
@click.option("--review", is_flag=True, help="Show what the machine would change its mind about.")
@click.option("--fit", is_flag=True, help="Set the dial by the stories that were confirmed.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Group the articles of a file of JSON lines instead; with --out.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the story of each line of --data goes.",
)
@click.option("--embed", is_flag=True, help="With --data: what articles are about counts, too.")
@click.option("--dial", type=click.FloatRange(-1, 1), help="Broad (-1) to fine (1), this time.")
@click.option("--who", envvar="CLIPBOOK_WHO", metavar="NAME", help="Who takes them.")
@click.option("--why", metavar="WORDS", help="For what reason; readers may see it.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def group(**how: Any) -> None:  # noqa: ANN401 - as click gives it
    """Propose stories for the articles that are in none, and take proposals.

    Without an option that takes them nothing is written. Decisions in content/decisions.yml always
    count more; what was published never moves by itself.
    """
    if how["data"] or how["out"]:
        _group_data(how["data"], how["out"], how["dial"], fit=how["fit"], embed=how["embed"])
        return
    if how["embed"]:
        raise click.UsageError(
            "--embed goes with --data; an archive has it in content/grouping.yml"
        )
    from clipbook.site import host  # noqa: PLC0415

    site = host.site_of(Path.cwd())
    if how["fit"]:
        _fit(site)
    elif how["explain"]:
        _explain(site, how["explain"], how["dial"], how["form"])
    elif how["accept"] or how["accept_above"] is not None or how["edited"]:
        _take(site, how)
    else:
        _show(site, how)


def _group_data(data: Path | None, out: Path | None, dial: float | None, **how: bool) -> None:
    from clipbook.curation import grouped_data  # noqa: PLC0415

    if data is None or out is None:
        raise click.UsageError("--data and --out go together")
    count = grouped_data.run(data, out, dial, fit=how["fit"], embed=how["embed"])
    click.echo(f"{count} articles grouped: {out}")


def _fit(site: Site) -> None:
    from clipbook import group_report, pipeline  # noqa: PLC0415
    from clipbook.curation import running  # noqa: PLC0415

    click.echo(group_report.fit(running.fit_dial(site, pipeline.now())))


def _explain(site: Site, article: str, dial: float | None, form: str) -> None:
    from clipbook import group_report  # noqa: PLC0415
    from clipbook.curation import running  # noqa: PLC0415

    said = running.why(site, article, dial)
    click.echo(json.dumps(said, ensure_ascii=False) if form == "json" else group_report.why(said))


def _take(site: Site, how: dict[str, Any]) -> None:
    from clipbook import pipeline, story_report  # noqa: PLC0415
    from clipbook.curation import running  # noqa: PLC0415

    if how["review"] and how["edited"]:
        raise click.UsageError("--from holds what is taken; --review proposes anew")
    margin = None if how["accept"] else how["accept_above"]
    choose = running.chosen(how["edited"], margin, how["dial"], is_review=how["review"])
    for edits in running.take(site, choose, how["who"], how["why"], pipeline.now()):
        story_report.show(edits, dry_run=False)


def _write(target: Path, text: str) -> None:
    from clipbook.errors import ClipbookError  # noqa: PLC0415

    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ClipbookError(
            f"{target} is there already, and may hold edits of yours: name another file, or "
            "remove it first"
        ) from None


def _show(site: Site, how: dict[str, Any]) -> None:
    from clipbook import group_report  # noqa: PLC0415

    found = group_report.shown(site, how["dial"], is_review=how["review"])
    if how["target"]:
        _write(how["target"], group_report.as_file(found))
        click.echo(f"wrote {how['target']}: edit it, then `clipbook group --from {how['target']}`")
    elif how["form"] == "json":
        for each in found.proposals:
            click.echo(json.dumps(each.model_dump(mode="json"), ensure_ascii=False))
    else:
        group_report.show(found)
