"""Press PDFs: their text and no more, and a clear word for each that cannot be read."""

from __future__ import annotations

import io
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from clipbook import importers
from clipbook.importers import pdf
from clipbook.importers.pdf import layout, titles
from clipbook.importers.record import Remark
from clipbook.importers.source import Source
from support import archives

FIRST = [
    "Harbour Press Office",
    "Bridge * reopens after storm repairs",
    "The bridge over the harbour carries traffic again after six weeks of re-",
    "pairs, the port said on Thursday. It had been closed since the great storm,",
    "1. as everybody knows.",
    "Ferries go back to their winter timetable, and so do the pilots, who were",
]
END = b"trailer << /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF"
SECOND = ["Harbour Press Office", "asked to stay.", "Ends"]


def _made(pages: Sequence[Sequence[str]], title: str = "", lang: str = "") -> PdfWriter:
    """Write a PDF with lines of text on its pages."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    kept = writer._add_object(font)  # noqa: SLF001 - the only way to add a font
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        content = DecodedStreamObject()
        shown = [f"1 0 0 1 50 {750 - 14 * n} Tm ({line}) Tj" for n, line in enumerate(lines)]
        content.set_data(f"BT /F1 10 Tf {' '.join(shown)} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001
        fonts = DictionaryObject({NameObject("/F1"): kept})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if title:
        writer.add_metadata({"/Title": title, "/Author": "user", "/CreationDate": "D:20260506"})
    if lang:
        writer.root_object[NameObject("/Lang")] = TextStringObject(lang)
    return writer


Piece = tuple[float, float, float, str]
"""Words with their place from the left and from the foot, and their size."""


def _placed(*pages: Sequence[Piece], title: str = "") -> bytes:
    """Write a PDF with words where they are put, in this order."""
    writer = _made([[] for _ in pages], title)
    for page, pieces in zip(writer.pages, pages, strict=True):
        content = DecodedStreamObject()
        shown = [f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, size, text in pieces]
        content.set_data(f"BT {' '.join(shown)} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001
    return _bytes(writer)


def _read(data: bytes) -> tuple[list[str], list[str]]:
    """Give the paragraphs, and the codes of remarks."""
    items = archives.read_all(pdf.IMPORTER, data, "in.pdf")
    (record,) = archives.records(items)
    return record.body.split("\n\n"), [one.code for one in items if isinstance(one, Remark)]


def _bytes(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_press_release_is_read() -> None:
    """Paragraphs whole again, the head that all pages share gone, and no date from anywhere."""
    data = _bytes(_made([FIRST, SECOND], title="Bridge reopens", lang="en-GB"))
    assert importers.importer_of(Source("x", content=data)).name == "pdf"
    (record,) = archives.records(archives.read_all(pdf.IMPORTER, data, "release.pdf"))
    assert record.title == "Bridge reopens"
    assert record.inferred == frozenset()
    assert record.lang == "en-GB"
    assert (record.date, record.authors, record.original) == (None, (), None)
    first, second, third = record.body.split("\n\n")
    assert first.startswith(r"Bridge \* reopens after storm repairs The bridge over the harbour")
    assert first.endswith(
        "weeks of repairs, the port said on Thursday. It had been closed since the "
        "great storm, 1. as everybody knows."
    )
    assert second.endswith("so do the pilots, who were asked to stay.")
    assert third == "Ends"


@pytest.mark.parametrize("title", ["", "release.indd", "Microsoft Word - x", "PR_2026_final"])
def test_without_a_title_the_first_line_stands_in(title: str) -> None:
    """A file's name or a program's words are no title; the first line is marked as inferred."""
    data = _bytes(_made([FIRST, ["Another head"]], title=title))
    (record,) = archives.records(archives.read_all(pdf.IMPORTER, data))
    assert record.title == "Harbour Press Office"
    assert record.inferred == {"title"}


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Bridge reopens", True),
        ("Ferries", True),
        ("2026 in review: the harbour", True),
        ("untitled", False),
        ("Layout 1", False),
        ("Document1", False),
        ("Microsoft Word - press release.doc", False),
        ("pr_2026-05-06_v2", False),
        ("news release.PDF", False),
        ("in", False),
        ("", False),
        ("…", False),
    ],
)
def test_titles_are_told_from_names_of_files(title: str, is_one: bool) -> None:
    """What a program or a file put there is no headline."""
    assert titles.is_one(title, "folder/in.pdf") is is_one


def test_lines_become_paragraphs() -> None:
    """Blank lines, short last lines, soft hyphens, ligatures, and words over a page's end."""
    pages = [
        (
            "The of\ufb01ce\n\nA line that goes on and on and on and on to its end of\nit.\n"
            "A new one, not over-"
        ),
        "come by this\n\nPage 2",
    ]
    assert layout.markdown_of(layout.lines_of(pages)).split("\n\n") == [
        "The office",
        "A line that goes on and on and on and on to its end of it.",
        "A new one, not overcome by this",
        "Page 2",
    ]
    assert layout.lines_of(["co\u00ad\noperate", "x"]) == [["cooperate"], ["x"]]
    assert layout.lines_of(["Same", "Same"]) == [[], []]
    assert layout.lines_of(["H\n1\nF", "H\n2\nF"]) == [["1"], ["2"]]


