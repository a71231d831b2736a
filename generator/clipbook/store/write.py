"""Files written whole or not at all, and never over a different one."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from clipbook.errors import ClipbookError, CollisionError
from clipbook.store.lock import BENCH, STATE

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def create(path: Path, data: bytes) -> bool:
    """Make a file that is not there yet; say whether it was made.

    The same bytes already there are left alone. Raises CollisionError where other bytes are.
    """
    if _same(path, data):
        return False
    try:
        temporary = _temporary(path, data)
        try:
            _link(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except FileExistsError:
        if _same(path, data):
            return False
        raise CollisionError(f"{path} is there already and holds something else") from None
    except OSError as error:
        raise ClipbookError(f"cannot write {path}: {error.strerror}") from error
    return True


def replace(path: Path, data: bytes, *, expected: bytes) -> None:
    """Change a file that still holds the `expected` bytes (empty where it is not there yet).

    Raises CollisionError where it has changed since.
    """
    path = path.resolve()
    try:
        current = path.read_bytes() if path.exists() else b""
        if current != expected:
            raise CollisionError(f"{path} was changed by someone else meanwhile; run again")
        _temporary(path, data).replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise ClipbookError(f"cannot write {path}: {error.strerror}") from error


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ClipbookError(f"cannot read {path}: {error.strerror}") from error


def _temporary(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".clipbook-", dir=_workbench(path.parent))
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner reads; these are as public as any other.
        temporary.chmod(0o666 & ~_umask())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _workbench(folder: Path) -> Path:
    """Give where a file is made: the archive's own folder for that, which is swept.

    A folder on another disk, from which nothing can be moved, keeps what is made for it.
    """
    root = next((each for each in (folder, *folder.parents) if (each / STATE).is_dir()), None)
    if root is None:
        return folder
    bench = root / STATE / BENCH
    bench.mkdir(exist_ok=True)
    return bench if bench.stat().st_dev == folder.stat().st_dev else folder


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _link(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
