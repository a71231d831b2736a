"""A site over HTTP for whoever edits it: the page on the screen reloads when it is told to."""

from __future__ import annotations

import os
import shutil
import socket
import socketserver
import sys
import threading
import time
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from clipbook.review.door import is_own
from clipbook.review.gate import Gate
from clipbook.site import annex

if TYPE_CHECKING:
    from clipbook.config import Site

ENDPOINT = "/livereload/"
"""Followed by the epoch that a browser knows; answered when there is a newer one."""
_PATIENCE_SECONDS = 55.0
_SCRIPT = """<script>(() => {
  const known = %d;
  let asking = null;
  const ask = async () => {
    const own = asking = new AbortController();
    let pause = 3000;
    try {
      const answer = await fetch(`/livereload/${known}`, {signal: own.signal, cache: "no-store"});
      if (Number(await answer.text()) > known) { location.reload(); return; }
      if (answer.ok) pause = 0;
    } catch {}
    if (!own.signal.aborted) setTimeout(() => { if (!own.signal.aborted) ask(); }, pause);
  };
  const look = () => {
    if (asking) asking.abort();
    asking = null;
    if (document.visibilityState === "visible") ask();
  };
  addEventListener("load", look);
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => { if (asking) asking.abort(); });
})();</script>"""


class LiveServer(ThreadingHTTPServer):
    """Serves one folder; the address is taken at once, and answered from `server_activate` on."""

    daemon_threads = True
    request_queue_size = 64
    # Elsewhere than on POSIX, two servers could have one address.
    allow_reuse_address = os.name == "posix"

    def __init__(self, host: str, port: int, folder: Path, mount: str) -> None:
        """Take an address; raises OSError or OverflowError where that cannot be had."""
        self.folder, self.mount = folder, mount
        self.gate: Gate | None = None
        """The review page, where it may be."""
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._epoch, self._turned = _now(), threading.Condition()
        super().__init__((host, port), _Handler, bind_and_activate=False)
        self.server_bind()

    def server_bind(self) -> None:
        """Take the address without asking other machines for its name."""
        socketserver.TCPServer.server_bind(self)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of readers that have gone."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def open_review(self, site: Site) -> None:
        """Have the review page answer; never on an address that others can reach."""
        if is_own(str(self.server_address[0])):
            self.gate = self.gate or Gate(self.mount)
            self.gate.open(site)

    @property
    def epoch(self) -> int:
        """When the site was changed last, in milliseconds."""
        return self._epoch

    def reload(self) -> None:
        """Have browsers load again what they show."""
        with self._turned:
            self._epoch = max(_now(), self._epoch + 1)
            self._turned.notify_all()

    def newer(self, known: int) -> int:
        """Wait for an epoch after the one that is known, for a minute at most."""
        with self._turned:
            self._turned.wait_for(lambda: self._epoch > known, timeout=_PATIENCE_SECONDS)
            return self._epoch


class _Handler(SimpleHTTPRequestHandler):
    server: LiveServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with a file's headers."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a form; files take none."""
        if not annex.answers(self, self.server.gate):
            self.close_connection = True
            self.send_error(HTTPStatus.NOT_IMPLEMENTED)

    def _answer(self) -> None:
        if annex.answers(self, self.server.gate):
            return
        path = unquote(urlsplit(self.path).path)
        mount = self.server.mount
        known = path.removeprefix(ENDPOINT)
        if known != path and known.isascii() and known.isdigit():
            self._send(b"%d" % self.server.newer(int(known)), "text/plain")
        elif path.startswith(mount):
            self._file(path, path[len(mount) :])
        elif f"{path}/" == mount or path == "/":
            self._redirect(mount)
        else:
            self._missing()

    def _file(self, path: str, inside: str) -> None:
        # Before the file is read: a page that changes meanwhile is loaded again.
        epoch = self.server.epoch
        try:
            place = self._place(inside)
            if place.is_dir() and not path.endswith("/"):
                self._redirect(f"{path}/")
                return
            with (place / "index.html" if path.endswith("/") else place).open("rb") as file:
                self._send_file(file, epoch)
        except (OSError, ValueError):
            self._missing()

    def _place(self, inside: str) -> Path:
        """Give the file of the site at a path; raises ValueError where it would lie outside."""
        place = self.server.folder / inside.strip("/")
        if ".." in place.parts or not place.is_relative_to(self.server.folder):
            raise ValueError(inside)
        return place

    def _send_file(self, file: BinaryIO, epoch: int) -> None:
        kind = self.guess_type(file.name)
        if kind == "text/html":
            self._send(_live(file.read(), epoch), kind)
            return
        self._start(HTTPStatus.OK, kind, os.fstat(file.fileno()).st_size)
        if self.command != "HEAD":
            shutil.copyfileobj(file, self.wfile)

    def _missing(self) -> None:
        epoch = self.server.epoch
        try:
            page = (self.server.folder / "404.html").read_bytes()
        except OSError:
            page = b"<h1>Not found</h1>"
        self._send(_live(page, epoch), "text/html", HTTPStatus.NOT_FOUND)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._start(status, kind, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _start(self, status: HTTPStatus, kind: str, size: int) -> None:
        text = kind.startswith("text/") or kind.endswith(("javascript", "json"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(size))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - Python's own name
        """Keep quiet."""


_Handler.extensions_map = {
    **SimpleHTTPRequestHandler.extensions_map,
    # The system's own table may say otherwise, and browsers would not run them.
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}


def _live(page: bytes, epoch: int) -> bytes:
    """Put the script that waits for a newer epoch at the end of a page."""
    before, end, after = page.rpartition(b"</body>")
    script = (_SCRIPT % epoch).encode()
    return before + script + end + after if end else page + script


def _now() -> int:
    return time.time_ns() // 1_000_000
