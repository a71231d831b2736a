"""Rows of tables that say less, or something else, than they seem to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from clipbook.importers import table
from clipbook.importers.record import Item, RawRecord, RefusedError, Remark
from clipbook.importers.source import Source


def _read(
    text: str | bytes, name: str = "rows.csv", mapping: Path | None = None
) -> tuple[list[RawRecord], list[Remark]]:
    data = text.encode() if isinstance(text, str) else text
    items: list[Item] = []
    try:
        items.extend(table.read(Source(name, content=data, mapping=mapping)))
    except RefusedError as error:
        items.append(error.remark)
    records = [item for item in items if isinstance(item, RawRecord)]
    return records, [item for item in items if isinstance(item, Remark)]


ZOTERO = '"Key","Item Type","Publication Year","Title","Publication Title","Url"\n'


@pytest.mark.parametrize(
    ("kind", "rest", "is_article"),
    [
        ("newspaperArticle", '"",""', True),
        ("magazineArticle", '"",""', True),
        ("journalArticle", '"",""', True),
        ("blogPost", '"",""', True),
        ("forumPost", '"",""', True),
        ("webpage", '"",""', True),
        ("preprint", '"",""', True),
        ("", '"",""', True),
        ("document", '"","https://a.example/"', True),
        ("interview", '"Courier",""', True),
        ("document", '"",""', False),
        ("book", '"Courier","https://a.example/"', False),
        ("bookSection", '"",""', False),
        ("report", '"","https://a.example/"', False),
        ("attachment", '"","https://a.example/"', False),
        ("note", '"",""', False),
        ("videoRecording", '"",""', False),
    ],
)
def test_types_of_zotero_are_articles_as_in_other_bibliographies(
    kind: str, rest: str, *, is_article: bool
) -> None:
    """Books, notes and attachments are refused by their rows, the others come in."""
    rows = f'"A","{kind}","2026","A title",{rest}\n"B","webpage","2026","Another","",""\n'
    records, remarks = _read(ZOTERO + rows)
    assert [remark.code for remark in remarks if remark.refuses] == (
        [] if is_article else ["not-an-article"]
    )
    assert len(records) == 1 + is_article
    if not is_article:
        assert remarks[0].line == 2
        assert f"row 2: an item of type “{kind}”" in remarks[0].message


def _dated(*cells: str, column: str = "Date") -> str:
    return f"Title,Outlet,{column}\n" + "".join(f"A {n},C,{c}\n" for n, c in enumerate(cells))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("01/05/2026", "13/05/2026"), ["2026-05-01", "2026-05-13"]),
        (("05/01/2026", "05/13/2026"), ["2026-05-01", "2026-05-13"]),
        (("01-05-2026 10:00", "13-05-2026"), ["2026-05-01", "2026-05-13"]),
        (("01/05/2026", "13/05/2026", "05/14/2026"), ["None", "2026-05-13", "2026-05-14"]),
        (("01/05/2026", "13.05.2026"), ["None", "2026-05-13"]),
        (("01/05/2026", "05/05/2026"), ["None", "2026-05-05"]),
        (("01/05/2026", "31/02/2026"), ["None", "None"]),
    ],
)
def test_one_certain_day_settles_the_order_of_its_column(
    cells: tuple[str, ...], expected: list[str]
) -> None:
    """What is settled so is concluded; where days disagree, or only dots tell, nothing is."""
    records, remarks = _read(_dated(*cells))
    assert [str(record.date) for record in records] == expected
    assert [bool(record.inferred) for record in records] == [
        expected[0] != "None",
        *(False for _ in cells[1:]),
    ]
    unread = [remark for remark in remarks if remark.code == "ambiguous-date"]
    assert len(unread) == (expected[0] == "None")


def test_an_order_holds_for_its_column_alone() -> None:
    """Days of another column settle nothing."""
    text = "Title,Date,Added\nA,01/05/2026,\nB,2026-05-02,13/05/2026\n"
    records, remarks = _read(text)
    assert records[0].date is None
    assert remarks[0].code == "ambiguous-date"


@pytest.mark.parametrize(
    ("cell", "form"),
    [("01/05/2026", "%d/%m/%Y"), ("01-05-2026", "%d-%m-%Y"), ("1-5-2026 10:30", "%d-%m-%Y")],
)
def test_the_form_that_is_suggested_reads_the_date(tmp_path: Path, cell: str, form: str) -> None:
    """It has the signs of the cell, and a time after the date does no harm."""
    _, (remark,) = _read(_dated(cell))
    assert f'`dates: "{form}"`' in remark.fix
    mapping = tmp_path / "map.yml"
    mapping.write_text(f'dates: "{form}"\n', "utf-8")
    ((record,), remarks) = _read(_dated(cell), mapping=mapping)
    assert (str(record.date), record.inferred, remarks) == ("2026-05-01", frozenset(), [])


def test_meltwater_names_the_author_an_influencer() -> None:
    """And topics document tags."""
    text = (
        "Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tDocument Tags\n"
        "07-May-2026 10:21AM\tFares rise\thttps://i.example/m1\tOpening\tHit\tIsland Post\t"
        "Ann Gray\tFerries\n"
    )
    ((record,), remarks) = _read(text.encode("utf-16"), "export.csv")
    assert (record.authors, record.tags, str(record.date)) == (
        ("Ann Gray",),
        ("Ferries",),
        "2026-05-07",
    )
    assert remarks == []


@pytest.mark.parametrize(
    ("last", "is_sum"),
    [
        ("Total,3,,", True),
        ("TOTAL:,,,12", True),
        (",Summe,,\u202f1’200", True),
        ("Итого,,,5", True),
        ("合計,,,5 %", True),
        ("Total,,,", False),
        ("Total,Courier,,3", False),
        ("Total,,2026-05-07,3", False),
        ("Total recall,,,3", False),
        ("Total,,,https://a.example/", False),
    ],
)
def test_a_row_that_adds_up_is_no_article(last: str, *, is_sum: bool) -> None:
    """A word for a sum and numbers, in the last row; with an address or a day it is a headline."""
    text = f"Title,Outlet,Date,Reach\nBridge,Courier,2026-05-07,3\n{last}\n"
    if "https" in last:
        text = text.replace("Reach", "URL").replace(",3\n", ",\n", 1)
    records, remarks = _read(text)
    told = [remark for remark in remarks if remark.code == "sum-passed-over"]
    assert (len(records), len(told)) == ((1, 1) if is_sum else (2, 0))
    assert not any(remark.refuses for remark in remarks)
    assert [remark.line for remark in told] == [3] * is_sum


def test_a_word_for_a_sum_above_the_last_row_is_a_headline() -> None:
    """Only the last row adds up."""
    records, _ = _read("Title,Outlet,Reach\nTotal,,3\nBridge,Courier,3\n")
    assert [record.title for record in records] == ["Total", "Bridge"]


def test_the_row_before_a_break_comes_in() -> None:
    """Where reading breaks off, what was read before stays."""
    text = '[{"title": "A", "date": "2026"},\n{"title": "Total", "reach": 3},\n{"title": '
    records, (remark,) = _read(text, "rows.json")
    assert [record.title for record in records] == ["A", "Total"]
    assert remark.code == "broken-json"


def test_a_front_page_is_kept_as_it_stands() -> None:
    """Whose address it is, the archive tells; the table said it."""
    text = "Title,URL\nMayor resigns,https://i.example/\nFerry late,https://i.example/\n"
    records, remarks = _read(text)
    assert [(record.title, record.url) for record in records] == [
        ("Mayor resigns", "https://i.example/"),
        ("Ferry late", "https://i.example/"),
    ]
    assert remarks == []


def _linked(links: dict[str, str | tuple[str, str]]) -> bytes:
    """Make a workbook of three rows, some of whose cells link; with a place, as Excel writes it."""
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for row in (
        ["Report"],
        ["Title", "Outlet", "Link", "Added"],
        ["Bridge “reopens”", "Courier", "Read here", 3],
        ['Port "grows"', "Courier", "https://courier.example/own", "x"],
        ["Mail", "Courier", "Write", "x"],
    ):
        sheet.append(row)
    for ref, target in links.items():
        address, place = target if isinstance(target, tuple) else (target, None)
        cell = sheet[ref.partition(":")[0]]
        cell.hyperlink = address
        cell.hyperlink.ref, cell.hyperlink.location = ref, place
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_links_of_cells_are_read() -> None:
    """The link counts where the cell is no address itself; other programs' links do not."""
    data = _linked(
        {
            "C3": ("https://courier.example/a?b=1", "top"),
            "C4": "https://click.example/?to=own",
            "C5": "mailto:desk@courier.example",
            "D3": "https://n.example/",
        }
    )
    records, remarks = _read(data, "rows.xlsx")
    assert [record.url for record in records] == [
        "https://courier.example/a?b=1#top",
        "https://courier.example/own",
        None,
    ]
    assert [remark.code for remark in remarks] == ["address-not-read", "columns-not-read"]
    assert records[0].original is not None
    assert b"https://courier.example/a?b=1#top" in records[0].original.data
    assert [each.original for each in _read(data, "rows.xlsx")[0]] == [
        each.original for each in records
    ]


