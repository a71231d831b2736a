"""Empty archives that inputs are brought into, and editions of what is there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clipbook import pipeline
from clipbook.config import Settings, Site
from clipbook.edition import Edition
from clipbook.importers.record import Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.intake import Imported


def empty(folder: Path) -> Site:
    """Give an archive without articles."""
    return Site(
        root=folder,
        content=folder / "content",
        output=folder / "site",
        name="Harbour Press",
        url="https://press.example/",
        description="",
        language="en",
        flat=True,
        settings=Settings(),
    )


def bring_in(site: Site, name: str, data: bytes) -> list[Imported]:
    """Import one file."""
    site.root.mkdir(parents=True, exist_ok=True)
    path = site.root / name
    path.write_bytes(data)
    return list(pipeline.import_files(site, [path]))


def edition(site: Site) -> Edition:
    """Read what is there, for publication."""
    return pipeline.edition(site, strict=False)[0]


def read_all(importer: object, data: bytes, name: str = "in") -> list[Item]:
    """Give all that an importer says of some bytes; a refusal of the rest as its last item."""
    items: list[Item] = []
    try:
        items.extend(importer.read(Source(name, content=data)))  # type: ignore[attr-defined]
    except RefusedError as error:
        items.append(error.remark)
    return items


def records(items: Iterable[Item]) -> list[RawRecord]:
    """Give the records among what an importer said."""
    return [item for item in items if isinstance(item, RawRecord)]


def refusals(items: Iterable[Item]) -> list[tuple[str, int]]:
    """Give code and line of what was refused."""
    return [(item.code, item.line) for item in items if isinstance(item, Remark) and item.refuses]
