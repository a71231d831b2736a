"""A site that is gone is written again from what is kept of it, and where that is spoilt, anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from clipbook import pipeline
from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.site.compiled import Compiled
from clipbook.site.keeping import Keeping
from clipbook.site.making import Result
from clipbook.site.press import Made, digest_of
from clipbook.site.printer import keep_pieces
from clipbook.site.state import State
from clipbook.site.update import Update
from clipbook.site.works import Works
from clipbook.store import cache
from clipbook.store.packs import SpoiltPackError
from support.edits import SETTINGS, Archive
from support.sites import assert_same, files

HEAD = "{% if page %}{{ page.meta.title | escape }}{% endif %}"
LOST = "it was not there, or something else has changed it"


def make(root: Path, processes: int = 1) -> Result:
    """Build the site of an archive in this process; what is spoilt of its texts is an error."""
    works = Works.open(root, strict=False, slow=False)
    loaded, _ = pipeline.read(works.site)
    result = works.build(loaded, Edition(loaded.archive(), works.site), processes)
    assert result is not None
    return result


def clean(root: Path) -> dict[str, bytes]:
    """Give the site as it is made in another folder, from nothing."""
    other = root.with_name("clean")
    shutil.copytree(root, other, ignore=shutil.ignore_patterns(".clipbook", "site"))
    make(other)
    made = files(other / "site")
    shutil.rmtree(other)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write an archive with a template of its own, and build it."""
    archive = Archive.seeded(tmp_path / "archive", 21)
    archive.begin()
    archive.settle(SETTINGS.replace("material", "material, custom_dir: own"))
    head = archive.folder / "own/partials/clipbook/head.html"
    head.parent.mkdir(parents=True)
    head.write_text(f"<title>{HEAD}</title>\n", "utf-8")
    make(archive.folder)
    return archive.folder


def packs(root: Path) -> list[Path]:
    """Give the packs in which what was made is kept."""
    return sorted((root / cache.FOLDER).glob("site-*.pack"))


def forbid(root: Path) -> None:
    """Make it an error to render a page or to read an article, unseen by any fingerprint."""
    head = root / "own/partials/clipbook/head.html"
    before = head.stat()
    with head.open("r+b") as file:
        file.write(f"<title>{HEAD.replace('escape', 'absent')}".encode())
    os.utime(head, ns=(before.st_atime_ns, before.st_mtime_ns))
    for path in (root / cache.FOLDER).glob("articles-*.pack"):
        path.unlink()


@pytest.mark.parametrize("processes", [1, 2])
def test_nothing_is_rendered_and_no_article_is_read(root: Path, processes: int) -> None:
    """Every file is there again, byte for byte, the index and the exports too."""
    before = files(root / "site")
    assert_same(before, clean(root))
    shutil.rmtree(root / "site")
    forbid(root)
    result = make(root, processes)
    assert_same(files(root / "site"), before)
    assert result.made.keys() == result.written.keys() == before.keys()
    assert set(result.written.values()) == {LOST, "it was not there", "MkDocs has made it anew"}
    assert make(root).written == {}


def test_what_is_forbidden_is_seen(root: Path) -> None:
    """Without what is kept, the build of the test above would fail: pages are rendered."""
    shutil.rmtree(root / "site")
    forbid(root)
    for path in packs(root):
        path.unlink()
    with pytest.raises((ClipbookError, SpoiltPackError)):
        make(root)


def spoil(path: Path) -> None:
    """Change a byte here and there."""
    data = bytearray(path.read_bytes())
    for at in range(0, len(data), 50_000):
        data[at] ^= 1
    path.write_bytes(data)


