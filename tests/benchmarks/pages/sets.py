"""Makes folders to measure out of public benchmarks: `python -m benchmarks.pages.sets --help`.

    python -m benchmarks.pages.sets NAME CHECKOUT FOLDER

`NAME` is `fundus` (github.com/flairNLP/fundus) or `trafilatura` (github.com/adbar/trafilatura),
`CHECKOUT` a copy of that repository. Their pages and texts stay there. Headlines, authors and days
are in `hand/`: read off the pages one by one, by language models that were asked to read them as a
person would and saw no extractor's answer
(the visible headline without kicker, the names of the byline, the day that is printed; metadata
only where nothing is shown; nothing where two people would differ). Days of `fundus` are read so
in the kept half alone, else they are the benchmark's.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HAND = Path(__file__).with_name("hand")
_ROOTS = {"fundus": "tests/resources/parser/test_data", "trafilatura": "tests"}


def main() -> None:
    """Write `truth.json` and the pages that it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(_ROOTS))
    parser.add_argument("checkout", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    (asked.folder / "pages").mkdir(parents=True, exist_ok=True)
    root = asked.checkout / _ROOTS[asked.name]
    rows = list(_rows(asked.name, root, asked.folder))
    text = json.dumps(rows, ensure_ascii=False, indent=0)
    (asked.folder / "truth.json").write_text(text, encoding="utf-8")


def _rows(name: str, root: Path, folder: Path) -> Iterator[dict[str, Any]]:
    told = json.loads((_HAND / f"{name}.json").read_text(encoding="utf-8"))
    texts = _texts_of_phrases(root) if name == "trafilatura" else {}
    for row in told:
        page = row.pop("page")
        file = f"pages/{page.replace('/', '-').removesuffix('.gz')}"
        (folder / file).write_bytes(_bytes(root / page))
        version = row.pop("version", "")
        said = texts[row["url"]] if texts else _text(root / page, version)
        yield {"file": file, **row, **said}


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _texts_of_phrases(root: Path) -> dict[str, dict[str, Any]]:
    said = json.loads((root / "evaldata.json").read_text(encoding="utf-8"))
    return {
        url: {"with": each.get("with", []), "without": each.get("without", [])}
        for url, each in said.items()
    }


def _text(page: Path, version: str) -> dict[str, str]:
    """Give the whole text of a page of fundus: summary, then heads and paragraphs."""
    name = page.name.split("_20")[0]
    body = json.loads(page.with_name(f"{name}.json").read_text(encoding="utf-8"))[version]["body"]
    parts = [*body["summary"]]
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return {"text": "\n".join(parts)}


if __name__ == "__main__":
    main()