LONG = "The works cost four million, of which the county paid the half, said the mayor"


def test_headings_and_items_stand_alone() -> None:
    """What is larger, further off or much shorter does not run into what comes after it."""
    body, codes = _read(
        _placed([
            (50, 750, 18, "Bridge opens again after a long winter and a longer spring"),
            (50, 730, 10, LONG),
            (50, 718, 10, "on Thursday."),
            (50, 690, 10, "What it cost the town, and who had to pay for all of it"),
            (50, 670, 10, LONG),
            (50, 658, 10, "yesterday."),
            (70, 646, 10, "First item"),
            (70, 634, 10, "Second item"),
            (70, 622, 10, "\\267 Third item"),
            (70, 610, 10, "\\267 Fourth item"),
            (50, 598, 10, LONG),
        ])
    )  # fmt: skip
    assert codes == []
    assert body == [
        "Bridge opens again after a long winter and a longer spring",
        f"{LONG} on Thursday.",
        "What it cost the town, and who had to pay for all of it",
        f"{LONG} yesterday.",
        "First item",
        "Second item",
        "- Third item\n- Fourth item",
        LONG,
    ]


STAMP = "11/22/26, 12:44 AM"
HERE = "file:///home/ann/Bridge.html"


@pytest.mark.parametrize(
    "around",
    [
        [(30, 780, 8, STAMP), (250, 780, 8, "Bridge opens"), (30, 10, 8, HERE),
         (550, 10, 8, "1/1")],
        [(30, 780, 8, "22.11.2026, 12:44"), (250, 780, 8, "Bridge opens"),
         (30, 10, 8, "https://courier.example/bridge"), (550, 10, 8, "1/1")],
        [(30, 780, 8, "Bridge opens"), (250, 780, 8, "https://courier.example/bridge"),
         (30, 10, 8, "1 of 1"), (450, 10, 8, STAMP)],
        [(30, 780, 8, "Bridge opens"), (30, 10, 8, HERE)],
    ],
)  # fmt: skip
@pytest.mark.parametrize("comes_last", [True, False])
def test_what_a_browser_prints_around_a_page_goes(around: list[Piece], *, comes_last: bool) -> None:
    """Day, number and address; and no file of the reader's own is shown anywhere."""
    text = [(50.0, 700.0 - 12 * n, 10.0, LONG) for n in range(8)]
    data = _placed([*text, *around] if comes_last else [*around, *text], title=f"{HERE} - Bridge")
    items = archives.read_all(pdf.IMPORTER, data, "in.pdf")
    (record,) = archives.records(items)
    assert LONG in record.body
    for word in ("file:", "ann", "courier.example", "11/22", "22\\.11", "12:44", "1/1", "1 of 1"):
        assert word not in record.body
        assert word not in record.title


