"""One request over the wire: to a checked place, at a polite pace, within the limits."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import cast
from urllib.parse import SplitResult, urljoin, urlsplit

from clipbook.fetching import guard, line, refusals
from clipbook.fetching.limits import Limits, Pace, Patience
from clipbook.importers import unpack

_PORTS = {"http": 80, "https": 443}
_PIECE = 64 * 1024


@dataclass(slots=True)
class Reply:
    """What a server answers; the body is read where it is asked for."""

    host: str
    answer: http.client.HTTPResponse

    @property
    def status(self) -> int:
        """The status code."""
        return self.answer.status

    @property
    def headers(self) -> Message:
        """The header fields."""
        return self.answer.headers

    def body(self, most: int) -> bytes:
        """Read the body and unpack it; raises RefusedError where either exceeds `most` bytes."""
        with refusals.told(self.host):
            packed = self._packed(most)
        return unpack.unpacked(packed, self.headers.get("Content-Encoding", ""), most)

    def beginning(self, most: int) -> bytes:
        """Read the body as far as `most` bytes."""
        with refusals.told(self.host):
            return b"".join(self._pieces(most))[:most]

    def _packed(self, most: int) -> bytes:
        # A length that is a lie is not believed; one that says too much is not even tried.
        if (self.answer.length or 0) > most:
            raise unpack.too_large(most)
        data = b"".join(self._pieces(most))
        if len(data) > most:
            raise unpack.too_large(most)
        if self.answer.length:
            raise refusals.broken(self.host, f"{self.answer.length} bytes are missing")
        return data

    def _pieces(self, most: int) -> Iterator[bytes]:
        size = 0
        while size <= most and (piece := self.answer.read(_PIECE)):
            size += len(piece)
            yield piece


@dataclass(slots=True)
class Web:
    """Sends requests."""

    limits: Limits
    pace: Pace
    allow_private: bool
    agent: str
    """What we call ourselves."""

    @contextmanager
    def visit(self, url: str, extra: Mapping[str, str], patience: Patience) -> Iterator[Reply]:
        """Ask for an address, with header fields that are `extra`.

        Raises RefusedError where there is no answer.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        self.pace.wait(host, patience)
        try:
            with self._asked(parts, host, extra, patience) as answer:
                yield Reply(host, answer)
        finally:
            self.pace.done(host)

    @contextmanager
    def _asked(
        self, parts: SplitResult, host: str, extra: Mapping[str, str], patience: Patience
    ) -> Iterator[http.client.HTTPResponse]:
        with refusals.told(host):
            port = parts.port or _PORTS[parts.scheme]
            places = guard.places(host, port, patience, allow_private=self.allow_private)
            name = host if parts.scheme == "https" else None
            with line.connected(places, name, patience, self.limits) as connection:
                connection.send(self._request(parts, extra))
                yield _answer(connection)

    def _request(self, parts: SplitResult, extra: Mapping[str, str]) -> bytes:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fields = {
            "Host": parts.netloc,
            "User-Agent": self.agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
            "Accept-Encoding": "gzip, deflate, br",
            "Connection": "close",
            **extra,
        }
        lines = (f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()))
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _answer(connection: line.Line) -> http.client.HTTPResponse:
    # The response asks of a socket only that it can be opened for reading.
    answer = http.client.HTTPResponse(cast("socket.socket", connection), method="GET")
    answer.begin()
    return answer


def redirected(reply: Reply, url: str) -> str | None:
    """Give the address to which a reply to `url` sends us on; None where it does not."""
    if reply.status not in {301, 302, 303, 307, 308}:
        return None
    said = reply.headers.get("Location")
    if not said:
        raise refusals.broken(reply.host, "a redirect to nowhere")
    # Header fields are read as Latin-1, and many servers write UTF-8.
    onward = said.strip().encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        return urljoin(url, onward)
    except ValueError:
        return onward


def origin(url: str) -> str:
    """Give scheme, host and port of an address: `https://example.org`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
