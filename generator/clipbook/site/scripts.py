"""The modules of the search put together: one file to load instead of sixteen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from clipbook.errors import ClipbookError

FOLDER = "assets/clipbook/search"
MODULES = (
    "tokens", "bucket", "index", "spelling", "resolve", "phrases", "fields", "syntax", "engine",
    "view", "state", "notes", "excerpt", "page", "suggest", "app",
)  # fmt: skip
"""In an order in which each stands after those whose values it needs when it starts."""

_PATHS = tuple(f"{FOLDER}/{name}.js" for name in MODULES)
_APP = _PATHS[-1]
"""Takes the place of the module that brings the others together."""

_IMPORT = re.compile(r'^import [^;]*? from "\./\w+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!\{)", re.MULTILINE)
_DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function|class|const|let|var)\b[ *]*(\w+|[\[{])", re.MULTILINE
)


def put_together(files: Files, config: MkDocsConfig) -> None:
    """Replace the modules among the files of a site, whoever they come from, by one file."""
    sources = {}
    for path in _PATHS:
        file = files.get_file_from_path(path)
        if file is None:
            raise ClipbookError(f"{path}, a module of the search, is gone from the theme")
        files.remove(file)
        sources[path] = file.content_string
    files.append(File.generated(config, _APP, content=bundle(sources)))


def put_together_in(folder: Path) -> None:
    """Do the same with the files in a folder."""
    sources = {path: (folder / path).read_text("utf-8") for path in _PATHS}
    for path in _PATHS:
        (folder / path).unlink()
    (folder / _APP).write_text(bundle(sources), "utf-8", newline="\n")


def bundle(sources: Mapping[str, str]) -> str:
    """Make one module of several, by path; the last one says what it exports.

    Raises ClipbookError where two of them declare the same name, or one in a way that hides it.
    """
    owners: dict[str, str] = {}
    parts = []
    for path, source in sources.items():
        for name in _DECLARED.findall(source):
            if name in "[{":
                raise ClipbookError(f"{path}: give each name of the module a line of its own")
            if owners.setdefault(name, path) != path:
                raise ClipbookError(f"{path} and {owners[name]} both declare `{name}`: rename one")
        parts.append(_EXPORT.sub("", _IMPORT.sub("", source)))
    return str(rjsmin.jsmin("\n".join(parts))) + "\n"
