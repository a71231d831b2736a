"""The stage: the folder in which the files of a site are written before they are put in place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@dataclass(slots=True)
class Stage:
    """Writes files below one folder, by the ten thousand."""

    folder: str
    _folders: set[str] = field(default_factory=set)

    def write(self, path: str, data: bytes | memoryview) -> None:
        """Write one file; raises OSError where that cannot be done."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self.folder}/{folder}", exist_ok=True)  # noqa: PTH103 - no path is made
            self._folders.add(folder)
        # Not `open`, which asks the system three more things of each file.
        file = os.open(f"{self.folder}/{path}", _FLAGS, 0o666)
        try:
            # All at once: in parts, as `writev` takes them, the system is a good deal slower.
            done = os.write(file, data)
            while done < len(data):
                done += os.write(file, memoryview(data)[done:])
        finally:
            os.close(file)
