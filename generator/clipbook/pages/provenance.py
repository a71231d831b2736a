"""Where a text came from: publisher, aggregator, this archive, and what each of them passed on."""

from __future__ import annotations

from clipbook.edition import Edition
from clipbook.model.article import Article, Kind, Via
from clipbook.model.outlet import NO_OUTLET
from clipbook.model.rights import BEGINNING, EXCERPT_WORDS, Rights, statement
from clipbook.model.source import host_of
from clipbook.pages.cards import Card
from clipbook.pages.wording import length, plural

ABSTRACT = "The words on this page are this archive’s own abstract, not the captured text."


def text_note(article: Article) -> str:
    """Say what the words of a text are, where they are not all of the captured text."""
    if article.text == "stub":
        way = " The rest is at the publisher’s." if article.url else ""
        return f"{BEGINNING}{way}"
    return ABSTRACT if article.text == "abstract" else ""


def strip(edition: Edition, article: Article) -> list[Card]:
    """Give the stations of a text in order, each `ok`, `missing` or `inferred`."""
    stations = [_publisher(edition, article)]
    if article.via:
        stations.append(_aggregator(article.via, article.kind))
    return [*stations, _archive(edition, article)]


def rights(edition: Edition, article: Article) -> str:
    """Say how much of the text is shown, and whose it is."""
    showing = edition.showing(article)
    shown = showing.rights
    is_abstract = article.text == "abstract" and shown.shows_text
    outlet = edition.archive.outlet_of(article)
    if outlet is None:
        whose = "belongs to its publisher, which is not recorded"
    elif "outlet" in article.inferred:
        whose = f"belongs to its publisher, {outlet.name} as far as can be concluded"
    else:
        whose = f"belongs to its publisher, {outlet.name}"
    if not showing.html and shown.shows_text and not is_abstract:
        return f"No text is held. The article {whose}."
    what = "The reported article" if is_abstract or article.kind is not Kind.ARTICLE else "It"
    if not is_abstract and not shown.shows_text:
        what = "The text"
    how_much = ABSTRACT if is_abstract else statement(shown, article.text)
    return f"{how_much} {what} {whose}."


def held_back(edition: Edition, article: Article) -> str:
    """Say why a page has no text; nothing where it has one."""
    showing = edition.showing(article)
    if showing.html or showing.snippet or showing.takeaways:
        return ""
    if showing.rights.shows_text:
        return "No text was captured; this page records that the article exists."
    way = "Read it at the publisher’s." if article.url else "The original link is not recorded."
    return f"The text of this article may not be shown here. {way}"


def snippet(edition: Edition, article: Article) -> Card | None:
    """Give the words that an aggregator passed on, and that they are no more than that."""
    words = edition.showing(article).snippet
    if article.kind is not Kind.SNIPPET and not words:
        return None
    name = article.via.name if article.via else ""
    source = name or "The aggregator"
    if words:
        note = f"{source} passed on only these words, not the full article."
    else:
        note = f"{source} passed on only a snippet, not the full article."
    return {"label": f"Snippet from {name}" if name else "Snippet", "text": words, "note": note}


def _publisher(edition: Edition, article: Article) -> Card:
    outlet = edition.archive.outlet_of(article)
    place = host_of(article.url) if article.url else ""
    station = {"role": "Original publisher", "url": article.url or "", "path": ""}
    if outlet is None:
        note = place or ("Not named in what was captured" if article.captured else "")
        return {**station, "name": NO_OUTLET, "note": note, "state": "missing"}
    return {
        **station,
        "name": outlet.name,
        "path": edition.site.addresses.of(f"outlets/{outlet.key}"),
        "note": place or "Original link not recorded",
        "state": "inferred" if "outlet" in article.inferred else "ok",
    }


def _aggregator(via: Via, kind: Kind) -> Card:
    notes = [f"Listed {via.date.long}"] if via.date else ["Listing date not recorded"]
    if via.handle:
        notes.append(f"posted by {via.handle}")
    if kind is Kind.SNIPPET:
        notes.append("snippet only")
    return {
        "role": "Aggregator",
        "name": via.name,
        "note": " · ".join(notes),
        "url": via.url or "",
        "path": "",
        "state": "ok",
    }


def _archive(edition: Edition, article: Article) -> Card:
    name, note = _holding(edition, article)
    return {
        "role": "This archive",
        "name": name,
        "note": note,
        "url": "",
        "path": "",
        "state": "ok",
    }


def _holding(edition: Edition, article: Article) -> tuple[str, str]:
    showing = edition.showing(article)
    if not showing.rights.shows_text:
        return "Record only", "The text may not be shown"
    if not showing.text:
        return "Record only", "No text was captured"
    size = length(showing)
    if article.text == "abstract":
        return "Own abstract", f"{size}, in this archive’s words"
    if showing.rights is Rights.EXCERPT:
        return "Excerpt", f"The first {EXCERPT_WORDS} of {plural(showing.words, 'word')}"
    held = ", as captured" if article.captured else ""
    if article.text == "stub":
        return "Beginning of the text", f"{size}{held}; no more was to be had"
    return TEXT_LABEL[article.kind], f"{size}{held}"


TEXT_LABEL = {
    Kind.ARTICLE: "Article text",
    Kind.SNIPPET: "Accompanying text",
    Kind.ANALYSIS: "Analysis text",
    Kind.BRIEFING: "Briefing text",
    Kind.PRESS_RELEASE: "Press release text",
}
