"""Records given their place: known or new, with an id of their own, and nothing lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clipbook import pipeline
from clipbook.config import Settings, Site
from clipbook.importers.record import RawRecord, RawSource
from clipbook.intake import Imported
from clipbook.model.article import ArticleEntry, Kind, Via
from clipbook.model.dates import PartialDate
from clipbook.model.outlet import Outlet
from clipbook.model.rights import Rights
from clipbook.store import article_file, content, front_matter, lock, outlet_book, reading, write
from clipbook.store.accession import Accession, Outcome, Register
from clipbook.store.drafting import NotRecordableError, Origin
from clipbook.store.shelve import Shelf
from clipbook.store.validate import validate

CLIPPING = """← Google News

Bridge reopens - The Coastal Courier

Google News · May 7, 2026

Detailed Analysis

{text}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give an empty archive."""
    return Site(
        root=tmp_path,
        content=tmp_path / "content",
        output=tmp_path / "site",
        name="x",
        url="https://example.org/",
        description="",
        language="en",
        flat=True,
        settings=Settings(),
    )


def _import(
    site: Site, *texts: str, story: str | None = None, dry_run: bool = False
) -> list[Imported]:
    paths = []
    for number, text in enumerate(texts):
        path = site.root / f"in-{number}.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    return list(pipeline.import_files(site, paths, story=story, dry_run=dry_run))


def _outcomes(imported: list[Imported]) -> list[str]:
    return [item.accession.outcome if item.accession else "refused" for item in imported]


def _tree(site: Site) -> dict[str, bytes]:
    return {
        path.relative_to(site.content).as_posix(): path.read_bytes()
        for path in sorted(site.content.rglob("*"))
        if path.is_file()
    }


def test_importing_again_adds_nothing(site: Site) -> None:
    """The same clipping is known the second time, and not a byte changes."""
    text = CLIPPING.format(text="It does.")
    assert _outcomes(_import(site, text)) == [Outcome.ADDED]
    before = _tree(site)
    assert _outcomes(_import(site, text, text.replace("\n", "\r\n"))) == ["known", "known"]
    assert _tree(site) == before


def test_the_same_title_with_another_text_is_another_article(site: Site) -> None:
    """Title, outlet and day are no key: only the text tells."""
    imported = _import(site, CLIPPING.format(text="It does."), CLIPPING.format(text="At last."))
    assert _outcomes(imported) == ["added", "added"]
    articles = [name for name in _tree(site) if name.startswith("articles/")]
    assert articles == [
        "articles/2026/05/the-coastal-courier-bridge-reopens-2.md",
        "articles/2026/05/the-coastal-courier-bridge-reopens.md",
    ]


def test_the_original_bytes_are_kept(site: Site) -> None:
    """The capture is the input, byte for byte, under its own sha256."""
    text = CLIPPING.format(text="It does.")
    _import(site, text)
    (name,) = [name for name in _tree(site) if name.startswith("captures/")]
    assert _tree(site)[name] == text.encode()
    loaded, _ = pipeline.read(site)
    capture = loaded.articles[0].captured
    assert capture is not None
    assert name == f"captures/{str(capture.sha256)[:2]}/{capture.sha256}.txt"


def test_a_dry_run_writes_nothing(site: Site) -> None:
    """`--dry-run` says what would come and leaves the folder alone."""
    imported = _import(site, CLIPPING.format(text="It does."), story="bridge", dry_run=True)
    assert _outcomes(imported) == ["added"]
    assert imported[0].made == ("content/stories/bridge.md",)
    assert not site.content.exists()


def test_a_story_is_made_once_and_joined(site: Site) -> None:
    """`--story` makes the story's file, and puts known articles into it as well."""
    text = CLIPPING.format(text="It does.")
    _import(site, text)
    assert _outcomes(_import(site, text, story="bridge")) == [Outcome.JOINED]
    assert _outcomes(_import(site, text, story="bridge")) == [Outcome.KNOWN]
    assert _outcomes(_import(site, text, story="other")) == [Outcome.ELSEWHERE]
    loaded, problems = pipeline.read(site)
    assert [article.story for article in loaded.articles] == ["bridge"]
    assert [(story.slug, story.title) for story in loaded.stories] == [("bridge", "Bridge")]
    assert {problem.code for problem in problems} == {"full-text"}


