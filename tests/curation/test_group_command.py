"""`clipbook group`, from the outside: proposals, taken or not, explained, and decisions kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

BRIDGE = (
    "Harbour bridge in Eastport closed after divers find cracks",
    "Cracks found by divers close Eastport harbour bridge",
    "Eastport shuts its harbour bridge as divers report cracks in piers",
)
ORCHARD = (
    "Frost ruins the apple harvest of the Lindau valley",
    "Lindau valley growers lose apple harvest to late frost",
    "Late frost: apple growers in Lindau valley fear for the harvest",
)
TUNNEL = (
    "Minister Karlsen opens the Skarvik tunnel",
    "Skarvik tunnel opened by minister Karlsen after nine years",
    "After nine years the tunnel at Skarvik is open, says Karlsen",
)
EVENTS = (BRIDGE, ORCHARD, TUNNEL)
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive, and a table of nine articles on three events beside it."""
    _run("new", str(tmp_path / "archive"), cwd=tmp_path)
    rows = [
        f"{title},https://outlet{at}.example/{event}-{at},2026-05-{6 + 3 * event + at:02}"
        for event, titles in enumerate(EVENTS)
        for at, title in enumerate(titles)
    ]
    text = "\n".join(["Title,URL,Date", *(row.replace(", says", " says") for row in rows)])
    (tmp_path / "archive" / "list.csv").write_text(text.replace("frost: apple", "frost - apple"))
    return tmp_path / "archive"


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clipbook", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _stories(archive: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((archive / "content" / "articles").rglob("*.md")):
        fields = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        found.setdefault(fields.get("story", ""), []).append({**fields, "id": path.stem})
    return found


def test_import_and_build_alone_give_hubs(archive: Path) -> None:
    """What is sure is taken, marked as the machine's, with its reasons."""
    done = _run("import", "list.csv", cwd=archive)
    assert done.stdout.splitlines()[-1] == "9 added"
    stories = _stories(archive)
    stories.pop("", None)
    assert stories, done.stdout
    for slug, articles in stories.items():
        assert f"content/stories/{slug}.md (new)" in done.stdout
        assert all("story" in each["inferred"] for each in articles)
        assert all(each["placed"]["by"] == "clipbook" for each in articles)
        ids = {each["id"] for each in articles}
        assert all(each["placed"]["nearest"] in ids for each in articles)
    assert "--review shows what it would do otherwise now" in _run("group", cwd=archive).stdout
    assert _run("build", cwd=archive).returncode == 0
    hubs = {path.stem for path in (archive / "site" / "stories").glob("*.html")}
    assert hubs >= stories.keys()


def test_no_group_leaves_all_alone(archive: Path) -> None:
    """The articles come in, in no story; a second import changes nothing."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    assert list(_stories(archive)) == [""]
    assert not list((archive / "content" / "stories").glob("*.md"))
    _run("import", "list.csv", cwd=archive)
    assert list(_stories(archive)) == [""]


def test_proposals_are_shown_and_taken(archive: Path) -> None:
    """The table writes nothing; taking all leaves nothing to propose; a curator's are unmarked."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    shown = _run("group", cwd=archive)
    assert "3 of them new" in shown.stdout, shown.stdout + shown.stderr
    assert list(_stories(archive)) == [""]
    taken = _run("group", "--accept", "--who", "Ann", "--why", "Looked.", cwd=archive)
    assert taken.returncode == 0, taken.stderr
    stories = _stories(archive)
    assert sorted(map(len, stories.values())) == [3, 3, 3]
    for articles in stories.values():
        assert all("story" not in each.get("inferred", []) for each in articles)
        assert {each["placed"]["by"] for each in articles} == {"Ann"}
    assert "0 articles proposed" in _run("group", cwd=archive).stdout
    assert _run("check", cwd=archive).returncode == 0


