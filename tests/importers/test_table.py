"""Tables: what columns are taken for, and what odd tables cost."""

from __future__ import annotations

import datetime as dt
import io
import json
import time
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook import pipeline, scaffold
from clipbook.exports import FORMATS
from clipbook.importers import importer_of, table
from clipbook.importers.record import Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source
from clipbook.importers.tables.names import KNOWN
from clipbook.site import host
from conftest import MakeEdition
from conftest import article as make_article

HEADER = "Title,Outlet,URL,Date"
ROW = "Bridge reopens,The Coastal Courier,https://courier.example/bridge,2026-05-07"


def _source(text: str | bytes, name: str = "rows.csv", mapping: Path | None = None) -> Source:
    data = text.encode() if isinstance(text, str) else text
    return Source(name, content=data, mapping=mapping)


def _read(source: Source) -> tuple[list[RawRecord], list[Remark]]:
    """Read all; what refuses the rest is the last remark."""
    items: list[Item] = []
    try:
        items.extend(table.IMPORTER.read(source))
    except RefusedError as error:
        items.append(error.remark)
    records = [item for item in items if isinstance(item, RawRecord)]
    return records, [item for item in items if isinstance(item, Remark)]


def _mapped(tmp_path: Path, said: str) -> Path:
    path = tmp_path / "map.yml"
    path.write_text(said, "utf-8")
    return path


def _book(rows: Iterable[Iterable[Any]], title: str = "Coverage") -> bytes:
    book = openpyxl.Workbook()
    del book["Sheet"]
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_each_field_is_read_with_its_place() -> None:
    """Columns known by name become fields, each with the column and the row."""
    text = (
        "Headline;Publication;Link;Publication Date;Byline;Language;Tags;Snippet;Story;Kind\n"
        "Bridge reopens;Courier;https://courier.example/a;7 May 2026;By Jane Doe; English;"
        "Bridges, Ports;It opened.;bridge;press release\n"
    )
    ((record,), remarks) = _read(_source(text))
    assert remarks == []
    assert (record.title, record.outlet, record.url) == (
        "Bridge reopens",
        "Courier",
        "https://courier.example/a",
    )
    assert (str(record.date), record.authors, record.lang) == ("2026-05-07", ("Jane Doe",), "en")
    assert (record.tags, record.snippet, record.story, record.kind) == (
        ("Bridges", "Ports"),
        "It opened.",
        "bridge",
        "press-release",
    )
    places = {name: found.where for name, found in record.found.items()}
    assert places["title"] == "column Headline, row 2"
    set_fields = {"title", "outlet", "url", "date", "authors", "lang", "tags", "snippet"}
    assert places.keys() == set_fields | {"story", "kind"}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("id,indexed_date,language,media_name,media_url,publish_date,title,url", 5),
        ("Date,Headline,URL,Opening Text,Source,Country,Language,Reach", 6),
        ("Headline,Publication Name,Publication Date,Byline,Word Count,Snippet", 5),
        ("News Date,News Headline,Outlet Name,Media Type,Author Name,Link", 5),
        ("Titel,Quelle,Datum,Autor,Link", 5),
        ("Titre,Média,Date de publication,Auteur,Lien", 5),
    ],
)
def test_exports_of_common_tools_are_known(columns: str, expected: int) -> None:
    """The columns of monitoring tools are known without a mapping."""
    values = ["x"] * len(columns.split(","))
    for at, column in enumerate(columns.casefold().split(",")):
        if "date" in column or column == "datum":
            values[at] = "2026-05-07"
        if column in {"url", "link", "lien"}:
            values[at] = "https://courier.example/a"
        if column == "language":
            values[at] = "en"
    source = _source(f"{columns}\n{','.join(values)}\n")
    assert table.IMPORTER.accepts(source)
    ((record,), _) = _read(source)
    assert len(record.found) == expected


