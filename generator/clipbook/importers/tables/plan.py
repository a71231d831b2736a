"""Which column is which field: as a person says, as a tool is known to write, or by its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Values
from dataclasses import dataclass, field

from clipbook.importers.tables import dates, names
from clipbook.importers.tables.mapping import Mapping

_OWN = Mapping.model_validate(
    {
        "columns": {
            **{name: name for name in ("title", "authors", "date", "url", "archived_url")},
            "outlet_name": "outlet",
            **{name: name for name in ("syndicated_from", "via", "via_date", "via_url", "lang")},
            **{name: name for name in ("kind", "story", "tags", "sources", "snippet")},
            "takeaways": "takeaways",
            "text": "body",
            **{name: name for name in ("abstract", "captured_at", "inferred")},
            "rights": "rights_there",
            **{name: name for name in ("via_handle", "usage", "text_is")},
            **dict.fromkeys(("id", "outlet", "page", "rights_note"), names.IGNORE),
        },
        "separator": " | ",
    }
)
_ZOTERO = Mapping.model_validate(
    {
        "columns": {
            "Title": "title",
            "Publication Title": "outlet",
            "Author": "authors",
            "Date": "date",
            "Publication Year": "date",
            "Url": "url",
            "Language": "lang",
            "Item Type": "zotero_type",
            "Manual Tags": "tags",
            "Automatic Tags": "tags",
            "Abstract Note": "snippet",
            "Rights": "usage",
            **dict.fromkeys(
                ("Key", "Date Added", "Date Modified", "Access Date", "Library Catalog", "Extra"),
                names.IGNORE,
            ),
        },
        "separator": ";",
        "names": "last-first",
    }
)
_TOOLS = (
    (frozenset({"id", "outlet_name", "rights_note"}), _OWN),
    (frozenset({"Key", "Item Type", "Publication Year"}), _ZOTERO),
)
"""Tools whose columns mean something that their names alone do not say."""

Place = tuple[int, str]
"""How likely a column is to hold the field, the likeliest first; and the field."""


@dataclass(slots=True)
class Plan:
    """Where the fields of a table stand."""

    mapping: Mapping
    is_day_first: dict[str, bool | None] = field(default_factory=dict)
    """Of each column, whether days come before months in it, where its first rows tell."""
    _said: dict[str, Place] = field(default_factory=dict)
    _met: dict[str, Place | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls, mapping: Mapping, columns: Sequence[str] = (), sample: Sequence[Sequence[str]] = ()
    ) -> Plan:
        """Make the plan for a table with columns; a mapping that names columns alone counts.

        The sample is its first rows, by which the order of days and months is told.
        """
        there = set(columns)
        tool = next((known for needed, known in _TOOLS if needed <= there), None)
        if tool and not mapping.columns:
            said = {name: getattr(mapping, name) for name in mapping.model_fields_set}
            mapping = tool.model_copy(update=said)
        said_of = enumerate(mapping.columns.items())
        said_at = {names.plain(name): (at, what) for at, (name, what) in said_of}
        orders = {
            column: dates.is_day_first(row[at] for row in sample if at < len(row))
            for at, column in enumerate(columns)
        }
        return cls(mapping, orders, said_at)

    def place_of(self, column: str) -> Place | None:
        """Give the field that a column holds, or None."""
        if column not in self._met:
            by_name = self._said.get(names.plain(column))
            self._met[column] = by_name if self._said else names.known(column)
        return self._met[column]

    def reads(self, column: str) -> bool:
        """Say whether anything is read off a column, or it is said that nothing is."""
        asked = (when.column for when in self.mapping.inferred.values())
        return self.place_of(column) is not None or column in asked

    def columns_of(self, row: Values[str, object]) -> list[tuple[str, str]]:
        """Give the columns of a row that hold fields, with these, the likeliest first."""
        placed = ((place, column) for column in row if (place := self.place_of(column)))
        in_order = sorted(enumerate(placed), key=lambda each: (each[1][0][0], each[0]))
        return [(column, place[1]) for _, (place, column) in in_order if place[1] != names.IGNORE]

    def holds(self, field_name: str, columns: Iterable[str]) -> bool:
        """Say whether one of the columns holds a field."""
        return any(place and place[1] == field_name for place in map(self.place_of, columns))

    def score(self, cells: Sequence[str]) -> int:
        """Count the cells that are names of columns: a header has most."""
        return sum(1 for cell in set(cells) if cell and self.place_of(cell))
