"""The search index made beside everything else, in a process that a newer change may end."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from clipbook import search
from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.site.press import Made, digest_of


@dataclass(frozen=True)
class Source:
    """What an index is made of."""

    edition: Edition
    folder: Path
    """Where what was read is kept for the next time."""
    version: bytes

    def files(self, known: Container[str]) -> Iterator[tuple[str, bytes | None]]:
        """Give every file, with no bytes where it is there already."""
        return search.update(self.edition, self.folder, self.version, known)


@dataclass
class Indexing:
    """An index in the making."""

    folder: Path
    """Where its files go that differ from those that are known."""
    pipe: Connection
    process: Any

    @classmethod
    def begin(cls, source: Source, known: Mapping[str, Made], folder: Path) -> Indexing:
        """Begin an index; where processes cannot fork, it is there when this returns."""
        shutil.rmtree(folder, ignore_errors=True)
        here, there = multiprocessing.Pipe(duplex=False)
        process = None
        if hasattr(os, "fork"):
            context = multiprocessing.get_context("fork")
            process = context.Process(target=_run, args=(source, known, folder, there))
            process.daemon = True
            process.start()
            there.close()
        else:
            there.send(_write(source, known, folder))
        return cls(folder, here, process)

    def made(self) -> list[Made] | None:
        """Give every file of the index; None where it is not ready.

        Raises ClipbookError where it will never be.
        """
        if not self.pipe.poll(0):
            return None
        try:
            found: list[Made] = self.pipe.recv()
        except EOFError:
            raise ClipbookError("the search index could not be made") from None
        return found

    def end(self) -> None:
        """Let go of what there is of it."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
        self.pipe.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _run(source: Source, known: Mapping[str, Made], folder: Path, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    code = 1
    try:
        pipe.send(_write(source, known, folder))
        code = 0
    except (ClipbookError, OSError):
        # Whoever waits hears the end of the pipe, and tries again after the next change.
        pass
    finally:
        pipe.close()
        # Not `sys.exit`: what the parent has open is not this process's to finish.
        os._exit(code)


def _write(source: Source, known: Mapping[str, Made], folder: Path) -> list[Made]:
    found = []
    for path, data in source.files(known) if source.edition.site.settings.search else ():
        if data is None:
            found.append(known[path])
            continue
        made = Made(path, digest_of(data), head=len(data))
        was = known.get(path)
        is_same = made.is_as(was)
        found.append(was if was and is_same else made)
        if not is_same:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    folder.mkdir(parents=True, exist_ok=True)
    return found
