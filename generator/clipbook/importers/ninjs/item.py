"""A news item, as far as it is read: the names of all versions, in lower case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class _Part(BaseModel):
    """Something of an item; what is not read is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Named(_Part):
    """A person, an organisation, a subject."""

    name: str | None = None
    rel: str | None = None
    role: str | None = None


class Words(_Part):
    """A headline, a body or a description."""

    role: str | None = None
    contenttype: str | None = None
    value: str | None = None


class Place(_Part):
    """Another identifier, or another form of the item."""

    role: str | None = None
    name: str | None = None
    value: str | None = None
    href: str | None = None
    contenttype: str | None = None
    mimetype: str | None = None


class Rights(_Part):
    """What may be done with it."""

    usageterms: str | None = None
    linkedrights: str | None = None


class NewsItem(_Part):
    """One item."""

    uri: str
    type: str | None = None
    version: str | int | None = None
    pubstatus: str | None = None
    firstcreated: str | None = None
    versioncreated: str | None = None
    contentcreated: str | None = None
    embargoed: str | None = None
    embargoeduntil: str | None = None
    language: str | None = None
    title: str | None = None
    headline: str | None = None
    headlines: list[Words] = []
    by: str | None = None
    byline: str | None = None
    people: list[Named] = []
    person: list[Named] = []
    subjects: list[Named] = []
    subject: list[Named] = []
    genres: list[Named] = []
    genre: list[Named] = []
    keywords: list[str] | str | None = None
    infosources: list[Named] = []
    infosource: list[Named] = []
    publisher: str | None = None
    usageterms: str | None = None
    copyrightnotice: str | None = None
    rightsinfo: Rights | None = None
    altids: list[Place] = []
    renditions: list[Place] = []
    link: str | None = None
    canonical: str | None = None
    canonicalurl: str | None = None
    bodies: list[Words] = []
    descriptions: list[Words] = []

    @model_validator(mode="before")
    @classmethod
    def _of_any_version(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Give what version 1 says under names of their own as the lists of later ones."""
        found = dict(data)
        for kind, lists in (("body", "bodies"), ("description", "descriptions")):
            said = {key: value for key, value in data.items() if key.startswith(f"{kind}_")}
            if said and isinstance(data.get(lists) or [], list):
                parts = [
                    {"role": key.partition("_")[2], "value": text} for key, text in said.items()
                ]
                found[lists] = [*(data.get(lists) or []), *parts]
        headlines = [text for key, text in data.items() if key.startswith("headline_")]
        if headlines and not data.get("headline"):
            found["headline"] = headlines[0]
        for key in ("altids", "renditions"):
            if isinstance(data.get(key), dict):
                found[key] = [_place(name, value) for name, value in data[key].items()]
        return {key: value for key, value in found.items() if value is not None}

    def names(self, *lists: str) -> list[str]:
        """Give the names in one list of an item, as versions call it."""
        return [one.name for key in lists for one in getattr(self, key) if one.name]

    @property
    def embargo_text(self) -> str:
        """Until when it must not be published, as said."""
        return (self.embargoed or self.embargoeduntil or "").strip()

    @property
    def embargo(self) -> dt.datetime | None:
        """The same in UTC; None where there is none, or none that can be read."""
        try:
            found = dt.datetime.fromisoformat(self.embargo_text)
            return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            return None


def _place(name: str, value: object) -> object:
    return {**value, "name": name} if isinstance(value, dict) else {"role": name, "value": value}


def lowered(value: Any) -> Any:  # noqa: ANN401 - JSON holds anything
    """Give JSON with its names in lower case, as versions 1 and 2 write them."""
    if isinstance(value, dict):
        return {str(key).casefold(): lowered(part) for key, part in value.items()}
    return [lowered(part) for part in value] if isinstance(value, list) else value
