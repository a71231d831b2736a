"""Addresses brought into an archive: what is there is not fetched, what fails stops nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from clipbook import pipeline
from clipbook.config import Settings, Site
from clipbook.fetching.memory import FILE
from clipbook.importers.source import Wanted
from clipbook.intake import Imported
from support.hosts import Host, answer

TEXT = "Detailed Analysis\nThe bridge is open {}.\n"
ARTICLE = "---\ntitle: Bridge reopens\nurl: {}\n---\n\nTraffic again.\n"


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
    site: Site, *named: str, story: str | None = None, dry_run: bool = False
) -> list[Imported]:
    wanted = Wanted(allow_private=True)
    return list(pipeline.import_files(site, named, story=story, dry_run=dry_run, wanted=wanted))


def _outcomes(imported: list[Imported]) -> list[str]:
    return [
        item.accession.outcome if item.accession else item.problems[0].code for item in imported
    ]


def _hold(site: Site, url: str) -> Path:
    path = site.content / "articles" / "undated" / "bridge.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE.format(url), "utf-8")
    return path


def test_what_an_article_has_is_not_fetched(site: Site, host: Host) -> None:
    """An address in any form of it is known by its article, and its host is left in peace."""
    _hold(site, host.at("/bridge"))
    address = host.at("/bridge/?utm_source=feed#top")
    assert _outcomes(_import(site, address)) == ["known"]
    assert host.asked == []


def test_what_is_not_fetched_joins_a_story(site: Site, host: Host) -> None:
    """A known address goes into the story that is asked for, once however often it is named."""
    path = _hold(site, host.at("/bridge"))
    address = host.at("/bridge")
    assert _outcomes(_import(site, address, address, story="bridge")) == ["joined", "known"]
    assert path.read_text("utf-8").count("story: bridge") == 1
    assert (site.content / "stories" / "bridge.md").exists()
    assert _outcomes(_import(site, address, story="other")) == ["elsewhere"]


def test_one_address_that_fails_stops_nobody(site: Site, host: Host) -> None:
    """Each failure is one problem with the address's name; the others come in."""
    host.says["/1"] = answer(TEXT.format("one"), content_type="text/plain")
    held = site.root / "held.txt"
    held.write_text(TEXT.format("two"), "utf-8")
    imported = _import(site, host.at("/gone"), "ftp://host/", host.at("/1"), str(held))
    assert _outcomes(imported) == ["page-gone", "unreadable-file", "added", "added"]
    assert imported[0].problems[0].file == host.at("/gone")
    assert host.asked[0].fields["User-Agent"].endswith("(+https://example.org/)")


def test_what_has_not_changed_is_known(site: Site, host: Host) -> None:
    """An address that was brought in is asked for its changes; they come in where there are any."""
    host.says["/feed"] = answer(TEXT.format("one"), content_type="text/plain", etag='"1"')
    assert _outcomes(_import(site, host.at("/feed"))) == ["added"]
    host.says["/feed"] = answer("", "304 Not Modified")
    (known,) = _import(site, host.at("/feed"), story="bridge")
    assert _outcomes([known]) == ["joined"]
    assert host.asked[-1].fields["If-None-Match"] == '"1"'
    assert known.accession
    # What a curator has taken out is asked for anew.
    known.accession.path.unlink()
    host.says["/feed"] = answer(TEXT.format("two"), content_type="text/plain")
    assert _outcomes(_import(site, host.at("/feed"))) == ["added"]
    assert "If-None-Match" not in host.asked[-1].fields


@pytest.mark.parametrize("text", ["This is no clipping.", TEXT.format("one")])
def test_what_did_not_come_in_is_not_remembered(site: Site, host: Host, text: str) -> None:
    """After a refusal or a dry run the address is fetched whole again."""
    host.says["/feed"] = answer(text, content_type="text/plain", etag='"1"')
    _import(site, host.at("/feed"), dry_run=text != "This is no clipping.")
    assert not (site.root / ".clipbook" / FILE).exists()
    assert not (site.content / "articles").exists()
