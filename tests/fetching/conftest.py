"""A host on this machine, and a fetcher in a hurry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clipbook.fetching import Fetcher, Limits
from clipbook.importers.record import RefusedError, Remark
from support import hosts
from support.hosts import Host

Refusal = Callable[[Fetcher, str], Remark]

HURRIED = Limits(delay=0, connect=2, total=2, size=100_000)


@pytest.fixture
def host() -> Iterator[Host]:
    """Run a server that knows no path yet."""
    with hosts.host() as served:
        yield served


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    """Make one that may fetch from this machine and does not wait long."""
    return Fetcher(tmp_path, allow_private=True, limits=HURRIED)


@pytest.fixture
def refusal() -> Refusal:
    """Fetch what cannot be fetched; gives the reason."""

    def fetch(fetcher: Fetcher, address: str) -> Remark:
        with pytest.raises(RefusedError) as caught:
            fetcher.get(address)
        assert caught.value.remark.refuses
        return caught.value.remark

    return fetch
