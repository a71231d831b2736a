"""Archives between runs: used again where they are the same, and cold where they should be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from benchmarks import archive, hugo, ours
from benchmarks.place import Place
from benchmarks.world import World


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Make an archive of ten articles."""
    made = Place(tmp_path_factory.mktemp("bench") / "10", World(10, archive.SEED))
    made.make()
    return made


def _article(place: Place) -> Path:
    return place.archive / "content" / archive.to_change(place.world)[0]


def test_the_same_archive_is_used_again(place: Place) -> None:
    """An archive is not made twice, but what a run has changed is as it was."""
    before = _article(place).read_bytes()
    place.change(1)
    witness = place.archive / "content" / "witness"
    witness.touch()
    place.make()
    assert _article(place).read_bytes() == before
    assert witness.exists()
    Place(place.folder, World(10, archive.SEED + 1)).make()
    assert not witness.exists()
    place.make()


def test_a_cold_build_finds_the_archive_alone(place: Place) -> None:
    """Whatever builds have left is gone, wherever they keep it; the content stays."""
    before = sorted(path.name for path in place.archive.iterdir())
    for name in ("site", ".cache", ".clipbook"):
        (place.archive / name / "deep").mkdir(parents=True)
    cold = next(iter(ours.jobs(place, ())))
    cold.before(1)
    assert (cold.run, cold.search) == (ours.COLD, False)
    assert sorted(path.name for path in place.archive.iterdir()) == before
    assert _article(place).is_file()


def test_every_build_has_the_settings_it_is_named_for(place: Place) -> None:
    """The search is on where the run says so, and the theme changes each time it is to change."""
    footers = set()
    for job in ours.jobs(place, ("--jobs", "1")):
        job.before(1)
        text = (place.archive / "mkdocs.yml").read_text("utf-8")
        settings = yaml.safe_load(text)
        assert settings["plugins"] == [{"clipbook": {"rights": "full", "search": job.search}}]
        assert job.command[-3:] == ["build", "--jobs", "1"]
        footers.add((job.run == ours.THEME, settings["copyright"]))
    assert len(footers) == 2


def test_hugo_gets_every_article(place: Place) -> None:
    """As many files as there are articles, and nothing that the others do not get."""
    cold = next(iter(hugo.jobs(place)))
    assert len(list((cold.folder / "content").rglob("*.md"))) == place.world.articles
    shutil.rmtree(cold.folder)
