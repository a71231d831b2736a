"""Files of the site written below its folder, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from clipbook.errors import ClipbookError


@dataclass(slots=True)
class Writer:
    """Writes files under one folder; makes each folder once."""

    folder: Path
    made: set[Path] = field(default_factory=set)
    count: int = 0

    def write(self, path: str, data: bytes) -> None:
        """Write one file; its path is relative to the site's root."""
        target = self.folder / path
        if ".." in Path(path).parts or Path(path).is_absolute():
            raise ClipbookError(f"{path} would lie outside the site")
        if target.parent not in self.made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.made.add(target.parent)
        target.write_bytes(data)
        self.count += 1

    def page(self, address: str, html: str) -> None:
        """Write a page at its address; an address that ends in a slash is its folder's index."""
        path = f"{address}index.html" if address.endswith("/") or not address else address
        self.write(path, html.encode("utf-8", errors="xmlcharrefreplace"))