def test_a_day_in_a_text_is_no_mark_of_a_browser() -> None:
    """Only where number and hour stand around the text does anything go."""
    body, _ = _read(
        _placed([(50, 700, 10, "At 11/22/26, 12:44 AM it opened"), (50, 688, 10, LONG)])
    )
    assert body == ["At 11/22/26, 12:44 AM it opened", LONG]


def _column(name: str, x: float, count: int = 12) -> list[Piece]:
    words = [f"the {name} column goes on in line {n}" for n in range(count)]
    return [(x, 700.0 - 12 * n, 10.0, line) for n, line in enumerate(words)]


def _mixed(*columns: list[Piece]) -> list[Piece]:
    return sorted((piece for column in columns for piece in column), key=lambda each: -each[1])


@pytest.mark.parametrize("is_mixed", [True, False])
@pytest.mark.parametrize("names", [("left", "right"), ("left", "middle", "right")])
def test_columns_are_read_one_by_one(names: tuple[str, ...], *, is_mixed: bool) -> None:
    """Line by line across the page or not, with a headline above all of them and a line below."""
    columns = [_column(name, 40 + n * 190, 12 - n) for n, name in enumerate(names)]
    text = _mixed(*columns) if is_mixed else [piece for each in columns for piece in each]
    above = (40.0, 760.0, 18.0, "A headline that stands above all columns")
    body, codes = _read(_placed([above, *text, (40.0, 500.0, 10.0, f"At last, {LONG}")]))
    assert codes == []
    whole = " ".join(body)
    places = [
        whole.index(f"the {name} column goes on in line {n}")
        for number, name in enumerate(names)
        for n in range(12 - number)
    ]
    assert places == sorted(places)
    assert whole.startswith("A headline")
    assert whole.endswith(LONG)


def test_words_put_one_by_one_are_no_columns() -> None:
    """A page that places each word, even in a grid, has them in its lines."""
    rows = [[f"of{row}no{place}" for place in range(10)] for row in range(8)]
    text = [
        (50.0 + 36 * place, 700.0 - 12 * n, 10.0, word)
        for n, row in enumerate(rows)
        for place, word in enumerate(row)
    ]
    body, codes = _read(_placed(text))
    assert (" ".join(body), codes) == (" ".join(word for row in rows for word in row), [])


def test_a_table_is_said_to_be_out_of_order() -> None:
    """Cells are no columns of text: they stay in their rows, and that is remarked on."""
    cells = [_column("x", 50)[n] for n in range(8)]
    rows = [(50.0, y, 10.0, f"Zone {n}") for n, (_, y, *_) in enumerate(cells)]
    prices = [(300.0, y, 10.0, f"{n}.50 euros") for n, (_, y, *_) in enumerate(cells)]
    body, codes = _read(_placed(_mixed(rows, prices)))
    assert codes == ["pdf-columns"]
    assert "Zone 3" in " ".join(body)


def _refusal(data: bytes) -> Remark:
    begin = time.monotonic()
    items = archives.read_all(pdf.IMPORTER, data, "in.pdf")
    assert time.monotonic() - begin < 100
    (remark,) = items
    assert isinstance(remark, Remark)
    assert remark.refuses
    assert remark.fix
    return remark


def test_pictures_alone_are_said_to_be_that() -> None:
    """A PDF without any text is refused, and one with some empty pages warned of."""
    assert _refusal(_bytes(_made([[], []]))).code == "pdf-without-text"
    items = archives.read_all(pdf.IMPORTER, _bytes(_made([["Bridge reopens"], []])))
    (remark,) = [item for item in items if isinstance(item, Remark)]
    assert (remark.code, remark.refuses) == ("pdf-without-text", False)
    assert "1 of 2 pages" in remark.message
    assert len(archives.records(items)) == 1


