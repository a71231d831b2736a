"""The modules of the search put together: a page loads one file of them instead of fifteen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import rjsmin  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from clipbook.errors import ClipbookError
from clipbook.site.shorten import shorten

FOLDER = "assets/clipbook/search"
ENGINE = (
    "tokens", "bucket", "index", "spelling", "resolve", "phrases", "fields", "syntax", "engine",
    "nodes",
)  # fmt: skip
"""What every search needs, each after those whose values it needs when it starts."""
BUNDLES = (
    ("box",),
    (*ENGINE, "state", "view", "notes", "excerpt", "page"),
    (*ENGINE, "suggest"),
)
"""What every page loads, what the search page does, and what the box in the header does.

Each is published under the name of its last module, which says what it exports.
"""

IMPORTED = re.compile(r'^import [^;]*? from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!\{)", re.MULTILINE)
_DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function|class|const|let|var)\b[ *]*(\w+|[\[{])", re.MULTILINE
)


def put_together(files: Files, config: MkDocsConfig) -> None:
    """Replace the modules among the files of a site, whoever they come from, by the bundles."""
    for path, content in _bundles(lambda path: _text(files, path)):
        files.append(File.generated(config, path, content=content))


def _text(files: Files, path: str) -> str:
    file = files.get_file_from_path(path)
    if file is None:
        raise ClipbookError(f"{path}, a module of the search, is gone from the theme")
    files.remove(file)
    return file.content_string


def put_together_in(folder: Path) -> None:
    """Do the same with the files in a folder."""

    def take(path: str) -> str:
        text = (folder / path).read_text("utf-8")
        (folder / path).unlink()
        return text

    for path, content in _bundles(take):
        (folder / path).write_text(content, "utf-8", newline="\n")


def _bundles(take: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    names = dict.fromkeys(name for modules in BUNDLES for name in modules)
    sources = {name: take(_path(name)) for name in names}
    for modules in BUNDLES:
        yield _path(modules[-1]), bundle({_path(name): sources[name] for name in modules})


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.js"


def bundle(sources: Mapping[str, str]) -> str:
    """Make one module of several, by path; the last one says what it exports.

    Raises ClipbookError where two of them declare the same name, or one declares several at once.
    """
    owners: dict[str, str] = {}
    parts = []
    for path, source in sources.items():
        for name in _DECLARED.findall(source):
            if name in "[{":
                raise ClipbookError(f"{path}: give each name of the module a line of its own")
            if owners.setdefault(name, path) != path:
                raise ClipbookError(f"{path} and {owners[name]} both declare `{name}`: rename one")
        parts.append(_EXPORT.sub("", IMPORTED.sub("", source)))
    return shorten(str(rjsmin.jsmin("\n".join(parts)))) + "\n"
