"""The index holds what rights allow, always in the same bytes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from clipbook import search
from clipbook.edition import Edition
from clipbook.search import reader
from clipbook.search.columns import Column
from clipbook.search.query import query
from clipbook.search.reader import Index, NoIndexError, open_index
from conftest import MakeArticle, MakeEdition

OpenIndex = Callable[[Edition], Index]

SECRET = {
    "body": "Hushed words stand here.\n\nFurther hushed paragraphs.",
    "snippet": "A whispered snippet",
    "takeaways": ["A muffled takeaway"],
}


def _unpacked(edition: Edition) -> dict[str, bytes]:
    return {
        path: zlib.decompress(content) if path.endswith(".bin") else content
        for path, content in search.files(edition)
    }


@pytest.mark.parametrize("rights", ["headline", "link"])
def test_rights_never_leak(
    make_article: MakeArticle, make_edition: MakeEdition, rights: str
) -> None:
    """Of a text that may not be shown no word is in any file, whole or in part."""
    article = make_article(title="Loud headline", tags=["Open topic"], rights=rights, **SECRET)
    content = b"\n".join(_unpacked(make_edition([article])).values()).lower()
    for word in (b"hushed", b"whispered", b"muffled", b"paragraph"):
        assert word not in content
    for word in (b"loud headline", b"oud", b"opic"):
        assert word in content


def test_an_excerpt_is_all_that_is_indexed(
    make_article: MakeArticle, make_edition: MakeEdition, open_edition: OpenIndex
) -> None:
    """Where sixty words may be shown, the sixty-first is not found."""
    body = " ".join(f"word{number}" for number in range(1, 100))
    part = open_edition(make_edition([make_article(body=body, rights="excerpt")]))
    forms = {form for number in range(9) if (b := part.bucket(number)) for form in b.forms}
    assert "word60" in forms
    assert "word61" not in forms


def test_the_same_edition_gives_the_same_bytes(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Two runs differ in nothing, whatever order the articles come in."""
    articles = [
        make_article(f"a{n}", date=f"202{n % 3}-01-0{1 + n % 9}", tags=["X", "Y"], body="Some text")
        for n in range(40)
    ]
    one = list(search.files(make_edition(articles, stories={"s": {"tags": ["Z", "X"]}})))
    two = list(search.files(make_edition(articles[::-1], stories={"s": {"tags": ["Z", "X"]}})))
    assert one == two


def test_names_follow_content(make_article: MakeArticle, make_edition: MakeEdition) -> None:
    """A file whose content changes has another name; only the manifest has a fixed one."""
    before = dict(search.files(make_edition([make_article(body="old words")])))
    after = dict(search.files(make_edition([make_article(body="new words")])))
    kept = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert kept == {search.MANIFEST}


