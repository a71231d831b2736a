"""The review page of a server that runs: what it shows, what it does, and all that it refuses."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from clipbook.review.exchange import MOST_BYTES
from support import reviewed
from support.reviewed import PATH, STORY, Desk
from support.served import free_port, log, read, server, serving, wait_for, wait_until
from support.sites import build

HOSTILE = '</h3><script>alert(1)</script>"onload="x \u202eevil'
SHOWN = "&lt;/h3&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;onload=&#34;x \\u202eevil"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive in which two articles belong to a story, and three make one."""
    return reviewed.archive(tmp_path)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Desk]]:
    """Serve one for those who change nothing; gives its folder, too."""
    folder = reviewed.archive(tmp_path_factory.mktemp("quiet"))
    with serving(folder) as base:
        wait_for(base, "Press")
        yield folder, Desk(base)


@pytest.fixture
def desk(archive: Path) -> Iterator[Desk]:
    """Serve it; Ann looks through."""
    with serving(archive, CLIPBOOK_WHO="Ann Gray") as base:
        wait_for(base, "Press")
        yield Desk(base)


def test_a_curator_accepts_and_refuses(archive: Path, desk: Desk) -> None:
    """One is taken, one refused, a new story called otherwise; the hub follows by itself."""
    page = desk.look()
    assert page.status == 200
    assert len(page.marks) == 2
    assert "signed “<bdi>Ann Gray</bdi>”" in page.text
    assert '<span class="tag">Copy</span> of <bdi>Harbour bridge in Eastport' in page.text
    assert "an import would take it" in _sheet(page.text, "bridge-1")
    form = {"token": page.token, "mark": page.marks[0]}
    done = desk.send({**form, "do": "accept", "article": "bridge-1", "why": "Looked."})
    assert done.status == 303
    page = desk.follow(done)
    assert "<code>content/articles/2026/bridge-1.md</code>" in page.text
    assert reviewed.fields(archive, "bridge-1")["story"] == STORY
    form = {"token": page.token, "mark": page.marks[0]}
    page = desk.follow(desk.send({**form, "do": "part bridge-2"}))
    assert "<code>content/decisions.yml</code>" in page.text
    ledger = yaml.safe_load((archive / "content/decisions.yml").read_text("utf-8"))
    assert ledger[0]["never-together"] == ["bridge-0", "bridge-2"]
    assert ledger[0]["who"] == "Ann Gray"
    frost = next(mark for mark in page.marks if f'value="{mark}"' in _sheet(page.text, "frost-0"))
    new = {"title": "The frost", "slug": "frost", "article": ["frost-0", "frost-1"]}
    form = {"token": page.token, "mark": frost}
    page = desk.follow(desk.send({**form, "do": "accept", **new}))
    assert "<code>content/stories/frost.md</code>" in page.text
    wait_for(f"{desk.base}stories/frost.html", "Lindau valley growers lose")
    assert "Cracks found by divers" in read(f"{desk.base}stories/{STORY}.html")
    assert desk.ask("?done=99").status == 200


def _offered(page: str) -> list[str]:
    return re.findall(r'name="article" value="([^"]+)"', page)


def _sheet(page: str, article: str) -> str:
    return next(part for part in page.split("<section")[1:] if f'value="{article}"' in part)


