"""The files of a folder, packed as hosts pack them: an ASGI application."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_PACKED = (".html", ".js", ".css", ".json", ".svg", ".xml")
"""What hosts pack on the way; all else is packed already, or is not worth it."""
_SHORT = 1024
"""Bytes up to which nothing is packed."""

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]


@dataclass
class Files:
    """An ASGI application that answers with the files of a folder."""

    root: Path
    packed: dict[Path, bytes] = field(default_factory=dict)
    """What was packed once is not packed again: a host has it at hand."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        file = self._file(scope["path"])
        status, headers, body = self._answer(file) if file else (404, [], b"")
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _file(self, address: str) -> Path | None:
        path = (self.root / unquote(address).lstrip("/")).resolve()
        file = path / "index.html" if path.is_dir() else path
        return file if file.is_file() and file.is_relative_to(self.root) else None

    def _answer(self, file: Path) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        sort = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        body = self._packed(file) if file.suffix in _PACKED else None
        coding = [(b"content-encoding", b"gzip")] if body else []
        body = body or file.read_bytes()
        headers = [
            (b"content-type", sort.encode()),
            (b"cache-control", b"max-age=600"),
            (b"content-length", str(len(body)).encode()),
            *coding,
        ]
        return 200, headers, body

    def _packed(self, file: Path) -> bytes | None:
        if file not in self.packed:
            body = file.read_bytes()
            self.packed[file] = gzip.compress(body) if len(body) > _SHORT else b""
        return self.packed[file] or None


async def _live(receive: Receive, send: Send) -> None:
    while True:
        said = (await receive())["type"]
        await send({"type": f"{said}.complete"})
        if said == "lifespan.shutdown":
            return
