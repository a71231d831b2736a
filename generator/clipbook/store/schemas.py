"""JSON Schemas of everything a person writes, for editors that complete and check it."""

from __future__ import annotations

import json
from typing import Any

from clipbook.model.article import ArticleEntry
from clipbook.model.decision import Decision
from clipbook.model.outlet import OutletEntry
from clipbook.model.record import Record
from clipbook.model.story import StoryEntry

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def text(record: str) -> str:
    """Write the schema of `article`, `story`, `outlets` or `decisions`."""
    return json.dumps(schema(record), ensure_ascii=False, indent=2)


def schema(record: str) -> dict[str, Any]:
    """Give the schema of `article`, `story`, `outlets` or `decisions`."""
    if record == "decisions":
        entry = Decision.model_json_schema(by_alias=True)
        definitions = entry.pop("$defs", {})
        found: dict[str, Any] = {
            "title": "Decisions",
            "type": "array",
            "items": entry,
            "$defs": definitions,
        }
    elif record == "outlets":
        entry = OutletEntry.model_json_schema()
        definitions = entry.pop("$defs", {})
        found = {
            "title": "Outlets",
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "additionalProperties": entry,
            "$defs": definitions,
        }
    else:
        entries: dict[str, type[Record]] = {"article": ArticleEntry, "story": StoryEntry}
        found = entries[record].model_json_schema()
    return {"$schema": _DIALECT, **found}
