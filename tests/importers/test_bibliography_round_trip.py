"""Bibliographies that this archive writes come in again, and go out the same.

What a format cannot hold is stated where it is left out of the comparison.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clipbook import crosswalk
from clipbook.edition import Edition
from clipbook.exports import FORMATS
from clipbook.importers.bibliography import bibtex, csl, ris
from clipbook.importers.said import one_line
from clipbook.model.article import Article
from conftest import MakeArticle, MakeEdition, article
from conftest import edition as edition_of
from support import archives

ROOT = Path(__file__).resolve().parents[2]
NASTY = yaml.safe_load((ROOT / "tests" / "site" / "nasty.yml").read_text("utf-8"))
CITING = {form.name: form for form in FORMATS if form.cites}
IMPORTERS = {"ris": ris.IMPORTER, "bibtex": bibtex.IMPORTER, "csl": csl.IMPORTER}

OUTLETS: dict[str, dict[str, Any]] = {
    "post": {"name": "The <Post> & 'Sons'", "domains": ["post.example"]},
    "deep": {"name": "深潮"},
    "wire": {"name": "Wire -- & Co., {Ltd}"},
}


def _pieces(edition: Edition, format_name: str) -> dict[str, str]:
    """Give each article's piece by its title, with its id and its page's address masked.

    Ids are given anew in the archive that it comes into, as addresses of one never change.
    """
    form = CITING[format_name]
    return {
        one_line(each.title): _masked(edition, each, form.layout.piece(edition, each).decode())
        for each in edition.archive.articles
        # RIS turns names round at a comma; see below.
        if format_name != "ris" or not any("," in name for name in each.authors)
    }


def _masked(edition: Edition, each: Article, text: str) -> str:
    # Conclusions are a set; a clipping may name them in another order.
    text = re.sub("Inferred: [a-z, ]+", _sorted, text)
    text = text.replace(crosswalk.address(edition, each.path), "PAGE")
    return re.sub(rf"(?<![\w-]){re.escape(each.id)}(?![\w-])", "ID", text)


def _sorted(found: re.Match[str]) -> str:
    return str(sorted(re.findall("[a-z]+", found[0])))


def _there_and_back(edition: Edition, format_name: str, folder: Path) -> Edition:
    form = CITING[format_name]
    data = form.document(edition, edition.archive.articles)
    site = archives.empty(folder)
    for came in archives.bring_in(site, f"in.{form.suffix}", data):
        assert came.accession, came.problems
        assert came.accession.article.captured
        assert came.accession.article.captured.by == format_name
    return archives.edition(site)


@pytest.fixture
def nasty(tmp_path: Path) -> Edition:
    """Make an archive of titles, names and gaps that are hard to hold."""
    made = [
        article(each["id"], title=each["title"], body="Text.", outlet="post", date="2026-05")
        for each in NASTY
        if each["title"].isprintable()
    ]
    made += [
        article(
            "bridge-opens",
            title="Bridge opens: 50% late & {over} budget -- ``so'' \\emph{far}",
            outlet="wire",
            date="2026-05-06",
            url="https://wire.example/a_b%20c;x?x=1&y=2#top~",
            via={"name": "Google News"},
            authors=["Jane Roe", "Reuters and Sons {Wire}", "José Ñandú", "van der Berg Jr."],
            lang="pt-BR",
            kind="press-release",
            tags=["Public works", "C++", "A & B"],
        ),
        article("all-gaps", title="All gaps", inferred=["title"]),
        article(
            "concluded",
            title="Concluded",
            outlet="deep",
            date="2025",
            text="abstract",
            inferred=["outlet", "date"],
            body="A *summary* of # it.",
        ),
    ]
    return edition_of(tmp_path / "a", made, outlets=OUTLETS)


@pytest.mark.parametrize("name", sorted(CITING))
def test_a_nasty_archive_goes_out_as_it_came_in(nasty: Edition, name: str, tmp_path: Path) -> None:
    """Titles, names, dates, addresses, languages and marks of what was concluded all stay.

    BibTeX holds neither abstracts nor kinds, RIS no kinds: they are not in its pieces.
    """
    site = archives.empty(tmp_path / "b")
    first = replace(nasty, site=replace(nasty.site, name=site.name, url=site.url))
    before = _pieces(first, name)
    after = _pieces(_there_and_back(first, name, site.root), name)
    assert after == before


@pytest.mark.parametrize("name", sorted(CITING))
def test_the_demo_goes_out_as_it_came_in(name: str, tmp_path: Path) -> None:
    """Nothing that the formats hold of the demo archive is lost or added."""
    import shutil  # noqa: PLC0415

    shutil.copytree(ROOT / "content", tmp_path / "a" / "content")
    demo = archives.edition(archives.empty(tmp_path / "a"))
    assert demo.archive.articles
    before = _pieces(demo, name)
    after = _pieces(_there_and_back(demo, name, tmp_path / "b"), name)
    assert before
    assert {title: after[title] for title in before} == before
    assert len(after) <= len(demo.archive.articles)


def test_what_ris_and_csl_cannot_hold(make_article: MakeArticle, make_edition: MakeEdition) -> None:
    """RIS takes a comma in a name for a turned name; CSL has one text for all keywords."""
    made = make_article("one", authors=["Acme, Inc."], tags=["Roads, rails"])
    whole = make_edition([made])
    (turned,) = archives.records(_read("ris", whole, made))
    assert turned.authors == ("Inc. Acme",)
    assert turned.tags == ("Roads, rails",)
    (parted,) = archives.records(_read("csl", whole, made))
    assert parted.authors == ("Acme, Inc.",)
    assert parted.tags == ("Roads", "rails")
    (kept,) = archives.records(_read("bibtex", whole, made))
    assert (kept.authors, kept.tags) == (("Acme, Inc.",), ("Roads, rails",))


def _read(name: str, edition: Edition, made: Article) -> list[Any]:
    data = CITING[name].document(edition, [made])
    return archives.read_all(IMPORTERS[name], data, f"in.{CITING[name].suffix}")


LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(one_line(text)))  # fmt: skip


@pytest.mark.parametrize("name", sorted(CITING))
@given(LINES, st.lists(LINES, max_size=3), LINES, st.lists(LINES, max_size=3))
@settings(deadline=None, max_examples=50)
def test_any_line_comes_back(
    name: str, title: str, authors: list[str], outlet: str, tags: list[str]
) -> None:
    """Whatever stands in a line comes back, with single spaces and without what prints nothing."""
    authors = [each.replace(",", ";") for each in authors] if name == "ris" else authors
    tags = [re.sub("[,;]", ".", tag) for tag in tags] if name == "csl" else tags
    made = article("one", title=title, authors=authors, outlet="o", tags=tags)
    with tempfile.TemporaryDirectory() as folder:
        whole = edition_of(Path(folder), [made], outlets={"o": {"name": outlet}})
        (found,) = archives.records(_read(name, whole, made))
    assert found.title == one_line(title)
    assert found.outlet == one_line(outlet)
    assert found.authors == tuple(dict.fromkeys(filter(None, map(one_line, authors))))
    assert found.tags == tuple(dict.fromkeys(filter(None, map(one_line, tags))))
