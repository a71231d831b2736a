"""The archive as a plain Markdown tree: front matter, text, templates, and a `mkdocs.yml`.

Zensical builds it with the same templates; any other renderer finds the text in the Markdown body.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

from clipbook import exports, feeds, search
from clipbook.config import Site
from clipbook.edition import Edition
from clipbook.errors import ClipbookError
from clipbook.pages import all_pages
from clipbook.pages.page import Page
from clipbook.site import scripts, theme
from clipbook.site.write import Writer
from clipbook.store.content import ARTICLES, CAPTURES, OUTLETS, STORIES

BODY = "body_html"
"""The key of a page's meta that holds its text, which a tree carries in the Markdown body."""

_THEME_KEYS = ("language", "palette", "features", "icon", "logo", "favicon", "direction")
_OWN = {ARTICLES, STORIES, CAPTURES, OUTLETS, "decisions.yml"}


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes out what stands in several places of a page, each time."""

    def ignore_aliases(self, data: object) -> bool:
        _ = data
        return True


# YAML 1.2 reads `107e38504603`, the beginning of a hash, as a number; PyYAML must quote it.
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?[0-9]+e[-+]?[0-9]+$", re.IGNORECASE),
    list("-+0123456789"),
)


def write(edition: Edition, config: MkDocsConfig, target: Path) -> int:
    """Write the tree into an empty folder; gives the number of pages.

    Raises ClipbookError where the folder holds something already.
    """
    if target.resolve().is_relative_to(edition.site.content.resolve()):
        raise ClipbookError(f"{target} lies in the content: name a folder outside it")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ClipbookError(f"{target} is not empty: name a new folder")
    docs = Writer(target / "docs")
    curated = set(_copy_curated(edition.site.content, target / "docs"))
    pages = 0
    for page in all_pages(edition):
        path = f"{page.path}.md"
        if path in curated:
            own = (edition.site.content / path).read_bytes()
            docs.write(path, _with_meta(page, own.decode("utf-8-sig")))
        else:
            docs.write(path, _text(page.meta, page.body))
        pages += 1
    for part in (feeds, search, exports):
        for path, data in part.files(edition):
            docs.write(path, data)
    _copy_templates(config, target)
    Writer(target).write("mkdocs.yml", _settings(config, edition.site).encode())
    return pages


def _copy_curated(content: Path, docs: Path) -> Iterator[str]:
    for path in sorted(content.rglob("*")):
        inside = path.relative_to(content)
        hidden = any(part.startswith(".") for part in inside.parts)
        if inside.parts[0] in _OWN or hidden or not path.is_file():
            continue
        (docs / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, docs / inside)
        yield inside.as_posix()


def _with_meta(page: Page, text: str) -> bytes:
    """Give a curator's own page what its template shows; the curator's words come first."""
    header, body = "", text
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        header, _, body = text[4:].partition("\n---\n")
    own = yaml.safe_load(header) or {}
    return _text({**page.meta, **own}, body)


def _text(meta: Any, markdown: str) -> bytes:  # noqa: ANN401 - a page's meta
    shown = {key: value for key, value in meta.items() if key != BODY}
    text = meta.get(BODY)
    # On one line, raw HTML is one block to every Markdown parser, whatever stands inside.
    block = f"<div>{text.replace(chr(10), '&#10;')}</div>" if text else ""
    body = markdown or block
    header = yaml.dump(shown, Dumper=_Dumper, sort_keys=True, allow_unicode=True, width=1_000_000)
    return f"---\n{header}---\n\n{body}\n".encode()


def _copy_templates(config: MkDocsConfig, target: Path) -> None:
    own = [theme.templates()]
    if config.theme.custom_dir:
        own.append(Path(config.theme.custom_dir))
    for folder in own:
        shutil.copytree(folder, target / "overrides", dirs_exist_ok=True)
    assets = target / "overrides" / "assets"
    if assets.is_dir():
        shutil.copytree(assets, target / "docs" / "assets", dirs_exist_ok=True)
        shutil.rmtree(assets)
    scripts.put_together_in(target / "docs")


def _settings(config: MkDocsConfig, described: Site) -> str:
    site = {
        "site_name": config.site_name,
        "site_url": config.site_url,
        "site_description": config.site_description,
        "copyright": config.copyright,
        "use_directory_urls": config.use_directory_urls,
        "nav": config.nav,
        "theme": {
            "name": "material",
            "custom_dir": "overrides",
            "font": False,
            **{key: config.theme[key] for key in _THEME_KEYS if config.theme.get(key)},
        },
        "markdown_extensions": [
            {name: dict(config.mdx_configs[name])} if config.mdx_configs.get(name) else name
            for name in config.markdown_extensions
        ],
        "extra": {**config.extra, "clipbook": theme.shared(described)},
        "extra_css": [*theme.STYLES, *config.extra_css],
        "extra_javascript": [{"path": path, "type": "module"} for path in theme.SCRIPTS],
    }
    known = {key: value for key, value in site.items() if value not in (None, "", [], {})}
    return str(yaml.safe_dump(known, sort_keys=False, allow_unicode=True, width=1_000_000))