def test_every_answer_is_kept_to_itself(quiet: tuple[Path, Desk]) -> None:
    """No script, no frame, no copy in a cache; whatever is asked for."""
    _, desk = quiet
    for path in ("", "again", "review.css", "nothing", "act/"):
        headers = desk.ask(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers
    assert "<script" not in desk.ask().text
    assert desk.ask("", "HEAD").text == ""
    assert read(f"{desk.base}{PATH.rstrip('/')}") == desk.ask().text


def test_what_is_refused(quiet: tuple[Path, Desk]) -> None:
    """Each with a status of its own; nothing of it is written."""
    archive, desk = quiet
    before, page = reviewed.files(archive), desk.look()
    form: dict[str, object] = {
        "token": page.token,
        "mark": page.marks[0],
        "do": "accept",
        "article": "bridge-1",
    }
    for path in ("nothing", "x/../act/", "act/nothing", "review.css/", "room.py", "review.html"):
        assert desk.ask(path).status == 404, path
    assert desk.ask(Host="example.org").status == 403
    assert desk.ask(Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="image").status == 403
    assert desk.ask("act/").status == 405
    assert desk.send(form, "").status == 405
    assert desk.send(form, "nothing").status == 404
    assert desk.send(form, Host="example.org").status == 403
    assert desk.send(form, Origin="http://example.org").status == 403
    assert desk.send(form, Origin="null").status == 403
    assert desk.send(form, Sec_Fetch_Site="cross-site").status == 403
    assert desk.send(form, Content_Type="text/plain").status == 415
    for token in ("", page.token[:-1], f"{page.token}x", "é"):
        assert desk.send({**form, "token": token}).status == 403, token
    assert desk.send({**form, "mark": "0" * 32}).status == 409
    assert desk.send({**form, "do": "delete"}).status == 409
    assert desk.send({**form, "article": "frost-0"}).status == 409
    assert desk.send({**form, "article": [str(at) for at in range(6_000)]}).status == 400
    big = desk.send({**form, "why": "x" * MOST_BYTES})
    assert (big.status, big.headers["X-Frame-Options"]) == (413, "DENY")
    assert reviewed.files(archive) == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 411),
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": "-1"}, 400),
        ({"Content-Length": "x"}, 400),
        ({"Content-Length": "9" * 5_000}, 413),
        ({"Content-Length": str(MOST_BYTES + 1)}, 413),
    ],
)
def test_bodies_that_are_not_read(
    quiet: tuple[Path, Desk], headers: dict[str, str], status: int
) -> None:
    """Refused before a byte of them is read, and the connection ends."""
    _, desk = quiet
    asked = http.client.HTTPConnection(str(urlsplit(desk.base).netloc), timeout=20)
    asked.putrequest("POST", f"/{PATH}act/")
    for name, value in headers.items():
        asked.putheader(name, value)
    asked.endheaders()
    answer = asked.getresponse()
    assert (answer.status, answer.getheader("Connection")) == (status, "close")
    asked.close()


def test_forms_for_files_are_refused(quiet: tuple[Path, Desk]) -> None:
    """The site itself takes none, as before."""
    _, desk = quiet
    asked = http.client.HTTPConnection(str(urlsplit(desk.base).netloc), timeout=20)
    asked.request("POST", "/index.html", b"x")
    assert asked.getresponse().status == 501
    asked.close()


def test_of_two_who_act_on_one_proposal_the_second_is_told(archive: Path, desk: Desk) -> None:
    """Together or one after the other: one is done, the other says so, and nothing is half done."""
    page = desk.look()
    form = {"token": page.token, "mark": page.marks[0]}
    forms = [
        {**form, "do": "accept", "article": ["bridge-1", "bridge-2"]},
        {**form, "do": "reject"},
    ]
    found: list[reviewed.Answer] = []
    threads = [threading.Thread(target=lambda f=f: found.append(desk.send(f))) for f in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in found) == [303, 409]
    told = next(answer for answer in found if answer.status == 409)
    assert "this proposal has changed since the page was shown: nothing was written" in told.text
    taken = [reviewed.fields(archive, each).get("story") for each in ("bridge-1", "bridge-2")]
    is_noted = (archive / "content/decisions.yml").exists()
    assert (taken, is_noted) in (([STORY, STORY], False), ([None, None], True))


def test_an_edit_meanwhile_wins(archive: Path, desk: Desk) -> None:
    """What somebody saved after the page was shown is not written over."""
    page, path = desk.look(), reviewed.file(archive, "bridge-1")
    path.write_text(path.read_text("utf-8").replace("Cracks", "Wide cracks"), "utf-8")
    before = reviewed.files(archive)
    form = {"token": page.token, "mark": page.marks[0], "do": "accept", "article": "bridge-1"}
    told = desk.send(form)
    assert told.status == 409
    assert "Wide cracks" in told.text
    assert reviewed.files(archive) == before


def test_what_was_typed_in_vain_is_still_there(quiet: tuple[Path, Desk]) -> None:
    """An address that cannot be is said, and the rest need not be written again."""
    _, desk = quiet
    page = desk.look()
    said = {"title": "A <b>frost</b>", "slug": "Not so", "why": "Looked.", "article": "frost-0"}
    told = desk.send({"token": page.token, "mark": page.marks[1], "do": "accept", **said})
    assert told.status == 409
    assert "“Not so” cannot be a file name and an address" in told.text
    sheet = _sheet(told.text, "frost-0")
    assert 'value="A &lt;b&gt;frost&lt;/b&gt;"' in sheet
    assert 'value="Not so"' in sheet
    assert 'value="Looked."' in sheet
    assert re.findall(r'value="(frost-.)" checked', sheet) == ["frost-0"]


def test_content_that_is_to_be_mended(archive: Path, desk: Desk) -> None:
    """It is said what is wrong; nothing is taken meanwhile."""
    page, path = desk.look(), reviewed.file(archive, "frost-2")
    path.write_text("---\ntitle: a: b\n---\n", "utf-8")
    shown = desk.ask()
    assert "content/articles/2026/frost-2.md:2: error" in shown.text
    form = {"token": page.token, "mark": page.marks[0], "do": "accept", "article": "bridge-1"}
    assert desk.send(form).status == 409
    assert "story" not in reviewed.fields(archive, "bridge-1")


