"""Rights: whose words are shown in full."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.model.rights import Rights
from clipbook.problems import Problem, Severity
from clipbook.store.content import Content


def shown_in_full(content: Content) -> Iterator[Problem]:
    """`full-text`: how many texts of others are shown in full, and how to change that."""
    archive = content.archive()
    full = [
        article
        for article in archive.articles
        if article.text == "captured" and article.body and archive.rights_of(article) is Rights.FULL
    ]
    if full:
        texts = "text of others is" if len(full) == 1 else "texts of others are"
        yield Problem(
            "mkdocs.yml",
            0,
            "full-text",
            f"{len(full)} {texts} shown in full",
            "Where you may not, set `rights: excerpt`, `headline` or `link`: for the site under "
            f"the plugin in mkdocs.yml, for an outlet in {content.outlets_file}, or in articles.",
            Severity.NOTE,
        )
