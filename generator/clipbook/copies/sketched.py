"""What is known of an article when its copies are looked for, and what is found."""

from __future__ import annotations

from dataclasses import dataclass

from clipbook.copies.shingles import sketch


@dataclass(frozen=True, slots=True)
class Sketched:
    """What is known of an article when its copies are looked for."""

    id: str
    sketch: bytes
    """Of its text; empty where there is none, or too little of it."""
    date: str = ""
    """In EDTF, empty where none is recorded."""
    outlet: str = ""
    """Its key, empty where none is recorded."""

    @classmethod
    def of(cls, ident: str, text: str, date: str = "", outlet: str = "") -> Sketched:
        """Make one of a plain text, a line for each paragraph."""
        return cls(ident, sketch(text), date, outlet)

    @property
    def order(self) -> tuple[bool, str, str]:
        """Sort by date, the undated last; ties by id."""
        return (not self.date, self.date, self.id)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is mostly another's."""

    id: str
    of: str
    """The id of the article that it was found to be like: the first of the group, or a copy."""
    containment: float
    """Share of the shorter text of the two that is in the longer one, as the sketches tell."""
