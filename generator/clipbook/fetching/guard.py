"""Where a fetch may go: names looked up once, and each address held to a list before use."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from clipbook.fetching.limits import Patience
from clipbook.importers.record import RefusedError

Place = tuple[socket.AddressFamily, Any]
"""A family of addresses, and one of them as `connect` takes it."""

_NOT_PUBLIC = tuple(
    map(
        IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
            *("192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", "198.18.0.0/15"),
            *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            # Where machines in a large provider's cloud ask about themselves.
            "168.63.129.16/32",
        ),
    )
)
"""Source: the IANA IPv4 Special-Purpose Address Registry."""

_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20"))
)
"""Source: the IANA IPv6 Special-Purpose Address Registry."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64: the last four bytes are an IPv4 address (RFC 6052)."""

_ISATAP = 0x5EFE
"""What the last eight bytes begin with where the last four are an IPv4 address (RFC 5214)."""
_UNIVERSAL = 0x0200_0000
"""The bit that may be set before it."""


def places(host: str, port: int, patience: Patience, *, allow_private: bool) -> list[Place]:
    """Look a name up; whoever connects takes what is given here and asks no second time.

    Raises RefusedError where a place is not public, unless private ones are allowed, TimeoutError
    where nobody answers in time, and OSError or UnicodeError where there is no such name.
    """
    given = _looked_up(host, port, patience.left())
    for _, address in given:
        if not allow_private and not is_public(str(address[0])):
            raise _private(host, str(address[0]))
    return given


def _looked_up(host: str, port: int, seconds: float) -> list[Place]:
    """Ask for a name, and wait so long for the answer.

    The system's own lookup takes no limit and cannot be called off. It is left to itself where it
    is late: it holds nothing up, not even the end of the program, and the system ends it.
    """
    came: Future[list[Place]] = Future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            came.set_result([(family, address) for family, _, _, _, address in found])
        except (OSError, ValueError, OverflowError) as error:
            came.set_exception(error)

    threading.Thread(target=ask, name=f"lookup of {host}", daemon=True).start()
    return came.result(seconds)


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the open internet; what stands in another one counts."""
    # A zone (`fe80::1%eth0`) only links have, and they are not public.
    return _is_public(ip_address(address)) if "%" not in address else False


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC)
    inner = _embedded(address)
    if inner:
        return _is_public(inner)
    is_special = any(address in network for network in _NOT_PUBLIC_6)
    return address in _PUBLIC_6 and not is_special and not _is_isatap(address)


def _is_isatap(address: IPv6Address) -> bool:
    # Only sites use them, for machines of their own.
    return (int(address) >> 32) & 0xFFFF_FFFF & ~_UNIVERSAL == _ISATAP


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _private(host: str, address: str) -> RefusedError:
    at = f" ({address})" if address != host else ""
    return RefusedError(
        0,
        "private-address",
        f"{host}{at} is an address of this machine or of a network of its own",
        "Add --allow-private if you trust the address.",
    )
