"""A site follows the copies of a text: it is the one that is built from nothing, byte for byte."""

from __future__ import annotations

import shutil
from itertools import zip_longest
from pathlib import Path

from support.edits import SETTINGS
from support.sites import assert_same, build
from support.wire import Wire, copied

RUNS = [
    f"---\ntitle: Run {n}\ndate: 2026-05-0{9 - n}\nstory: wire\n---\n\n{run.text}\n"
    for n, run in enumerate(copied(Wire.of(7), 1, 3))
]
OWN = RUNS[2].partition("\n\n")[0] + "\n\nWords that nobody else ran.\n"
PAGE, HUB = "articles/2026/run-0.html", "stories/wire.html"
STAGES = (
    (RUNS[:1], ""),
    (RUNS[:2], "8 May 2026."),
    (RUNS, "7 May 2026."),
    ([*RUNS[:2], OWN], "8 May 2026."),
    (RUNS[:1], ""),
)
"""What is there, and when the first run of it was, as the page of another one says."""


def test_a_new_copy_changes_the_hub_and_the_pages_of_all_runs(tmp_path: Path) -> None:
    """Also one that is older than what was there, is edited, or is gone again."""
    for folder in ("content/articles/2026", "content/stories"):
        (tmp_path / "kept" / folder).mkdir(parents=True)
    (tmp_path / "kept/mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "kept/content/stories/wire.md").write_text("---\ntitle: Wire\n---\n", "utf-8")
    for stage, (texts, said) in enumerate(STAGES):
        for n, (text, _) in enumerate(zip_longest(texts, RUNS)):
            file = tmp_path / f"kept/content/articles/2026/run-{n}.md"
            file.write_text(text, "utf-8") if text else file.unlink(missing_ok=True)
        site = build(tmp_path / "kept")
        clean = tmp_path / f"clean-{stage}"
        # Without the cache, and without a site.
        shutil.copytree(tmp_path / "kept/content", clean / "content")
        shutil.copy(tmp_path / "kept/mkdocs.yml", clean)
        assert_same(site, build(clean))
        page = site[PAGE].decode()
        assert said in page
        assert ("cb-run" in page) is bool(said)
        assert ("cb-copies" in site[HUB].decode()) is bool(said)
