"""The imprint of an installation: where two have the same, they make the same bytes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from clipbook import __version__

_LIBRARIES = ("Jinja2", "MarkupSafe", "nh3", "pydantic", "pyromark")
"""What pages go through."""
_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = "the code of Clipbook"


def imprint() -> dict[str, str]:
    """Name the versions of all that pages are made with, by what people call it."""
    python = "{}.{}".format(*sys.version_info)
    libraries = {name: _release(name) for name in _LIBRARIES}
    return {"Clipbook": __version__, "Python": python, **libraries, _CODE: _code()}


def difference(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Say the first thing in which two imprints differ; nothing where they are the same."""
    for name, own in ours.items():
        if theirs.get(name) != own:
            return f"{name} is {theirs.get(name, 'missing')} there and {own} here"
    return ""


def _release(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _code() -> str:
    """Name our own files by their bytes: whoever works on the code changes no version."""
    found = blake2b(digest_size=6)
    for path in sorted(_PACKAGE.rglob("*.py")):
        found.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
    return found.hexdigest()
