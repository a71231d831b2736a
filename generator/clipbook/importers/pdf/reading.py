"""A PDF read in a process of its own, which may fail, hang or run full without harm to ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from clipbook.importers.pdf import child
from clipbook.importers.record import RefusedError, Remark

SECONDS = 60
"""For one PDF, of the processor's time and of the clock's."""

_RUN = f"from {child.__name__} import main; main()"
_FAULTS = {
    "encrypted": Remark(0, "pdf-encrypted", "it is locked with a password", "Save it without one."),
    "pages": Remark(
        0,
        "too-large",
        f"it has more than {child.MOST_PAGES:,} pages",
        "Import the pages that are one article.",
    ),
    "text": Remark(
        0,
        "too-large",
        f"it holds more than {child.MOST_TEXT // 1_000_000} million characters",
        "Import the pages that are one article.",
    ),
    "memory": Remark(
        0,
        "too-large",
        "it unfolds to more than the memory that one PDF may take",
        "Print it to a new PDF, and import that.",
    ),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF says."""

    pages: list[str]
    title: str
    lang: str
    mixed: tuple[int, ...] = ()
    """Numbers of pages whose lines run from column to column."""


def paper_of(data: bytes) -> Paper:
    """Read a PDF; raises RefusedError, with one reason, where it cannot be read."""
    command = [sys.executable, "-c", _RUN, str(SECONDS)]
    path = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the input in the words
            command,
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if done.returncode < 0:
        raise _too_slow()
    said = _said(done.stdout) if done.returncode == 0 else {}
    fault = _FAULTS.get(str(said.get("fault")))
    if fault:
        raise RefusedError(0, fault.code, fault.message, fault.fix)
    if "pages" not in said:
        told = "it is damaged, or not written as a PDF is"
        raise RefusedError(0, "pdf-broken", told, "Open it and save it again.")
    pages, mixed = list(map(str, said["pages"])), tuple(map(int, said["mixed"]))
    return Paper(pages, str(said["title"]), str(said["lang"]), mixed)


def _said(told: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(told))
    except ValueError:
        return {}


def _too_slow() -> RefusedError:
    said = f"it could not be read within {SECONDS} seconds"
    return RefusedError(0, "pdf-too-slow", said, "Print it to a new PDF, and import that.")


def _refused(why: Remark) -> RefusedError:
    return RefusedError(why.line, why.code, why.message, why.fix)
