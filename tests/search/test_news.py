"""Known articles are found in English: among news that was printed, and against SQLite."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from clipbook.search.query import query
from conftest import article
from support import asking, news
from support.indexes import indexed
from support.news import Asked, Text

PRINTED = Path(__file__).resolve().parents[3] / "shared/data/grouping/ecbplus_dev.jsonl"
BAR = 0.97
SEED = 4
EVERY = 5
"""Of so many printed articles one is asked for."""

Ask = Callable[[str], list[str]]


def _printed() -> list[Text]:
    if not PRINTED.exists():
        pytest.skip("the labelled news for tuning are not here")
    lines = PRINTED.read_text("utf-8").splitlines()
    return [_text(**json.loads(line)) for line in lines]


def _text(*, id: str, title: str, text: str = "", **_: object) -> Text:  # noqa: A002 - as it is there
    slug = re.sub("[^a-z0-9]+", "-", id.lower())
    return Text(slug, "en", " ".join(title.split()), "2013-05-06", "wire", " ".join(text.split()))


def _written() -> list[Text]:
    own = news.read("en")
    return own + news.made(own, 400, SEED)


def _wanted(texts: list[Text]) -> list[tuple[Text, Asked]]:
    known = [text for text in texts if text.asked]
    asked = [(text, each) for text in known for each in text.asked]
    return [*asked, *asking.drawn(known or texts[::EVERY], texts, SEED)]


def _ours(texts: list[Text], folder: Path) -> Ask:
    index = indexed(folder, [article(**text.fields) for text in texts])
    cards = index.cards(range(index.documents))
    ids = [Path(card.address).stem for card in cards]
    return lambda typed: [ids[number] for number in query(index, typed).documents[:10]]


def _sqlite(texts: list[Text]) -> Ask:
    """Ask SQLite for all of the words, and for any of them where none has all."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize='porter unicode61')")
    table.executemany("INSERT INTO t VALUES (?, ?)", [(text.title, text.body) for text in texts])
    ask = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 8, 1) LIMIT 10"

    def find(typed: str) -> list[str]:
        words = [f'"{word}"' for word in re.findall(r"\w+", typed)]
        rows = [[*table.execute(ask, [joint.join(words)])] for joint in (" ", " OR ")]
        return [texts[row - 1].id for (row,) in rows[0] or rows[1]]

    return find


def _missed(ask: Ask, wanted: list[tuple[Text, Asked]]) -> list[str]:
    return [f"{asked.typed} -> {t.id}" for t, asked in wanted if t.id not in ask(asked.typed)]


@pytest.mark.parametrize("source", [_written, _printed], ids=["written", "printed"])
def test_known_articles_are_found_as_often_as_with_sqlite(
    source: Callable[[], list[Text]], tmp_path: Path
) -> None:
    """Among the first ten, by three to five words, a third of which are typed otherwise."""
    texts = source()
    wanted = _wanted(texts)
    missed, its = _missed(_ours(texts, tmp_path), wanted), _missed(_sqlite(texts), wanted)
    share = 1 - len(missed) / len(wanted)
    assert share >= BAR, f"{share:.1%} of {len(wanted)} found; not found: {missed}"
    assert len(missed) <= len(its), f"not found: {missed}; by SQLite: {its}"
