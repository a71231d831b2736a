"""A page opened in a browser that has nothing yet, over a line of a given delay and width."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from benchmarks.job import say
from benchmarks.measure import FailedError
from support import browsers

DELAY, WIDTH = 60, 20
"""Milliseconds a request takes at least, and millions of bits a second."""
DESKTOP, PHONE = (1280, 900), (390, 844)
"""Sizes of windows."""

_QUIET, _STILL = 0.7, 10
"""Seconds without a request after which a page with results is complete, and one without."""
_PATIENCE = 60
"""Seconds after which a page is given up."""
_TRIES = 2
"""How often a page is opened at most: now and then a host or a browser leaves a request lie."""

# Results are counted whenever the document changes, by the page's own clock, which starts when it
# is asked for.
_WATCH = """
    window.benchmarkSeen = [];
    new MutationObserver(() => {
      const seen = window.benchmarkSeen;
      const count = document.querySelectorAll(RESULTS).length;
      if (count !== (seen.at(-1)?.[1] ?? 0)) seen.push([performance.now(), count]);
    }).observe(document, { childList: true, subtree: true });
"""
_SAID = """() => ({
    seen: window.benchmarkSeen,
    protocol: performance.getEntriesByType("navigation")[0].nextHopProtocol,
    begun: Object.fromEntries(performance.getEntriesByType("resource").map(
        ({ name, startTime }) => [name, startTime])),
})"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of opening a page."""

    sizes: dict[str, int]
    """Bytes over the wire by path, headers included."""
    begun: dict[str, float]
    """Seconds after opening at which a path was asked for; what loads the page is not there."""
    seen: tuple[tuple[float, int], ...]
    """Seconds after opening, and the number of results there was then; empty where none came."""


@dataclass
class Meter:
    """Counts what comes over the wire, as the browser's own tools tell it."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    under_way: set[str] = field(default_factory=set)
    last: float = field(default_factory=time.monotonic)

    def watch(self, context: BrowserContext, page: Page) -> None:
        """Begin to count, and slow the line down."""
        session = context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", self._failed)
        session.send("Network.enable")
        speed = WIDTH * 1_000_000 / 8
        line = {"latency": DELAY, "downloadThroughput": speed, "uploadThroughput": speed}
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})

    @property
    def quiet(self) -> float:
        """Seconds since all has come that was asked for."""
        return 0 if self.under_way else time.monotonic() - self.last

    def _sent(self, said: dict[str, Any]) -> None:
        self.addresses[said["requestId"]] = said["request"]["url"]
        self.under_way.add(said["requestId"])
        self.last = time.monotonic()

    def _finished(self, said: dict[str, Any]) -> None:
        path = _path(self.addresses[said["requestId"]])
        self.sizes[path] = self.sizes.get(path, 0) + int(said["encodedDataLength"])
        self._failed(said)

    def _failed(self, said: dict[str, Any]) -> None:
        self.under_way.discard(said["requestId"])
        self.last = time.monotonic()


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium; raises FailedError where there is none."""
    found = browsers.find()
    if found is None:
        raise FailedError(browsers.HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(browsers.QUIET))
        yield browser
        browser.close()


def visit(browser: Browser, address: str, results: str, window: tuple[int, int]) -> Visit:
    """Open a page and wait for its results, which a selector names, and for all that follows.

    Raises FailedError where it cannot be opened.
    """
    for left in reversed(range(_TRIES)):
        try:
            return _visit(browser, address, results, window)
        except (Error, FailedError) as error:
            say(f"         {address}: {error}")
            if not left:
                raise FailedError(f"{address}: {error}") from error
    raise AssertionError


def _visit(browser: Browser, address: str, results: str, window: tuple[int, int]) -> Visit:
    width, height = window
    context = browser.new_context(
        ignore_https_errors=True, viewport={"width": width, "height": height}
    )
    with closing(context):
        context.add_init_script(f"const RESULTS = {results!r};{_WATCH}")
        page, meter = context.new_page(), Meter()
        meter.watch(context, page)
        page.goto(address, wait_until="commit")
        _wait(page, meter)
        said = page.evaluate(_SAID)
    if said["protocol"] != "h2":
        raise FailedError(f"it came over {said['protocol']}")
    begun = {_path(name): start / 1000 for name, start in said["begun"].items()}
    return Visit(meter.sizes, begun, tuple((at / 1000, count) for at, count in said["seen"]))


def _wait(page: Page, meter: Meter) -> None:
    until = time.monotonic() + _PATIENCE
    while meter.quiet < (_QUIET if page.evaluate("benchmarkSeen.length") else _STILL):
        if time.monotonic() > until:
            raise FailedError(f"not complete after {_PATIENCE} s")
        page.wait_for_timeout(100)


def _path(address: str) -> str:
    return urlsplit(address).path
