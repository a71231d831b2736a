"""The command line: arguments in, one pipeline call, problems out, an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clipbook import __version__
from clipbook.errors import ClipbookError, ContentError
from clipbook.group_command import group
from clipbook.story_commands import story

if TYPE_CHECKING:
    from clipbook.config import Site
    from clipbook.importers.source import Wanted
    from clipbook.problems import Problem

INTERRUPTED = 130
"""The exit code of a command that Ctrl+C ended, as shells have it."""


def _change_folder(context: click.Context, _option: click.Parameter, folder: str | None) -> None:
    if folder is None or context.resilient_parsing:
        return
    try:
        os.chdir(folder)
    except OSError as error:
        raise click.UsageError(f"cannot enter {folder}: {error.strerror}") from error


_in_folder = click.option(
    "-C",
    metavar="DIR",
    is_eager=True,
    expose_value=False,
    callback=_change_folder,
    help="Run as if started in DIR.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="clipbook %(version)s")
@_in_folder
def cli() -> None:
    """Make a permanent, citable, searchable public archive of a folder of press clippings."""


@cli.command()
@_in_folder
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="What the archive is called; by default after its folder.")
def new(folder: Path, name: str | None) -> None:
    """Make a complete, empty archive in DIR."""
    from clipbook import scaffold  # noqa: PLC0415 - each command loads only what it needs

    for made in scaffold.make(folder, name):
        click.echo(f"made     {click.format_filename(made)}")
    click.echo(
        f"Now: cd {click.format_filename(folder)} && clipbook import CLIPPING.txt && clipbook serve"
    )


@cli.command("import")
@_in_folder
@click.argument("inputs", nargs=-1, required=True, metavar="INPUTS...")
@click.option("--story", metavar="SLUG", help="Put the articles into this story.")
@click.option(
    "--as",
    "importer",
    metavar="NAME",
    help="Read every input as a NAME, whatever it looks like: warc, pdf, feed, ris, bibtex, csl, "
    "ninjs, markdown, mhtml, page, table or clipping.",
)
@click.option(
    "--map",
    "mapping",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A YAML file that says which column of a table is what.",
)
@click.option("--fill", is_flag=True, help="Fill in what articles that are known do not have yet.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--explain", is_flag=True, help="Show where each field was read; writes nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to say what came in; json: an object for each record.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and its network, too.")
@click.option("--no-group", is_flag=True, help="Leave what comes in outside of stories.")
def import_(inputs: tuple[str, ...], story: str | None, form: str, **how: Any) -> None:  # noqa: ANN401 - as click gives it
    """Bring articles into the archive.

    INPUTS are files, folders with all in them, web addresses, or - for standard input.
    """
    from clipbook import import_report, pipeline  # noqa: PLC0415

    _check_story(story)
    site, dry_run = _site(), how["dry_run"] or how["explain"]
    show = import_report.as_explanation if how["explain"] else _SHOWN[form](import_report)
    imported = pipeline.import_files(
        site,
        inputs,
        story=story,
        dry_run=dry_run,
        wanted=_wanted(how["importer"], how["mapping"], how["allow_private"], fills=how["fill"]),
    )
    tally = import_report.imports(imported, site.root, show, dry_run=dry_run)
    if tally.ungrouped and not (dry_run or how["no_group"]):
        edits = pipeline.group_new(site, tally.ungrouped)
        for line in import_report.grouped(edits, tally.ungrouped):
            click.echo(line, err=form == "json")
    click.echo(tally.summary, err=form == "json")
    sys.exit(1 if tally.refused else 0)


_SHOWN = {"text": lambda report: report.as_line, "json": lambda report: report.as_object}


def _check_story(story: str | None) -> None:
    from clipbook.model.slugs import is_slug  # noqa: PLC0415

    if story is not None and not is_slug(story):
        raise click.UsageError(
            f"--story {story}: use a–z, 0–9 and single hyphens, such as compute-deal"
        )


def _wanted(
    importer: str | None, mapping: Path | None, allow_private: bool, *, fills: bool
) -> Wanted:
    from clipbook import jobs  # noqa: PLC0415
    from clipbook.importers import IMPORTERS  # noqa: PLC0415
    from clipbook.importers.source import Wanted  # noqa: PLC0415

    names = [each.name for each in IMPORTERS]
    if importer is not None and importer not in names:
        raise click.UsageError(f"--as {importer}: there are {', '.join(names)}")
    return Wanted(importer, mapping, allow_private, fills, jobs.processes())


@cli.command()
@_in_folder
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print the problems.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
def check(form: str, *, strict: bool) -> None:
    """Print the problems of the content."""
    from clipbook import pipeline, report  # noqa: PLC0415
    from clipbook.problems import fails  # noqa: PLC0415

    _, problems = pipeline.read(_site())
    report.problems(problems, form)
    sys.exit(1 if fails(problems, strict=strict) else 0)


@cli.command()
@_in_folder
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--slow", is_flag=True, help="Render every page through MkDocs alone.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="Work in so many processes; as many as there are cores otherwise.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Share the work with a Dask cluster.")
@click.option("--explain", is_flag=True, help="Say what was written, and why.")
def build(
    *, strict: bool, slow: bool, jobs: int | None, scheduler: str | None, explain: bool
) -> None:
    """Build the site; what has not changed is not made again."""
    from clipbook import pipeline, report  # noqa: PLC0415
    from clipbook.jobs import processes  # noqa: PLC0415

    here, count = Path.cwd(), processes(jobs)
    with report.working("Building"):
        built = pipeline.build(here, strict=strict, slow=slow, processes=count, scheduler=scheduler)
    _print_problems(built.problems)
    for line in built.said:
        click.echo(line, err=True)
    if explain and built.result:
        report.explain(built.result)
    click.echo(report.built(built))


@cli.command()
@_in_folder
@click.option("-a", "--address", default="", metavar="HOST:PORT", help="Where to listen.")
@click.option("--open", "open_browser", is_flag=True, help="Open a browser.")
def serve(address: str, *, open_browser: bool) -> None:
    """Serve the site on this machine, and rebuild it whenever something changes."""
    from clipbook import pipeline  # noqa: PLC0415

    pipeline.serve(Path.cwd(), address, open_browser=open_browser)


@cli.command(context_settings={"ignore_unknown_options": True})
@_in_folder
@click.argument("query", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--sort", type=click.Choice(["best", "date", "oldest"]), default="best")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    help="Print so many results.",
    show_default=True,
)
@click.option("--site", type=click.Path(path_type=Path), help="A built site, from anywhere.")
def search(query: tuple[str, ...], form: str, sort: str, limit: int, site: Path | None) -> None:
    """Search the built site, as its search page does.

    Words, "phrases", beginnings*, -exclusions, outlet:, story:, topic:, kind:, year:, after:
    and before: mean what they mean there.
    """
    from clipbook.search import FOLDER  # noqa: PLC0415
    from clipbook.search.answer import SORTS, Answer, Wanted  # noqa: PLC0415
    from clipbook.search.reader import open_index  # noqa: PLC0415

    ours = None if site else _site()
    index = open_index((site or ours.output) / FOLDER)  # type: ignore[union-attr]
    wanted = Wanted(" ".join(query), SORTS[sort], limit)
    Answer.to(wanted, index, ours.url if ours else "").show(form)


@cli.command()
@_in_folder
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def render(folder: Path) -> None:
    """Write the archive as Markdown for other generators."""
    from clipbook import pipeline  # noqa: PLC0415

    count = pipeline.render(Path.cwd(), folder)
    click.echo(f"Wrote {count} pages to {folder}; build them with: cd {folder} && zensical build")


@cli.command()
@_in_folder
@click.argument(
    "record", type=click.Choice(["article", "story", "outlets", "decisions"]), default="article"
)
def schema(record: str) -> None:
    """Print the JSON Schema of what curators write."""
    from clipbook.store import schemas  # noqa: PLC0415

    click.echo(schemas.text(record))


cli.add_command(group)
cli.add_command(story)


def main() -> None:
    """Run the command line; whatever happens ends in one line and an exit code."""
    sys.excepthook = _last_word
    try:
        code = cli.main(standalone_mode=False)
    except ContentError as error:
        _print_problems(error.problems)
        code = _fault(error, error.exit_code)
    except ClipbookError as error:
        code = _fault(error, error.exit_code)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = _fault("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not complain when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        code = _fault(error, ClipbookError.exit_code)
    sys.exit(code)


def _last_word(kind: type[BaseException], error: BaseException, trace: object) -> None:
    if os.environ.get("CLIPBOOK_DEBUG"):
        sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
        return
    said = " ".join(str(error).split())
    _fault(f"a fault in Clipbook itself ({kind.__name__}: {said}); CLIPBOOK_DEBUG=1 shows where", 2)
    # Python would leave with 1 here, which means problems in the content.
    sys.stdout.flush()
    os._exit(ClipbookError.exit_code)


def _fault(said: object, code: int) -> int:
    click.echo(f"clipbook: {said}", err=True)
    return code


def _site() -> Site:
    from clipbook.site import host  # noqa: PLC0415

    return host.site_of(Path.cwd())


def _print_problems(problems: Iterable[Problem]) -> None:
    from clipbook.problems import as_text  # noqa: PLC0415

    for problem in problems:
        click.echo(as_text(problem), err=True)
