"""MkDocs' configuration as plain values: what stamped pages may ask it for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig


def config(settings: MkDocsConfig) -> dict[str, Any]:
    """Give every setting that is a plain value, those of the theme under `theme`."""
    theme = {name: settings.theme.get(name) for name in settings.theme}
    return {**mapping(settings), "theme": mapping(theme)}


def mapping(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what of a mapping is plain."""
    return {
        str(name): plain
        for name, value in values.items()
        if (plain := _plain(value)) is not None or value is None
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever settings hold
    if isinstance(value, bool | int | float | str):
        # A tagged string of some loader is written as the string it is.
        return value if type(value) in {bool, int, float, str} else str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return None
