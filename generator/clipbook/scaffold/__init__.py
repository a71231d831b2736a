"""A new archive: a complete, empty folder that builds as it is."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Template

import yaml

from clipbook.errors import ClipbookError
from clipbook.store import write

_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "content/about.md": "content/about.md",
    "content/outlets.yml": "content/outlets.yml",
    "github/publish.yml": ".github/workflows/publish.yml",
}
"""Where each packaged file goes; names that tools would act on are not packaged as they are."""


def make(folder: Path, name: str | None) -> Iterator[str]:
    """Write the files of a new archive; gives the path of each one.

    Raises ClipbookError where the folder holds something already.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise ClipbookError(f"{folder} is not empty: name a new folder")
    except NotADirectoryError:
        raise ClipbookError(f"{folder} is a file: name a new folder") from None
    said = (name or _name(folder)).strip() or "Coverage archive"
    values = {"name": said, "name_in_yaml": _in_yaml(said)}
    packaged = resources.files("clipbook.scaffold").joinpath("files")
    for source, target in _FILES.items():
        text = packaged.joinpath(*source.split("/")).read_text("utf-8")
        write.create(folder / target, Template(text).substitute(values).encode())
        yield (folder / target).as_posix()


def _name(folder: Path) -> str:
    plain = folder.resolve().name.encode("utf-8", "replace").decode()
    words = plain.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _in_yaml(text: str) -> str:
    return (
        str(yaml.safe_dump(text, allow_unicode=True, width=1_000_000)).removesuffix("...\n").strip()
    )