def test_a_new_article_leaves_full_blocks_of_cards_alone(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """What was archived before is not written anew because something was added."""
    articles = [make_article(f"a{n:02}", date=f"2020-01-{n % 28 + 1:02}") for n in range(70)]
    newest = make_article("new", date="2021-01-01")
    before = {path for path, _ in search.files(make_edition(articles)) if "cards" in path}
    after = {path for path, _ in search.files(make_edition([*articles, newest])) if "cards" in path}
    assert len(before) == 3
    assert len(before & after) == 2


def test_columns_hold_every_facet_and_gap(
    make_article: MakeArticle, make_edition: MakeEdition, open_edition: OpenIndex
) -> None:
    """What is not recorded is a key of its own; a story is in its own facet."""
    edition = make_edition(
        [
            make_article("one", outlet="post", date="2026-05", story="s", tags=["AI", "Chips"]),
            make_article("two", kind="press-release", story="gone"),
        ],
        stories={"s": {"title": "The story", "tags": ["Space"]}},
        outlets={"post": {"name": "The Post"}, "idle": {"name": "Idle"}},
    )
    part = open_edition(edition)
    columns = {name: part.column(name) for name in part.facets}
    labelled = {
        name: dict(zip(column.keys, column.labels, strict=True)) for name, column in columns.items()
    }
    assert labelled == {
        "kind": {"article": "Article", "press-release": "Press release", "story": "Story"},
        "outlet": {"-": "Outlet not recorded", "post": "The Post"},
        "story": {"s": "The story"},
        "topic": {"ai": "AI", "chips": "Chips", "space": "Space"},
        "year": {"-": "Undated", "2026": "2026"},
    }
    keys = {
        name: [[column.keys[code] for code in codes] for codes in column.codes]
        for name, column in columns.items()
    }
    assert keys == {
        "kind": [["press-release"], ["article"], ["story"]],
        "outlet": [["-"], ["post"], []],
        "story": [[], ["s"], ["s"]],
        "topic": [[], ["ai", "chips"], ["ai", "chips", "space"]],
        "year": [["-"], ["2026"], ["2026"]],
    }


def test_columns_count_beyond_a_byte(
    make_article: MakeArticle, make_edition: MakeEdition, open_edition: OpenIndex
) -> None:
    """Three hundred topics are as exact as three."""
    articles = [make_article(f"a{n:03}", tags=[f"Topic {n:03}"]) for n in range(300)]
    column = open_edition(make_edition(articles)).column("topic")
    assert [column.keys[code] for (code,) in column.codes] == [f"topic-{n:03}" for n in range(300)][
        ::-1
    ]


@pytest.mark.parametrize("many", [256, 257, 65_535, 65_536, 65_537])
def test_however_many_keys_there_are_codes_have_room(many: int) -> None:
    """The first key met stands in the oldest document too: as far below the next as can be."""
    column = Column()
    topics = [f"{number % many:06}" for number in range(many, 0, -1)]
    for topic in [topics[-1], *topics]:
        column.add((topic,))
    keys = column.keys()
    found = reader.codes_of(column.encoded(keys), many + 1, column.is_large)
    assert [keys[code] for (code,) in found] == [topics[-1], *topics]


def test_cards_say_what_is_known_and_what_is_concluded(
    make_article: MakeArticle, make_edition: MakeEdition, open_edition: OpenIndex
) -> None:
    """A card shows outlet, date and lead, and marks conclusions."""
    edition = make_edition(
        [
            make_article("one", outlet="post", date="2026-05-06", story="s", inferred=["outlet"]),
            make_article(
                "two", title="Zwei", lang="de", body="Ein Satz.\n\nNoch einer.", story="s"
            ),
        ],
        stories={"s": {"title": "The story", "dek": "What happened."}},
        outlets={"post": {"name": "The Post"}},
        flat=False,
    )
    story, one, two = open_edition(edition).cards([2, 1, 0])
    assert story.address == "stories/s/"
    assert (story.outlet, story.date) == ("Story", "2 articles, 6 May 2026")
    assert story.text == "What happened."
    assert (one.address, one.outlet, one.date) == ("articles/2026/one/", "The Post", "6 May 2026")
    assert (one.inferred, one.text, one.lang) == ("o", "", "")
    assert (two.outlet, two.date, two.lang) == ("Outlet not recorded", "Undated", "de")
    assert two.text == "Ein Satz. Noch einer."


def test_an_empty_archive_has_an_index(make_edition: MakeEdition, open_edition: OpenIndex) -> None:
    """Where there is nothing yet, nothing is found, without an error."""
    part = open_edition(make_edition([]))
    assert part.documents == 0
    assert part.bucket(part.holding("word")) is None
    assert part.cards([]) == []


def test_another_version_is_refused(tmp_path: Path) -> None:
    """A reader says that it cannot read an index, and does not guess."""
    with pytest.raises(NoIndexError, match="no search index"):
        open_index(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 0}))
    with pytest.raises(NoIndexError, match="another version"):
        open_index(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[]", b'{"format": 3}', b"\xff\x00"])
def test_a_damaged_manifest_is_told(tmp_path: Path, content: bytes) -> None:
    """What is no manifest is said to be none, in one line."""
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(NoIndexError, match=r"damaged|another version"):
        open_index(tmp_path)


@pytest.mark.parametrize("series", ["terms", "positions", "columns", "days", "more"])
def test_a_damaged_file_is_told(
    make_article: MakeArticle, make_edition: MakeEdition, tmp_path: Path, series: str
) -> None:
    """A file cut short, altered or in another's place is never read as what it is not."""
    edition = make_edition([make_article(body="two words", date="2026")])
    for path, content in search.files(edition):
        (tmp_path / Path(path).name).write_bytes(content)
    (file,) = tmp_path.glob(f"{series}-*.bin")
    (other,) = tmp_path.glob("cards-*.bin")
    whole = file.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0x10
    for content in (b"", whole[:-3], bytes(flipped), other.read_bytes()):
        file.write_bytes(content)
        with pytest.raises(NoIndexError, match=f"{series}-.*damaged"):
            query(open_index(tmp_path), '"two words" wrds after:2025 topic:x')
