"""A Dask scheduler: met, and held to what it should be; whatever is wrong is said in one line."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata

from distributed import CancelledError, Client, KilledWorker, Security
from distributed.core import rpc

from clipbook.errors import ClipbookError
from clipbook.site.cluster import PATIENCE

_DASK = "distributed"


def client(address: str) -> Client:
    """Meet a scheduler; raises ClipbookError where none answers that can be worked with."""
    try:
        # A client by itself would wait for ever for whoever is there to speak like Dask.
        asyncio.run(_met(address))
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TypeError, ValueError, MemoryError) as error:
        said = " ".join(str(error).split()) or "it says nothing that Dask understands"
        raise ClipbookError(f"no Dask scheduler answers at {address}: {said}") from None


async def _met(address: str) -> None:
    security = Security().get_connection_args("client")
    async with asyncio.timeout(PATIENCE), rpc(address, connection_args=security) as met:
        kind, versions = (await met.identity())["type"], await met.versions()
    if kind != "Scheduler":
        raise ClipbookError(f"there is a {kind.lower()} at {address}: give the scheduler’s address")
    theirs, ours = versions["packages"][_DASK], metadata.version(_DASK)
    if theirs != ours:
        raise ClipbookError(
            f"the scheduler at {address} has {_DASK} {theirs}, here it is {ours}: install the same"
        )


@contextmanager
def plainly(address: str) -> Iterator[None]:
    """Say in one line what is wrong with a cluster, as a ClipbookError."""
    try:
        yield
    except KilledWorker as error:
        count = error.allowed_failures + 1
        died = f"{count} workers, one after the other, have" if count > 1 else "a worker has"
        raise ClipbookError(f"{died} died over the same pages: give them more memory") from None
    except (CancelledError, OSError):
        raise ClipbookError(f"the scheduler at {address} does not answer any more") from None


@contextmanager
def silence() -> Iterator[None]:
    """Keep Dask's remarks from the terminal: what matters is raised."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
