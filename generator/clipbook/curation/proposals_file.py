"""Proposals as a file to edit: what a curator leaves in it is what comes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from clipbook.curation.proposals import Proposal
from clipbook.errors import ContentError
from clipbook.model.article import Article
from clipbook.problems import Problem
from clipbook.store import front_matter, strict_yaml
from clipbook.store.strict_yaml import Document
from clipbook.store.validate import line_of, validate

_FIRST_LINES = """\
# Proposals of the machine. Take out what is wrong, an article or a whole proposal; move articles;
# change a slug or a title. Then: clipbook group --from THIS-FILE
"""


def text_of(proposals: Iterable[Proposal], articles: Mapping[str, Article]) -> str:
    """Write proposals, each article with its headline beside it."""
    return _FIRST_LINES + "".join(_written(each, articles) for each in proposals)


def _written(proposal: Proposal, articles: Mapping[str, Article]) -> str:
    title = [f"  title: {_scalar(proposal.title)}"] if proposal.title else []
    lines = [f"- story: {proposal.story}", *title, "  articles:"]
    for each in proposal.articles:
        article = articles.get(each.id)
        lines.append(f"  - id: {each.id}" + (f"  # {article.title}" if article else ""))
        said = each.model_dump(exclude_defaults=True, exclude={"id"})
        lines += [f"    {name}: {_scalar(value)}" for name, value in said.items()]
    return "\n".join([*lines, ""])


def _scalar(value: object) -> str:
    given = list(value) if isinstance(value, tuple) else value
    text: str = yaml.safe_dump(given, default_flow_style=True, allow_unicode=True, width=1_000_000)
    return text.removesuffix("...\n").strip()


def read(path: Path) -> tuple[Proposal, ...]:
    """Read proposals that a curator has edited.

    Raises ContentError with all that is wrong with the file, each with its line.
    """
    text = front_matter.decode(path.read_bytes(), path.name)
    if isinstance(text, Problem):
        raise ContentError([text])
    documents, problems = strict_yaml.read_list(text, path.name)
    found = [validate(Proposal, document, path.name) for document in documents]
    faults = [*problems, *(fault for _, faults in found for fault in faults)]
    proposals = tuple(proposal for proposal, _ in found if proposal)
    faults = faults or list(_twice(proposals, documents, path.name))
    if faults:
        raise ContentError(faults)
    return proposals


def _twice(
    proposals: Iterable[Proposal], documents: Iterable[Document], file: str
) -> Iterator[Problem]:
    """Find articles that are proposed twice: where each is to go, nobody could tell."""
    first: dict[str, int] = {}
    for proposal, document in zip(proposals, documents, strict=True):
        for place, one in enumerate(proposal.articles):
            line = line_of(document.lines, ("articles", place, "id"))
            if one.id in first:
                said = f"“{one.id}” stands twice, first on line {first[one.id]}"
                yield Problem(file, line, "duplicate-key", said, "Keep one of the two.")
            first.setdefault(one.id, line)
