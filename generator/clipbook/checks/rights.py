"""Rights: whose words are shown in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clipbook.model.rights import Rights, effective
from clipbook.problems import Problem, Severity
from clipbook.store.content import Content


def shown_in_full(content: Content) -> Iterator[Problem]:
    """`full-text`: how many texts of others are shown in full, and how to change that."""
    facts, outlets = content.facts, content.articles.columns.outlets
    alike = Counter(zip(facts.draft, facts.shows, facts.rights, outlets, strict=True))
    full = sum(times for facts, times in alike.items() if _is_full(content, *facts))
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


def _is_full(content: Content, draft: bool, shows: str, rights: str, key: str) -> bool:
    if draft or shows not in {"captured", "stub"}:
        return False
    outlet = content.outlets.get(key)
    own = Rights(rights) if rights else None
    return effective(own, outlet.rights if outlet else None, content.site_rights) is Rights.FULL
