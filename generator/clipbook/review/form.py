"""A form as it was sent: what a curator decided of one proposal."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from clipbook.errors import ClipbookError

_MOST_FIELDS = 5_000
_NAMES = ("token", "mark", "do", "title", "slug", "why")


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent, unchecked; what was not sent is empty."""

    token: str
    mark: str
    """Of the proposal as it was shown."""
    does: str
    """`accept`, `reject`, `settle`, or `part` with an article's id behind it."""
    ticked: tuple[str, ...]
    """Ids of articles."""
    title: str
    slug: str
    why: str


def read(body: bytes) -> Form:
    """Read a form; raises ClipbookError where it is none."""
    try:
        fields = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise ClipbookError("what was sent is no form of this page") from error

    def one(name: str) -> str:
        return " ".join(fields.get(name, [""])[-1].split())

    token, mark, does, title, slug, why = map(one, _NAMES)
    ticked = tuple(dict.fromkeys(fields.get("article", ())))
    return Form(token, mark, does, ticked, title, slug, why)