def test_the_export_of_zotero_is_known() -> None:
    """Names stand there with the last name first, and two columns hold tags."""
    text = (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","Url","Date",'
        '"Manual Tags","Automatic Tags","Rights","Date Added"\n'
        '"AB12","newspaperArticle","2026","Doe, Jane; Roe, Richard","Bridge reopens","Courier",'
        '"https://courier.example/a","2026-05-07","Bridges","Ports; Bridges","© Courier",'
        '"2026-06-01 10:00:00"\n'
    )
    ((record,), remarks) = _read(_source(text))
    assert record.authors == ("Jane Doe", "Richard Roe")
    assert record.tags == ("Bridges", "Ports")
    assert (str(record.date), record.kind, record.usage) == ("2026-05-07", "article", "© Courier")
    assert record.found["date"].others == ()
    assert remarks == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_delimiters_and_encodings_are_told(delimiter: str, encoding: str) -> None:
    """What parts the cells, and UTF-8 and UTF-16 with and without marks, are told by the bytes."""
    rows = f"{HEADER}\nÜber die Brücke,Küste,https://courier.example/a,2026-05-07\n"
    ((record,), remarks) = _read(_source(rows.replace(",", delimiter).encode(encoding)))
    assert (record.title, record.outlet, str(record.date)) == (
        "Über die Brücke",
        "Küste",
        "2026-05-07",
    )
    assert remarks == []


def test_windows_1252_is_said_to_be_a_guess() -> None:
    """A table that is not UTF-8 is read as windows-1252, and that is said once."""
    ((record,), (remark,)) = _read(_source(f"{HEADER}\n“Café”,C,,2026\n".encode("windows-1252")))
    assert (record.title, remark.code, remark.refuses) == ("“Café”", "guessed-encoding", False)


def test_an_unusual_encoding_can_be_said(tmp_path: Path) -> None:
    """A mapping names encodings that bytes do not tell."""
    mapping = _mapped(tmp_path, "encoding: shift_jis\n")
    text = f"{HEADER}\n橋が再開,新聞,,2026年5月7日\n".encode("shift_jis")
    ((record,), _) = _read(_source(text, mapping=mapping))
    assert (record.title, str(record.date)) == ("橋が再開", "2026-05-07")


def test_damaged_letters_cost_their_row_alone() -> None:
    """A row with bytes that are no UTF-8 is refused by its number; the others come in."""
    text = f"{HEADER}\nCafé,C,,2026\nCaf\udce9,C,,2026\n{ROW}\n".encode("utf-8", "surrogateescape")
    records, (remark,) = _read(_source(text))
    assert len(records) == 2
    assert (remark.code, remark.line, remark.refuses) == ("invalid-utf8", 3, True)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('The "best" bridge,C,https://c.example/x,2026', None),
        ('"The "best" bridge",C,https://c.example/x,2026', "broken-row"),
        ('"Never closed,C,https://c.example/x,2026', "broken-row"),
        ("One,two,https://c.example/x,2026,too,many", "broken-row"),
        (",C,https://c.example/x,2026", "no-title"),
        ("Short", None),
        ("Nul\0 in it,C,https://c.example/x,2026", None),
    ],
)
def test_a_bad_row_costs_itself_alone(row: str, code: str | None) -> None:
    """A row with odd quotes, too many cells or no title is named by its line; the rest comes in."""
    text = f"{HEADER}\n{ROW}\n{row}\n{ROW.replace('bridge', 'bridge-2')}\n"
    records, remarks = _read(_source(text))
    assert [record.url for record in records][:: max(len(records) - 1, 1)] == [
        "https://courier.example/bridge",
        "https://courier.example/bridge-2",
    ]
    assert len(records) == (2 if code else 3)
    assert [(each.code, each.line, each.refuses) for each in remarks] == (
        [(code, 3, True)] if code else []
    )


def test_no_part_of_a_text_becomes_an_article() -> None:
    """After a row that cannot be read, only a row with an address or day in its place is one."""
    text = f'{HEADER}\n"A "bad" one\nwith, some, prose, lines\nand more",C,,2026\n{ROW}\n'
    (record,), remarks = _read(_source(text))
    assert record.title == "Bridge reopens"
    assert [(each.code, each.line) for each in remarks] == [("broken-row", 2), ("broken-row", 3)]
    assert "lines 3 to 4" in remarks[1].message


def test_a_table_of_bad_quotes_ends() -> None:
    """Reading stops where quotes never fit, and in time."""
    start = time.perf_counter()
    records, remarks = _read(_source(f"{HEADER}\n" + '"a,"b\n' * 100_000))
    assert records == []
    assert remarks[-1].refuses
    assert len(remarks) < 110
    assert time.perf_counter() - start < 20


