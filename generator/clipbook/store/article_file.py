"""An article as the text of its file: front matter in a fixed order, then the body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import yaml
from pydantic import BaseModel

from clipbook.model.article import Article, ArticleEntry
from clipbook.model.dates import PartialDate

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Plain(str):
    """A date, which YAML writes without quotes."""

    __slots__ = ()


class _Short(list[str]):
    """A few plain words, which read best on one line."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        _ = data
        return True


_Dumper.add_representer(_Plain, lambda dumper, text: dumper.represent_scalar(_TIMESTAMP, str(text)))
_Dumper.add_representer(
    _Short,
    lambda dumper, words: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", words, flow_style=True
    ),
)

_SHORT_LIST = 60


def text_of(entry: BaseModel, body: str) -> str:
    """Write an article or a story; fields that are not recorded are left out."""
    fields = {
        key: _value(getattr(entry, key))
        for key, field in type(entry).model_fields.items()
        if getattr(entry, key) not in (None, field.default) or key in _ALWAYS
    }
    return f"---\n{_dumped(fields)}---\n" + (f"\n{body}\n" if body else "")


def lines_of(fields: Mapping[str, object]) -> str:
    """Write some fields as lines of front matter."""
    return _dumped({key: _value(value) for key, value in fields.items()})


def _dumped(fields: Mapping[str, object]) -> str:
    text: str = yaml.dump(
        dict(fields), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000
    )
    return text


def plain(article: Article) -> dict[str, Any]:
    """Give the fields that are recorded as JSON has them, the text as `body`."""
    known = {
        key: getattr(article, key)
        for key, field in ArticleEntry.model_fields.items()
        if getattr(article, key) not in (None, field.default) or key in _ALWAYS
    }
    return {key: _as_json(_value(value)) for key, value in known.items()} | {"body": article.body}


def _as_json(value: Any) -> Any:  # noqa: ANN401 - any field
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_json(part) for part in value]
    return str(value) if isinstance(value, str) else value


_ALWAYS = {"kind"} & set(ArticleEntry.model_fields)


def _value(value: Any) -> Any:  # noqa: ANN401 - any field
    if isinstance(value, PartialDate):
        return _Plain(value) if value.day else str(value)
    if isinstance(value, dt.datetime):
        return _Plain(value.strftime("%Y-%m-%dT%H:%M:%SZ"))
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple):
        short = all(isinstance(part, str) for part in value) and len(str(value)) <= _SHORT_LIST
        return _Short(value) if short else [_value(part) for part in value]
    if isinstance(value, BaseModel):
        known = ((key, getattr(value, key)) for key in type(value).model_fields)
        return {key: _value(part) for key, part in known if part not in (None, ())}
    return value
