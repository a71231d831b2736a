"""What SQLite is asked is what a reader would want of it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.search.fts import Fts

TEXTS = ["Chips for sale\nA maker sells chips.", "Weather\nRain, says the chip maker.", "None\nNo."]


def test_all_words_and_else_any(tmp_path: Path) -> None:
    """Stems are found; any word does where no text holds all, and quotation marks do no harm."""
    fts = Fts(tmp_path / "fts.sqlite", TEXTS)
    assert fts.all_words(["chip"]) == [0, 1]
    assert fts.all_words(["rain", "maker"]) == fts.else_any(["rain", "maker"]) == [1]
    assert fts.all_words(["rain", "sale"]) == []
    assert sorted(fts.else_any(["rain", "sale"])) == [0, 1]
    fts.close()