def test_quotes_in_lines_with_tabs_are_words() -> None:
    """Many programs write tabs without quoting; the quotes of such a headline stay."""
    rows = "".join(f'"Orwellian" ruling {n}\tC\thttps://c.example/{n}\t2026\n' for n in range(300))
    records, remarks = _read(_source(HEADER.replace(",", "\t") + "\n" + rows, "rows.tsv"))
    assert [record.title for record in records] == [f'"Orwellian" ruling {n}' for n in range(300)]
    assert remarks == []


def test_lines_before_the_header_and_headers_again_are_passed_over() -> None:
    """Reports begin with lines of their own, and exports that are put together repeat theirs."""
    text = f"sep=,\nCoverage report\n\n{HEADER}\n{ROW}\n{HEADER}\n,,,\n"
    (record,), remarks = _read(_source(text))
    assert record.found["title"].where == "column Title, row 5"
    assert remarks == []


def test_a_date_that_can_be_two_days_is_not_recorded(tmp_path: Path) -> None:
    """3 April or 4 March: the mapping says which."""
    text = f"{HEADER}\nA,C,,03/04/2026\n"
    ((record,), (remark,)) = _read(_source(text))
    assert (record.date, remark.code, remark.line) == (None, "ambiguous-date", 2)
    for form, date in (("%d/%m/%Y", "2026-04-03"), ("%m/%d/%Y", "2026-03-04")):
        mapping = _mapped(tmp_path, f'dates: "{form}"\n')
        ((record,), remarks) = _read(_source(text, mapping=mapping))
        assert (str(record.date), remarks) == (date, [])


def test_remarks_that_repeat_are_counted() -> None:
    """Five are said with their rows, the others are a number."""
    _, remarks = _read(_source(f"{HEADER}\n" + "A,C,,someday\n" * 50))
    assert [each.code for each in remarks] == ["date-not-read"] * 5 + ["more-of-the-same"]
    assert remarks[-1].message.startswith("45 more rows")


@pytest.mark.parametrize(
    ("cell", "title", "url"),
    [
        ('"=HYPERLINK(""https://c.example/x"",""Bridge"")"', "Bridge", "https://c.example/x"),
        ('"=HYPERLINK(""https://c.example/x"";""Bridge"")"', "Bridge", "https://c.example/x"),
        ('"=""Bridge"""', "Bridge", None),
        ("'=Bridge", "=Bridge", None),
        ("'@mayor opens it", "@mayor opens it", None),
        ("'Tis open", "'Tis open", None),
        ("'@mayor' opens it", "'@mayor' opens it", None),
        ("= open at last", "= open at last", None),
    ],
)
def test_of_a_formula_what_is_certain_is_taken(cell: str, title: str, url: str | None) -> None:
    """A link by formula says text and address; an apostrophe that guards a value falls away."""
    ((record,), remarks) = _read(_source(f"Title,Outlet\n{cell},C\n"))
    assert (record.title, record.url, remarks) == (title, url, [])


def test_a_formula_whose_value_is_not_there_is_said() -> None:
    """What a formula gives is not in a CSV file; the row without a title is none."""
    ((record,), remarks) = _read(_source("Title,Outlet\n=A1&B1,C\nA,=VLOOKUP(A1;B1)\n"))
    assert (record.title, record.outlet) == ("A", None)
    assert [each.code for each in remarks] == ["no-title", "formula-not-read"]


def test_a_mapping_alone_says_what_columns_are(tmp_path: Path) -> None:
    """Columns, constants, other words for values, separators, conclusions."""
    mapping = _mapped(
        tmp_path,
        """\
columns:
  Was: title
  Wer: authors
  Wo: outlet
  Wann: date
  Art: kind
  Thema: tags
  Notiz: ignore
constants: {rights: link, lang: de}
values: {kind: {Bericht: article, Einschätzung: analysis}}
dates: ["%d.%m.%y", "%Y"]
separator: "/"
inferred: {date: {column: Quelle, when: geschätzt}}
""",
    )
    text = (
        "Was;Wer;Wo;Wann;Art;Thema;Notiz;Quelle;Title\n"
        "Brücke offen;A. B./C. D.;Kurier;03.04.26;Einschätzung;Bau/Hafen;n;geschätzt;nein\n"
    )
    ((record,), (remark,)) = _read(_source(text, mapping=mapping))
    assert (record.title, record.authors, str(record.date)) == (
        "Brücke offen",
        ("A. B.", "C. D."),
        "2026-04-03",
    )
    assert (record.kind, record.tags, record.rights, record.lang) == (
        "analysis",
        ("Bau", "Hafen"),
        "link",
        "de",
    )
    assert record.inferred == {"date"}
    assert record.found["rights"].where == "the mapping"
    assert (remark.code, remark.message.rpartition(": ")[2]) == ("columns-not-read", "Title")


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("columns: {Title: titel}", "is no field"),
        ("colums: {Title: title}", "is no field"),
        ("columns: [title]", "columns"),
        ('dates: "%d/%m"', "no form of a date"),
        ("encoding: klingon", "no encoding"),
        ("encoding: hex", "no encoding"),
        ("columns: {", "not YAML"),
        ("names: backwards", "names"),
    ],
)
def test_a_wrong_mapping_is_said_with_its_line(tmp_path: Path, said: str, part: str) -> None:
    """What is wrong with a mapping stops the import, with the file and the line."""
    records, (remark,) = _read(_source(f"{HEADER}\n{ROW}\n", mapping=_mapped(tmp_path, said)))
    assert (records, remark.code) == ([], "bad-mapping")
    assert remark.message.startswith("map.yml:")
    assert part in remark.message