def test_a_locked_one_is_said_to_be_locked() -> None:
    """A password keeps it out; one that anybody may open comes in."""
    locked = _made([FIRST])
    locked.encrypt("secret", algorithm="RC4-128")
    assert _refusal(_bytes(locked)).code == "pdf-encrypted"
    open_to_all = _made([FIRST])
    open_to_all.encrypt("", "owner", algorithm="RC4-128")
    assert archives.records(archives.read_all(pdf.IMPORTER, _bytes(open_to_all)))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"\xff\x00" * 5000,
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n" + END,
        b"%PDF-1.4\ntrailer << /Root 9 0 R >>\nstartxref\n99999\n%%EOF",
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"\nendobj\n" + END,
    ],
)
def test_a_broken_one_is_said_to_be_broken(data: bytes) -> None:
    """What is cut off, garbled, or turns in circles gives one problem and no traceback."""
    assert _refusal(data).code in {"pdf-broken", "pdf-without-text"}


def test_pages_that_hold_themselves_come_to_an_end() -> None:
    """A tree of pages with a circle in it is refused, not followed for ever."""
    data = (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>\nendobj\n"
        b"trailer << /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF"
    )
    assert _refusal(data).code in {"pdf-broken", "pdf-without-text", "pdf-too-slow", "too-large"}


def test_a_stream_that_unfolds_without_end_is_refused() -> None:
    """Some MB that become gigabytes cost neither our memory nor our time."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"BT /F1 9 Tf (x) Tj ET " * 50_000) for _ in range(400))
    stream = StreamObject()
    stream._data = packed + packer.flush()  # noqa: SLF001 - nothing public takes it packed
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer = _made([["x"]])
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001
    data = _bytes(writer)
    assert len(data) < 5_000_000
    assert _refusal(data).code in {"too-large", "pdf-too-slow"}


def test_thousands_of_pages_are_no_article() -> None:
    """More pages than any press PDF has are refused by their number."""
    writer = PdfWriter()
    for _ in range(5000):
        writer.add_blank_page(10, 10)
    found = _refusal(_bytes(writer))
    assert (found.code, "1,000 pages" in found.message) == ("too-large", True)


def test_100_mb_are_too_large(tmp_path: Path) -> None:
    """A file that is larger than any press PDF is refused before it is read."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(101 * 1024 * 1024)
    site = archives.empty(tmp_path / "a")
    site.root.mkdir()
    (came,) = archives.bring_in(site, "in.pdf", path.read_bytes())
    assert [problem.code for problem in came.problems] == ["too-large"]


def test_without_pypdf_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not there, the problem is the command that brings it."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    remark = _refusal(b"%PDF-1.4\n")
    assert remark.code == "needs-extra"
    assert "pip install 'clipbook[pdf]'" in remark.fix


def test_it_comes_into_an_archive_and_is_known_again(tmp_path: Path) -> None:
    """The very bytes are kept, and the same PDF is the same article."""
    site = archives.empty(tmp_path)
    data = _bytes(_made([FIRST], title="Bridge reopens"))
    (first,) = archives.bring_in(site, "a.pdf", data)
    (again,) = archives.bring_in(site, "b.pdf", data)
    assert first.accession
    assert again.accession
    assert (first.accession.outcome, again.accession.outcome) == ("added", "known")
    (kept,) = (site.content / "captures").rglob("*.pdf")
    assert len(PdfReader(kept).pages) == 1


@pytest.mark.parametrize(
    "pages",
    [["a\n" * 400_000], ["a-\n" * 300_000], ["a\n" * 490_000] * 2, ["\n" * 1_900_000 + "c"]],
    ids=["lines", "parted words", "heads", "blanks"],
)
def test_pages_of_nothing_but_lines_end(pages: list[str]) -> None:
    """As many lines as a text may hold are put together in seconds."""
    begin = time.process_time()
    layout.markdown_of(layout.lines_of(pages))
    assert time.process_time() - begin < 10


@pytest.mark.parametrize("title", ["1" * 60_000 + " ", "a_" * 30_000 + " é", "a" * 60_000 + "1 x"])
def test_a_hostile_title_is_looked_at_once(title: str) -> None:
    """Whatever some program wrote there."""
    begin = time.process_time()
    assert titles.is_one(f"{title} .", "a.pdf")
    assert time.process_time() - begin < 2
