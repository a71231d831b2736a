"""A connection to a checked address, on which no wait is longer than the time that is left."""

from __future__ import annotations

import io
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clipbook.fetching.guard import Place
from clipbook.fetching.limits import Patience

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Line:
    """What `http.client` reads an answer from: a server that drips is left after all."""

    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        """Take over a connection that stands."""
        self._connection, self._patience = connection, patience

    def send(self, data: bytes) -> None:
        """Send a request."""
        self._connection.settimeout(self._patience.left())
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Open the line for reading, as a socket does."""
        return io.BufferedReader(_Incoming(self._connection, self._patience))


class _Incoming(io.RawIOBase):
    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        self._connection, self._patience = connection, patience

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._connection.settimeout(self._patience.left())
        return self._connection.recv_into(buffer)


@contextmanager
def connected(
    places: list[Place], name: str | None, patience: Patience, most: float
) -> Iterator[Line]:
    """Connect to the first place that answers, with TLS for a `name` where one is given.

    `most` is the seconds for each place. Raises OSError where none can be had.
    """
    with _first(places, patience, most) as connection:
        if name is None:
            yield Line(connection, patience)
            return
        connection.settimeout(patience.left(most))
        with ssl.create_default_context().wrap_socket(connection, server_hostname=name) as safe:
            yield Line(safe, patience)


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
