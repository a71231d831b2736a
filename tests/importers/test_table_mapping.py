"""Mappings: what is wrong with one is said before anything comes in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clipbook import pipeline
from clipbook.importers import table
from clipbook.importers.record import Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source, Wanted
from support import archives

HEADER = "Title,Outlet,Date,URL"
ROWS = f"{HEADER}\nBridge reopens,Courier,2026-05-07,https://courier.example/a\n"


def _mapped(folder: Path, said: str) -> Path:
    path = folder / "map.yml"
    path.write_text(said, "utf-8")
    return path


def _read(text: str, mapping: Path | None, name: str = "rows.csv") -> list[Item]:
    items: list[Item] = []
    try:
        items.extend(table.read(Source(name, content=text.encode(), mapping=mapping)))
    except RefusedError as error:
        items.append(error.remark)
    return items


def _remarks(items: list[Item]) -> list[Remark]:
    assert all(isinstance(item, Remark) for item in items)
    return [item for item in items if isinstance(item, Remark)]


@pytest.mark.parametrize(
    ("said", "place", "fix"),
    [
        ("constants: {rights: headlin}", "map.yml:1: “constants.rights”", "“headline”"),
        ("constants:\n  lang: en\n  rights: ful", "map.yml:3: “constants.rights”", "“full”"),
        ("constants: {kind: artcle}", "map.yml:1: “constants.kind”", "“article”"),
        ("constants: {text_is: stubb}", "map.yml:1: “constants.text_is”", "“stub”"),
        ("constants: {inferred: dat}", "map.yml:1: “constants.inferred”", "“date”"),
        ("constants: {lang: the usual}", "map.yml:1: “constants.lang”", "tag such as"),
        ("constants: {url: courier}", "map.yml:1: “constants.url”", "http"),
        ("values:\n  rights:\n    offen: fulll", "map.yml:3: “values.rights.offen”", "“full”"),
        ("constants: {rights: all of it}", "map.yml:1:", "excerpt, full, headline, link"),
    ],
)
def test_a_word_that_is_none_of_a_field_is_a_fault_of_the_mapping(
    tmp_path: Path, said: str, place: str, fix: str
) -> None:
    """A typo never publishes a text: it is said with its line, and nothing comes in."""
    (remark,) = _remarks(_read(ROWS, _mapped(tmp_path, said)))
    assert (remark.code, remark.refuses) == ("bad-mapping", True)
    assert remark.message.startswith(place)
    assert fix in remark.fix


def test_words_of_a_field_may_be_spelt_freely(tmp_path: Path) -> None:
    """Case and the sign between words do not count; a row that says otherwise has its own."""
    said = "constants: {rights: Link, kind: Press release, text_is: stub}"
    text = "Title,Date,text_is\nA,2026,\nB,2026,captured\n"
    first, second = _read(text, _mapped(tmp_path, said))
    assert isinstance(first, RawRecord)
    assert isinstance(second, RawRecord)
    assert (first.rights, first.kind, first.is_stub) == ("link", "press-release", True)
    assert second.is_stub is False


def test_each_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With its line and the nearest column that there is; what is to be ignored may be absent."""
    said = (
        "columns:\n  Title: title\n  Datee: date\n  Reach: ignore\n  Nr: story\n"
        "inferred: {date: {column: Outlt, when: x}}\n"
    )
    remarks = _remarks(_read(ROWS, _mapped(tmp_path, said)))
    assert [remark.code for remark in remarks] == ["column-not-found"] * 3
    assert all(remark.refuses for remark in remarks)
    assert [remark.message for remark in remarks] == [
        "map.yml:3: there is no column “Datee”",
        "map.yml:5: there is no column “Nr”",
        "map.yml:6: there is no column “Outlt”",
    ]
    assert [remark.fix for remark in remarks] == [
        "Did you mean “Date”?",
        "There are: Title, Outlet, Date, URL.",
        "Did you mean “Outlet”?",
    ]


def test_a_table_that_lacks_a_column_writes_nothing(tmp_path: Path) -> None:
    """The archive stays as it was."""
    site = archives.empty(tmp_path / "a")
    site.root.mkdir()
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, "utf-8")
    mapping = _mapped(tmp_path, "columns: {Title: title, Datee: date}")
    (came,) = pipeline.import_files(site, [path], wanted=Wanted(mapping=mapping))
    assert (came.is_refused, came.problems[0].code) == (True, "column-not-found")
    assert not site.content.exists()


def test_a_key_that_only_later_objects_have_is_there(tmp_path: Path) -> None:
    """Objects leave keys out; all of a file is looked through for one before it is refused."""
    objects = [{"head": f"Number {n}", "day": "2026"} for n in range(30)]
    objects.append({"head": "Last", "link": "https://a.example/"})
    mapping = _mapped(tmp_path, "columns: {head: title, day: date, link: url}")
    for text in (json.dumps(objects), "\n".join(map(json.dumps, objects))):
        records = _read(text, mapping, "rows.json")
        assert len(records) == 31
        assert isinstance(records[-1], RawRecord)
        assert records[-1].url == "https://a.example/"
    mapping = _mapped(tmp_path, "columns: {head: title, linc: url}")
    (remark,) = _remarks(_read(json.dumps(objects), mapping, "rows.json"))
    assert remark.code == "column-not-found"


def test_what_is_a_letter_off_is_offered_as_what_it_means(tmp_path: Path) -> None:
    """The mapping that is offered can be copied as it is, and loses no column."""
    text = (
        "Headlin,Outlett,Dte,Webpage\n"
        "Bridge closed,Island Post,2026-04-01,https://islandpost.example/closed\n"
    )
    (remark,) = _remarks(_read(text, None))
    assert remark.code == "no-title-column"
    offered = remark.fix.partition("--map: ")[2]
    assert offered == "columns: {Headlin: title, Outlett: outlet, Dte: date, Webpage: url}"
    (record,) = _read(text, _mapped(tmp_path, offered))
    assert isinstance(record, RawRecord)
    assert (record.title, record.outlet) == ("Bridge closed", "Island Post")


def test_a_likely_name_over_other_cells_is_not_offered() -> None:
    """A column of words is no date, whatever its name is like."""
    (remark,) = _remarks(_read("Headlin,Datee\nBridge closed,soon\n", None))
    assert "columns: {Headlin: title, Datee: ignore}" in remark.fix


def test_a_field_with_a_letter_wrong_is_told(tmp_path: Path) -> None:
    """The nearest field is named, rather than all of them."""
    (remark,) = _remarks(_read(ROWS, _mapped(tmp_path, "columns: {Title: titel}")))
    assert (remark.code, remark.fix) == ("bad-mapping", "Did you mean “title”?")
