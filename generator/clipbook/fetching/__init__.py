"""Web addresses fetched: politely, within limits, and never from where a stranger may not look."""

from __future__ import annotations

from clipbook.fetching.fetcher import Fetcher, UnchangedError
from clipbook.fetching.limits import Limits

__all__ = ["Fetcher", "Limits", "UnchangedError"]
