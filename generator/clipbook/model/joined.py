"""Things that are said to be the same, and by which saying two of them came to be so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Joined:
    """A forest of sayings: each tree is what is the same; its branches know their saying.

    A smaller tree goes under a larger one, so that no way is longer than the logarithm of all.
    """

    _above: dict[str, str] = field(default_factory=dict)
    _by: dict[str, int] = field(default_factory=dict)
    """The saying that put something under what is above it."""
    _size: dict[str, int] = field(default_factory=dict)

    def join(self, things: Iterable[str], saying: int) -> None:
        """Take it that these are the same; later sayings have higher numbers."""
        one, *others = things
        for other in others:
            first, second = self._root(one), self._root(other)
            if first != second:
                small, large = sorted((first, second), key=lambda root: self._size.get(root, 1))
                self._above[small], self._by[small] = large, saying
                self._size[large] = self._size.get(small, 1) + self._size.get(large, 1)

    def since(self, one: str, other: str) -> int | None:
        """Give the saying by which two things came to be the same; None where they are not."""
        first, second = self._way(one), self._way(other)
        shared = set(first) & set(second)
        if not shared:
            return None
        return max(self._by[each] for each in (*first, *second) if each not in shared)

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Give all that are the same as others, sorted, in groups that are sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for thing in self._above:
            root = self._root(thing)
            found[root] |= {thing, root}
        return tuple(sorted(tuple(sorted(group)) for group in found.values()))

    def _root(self, thing: str) -> str:
        return self._way(thing)[-1]

    def _way(self, thing: str) -> list[str]:
        way = [thing]
        while way[-1] in self._above:
            way.append(self._above[way[-1]])
        return way
