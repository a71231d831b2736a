"""The whole of `content/` read, and everything that can be wrong with it said at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from clipbook import checks
from clipbook.model.rights import Rights
from clipbook.problems import Problem
from clipbook.store import content

OUTLETS = "post:\n  name: The Post\n  domains: [post.example]\n"


def _write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def _problems(root: Path, files: dict[str, str | bytes]) -> list[Problem]:
    _write(root, {"outlets.yml": OUTLETS, **files})
    loaded = content.load(root, root / "content", Rights.FULL)
    return [found for found in checks.run(loaded) if found.code != "full-text"]


def _one(root: Path, text: str | bytes, name: str = "articles/2026/05/one.md") -> Problem:
    (problem,) = _problems(root, {name: text})
    assert problem.file == f"content/{name}"
    assert problem.fix
    return problem


@pytest.mark.parametrize(
    ("fields", "code", "line", "fix"),
    [
        ("titel: x", "unknown-key", 3, "“title”"),
        ("via: {nmae: x, name: y}", "unknown-key", 3, "“name”"),
        ("sources:\n  - {url: 'https://a.example/', titel: x}", "unknown-key", 4, "“title”"),
        ("date: 2026-02-30", "invalid-date", 3, "year-month-day"),
        ("date: 06/05/2026", "invalid-date", 3, "year-month-day"),
        ("date: May 6, 2026", "invalid-date", 3, "Write 2026-05-06."),
        ("date: 2026-5-6", "invalid-date", 3, "year-month-day"),
        (
            "date: 2999-01-01\ncaptured: {at: 2026-05-07T00:00:00Z, by: x}",
            "future-date",
            3,
            "Correct",
        ),
        ("url: javascript:alert(1)", "invalid-address", 3, "http"),
        ("url: https://user:pw@a.example/", "invalid-address", 3, "http"),
        ("url: https://a.example/a b", "invalid-address", 3, "http"),
        ("url: //a.example", "invalid-address", 3, "http"),
        ("url: https://[::1", "invalid-address", 3, "http"),
        ("kind: essay", "invalid-choice", 3, "'article'"),
        ("rights: ful", "invalid-choice", 3, "'full'"),
        ("draft: no", "invalid-flag", 3, "true or false"),
        ("draft: [a]", "invalid-flag", 3, "true or false"),
        ("draft: {a: b}", "invalid-flag", 3, "true or false"),
        ("captured: {at: 5, by: x}", "invalid-date", 3, "2026-05-06T10:00:00Z"),
        ("captured: {at: 9999-12-31, by: x}", "invalid-date", 3, "2026-05-06T10:00:00Z"),
        ("captured: {at: '0001-01-01T00:00:00+14:00', by: x}", "invalid-date", 3, "2026-05"),
        ('slug: "abc\\n"', "invalid-slug", 3, "a–z"),
        ("tags: a, b", "wrong-shape", 3, "[one, two]"),
        ("outlet: [post]", "wrong-shape", 3, "one value"),
        ("sources:\n  - https://a.example/", "wrong-shape", 4, "- url"),
        ("via: Google News", "wrong-shape", 3, "{name"),
        ("lang: english please", "invalid-value", 3, "guide"),
        ("slug: ../../etc/passwd", "invalid-slug", 3, "a–z"),
        ("slug: CON", "invalid-slug", 3, "a–z"),
        ("outlet: pots", "unknown-outlet", 3, "“post”"),
        ("story: none-such", "unknown-story", 3, "content/stories/none-such.md"),
        ("sources: [{url: 'https://a.example/', outlet: nobody}]", "unknown-outlet", 3, "Add it"),
        ("inferred: [outlet]", "nothing-inferred", 3, "outlet"),
        ("inferred: [weather]", "invalid-choice", 3, "'title'"),
        ("template: evil.html", "unknown-key", 3, ""),
        ("icon: x", "unknown-key", 3, ""),
    ],
)
def test_each_bad_field_is_one_problem_with_file_line_and_fix(
    tmp_path: Path, fields: str, code: str, line: int, fix: str
) -> None:
    """A field that cannot be is named with its file, its line, a code and what to do."""
    problem = _one(tmp_path, f"---\ntitle: x\n{fields}\n---\n\nText.\n")
    assert (problem.code, problem.line) == (code, line)
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "no-front-matter", 1),
        (b"Just text.\n", "no-front-matter", 1),
        (b"---\ntitle: x\n\nText without end.\n", "open-front-matter", 1),
        (b"---\ntitle: x\n---\n\ncaf\xe9\n", "not-utf8", 5),
        (b"---\ndate: 2026\n---\n", "missing-key", 1),
        (b"---\ntitle: ''\n---\n", "empty-value", 2),
        (b'---\ntitle: "a\\nb"\n---\n', "control-character", 2),
        (b"---\ntitle: x\ntitle: y\n---\n", "duplicate-key", 3),
        (b"---\ntitle: a: b\n---\n", "yaml-syntax", 2),
    ],
)
def test_each_broken_file_is_one_problem(tmp_path: Path, data: bytes, code: str, line: int) -> None:
    """A file that cannot be read is named, with the line where it breaks."""
    problem = _one(tmp_path, data)
    assert (problem.code, problem.line) == (code, line)


def test_all_problems_of_all_files_are_reported_together(tmp_path: Path) -> None:
    """Nothing stops at the first: each file gives all of its problems, in order."""
    found = _problems(
        tmp_path,
        {
            "articles/2026/a.md": "---\ntitle: a\ndate: nope\nurl: nope\nfoo: 1\n---\n",
            "articles/2026/b.md": "---\ntitle: b: c\n---\n",
            "articles/2026/c.md": "---\ntitle: fine\n---\n",
            "stories/s.md": "---\ntitle: s\nwhat: 1\n---\n",
        },
    )
    assert [(problem.file, problem.line, problem.code) for problem in found] == [
        ("content/articles/2026/a.md", 3, "invalid-date"),
        ("content/articles/2026/a.md", 4, "invalid-address"),
        ("content/articles/2026/a.md", 5, "unknown-key"),
        ("content/articles/2026/b.md", 2, "yaml-syntax"),
        ("content/stories/s.md", 3, "unknown-key"),
    ]


def test_one_fault_is_not_told_as_many(tmp_path: Path) -> None:
    """Articles of a story and an outlet whose own entries are broken are not blamed for it."""
    found = _problems(
        tmp_path,
        {
            "outlets.yml": "post:\n  nmae: x\n  name: y\n",
            "articles/2026/a.md": "---\ntitle: a\nstory: s\noutlet: post\n---\n",
            "stories/s.md": "---\ntitle: s\ndekk: x\n---\n",
        },
    )
    assert [(problem.file, problem.code) for problem in found] == [
        ("content/outlets.yml", "unknown-key"),
        ("content/stories/s.md", "unknown-key"),
    ]


def test_ids_collide_by_case_too(tmp_path: Path) -> None:
    """Two articles never share an id, whatever folder or case they are in."""
    found = _problems(
        tmp_path,
        {
            "articles/2025/one.md": "---\ntitle: a\n---\n",
            "articles/2026/one.md": "---\ntitle: b\n---\n",
            "articles/2026/two.md": "---\ntitle: c\nslug: one\n---\n",
        },
    )
    assert [(problem.file, problem.line, problem.code) for problem in found] == [
        ("content/articles/2026/one.md", 1, "duplicate-id"),
        ("content/articles/2026/two.md", 3, "duplicate-id"),
    ]


def test_a_story_has_one_file(tmp_path: Path) -> None:
    """Two files of one name in two folders are two answers to one question."""
    story = "---\ntitle: s\n---\n"
    found = _problems(
        tmp_path,
        {
            "articles/2026/a.md": "---\ntitle: a\nstory: s\n---\n",
            "stories/s.md": story,
            "stories/old/s.md": story,
        },
    )
    assert [problem.code for problem in found] == ["duplicate-story"]


@pytest.mark.parametrize("name", ["Über.md", "a b.md", "index.md", "UPPER.md", "con.md"])
def test_a_file_name_that_is_no_address_is_said(tmp_path: Path, name: str) -> None:
    """File names become addresses, so they are held to their form."""
    assert _one(tmp_path, "---\ntitle: x\n---\n", f"articles/2026/{name}").code == "invalid-slug"


def test_two_outlets_cannot_share_a_domain(tmp_path: Path) -> None:
    """A cited address belongs to one outlet."""
    outlets = OUTLETS + "mail:\n  name: The Mail\n  domains:\n    - post.example\n"
    (problem,) = _problems(tmp_path, {"outlets.yml": outlets})
    assert (problem.code, problem.line) == ("shared-domain", 7)


@pytest.mark.parametrize(
    ("outlets", "code", "line"),
    [
        ("Post:\n  name: x\n", "invalid-slug", 1),
        ("post:\n", "missing-key", 1),
        ("post:\n  nmae: x\n  name: y\n", "unknown-key", 2),
        ("post:\n  name: x\n  country: india\n", "invalid-value", 3),
        ("post: {name: x}\npost: {name: y}\n", "duplicate-key", 2),
        ("post: The Post\n", "wrong-shape", 1),
        ("post: [a]\n", "wrong-shape", 1),
        ("post: {name: x}\n---\n", "yaml-shape", 2),
        (b"post:\n  name: Caf\xe9\n", "not-utf8", 2),
    ],
)
def test_outlets_are_held_to_their_form(
    tmp_path: Path, outlets: str | bytes, code: str, line: int
) -> None:
    """`outlets.yml` gets the same care as front matter."""
    found = _problems(tmp_path, {"outlets.yml": outlets})
    assert (code, line) in [(problem.code, problem.line) for problem in found]


def test_a_story_without_articles_is_a_warning(tmp_path: Path) -> None:
    """A hub that would show nothing is said before a reader finds it."""
    problem = _one(tmp_path, "---\ntitle: x\n---\n", "stories/empty.md")
    assert (problem.code, problem.severity) == ("empty-story", "warning")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("about.md", b"# caf\xe9\n", "not-utf8"),
        ("guide/a.md", b"---\ntitle: a: b\n---\n", "yaml-syntax"),
        ("index.md", b"---\n- a\n---\n", "yaml-shape"),
        ("articles/2026/a.markdown", b"x", "ignored-file"),
        ("articles/2026/A.MD", b"x", "ignored-file"),
        ("stories/photo.jpg", b"x", "ignored-file"),
    ],
)
def test_every_file_is_read_or_it_is_said(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    """Pages of a curator's own are looked at too, and nothing is passed over in silence."""
    assert _one(tmp_path, data, name).code == code


