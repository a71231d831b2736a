"""Rights: whose words are shown in full."""

from __future__ import annotations

from collections.abc import Iterator

from clipbook.model.rights import Rights, effective
from clipbook.problems import Problem, Severity
from clipbook.store.content import Content


def shown_in_full(content: Content) -> Iterator[Problem]:
    """`full-text`: how many texts of others are shown in full, and how to change that."""
    full = sum(_is_full(content, row) for row in content.articles.rows)
    if full:
        texts = "text of others is" if full == 1 else "texts of others are"
        yield Problem(
            "mkdocs.yml",
            0,
            "full-text",
            f"{full} {texts} shown in full",
            "Where you may not, set `rights: excerpt`, `headline` or `link`: for the site under "
            f"the plugin in mkdocs.yml, for an outlet in {content.outlets_file}, or in articles.",
            Severity.NOTE,
        )


def _is_full(content: Content, row: int) -> bool:
    ledger = content.ledgers[row]
    if ledger.draft or ledger.shows != "captured":
        return False
    outlet = content.outlets.get(content.articles.columns.outlets[row])
    own = Rights(ledger.rights) if ledger.rights else None
    return effective(own, outlet.rights if outlet else None, content.site_rights) is Rights.FULL
