"""Measures how pages are read: `python -m benchmarks.pages FOLDER …` (see `truth.py`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import click

from benchmarks.pages import readers, truth
from benchmarks.pages.readers import Answer, Reader
from benchmarks.pages.scores import Score
from benchmarks.pages.truth import Page


def main() -> int:
    """Print a table for each folder; gives the exit code."""
    asked = _asked()
    found = readers.installed()
    chosen = {name: found[name] for name in asked.only or found if name in found}
    for folder in asked.folders:
        pages = list(truth.read(folder, asked.half))
        click.echo(f"\n{folder.name}, {asked.half}: {len(pages)} pages")
        for name, reader in chosen.items():
            score = _measured(reader, pages, asked.show if name == "ours" else None)
            values = "  ".join(f"{key} {value:.3f}" for key, value in score.row().items())
            click.echo(f"{name:12} {values}")
    return 0


def _measured(reader: Reader, pages: list[Page], show: str | None) -> Score:
    score = Score()
    # The first page pays for loading everything.
    for page in pages[:1]:
        readers.ask(reader, page)
    for page in pages:
        answer = readers.ask(reader, page)
        if show in score.add(page, answer):
            _say_miss(page, answer, str(show))
    return score


def _say_miss(page: Page, answer: Answer, field: str) -> None:
    click.echo(
        f"{page.file.name}\n  is   {getattr(page, field)!r}\n  said {getattr(answer, field)!r}"
    )


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders with a truth.json")
    parser.add_argument("--half", choices=(*truth.HALVES, "all"), default="kept")
    parser.add_argument("--only", nargs="*", help="names of readers; else all that are installed")
    parser.add_argument("--show", choices=("title", "authors", "date"), help="print what we miss")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
