"""How much time, how many bytes and how many redirects an address may cost."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What one address may cost; times are seconds, sizes bytes."""

    delay: float = 1.0
    """Between two requests to a host."""
    longest_delay: float = 10.0
    """Up to this a longer one is heeded where `robots.txt` asks for it."""
    connect: float = 10.0
    """For a connection to stand."""
    total: float = 60.0
    """For everything that an address leads to, redirects included."""
    size: int = 20 * 1024 * 1024
    """Of an answer, as it comes and unpacked."""
    redirects: int = 10


@dataclass(slots=True)
class Patience:
    """The time that is left for an address."""

    seconds: float
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        """Start the clock."""
        self._end = time.monotonic() + self.seconds

    def left(self, most: float | None = None) -> float:
        """Give the seconds left, at most so many; raises TimeoutError where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left if most is None else min(left, most)

    def pause(self, seconds: float) -> None:
        """Wait out of courtesy, which costs nothing of the time."""
        if seconds > 0:
            time.sleep(seconds)
            self._end += seconds


@dataclass(slots=True)
class Pace:
    """One request to a host at a time, and a pause after each."""

    limits: Limits
    _asked: dict[str, float] = field(default_factory=dict)
    """How long each host wants us to wait."""
    _last: dict[str, float] = field(default_factory=dict)

    def slow(self, host: str, seconds: float) -> None:
        """Heed what a host asks for, within reason."""
        self._asked[host] = min(seconds, self.limits.longest_delay)

    def wait(self, host: str, patience: Patience) -> None:
        """Pause until a host may be asked again."""
        delay = max(self.limits.delay, self._asked.get(host, 0.0))
        due = self._last.get(host, -delay) + delay
        patience.pause(due - time.monotonic())

    def done(self, host: str) -> None:
        """Note that a request has ended."""
        self._last[host] = time.monotonic()
