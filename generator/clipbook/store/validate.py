"""What pydantic finds, said as problems: file, line, a stable code, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from clipbook.problems import Problem
from clipbook.store.strict_yaml import Document, Lines, Path

M = TypeVar("M", bound=BaseModel)

_SHAPES = {
    "tuple_type": ("wrong-shape", "a list is expected", "Write it as `{key}: [one, two]`."),
    "string_type": ("wrong-shape", "one plain value is expected", "Write one value, not a list."),
    "model_type": ("wrong-shape", "fields are expected", "Write it as `{key}: {{name: …}}`."),
    "model_attributes_type": (
        "wrong-shape",
        "fields are expected",
        "Write it as `{key}: {{name: …}}`.",
    ),
}


def validate(model: type[M], document: Document, file: str) -> tuple[M | None, list[Problem]]:
    """Make a record of a document, or say everything that keeps it from being one."""
    if document.problems:
        return None, list(document.problems)
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(detail, model, file, document.lines) for detail in details]


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest of the known words, or say which there are."""
    known = sorted(known)
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"Known here: {', '.join(known[:30])}." if known else "None is known yet."


def line_of(lines: Lines, path: Path) -> int:
    """Give the line of a field, or of the nearest field around it."""
    while path and path not in lines:
        path = path[:-1]
    # An entry of a list begins on a line of its own.
    return lines.get(path, 1)


def _problem(detail: ErrorDetails, model: type[BaseModel], file: str, lines: Lines) -> Problem:
    path: Path = tuple(detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    line = line_of(lines, path)
    key = str(path[-1]) if path else ""
    name = _dotted(path)
    if kind == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        return Problem(file, line, "unknown-key", f"“{name}” is no field", nearest(key, known))
    if kind == "missing":
        return Problem(
            file,
            line,
            "missing-key",
            f"“{name}” is missing",
            f"Add `{key}: …`; it cannot be empty.",
        )
    if kind in {"enum", "literal_error"}:
        said = f"“{name}” cannot be “{detail['input']}”"
        return Problem(file, line, "invalid-choice", said, f"Use {context['expected']}.")
    if kind in _SHAPES:
        code, said, fix = _SHAPES[kind]
        in_list = bool(path) and isinstance(path[-1], int)
        fix = "Write it as `- url: …`." if in_list and "fields" in said else fix.format(key=key)
        return Problem(file, line, code, f"“{name}”: {said}", fix)
    if "fix" in context:
        said = f"“{name}”: {detail['msg']}" if name else str(detail["msg"])
        return Problem(file, line, kind, said, str(context["fix"]))
    said = f"“{name}” cannot be “{detail['input']}”: {detail['msg'].lower()}"
    return Problem(
        file, line, "invalid-value", said, "See the front-matter reference in the guide."
    )


def _dotted(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _fields_at(model: type[BaseModel], path: Path) -> list[str]:
    for part in path:
        if isinstance(part, str):
            inner = _model_in(model.model_fields[part].annotation)
            if inner is not None:
                model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((part for part in found if part is not None), None)