def test_words_from_outside_are_no_markup(archive: Path) -> None:
    """Neither in headlines nor in texts, outlets or shared words; nothing turns lines round."""
    for ident in reviewed.ARTICLES:
        path = reviewed.file(archive, ident)
        text = path.read_text("utf-8")
        before, title, after = re.split("(?<=title: )(.*)", text, maxsplit=1)
        title = json.dumps(f"{HOSTILE} {title}")
        text = f"{before}{title}{after}".replace("of the", "of <b>the")
        path.write_text(f"{text}\n{HOSTILE}\n", "utf-8")
    with serving(archive) as base:
        wait_for(base, "Press")
        page = Desk(base).look()
    assert page.marks
    assert "<script" not in page.text
    assert "<b>" not in page.text
    assert "\u202e" not in page.text
    assert SHOWN in page.text


def test_second_thoughts(archive: Path, desk: Desk) -> None:
    """What the machine put wrongly is shown; left where it is, it is confirmed."""
    for ident in ("frost-0", "bridge-1"):
        path = reviewed.file(archive, ident)
        text = path.read_text("utf-8")
        head = f"story: {STORY}\ninferred: [story]\n---\n"
        path.write_text(text.replace("---\n\n", f"{head}\n", 1), "utf-8")
    page = desk.look("again")
    assert "Now in <bdi>The Eastport bridge</bdi>" in page.text
    assert "bridge-1" not in _offered(page.text)
    sheet = _sheet(page.text, "frost-0")
    mark = next(mark for mark in page.marks if mark in sheet)
    form = {"token": page.token, "mark": mark, "do": "part frost-0"}
    done = desk.send(form, "act/again")
    assert done.headers["Location"].startswith(f"/{PATH}again?done=")
    page = desk.follow(done)
    assert "1 article stays in “The Eastport bridge”, confirmed." in page.text
    assert "frost-0" not in _offered(page.text)
    assert reviewed.fields(archive, "frost-0")["story"] == STORY
    assert "inferred" not in reviewed.fields(archive, "frost-0")


def test_decisions_that_wait_are_followed_when_asked(archive: Path, desk: Desk) -> None:
    """They are counted, and one button follows them."""
    (archive / "content/decisions.yml").write_text(f"- {{pin: frost-2, story: {STORY}}}\n")
    page = desk.look()
    assert "1 article is not where a decision" in page.text
    page = desk.follow(desk.send({"token": page.token, "do": "settle"}))
    assert "<code>content/articles/2026/frost-2.md</code>" in page.text
    assert reviewed.fields(archive, "frost-2")["story"] == STORY


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]"])  # noqa: S104 - what is to be refused
def test_there_is_no_page_where_others_can_reach_it(archive: Path, host: str) -> None:
    """A line says why, and its path is as empty as any other."""
    port = free_port()
    with server(archive, f"{host}:{port}") as process:
        wait_until(lambda: "Review page" in log(archive) or process.poll(), "it never began")
        if process.poll() is not None:
            pytest.skip("no IPv6 here")
        (line,) = [each for each in log(archive).splitlines() if each.startswith("Review page")]
        assert line.endswith(
            "others can reach " + host.strip("[]") + "; serve on 127.0.0.1 to have it"
        )
        desk = Desk(f"http://127.0.0.1:{port}/")
        assert desk.ask().status == 404
        assert desk.send({"do": "settle"}).status == 501


def test_the_address_is_said(quiet: tuple[Path, Desk]) -> None:
    """On the terminal, once."""
    archive, desk = quiet
    assert log(archive).count(f"Review page for stories: {desk.base}{PATH}\n") == 1


def test_nothing_of_it_is_in_a_site(quiet: tuple[Path, Desk]) -> None:
    """Neither in the site that is built nor in the one that is served; nothing links to it."""
    archive, desk = quiet
    desk.look()
    for name, data in build(archive).items():
        assert not name.startswith((".", "_", "review")), name
        assert b".clipbook" not in data, name
    served = archive / ".clipbook/serve/site"
    assert not [path for path in served.rglob("*") if b"clipbook/review" in _data(path)]


def _data(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    """Whoever only serves needs no grouping: neither numpy nor what reads the archive for it."""
    code = (
        "import sys; import clipbook.site.serving, clipbook.site.live, clipbook.review.gate;"
        "print([n for n in ('numpy', 'scipy', 'clipbook.review.room', 'clipbook.grouping')"
        " if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
