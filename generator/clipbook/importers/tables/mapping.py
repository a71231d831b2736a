"""What a person says about the columns of a table, in a small YAML file."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from clipbook.importers.record import RefusedError
from clipbook.importers.tables import closed, names
from clipbook.model.article import Inferable
from clipbook.model.record import Record
from clipbook.problems import Problem
from clipbook.store import strict_yaml
from clipbook.store.validate import line_of, nearest, validate

_MOST = 1024 * 1024
_TRIED = dt.date(2026, 11, 21)


def _field(name: str) -> str:
    if name not in names.KNOWN and name != names.IGNORE:
        raise PydanticCustomError(
            "invalid-choice",
            "“{value}” is no field",
            {"value": name, "fix": nearest(name, [*names.KNOWN, names.IGNORE])},
        )
    return name


def _is_sound(form: str) -> bool:
    # A day without a year is asked for nowhere; Python is to refuse it.
    if "%Y" not in form and "%y" not in form:
        return False
    try:
        dt.datetime.strptime(_TRIED.strftime(form), form)  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return False
    return True


def _day_form(form: str) -> str:
    if not _is_sound(form):
        raise PydanticCustomError(
            "invalid-date",
            "“{value}” is no form of a date",
            {"value": form, "fix": "Write %d for the day, %m for the month, %Y for the year."},
        )
    return form


def _encoding(name: str) -> str:
    try:
        "".encode(name)
        codecs.lookup(name).incrementaldecoder(errors="replace").decode(b"")
    except (LookupError, TypeError, ValueError):
        raise PydanticCustomError(
            "invalid-choice",
            "“{value}” is no encoding that is known",
            {"value": name, "fix": "Write a name such as shift_jis, or leave it out."},
        ) from None
    return name


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Named = Annotated[str, AfterValidator(_field)]
DayForm = Annotated[str, AfterValidator(_day_form)]
Encoding = Annotated[str, AfterValidator(_encoding)]


class When(Record):
    """A column whose value says that a field was concluded."""

    column: str
    when: str


class Mapping(Record):
    """Which column of a table is what."""

    columns: dict[str, Named] = Field(default_factory=dict)
    """Columns by name; where several hold one field, the first that is not empty counts."""
    constants: dict[Named, str] = Field(default_factory=dict)
    """What holds for every row that does not say otherwise."""
    values: dict[Named, dict[str, str]] = Field(default_factory=dict)
    """Other words for values of a field: `kind: {newsletter: briefing}`."""
    dates: Annotated[tuple[DayForm, ...], BeforeValidator(_listed)] = ()
    """Forms of dates, as in `%d/%m/%Y`."""
    separator: str | None = None
    """What stands between entries of a list; `;` and `|` where it is not said."""
    names: Literal["as-written", "last-first"] = "as-written"
    """How names of authors are written: `last-first` turns `Doe, Jane` round."""
    inferred: dict[Inferable, When] = Field(default_factory=dict)
    """Columns that say which fields were concluded."""
    sheet: str | None = None
    """The sheet of a workbook; the first where it is not said."""
    encoding: Encoding | None = None
    """The encoding of a text, where it is an unusual one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A mapping, and where it says what."""

    mapping: Mapping = field(default_factory=Mapping)
    file: str = ""
    lines: strict_yaml.Lines = field(default_factory=dict)

    def place(self, *path: str) -> str:
        """Give file and line of what is said: `map.yml:3`."""
        return f"{self.file}:{line_of(self.lines, path)}"


def load(path: Path | None) -> Loaded:
    """Read a mapping; without a file it says nothing. Raises RefusedError where it is wrong."""
    if path is None:
        return Loaded()
    document = strict_yaml.read(_text(path), path.name)
    found, problems = validate(Mapping, document, path.name)
    loaded = Loaded(found or Mapping(), path.name, document.lines)
    first = next(iter(problems or _faults(loaded)), None)
    if first:
        said = f"{first.file}:{first.line}: {first.message}"
        raise RefusedError(0, "bad-mapping", said, first.fix)
    return loaded


def _faults(loaded: Loaded) -> Iterator[Problem]:
    """Name the values that are none of their field's."""
    for path, word in _said_values(loaded.mapping):
        fix = closed.fault(path[1], word)
        if fix:
            said = f"“{'.'.join(path)}” cannot be “{word}”"
            line = line_of(loaded.lines, path)
            yield Problem(loaded.file, line, "invalid-choice", said, fix)


def _said_values(mapping: Mapping) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, word in mapping.constants.items():
        yield ("constants", name), word
    for name, words in mapping.values.items():
        for other, word in words.items():
            yield ("values", name, other), word


def _text(path: Path) -> str:
    fix = "Give a YAML file with `columns:`; the guide shows one."
    try:
        data = path.read_bytes()[: _MOST + 1]
        if len(data) <= _MOST:
            return data.decode("utf-8-sig")
        said = "it is too large"
    except (OSError, UnicodeDecodeError) as error:
        said = str(error)
    raise RefusedError(0, "bad-mapping", f"{path.name} cannot be read: {said}", fix)