def test_a_refused_file_does_not_stop_the_rest(site: Site) -> None:
    """What is no clipping is named with the reason; what is one goes in."""
    imported = _import(site, "Dear diary", CLIPPING.format(text="It does."), "")
    assert _outcomes(imported) == ["refused", "added", "refused"]
    codes = [problem.code for item in imported for problem in item.problems]
    assert codes == ["not-a-clipping", "empty-file"]


def test_outlets_are_added_and_comments_survive(site: Site) -> None:
    """A new outlet gets an entry; a curator's comments and order stay."""
    site.content.mkdir()
    path = site.content / "outlets.yml"
    path.write_text("# mine\nzeta:\n  name: Zeta  # the best\n", "utf-8")
    briefing = "Lead.\nSources\nhttps://www.reuters.com/a-2026-04-30/\nIn-Depth\nMore.\n"
    _import(site, CLIPPING.format(text="It does."), briefing)
    text = path.read_text("utf-8")
    assert text.startswith("# mine\nzeta:\n  name: Zeta  # the best\n")
    assert yaml.safe_load(text) == {
        "zeta": {"name": "Zeta"},
        "the-coastal-courier": {"name": "The Coastal Courier"},
        "reuters": {"name": "Reuters", "domains": ["reuters.com"]},
    }
    loaded, _ = pipeline.read(site)
    (source,) = next(article.sources for article in loaded.articles if article.sources)
    assert (source.outlet, source.inferred) == ("reuters", ("outlet", "date"))


def test_an_outlet_named_by_its_domain_owns_it(site: Site) -> None:
    """`inc.com` as an outlet's name is its domain too, and no second entry is made for it."""
    _import(
        site,
        CLIPPING.replace("The Coastal Courier", "inc.com").format(text="It does."),
        "Lead.\nSources\nhttps://www.inc.com/a\nIn-Depth\nMore.\n",
    )
    loaded, _ = pipeline.read(site)
    assert {key: outlet.domains for key, outlet in loaded.outlets.items()} == {
        "inc-com": ("inc.com",)
    }


def test_an_outlet_may_be_known_by_its_site_alone(site: Site) -> None:
    """An aggregator that hides the article's address still gives the outlet's: its domain."""
    item = (
        "<item><title>A quarry is sold - The Quarry Post</title>"
        "<link>https://news.google.com/rss/articles/CBMiB0FVX3lxTHg</link>"
        "<source url='https://www.quarrypost.com'>The Quarry Post</source></item>"
    )
    path = site.root / "listing.xml"
    path.write_text(f"<rss version='2.0'><channel>{item}</channel></rss>", "utf-8")
    (imported,) = pipeline.import_files(site, [path], story=None, dry_run=False)
    assert imported.accession
    article = imported.accession.article
    assert (article.title, article.url) == ("A quarry is sold", None)
    loaded, _ = pipeline.read(site)
    assert {key: outlet.domains for key, outlet in loaded.outlets.items()} == {
        "the-quarry-post": ("quarrypost.com",)
    }


def test_joining_twice_in_one_run_writes_one_line(site: Site) -> None:
    """The same known clipping named twice is put into the story once."""
    text = CLIPPING.format(text="It does.")
    _import(site, text)
    assert _outcomes(_import(site, text, text, story="bridge")) == ["joined", "known"]
    _, problems = pipeline.read(site)
    assert {problem.code for problem in problems} == {"full-text"}


