"""Who decides: as it is said, else as git knows the person, else as the system does."""

from __future__ import annotations

import datetime as dt
import getpass
import shutil
import subprocess
from pathlib import Path

from pydantic import ValidationError

from clipbook.curation.stories import Hand
from clipbook.errors import ClipbookError
from clipbook.model.article import Placement

_PATIENCE_SECONDS = 10


def hand_of(root: Path, who: str | None, why: str | None, at: dt.datetime) -> Hand:
    """Sign a decision.

    Raises ClipbookError where a name or a reason is not one line of text.
    """
    try:
        return Hand(Placement(at=at, by=who or _of_git(root) or _of_system(), why=why))
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0]).replace("by", "who")
        raise ClipbookError(f"--{name}: {error.errors()[0]['msg']}") from None


def _of_git(root: Path) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    try:
        asked = subprocess.run(  # noqa: S603 - git as it is found, and nothing from outside
            [git, "config", "user.name"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.strip()


def _of_system() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "a curator"
