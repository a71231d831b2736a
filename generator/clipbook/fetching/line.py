"""A connection to a checked address, on which no wait is longer than the time that is left."""

from __future__ import annotations

import io
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clipbook.fetching.guard import Place
from clipbook.fetching.limits import Limits, Patience
from clipbook.importers import unpack

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ROOM = 1024 * 1024
"""Bytes for the header, and for what parts the pieces of a body."""


class Line:
    """What `http.client` reads an answer from: one that drips, or does not end, is left."""

    def __init__(self, connection: socket.socket, patience: Patience, size: int) -> None:
        """Take over a connection that stands, for a body of at most `size` bytes."""
        self._connection, self._patience, self._size = connection, patience, size

    def send(self, data: bytes) -> None:
        """Send a request."""
        self._connection.settimeout(self._patience.left())
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Open the line for reading, as a socket does."""
        return io.BufferedReader(_Incoming(self._connection, self._patience, self._size))


class _Incoming(io.RawIOBase):
    def __init__(self, connection: socket.socket, patience: Patience, size: int) -> None:
        self._connection, self._patience = connection, patience
        self._size, self._left = size, size + _ROOM

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._connection.settimeout(self._patience.left())
        count = self._connection.recv_into(buffer)
        # However much the answer's own lengths make its reader ask for, no more is handed on.
        self._left -= count
        if self._left < 0:
            raise unpack.too_large(self._size)
        return count


@contextmanager
def connected(
    places: list[Place], name: str | None, patience: Patience, limits: Limits
) -> Iterator[Line]:
    """Connect to the first place that answers, with TLS for a `name` where one is given.

    Raises OSError where none can be had.
    """
    with _first(places, patience, limits.connect) as connection:
        if name is None:
            yield Line(connection, patience, limits.size)
            return
        connection.settimeout(patience.left(limits.connect))
        with ssl.create_default_context().wrap_socket(connection, server_hostname=name) as safe:
            yield Line(safe, patience, limits.size)


def _first(places: list[Place], patience: Patience, most: float) -> socket.socket:
    last: OSError = OSError("there is no address")
    for family, address in places:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(patience.left(most))
            connection.connect(address)
        except OSError as error:
            connection.close()
            last = error
        else:
            return connection
    raise last