@pytest.mark.parametrize("unset", ["story:\n", "story:   # not yet\n", ""])
def test_joining_changes_the_front_matter_alone(site: Site, unset: str) -> None:
    """A line `story:` in the text stays; one without a value in the front matter is filled."""
    text = CLIPPING.format(text="One.\n\nstory:\n\nTwo.")
    _import(site, text)
    (path,) = site.content.glob("articles/2026/05/*.md")
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{unset}", 1), "utf-8")
    _import(site, text, story="bridge")
    loaded, problems = pipeline.read(site)
    assert {problem.code for problem in problems} == {"full-text"}
    (article,) = loaded.articles
    assert (article.story, article.body) == ("bridge", "One.\n\nstory:\n\nTwo.")


def test_any_difference_in_words_is_another_article(site: Site) -> None:
    """Snippets and posters tell articles apart as texts do."""
    head = "← Google News\n\nBridge - The Post\n\nGoogle News · May 7, 2026\n"
    post = "← Reddit\n\nBridge\n\nReddit · {} · May 7, 2026\n"
    texts = [f"{head}One.\n", f"{head}Two.\n", post.format("alice"), post.format("bob")]
    assert _outcomes(_import(site, *texts)) == ["added"] * 4


@pytest.mark.parametrize(
    "names",
    [
        ("CNN", "CNN+"),
        ("C++ News", "C News"),
        ("深潮TechFlow", "TechFlow"),
        ("Министерство обороны", "Министерство образования"),
        ("R&D Post", "R D Post"),
    ],
)
def test_outlets_with_different_names_are_different_outlets(
    site: Site, names: tuple[str, str]
) -> None:
    """No article is ever given to an outlet that its clipping does not name."""
    _import(
        site,
        *(CLIPPING.replace("The Coastal Courier", name).format(text=name) for name in names),
    )
    loaded, _ = pipeline.read(site)
    by_key = {article.body: loaded.outlets[str(article.outlet)].name for article in loaded.articles}
    assert by_key == {name: name for name in names}


def test_a_known_or_refused_clipping_adds_no_outlet(site: Site) -> None:
    """Importing again adds nothing, even where a curator has given an outlet another key."""
    text = CLIPPING.format(text="It does.")
    _import(site, text)
    for path in (site.content / "outlets.yml", *site.content.glob("articles/2026/05/*.md")):
        path.write_text(path.read_text("utf-8").replace("the-coastal-courier", "courier"), "utf-8")
    other = CLIPPING.replace("The Coastal Courier", "Other").format(text="It does.")
    assert _outcomes(_import(site, text, other)) == ["known", "added"]
    loaded, _ = pipeline.read(site)
    assert sorted(loaded.outlets) == ["courier", "other"]


def test_a_file_whose_id_was_changed_is_in_nobody_s_way(site: Site) -> None:
    """A new article never takes the file of another one."""
    _import(site, CLIPPING.format(text="It does."))
    (path,) = site.content.glob("articles/2026/05/*.md")
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nslug: other\n", 1), "utf-8")
    assert _outcomes(_import(site, CLIPPING.format(text="At last."))) == ["added"]


def test_a_withheld_sentence_is_in_no_address(site: Site) -> None:
    """Where texts may not be shown, an inferred title makes no file name."""
    headline = dataclasses.replace(site, settings=Settings(rights=Rights.HEADLINE))
    _import(headline, "Detailed Analysis\nA secret sentence stands here.\n")
    (name,) = [name for name in _tree(site) if name.startswith("articles/")]
    assert "secret" not in name
    loaded, _ = pipeline.read(headline)
    assert [article.title for article in loaded.archive().articles] == ["Headline not recorded"]


def test_what_is_no_ordinary_file_is_refused(site: Site) -> None:
    """Pipes and missing files are refused at once, and the rest goes in."""
    os.mkfifo(site.root / "pipe")
    good = site.root / "good.txt"
    good.write_text(CLIPPING.format(text="It does."), "utf-8")
    paths = [site.root / "pipe", site.root / "none", good]
    imported = list(pipeline.import_files(site, paths))
    assert _outcomes(imported) == ["refused", "refused", "added"]


lines = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40
).filter(lambda text: text.strip() == text)


