"""What an importer is: one way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clipbook.importers.record import Item
from clipbook.importers.source import Source


@dataclass(frozen=True, slots=True)
class Importer:
    """One way in; `--as` names it."""

    name: str
    suffix: str
    """What the kept original is called after its sha256."""
    accepts: Callable[[Source], bool]
    """Says by the first bytes whether it would read an input."""
    read: Callable[[Source], Iterator[Item]]
    """Gives records and remarks as they are met; raises RefusedError where it cannot go on."""
    extensions: frozenset[str] = frozenset()
    """Ends of names under which it is looked for in folders: `.html`."""