def test_a_link_that_loops_is_said(tmp_path: Path) -> None:
    """A link to a folder around it would be followed for ever."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "loop").symlink_to(".")
    (problem,) = _problems(tmp_path, {})
    assert (problem.code, problem.file) == ("link-loop", "content/loop")


def test_an_address_outlives_a_corrected_date(tmp_path: Path) -> None:
    """The folder decides on the address, with or without one, and never the date."""
    paths = []
    for date in ("2025-12-31", "2026-01-01"):
        text = f"---\ntitle: x\ndate: {date}\n---\n"
        _write(tmp_path, {"articles/a.md": text, "articles/2025/b.md": text})
        loaded = content.load(tmp_path, tmp_path / "content", Rights.FULL)
        paths.append(sorted(article.path for article in loaded.articles))
    assert paths == [["articles/2025/b", "articles/a"]] * 2


def test_what_is_right_is_read_whole(tmp_path: Path) -> None:
    """An article with every field is read as it was written."""
    text = """---
title: "No: 1.10"
outlet: post
date: 2026-05
url: https://post.example/a
via: {name: Google News, date: 2026-05-06, url: }
archived_url:
authors: [Ann Gray, The Desk]
lang: pt-BR
kind: press-release
story: s
tags: [no, off, 2026]
sources: [{url: "https://reuters.example/a", title: A, date: 2026}]
rights: excerpt
captured: {at: 2026-11-20T10:00:00Z, by: clipping}
inferred: [outlet]
---

Body with --- three dashes.

---

And a rule.
"""
    assert not _problems(
        tmp_path, {"articles/2026/05/one.md": text, "stories/s.md": "---\ntitle: S\n---\n"}
    )
    archive = content.load(tmp_path, tmp_path / "content", Rights.FULL).archive()
    (article,) = archive.articles
    assert article.title == "No: 1.10"
    assert str(article.date) == "2026-05"
    assert article.tags == ("no", "off", "2026")
    assert (article.id, article.path) == ("one", "articles/2026/one")
    assert article.body == "Body with --- three dashes.\n\n---\n\nAnd a rule."
    assert archive.rights_of(article) is Rights.EXCERPT


def test_drafts_are_left_out(tmp_path: Path) -> None:
    """`draft: true` keeps an article and a story out of what is published."""
    _write(
        tmp_path,
        {
            "articles/2026/a.md": "---\ntitle: a\ndraft: true\n---\n",
            "stories/s.md": "---\ntitle: s\ndraft: true\n---\n",
        },
    )
    archive = content.load(tmp_path, tmp_path / "content", Rights.FULL).archive()
    assert (list(archive.articles), archive.stories) == ([], ())