@given(
    title=lines,
    tags=st.lists(lines, max_size=3),
    via=lines,
    year=st.integers(1, 9999),
    month=st.integers(0, 12),
)
def test_what_is_written_is_read_back(
    title: str, tags: list[str], via: str, year: int, month: int
) -> None:
    """Any field survives being written to a file and read again."""
    entry = ArticleEntry(
        title=title,
        tags=tuple(tags),
        via=Via(name=via, date=PartialDate(year)),
        date=PartialDate(year, month),
    )
    parts = front_matter.split(article_file.text_of(entry, "Text."), "x.md")
    again, problems = validate(ArticleEntry, parts.document, "x.md")
    assert not problems
    assert again == entry
    assert parts.body == "Text."


def test_an_address_is_known_again(site: Site) -> None:
    """By its normal form, and whether or not it was found in the Internet Archive."""
    copy = "https://web.archive.org/web/20260507103000/https://www.coastal-courier.co.uk/a?id=1"
    one = _raw(title="One", url=copy, outlet="The Courier")
    two = _raw(title="Two", url="http://coastal-courier.co.uk/a/?utm_source=x&id=1")
    three = _raw(title="Three", url="http://coastal-courier.co.uk/a?id=2")
    shelf = Shelf(site, Register.of(pipeline.read(site)[0]), dry_run=False)
    placed = [
        shelf.take(raw, Origin(raw.title.encode(), "page", ".html", None, NOW), None)
        for raw in (one, two, three)
    ]
    assert [each.outcome for each in placed] == ["added", "known", "added"]
    (article,) = [each for each in pipeline.read(site)[0].articles if each.title == "One"]
    assert (article.url, article.archived_url) == ("https://www.coastal-courier.co.uk/a?id=1", copy)
    assert article.outlet == placed[2].article.outlet == "the-courier"


def test_an_outlet_known_by_name_gets_its_domain(site: Site) -> None:
    """One outlet, not two; a curator's words on it stay."""
    site.content.mkdir()
    path = site.content / "outlets.yml"
    path.write_text("courier:\n  name: The Courier  # ours\n", "utf-8")
    shelf = Shelf(site, Register.of(pipeline.read(site)[0]), dry_run=False)
    raw = _raw(title="One", url="https://www.coastal-courier.co.uk/a", outlet="The Courier")
    placed = shelf.take(raw, Origin(b"1", "page", ".html", None, NOW), None)
    assert placed.article.outlet == "courier"
    said = path.read_text("utf-8")
    assert "# ours" in said
    assert yaml.safe_load(said) == {
        "courier": {"name": "The Courier", "domains": ["coastal-courier.co.uk"]}
    }


def _raw(**fields: Any) -> RawRecord:  # noqa: ANN401 - any field
    return RawRecord(**{"kind": Kind.ARTICLE, "body": "Words.", **fields})


NOW = dt.datetime(2026, 5, 7, tzinfo=dt.UTC)


def _place(register: Register, **said: Any) -> Accession:  # noqa: ANN401
    record = RawRecord(**{"title": "Bridge reopens", "kind": Kind.ARTICLE, "body": "Text.", **said})
    data = repr(record).encode()
    return register.place(record, Origin(data, "test", ".txt", None, dt.datetime.now(dt.UTC)), None)


def _register(site: Site, book: str = "") -> Register:
    (site.content / "articles").mkdir(parents=True)
    (site.content / "outlets.yml").write_text(book, "utf-8")
    return Register.of(content.load(site.root, site.content, Rights.FULL))


def test_what_cannot_be_read_again_is_not_written(site: Site) -> None:
    """A header larger than any that is read would lock the archive: the record is refused."""
    register = _register(site)
    with pytest.raises(NotRecordableError, match="read again"):
        _place(register, outlet="Gazette", title="x" * 300_000)
    assert register.book.added == {}
    assert _place(register, title="Bridge reopens").outcome is Outcome.ADDED


