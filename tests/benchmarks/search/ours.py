"""Clipbook's own search, as a reader meets it."""

from __future__ import annotations

from benchmarks.place import Place
from benchmarks.search.asking import Engine
from benchmarks.search.results import FACETS, OURS
from clipbook import search


def engine(place: Place) -> Engine:
    """Give the search page of the built site."""
    return Engine(
        OURS,
        place.archive / "site",
        page="search.html",
        results="#cb-results > li",
        data=f"/{search.FOLDER}/",
        script="/clipbook/search/.*js$",
        facets=f"/{search.FOLDER}/{FACETS}-",
    )
