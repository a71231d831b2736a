"""Pagefind on the pages that Clipbook has built, and a page that asks it."""

from __future__ import annotations

import importlib.util
from importlib import metadata
from pathlib import Path

from benchmarks import measure
from benchmarks.job import say
from benchmarks.place import Place
from benchmarks.search.asking import Engine
from benchmarks.search.results import PAGEFIND, Peer

_BUNDLE = "pagefind"
_PAGES = "articles/**/*.html"
_TEXT = "article.cb-article"
"""The element with an article's title, outlet and text …"""
_AROUND = ".cb-crumb, .cb-row, .cb-prov, .cb-aside, .cb-pn"
"""… and what stands in it beside them."""

# Its own interface shows five results and takes longer. A worker would keep its requests, and
# the delay of the line, from the browser's tools.
_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pagefind</title>
<link rel="icon" href="data:,">
<ol id="results"></ol>
<script type="module">
  import * as pagefind from "./pagefind/pagefind.js";
  await pagefind.options({ noWorker: true });
  const { results } = await pagefind.search(new URLSearchParams(location.search).get("q"));
  const list = document.getElementById("results");
  await Promise.all(results.slice(0, 10).map(async (result) => {
    const { meta, excerpt } = await result.data();
    const shown = document.createElement("li");
    shown.innerHTML = `<b>${meta.title}</b> ${excerpt}`;
    list.append(shown);
  }));
</script>
"""


def program() -> Path | None:
    """Find Pagefind itself, inside its Python package; None where it is not installed."""
    package = importlib.util.find_spec("pagefind_bin")
    for folder in package.submodule_search_locations or [] if package else []:
        found = Path(folder) / "pagefind"
        if found.is_file():
            return found
    return None


def version() -> str | None:
    """Name Pagefind with its version; None where it is not installed."""
    return f"Pagefind {metadata.version('pagefind_bin')}" if program() else None


def indexed(place: Place) -> Peer:
    """Index the pages of the built site; raises FailedError where it fails."""
    folder = _folder(place)
    place.put_aside(folder)
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(_PAGE, "utf-8")
    used = measure.run(_command(place, folder), place.archive, place.log)
    files = list((folder / _BUNDLE).rglob("*.pf_*"))
    say(f"{place.world.articles:>7,}  {'Pagefind':48} {used.cpu:8.2f} s CPU {used.wall:8.2f} s")
    size = sum(file.stat().st_size for file in files)
    return Peer(place.world.articles, used, len(files), size)


def engine(place: Place) -> Engine:
    """Give the page that asks it."""
    return Engine(
        PAGEFIND,
        _folder(place),
        page="",
        results="#results > li",
        data=r"\.pf_|pagefind-entry",
        script=r"pagefind\.js|wasm",
    )


def _command(place: Place, folder: Path) -> list[str]:
    return [
        str(program()),
        *("--site", str(place.archive / "site"), "--glob", _PAGES),
        *("--root-selector", _TEXT, "--exclude-selectors", _AROUND),
        *("--output-path", str(folder / _BUNDLE), "--quiet"),
    ]


def _folder(place: Place) -> Path:
    return place.folder / "pagefind"
