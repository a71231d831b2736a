"""Where a fetch may go: names looked up once, and each address held to a list before use."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from clipbook.importers.record import RefusedError

Place = tuple[socket.AddressFamily, Any]
"""A family of addresses, and one of them as `connect` takes it."""

_NOT_PUBLIC = tuple(
    map(
        IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
            *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            # Where machines in a large provider's cloud ask about themselves.
            "168.63.129.16/32",
        ),
    )
)
"""Source: the IANA IPv4 Special-Purpose Address Registry."""

_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))
"""Source: the IANA IPv6 Special-Purpose Address Registry."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""NAT64: the last four bytes are an IPv4 address (RFC 6052)."""


def places(host: str, port: int, *, allow_private: bool) -> list[Place]:
    """Look a name up; whoever connects takes what is given here and asks no second time.

    Raises RefusedError where a place is not public, unless private ones are allowed, and OSError
    or UnicodeError where there is no such name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    given: list[Place] = [(family, address) for family, _, _, _, address in found]
    for _, address in given:
        if not allow_private and not is_public(str(address[0])):
            raise _private(host, str(address[0]))
    return given


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
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


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
