"""An archive with proposals to look through, and its review page as a browser asks for it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple

import yaml

PATH = ".clipbook/review/"

BRIDGE = (
    "The harbour bridge in Eastport was closed on Tuesday after divers found cracks in two of its "
    "piers. The harbour master said that trams would turn at the quay until further notice."
)
ORCHARD = (
    "Late frost has ruined most of the apple harvest of the Lindau valley. Growers who lit fires "
    "between the rows saved a third of the blossom at best."
)
ARTICLES = {
    "bridge-0": ("Harbour bridge in Eastport closed after divers find cracks", 6, BRIDGE),
    "bridge-1": ("Cracks found by divers close Eastport harbour bridge", 7, BRIDGE),
    "bridge-2": ("Eastport shuts its harbour bridge as divers report cracks", 8, ""),
    "frost-0": ("Frost ruins the apple harvest of the Lindau valley", 16, ORCHARD),
    "frost-1": ("Lindau valley growers lose apple harvest to late frost", 17, ""),
    "frost-2": ("Late frost - apple growers in Lindau valley fear for the harvest", 18, ""),
}
"""By their ids: headline, day of May, and text."""
STORY = "eastport-bridge"
"""The story that `bridge-0` is in."""


def archive(folder: Path) -> Path:
    """Make an archive in which two articles belong to a story, and three make one."""
    root = folder / "press"
    subprocess.run(
        [sys.executable, "-m", "clipbook", "new", root], check=True, stdout=subprocess.DEVNULL
    )
    (root / "content/stories").mkdir(exist_ok=True)
    (root / f"content/stories/{STORY}.md").write_text("---\ntitle: The Eastport bridge\n---\n")
    for ident, (title, day, text) in ARTICLES.items():
        path = file(root, ident)
        path.parent.mkdir(parents=True, exist_ok=True)
        story = f"story: {STORY}\n" if ident == "bridge-0" else ""
        head = f"title: {title}\ndate: 2026-05-{day:02}\n{story}"
        path.write_text(f"---\n{head}---\n\n{text}\n", "utf-8")
    return root


def file(root: Path, ident: str) -> Path:
    """Give the file of an article."""
    return root / f"content/articles/2026/{ident}.md"


def fields(root: Path, ident: str) -> dict[str, Any]:
    """Give the front matter of an article."""
    return dict(yaml.safe_load(file(root, ident).read_text("utf-8").split("---\n")[1]))


def files(root: Path) -> dict[str, bytes]:
    """Give every file of the content, by its path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Message
    text: str

    @property
    def marks(self) -> list[str]:
        """The marks of the proposals that are shown."""
        return re.findall(r'name="mark" value="([^"]+)"', self.text)

    @property
    def token(self) -> str:
        """The token of the page's forms."""
        found = re.search(r'name="token" value="([^"]+)"', self.text)
        return found[1] if found else ""


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: where an answer leads is looked at."""


@dataclass
class Desk:
    """The review page of a server."""

    base: str
    """Its address, with a slash at the end."""
    opener: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(_Stays)
    )

    def ask(self, path: str = "", method: str = "GET", **headers: str) -> Answer:
        """Ask for a path below the page; names of headers have `_` for `-`."""
        return self._sent(path, method, None, headers)

    def send(self, form: Mapping[str, object], where: str = "act/", **headers: str) -> Answer:
        """Send a form from the page itself, unless headers say otherwise."""
        given = {"Origin": self.base.rstrip("/"), **headers}
        return self._sent(where, "POST", urllib.parse.urlencode(form, doseq=True).encode(), given)

    def look(self, path: str = "") -> Answer:
        """Ask until the archive has been grouped as it is now."""
        until = time.monotonic() + 60
        while "being grouped" in (answer := self.ask(path)).text and time.monotonic() < until:
            time.sleep(0.2)
        return answer

    def follow(self, answer: Answer) -> Answer:
        """Go where an answer leads."""
        return self.look(answer.headers["Location"].removeprefix(f"/{PATH}").partition("#")[0])

    def _sent(self, path: str, method: str, body: bytes | None, given: dict[str, str]) -> Answer:
        headers = {name.replace("_", "-"): value for name, value in given.items()}
        asked = urllib.request.Request(  # noqa: S310 - loopback
            self.base + PATH + path, body, headers, method=method
        )
        try:
            with self.opener.open(asked, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read().decode())
