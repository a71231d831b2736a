"""Wire copy is found, and nothing that only looks like it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator

import pytest

from benchmarks.copies import score
from clipbook.copies.near_duplicates import Group, Sketched, groups
from support.wire import (
    Run,
    Wire,
    copied,
    digests,
    from_template,
    independent,
    many,
    with_boilerplate,
)


def _pieces(runs: Iterable[Run]) -> tuple[list[Sketched], dict[str, str]]:
    numbered = {f"a{number:06}": run for number, run in enumerate(runs)}
    return (
        [run.piece(ident) for ident, run in numbered.items()],
        {ident: run.label for ident, run in numbered.items()},
    )


def _found(*texts: str, outlet: str = "") -> tuple[Group, ...]:
    return groups(Sketched.of(f"a{n}", text, outlet=outlet) for n, text in enumerate(texts))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_wire_copies_with_light_edits_are_found_and_nothing_else(seed: int) -> None:
    """Among texts of all kinds 995 of 1,000 pairs of copies are found, and no pair is wrong."""
    wire = Wire.of(seed)
    runs = [*copied(wire, 150, 8), *independent(wire, 60, 5), *from_template(wire, 5, 30)]
    runs += [*with_boilerplate(wire, 4, 40), *many(wire, 100)]
    pieces, labels = _pieces(runs)
    well = score(labels, groups(pieces))
    assert well.precision == 1
    assert well.recall >= 0.995


@pytest.mark.parametrize(
    "make",
    [
        lambda wire: independent(wire, 100, 6),
        lambda wire: from_template(wire, 10, 40),
        lambda wire: with_boilerplate(wire, 8, 40),
    ],
    ids=["the same event, facts and quotes", "one template", "an outlet's own notice"],
)
def test_what_looks_like_copies_is_none(make: Callable[[Wire], Iterator[Run]]) -> None:
    """Reports of one event, reports of one template and pages with one notice stay apart."""
    pieces, _ = _pieces(make(Wire.of(5)))
    assert groups(pieces) == ()


def test_a_digest_does_not_make_copies_of_the_stories_in_it() -> None:
    """A page that holds three stories whole goes with one of them at most."""
    wire = Wire.of(6)
    runs = list(copied(wire, 12, 4))
    pieces, labels = _pieces([*digests(wire, runs, 10), *runs, *digests(wire, runs, 10)])
    for group in groups(pieces):
        stories = {labels[each] for each in group.members if labels[each].startswith("s")}
        assert len(stories) <= 1


def test_the_order_of_the_input_does_not_matter() -> None:
    """Any order gives the same groups, with the same figures."""
    wire = Wire.of(7)
    pieces, _ = _pieces([*copied(wire, 40, 5), *with_boilerplate(wire, 3, 30), *many(wire, 60)])
    found = groups(pieces)
    for seed in range(3):
        random.Random(seed).shuffle(pieces)  # noqa: S311 - chance, not secrecy
        assert groups(pieces) == found


def test_ten_thousand_copies_of_one_text_are_one_group_in_no_more_than_linear_time() -> None:
    """Ten times as many copies take some ten times as long, and stay together."""
    pieces, _ = _pieces(many(Wire.of(8), 10_000))
    spent = []
    for few in (pieces[:1000], pieces):
        start = time.process_time()
        (group,) = groups(few)
        spent.append(time.process_time() - start)
        assert len(group.members) >= 0.999 * len(few)
    assert spent[1] < 30 * spent[0]


def test_identical_headlines_alone_are_nothing() -> None:
    """Texts of a few words are never copies, however alike, nor are texts that are not there."""
    headline = "Bridge over the Harle closed to lorries after inspection"
    assert _found(headline, headline, "", "", "Harbour", "Harbour") == ()


def test_a_headline_before_texts_of_their_own_makes_no_copies() -> None:
    """Two reports under one headline are two reports."""
    wire, headline = Wire.of(9), "Bridge over the Harle closed to lorries after inspection"
    assert _found(*("\n".join([headline, *wire.story()]) for _ in range(6))) == ()


@pytest.mark.parametrize("paragraphs", [8, 14])
def test_the_first_paragraphs_are_a_copy_of_the_whole(paragraphs: int) -> None:
    """A shortened text goes with the long one, and says how much of it is there."""
    wire = Wire.of(10)
    for _ in range(20):
        story = [wire.sentence(25, 30) for _ in range(paragraphs)]
        (group,) = _found("\n".join(story), "\n".join(story[:3]))
        assert group.copies[0].containment == 1


def test_a_snippet_is_found_in_the_opening_of_the_text() -> None:
    """An aggregator's snippet, cut in the middle with an ellipsis, goes with its text."""
    wire = Wire.of(11)
    for _ in range(20):
        text = "\n".join(wire.sentence(24, 28) for _ in range(14))
        (group,) = _found(text, " ".join(text.split()[:24]) + " …")
        assert group.members == ("a0", "a1")