def test_proposals_as_a_file_to_edit(archive: Path) -> None:
    """What a curator takes out stays out."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    _run("group", "--write", "p.yml", cwd=archive)
    whole = yaml.safe_load((archive / "p.yml").read_text("utf-8"))
    gone = whole[0]["articles"].pop()["id"]
    (archive / "p.yml").write_text(yaml.safe_dump(whole[:1], sort_keys=False), "utf-8")
    assert _run("group", "--from", "p.yml", cwd=archive).returncode == 0
    stories = _stories(archive)
    assert len(stories[whole[0]["story"]]) == 2
    assert gone in {each["id"] for each in stories[""]}


def test_a_file_that_names_what_is_not_there(archive: Path) -> None:
    """It is said, and nothing is written: whoever wrote it meant some article."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    text = "- story: bridge\n  title: Bridge\n  articles:\n  - id: who\n  - id: knows\n"
    (archive / "p.yml").write_text(text, "utf-8")
    done = _run("group", "--from", "p.yml", cwd=archive)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "there is no article “who”, nor 1 others of the proposals" in done.stderr
    assert not list((archive / "content" / "stories").glob("*.md"))


def test_a_file_with_edits_is_not_written_over(archive: Path) -> None:
    """Proposals are written into a file that is not there yet."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    (archive / "p.yml").write_text("# half done\n", "utf-8")
    done = _run("group", "--write", "p.yml", cwd=archive)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert (archive / "p.yml").read_text("utf-8") == "# half done\n"


def test_a_title_that_a_curator_gave_is_not_inferred(archive: Path) -> None:
    """Of two new stories the one whose title was edited carries no mark."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    _run("group", "--write", "p.yml", cwd=archive)
    whole = yaml.safe_load((archive / "p.yml").read_text("utf-8"))[:2]
    whole[0]["title"] = "What a curator calls it"
    (archive / "p.yml").write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    assert _run("group", "--from", "p.yml", cwd=archive).returncode == 0
    files = [archive / "content" / "stories" / f"{each['story']}.md" for each in whole]
    fields = [yaml.safe_load(path.read_text("utf-8").split("---\n")[1]) for path in files]
    assert [each.get("inferred") for each in fields] == [None, ["title"]]


def test_a_review_says_what_would_move_and_no_more(archive: Path) -> None:
    """What waits for a place is left to `clipbook group`, also where a review takes things."""
    _run("import", "list.csv", cwd=archive)
    path = next(
        path
        for path in sorted((archive / "content" / "articles").rglob("*.md"))
        if "\nstory: " in path.read_text("utf-8")
    )
    fields = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    gone = {name: fields[name] for name in ("title", "outlet", "url", "date") if name in fields}
    path.write_text(f"---\n{yaml.safe_dump(gone)}---\n", "utf-8")
    assert path.stem in _run("group", cwd=archive).stdout
    review = _run("group", "--review", cwd=archive)
    assert "would go elsewhere now" in review.stdout, review.stdout + review.stderr
    assert path.stem not in review.stdout
    said = _run("group", "--explain", path.stem, cwd=archive).stdout
    assert f"in no story, proposed for “{fields['story']}”" in said
    _run("group", "--review", "--accept", cwd=archive)
    assert path.stem in {each["id"] for each in _stories(archive)[""]}


def test_an_import_says_what_is_left_for_a_curator(archive: Path) -> None:
    """An article that is like no other is counted, and the next step named."""
    (archive / "one.csv").write_text("Title,URL\nA lone heron,https://a.example/heron\n", "utf-8")
    said = _run("import", "list.csv", "one.csv", cwd=archive).stdout
    placed = sum(len(some) for slug, some in _stories(archive).items() if slug)
    left = 10 - placed
    noun = "article" if left == 1 else "articles"
    assert f"waiting  {left} {noun} in no story yet: see `clipbook group`" in said


