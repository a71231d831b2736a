"""What was fetched before, so that a server need not send it again."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from email.message import Message
from pathlib import Path

from clipbook.store import write

FILE = "fetched.json"

_SENDABLE = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,255}")


@dataclass(frozen=True, slots=True)
class Visit:
    """How a server would know that an answer is still what it was."""

    url: str
    """Where the answer was, after redirects."""
    etag: str = ""
    modified: str = ""
    captures: tuple[str, ...] = ()
    """SHA-256 of the captures of the articles that came of it."""

    @classmethod
    def of(cls, url: str, headers: Message) -> Visit:
        """Take down what an answer says of itself."""
        return cls(url, _sendable(headers, "ETag"), _sendable(headers, "Last-Modified"))

    @property
    def conditions(self) -> dict[str, str]:
        """The header fields that ask for nothing unless it has changed."""
        both = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in both.items() if value}


@dataclass(slots=True)
class Memory:
    """The visits of an archive, in a file that may be deleted at any time."""

    folder: Path
    _visits: dict[str, Visit] | None = field(default=None, init=False)

    def of(self, address: str) -> Visit | None:
        """Give the last visit to an address."""
        return self._loaded().get(address)

    def keep(self, address: str, visit: Visit) -> None:
        """Remember a visit, on disk."""
        known = self._loaded()
        known[address] = visit
        path = self.folder / FILE
        said = {address: asdict(known[address]) for address in sorted(known)}
        before = path.read_bytes() if path.exists() else b""
        write.replace(path, f"{json.dumps(said, indent=1)}\n".encode(), expected=before)

    def _loaded(self) -> dict[str, Visit]:
        if self._visits is None:
            self._visits = _read(self.folder / FILE)
        return self._visits


def _read(path: Path) -> dict[str, Visit]:
    try:
        said = json.loads(path.read_bytes())
        return {address: _visit(**facts) for address, facts in said.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        # Nobody loses anything: what is not remembered is fetched again.
        return {}


def _visit(url: str, etag: str, modified: str, captures: list[str]) -> Visit:
    if not all(isinstance(text, str) for text in (url, etag, modified, *captures)):
        raise TypeError
    if not all(_SENDABLE.fullmatch(text) for text in (etag, modified) if text):
        raise ValueError
    return Visit(url, etag, modified, tuple(captures))


def _sendable(headers: Message, name: str) -> str:
    said = headers.get(name, "")
    return said if _SENDABLE.fullmatch(said) else ""
