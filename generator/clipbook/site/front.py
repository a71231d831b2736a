"""The front: a process of its own that answers browsers and watches files.

The other one, which builds, has no threads, and so may share its work among processes at any time;
and pages are served at once, whatever it is at.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clipbook.errors import ClipbookError

if TYPE_CHECKING:
    from clipbook.config import Site

_SERVE, _WATCH, _RELOAD, _REVIEW = "serve", "watch", "reload", "review"


class Place(NamedTuple):
    """What is served, and where."""

    host: str
    port: int
    folder: Path
    mount: str
    """The path of the site's address, with a slash at both ends."""

    @property
    def url(self) -> str:
        """The address for browsers."""
        return self.at(self.mount)

    def at(self, path: str) -> str:
        """Give the address of a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{path}"


@dataclass
class Front:
    """The process, as seen from the one that builds."""

    pipe: Connection

    @classmethod
    def open(cls, place: Place) -> Front:
        """Take the address; raises ClipbookError where it cannot be had."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_run, args=(there, place), daemon=True)
        # Ctrl+C is for us: whoever reads from us ends when we do.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            process.start()
        finally:
            signal.signal(signal.SIGINT, before)
        there.close()
        front = cls(here)
        refusal = front._receive()
        if refusal:
            raise ClipbookError(f"cannot serve: {refusal}")
        return front

    def serve(self) -> None:
        """Begin to answer; raises ClipbookError where the address cannot be had after all."""
        self._send(_SERVE)
        refusal = self._receive()
        if refusal:
            raise ClipbookError(f"cannot serve: {refusal}")

    def watch(self, paths: Iterable[str]) -> None:
        """Watch these folders and files as well."""
        self._send(_WATCH, tuple(paths))

    def reload(self) -> None:
        """Have browsers load again what they show."""
        self._send(_RELOAD)

    def review(self, site: Site) -> None:
        """Have the review page answer, for the archive as its settings are now."""
        self._send(_REVIEW, site)

    def changed(self, seconds: float) -> frozenset[str]:
        """Wait for changes, so long at most; gives the paths that have changed, if any."""
        found: frozenset[str] = frozenset()
        while self.pipe.poll(0 if found else seconds):
            found |= self._receive()
        return found

    def waits(self) -> bool:
        """Say whether there are changes that nobody has asked for yet."""
        return self.pipe.poll(0)

    def close(self) -> None:
        """End the process."""
        self.pipe.close()

    def _send(self, *message: object) -> None:
        try:
            self.pipe.send(message)
        except OSError as error:
            raise ClipbookError("the process that serves the site has ended") from error

    def _receive(self) -> Any:  # noqa: ANN401 - what the process sends
        try:
            return self.pipe.recv()
        except (EOFError, OSError) as error:
            raise ClipbookError("the process that serves the site has ended") from error


def _run(pipe: Connection, place: Place) -> None:
    """Serve and watch until nobody listens any more."""
    from clipbook.site.live import LiveServer  # noqa: PLC0415 - only this process needs them
    from clipbook.site.watching import Watch  # noqa: PLC0415

    try:
        server = LiveServer(*place)
    except (OSError, OverflowError) as error:
        pipe.send(str(error))
        return
    watch = Watch(pipe.send)
    does: dict[str, Callable[..., None]] = {
        _SERVE: lambda: pipe.send(_serve(server)),
        _WATCH: watch.add,
        _RELOAD: server.reload,
        _REVIEW: server.open_review,
    }
    with suppress(EOFError, OSError):
        pipe.send("")
        while True:
            name, *rest = pipe.recv()
            does[name](*rest)


def _serve(server: Any) -> str:  # noqa: ANN401 - loaded by its process alone
    try:
        server.server_activate()
    except OSError as error:
        return str(error)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return ""