def test_a_table_without_a_title_is_offered_a_mapping(tmp_path: Path) -> None:
    """The mapping is guessed from header and rows; copied as it is, it brings the rows in."""
    text = (
        "Nr;Was war: los;Wo steht's;Wann;Reichweite\n"
        "1;Die Brücke ist wieder offen;https://k.example/a;7. Mai 2026;1000\n"
        "2;Der Hafen bekommt einen Kran;https://k.example/b;8. Mai 2026;900\n"
    )
    records, (remark,) = _read(_source(text))
    assert (records, remark.code, remark.refuses) == ([], "no-title-column", True)
    offered = remark.fix.partition("--map: ")[2]
    assert '"Was war: los": title' in offered
    records, remarks = _read(_source(text, mapping=_mapped(tmp_path, offered)))
    assert [(record.title, record.url, str(record.date)) for record in records] == [
        ("Die Brücke ist wieder offen", "https://k.example/a", "2026-05-07"),
        ("Der Hafen bekommt einen Kran", "https://k.example/b", "2026-05-08"),
    ]
    assert remarks == []


def test_a_mapping_without_a_title_is_said(tmp_path: Path) -> None:
    """A mapping that calls no column a title brings nothing in."""
    mapping = _mapped(tmp_path, "columns: {Outlet: outlet}")
    records, (remark,) = _read(_source(f"{HEADER}\n{ROW}\n", mapping=mapping))
    assert (records, remark.code) == ([], "no-title-column")


OBJECT = {
    "title": "Bridge reopens",
    "outlet": {"name": "Courier"},
    "url": "https://courier.example/a",
    "authors": [{"name": "Jane Doe"}, "Richard Roe"],
    "tags": ["Bridges", "Ports"],
    "cites": ["https://cited.example/2026/05/06/a", {"url": "https://b.example/", "title": "B"}],
    "text": "First *line*.\nSecond.",
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (json.dumps(OBJECT) + "\n" + json.dumps(OBJECT) + "\n", "a.jsonl"),
        (json.dumps([OBJECT, OBJECT]), "a.json"),
        (json.dumps([OBJECT, OBJECT], indent=2), "-"),
        ('{"header": {"count": 2}, "articles": [\n' + json.dumps(OBJECT) + ",\n"
         + json.dumps(OBJECT) + "\n]\n}", "a.json"),
    ],
)  # fmt: skip
def test_json_is_read_in_each_form(text: str, name: str) -> None:
    """A line each, an array, or an export of ours; lists and objects are taken as they are."""
    source = _source(text, name)
    assert table.IMPORTER.accepts(source)
    (record, again), remarks = _read(source)
    assert remarks == []
    assert (record.outlet, record.authors) == ("Courier", ("Jane Doe", "Richard Roe"))
    assert [str(each.date or "") for each in record.sources] == ["2026-05-06", ""]
    assert record.sources[1].title == "B"
    assert record.body == "First \\*line\\*.\n\nSecond."
    assert record.original == again.original
    assert record.original is not None
    assert list(json.loads(record.original.data)) == list(OBJECT)


