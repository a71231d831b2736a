"""The ledger's file: entries added at its end, and what was read of it as plain values."""

from __future__ import annotations

from typing import Any

from clipbook.errors import ClipbookError
from clipbook.model.dates import PartialDate
from clipbook.model.decision import Decision
from clipbook.store import article_file, freeze, reading
from clipbook.store.entry import plain_problems, problems_of
from clipbook.store.reading import Decisions

_FIRST_LINES = """\
# What curators decided on stories; commands add at the end, and lines may be added and taken out.
# same, never-together, pin (with story), out, merged and renamed (with into), split (with into
# and articles); each with who, when and why.
"""
_DECISION = freeze.defaults(Decision)


def plain(found: Decisions, digest: bytes) -> dict[str, Any]:
    """Give what was read as values that `marshal` keeps."""
    return {
        "digest": digest,
        "sound": tuple(map(_frozen, found.sound)),
        "lines": found.lines,
        "problems": plain_problems(found.problems),
    }


def thawed(kept: dict[str, Any]) -> Decisions:
    """Give what `plain` was made of."""
    sound = tuple(map(_thawed, kept["sound"]))
    return Decisions(sound, tuple(kept["lines"]), problems_of(kept["problems"]))


def with_added(text: str, file: str, *decisions: Decision) -> str:
    """Write entries at the end of the ledger's text; all else stays as it is.

    Raises ClipbookError where the text is written so that nothing can be added at its end.
    """
    before = reading.decisions(text.encode(), file)
    start = text or _FIRST_LINES
    after = start + ("" if start.endswith("\n") else "\n") + "".join(map(_lines, decisions))
    found = reading.decisions(after.encode(), file)
    if found.sound != (*before.sound, *decisions):
        raise ClipbookError(
            f"{file} cannot be added to: write it as a plain list, `- ` at the margin"
        )
    return after


def _lines(decision: Decision) -> str:
    said = decision.model_dump(by_alias=True, exclude_defaults=True)
    verdict = decision.verdict.value
    order = {verdict: said.pop(verdict), **said}
    fields = article_file.lines_of({name: _value(value) for name, value in order.items()})
    first, *others = fields.splitlines()
    return "\n".join([f"- {first}", *(f"  {line}" for line in others), ""])


def _value(value: object) -> object:
    return PartialDate(*value) if isinstance(value, tuple) and isinstance(value[0], int) else value


def _frozen(decision: Decision) -> freeze.Frozen:
    kept = {
        name: value for name, value in decision.__dict__.items() if value != _DECISION.get(name)
    }
    return {**kept, "when": str(decision.when)} if decision.when else kept


def _thawed(kept: freeze.Frozen) -> Decision:
    values = _DECISION | kept
    return freeze.made(Decision, {**values, "when": PartialDate.known(values["when"] or "")})