def truncate(path: Path) -> None:
    """Cut off half of a file."""
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    """Leave nothing in a file."""
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [spoil, truncate, empty, Path.unlink])
def test_what_is_spoilt_is_made_anew(root: Path, harm: Callable[[Path], None]) -> None:
    """And kept again, so that the next time nothing has to be made."""
    before = files(root / "site")
    for path in packs(root):
        harm(path)
    shutil.rmtree(root / "site")
    make(root)
    assert_same(files(root / "site"), before)
    shutil.rmtree(root / "site")
    forbid(root)
    make(root)
    assert_same(files(root / "site"), before)


def test_a_pack_of_another_build_is_not_mistaken(root: Path) -> None:
    """Other bytes at the same place are not what was kept, whole as they may be."""
    before = files(root / "site")
    (pack, *_) = packs(root)
    data = pack.read_bytes()
    pack.write_bytes(data[100:] + data[:100])
    shutil.rmtree(root / "site")
    make(root)
    assert_same(files(root / "site"), before)


def test_an_article_has_changed_and_the_site_is_gone(root: Path) -> None:
    """What shows it is made, with the reason; all else is put back."""
    path = min((root / "content").glob("articles/2026/*.md"))
    path.write_text(path.read_text("utf-8").replace("title: ", "title: Corrected "), "utf-8")
    shutil.rmtree(root / "site")
    result = make(root)
    assert path.name in result.written[f"articles/2026/{path.stem}.html"]
    others = [why for name, why in result.written.items() if name.startswith("articles/2024/")]
    assert LOST in others
    assert_same(files(root / "site"), clean(root))


@pytest.mark.parametrize("gone", [True, False])
def test_the_frame_has_changed(root: Path, *, gone: bool) -> None:
    """Pages are put into the new one, whether the site is there or not, and nothing is rendered."""
    footer = root / "own/partials/footer.html"
    footer.write_text("<footer>Harbour office</footer>\n", "utf-8")
    after = clean(root)
    if gone:
        shutil.rmtree(root / "site")
    works = Works.open(root, strict=False, slow=False)
    loaded, _ = pipeline.read(works.site)
    update = Update(loaded, Edition(loaded.archive(), works.site), works.site.output, 1)
    shell = works.shell(update)
    forbid(root)
    result = works.bring(update, shell)
    assert_same(files(root / "site"), after)
    articles = {why for name, why in result.written.items() if name.startswith("articles/")}
    assert articles == {LOST if gone else "what is around it has changed"}


def test_a_folder_is_gone(root: Path) -> None:
    """The rest stays as it is."""
    before = files(root / "site")
    numbers = {name: (root / "site" / name).stat().st_ino for name in before}
    shutil.rmtree(root / "site/articles/2025")
    (root / "site/sitemap.xml").unlink()
    forbid(root)
    result = make(root)
    assert_same(files(root / "site"), before)
    assert {"sitemap.xml", "archive.csv"} <= result.written.keys()
    stay = [name for name in before if name.startswith(("stories/", "articles/2024/"))]
    assert stay
    assert all((root / "site" / name).stat().st_ino == numbers[name] for name in stay)


def test_packs_do_not_grow_for_ever(root: Path) -> None:
    """Whatever is made again and again, at most twice what is in use is kept."""
    first, head = packs(root), root / "own/partials/clipbook/head.html"
    size = sum(path.stat().st_size for path in first)
    large = {max(first, key=lambda path: path.stat().st_size)}
    for number in range(5):
        head.write_text(f"<title>{HEAD} {number}</title>\n", "utf-8")
        path = min((root / "content").glob("articles/2026/*.md"))
        path.write_text(path.read_text("utf-8") + f"\nMore {number}.\n", "utf-8")
        make(root)
        assert sum(path.stat().st_size for path in packs(root)) < 2.5 * size
    assert not large & set(packs(root))
    after = clean(root)
    shutil.rmtree(root / "site")
    forbid(root)
    make(root)
    assert_same(files(root / "site"), after)


