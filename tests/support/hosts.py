"""Servers on this machine, sound ones and others: each says what a test has it say."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Speaking = Callable[[socket.socket], None]
"""Says something over a connection, at its own pace."""

_LONGEST_REQUEST = 65536
_TLS = b"\x16"


def answer(
    body: bytes | str = b"", status: str = "200 OK", *, length: int | None = None, **fields: str
) -> bytes:
    """Put an answer together; `content_type` becomes the field of that name."""
    data = body.encode() if isinstance(body, str) else body
    said = {"content_type": "text/html", **fields}
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data) if length is None else length}"]
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in said.items()]
    return "\r\n".join((*lines, "", "")).encode() + data


@dataclass(frozen=True)
class Request:
    """What was asked, and when."""

    path: str
    fields: Mapping[str, str]
    at: float


@dataclass
class Host:
    """A server, what it says under each path, and what it was asked."""

    port: int
    says: dict[str, bytes | Speaking] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    name: str = "127.0.0.1"
    scheme: str = "http"

    def at(self, path: str) -> str:
        """Give the address of a path."""
        return f"{self.scheme}://{self.name}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, without `robots.txt`."""
        return [request.path for request in self.asked if request.path != "/robots.txt"]

    def serve(self, connection: socket.socket) -> None:
        """Answer one request."""
        with connection, suppress(OSError):
            request = _request(connection)
            self.asked.append(request)
            said = self.says.get(request.path, answer("no such page", "404 Not Found"))
            if callable(said):
                said(connection)
            else:
                connection.sendall(said)


@contextmanager
def host(context: ssl.SSLContext | None = None) -> Iterator[Host]:
    """Run a server as long as the test needs it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = Host(listening.getsockname()[1], scheme="https" if context else "http")
        threading.Thread(target=_accept, args=(listening, served, context), daemon=True).start()
        yield served
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, served: Host, context: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        while True:
            connection = listening.accept()[0]
            threading.Thread(target=_greet, args=(connection, served, context), daemon=True).start()


def _greet(connection: socket.socket, served: Host, context: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        safe = context.wrap_socket(connection, server_side=True) if context else connection
        served.serve(safe)


def _request(connection: socket.socket) -> Request:
    data = b""
    while b"\r\n\r\n" not in data and len(data) < _LONGEST_REQUEST:
        piece = connection.recv(4096)
        if not piece:
            raise OSError("nothing was asked")
        data += piece
        if data.startswith(_TLS):
            connection.sendall(answer("this is no TLS", "400 Bad Request"))
            raise OSError("TLS was wanted")
    first, *lines = data.decode("ascii").split("\r\n\r\n")[0].split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines)
    return Request(first.split(" ")[1], fields, time.monotonic())


def dripping(data: bytes, seconds: float) -> Speaking:
    """Say everything, a byte at a time."""

    def speak(connection: socket.socket) -> None:
        for byte in data:
            connection.sendall(bytes([byte]))
            time.sleep(seconds)

    return speak


def silent(seconds: float) -> Speaking:
    """Say nothing at all."""
    return lambda _: time.sleep(seconds)
