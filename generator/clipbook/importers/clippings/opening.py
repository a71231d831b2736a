"""The opening sentence of a text, which stands for a headline where there is none."""

from __future__ import annotations

import re

from clipbook import markup

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=\s[\W\d_]*+[A-Z])|[\u3002\uff01\uff1f]")
_TITLE_LENGTH = 120


def first_sentence(body: str) -> str | None:
    """Take the opening sentence as a title, cut between words where it is long."""
    opening = next(
        (block for block in body.split("\n\n") if block.strip() and not block.startswith("#")), ""
    )
    text = markup.plain(markup.render(opening)).replace("\n", " ")
    end = _SENTENCE_END.search(text)
    sentence = (text[: end.start()] if end else text).strip().rstrip(".")
    if len(sentence) <= _TITLE_LENGTH:
        return sentence or None
    cut = sentence[: _TITLE_LENGTH + 1].rpartition(" ")[0] or sentence[:_TITLE_LENGTH]
    return cut.rstrip(" ,;:—") + " …"
