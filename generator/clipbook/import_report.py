"""What an import says: a line or an object for each record, and a summary."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click

from clipbook.curation.edits import Edits
from clipbook.intake import Imported
from clipbook.problems import as_text, visible
from clipbook.store import article_file
from clipbook.store.accession import Outcome

_SAID = {
    Outcome.ADDED: "added",
    Outcome.KNOWN: "known",
    Outcome.JOINED: "joined",
    Outcome.FILLED: "filled",
    Outcome.ELSEWHERE: "known",
}


_CAME = frozenset({Outcome.ADDED, Outcome.FILLED})


@dataclass(slots=True)
class Tally:
    """How many records came to what."""

    dry_run: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Why something was refused, by code."""
    ungrouped: list[str] = field(default_factory=list)
    """Ids of articles that came in, and are in no story."""

    def add(self, item: Imported) -> None:
        """Count one."""
        self.counts[outcome_of(item)] += 1
        placed = item.accession
        if placed and placed.outcome in _CAME and not placed.article.story:
            self.ungrouped.append(placed.article.id)
        if item.is_refused:
            self.reasons[item.problems[0].code] += 1

    @property
    def refused(self) -> int:
        """Records and inputs that did not come in."""
        return self.counts["refused"]

    @property
    def summary(self) -> str:
        """All counts in one line."""
        names = ("added", "known", "joined", "filled", "refused", "passed over")
        shown = [f"{self.counts[name]} {name}" for name in names if self.counts[name]]
        why = ", ".join(f"{count} {code}" for code, count in sorted(self.reasons.items()))
        said = ", ".join(shown or ["nothing to import"]) + (f" ({why})" if why else "")
        return said + (" (dry run: nothing was written)" if self.dry_run else "")


Show = Callable[[Imported, Path], None]
"""Prints what came of one record; the second is the archive's folder."""


def imports(imported: Iterable[Imported], root: Path, show: Show, *, dry_run: bool) -> Tally:
    """Print what came of each record, as it comes."""
    tally = Tally(dry_run=dry_run)
    with _counting() as count:
        for item in imported:
            tally.add(item)
            show(item, root)
            count(tally)
    return tally


def outcome_of(item: Imported) -> str:
    """Say in a word what came of a record."""
    if item.accession:
        return _SAID[item.accession.outcome]
    return "passed over" if item.passed_over else "refused" if item.is_refused else "remarked"


def as_line(item: Imported, root: Path) -> None:
    """Print a line, problems beside it."""
    for problem in item.problems:
        click.echo(as_text(problem), err=True)
    for story in item.made:
        click.echo(f"made     {story}")
    if item.passed_over:
        click.echo(visible(f"passed over  ←  {item.input}"))
    if item.accession:
        elsewhere = item.accession.outcome is Outcome.ELSEWHERE
        remark = " (in another story, where it stays)" if elsewhere else ""
        said = f"{outcome_of(item):8} {_file(item, root)}  ←  {item.input}{remark}"
        click.echo(visible(said))


def grouped(edits: Edits, new: Iterable[str]) -> Iterator[str]:
    """Say what was grouped of what came in: a line for each story, and one for what is in none."""
    counts = Counter(placing.story for placing in edits.placings)
    for story, count in sorted(counts.items()):
        made = " (new)" if story in edits.made else ""
        noun = "article" if count == 1 else "articles"
        yield f"grouped  {count} {noun}  →  content/stories/{story}.md{made}"
    left = len({*new} - {placing.article.id for placing in edits.placings})
    if left:
        noun = "article" if left == 1 else "articles"
        yield f"waiting  {left} {noun} in no story yet: see `clipbook group`"


def as_object(item: Imported, root: Path) -> None:
    """Print one JSON object on a line."""
    placed, record = item.accession, item.record
    said: dict[str, Any] = {"input": item.input, "outcome": outcome_of(item)}
    said["file"] = _file(item, root) if placed else None
    said["fields"] = article_file.plain(placed.article) if placed else {}
    read = sorted(record.found) if record else []
    said["provenance"] = {name: _found(item, name) for name in read}
    said["problems"] = [asdict(problem) for problem in item.problems]
    click.echo(json.dumps(said, ensure_ascii=False))


def as_explanation(item: Imported, root: Path) -> None:
    """Print each field with its value, where it was read, and what else was on offer."""
    as_line(item, root)
    if not item.record or not item.accession:
        return
    fields = article_file.plain(item.accession.article)
    for name in fields.keys() | item.record.found.keys():
        fields.setdefault(name, "")
    for name, value in fields.items():
        found = item.record.found.get(name)
        where = f"  ← {_where(item, name)}" if found or _stands(item, name) else ""
        mark = " (inferred)" if name in item.accession.article.inferred else ""
        click.echo(visible(f"  {name:16} {_short(value)}{mark}{where}"))
        for place, other in found.others if found else ():
            click.echo(visible(f"  {'':16}   {place} says: {_short(other)}"))


def _stands(item: Imported, name: str) -> bool:
    """Say whether a value stood in the article before, wherever it is from."""
    placed = item.accession
    if placed is None or placed.outcome is Outcome.ADDED or name in _OF_IMPORTS:
        return False
    return name not in placed.filled


def _where(item: Imported, name: str) -> str:
    found = item.record.found.get(name) if item.record else None
    here = found.where if found else ""
    if not _stands(item, name):
        return here
    return f"as it stands (this input: {here})" if here else "as it stands"


_OF_IMPORTS = frozenset({"captured", "further_captures", "inferred"})
"""Fields that an import changes whatever it fills in."""
_LONGEST = 200


def _short(value: Any) -> str:  # noqa: ANN401 - any field
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"


def _found(item: Imported, name: str) -> dict[str, Any]:
    found = item.record.found[name] if item.record else None
    others = found.others if found else ()
    return {
        "where": _where(item, name),
        "others": [{"where": where, "value": value} for where, value in others],
    }


def _file(item: Imported, root: Path) -> str:
    path = item.accession.path if item.accession else root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@contextmanager
def _counting() -> Iterator[Callable[[Tally], None]]:
    """Show on a terminal how far it is; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe does not pay for it

    with Console(stderr=True).status("Importing …") as status:
        yield lambda tally: status.update(f"Importing … {tally.summary}")
