"""Clipbook's templates among the theme's folders, and its styles and scripts on every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from clipbook.config import Site
from clipbook.errors import ConfigurationError

STYLES = ("assets/clipbook/archive.css",)
SCRIPTS = ("assets/clipbook/archive.js", "assets/clipbook/search/box.js")

_PACKAGE = Path(__file__).resolve().parent.parent


def templates() -> Path:
    """Find the templates: inside the installed package, or beside the source."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "templates"


def install(config: MkDocsConfig, site: Site) -> None:
    """Put our templates after the user's own folder and before the theme's.

    Raises ConfigurationError where the theme is not Material.
    """
    if config.theme.name != "material":
        raise ConfigurationError(
            f"mkdocs.yml: the theme is “{config.theme.name}”; our pages need `name: material`"
        )
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(templates()))
    # Material would load its fonts from another host; ours are served with the site.
    config.theme["font"] = False
    config.theme.static_templates.discard("sitemap.xml")
    config.extra_css[:0] = [style for style in STYLES if style not in config.extra_css]
    for script in SCRIPTS:
        value = ExtraScriptValue(script)
        value.type = "module"
        config.extra_javascript.append(value)
    config.extra["clipbook"] = shared(site)


def shared(site: Site) -> dict[str, Any]:
    """Give what templates need to know of the site beyond `mkdocs.yml`."""
    return {"search": site.addresses.of("search"), "index": "search-index/manifest.json"}
