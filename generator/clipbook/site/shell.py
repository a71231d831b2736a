"""The shell: all of a site that MkDocs makes, ready to have the archive's pages stamped into it.

What MkDocs renders depends on `mkdocs.yml`, on the theme, on a curator's own pages and on which of
the archive's pages these link to; never on what an article says. So it is kept, and MkDocs runs
again only where one of these has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from clipbook.config import Settings, Site
from clipbook.site.frame import Frame


class Words(NamedTuple):
    """A curator's words on a page of ours: rendered, and the fields set above them."""

    html: str
    meta: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shell:
    """What stamping needs to know of a site."""

    site: Site
    config: Mapping[str, Any]
    """What templates may ask `config` for, as plain values."""
    folders: tuple[str, ...]
    """Where templates are looked for, first one first."""
    frames: Mapping[str, Frame]
    """By kind and folder (`article articles/2026`), or by the path of one page."""
    words: Mapping[str, Words]
    """By the path of a page."""
    bodies: Mapping[str, str]
    """Curators' Markdown as HTML, by path of the page and hash of the Markdown."""
    pages: tuple[str, ...]
    """The addresses of the pages that MkDocs has made whole."""
    referred: tuple[str, ...]
    """The paths of ours that MkDocs was told of."""
    files: Mapping[str, bytes]
    """What MkDocs has written, each with the name of its bytes."""
    templates: Mapping[str, bytes]
    """Names, for each kind of page, the templates that its pages are made of."""

    def frame_key(self, kind: str, path: str) -> str:
        """Name the frame of a page."""
        return path if path in self.frames else key(kind, path)


def key(kind: str, path: str) -> str:
    """Name the frame that the pages of one kind in one folder share."""
    return f"{kind} {path.rpartition('/')[0]}"


def as_plain(shell: Shell) -> dict[str, Any]:
    """Give a shell as values that `marshal` keeps."""
    site = shell.site
    return {
        "site": {
            "content": str(site.content),
            "output": str(site.output),
            "name": site.name,
            "url": site.url,
            "description": site.description,
            "language": site.language,
            "flat": site.flat,
        },
        "settings": site.settings.model_dump(mode="json"),
        "config": shell.config,
        "folders": shell.folders,
        "frames": {name: tuple(frame) for name, frame in shell.frames.items()},
        "words": {path: tuple(words) for path, words in shell.words.items()},
        "bodies": shell.bodies,
        "pages": shell.pages,
        "referred": shell.referred,
        "files": shell.files,
        "templates": shell.templates,
    }


def from_plain(root: Path, kept: Mapping[str, Any]) -> Shell:
    """Make the shell of what `as_plain` gave."""
    said = kept["site"]
    paths = {name: Path(said[name]) for name in ("content", "output")}
    site = Site(**{**said, **paths}, root=root, settings=Settings.model_validate(kept["settings"]))
    return Shell(
        site,
        kept["config"],
        kept["folders"],
        {name: Frame._make(frame) for name, frame in kept["frames"].items()},
        {path: Words._make(words) for path, words in kept["words"].items()},
        kept["bodies"],
        kept["pages"],
        kept["referred"],
        kept["files"],
        kept["templates"],
    )
