"""The guide says everything there is, and nothing that is gone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
import pytest

from clipbook.cli import cli
from clipbook.model.article import ArticleEntry, Capture, Kind, Placement, Via
from clipbook.model.outlet import OutletEntry
from clipbook.model.record import Record
from clipbook.model.rights import EXCERPT_WORDS, Rights
from clipbook.model.source import Source
from clipbook.model.story import StoryEntry

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "content" / "guide"

_CODE = re.compile(r"^[a-z]+(-[a-z0-9]+)+$")
_SAY = {
    *("Problem", "Remark", "PydanticCustomError", "RefusedError", "_RefusedError", "__init__"),
    *("_refused", "add", "refused", "remark"),
}


def _page(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text("utf-8")


def _codes_in_source() -> set[str]:
    return {
        value
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for value in _codes_in(ast.parse(path.read_text("utf-8")))
    }


def _codes_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
            if name in _SAY:
                yield from (text for text in texts if isinstance(text, str) and _CODE.match(text))


def test_every_problem_code_is_explained() -> None:
    """Each code that can be printed has its row, and each row its code."""
    said = set(re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", _page("problems")))
    said -= {"mkdocs-yml"}
    shapes = {"wrong-shape"}
    assert said == _codes_in_source() | shapes


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_is_documented(name: str) -> None:
    """The page on commands names each command with each of its options."""
    page = _page("commands")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `clipbook {name}")]
    command = cli.commands[name]
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    assert [each.name for each in inner if f"`{each.name} " not in row] == []
    for option in chain(command.params, *(each.params for each in inner)):
        if isinstance(option, click.Option) and option.name != "c":
            spelled = option.opts[-1]
            assert spelled in row, f"{spelled} of {name}"


@pytest.mark.parametrize(
    "record", [ArticleEntry, StoryEntry, OutletEntry, Via, Source, Capture, Placement]
)
def test_every_field_is_documented(record: type[Record]) -> None:
    """The page on the content names each field that can be written."""
    page = _page("content")
    for field in record.model_fields:
        assert f"`{field}`" in page, field


def test_every_choice_is_documented() -> None:
    """Kinds and rights stand in the guide, with the number of words an excerpt has."""
    assert all(f"`{kind}`" in _page("content") for kind in Kind)
    assert all(f"`{right}`" in _page("rights") for right in Rights)
    assert f"the first {EXCERPT_WORDS} words" in _page("rights")


def test_the_package_tree_is_the_one_that_is_drawn() -> None:
    """The architecture page names every room of the house, and no room that is not there."""
    page = _page("architecture")
    package = ROOT / "generator" / "clipbook"
    drawn = set(re.findall(r"^  ([a-z_]+(?:\.py|/))", page, re.MULTILINE))
    there = {f"{path.name}/" for path in package.iterdir() if path.is_dir()}
    there |= {path.name for path in package.glob("*.py")}
    assert drawn == {name for name in there if not name.startswith("__")}


def test_nothing_in_the_repository_names_a_place_of_this_machine() -> None:
    """Hosts of package registries and paths of one machine stay out of what others clone."""
    wrong = re.compile(
        "|".join(("pypi" + r"\.org", "registry\\.npm" + "js", "python" + "hosted", "/wo" + "rk/"))
    )
    texts = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".md", ".yml", ".yaml", ".toml", ".html", ".css", ".js", ".txt"}
        and not {".venv", "site", "build", ".git", "node_modules", "captures"} & set(path.parts)
    ]
    assert texts
    assert [path for path in texts if wrong.search(path.read_text("utf-8", "replace"))] == []