@pytest.mark.parametrize(
    "value",
    [
        {"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": []},
        [{"id": "a", "type": "article-newspaper", "title": "A", "URL": "https://a.example/",
          "issued": {"date-parts": [[2026]]}}],
        [{"uri": "tag:a", "headline": "A", "url": "https://a.example/", "versioncreated": "x"}],
        [{"@type": "NewsArticle", "headline": "A", "url": "https://a.example/"}],
        [{"title": "A", "volume": 3}],
        [1, 2],
        {"title": "A"},
    ],
)  # fmt: skip
def test_other_json_is_left_to_others(value: object) -> None:
    """Feeds, citations, ninjs, JSON-LD, and what does not tell of articles, are no tables."""
    for form in (json.dumps(value), json.dumps(value, indent=1)):
        assert not table.IMPORTER.accepts(_source(form, "a.json"))


@pytest.mark.parametrize(
    "text",
    [
        "Detailed Analysis\n\nThe bridge, it is said, is open.\n",
        "← Google News\n\nBridge reopens - Courier\n",
        "<html><title>A, B</title></html>",
        "Title: a clipping, with a date, and an outlet\n",
        "TY  - NEWS\nTI  - A\n",
        "@article{a, title={A}, date={2026}}\n",
    ],
)
def test_texts_are_no_tables(text: str) -> None:
    """What is no table is left to the others, whatever commas it has."""
    assert not table.IMPORTER.accepts(_source(text, "a.txt"))
    assert importer_of(_source(text, "a.txt")) is not table.IMPORTER


def test_a_table_without_an_extension_is_known_by_its_header() -> None:
    """Standard input says nothing but its first line."""
    assert importer_of(_source(f"{HEADER}\n{ROW}\n", "-")) is table.IMPORTER


@pytest.mark.parametrize(
    ("text", "code", "line", "count"),
    [
        ('{"title": "A", "date": "2026"}\n{"title": "B"\n{"title": "C", "url": ""}\n',
         "broken-row", 2, 2),
        ('{"title": "A", "date": "2026"}\n[1]\n', "broken-row", 2, 1),
        ('{"title": "A", "date": "2026"}\n{"title": NaN}\n', "broken-row", 2, 1),
        ('[{"title": "A", "date": "2026"},\n{"title": "B"', "broken-json", 2, 1),
        ('[{"title": "A", "date": "2026"},\n 5]', "broken-row", 2, 1),
        ('[{"title": "A", "date": "2026"}\n{"title": "B"}]', "broken-json", 2, 1),
        ('[{"title": "A", "date": "2026"},\n' + "[" * 100_000, "broken-json", 2, 1),
        ('{"title": "A", "date": "2026"}\n' + "[" * 100_000, "broken-row", 2, 1),
    ],
)  # fmt: skip
def test_broken_json_is_said_with_its_line(text: str, code: str, line: int, count: int) -> None:
    """What came before stays, and a bad line of JSON Lines costs itself alone."""
    records, (remark,) = _read(_source(text, "a.jsonl"))
    assert len(records) == count
    assert (remark.code, remark.line, remark.refuses) == (code, line, True)


def test_a_workbook_is_read_by_its_values(tmp_path: Path) -> None:
    """The first sheet or the one that is named; days, numbers and links by formula."""
    rows: list[list[Any]] = [
        ["Coverage report"],
        [],
        ["Headline", "Outlet", "URL", "Date", "Language"],
        ["Bridge reopens", "Courier", '=HYPERLINK("https://c.example/a","see")', "", "en"],
        [None, None, None, None, None],
        ["Port grows", "Courier", "https://c.example/b", dt.datetime(2026, 5, 8), "en"],  # noqa: DTZ001
        [404, "Courier", "https://c.example/c", 2026, "en"],
    ]
    data = _book(rows)
    source = _source(data, "coverage.xlsx")
    assert table.IMPORTER.accepts(source)
    records, remarks = _read(source)
    assert [(each.title, each.url, str(each.date)) for each in records] == [
        ("Bridge reopens", "https://c.example/a", "None"),
        ("Port grows", "https://c.example/b", "2026-05-08"),
        ("404", "https://c.example/c", "2026"),
    ]
    assert records[1].found["title"].where == "column Headline, row 6"
    assert remarks == []
    mapping = _mapped(tmp_path, "sheet: Other\n")
    _, (remark,) = _read(_source(data, "coverage.xlsx", mapping))
    assert (remark.code, remark.fix) == ("not-a-table", "There are: Coverage.")
    assert [each.original for each in _read(source)[0]] == [each.original for each in records]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"),
         "not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
         "not-a-table"),
        (b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
         "not-a-table"),
        (b"PK\3\4 this is xl/workbook.xml no archive", "broken-workbook"),
    ],
)  # fmt: skip
def test_other_workbooks_are_refused_by_name(data: bytes, code: str) -> None:
    """Old, locked, foreign and broken workbooks end in one clear line."""
    source = _source(data, "coverage.xls")
    assert table.IMPORTER.accepts(source)
    records, (remark,) = _read(source)
    assert (records, remark.code, remark.refuses) == ([], code, True)


