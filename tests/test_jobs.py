"""Work among processes: all of it, in its order, and nothing lost in silence."""

from __future__ import annotations

import os
import signal
from functools import partial
from multiprocessing.synchronize import SemLock
from pathlib import Path

import pytest

from clipbook import jobs
from clipbook.errors import ClipbookError

PARTS = range(40)


def squares(_worker: int) -> jobs.Work[int, int]:
    """Give what squares a number."""
    return lambda number: number * number, lambda: None


def notes(folder: Path, worker: int) -> jobs.Work[int, int]:
    """Give what writes numbers down, and puts them on disk at the end alone."""
    written: list[int] = []

    def work(number: int) -> int:
        written.append(number)
        return worker

    def end() -> None:
        (folder / str(worker)).write_text(repr(written), "utf-8")

    return work, end


def refusing(_worker: int) -> jobs.Work[int, int]:
    """Give what cannot do the seventh part."""

    def work(number: int) -> int:
        if number == 7:
            raise ClipbookError("the seventh part is spoilt")
        return number

    return work, lambda: None


def dying(worker: int) -> jobs.Work[int, int]:
    """Give what dies of its first part in every process but this one."""

    def work(number: int) -> int:
        if worker:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    return work, lambda: None


@pytest.mark.parametrize("count", [1, 2, 3, 100])
def test_results_come_in_the_order_of_the_parts(count: int) -> None:
    """However many processes there are."""
    assert list(jobs.run(squares, PARTS, count)) == [n * n for n in PARTS]


@pytest.mark.parametrize("parts", [[], [3]])
def test_little_is_done_too(parts: list[int]) -> None:
    """Nothing, and a single part."""
    assert list(jobs.run(squares, parts, 2)) == [n * n for n in parts]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_what_was_made_is_on_disk_with_the_last_result(tmp_path: Path, count: int) -> None:
    """Each part is done once, and every process has ended before the last result is heard of."""
    results = jobs.run(partial(notes, tmp_path), PARTS, count)
    for _ in PARTS:
        next(results)
    written = [path.read_text("utf-8")[1:-1] for path in tmp_path.iterdir()]
    done = [int(number) for text in written if text for number in text.split(", ")]
    assert sorted(done) == list(PARTS)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_what_is_raised_anywhere_is_raised_here(count: int) -> None:
    """One part that cannot be done ends all of the work."""
    with pytest.raises(ClipbookError, match="seventh part"):
        list(jobs.run(refusing, PARTS, count))


def test_a_process_that_dies_is_missed() -> None:
    """Its part is not taken for done."""
    with pytest.raises(ClipbookError, match="ended before its work was done"):
        list(jobs.run(dying, range(4000), 2))


def test_a_system_without_semaphores_has_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some have no shared memory for them; the work is done all the same."""

    def refuse(*_args: object, **_named: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(SemLock, "__init__", refuse)
    assert list(jobs.run(squares, PARTS, 2)) == [n * n for n in PARTS]
