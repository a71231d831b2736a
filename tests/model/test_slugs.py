"""Names that are safe as files and as addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipbook.model.archive import topic_slug
from clipbook.model.slugs import MAX_BYTES, is_slug, name_slug, slugify


@given(st.text())
def test_any_text_makes_a_slug(text: str) -> None:
    """Whatever the text, the result may stand as a file name and an address."""
    assert is_slug(slugify(text, "article"))


@given(st.text(alphabet="abcdefghij-0123456789", min_size=1, max_size=40))
def test_a_slug_stays_what_it_is(text: str) -> None:
    """Making a slug of a slug changes nothing."""
    if is_slug(text):
        assert slugify(text, "article") == text


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Let's Data Science", "lets-data-science"),
        ("Anadolu Ajansı", "anadolu-ajansi"),
        ("深潮TechFlow", "techflow"),
        ("Ærøskøbing – Straße", "aeroskobing-strasse"),
        ("S-1: $1.25B", "s-1-1-25b"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-1"),
        ("index", "index-1"),
        ("???", "article"),
    ],
)
def test_names_become_readable_slugs(text: str, slug: str) -> None:
    """Letters keep their sound, and names with a meaning of their own are stepped aside from."""
    assert slugify(text, "article") == slug


def test_long_texts_are_cut_between_words() -> None:
    """A slug has at most eighty bytes and ends with a whole word."""
    slug = slugify("harbour " * 20, "article")
    assert len(slug) <= MAX_BYTES
    assert slug.endswith("harbour")


@pytest.mark.parametrize(
    "text", ["", "a--b", "-a", "a-", "A", "a b", "ä", "a.b", "x" * 81, "nul", "a\n"]
)
def test_what_is_no_slug_is_told(text: str) -> None:
    """Only the one form passes."""
    assert not is_slug(text)


@given(st.text(min_size=1))
def test_any_name_makes_a_slug(name: str) -> None:
    """Whatever an outlet or a topic is called, its slug may stand in an address."""
    assert is_slug(name_slug(name))


@pytest.mark.parametrize(
    "tags",
    [
        ("C", "C++", "C#"),
        ("R&D", "R D"),
        ("Министерство обороны", "Министерство образования"),
        ("index", "index 1"),
        ("第三", "第四"),
    ],
)
def test_different_topics_have_different_addresses(tags: tuple[str, ...]) -> None:
    """No article is shown under a topic that it does not carry."""
    assert len({topic_slug(tag) for tag in tags}) == len(tags)


@pytest.mark.parametrize("tag", ["AI compute", "ai-compute", "AI Compute"])
def test_case_and_hyphens_part_no_topics(tag: str) -> None:
    """One topic is one page, however it is typed."""
    assert topic_slug(tag) == "ai-compute"