def test_a_broken_workbook_is_refused_wherever_it_breaks() -> None:
    """Whatever part is cut out or spoilt, there is a refusal and no traceback."""
    data = _book([HEADER.split(","), ROW.split(",")])
    whole = zipfile.ZipFile(io.BytesIO(data))
    for name in whole.namelist():
        for spoilt in (b"", b"<a", b"<a/>", whole.read(name)[:-40]):
            kept = io.BytesIO()
            with zipfile.ZipFile(kept, "w") as archive:
                for each in whole.namelist():
                    archive.writestr(each, spoilt if each == name else whole.read(each))
            _read(_source(kept.getvalue(), "a.xlsx"))
    for end in range(4, len(data), 97):
        records, remarks = _read(_source(data[:end], "a.xlsx"))
        assert (records, bool(remarks)) == ([], True)


def _with_sheet(sheet: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    whole = zipfile.ZipFile(io.BytesIO(_book([HEADER.split(","), ROW.split(",")])))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in whole.namelist():
            archive.writestr(each, sheet if each == part else whole.read(each))
    return kept.getvalue()


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("xl/worksheets/sheet1.xml", _SHEET + b"<row>" + b"<c/>" * 3_000_000),
        ("xl/styles.xml", b"<" * 21_000_000),
        ("xl/styles.xml", b" " * 130 * 1024 * 1024),
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>' + _SHEET),
    ],
    ids=["one-row", "tags", "texts", "entities"],
)
def test_bombs_are_refused(part: str, data: bytes) -> None:
    """A small file that unpacks to more than any table holds is refused before it is read."""
    records, (remark,) = _read(_source(_with_sheet(data, part), "a.xlsx"))
    assert (records, remark.code) == ([], "too-large")


def test_texts_under_another_name_are_looked_through() -> None:
    """The part that holds the texts is the one that is called so by its type, not by its name."""
    whole = zipfile.ZipFile(io.BytesIO(_with_sheet(b"", "none")))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in whole.namelist():
            archive.writestr(each, whole.read(each))
        archive.writestr("xl/strings.dat", b"<sst><si><t>" + b"x" * 130 * 1024 * 1024)
    records, (remark,) = _read(_source(kept.getvalue(), "a.xlsx"))
    assert (records, remark.code) == ([], "too-large")


def test_a_cell_that_is_too_long_is_said() -> None:
    """The row is refused for what it is, and the others come in."""
    records, (remark,) = _read(_source(f'{HEADER}\n"{"x" * 140_000}",C,,2026\n{ROW}\n'))
    assert "longer than any headline" in remark.message
    assert len(records) == 1


def test_endless_empty_rows_end() -> None:
    """Formats that reach to the end of a sheet, and rows far below, take no time."""
    head = b"".join(
        b"<row>" + b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % cell for cell in row)
        + b"</row>"
        for row in (HEADER.encode().split(b","), ROW.encode().split(b","))
    )  # fmt: skip
    empty = b"".join(b'<row r="%d"><c s="1"/></row>' % n for n in range(3, 300_000))
    start = time.perf_counter()
    for tail in (empty, b'<row r="999999999"><c><v>1</v></c></row>'):
        sheet = _SHEET + head + tail + b"</sheetData></worksheet>"
        (record,), remarks = _read(_source(_with_sheet(sheet), "a.xlsx"))
        assert record.title == "Bridge reopens"
        assert [each.code for each in remarks] in (["rows-not-read"], [])
    assert time.perf_counter() - start < 20


def test_large_tables_are_not_held_in_memory(tmp_path: Path) -> None:
    """Rows are given as they are read, whatever the size of the file."""
    path = tmp_path / "large.csv"
    row = ROW.replace("Bridge", "Bridge " * 500)
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER}\n")
        file.writelines(f"{row}\n" for _ in range(2_000))
    items = table.IMPORTER.read(Source(str(path), path))
    tracemalloc.start()
    count = sum(isinstance(item, RawRecord) for item in items)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert peak < path.stat().st_size / 2


