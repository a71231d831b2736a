"""A site that a Dask cluster has made is the one of this machine, whoever dies meanwhile."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from distributed import Client

from clipbook import pipeline
from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.site import bundle
from clipbook.site.works import Works
from support import sites
from support.clusters import Cluster, cluster, until
from support.edits import Archive

ARTICLES, STORIES = 500, 40
HIDDEN = "zwischenlager"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an archive with everything that a curator may do, drafts and withheld texts too."""
    root = tmp_path_factory.mktemp("original")
    archive = Archive(root, random.Random(7))  # noqa: S311
    archive.begin(articles=ARTICLES, stories=STORIES)
    for _ in range(60):
        archive.edit()
    archive.settle()
    text = f"---\ntitle: Held back\ndraft: true\n---\n\nThe {HIDDEN}.\n"
    (root / "content/articles/2026/held-back.md").write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def home(original: Path) -> Path:
    """Give a copy that was built on this machine alone."""
    folder = original.with_name("home")
    shutil.copytree(original, folder)
    sites.build(folder)
    return folder


@pytest.fixture(scope="module")
def local(home: Path) -> dict[str, bytes]:
    """Give the site that this machine alone has made."""
    return sites.files(home / "site")


@pytest.fixture(scope="module")
def deserted(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Popen]:
    """Have a scheduler without workers, and a build that waits for one meanwhile."""
    folder = tmp_path_factory.mktemp("deserted")
    shutil.copytree(original, folder / "archive")
    with cluster(folder / "cluster", workers=0) as empty:
        process = started(folder / "archive", empty.address)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def crew(deserted: Popen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Have a scheduler with two workers."""
    assert deserted.poll() is None
    with cluster(tmp_path_factory.mktemp("crew") / "cluster", workers=2) as made:
        yield made


@pytest.fixture
def eyes(crew: Cluster) -> Iterator[Client]:
    """Look at what the cluster does."""
    with Client(crew.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)
        client.get_task_stream()
        yield client


Popen = subprocess.Popen[str]


def started(folder: Path, address: str) -> Popen:
    """Begin a build with the real command."""
    return subprocess.Popen(
        [sys.executable, "-m", "clipbook", "build", "--scheduler", address],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refused(process: Popen) -> str:
    """Give the last line that a build says that could not go on; what was before is content."""
    _, said = process.communicate(timeout=60)
    lines = [line for line in said.splitlines() if "[full-text]" not in line and line[:1] != " "]
    assert (process.returncode, len(lines)) == (2, 1), said
    assert lines[0].startswith("clipbook: ")
    return lines[0]


def work(client: Client, since: float) -> dict[str, set[str]]:
    """Give the slices that were made since a time, by the address of the worker."""
    found: dict[str, set[str]] = {}
    for record in client.get_task_stream(start=since):
        found.setdefault(record["worker"], set()).add(record["key"])
    return found


def test_a_cluster_makes_the_same_site(
    original: Path, local: dict[str, bytes], crew: Cluster, eyes: Client, tmp_path: Path
) -> None:
    """Byte for byte, by both workers, one of them with threads; and they keep nothing of it."""
    crew.worker("--nthreads", "4")
    eyes.wait_for_workers(3, timeout=30)
    root, since = tmp_path / "archive", time.time()
    shutil.copytree(original, root)
    sites.assert_same(local, sites.build(root, "--scheduler", crew.address))
    assert work(eyes, since).keys() == eyes.nthreads().keys()
    left = [path for path in crew.folder.rglob("*") if path.name == "table" or ".pack" in path.name]
    assert left == []
    crew.retire()


def test_the_death_of_a_worker_costs_nothing(
    original: Path, local: dict[str, bytes], crew: Cluster, eyes: Client, tmp_path: Path
) -> None:
    """A worker killed in the middle of its work leaves slices open, which another one makes."""
    root, since = tmp_path / "archive", time.time()
    shutil.copytree(original, root)
    pids: dict[str, int] = eyes.run(os.getpid)
    victim = crew.processes[-1]
    (address,) = (address for address, pid in pids.items() if pid == victim.pid)
    build = started(root, crew.address)
    until(
        lambda: build.poll() is not None or _is_caught(eyes, victim, address, since),
        "a worker at work",
    )
    made, left = work(eyes, since)[address], set(eyes.processing()[address])
    assert made
    assert left - made
    assert build.poll() is None
    victim.kill()
    _, said = build.communicate(timeout=60)
    assert build.returncode == 0, said
    sites.assert_same(local, sites.files(root / "site"))
    after = work(eyes, since)
    assert after[address] == made
    assert left - made <= set().union(*after.values()) - made
    crew.worker()


def _is_caught(eyes: Client, victim: subprocess.Popen[bytes], address: str, since: float) -> bool:
    """Halt a worker that has made something and has something in hand."""
    if not work(eyes, since).get(address):
        return False
    victim.send_signal(signal.SIGSTOP)
    # What it had sent before arrives.
    time.sleep(0.1)
    if set(eyes.processing()[address]) - work(eyes, since)[address]:
        return True
    victim.send_signal(signal.SIGCONT)
    return False


def test_a_later_build_writes_only_what_differs(
    home: Path, local: dict[str, bytes], crew: Cluster, eyes: Client
) -> None:
    """After one edit, the workers send those files alone that are not what they were."""
    numbers, since = _numbers(home / "site"), time.time()
    _rename_outlets(home)
    after = sites.build(home, "--scheduler", crew.address)
    assert work(eyes, since)
    differing = {name for name in after if local.get(name) != after[name]}
    assert 300 < len(differing) < len(after)
    assert {
        n for n, number in _numbers(home / "site").items() if numbers.get(n) != number
    } == differing
    _put_back(home)
    sites.assert_same(sites.files(home / "site"), after)
    shutil.rmtree(home / "site")
    shutil.rmtree(home / ".clipbook")
    sites.assert_same(sites.build(home), after)


def _put_back(root: Path) -> None:
    """Build a site that is gone from what is kept of it; no text of an article is there to read."""
    shutil.rmtree(root / "site")
    for path in (root / ".clipbook/cache").glob("articles-*.pack"):
        path.unlink()
    works = Works.open(root, strict=False, slow=False)
    content, _ = pipeline.read(works.site)
    works.build(content, Edition(content.archive(), works.site), 1)


def _rename_outlets(root: Path) -> None:
    path = root / "content/outlets.yml"
    outlets: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    for key in ("anchor", "buoy"):
        outlets[key]["name"] = f"The Daily {key.title()}"
    path.write_text(yaml.safe_dump(outlets, allow_unicode=True), "utf-8")


def _numbers(site: Path) -> dict[str, int]:
    """Give the number of each file in its file system: one that is written anew has another."""
    return {
        path.relative_to(site).as_posix(): path.stat().st_ino
        for path in site.rglob("*")
        if path.is_file()
    }


def test_another_clipbook_is_refused(
    original: Path, crew: Cluster, eyes: Client, tmp_path: Path
) -> None:
    """A worker with another version ends the build in one line that names it."""
    package = Path(bundle.__file__).parents[1]
    shutil.copytree(package, tmp_path / "other/clipbook")
    (tmp_path / "other/clipbook/__init__.py").write_text('__version__ = "0.0.9"\n', "utf-8")
    other = crew.worker(python_path=str(tmp_path / "other"))
    eyes.wait_for_workers(3, timeout=30)
    shutil.copytree(original, tmp_path / "archive")
    said = refused(started(tmp_path / "archive", crew.address))
    assert "Clipbook is 0.0.9 there" in said
    other.kill()


def test_a_cluster_that_nobody_works_in_is_refused(deserted: Popen) -> None:
    """A scheduler without workers is waited for, but not for ever."""
    assert "no worker has come to tcp://127.0.0.1:" in refused(deserted)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:1", "no scheduler can be reached at tcp://127.0.0.1:1"),
        ("over there", "write an address like tcp://10.0.0.5:8786"),
        ("tcp://127.0.0.1:99999", "no scheduler can be reached"),
    ],
)
def test_what_is_no_scheduler_is_refused(
    original: Path, tmp_path: Path, address: str, said: str
) -> None:
    """Before anything is read, in one line."""
    shutil.copy(original / "mkdocs.yml", tmp_path)
    (tmp_path / "content").mkdir()
    assert said in refused(started(tmp_path, address))


def test_a_template_that_cannot_travel_is_refused(home: Path, tmp_path: Path) -> None:
    """One that names others only when it is rendered is told of before anything is sent."""
    works = Works.open(home, strict=False, slow=False)
    content, _ = pipeline.read(works.site)
    assert works.kept
    own = tmp_path / "partials/clipbook/article.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% include page.meta.title %}", "utf-8")
    shell = replace(works.kept.shell, folders=(str(tmp_path), *works.kept.shell.folders))
    files = bundle.files(content, Edition(content.archive(), works.site), shell, frozenset())
    with pytest.raises(ClipbookError, match=r"article\.html names another template"):
        next(files)


def test_drafts_stay_at_home(home: Path) -> None:
    """No word of what is not published is sent to other machines."""
    works = Works.open(home, strict=False, slow=False)
    content, _ = pipeline.read(works.site)
    assert works.kept
    edition = Edition(content.archive(), works.site)
    files = dict(bundle.files(content, edition, works.kept.shell, frozenset()))
    assert HIDDEN in (home / "content/articles/2026/held-back.md").read_text("utf-8")
    assert [name for name, data in files.items() if HIDDEN.encode() in data] == []
    assert [name for name, data in files.items() if b"held-back" in data] == []
    article = next(article for article in content.archive().articles if article.body)
    assert any(article.body.encode() in data for data in files.values())
