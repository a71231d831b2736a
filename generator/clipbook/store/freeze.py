"""Articles and stories as plain values that `marshal` keeps, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from clipbook.model.article import Article, Capture, Kind, Placement, Via
from clipbook.model.citations import source_of
from clipbook.model.columns import Cited
from clipbook.model.dates import PartialDate
from clipbook.model.outlet import Outlet
from clipbook.model.rights import Rights
from clipbook.model.story import Story

Frozen = dict[str, Any]
"""Fields that differ from their defaults."""

M = TypeVar("M", bound=BaseModel)

_IN_COLUMNS = {"sources"}


def defaults(model: type[BaseModel]) -> Frozen:
    """Give the value of every field that has a default."""
    return {
        name: field.default for name, field in model.model_fields.items() if not field.is_required()
    }


_ARTICLE, _STORY, _OUTLET = defaults(Article), defaults(Story), defaults(Outlet)
_VIA = defaults(Via)
_CAPTURE = defaults(Capture)
_PLACEMENT = defaults(Placement)


def article(whole: Article) -> Frozen:
    """Freeze an article; its sources are left out, as they stand in a column."""
    kept = _kept(whole, _ARTICLE)
    if whole.date:
        kept["date"] = str(whole.date)
    if whole.via:
        date = whole.via.date
        kept["via"] = {**_kept(whole.via, _VIA), **({"date": str(date)} if date else {})}
    if whole.captured:
        kept["captured"] = _plain_capture(whole.captured)
    if whole.further_captures:
        kept["further_captures"] = tuple(map(_plain_capture, whole.further_captures))
    if whole.placed:
        at = whole.placed.at
        kept["placed"] = {**_kept(whole.placed, _PLACEMENT), "at": at.isoformat()}
    if whole.embargoed:
        kept["embargoed"] = whole.embargoed.isoformat()
    for name in ("kind", "rights"):
        if name in kept:
            kept[name] = kept[name].value
    return {name: value for name, value in kept.items() if name not in _IN_COLUMNS}


def thawed_article(kept: Frozen, sources: tuple[Cited, ...]) -> Article:
    """Make the article of what was frozen."""
    values = _ARTICLE | kept
    if values["date"]:
        values["date"] = PartialDate.known(values["date"])
    values["kind"] = Kind(values["kind"])
    if values["rights"]:
        values["rights"] = Rights(values["rights"])
    if values["via"]:
        values["via"] = _via(values["via"])
    if values["embargoed"]:
        values["embargoed"] = dt.datetime.fromisoformat(values["embargoed"])
    if values["placed"]:
        at = dt.datetime.fromisoformat(values["placed"]["at"])
        values["placed"] = made(Placement, {**_PLACEMENT, **values["placed"], "at": at})
    if values["captured"]:
        values["captured"] = _capture(values["captured"])
    values["further_captures"] = tuple(map(_capture, values["further_captures"]))
    values["sources"] = tuple(map(source_of, sources))
    return made(Article, values)


def story(whole: Story) -> Frozen:
    """Freeze a story."""
    kept = _kept(whole, _STORY)
    return {**kept, "checked": str(whole.checked)} if whole.checked else kept


def thawed_story(kept: Frozen) -> Story:
    """Make the story of what was frozen."""
    values = _STORY | kept
    return made(Story, {**values, "checked": PartialDate.known(values["checked"] or "")})


def outlet(whole: Outlet) -> Frozen:
    """Freeze an outlet."""
    kept = _kept(whole, _OUTLET)
    return {**kept, "rights": kept["rights"].value} if "rights" in kept else kept


def thawed_outlet(kept: Frozen) -> Outlet:
    """Make the outlet of what was frozen."""
    values = _OUTLET | kept
    if values["rights"]:
        values["rights"] = Rights(values["rights"])
    return made(Outlet, values)


def made(model: type[M], values: Mapping[str, Any]) -> M:
    """Make a record of values that were checked before; as `model_construct`, but quicker."""
    record = model.__new__(model)
    object.__setattr__(record, "__dict__", dict(values))
    object.__setattr__(record, "__pydantic_fields_set__", set())
    object.__setattr__(record, "__pydantic_extra__", None)
    object.__setattr__(record, "__pydantic_private__", None)
    return record


def _kept(record: BaseModel, known: Frozen) -> Frozen:
    return {
        name: value
        for name, value in record.__dict__.items()
        if name not in known or value != known[name]
    }


def _via(kept: Frozen) -> Via:
    values = _VIA | kept
    return made(Via, {**values, "date": PartialDate.known(values["date"] or "")})


def _plain_capture(capture: Capture) -> Frozen:
    return {**_kept(capture, _CAPTURE), "at": capture.at.isoformat()}


def _capture(kept: Frozen) -> Capture:
    return made(Capture, {**_CAPTURE, **kept, "at": dt.datetime.fromisoformat(kept["at"])})