def test_a_title_that_links_gives_both() -> None:
    """As with links by formula; a range links each of its cells."""
    data = _linked({"A3:A4": "https://courier.example/both"})
    records, _ = _read(data, "rows.xlsx")
    assert [(record.title, record.url) for record in records[:2]] == [
        ("Bridge “reopens”", "https://courier.example/both"),
        ('Port "grows"', "https://courier.example/own"),
    ]


def _spoilt(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    whole, kept = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            held = whole.read(name)
            assert name != part or old in held
            archive.writestr(name, held.replace(old, new) if name == part else held)
    return kept.getvalue()


SHEET, RELATED = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b'ref="C3"', b'ref="nowhere at all"'),
        (SHEET, b'ref="C3"', b'ref="C:C"'),
        (SHEET, b'r:id="rId1"', b'r:id="rId77"'),
        (RELATED, b"https://courier.example/a", b"javascript:alert(1)"),
        (RELATED, b"https://courier.example/a", b"file:///etc/passwd"),
        (RELATED, b"/hyperlink", b"/image"),
    ],
)
def test_odd_links_are_no_links(part: str, old: bytes, new: bytes) -> None:
    """The rows come in without them."""
    data = _spoilt(_linked({"C3": "https://courier.example/a"}), part, old, new)
    records, _ = _read(data, "rows.xlsx")
    assert [record.url for record in records] == [None, "https://courier.example/own", None]


