"""The dial of an archive: `content/grouping.yml`, written when it is fitted, and by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from clipbook.errors import ContentError
from clipbook.model.dates import PartialDate
from clipbook.model.record import Record
from clipbook.problems import Problem
from clipbook.store import article_file, front_matter, strict_yaml, write
from clipbook.store.cache import relative
from clipbook.store.validate import validate

FILE = "grouping.yml"
_FIRST_LINES = """\
# How broad stories are: dial goes from -1 (few, broad ones) over 0 to 1 (many, fine ones).
# Of more than `largest` articles, a story has to be more alike; without it, size does not count.
# `clipbook group --fit` sets both by the stories that were confirmed; they may be set by hand.
"""


class Dial(Record):
    """What `grouping.yml` holds."""

    dial: Annotated[float, Field(ge=-1, le=1)] = 0.0
    """From -1, broad, to 1, fine."""
    largest: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    """Articles from which on a story has to be the more alike the larger it is; fitted, too."""
    embed: bool = False
    """Whether what articles are about counts beside their words; needs `clipbook[embed]`."""
    fitted: PartialDate | None = None
    """The day on which it was fitted."""
    stories: int | None = None
    """To how many confirmed stories."""


def read(root: Path, content: Path) -> Dial:
    """Read the dial; in the middle where there is no file.

    Raises ContentError where the file says something else.
    """
    path = content / FILE
    if not path.exists():
        return Dial()
    file = relative(path, root)
    text = front_matter.decode(path.read_bytes(), file)
    if isinstance(text, Problem):
        raise ContentError([text])
    found, problems = validate(Dial, strict_yaml.read(text, file), file)
    if found is None:
        raise ContentError(problems)
    return found


def keep(content: Path, dial: Dial) -> None:
    """Write the dial; comments of a curator in the file go."""
    path = content / FILE
    before = path.read_bytes() if path.exists() else b""
    fields = {
        name: value
        for name in Dial.model_fields
        if (value := getattr(dial, name)) is not None and value is not False
    }
    write.replace(path, (_FIRST_LINES + article_file.lines_of(fields)).encode(), expected=before)