def test_case_accents_signs_and_blanks_do_not_matter() -> None:
    """The same words in another dress are the same text."""
    told = "Der Führer der Fähre sagte, die Brücke bei Höxter werde am Montag “gewiss” geöffnet. "
    text = (
        told + "Über den Zoll entscheide später der Rat – das könne dauern, hieß es in der Stadt."
    )
    plain = text.upper().replace("Ü", "U").replace("Ä", "a").replace("Ö", "o").replace("–", "--")
    (group,) = _found(text, f"  {plain.replace(' ', '  ')}".replace("“", "'").replace("”", "'"))
    assert group.copies[0].containment > 0.7


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "市议会周二决定关闭哈勒河上的旧桥，因为检查发现桥墩有裂缝。货车必须绕行二十公里。",
            "市议会周二表示将在明年春天扩建港口，并为渔民提供新的冷库。反对派批评费用过高。",
        ),
        (
            "市議会は火曜日、点検で橋脚にひび割れが見つかったため、ハーレ川の古い橋を閉鎖することを決めた。",
            "市議会は火曜日、来年の春に港を広げ、漁師のために新しい冷蔵庫を建てる方針を明らかにした。",
        ),
        (
            "สภาเมืองมีมติเมื่อวันอังคารให้ปิดสะพานเก่าข้ามแม่น้ำฮาร์เลเพราะพบรอยร้าวที่ตอม่อ",
            "สภาเมืองประกาศเมื่อวันอังคารว่าจะขยายท่าเรือในฤดูใบไม้ผลิปีหน้าและสร้างห้องเย็นใหม่",
        ),
        (
            "시의회는 화요일 교각에 금이 간 것이 발견되자 하를레강의 다리를 닫기로 했다.",
            "시의회는 내년 봄에 항구를 넓히고 어민들을 위해 창고를 짓겠다고 했다. BBC",
        ),
    ],
    ids=["Chinese", "Japanese", "Thai", "Korean"],
)
def test_scripts_without_spaces_are_compared_by_characters(text: str, other: str) -> None:
    """A copy with another beginning is found; a report that begins the same way is none."""
    copy = f"(AP) {text[4:]}"
    (group,) = _found(text, copy, other)
    assert group.members == ("a0", "a1")


def test_a_long_quote_in_two_reports_makes_no_copies() -> None:
    """Words between quotation marks of any kind are not the reporters'."""
    wire = Wire.of(12)
    speech = " ".join(wire.sentence() for _ in range(4)).replace(".", ",")
    for opening, closing in (
        ("“", "”"),
        ('"', '"'),
        ("«", "»"),
        ("„", "“"),
        ("‘", "’"),
        ("'", "'"),
    ):
        told = [
            " ".join([*(wire.sentence() for _ in range(3)), f"{opening}{speech}{closing} he said."])
            for _ in range(2)
        ]
        assert _found(*told) == ()


def test_pages_of_one_outlet_must_share_more() -> None:
    """Half of a text in common makes a copy elsewhere, but may be boilerplate in one outlet."""
    wire = Wire.of(13)
    notice = " ".join(wire.sentence(20, 20) for _ in range(6))
    told = [f"{' '.join(wire.sentence(20, 20) for _ in range(4))} {notice}" for _ in range(2)]
    assert len(_found(*told)) == 1
    assert _found(*told, outlet="post") == ()


def test_the_first_is_the_oldest_and_only_certain_where_dates_tell() -> None:
    """The oldest comes first, the undated last; of one day several may have been first."""
    text = "\n".join(Wire.of(14).story())
    dates = {"a": "", "b": "2026-05-02", "c": "2026-05-01", "d": "2026-05-01", "e": "2026-05"}
    (group,) = groups(Sketched.of(ident, text, date) for ident, date in dates.items())
    assert group.members == ("e", "c", "d", "b", "a")
    assert group.first == "e"
    assert group.earliest == ("e", "c", "d")
    assert [copy.id for copy in group.copies] == ["c", "d", "b", "a"]
    (undated,) = groups(Sketched.of(ident, text) for ident in "ab")
    assert undated.earliest == ()
