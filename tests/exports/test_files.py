"""The files to take away: which there are, what they look like, and what they never hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from clipbook import exports
from clipbook.edition import Edition
from clipbook.exports import bibtex, citation, json_ld, meta_tags
from clipbook.model.rights import EXCERPT_WORDS, Rights
from conftest import MakeArticle, MakeEdition

GOLDEN = Path(__file__).parent / "golden"
CRLF = {"csv", "ris"}


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.name)
def test_a_story_looks_as_it_should(
    sample: Edition, form: exports.Format, request: pytest.FixtureRequest
) -> None:
    """Each format of the sample story is the one that was read and found good."""
    made = dict(exports.files(sample))[f"stories/bridge.{form.suffix}"].decode()
    # Version control may change line ends, so the examples have plain ones.
    if form.name in CRLF:
        assert made.count("\n") == made.count("\r\n")
        made = made.replace("\r\n", "\n")
    kept = GOLDEN / f"bridge.{form.suffix}"
    if request.config.getoption("--update-golden"):
        kept.write_text(made, "utf-8")
    assert made == kept.read_text("utf-8")


def test_stories_and_the_archive_have_their_files(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """Every hub's links lead somewhere, even before its first article."""
    edition = make_edition([make_article(story="a")], stories={"a": {}, "empty": {}})
    suffixes = ["csv", "json", "bib", "ris", "csl.json"]
    assert [path for path, _ in exports.files(edition)] == [
        *(f"stories/a.{suffix}" for suffix in suffixes),
        *(f"stories/empty.{suffix}" for suffix in suffixes),
        "archive.csv",
        "archive.json",
    ]


def test_the_archive_holds_what_belongs_to_no_story(
    make_article: MakeArticle, make_edition: MakeEdition
) -> None:
    """The whole archive is the whole archive."""
    edition = make_edition([make_article("a"), make_article("b")])
    whole = dict(exports.files(edition))["archive.csv"].decode()
    assert whole.count("\r\n") == 3


def test_the_same_content_gives_the_same_bytes(sample: Edition) -> None:
    """Two builds differ in nothing."""
    assert list(exports.files(sample)) == list(exports.files(sample))


def _everything(edition: Edition) -> str:
    texts = [data.decode() for _, data in exports.files(edition)]
    for article in edition.archive.articles:
        texts += [
            json_ld.article(edition, article),
            citation.of_article(edition, article),
            bibtex.entry(edition, article),
            str(meta_tags.of_article(edition, article)),
        ]
    return "\n".join(texts)


def test_what_rights_forbid_is_nowhere(sample: Edition) -> None:
    """No word of a text that `headline` or `link` keeps back is in any file."""
    assert "FORBIDDEN" not in _everything(sample)


@pytest.mark.parametrize("text", ["captured", "abstract"])
@pytest.mark.parametrize("rights", [Rights.HEADLINE, Rights.LINK])
def test_the_sites_own_rights_hold(
    make_article: MakeArticle, make_edition: MakeEdition, rights: Rights, text: str
) -> None:
    """A right that the site or the outlet sets holds as one of the article's own does."""
    words = {"body": "SECRET", "snippet": "SECRET", "takeaways": ["SECRET"], "text": text}
    by_site = make_edition([make_article(story="s", **words)], stories={"s": {}}, rights=rights)
    by_outlet = make_edition(
        [make_article(story="s", outlet="o", **words)],
        stories={"s": {}},
        outlets={"o": {"rights": rights}},
    )
    assert "SECRET" not in _everything(by_site) + _everything(by_outlet)


@pytest.mark.parametrize("text", ["captured", "abstract"])
def test_an_excerpt_ends_where_it_must(
    make_article: MakeArticle, make_edition: MakeEdition, text: str
) -> None:
    """The words after the excerpt are in no file, nor are the takeaways."""
    body = " ".join([*(f"w{n}" for n in range(EXCERPT_WORDS)), "SECRET"])
    article = make_article(story="s", body=body, takeaways=["SECRET"], rights="excerpt", text=text)
    made = _everything(make_edition([article], stories={"s": {}}))
    assert f"w{EXCERPT_WORDS - 1} …" in made
    assert "SECRET" not in made


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_file_can_be_put_together_from_pieces(
    sample: Edition, form: exports.Format, count: int
) -> None:
    """Head, pieces and tail are the whole file, and a piece hangs on its article alone."""
    layout, articles = form.layout, sample.archive.articles[:count]
    pieces = [layout.piece(sample, article) for article in reversed(articles)][::-1]
    made = layout.head(sample, articles) + layout.between.join(pieces) + layout.tail
    assert made == form.document(sample, articles)
    assert len(set(pieces)) == count
