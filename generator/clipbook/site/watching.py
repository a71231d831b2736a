"""Which files change, as the system tells it: what is saved together is told together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.05
"""Seconds without another change after which changes are told: editors save in several steps."""
_PATIENCE = 20
"""Changes that never cease are told after so many times as long."""
_TELLING = {"created", "modified", "moved", "deleted"}
"""Not that a file was opened or closed, which we do ourselves."""


class Watch(FileSystemEventHandler):
    """Tells the paths of files that have changed; of some, the system may tell nothing at all."""

    def __init__(self, tell: Callable[[frozenset[str]], None]) -> None:
        """Begin with nothing to look at."""
        self._tell, self._changed = tell, set[str]()
        self._some, self._lock = threading.Event(), threading.Lock()
        self._watched: set[tuple[str, bool]] = set()
        self._files: set[str] = set()
        self._observer = Observer()

    def _start(self) -> None:
        """Begin to tell, in threads that end with the process."""
        self._observer.daemon = True
        # A system that watches no more files leaves it to those who look now and then.
        with suppress(OSError):
            self._observer.start()
        threading.Thread(target=self._gather, daemon=True).start()

    def add(self, paths: Iterable[str]) -> None:
        """Watch folders with all that is in them, and files; what is watched already stays so."""
        for path in paths:
            file = Path(path)
            if file.is_dir():
                self._schedule(path, deep=True)
            else:
                self._files.add(path)
                # Editors put another file in the place of the old one: only its folder tells.
                self._schedule(str(file.parent), deep=False)
        if not self._observer.ident:
            self._start()

    def _schedule(self, folder: str, *, deep: bool) -> None:
        if (folder, deep) not in self._watched:
            with suppress(OSError):
                self._observer.schedule(self, folder, recursive=deep)
                self._watched.add((folder, deep))

    def dispatch(self, event: FileSystemEvent) -> None:
        """Note a change; the times of folders are none."""
        if event.event_type not in _TELLING:
            return
        if event.is_directory and event.event_type == "modified":
            return
        paths = {str(path) for path in (event.src_path, event.dest_path) if path}
        with self._lock:
            self._changed.update(filter(self._concerns, paths))
            if self._changed:
                self._some.set()

    def _concerns(self, path: str) -> bool:
        file = Path(path)
        # Editors keep copies of their own beside what they write.
        if file.name.startswith(".") or file.name.endswith("~"):
            return False
        deep = (folder for folder, is_deep in self._watched if is_deep)
        return path in self._files or any(file.is_relative_to(folder) for folder in deep)

    def _gather(self) -> None:
        while self._some.wait():
            for _ in range(_PATIENCE):
                self._some.clear()
                if not self._some.wait(QUIET):
                    break
            with self._lock:
                changed, self._changed = frozenset(self._changed), set()
                self._some.clear()
            if changed:
                self._tell(changed)
