"""Hugo with bare templates on the same articles, grouped by story, outlet and topic as well."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.job import Job, say
from benchmarks.ours import COLD, WARM
from benchmarks.place import Place

NAME = "hugo"

_SETTINGS = """\
baseURL = "https://archive.example/"
title = "Benchmark"
uglyURLs = true

[taxonomies]
  story = "story"
  outlet = "outlet"
  topic = "tags"

# As many as Clipbook's feeds hold; without it each feed holds every article.
[services.rss]
  limit = 50
"""

_LAYOUTS = {
    "baseof": """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }} – {{ .Site.Title }}</title>
</head>
<body>
{{ block "main" . }}{{ end }}
</body>
</html>
""",
    "single": """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2006-01-02" }} {{ range .Params.authors }}{{ . }} {{ end }}</p>
{{ .Content }}
{{ range slice "story" "outlet" "tags" }}
{{ range $.GetTerms . }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ end }}
{{ end }}
""",
    "list": """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}
</ul>
{{ end }}
""",
}

_DATE = re.compile(r"^date: '?(\d{4})(-\d\d)?'?$", re.MULTILINE)
_URL = re.compile(r"^url: ", re.MULTILINE)


def program() -> Path | None:
    """Find Hugo itself: inside its Python package, else on the path; None where it is nowhere.

    The package's own command starts Python first, which is not what is to be measured.
    """
    package = importlib.util.find_spec(NAME)
    for folder in package.submodule_search_locations or [] if package else []:
        found = shutil.which(NAME, path=str(Path(folder) / "binaries"))
        if found:
            return Path(found)
    other = shutil.which(NAME)
    return Path(other) if other else None


def version() -> str | None:
    """Name Hugo with its version, and how it is started; None where it is not installed."""
    found = program()
    if not found:
        return None
    said = subprocess.run([found, "version"], check=True, capture_output=True, text=True).stdout
    number = re.search(r"\bv(\d+(?:\.\d+)+)", said)
    by_script = found.read_bytes()[:2] == b"#!"
    return f"Hugo {number[1] if number else '?'}" + (" (started by a script)" if by_script else "")


def readable(text: str) -> str:
    """Change what Hugo reads otherwise than it is meant.

    A month or a year is no date to it, or a moment in 1970; `url` would be the page's own.
    """
    header, mark, body = text.partition("\n---\n")
    dated = _DATE.sub(lambda found: f"date: {found[1]}{found[2] or '-01'}-01", header)
    return _URL.sub("original: ", dated) + mark + body


def jobs(place: Place) -> Iterator[Job]:
    """Give the builds: the first, and one that finds what the first has left."""
    _prepare(place)
    found, site = program(), _site(place)
    command = [str(found), "build", "--source", ".", "--cacheDir", str(site / ".cache"), "--quiet"]
    made = [site / name for name in ("public", "resources", ".cache", ".hugo_build.lock")]
    for run, leftover in ((COLD, made), (WARM, made[:1])):
        yield Job(NAME, run, command, site, site / "public", partial(_before, place, leftover))


def _prepare(place: Place) -> None:
    """Write the site: templates, and every article as Hugo can read it."""
    site = _site(place)
    place.put_aside(site)
    say(f"{place.world.articles:>7,}  articles for Hugo")
    (site / "layouts").mkdir(parents=True)
    (site / "hugo.toml").write_text(_SETTINGS, "utf-8")
    for name, text in _LAYOUTS.items():
        (site / "layouts" / f"{name}.html").write_text(text, "utf-8")
    content = place.archive / "content"
    for path in sorted((content / "articles").rglob("*.md")):
        target = site / "content" / path.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(readable(path.read_text("utf-8")), "utf-8")


def _before(place: Place, leftover: list[Path], _time: int) -> None:
    place.put_aside(*leftover)


def _site(place: Place) -> Path:
    return place.folder / "hugo"
