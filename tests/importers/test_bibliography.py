"""RIS, BibTeX and CSL-JSON as others write them, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clipbook import importers, markup
from clipbook.importers import json_items, literal
from clipbook.importers.bibliography import bibtex, csl, latex, ris
from clipbook.importers.json_items import JsonItem
from clipbook.importers.languages import tag_of
from clipbook.importers.record import RawRecord, Remark
from clipbook.importers.source import Source
from support import archives

CASES = yaml.safe_load((Path(__file__).parent / "bibliographies.yml").read_text("utf-8"))
IMPORTERS = {"ris": ris.IMPORTER, "bibtex": bibtex.IMPORTER, "csl": csl.IMPORTER}


def _plain(record: RawRecord, name: str) -> object:
    value = getattr(record, name)
    if name == "date":
        return str(value) if value else None
    return (
        sorted(value) if name == "inferred" else list(value) if isinstance(value, tuple) else value
    )


def _said(value: object) -> object:
    return str(value) if isinstance(value, dt.date) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_each_entry_is_read_as_stated(case: dict[str, Any]) -> None:
    """Records come in as written, bad entries are refused by line, and the rest comes in."""
    source = Source("in", content=case["text"].encode())
    assert importers.importer_of(source).name == case["is"]
    items = archives.read_all(IMPORTERS[case["is"]], case["text"].encode())
    found = archives.records(items)
    wanted = [
        {name: _said(value) for name, value in each.items()} for each in case.get("records", [])
    ]
    assert len(found) == len(wanted)
    for one, each in zip(found, wanted, strict=True):
        assert {name: _plain(one, name) for name in each} == each
    assert archives.refusals(items) == [tuple(one) for one in case.get("refused", [])]
    remarks = [each.code for each in items if not isinstance(each, RawRecord) and not each.refuses]
    assert remarks == case.get("remarks", [])
    for one in found:
        places = {name for name in one.found if getattr(one, name) in (None, ())}
        assert not places
        assert one.original is not None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"M{\"u}ller, \'Etienne \& S{\o}n", "Müller, Étienne & Søn"),
        (r"{\'\i}le d'\^{\i}", "íle d'î"),
        (r"\v{S}koda \c{c}a \k{a} \H{o} \r a \=a \.z \u g", "Škoda ça ą ő å ā ż ğ"),
        (r"\'{E}t\'e \`{}x", "Été x\u0300"),
        (
            "``Quoted'' --- 1--2 {NASA} \\emph{now} \\textbf{or} never~ever",
            "“Quoted” — 1–2 NASA now or never ever",
        ),
        (r"50\% of \$5 \#1 a\_b \{x\} \textbackslash{} $x$", "50% of $5 #1 a_b {x} \\ x"),
        (r"\L{}\'od\'z \ss \OE uvre \textellipsis", "Łódź ßŒuvre …"),
        (r"\Omega \unknowncommand{kept} \-hyphen\/ation", "Ωkept hyphenation"),
        ("trailing \\", "trailing \\"),
    ],
)
def test_latex_reads_as_it_is_set(written: str, text: str) -> None:
    """Accents, ligatures, signs and braces read as the text that they stand for."""
    assert latex.text_of(written) == text


@pytest.mark.parametrize(
    ("name", "tag"),
    [("en", "en"), ("pt_BR", "pt-BR"), ("EN-us", "en-us"), ("ngerman", "de"), ("English", "en"),
     ("zh-Hant-TW", "zh-Hant-TW"), ("Klingon tongue", None), ("", None)],
)  # fmt: skip
def test_languages_go_by_tag_or_name(name: str, tag: str | None) -> None:
    """A tag stays a tag, a name becomes one, and no other word does."""
    assert tag_of(name) == tag


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_literal_text_reads_as_itself(text: str) -> None:
    """Nothing in a plain text means anything to Markdown once it is written as literal."""
    shown = markup.plain(markup.render(literal.paragraphs(text)))
    assert shown.split() == text.split()


RECORD = b"TY  - NEWS\r\nTI  - Caf\xe9 opens\r\nER  - \r\n"


def test_an_entry_says_which_encoding_was_guessed() -> None:
    """An entry that is not UTF-8 is read as windows-1252, and the others as they are."""
    items = archives.read_all(ris.IMPORTER, RECORD + "TY  - NEWS\nTI  - Café\nER  - \n".encode())
    first, second = archives.records(items)
    assert (first.title, first.encoding) == ("Café opens", "windows-1252")
    assert (second.title, second.encoding) == ("Café", None)
    assert first.original is not None
    assert first.original.data == RECORD


def test_utf16_is_read() -> None:
    """A file of UTF-16, as some programs save it, is accepted and read."""
    data = "TY  - NEWS\r\nTI  - Café\r\nER  - \r\n".encode("utf-16")
    assert ris.IMPORTER.accepts(Source("x", content=data))
    (record,) = archives.records(archives.read_all(ris.IMPORTER, data))
    assert record.title == "Café"
    broken = archives.read_all(ris.IMPORTER, data + b"\x00\xd8\x00")
    assert archives.refusals(broken)[-1][0] == "invalid-utf8"


def test_originals_are_apart() -> None:
    """Each record keeps its own bytes alone, the same the second time."""
    data = b"@article{a, title={A}}\n@article{b, title={B}} @article{c, title={C}}\n"
    once, again = (archives.records(archives.read_all(bibtex.IMPORTER, data)) for _ in range(2))
    kept = [one.original.data for one in once if one.original]
    assert kept == [b"@article{a, title={A}}", b"@article{b, title={B}}", b"@article{c, title={C}}"]
    assert [one.original for one in again] == [one.original for one in once]


MARKED = {
    "type": "article",
    "title": 'On <i>Homo</i> &amp; the <span class="nocase">BBC</span>\'s 10<sup>th</sup> <Post>',
    "container-title": '<b>The</b> <span style="font-variant:small-caps;">Courier</span>',
    "author": [{"literal": "AT&amp;T &lt;Press&gt;"}],
    "keyword": "H<sub>2</sub>O, <sc>nato</sc>",
    "abstract": "A <I>word</I> of x < y &unknown; AT&T.",
}


def test_csl_markup_goes_out_of_lines() -> None:
    """What citeproc would set as italics or small capitals is plain; other tags are words."""
    (record,) = archives.records(archives.read_all(csl.IMPORTER, json.dumps([MARKED]).encode()))
    assert record.title == "On Homo & the BBC's 10th <Post>"
    assert record.outlet == "The Courier"
    assert record.authors == ("AT&T <Press>",)
    assert record.tags == ("H2O", "nato")
    assert record.snippet == "A word of x < y &unknown; AT&T."


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        ({"date-parts": [[2026]], "circa": True}, "“circa 2026”"),
        ({"date-parts": [[2026]], "season": 2}, "“season 2 of 2026”"),
        ({"date-parts": [[2026, 5], [2026, 6]]}, "“2026-5 to 2026-6”"),
    ],
)
def test_what_is_no_date_is_said_with_its_reason(issued: dict[str, Any], said: str) -> None:
    """A guess, a season and a span are none, and none of them is called a bad year."""
    item = {"type": "article", "title": "T", "issued": issued}
    remark, record = archives.read_all(csl.IMPORTER, json.dumps([item]).encode())
    assert isinstance(remark, Remark)
    assert isinstance(record, RawRecord)
    assert (record.date, remark.code) == (None, "date-not-read")
    assert remark.message.startswith(f"{said} (issued) is no date")


BROKEN = """@article{a, title={First}, year=2026}
@article{broken, title = {Unclosed, author = {X},
  year=2026}

@article{c, title={Third}, year=2026}
@string{word = {Fourth}
@article{d, title={Fourth}}
"""


def test_an_entry_that_is_never_closed_takes_no_other_with_it() -> None:
    """What is not read ends at the next line that begins an entry, and is said by its lines."""
    items = archives.read_all(bibtex.IMPORTER, BROKEN.encode())
    assert [one.title for one in archives.records(items)] == ["First", "Third", "Fourth"]
    first, second = (one for one in items if isinstance(one, Remark))
    assert (first.code, first.line, first.refuses) == ("unfinished-entry", 2, True)
    assert "lines 2 to 4 were not read" in first.message
    assert "line 6 was not read" in second.message


def test_an_entry_without_an_end_leaves_the_next() -> None:
    """One that goes on for megabytes is refused, and reading goes on behind it."""
    data = b"@article{a, title = {" + b"x\n" * 600_000 + b"@article{b, title={B}}\n"
    items = archives.read_all(bibtex.IMPORTER, data)
    assert archives.refusals(items) == [("too-large", 1)]
    assert [one.title for one in archives.records(items)] == ["B"]


GOOD = "\n@article{good,\n title={Good}}\n"
STRINGS = [f"@string{{a{n + 1} = a{n} # a{n} # a{n}}}" for n in range(60)]
HOSTILE = {
    "strings": "\n".join(["@string{a0 = {" + "x" * 900 + "}}", *STRINGS, "@article{k, title=a60}"]),
    "itself": "@string{a = a # a}\n@article{k, title = a}",
    "braces": "@article{k, title = " + "{" * 5000 + "}" * 5000 + "}",
    "joined": "@article{k, title = " + "{x} # " * 20000 + "{x}}",
    "quotes": '@article{k, title = "' + '{"}' * 3000 + '"' * 3000 + "}",
    "spaces": "@article{k, title={T}, author={a" + " " * 120_000 + "b}}",
    "ands": "@article{k, title={T}, author={{ " + "and " * 50000 + "}}}",
    "open": "@article{k, title={\n" * 2000 + "}}",
    "accents": "@article{k, title={" + "\\'" * 50000 + "}}",
    "more ands": '@article{k, title={T}, author="'
    + "{ and " * 15
    + "and " * 9000
    + "}" * 15
    + '"}',
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_entry_stops_nobody(name: str) -> None:
    """What is made to blow up is refused in seconds, and the entry behind it comes in."""
    begin = time.process_time()
    items = archives.read_all(bibtex.IMPORTER, (HOSTILE[name] + GOOD).encode())
    assert time.process_time() - begin < 15
    assert archives.records(items)[-1].title == "Good"
    assert all(len(one.title) < 200_000 for one in archives.records(items))


@pytest.mark.parametrize("head", [b'{"' + b'"\\' * 40_000, b'{"a": "' + b'\\"' * 40_000])
def test_a_text_that_is_cut_off_is_looked_at_once(head: bytes) -> None:
    """For telling what an input is, a text without an end is one to the end."""
    begin = time.process_time()
    assert set(json_items.first(head[:65536])) <= {"a"}
    assert time.process_time() - begin < 3


def test_a_file_that_is_none_ends_soon() -> None:
    """A line without an end and an entry without one are refused, not held in memory."""
    endless = b"TY  - NEWS\nTI  - " + b"x" * 3_000_000
    assert archives.refusals(archives.read_all(ris.IMPORTER, endless)) == [("too-large", 2)]
    long = b"TY  - NEWS\n" + b"KW  - abcdefgh\n" * 100_000
    assert archives.refusals(archives.read_all(ris.IMPORTER, long)) == [("too-large", 1)]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b'[{"id": 1, "type": "article", "title": "T"},\n{"id": 2, "type": "art', "not-json", 2),
        (b'[{"id": 1, "type": "article", "title": "T"},\n{"id": ' + b"[" * 99, "too-large", 2),
        (b'[{"id": 1, "type": "article", "title": "T"},\n{"a": tru}]', "not-json", 2),
        (b'[{"id": 1, "type": "article", "title": "T"},\n{"id": 2}]', "not-csl", 2),
        (b'[{"id": 1, "type": "article", "title": "T"},\n{"type": "book", "title": "B"}]',
         "not-an-article", 2),
        (b'[{"id": 1, "type": "article", "title": "T"},\n{"type": "webpage", "id": "x"}]',
         "no-title", 2),
        (b'[{"id": 1, "type": "article", "title": "T"},\n{"type": "webpage", "author": "x"}]',
         "not-csl", 2),
        ("[]".encode("utf-16"), "invalid-utf8", 0),
    ],
)  # fmt: skip
def test_a_bad_item_is_refused_by_its_line(data: bytes, code: str, line: int) -> None:
    """What is wrong with an item is said with its line, and the items before it stay."""
    items = archives.read_all(csl.IMPORTER, data)
    assert archives.refusals(items) == [(code, line)]
    assert [one.title for one in archives.records(items)] == (["T"] if line else [])


def test_halves_of_letters_do_no_harm(tmp_path: Path) -> None:
    """A lone surrogate and a null in a text come into an archive as something that can be kept."""
    data = b'[{"id": 1, "type": "webpage", "title": "A \\ud800 \\u0000 B", "URL": "https://a.example/1"}]'
    (came,) = archives.bring_in(archives.empty(tmp_path), "in.json", data)
    assert came.accession is not None
    assert came.accession.article.title == "A ? B"


@pytest.mark.parametrize("wrap", ["[{}]", '{{"items": [{}]}}', "{}"])
def test_items_are_cut_wherever_pieces_end(wrap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects are found whole, with their lines, however the file is read; braces in texts too."""
    monkeypatch.setattr(json_items, "_CHUNK", 7)
    objects = [{"n": n, "text": 'a "}{][ \\ é\\"', "inner": {"list": [{}, [1]]}} for n in range(20)]
    between = "\n" if wrap == "{}" else ",\n"
    text = wrap.format(between.join(json.dumps(one) for one in objects))
    found = list(json_items.items(Source("x", content=text.encode())))
    assert [item.read() for item in found] == objects
    assert [item.line for item in found] == list(range(1, 21))


def test_a_scalar_is_no_item() -> None:
    """An object that does not read as JSON is refused by its own line."""
    remark = JsonItem(5, 1, b'{"a":\n nul}').read()
    assert not isinstance(remark, dict)
    assert (remark.code, remark.line) == ("not-json", 6)


@pytest.mark.parametrize(
    "data",
    [
        b"Detailed Analysis\n\nTY - is no reference. Mail @article{x or me.\n",
        b'{"version": "https://jsonfeed.example/version/1", "title": "T", "items": []}',
        b'{"type": "text", "headline": "H", "uri": "urn:x"}',
        b"<html><body>TY  - NEWS</body></html>",
        b"title,url\nA,https://a.example/\n",
    ],
)
def test_other_inputs_are_left_to_others(data: bytes) -> None:
    """What is no bibliography is accepted by none of the three."""
    source = Source("in", content=data)
    assert [name for name, each in IMPORTERS.items() if each.accepts(source)] == []
