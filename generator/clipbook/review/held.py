"""Proposals as they were found last, kept until the content changes, and found anew beside.

Grouping takes seconds where there are ten thousand articles. So nobody who looks through proposals
waits for it twice: what was found before is shown as far as it still stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

from clipbook.curation import grouping_up
from clipbook.curation.proposals import Proposal
from clipbook.curation.proposing import Outlook
from clipbook.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one state of the content."""

    key: bytes
    outlook: Outlook
    proposals: Mapping[str, Proposal]
    """By their marks, in their order."""
    alone: int
    """Articles that belong to nothing."""


class _Work(NamedTuple):
    key: bytes
    future: Future[Found]


@dataclass
class Held:
    """Finds proposals in a thread of its own; not itself to be asked by two threads at a time."""

    is_review: bool
    """Whether it is what the machine would now do otherwise."""
    last: Found | None = None
    _work: _Work | None = None
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def ask(self, standing: Standing, seconds: float) -> Found | None:
        """Give what was found, waiting so long for what is new; None where nothing is there yet.

        What is given may be of a state before: its `key` tells. Raises what the grouping raised.
        """
        if self.last and self.last.key == standing.key:
            return self.last
        work = self._work
        if work is None or (work.key != standing.key and work.future.done()):
            future = self._worker.submit(_found, standing, self.is_review)
            work = self._work = _Work(standing.key, future)
        try:
            self.last = work.future.result(seconds)
        except TimeoutError:
            return self.last
        finally:
            if work.future.done():
                self._work = None
        return self.last if self.last.key == standing.key else self.ask(standing, seconds)


def _found(standing: Standing, is_review: bool) -> Found:
    outlook = grouping_up.outlook(standing.content, is_review=is_review)
    proposals = outlook.changes if is_review else outlook.proposals
    marked = {standing.mark(each): each for each in proposals}
    return Found(standing.key, outlook, marked, len(outlook.grouping.alone))
