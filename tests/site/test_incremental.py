"""A site that was changed edit by edit is the site that is built from nothing, byte for byte."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from clipbook import pipeline
from clipbook.edition import Edition
from clipbook.site.making import Result
from clipbook.site.works import Works
from support.edits import Archive
from support.sites import files

CONFIG = """\
site_name: Edits
site_url: https://example.org/
docs_dir: content
use_directory_urls: {folders}
theme: {{name: material}}
plugins: [clipbook]
"""
EDITS = 25


def make(root: Path, output: Path) -> Result:
    """Build the site of an archive in this process, into a folder."""
    works = Works.open(root, strict=False, slow=False)
    works.site = replace(works.site, output=output)
    loaded, problems = pipeline.read(works.site)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    result = works.build(loaded, Edition(loaded.archive(), works.site), 1)
    assert result is not None
    return result


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_random_edits(tmp_path: Path, seed: int) -> None:
    """After each edit, what was changed of the site makes it the site built from nothing."""
    root = tmp_path / "archive"
    archive = Archive(root, random.Random(seed))
    archive.begin()
    folders = "true" if seed == 1 else "false"
    (root / "mkdocs.yml").write_text(CONFIG.format(folders=folders), "utf-8")
    make(root, tmp_path / "site")
    for _ in range(EDITS):
        archive.edit()
        result = make(root, tmp_path / "site")
        make(root, tmp_path / "clean")
        there, clean = files(tmp_path / "site"), files(tmp_path / "clean")
        differing = sorted(set(there) ^ set(clean)) + [
            name for name in there.keys() & clean.keys() if there[name] != clean[name]
        ]
        assert not differing, archive.said[-3:]
        assert result.made.keys() == there.keys()
        shutil.rmtree(tmp_path / "clean")
