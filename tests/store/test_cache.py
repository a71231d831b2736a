"""What is kept is used by the same code alone, wherever and whenever that was installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from clipbook.store import cache


def test_code_is_named_by_its_bytes(tmp_path: Path) -> None:
    """Another copy, at another time, is the same; another byte is not."""
    one, other = tmp_path / "one", tmp_path / "other"
    (one / "inner").mkdir(parents=True)
    (one / "inner/a.py").write_text("x = 1\n", "utf-8")
    shutil.copytree(one, other)
    os.utime(other / "inner/a.py", (1, 1))
    named = cache._code(one)  # noqa: SLF001 - the version of the package itself cannot be changed
    assert cache._code(other) == named  # noqa: SLF001
    (other / "inner/a.py").write_text("x = 2\n", "utf-8")
    assert cache._code(other) != named  # noqa: SLF001
    (one / "templates").mkdir()
    (one / "templates/main.html").write_text("<p>", "utf-8")
    assert cache._code(one) != named, "templates that are installed with the code"  # noqa: SLF001