def test_addresses_that_are_none_are_left_out() -> None:
    """What cannot be linked to is said, and the article comes in without it."""
    ((record,), (remark,)) = _read(_source(f"{HEADER}\nA,C,javascript:alert(1),2026\n"))
    assert (record.url, remark.code) == (None, "address-not-read")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_our_own_exports_come_back(make_edition: MakeEdition, form: str) -> None:
    """What an export says of an article is what its import says again, field by field."""
    article = make_article(
        "bridge",
        body="First *line*.\n\nSecond line.",
        title="=Bridge; “reopens” | at last",
        outlet="courier",
        authors=["Jane Doe", "Richard Roe, Jr."],
        date="2026-05",
        url="https://courier.example/a?b=c",
        archived_url="https://web.archive.org/web/2026/https://courier.example/a",
        via={"name": "Google News", "date": "2026-05-07", "url": "https://news.example/1"},
        lang="pt-BR",
        kind="press-release",
        story="bridge",
        tags=["Bridges, ports", "R&D"],
        sources=[
            {"url": "https://a.example/2026/05/06/a", "date": "2026-05-06", "inferred": ["date"]},
            {"url": "https://b.example/"},
        ],
        captured={"at": "2026-11-21T09:00:00Z", "by": "clipping"},
        rights="full",
        inferred=["date"],
    )
    edition = make_edition(
        [article], stories={"bridge": {}}, outlets={"courier": {"name": "The Courier"}}
    )
    exported = next(each for each in FORMATS if each.name == form).document(edition, [article])
    source = _source(exported, f"archive.{form}")
    assert table.IMPORTER.accepts(source)
    ((record,), remarks) = _read(source)
    assert remarks == []
    same = ("title", "authors", "date", "url", "archived_url", "lang", "kind", "story", "tags")
    assert {name: getattr(record, name) for name in same} == {
        name: getattr(article, name) for name in same
    }
    assert (record.outlet, record.via, str(record.via_date), record.via_url) == (
        "The Courier",
        "Google News",
        "2026-05-07",
        "https://news.example/1",
    )
    assert [(each.url, each.is_dated) for each in record.sources] == [
        (each.url, False) for each in article.sources
    ]
    assert record.rights == "full"
    assert record.inferred == {"date"}
    assert record.captured_at == dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)
    assert record.body == ("" if form == "csv" else "First line.\n\nSecond line.")


def test_a_row_puts_its_article_into_a_story_of_its_own(tmp_path: Path) -> None:
    """A story that a row names is made with the article, and another row joins it."""
    list(scaffold.make(tmp_path / "a", None))
    path = tmp_path / "rows.csv"
    path.write_text(f"{HEADER},Story\n{ROW},bridge\n{ROW.replace('ridge', 'rook')},bridge\n")
    site = host.site_of(tmp_path / "a")
    imported = list(pipeline.import_files(site, [path]))
    assert [each.made for each in imported] == [("content/stories/bridge.md",), ()]
    loaded, problems = pipeline.read(site)
    assert [article.story for article in loaded.articles] == ["bridge", "bridge"]
    assert [each.code for each in problems if each.severity == "error"] == []
    again = list(pipeline.import_files(site, [path]))
    assert [each.accession.outcome for each in again if each.accession] == ["known", "known"]


@given(st.binary(max_size=300), st.sampled_from([".csv", ".tsv", ".jsonl", ".xlsx", ".json"]))
def test_no_bytes_whatever_raise(data: bytes, suffix: str) -> None:
    """Any bytes give records or remarks, never an exception."""
    source = _source(data, f"a{suffix}")
    table.IMPORTER.accepts(source)
    _read(source)


@given(st.text(max_size=200))
def test_no_rows_whatever_raise(text: str) -> None:
    """Any text under a header gives records or remarks; what comes in has a title."""
    records, _ = _read(_source(f"{HEADER}\n{text}".encode("utf-8", "surrogatepass")))
    assert all(record.title for record in records)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*KNOWN, "x"]), _VALUES, max_size=6))
def test_no_object_whatever_raises(value: dict[str, object]) -> None:
    """Any values under any known name give a record or a remark."""
    rows = [{"title": "A", "date": "2026"}, {"title": "B", **value}]
    _read(_source("\n".join(map(json.dumps, rows)), "a.jsonl"))
