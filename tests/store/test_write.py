"""Files written whole or not at all, and never over a different one."""

from __future__ import annotations

from pathlib import Path

import pytest

from clipbook.errors import ClipbookError, CollisionError
from clipbook.store import write


def test_a_new_file_is_made_once(tmp_path: Path) -> None:
    """Making the same file again changes nothing and says so."""
    path = tmp_path / "a" / "b.md"
    assert write.create(path, b"one")
    assert not write.create(path, b"one")
    assert path.read_bytes() == b"one"


def test_a_different_file_is_never_overwritten(tmp_path: Path) -> None:
    """A collision is refused, and the file that was there stays."""
    path = tmp_path / "b.md"
    path.write_bytes(b"mine")
    with pytest.raises(CollisionError, match="holds something else"):
        write.create(path, b"yours")
    assert path.read_bytes() == b"mine"


def test_a_change_needs_the_file_as_it_was_read(tmp_path: Path) -> None:
    """Who changed a file in between does not lose the change."""
    path = tmp_path / "b.yml"
    write.replace(path, b"one", expected=b"")
    write.replace(path, b"two", expected=b"one")
    with pytest.raises(CollisionError, match="changed"):
        write.replace(path, b"three", expected=b"one")
    assert path.read_bytes() == b"two"


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    """Temporary files are gone, whether the write went well or not."""
    write.create(tmp_path / "a.md", b"one")
    with pytest.raises(CollisionError):
        write.create(tmp_path / "a.md", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_folder_in_the_way_is_one_clear_error(tmp_path: Path) -> None:
    """What the file system refuses becomes one line for a person."""
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(ClipbookError, match="cannot"):
        write.create(tmp_path / "file" / "a.md", b"one")