@pytest.mark.parametrize("part", [SHEET, RELATED])
def test_entities_in_links_are_refused(part: str) -> None:
    """Nothing is filled in, and nothing is fetched."""
    old = b"<worksheet" if part == SHEET else b"<Relationships"
    new = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + old
    data = _spoilt(_linked({"C3": "https://courier.example/a"}), part, old, new)
    records, (remark,) = _read(data, "rows.xlsx")
    assert (records, remark.code) == ([], "too-large")


def test_a_link_over_a_whole_sheet_ends() -> None:
    """A range of all cells there are is not held."""
    data = _spoilt(
        _linked({"C3": "https://courier.example/a"}), SHEET, b'ref="C3"', b'ref="A1:XFD1048576"'
    )
    records, _ = _read(data, "rows.xlsx")
    assert records[0].url == "https://courier.example/a"


def test_a_sheet_may_have_as_many_links_as_excel_allows() -> None:
    """So many are no bomb."""
    many = b"".join(b'<hyperlink ref="C%d" r:id="rId1"/>' % n for n in range(4, 65_000))
    held = _linked({"C3": "https://courier.example/" + "a" * 60})
    one = (
        b'<hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    data = _spoilt(
        held, SHEET, b"</hyperlinks>", many.replace(b"<hyperlink", one) + b"</hyperlinks>"
    )
    records, _ = _read(data, "rows.xlsx")
    assert str(records[0].url).startswith("https://courier.example/aaa")