def test_small_packs_are_put_together(tmp_path: Path) -> None:
    """As many builds of one page each leave few files, and one that is mostly in use stays."""
    keeping, state = Keeping(tmp_path, "site-x"), State()
    parts = {f"{n}.html": (b"<head>" * n, b"body %d" % n) for n in range(1, 300)}
    parts["0.html"] = b"", b"large" * 100_000
    for n, (path, both) in enumerate(parts.items()):
        writer = keeping.writer(n)
        size = len(both[0]), len(both[1])
        made = Made(path, digest_of(*both), "frame", *size).kept_as(writer.keep(*both))
        state.made[path] = tuple(made)
        state.pieces[path] = tuple(keep_pieces(writer, both))
        writer.close()
    large = Made._make(state.made["0.html"]).pack
    spoil(tmp_path / Made._make(state.made["7.html"]).pack)
    keeping.sweep(keeping.compact(state))
    assert Made._make(state.made["0.html"]).pack == large
    assert len(list(tmp_path.iterdir())) < 10
    assert Made._make(state.made["7.html"]).pack == ""
    for path, both in parts.items():
        if path != "7.html":
            assert keeping.packs.take(Made._make(state.made[path]).kept) == b"".join(both)


def test_a_killed_build_spoils_nothing(root: Path) -> None:
    """What it had kept already is swept; what is saved refers to nothing that is not there."""
    head = root / "own/partials/clipbook/head.html"
    head.write_text(f"<title>{HEAD}, later</title>\n", "utf-8")
    shutil.rmtree(root / "site")
    known = set(packs(root))
    build = subprocess.Popen([sys.executable, "-m", "clipbook", "build", "--jobs", "1"], cwd=root)
    while set(packs(root)) == known:
        assert build.poll() is None
        time.sleep(0.0005)
    build.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    assert build.wait() != 0
    left = set(packs(root)) - known
    assert left
    make(root)
    assert not left & set(packs(root))
    assert_same(files(root / "site"), clean(root))


def test_compiled_templates_are_kept(root: Path) -> None:
    """A later build compiles none of them; one that has changed is compiled again."""
    folder = root / cache.FOLDER / "templates"
    numbers = {path.name: path.stat().st_ino for path in folder.iterdir()}
    path = min((root / "content").glob("articles/2026/*.md"))
    path.write_text(path.read_text("utf-8").replace("title: ", "title: Corrected "), "utf-8")
    make(root)
    assert len(numbers) > 5
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == numbers
    head = root / "own/partials/clipbook/head.html"
    head.write_text(f"<title>{HEAD}, later</title>\n", "utf-8")
    make(root)
    assert sum(path.stat().st_ino != numbers[path.name] for path in folder.iterdir()) == 1
    assert_same(files(root / "site"), clean(root))


def test_a_compiled_template_that_is_damaged_is_not_run(tmp_path: Path) -> None:
    """Nor one of another version, or of another source: it is compiled again."""
    kept = Compiled(tmp_path / "templates", b"v" * 32)

    def render(cache: Compiled, source: str = "{{ 6 * 7 }}") -> str:
        loader = jinja2.DictLoader({"a": source})
        environment = jinja2.Environment(loader=loader, bytecode_cache=cache)  # noqa: S701
        return environment.get_template("a").render()

    assert render(kept) == "42"
    (path,) = kept.folder.iterdir()
    good, number = path.read_bytes(), path.stat().st_ino
    assert render(kept) == "42"
    assert path.stat().st_ino == number
    for at in range(0, len(good), 7):
        path.write_bytes(good[:at] + bytes([good[at] ^ 255]) + good[at + 1 :])
        assert render(kept) == "42"
        assert path.read_bytes() == good
    for bad in (b"", good[:40], good[:-1], good + b"x"):
        path.write_bytes(bad)
        assert render(kept) == "42"
    assert render(replace(kept, version=b"w" * 32)) == "42"
    assert path.read_bytes()[:32] == b"w" * 32
    assert render(kept, "{{ 1 }}") == "1"
    shutil.rmtree(kept.folder)
    kept.folder.write_text("no folder", "utf-8")
    assert render(kept) == "42"
