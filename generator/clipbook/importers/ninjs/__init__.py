"""IPTC ninjs 1.x, 2.x and 3.x: news items as agencies send them, one, many, or one a line.

Source: the schemas and the user guide of the IPTC, https://iptc.org/standards/ninjs/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from clipbook.importers import json_items
from clipbook.importers.bibliography.clipped import kind_of
from clipbook.importers.importer import Importer
from clipbook.importers.json_items import JsonItem
from clipbook.importers.ninjs.fields import said_of
from clipbook.importers.ninjs.item import NewsItem, lowered
from clipbook.importers.ninjs.texts import body_of
from clipbook.importers.record import Item, Original, Remark
from clipbook.importers.source import Source

_TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component", "event"}
_DISTINCT = {
    *("versioncreated", "firstcreated", "contentcreated", "pubstatus", "headlines", "bodies"),
    *("body_text", "body_xhtml", "body_html", "copyrightholder", "usageterms", "infosources"),
    *("representationtype", "byline", "renditions", "embargoed", "altids", "trustindicators"),
}


def _items(source: Source) -> Iterator[Item]:
    for found in json_items.items(source):
        data = found.read()
        yield from [data] if isinstance(data, Remark) else _item(found, data)


def _item(found: JsonItem, data: dict[str, object]) -> Iterator[Item]:
    try:
        item = NewsItem.model_validate(lowered(data))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        said = f"“{name}” is not as ninjs has it: {first['msg'].lower()}"
        yield found.refused("not-ninjs", said, "Ask the sender, or mend it.")
        return
    refused = _refusal(found, item)
    if refused:
        yield refused
        return
    body, _ = body_of(item)
    said_fields = said_of(item, found.line, has_text=bool(body))
    made = said_fields.record(kind_of(next(iter(item.names("genres", "genre")), None)), body)
    if isinstance(made, Remark):
        yield found.refused(made.code, made.message, made.fix)
        return
    yield from said_fields.remarks
    yield replace(made, original=Original(found.data, ".json"), embargoed=item.embargo)


def _refusal(found: JsonItem, item: NewsItem) -> Remark | None:
    if item.type not in {None, "text"}:
        said = f"an item of type “{item.type[:40]}” is no text"
        return found.refused("not-an-article", said, "Only texts come in.")
    if (item.pubstatus or "usable").casefold() != "usable":
        said = f"its sender has called it “{item.pubstatus}”"
        return found.refused("withdrawn-item", said, "Leave it out: it is not to be published.")
    if item.embargo_text and item.embargo is None:
        said = f"its embargo “{item.embargo_text[:40]}” cannot be read"
        fix = "Write it as 2026-05-06T10:00:00Z, or take it off once it is over."
        return found.refused("embargo-not-read", said, fix)
    return None


def _accepts(source: Source) -> bool:
    keys = {name.casefold(): value for name, value in json_items.first(source.head).items()}
    is_type = "type" not in keys or keys["type"] in _TYPES
    is_standard = "standard" in keys or "$standard" in keys
    return "uri" in keys and is_type and (bool(_DISTINCT & keys.keys()) or is_standard)


IMPORTER = Importer("ninjs", ".json", _accepts, _items, frozenset({".json", ".ndjson", ".jsonl"}))
