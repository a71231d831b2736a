"""What a process used: its descendants are counted, and a failure is no number."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import measure, memory
from benchmarks.measure import FailedError

_MIB = 2**20

_CHILD = "held = b'x' * (64 << 20); import time; time.sleep(0.3)"
_PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_CHILD!r}], check=True)"
_BUSY = "import time\nwhile time.process_time() < 0.3: pass"
_PARENT_OF_BUSY = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_BUSY!r}])"


def _run(script: str, folder: Path) -> measure.Usage:
    return measure.run([sys.executable, "-c", script], folder, folder / "log.txt")


@pytest.mark.skipif(not memory.PROC.is_dir(), reason="memory is read from /proc")
def test_memory_of_a_grandchild_counts(tmp_path: Path) -> None:
    """The peak is that of the whole tree, while it runs."""
    used = _run(_PARENT, tmp_path)
    assert used.peak is not None
    assert 64 * _MIB < used.peak < 200 * _MIB


def test_cpu_of_a_grandchild_counts(tmp_path: Path) -> None:
    """A process that waits for another has used what that one used."""
    used = _run(_PARENT_OF_BUSY, tmp_path)
    assert 0.3 <= used.cpu < 3
    assert used.wall >= 0.3


def test_a_command_that_fails_is_no_number(tmp_path: Path) -> None:
    """It stops the measurement with its exit code and its last words."""
    with pytest.raises(FailedError, match=r"exit code 3\nthe reason"):
        _run("import sys; print('the reason'); sys.exit(3)", tmp_path)


def test_pages_and_bytes_are_counted(tmp_path: Path) -> None:
    """Pages are HTML files at any depth; bytes are those of all files."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "page.html").write_bytes(b"12345")
    (tmp_path / "a" / "feed.xml").write_bytes(b"123")
    assert measure.output(tmp_path) == measure.Output(pages=1, bytes=8)
