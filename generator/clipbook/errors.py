"""What stops a command: the environment, or content that cannot be built."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from clipbook.problems import Problem


class ClipbookError(Exception):
    """The environment does not let the work go on; the message is one line for a person."""

    exit_code: ClassVar[int] = 2


class ConfigurationError(ClipbookError):
    """`mkdocs.yml` is missing, or says something that Clipbook cannot follow."""


class ContentError(ClipbookError):
    """The content has problems that no site can be built from; they are carried along."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Carry every problem that was found, in the order they print."""
        stopping = sum(problem.severity != "note" for problem in problems)
        super().__init__(f"{stopping} problem{'s' if stopping != 1 else ''} in the content")
        self.problems = tuple(problems)


class BuildAbortedError(ClipbookError):
    """MkDocs gave up on the pages: a warning in a strict build, or a page it cannot read."""

    exit_code: ClassVar[int] = 1


class CollisionError(ClipbookError):
    """A write would have replaced a different file."""
