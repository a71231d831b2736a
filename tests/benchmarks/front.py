"""Front matter as an import writes it, and as people do; in a fiftieth of the time YAML takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Plain = str | Sequence[str]
Page = Mapping[str, Plain]
"""A cited page, an aggregator, a capture, an outlet: fields without fields of their own."""
Value = Plain | Page | Sequence[Page]
Fields = Mapping[str, Value]

_SHORT_LIST = 60
_QUOTED = re.compile(r"""[-?:\s]*$|[-?:]\s|[,\[\]{}#&*!|>'"%@`\s<=]|.*(?:: |:$| #|\s$)|[\d.]+$""")
_QUOTED_IN_LIST = re.compile(r".*[,\[\]{}?]")


def document(fields: Fields, body: str) -> str:
    """Write a file as `clipbook import` does."""
    return f"---\n{''.join(_field(key, value) for key, value in fields.items())}---\n" + (
        f"\n{body}\n" if body else ""
    )


def by_hand(fields: Fields, body: str) -> str:
    """Write a file as a person might: a remark, double quotes, one tag on each line."""
    tags = "".join(f"  - {_scalar(str(tag))}\n" for tag in fields.get("tags", ()))
    rest = {key: value for key, value in fields.items() if key not in {"title", "tags"}}
    title = json.dumps(fields["title"], ensure_ascii=False)
    return document(rest, body).replace(
        "---\n", f"---\n# Read again.\ntitle: {title}\n" + (f"tags:\n{tags}" if tags else ""), 1
    )


def mapping(entries: Mapping[str, Page]) -> str:
    """Write a file of entries by key."""
    return "".join(_field(key, entry) for key, entry in entries.items())


def _field(key: str, value: Value) -> str:
    if isinstance(value, str):
        return f"{key}: {_scalar(value)}\n"
    if isinstance(value, Mapping):
        return f"{key}:\n" + "".join(f"  {_field(inner, part)}" for inner, part in value.items())
    texts = [part for part in value if isinstance(part, str)]
    if len(texts) == len(value) and len(str(tuple(value))) <= _SHORT_LIST:
        return f"{key}: [{', '.join(map(_listed, texts))}]\n"
    return f"{key}:\n" + "".join(f"- {_item(part)}" for part in value)


def _item(value: str | Page) -> str:
    if isinstance(value, str):
        return f"{_scalar(value)}\n"
    return "  ".join(_field(key, part) for key, part in value.items())


def _listed(text: str) -> str:
    return _single(text) if _QUOTED_IN_LIST.match(text) else _scalar(text)


def _scalar(text: str) -> str:
    return _single(text) if _QUOTED.match(text) else text


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
