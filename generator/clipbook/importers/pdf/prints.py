"""What browsers print around a page: its title and address, the day and the hour, its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

_EDGE = 3
"""Lines at the top and the foot of a page among which it stands."""
_STAMP = re.compile(
    r"(?:^|\s)[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},?\s+[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?"
    r"(?:\s*[AaPp]\.?\s?[Mm]\.?)?(?=\s|$)"
)
_COUNT = re.compile(
    r"(?:^|\s)[0-9]{1,4}\s?(?:/|of|von|de|sur|di|van|av|af|z|из)\s?[0-9]{1,4}(?=\s|$)"
)
_ADDRESS = re.compile(r"(?:https?|about|chrome|moz-extension):\S+(?:\s+[0-9]+\s?/\s?[0-9]+)?$")
_FILE = re.compile(r"\bfile:\s?[\\/]", re.IGNORECASE)


def is_of_browser(line: str) -> bool:
    """Say whether a line looks like one that a browser prints."""
    return any(form.search(line) for form in (_STAMP, _COUNT, _FILE))


def names_a_file(text: str) -> bool:
    """Say whether a text holds the address of a file, which nobody else is to see."""
    return _FILE.search(text) is not None


def without(lines: Sequence[str]) -> list[str]:
    """Take off a page what a browser printed around it, and every address of a file."""
    edge = {*range(_EDGE), *range(len(lines) - _EDGE, len(lines))}
    ends = [line for number, line in enumerate(lines) if number in edge]
    is_print = any(map(_STAMP.search, ends)) and any(map(_COUNT.search, ends))
    return [
        line
        for number, line in enumerate(lines)
        if not names_a_file(line) and not (is_print and number in edge and _is_around(line))
    ]


def _is_around(line: str) -> bool:
    stamp, count = _STAMP.search(line), _COUNT.search(line)
    at_an_end = (
        found.start() == 0 or found.end() == len(line) for found in (stamp, count) if found
    )
    return any(at_an_end) or _ADDRESS.search(line) is not None