@pytest.mark.parametrize("name", ["title", "outlet", "url"])
def test_halves_of_letters_are_refused(site: Site, name: str) -> None:
    """YAML would write them so that nobody reads them again, the list of outlets too."""
    said = "https://a.example.org/\ud800" if name == "url" else "Gaz\udc00ette"
    with pytest.raises(NotRecordableError):
        _place(_register(site), **{name: said})


def test_an_address_that_is_none_within_a_copy_s(site: Site) -> None:
    """It is kept as it was found, and names no outlet."""
    url = "https://web.archive.org/web/20260506/https://["
    assert _place(_register(site), url=url).outcome is Outcome.ADDED


def test_a_front_page_is_no_article_s_address(site: Site) -> None:
    """Lists name it for many articles: each of them comes in, and each once."""
    register = _register(site)
    rows = [{"title": title, "url": "https://www.post.example/"} for title in ("A", "B", "A")]
    assert [_place(register, **row).outcome for row in rows] == ["added", "added", "known"]


BOOK = """\
channel-4-news:
  name: Channel 4 News
  domains: [channel4.com]
the-guardian:
  name: The Guardian
  domains: [theguardian.com]
"""


@pytest.mark.parametrize(
    ("outlet", "url", "is_default", "key"),
    [
        ("Sky News", "https://www.channel4.com/a", False, "sky-news"),
        ("Sky News", "https://www.channel4.com/a", True, "channel-4-news"),
        ("Guardian", "https://www.theguardian.com/a", False, "the-guardian"),
        ("The Guardian - UK", "https://www.theguardian.com/a", False, "the-guardian"),
        ("theguardian.com", "https://www.theguardian.com/a", False, "the-guardian"),
        (None, "https://www.theguardian.com/a", False, "the-guardian"),
        ("Channel 4 News", "https://www.youtube.com/watch?v=1", False, "channel-4-news"),
        ("朝日新聞", "https://www.asahi.example/a", False, "asahi"),
    ],
)
def test_a_stated_outlet_counts_more_than_the_domain(
    site: Site,
    outlet: str | None,
    url: str,
    is_default: bool,
    key: str,
) -> None:
    """What a page calls its site is a default; what a list says of a row is its outlet."""
    placed = _place(_register(site, BOOK), outlet=outlet, url=url, is_outlet_default=is_default)
    assert placed.article.outlet == key


def test_a_host_of_many_belongs_to_nobody(site: Site) -> None:
    """The first row at such an address does not make it that outlet's."""
    register = _register(site)
    for name in ("Channel 4 News", "Sky News"):
        _place(register, outlet=name, title=name, url=f"https://www.youtube.com/watch?v={name[0]}")
    assert {key: outlet.domains for key, outlet in register.book.outlets.items()} == {
        "channel-4-news": (),
        "sky-news": (),
    }


def test_ids_where_no_letter_is_latin(site: Site) -> None:
    """The outlet and a hash of the title stand for it, by whatever way it comes in."""
    russian = _place(_register(site), title="Мост снова открыт", outlet="Gazette")
    assert russian.article.id == "gazette-4d58d6b8"


def test_what_a_killed_writer_left_is_swept(site: Site) -> None:
    """It may hold what was withdrawn since; nobody would find it under its name."""
    bench = site.root / ".clipbook" / "tmp"
    bench.mkdir(parents=True)
    (bench / ".clipbook-abc").write_text("half an article", "utf-8")
    with lock.writing(site.root):
        write.create(site.content / "articles" / "a.md", b"x")
    assert list(bench.iterdir()) == []
    assert [path.name for path in (site.content / "articles").iterdir()] == ["a.md"]


def test_many_new_outlets_are_added_in_a_moment() -> None:
    """The list is added to at its end; comments and the order of what is there stay."""
    text = "# Ours\n" + BOOK
    for number in range(300):
        text = outlet_book.with_added(
            text, {f"o-{number}": Outlet(key=f"o-{number}", name=f'O {number}: "x"')}
        )
    assert text.startswith("# Ours\n" + BOOK)
    found = reading.outlets(text.encode(), "outlets.yml")
    assert found.problems == ()
    assert found.sound["o-7"].name == 'O 7: "x"'


