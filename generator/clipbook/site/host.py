"""MkDocs as our host: its configuration read, its build and its server run."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from clipbook.config import Settings, Site
from clipbook.errors import BuildAbortedError, ClipbookError, ConfigurationError
from clipbook.problems import Problem, Severity

if TYPE_CHECKING:
    from clipbook.plugin import ClipbookPlugin

CONFIG = "mkdocs.yml"

_PAGE_EVENTS = ("on_page_markdown", "on_page_content", "on_page_context", "on_post_page")


class Warnings(logging.Handler):
    """MkDocs' warnings, kept to be printed as ours are."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def listening() -> Iterator[Warnings]:
    """Keep what MkDocs and its plugins warn about while something runs."""
    handler, logger = Warnings(), logging.getLogger("mkdocs")
    propagates = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def load(root: Path, **overrides: Any) -> MkDocsConfig:  # noqa: ANN401 - MkDocs' own settings
    """Read `mkdocs.yml`; raises ConfigurationError with one line that says what to do."""
    file = root / CONFIG
    if not file.is_file():
        raise ConfigurationError(
            f"no {CONFIG} in {root}: run this in an archive's folder, name it with -C, "
            "or make one with `clipbook new`"
        )
    with listening() as heard:
        try:
            config = load_config(str(file), **overrides)
        except Abort:
            raise ConfigurationError(f"{CONFIG}: {_first(heard.lines)}") from None
        except (MkDocsException, RecursionError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{CONFIG}: {_one_line(error)}") from error
    plugin(config)
    return config


def plugin(config: MkDocsConfig) -> ClipbookPlugin:
    """Give the plugin of a configuration."""
    from clipbook.plugin import ClipbookPlugin  # noqa: PLC0415 - the plugin imports this module

    found = config.plugins.get("clipbook")
    if not isinstance(found, ClipbookPlugin):
        raise ConfigurationError(f"{CONFIG} does not name the plugin: add `plugins: [clipbook]`")
    return found


def describe(config: MkDocsConfig, settings: Settings) -> Site:
    """Say of a site what everything but MkDocs needs to know."""
    url = config.site_url or ""
    return Site(
        root=Path(config.config_file_path or CONFIG).resolve().parent,
        content=Path(config.docs_dir),
        output=Path(config.site_dir),
        name=config.site_name,
        url=url if url.endswith("/") or not url else f"{url}/",
        description=config.site_description or "",
        language=str(config.theme.get("language") or "en"),
        flat=not config.use_directory_urls,
        settings=settings,
    )


def site_of(root: Path) -> Site:
    """Read `mkdocs.yml` for commands that build nothing."""
    config = load(root)
    return describe(config, plugin(config).settings)


def blind_plugins(config: MkDocsConfig) -> tuple[Problem, ...]:
    """Name the plugins that change single pages: stamped pages pass them by."""
    return tuple(
        Problem(
            CONFIG,
            0,
            "blind-plugin",
            f"the plugin {name} does not see the pages of articles, stories, outlets and topics",
            "Build with --slow where its work is needed there.",
            Severity.NOTE,
        )
        for name, other in config.plugins.items()
        if other is not config.plugins.get("clipbook")
        and any(hasattr(other, event) for event in _PAGE_EVENTS)
    )


def run(config: MkDocsConfig, folder: Path) -> list[str]:
    """Have MkDocs build into a folder, with the plugin in it; gives what was warned about."""
    with listening() as heard:
        config.site_dir = str(folder)
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build.build(config)
            config.plugins.on_shutdown()
        except Abort as error:
            raise BuildAbortedError("; ".join([*heard.lines, str(error)])) from error
        except (MkDocsException, TemplateError, RecursionError) as error:
            raise ClipbookError(f"the site cannot be built: {_one_line(error)}") from error
        except OSError as error:
            raise ClipbookError(f"cannot write the site: {error}") from error
    return heard.lines


def stands_alone(config: MkDocsConfig) -> bool:
    """Say whether nothing but MkDocs, the theme and our plugin has a hand in the site."""
    return not config.hooks and list(config.plugins) == ["clipbook"]


def serve(root: Path, address: str, *, open_browser: bool) -> None:
    """Serve the site on this machine and rebuild it on every change, until interrupted."""
    logging.basicConfig(format="%(levelname)s - %(message)s", level=logging.INFO)
    try:
        mkdocs_serve.serve(
            config_file=str(root / CONFIG),
            livereload=True,
            open_in_browser=open_browser,
            dev_addr=address or None,
        )
    except MkDocsException as error:
        raise ClipbookError(str(error)) from error
    except (OSError, OverflowError) as error:
        raise ClipbookError(f"cannot serve: {error}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _first(lines: list[str]) -> str:
    return lines[0].partition(": ")[2] if lines else "MkDocs cannot read it"
