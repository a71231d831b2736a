"""A decision of a curator on which articles belong together: one entry of `decisions.yml`."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from clipbook.model.dates import PartialDate
from clipbook.model.fields import Flag, Line, Slug
from clipbook.model.record import Record


class Verdict(StrEnum):
    """What is decided; each is the key that begins an entry."""

    SAME = "same"
    APART = "never-together"
    PIN = "pin"
    OUT = "out"
    MERGED = "merged"
    RENAMED = "renamed"
    SPLIT = "split"


class Decision(Record):
    """One entry: what is decided, by whom, when and why."""

    model_config = ConfigDict(populate_by_name=True)

    same: tuple[Slug, ...] = ()
    """Ids of articles that are of one story."""
    apart: tuple[Slug, ...] = Field(default=(), alias="never-together")
    """Ids of articles no two of which are of one story."""
    pin: Slug | None = None
    """The id of an article that stays in `story`."""
    story: Slug | None = None
    """Where `pin` keeps it."""
    out: Slug | None = None
    """The id of an article that stays out of all stories."""
    instead: Flag = False
    """Whether what earlier entries say of this article's place, `pin` or `out`, counts no more."""
    merged: Slug | None = None
    """The slug of a story that is no more: its address leads to `into`."""
    renamed: Slug | None = None
    """The address that the story `into` had before; it leads there."""
    split: Slug | None = None
    """The slug of a story that `articles` left for `into`."""
    into: Slug | None = None
    """The slug of a story."""
    articles: tuple[Slug, ...] = ()
    """Ids of those that left."""
    who: Line | None = None
    """Who decided."""
    when: PartialDate | None = None
    """When it was decided."""
    why: Line | None = None
    """For what reason, in a sentence that readers may see."""

    @property
    def verdict(self) -> Verdict:
        """Say what is decided."""
        return next(verdict for verdict, fields in _FIELDS.items() if getattr(self, fields[0]))

    @property
    def named(self) -> tuple[str, ...]:
        """Give the ids of the articles that it is about."""
        seated = (self.seated,) if self.seated else ()
        return (*self.same, *self.apart, *self.articles, *seated)

    @property
    def seated(self) -> str | None:
        """Give the id of the article that `pin` or `out` is about."""
        return self.pin or self.out

    @property
    def left(self) -> str | None:
        """Give the slug of the story whose address leads on."""
        return self.merged or self.renamed

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        """Hold an entry to one verdict and the fields of it."""
        said = [fields for fields in _FIELDS.values() if getattr(self, fields[0])]
        if len(said) != 1:
            raise _fault(
                f"{'nothing' if not said else 'more than one thing'} is decided here",
                f"Begin each entry with one of {', '.join(_FIELDS)}.",
            )
        needed = {name for name in _ALL if getattr(self, name)}
        if needed != set(said[0]):
            name = _name_of(min(needed ^ set(said[0])))
            verb = "says nothing beside" if name in map(_name_of, needed) else "is missing beside"
            raise _fault(f"“{name}” {verb} “{_name_of(said[0][0])}”", _SHAPES[said[0][0]])
        if self.instead and not self.seated:
            raise _fault("“instead” says nothing here", "Write it beside `pin` or `out` alone.")
        if 1 in {len({*self.same}), len({*self.apart})}:
            raise _fault("one article alone is no decision", _SHAPES[said[0][0]])
        if len(self.apart) > _MOST_APART:
            many = f"{len(self.apart)} articles are more than the {_MOST_APART} of which each pair"
            raise _fault(f"{many} is kept apart", "Name those that the machine would put together.")
        return self


_MOST_APART = 500
"""Articles of one `never-together`: each of them with each makes 125,000 pairs."""
_FIELDS: dict[Verdict, tuple[str, ...]] = {
    Verdict.SAME: ("same",),
    Verdict.APART: ("apart",),
    Verdict.PIN: ("pin", "story"),
    Verdict.OUT: ("out",),
    Verdict.MERGED: ("merged", "into"),
    Verdict.RENAMED: ("renamed", "into"),
    Verdict.SPLIT: ("split", "into", "articles"),
}
_ALL = tuple(sorted({name for fields in _FIELDS.values() for name in fields}))
_SHAPES = {
    "same": "Write `same: [one-article, another]`.",
    "apart": "Write `never-together: [one-article, another]`.",
    "pin": "Write `pin: an-article` and `story: a-story`.",
    "out": "Write `out: an-article`.",
    "renamed": "Write `renamed: old-address` and `into: new-address`.",
    "merged": "Write `merged: old-story` and `into: the-other`.",
    "split": "Write `split: a-story`, `into: the-new-one` and `articles: […]`.",
}


def _name_of(field: str) -> str:
    return Verdict.APART if field == "apart" else field


def _fault(message: str, fix: str) -> PydanticCustomError:
    return PydanticCustomError("invalid-decision", "{message}", {"message": message, "fix": fix})
