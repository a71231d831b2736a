"""The review page as the server knows it: a path, and answers; all else is loaded when asked for.

What is behind it reads the whole archive and groups it, which most who serve a site never need.
"""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import TYPE_CHECKING

from clipbook.review import door
from clipbook.review.exchange import GUARDED, PATH, Answer, Asked, plain

if TYPE_CHECKING:
    from clipbook.config import Site
    from clipbook.review.room import Room


class Gate:
    """Answers for everything below `PATH`."""

    def __init__(self, mount: str) -> None:
        """Begin closed; `mount` is the path of the site's own address."""
        self.mount = mount
        self._site: Site | None = None
        self._room: Room | None = None
        self._loading = threading.Lock()

    def open(self, site: Site) -> None:
        """Let readers in, to the archive as its settings are now."""
        self._site = site
        if self._room:
            self._room.site = site

    def answer(self, asked: Asked) -> Answer:
        """Answer a request, with what keeps the page to itself."""
        found = self._answer(asked)
        return found._replace(headers=(*found.headers, *GUARDED))

    def _answer(self, asked: Asked) -> Answer:
        if self._site is None:
            return plain(HTTPStatus.NOT_FOUND, "There is nothing here.")
        return door.refusal(asked) or self._entered(self._site).answer(asked)

    def _entered(self, site: Site) -> Room:
        from clipbook.review.room import Room  # noqa: PLC0415 - loads all of curation

        with self._loading:
            self._room = self._room or Room(site, self.mount)
        return self._room


def is_ours(path: str) -> bool:
    """Say whether a path is below the gate."""
    return path.startswith(PATH) or f"{path}/" == PATH