def test_decisions_win(archive: Path) -> None:
    """Two that are never together are not proposed together; what is the same goes together."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    ids = [each["id"] for each in _stories(archive)[""]]
    bridge = [each for each in ids if "bridge" in each]
    frost = next(each for each in ids if "frost" in each)
    ledger = f"- never-together: [{bridge[0]}, {bridge[1]}]\n- same: [{bridge[0]}, {frost}]\n"
    (archive / "content" / "decisions.yml").write_text(ledger, "utf-8")
    _run("group", "--accept", cwd=archive)
    place = {each["id"]: slug for slug, some in _stories(archive).items() for each in some}
    assert place[bridge[0]] == place[frost] != ""
    assert place[bridge[1]] != place[bridge[0]]


def test_what_is_not_public_names_no_story(archive: Path) -> None:
    """Drafts and what is under embargo are left aside: no hub is named after them."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    for path in (archive / "content" / "articles").rglob("*.md"):
        text, line = path.read_text("utf-8"), ""
        line = "draft: true\n" if "frost" in text else line
        line = "embargoed: 2099-01-01T00:00:00Z\n" if "Skarvik" in text else line
        path.write_text(text.replace("---\n", f"---\n{line}", 1), "utf-8")
    _run("group", "--accept", cwd=archive)
    assert sorted(map(len, _stories(archive).values())) == [3, 6]
    (made,) = (archive / "content" / "stories").glob("*.md")
    assert "bridge" in made.stem
    draft = next(each["id"] for each in _stories(archive)[""] if "frost" in each["id"])
    assert "in no story" in _run("group", "--explain", draft, cwd=archive).stdout


def test_explained(archive: Path) -> None:
    """Names in common, the nearest, the gap and the margin are said; decisions, too."""
    _run("import", "list.csv", "--no-group", cwd=archive)
    one = next(each["id"] for each in _stories(archive)[""] if "skarvik" in each["id"])
    said = json.loads(_run("group", "--explain", one, "--format", "json", cwd=archive).stdout)
    assert {"Skarvik", "Karlsen"} & {text for text, _ in said["shared"]}
    assert said["gap"] in {1, 2}
    assert said["margin"] > 0
    text = _run("group", "--explain", one, cwd=archive).stdout
    assert said["nearest"] in text
    missing = _run("group", "--explain", "no-such", cwd=archive)
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)


def test_data(tmp_path: Path) -> None:
    """A file of JSON lines is grouped alone; the stories in it are passed over."""
    rows = [
        {"id": f"{event}{at}", "title": title, "date": "2026-05-06", "story": f"wrong-{at}"}
        for event, titles in enumerate(EVENTS)
        for at, title in enumerate(titles)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = _run("group", "--data", "in.jsonl", "--out", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    out = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [each["id"] for each in out] == [each["id"] for each in rows]
    stories = {frozenset(o["id"] for o in out if o["story"] == each["story"]) for each in out}
    assert stories == {frozenset({f"{event}{at}" for at in range(3)}) for event in range(3)}


def test_data_with_odd_ends_of_lines(tmp_path: Path) -> None:
    """Only ends of lines part lines: what is one in Unicode alone may stand in a text."""
    text = '\ufeff{"id": "a", "title": "one\u2028two\x85three"}\r\n\r\n{"id": "b"}'
    (tmp_path / "in.jsonl").write_bytes(text.encode())
    done = _run("group", "--data", "in.jsonl", "--out", "out.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout[:1]) == (0, "2"), done.stderr


@pytest.mark.parametrize(
    "text", ['{"id": "a"}\n{"id": "a"}', '{"title": "x"}', "[1]", "{", '"' + "[" * 100_000]
)
def test_data_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    """One line with the place, exit code 2."""
    (tmp_path / "in.jsonl").write_text(text, "utf-8")
    done = _run("group", "--data", "in.jsonl", "--out", "out.jsonl", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "line" in done.stderr


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five original clippings are not here")
def test_the_five_clippings_are_one_story(archive: Path) -> None:
    """Aggregator pages, a snippet, bare texts and a briefing: import alone gives their hub."""
    done = _run("import", str(SEEDS), cwd=archive)
    assert "grouped  5 articles" in done.stdout, done.stdout + done.stderr
    ((slug, articles),) = _stories(archive).items()
    assert slug
    assert len(articles) == 5
