"""Why an address gives nothing, in words for the person who named it."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message

from clipbook.importers.record import RefusedError

_GONE = {404, 410}
_DENIED = {401, 402, 403, 451}
_TOO_MANY = 429
_LONGEST = 60
"""Letters of a server's own words that are repeated."""


@contextmanager
def told(host: str) -> Iterator[None]:
    """Turn what goes wrong on a connection into a refusal."""
    try:
        yield
    except TimeoutError:
        said = f"{host} does not answer in time"
        raise RefusedError(0, "too-slow", said, "Try again later.") from None
    except ssl.SSLCertVerificationError as error:
        said = f"the certificate of {host} does not hold: {error.verify_message}"
        raise RefusedError(0, "bad-certificate", said, "Save the page in a browser.") from None
    except (socket.gaierror, UnicodeError):
        fix = "Check the address and the connection."
        raise RefusedError(0, "host-not-found", f"there is no host {host}", fix) from None
    except (http.client.HTTPException, ValueError, OverflowError, MemoryError) as error:
        # What a server says of its lengths is believed by the standard library, be it less than 0.
        raise broken(host, type(error).__name__) from None
    except OSError as error:
        said = f"{host} cannot be reached: {short(error.strerror or str(error))}"
        fix = "Check the address; try again later."
        raise RefusedError(0, "no-connection", said, fix) from None


def broken(host: str, why: str) -> RefusedError:
    """Say that an answer is not one of a sound server."""
    said = f"the answer of {host} is broken ({short(why)})"
    return RefusedError(0, "broken-answer", said, "Try again later, or save the page in a browser.")


def of_status(status: int, headers: Message) -> RefusedError:
    """Say what a status that brings no page means."""
    if status in _GONE:
        fix = "Look for a copy in a web archive."
        return RefusedError(0, "page-gone", f"the page is not there ({status})", fix)
    if status in _DENIED:
        fix = "Save the page in a browser that may see it."
        return RefusedError(0, "access-denied", f"the server denies the page ({status})", fix)
    if status == _TOO_MANY:
        said = "the server asks for a pause (429)"
        return RefusedError(0, "too-many-requests", said, _later(headers))
    said = f"the server answers {status} instead of a page"
    return RefusedError(0, "server-error", said, _later(headers))


def _later(headers: Message) -> str:
    after = short(headers.get("Retry-After", ""))
    if not after:
        return "Try again later."
    return f"Try again in {after} seconds." if after.isdecimal() else f"Try again after {after}."


def short(said: str) -> str:
    """Cut a stranger's words to what fits a line."""
    plain = "".join(sign for sign in said if sign.isprintable())
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + " …"
