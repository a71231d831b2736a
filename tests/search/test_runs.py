"""What is kept of an index makes the next one quicker, and never another."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clipbook import search
from clipbook.errors import ClipbookError
from clipbook.search import merging, runs
from conftest import MakeArticle, MakeEdition

Fields = dict[str, Any]

WORDS = [f"{begin}{end}" for begin in "abcdefghij" for end in ("lpha", "rovo", "unted", "ies", "y")]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have runs of some eight documents and a segment for each group of words."""
    monkeypatch.setattr(runs, "_FEWEST", 8)
    monkeypatch.setattr(runs, "_MOST", 8)
    monkeypatch.setattr(merging, "_SPARSE", 1)


def _articles(count: int) -> dict[str, Fields]:
    chance = random.Random(7)  # noqa: S311 - chance, not secrecy
    return {
        f"a{n:03}": {
            "title": " ".join(chance.choices(WORDS, k=3)),
            "body": " ".join(chance.choices(WORDS, k=9)),
            "date": f"2020-01-{n % 28 + 1:02}" if n % 5 else None,
            "lang": chance.choice(["en", "fr"]),
        }
        for n in range(count)
    }


@pytest.fixture
def edition(make_article: MakeArticle, make_edition: MakeEdition) -> Callable[..., Any]:
    """Make the edition of some articles."""

    def make(articles: dict[str, Fields]) -> object:
        return make_edition([make_article(ident, **fields) for ident, fields in articles.items()])

    return make


def _take(files: dict[str, bytes], updated: Any) -> tuple[dict[str, bytes], int]:  # noqa: ANN401
    """Give the files of an updated index, and how many of them were packed anew."""
    found, fresh = {}, 0
    for path, data in updated:
        found[path] = files[path] if data is None else data
        fresh += data is not None
    return found, fresh


def test_a_hundred_edits_give_what_a_fresh_index_gives(
    edition: Callable[..., Any], tmp_path: Path
) -> None:
    """Articles that are edited, added, moved and removed leave the bytes of an index made anew."""
    chance = random.Random(11)  # noqa: S311
    articles, files = _articles(60), dict[str, bytes]()
    for n in range(100):
        ident = chance.choice(sorted(articles))
        edit = chance.randrange(4)
        if edit == 0:
            articles[ident] = {**articles[ident], "body": " ".join(chance.choices(WORDS, k=9))}
        elif edit == 1:
            articles[f"b{n:03}"] = {**articles[ident], "title": f"Number {n}"}
        elif edit == 2:
            articles[ident] = {**articles[ident], "date": f"2019-02-{n % 28 + 1:02}"}
        else:
            del articles[ident]
        made = edition(articles)
        files, _ = _take(files, search.update(made, tmp_path, b"", files))
        if n % 10 == 0:
            assert files == dict(search.files(made))
    assert files == dict(search.files(edition(articles)))


def test_one_changed_article_packs_few_files(edition: Callable[..., Any], tmp_path: Path) -> None:
    """What holds none of its words is neither read nor written."""
    articles = _articles(200)
    files, every = _take({}, search.update(edition(articles), tmp_path))
    files, none = _take(files, search.update(edition(articles), tmp_path, b"", files))
    assert none == 1, "the manifest alone"
    articles["a001"] = {**articles["a001"], "body": "brovo"}
    files, some = _take(files, search.update(edition(articles), tmp_path, b"", files))
    assert none < some < every / 2
    assert files == dict(search.files(edition(articles)))


def test_of_what_was_withdrawn_no_byte_stays(edition: Callable[..., Any], tmp_path: Path) -> None:
    """A word that no other article has is in no file, and in nothing that is kept."""
    articles = _articles(30)
    articles["gone"] = {"title": "Zyxomma petiolatum", "body": "A zyxomma.", "date": "2020-01-09"}
    files, _ = _take({}, search.update(edition(articles), tmp_path))
    assert b"zyxomma" in _every(files, tmp_path)
    del articles["gone"]
    files, _ = _take(files, search.update(edition(articles), tmp_path, b"", files))
    assert b"yxomm" not in _every(files, tmp_path)
    assert b"petiolat" not in _every(files, tmp_path)


def _every(files: dict[str, bytes], folder: Path) -> bytes:
    unpacked = [zlib.decompress(d) if p.endswith(".bin") else d for p, d in files.items()]
    backwards = [data[::-1] for data in unpacked]
    return b"\n".join([*unpacked, *backwards, *(p.read_bytes() for p in folder.iterdir())]).lower()


def test_another_version_begins_anew(edition: Callable[..., Any], tmp_path: Path) -> None:
    """What other code has kept is not used, and does not stay."""
    made = edition(_articles(20))
    files, every = _take({}, search.update(made, tmp_path, b"one"))
    before = {path.name for path in tmp_path.iterdir()}
    files, again = _take({}, search.update(made, tmp_path, b"two"))
    assert again == every
    assert {path.name for path in tmp_path.iterdir()} & before == {"segments"}
    assert files == dict(search.files(made))


@pytest.mark.parametrize("where", [0, 100, -3])
def test_a_damaged_run_is_noticed(edition: Callable[..., Any], tmp_path: Path, where: int) -> None:
    """A flipped byte is made good, or told; it never gives another index."""
    made = edition(_articles(20))
    whole = dict(search.files(made))
    dict(search.update(made, tmp_path))
    run = min(tmp_path.glob("*.run"))
    data = bytearray(run.read_bytes())
    data[where] ^= 0xFF
    run.write_bytes(data)
    (tmp_path / "segments").unlink()
    try:
        found = dict(search.update(made, tmp_path))
    except ClipbookError:
        return
    assert found == whole
