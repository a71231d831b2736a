"""SQLite FTS5 on the same texts: `porter unicode61`, bm25, everything kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

NAME = "fts5"
MOST = 10

_TABLE = (
    "CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='porter unicode61', detail=full)"
)
_FIND = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts), rowid LIMIT ?"


def version() -> str:
    """Name SQLite with its version."""
    return f"SQLite {sqlite3.sqlite_version}, FTS5"


class Fts:
    """An index of titles and texts; places count from 0."""

    def __init__(self, file: Path, texts: Iterable[str]) -> None:
        """Index texts, the title of each up to its first line end, in a new file."""
        self._base = sqlite3.connect(file)
        self._base.execute(_TABLE)
        rows = ((place, *text.partition("\n")[::2]) for place, text in enumerate(texts))
        self._base.executemany("INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", rows)
        self._base.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        self._base.commit()

    def all_words(self, words: Sequence[str]) -> list[int]:
        """Give the places of the first texts that hold all words."""
        return self._found(words, " AND ")

    def else_any(self, words: Sequence[str]) -> list[int]:
        """Give those with all words; where there are none, the first that hold any."""
        return self.all_words(words) or self._found(words, " OR ")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _found(self, words: Sequence[str], between: str) -> list[int]:
        asked = between.join(f'"{word}"' for word in words)
        return [place for (place,) in self._base.execute(_FIND, (asked, MOST))]