def test_gaps_are_filled_where_that_is_asked_for(site: Site) -> None:
    """A better mapping brings what was lacking; what stands there stays, comments too."""
    register = _register(site)
    first = _place(register, url="https://a.example/1", inferred=frozenset({"title"}))
    path, text = first.new_files[1]
    path.parent.mkdir(parents=True)
    path.write_bytes(text.replace(b"title:", b"# mine\ntitle:"))
    register = Register.of(content.load(site.root, site.content, Rights.FULL), fills=True)
    more = {
        "title": "Another headline", "url": "https://a.example/1?utm_source=x", "body": "Other.",
        "date": PartialDate(2026, 5, 6), "authors": ("Ann Lee",), "outlet": "Gazette",
        "inferred": frozenset({"date"}),
    }  # fmt: skip
    placed = _place(register, **more)
    assert placed.outcome is Outcome.FILLED
    assert placed.changed_file is not None
    header, body = placed.changed_file[2].decode().split("---\n")[1:]
    assert header.startswith("# mine\ntitle: Bridge reopens\n")
    assert yaml.safe_load(header)["authors"] == ["Ann Lee"]
    assert (placed.article.outlet, str(placed.article.date)) == ("a-example", "2026-05-06")
    assert placed.article.inferred == ("date", "title")
    assert body.strip() == "Text."
    assert _place(register, **more).outcome is Outcome.KNOWN


def test_nothing_is_filled_unasked(site: Site) -> None:
    """An import that is repeated changes nothing."""
    register = _register(site)
    _place(register, url="https://a.example/1")
    placed = _place(register, url="https://a.example/1", authors=("Ann Lee",))
    assert (placed.outcome, placed.changed_file) == (Outcome.KNOWN, None)


@pytest.mark.parametrize(
    ("site_rights", "there", "here"),
    [
        (Rights.LINK, "full", None),
        (Rights.FULL, "full", None),
        (Rights.FULL, "headline", Rights.HEADLINE),
    ],
)
def test_another_archive_s_default_loosens_nothing(
    site: Site, site_rights: Rights, there: str, here: Rights | None
) -> None:
    """An export says what counted there; here it can only hide more."""
    _register(site)
    register = Register.of(content.load(site.root, site.content, site_rights))
    placed = _place(register, rights=there, is_right_effective=True)
    assert placed.article.rights is here
    own = _place(register, title="Our own release", rights="full")
    assert own.article.rights is Rights.FULL


def test_filling_never_shows_more(site: Site) -> None:
    """A table that says `full` does not open what the archive's default hides."""
    register = _register(site)
    first = _place(register, url="https://a.example/1")
    path, text = first.new_files[1]
    path.parent.mkdir(parents=True)
    path.write_bytes(text)
    loaded = content.load(site.root, site.content, Rights.HEADLINE)
    register = Register.of(loaded, fills=True)
    more = _place(register, url="https://a.example/1", rights="full", outlet="Nobody’s")
    assert more.outcome is Outcome.KNOWN
    assert register.book.added == {}
    less = _place(register, url="https://a.example/1", rights="link")
    assert (less.article.rights, less.filled) == (Rights.LINK, frozenset({"rights"}))


def test_a_page_of_an_outlet_that_is_known_by_name(site: Site) -> None:
    """The domain is another's; what a page calls itself is the name of an outlet that is there."""
    register = _register(site, BOOK + "sky-news:\n  name: Sky News\n")
    placed = _place(
        register, outlet="Sky News", url="https://www.channel4.com/a", is_outlet_default=True
    )
    assert placed.article.outlet == "sky-news"


def test_a_shortened_address_names_no_outlet(site: Site) -> None:
    """Nobody knows where it leads."""
    placed = _place(_register(site), sources=(RawSource("https://bit.ly/3abc"),))
    assert placed.article.sources[0].outlet is None
