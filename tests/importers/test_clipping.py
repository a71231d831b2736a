"""The clipping grammar, case by case."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clipbook.importers import clipping
from clipbook.importers.decode import MAX_BYTES
from clipbook.importers.record import RawRecord, Reading

CASES = yaml.safe_load((Path(__file__).parent / "clippings.yml").read_text("utf-8"))


def _read(case: dict[str, Any]) -> Reading:
    return clipping.read(case["text"].encode(case.get("encoding", "utf-8")))


def _plain(record: RawRecord, field: str) -> object:
    value = getattr(record, field)
    if field == "sources":
        return [[source.url, str(source.date) if source.date else None] for source in value]
    if field in {"date", "via_date"}:
        return str(value) if value else None
    return sorted(value) if field == "inferred" else list(value) if field == "takeaways" else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_each_layout_and_trap_is_read_as_the_grammar_says(case: dict[str, Any]) -> None:
    """Every layout, line and trap of the grammar is read, refused or remarked on as stated."""
    reading = _read(case)
    if "refused" in case:
        assert reading.refusal is not None
        assert reading.refusal.code == case["refused"]
        assert reading.records == ()
        return
    assert reading.refusal is None
    (record,) = reading.records
    found = {field: _plain(record, field) for field in case["record"]}
    assert found == case["record"]
    assert [remark.code for remark in reading.remarks] == case.get("remarks", [])


def test_a_remark_names_its_line() -> None:
    """What could not be read is said with the line it stands on."""
    text = "Lead.\nSources\nhttps://example.org/a\nftp://example.org/b\n"
    (remark,) = clipping.read(text.encode()).remarks
    assert remark.line == 4


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary-file", 0),
        (b"Detailed Analysis\nText with \0 in it.\n", "binary-file", 0),
        ("Detailed Analysis\nCafé.\n".encode() + b"caf\xe9\n", "invalid-utf8", 3),
        (b"Detailed Analysis\n\x81\x8d\n", "invalid-utf8", 2),
        (b"Detailed Analysis\n" + b"x" * MAX_BYTES, "too-large", 0),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, code: str, line: int) -> None:
    """Binary, damaged and huge files are refused, each by its own reason and line."""
    refusal = clipping.read(data).refusal
    assert refusal is not None
    assert (refusal.code, refusal.line) == (code, line)
    assert refusal.fix


@pytest.mark.parametrize(
    "text",
    [
        "Detailed Analysis\n" + "x\n" * 200_000,
        "← A\n\nTitle\n\nA · May 7, 2026\na" + " " * 400_000 + "b\n",
        "← A\n\nTitle\n\nA · May 7, 2026\n" + "[truncated: " * 40_000 + "] x\n",
        "Detailed Analysis\n" + "Read original article →\n" * 100_000,
        "Detailed Analysis\n" + "Sources\n" * 100_000,
        "← A\n\nTitle\n\nA · May 7, 2026\n" + "a\n" * 800_000,
        "Detailed Analysis\n" + "\n" * 800_000 + "x\n",
        "Key Takeaways\n- a\n" + "abcd\n" * 400_000,
    ],
    ids=["lines", "blanks", "notes", "footers", "heads", "snippet", "empty", "takeaway"],
)
def test_no_clipping_takes_long(text: str) -> None:
    """Texts made to be slow are read in a second or two; what grows faster takes a minute."""
    start = time.process_time()
    clipping.read(text.encode())
    assert time.process_time() - start < 6


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    """Any bytes give records or a refusal, never an exception."""
    reading = clipping.read(data)
    assert bool(reading.records) != bool(reading.refusal)


@given(st.text(max_size=300))
def test_every_word_of_a_body_is_kept(text: str) -> None:
    """Whatever stands under the head is in the record, word for word and in order."""
    reading = clipping.read(f"Detailed Analysis\n\nStart.\n\n{text}\n\nEnd.".encode())
    if reading.refusal is None:
        (record,) = reading.records
        words = unicodedata.normalize("NFC", text).split()
        assert record.body.split() == ["Start.", *words, "End."]
