"""What the tests share: small archives made in memory, and where the outside inputs are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from clipbook import markup
from clipbook.config import Settings, Site
from clipbook.edition import Edition
from clipbook.model.archive import Archive
from clipbook.model.article import Article
from clipbook.model.decision import Decision
from clipbook.model.holdings import Articles, Listed
from clipbook.model.ledger import ledger_of
from clipbook.model.outlet import Outlet
from clipbook.model.story import Story

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent

MakeArticle = Callable[..., Article]
MakeEdition = Callable[..., Edition]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let one flag write the golden output anew."""
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden output of the demo anew"
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium once for all tests that need a browser."""
    from support import browsers  # noqa: PLC0415 - most tests do without Playwright

    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def make_article() -> MakeArticle:
    """Make an article from an id and any front-matter fields."""
    return article


@pytest.fixture
def make_edition(tmp_path: Path) -> MakeEdition:
    """Make an edition from articles, stories (slug to fields) and outlets (key to fields)."""
    return partial(edition, tmp_path)


def article(id: str = "one", *, body: str = "", **fields: Any) -> Article:  # noqa: A002, ANN401
    """Make an article, where no test's own folder is at hand."""
    shelf = str(fields["date"])[:4] if fields.get("date") else "undated"
    return Article.model_validate(
        {
            "title": f"Title of {id}",
            **fields,
            "id": id,
            "file": f"content/articles/{shelf}/{id}.md",
            "shelf": shelf,
            "body": body,
        }
    )


def edition(  # noqa: PLR0913 - most tests need one or two of these
    root: Path,
    articles: Sequence[Article],
    *,
    stories: dict[str, dict[str, Any]] | None = None,
    outlets: dict[str, dict[str, Any]] | None = None,
    decisions: Sequence[dict[str, Any]] = (),
    flat: bool = True,
    url: str = "https://example.org/archive/",
    **settings: Any,  # noqa: ANN401
) -> Edition:
    """Make an edition of an archive whose folder is `root`."""
    config = Settings.model_validate(settings)
    archive = Archive(
        articles=Articles(
            Listed(articles, [markup.read(a.body, a.snippet) for a in articles]),
            range(len(articles)),
        ),
        stories=tuple(
            Story.model_validate(
                {
                    "title": slug,
                    "body": "",
                    **fields,
                    "slug": slug,
                    "file": f"content/stories/{slug}.md",
                }
            )
            for slug, fields in sorted((stories or {}).items())
        ),
        outlets={
            key: Outlet.model_validate({"name": key, **fields, "key": key})
            for key, fields in sorted((outlets or {}).items())
        },
        site_rights=config.rights,
        ledger=ledger_of(map(Decision.model_validate, decisions)),
    )
    site = Site(
        root=root,
        content=root / "content",
        output=root / "site",
        name="Example archive",
        url=url,
        description="",
        language="en",
        flat=flat,
        settings=config,
    )
    return Edition(archive, site)
