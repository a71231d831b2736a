"""Printing by the thousand: a text that needs no escape is printed as it is.

Jinja makes an object of each text that it prints, to mark it as safe. What is printed is only
joined afterwards, so for most texts that object is the larger part of the work.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

import jinja2
from markupsafe import escape

try:
    from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]
except ImportError:  # MarkupSafe 2

    def _escaped(text: str, /) -> str:
        return str(escape(text))


def printed(value: object) -> str:
    """Escape a value for HTML just as Jinja does."""
    return _escaped(value) if type(value) is str else escape(value)


class QuickTemplate(jinja2.Template):
    """A template that prints with `printed`; for `Environment.template_class`."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's own name
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """Make a template of compiled code, in which `escape` is a global name."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = printed
        return template
