"""The fields of a news item, each from where it is said."""

from __future__ import annotations

from clipbook.importers import dates
from clipbook.importers.ninjs.item import NewsItem
from clipbook.importers.ninjs.texts import summary_of
from clipbook.importers.said import Said, one_line

_WRITERS = {"author", "byline", "creator", "writer"}
_CANONICAL = ("canonical", "url", "link", "web", "permalink")
_HTML = {"text/html", "application/xhtml+xml"}


def said_of(item: NewsItem, line: int, *, has_text: bool) -> Said:
    """Gather what an item says."""
    said = Said(line)
    _headline(said, item)
    _writers(said, item)
    _dates(said, item)
    _publisher(said, item)
    _addresses(said, item)
    said.language(item.language, "language")
    keywords = item.keywords.split(",") if isinstance(item.keywords, str) else item.keywords
    said.list("tags", [*item.names("subjects", "subject"), *(keywords or [])], "subjects")
    _terms(said, item)
    if not has_text:
        said.words("snippet", summary_of(item), "descriptions")
    return said


def _headline(said: Said, item: NewsItem) -> None:
    main = [one.value for one in item.headlines if (one.role or "main").casefold() == "main"]
    others = [one.value for one in item.headlines]
    said.words("title", next(filter(None, [*main, *others]), None), "headlines")
    said.words("title", item.headline, "headline")
    if "title" not in said.fields:
        said.words("title", item.title, "title")
        # A name for those who handle it; what was published may have had another.
        said.inferred.add("title")


def _writers(said: Said, item: NewsItem) -> None:
    people = [*item.people, *item.person]
    written = [one.name for one in people if (one.rel or "").casefold() in _WRITERS and one.name]
    said.list("authors", written, "people")
    for name, text in (("by", item.by), ("byline", item.byline)):
        said.list("authors", [text or ""], name)


def _dates(said: Said, item: NewsItem) -> None:
    for name in ("contentcreated", "firstcreated", "versioncreated"):
        text = getattr(item, name)
        date = dates.read(text) if text else None
        # A later version is no other day of publication.
        if name != "versioncreated" or "date" not in said.fields:
            said.date(date, text, name)
    later = str(item.version or 1) not in {"1", "1.0"}
    if later and "date" in said.found and said.found["date"].where == "versioncreated":
        said.inferred.add("date")


def _publisher(said: Said, item: NewsItem) -> None:
    said.words("outlet", item.publisher, "publisher")
    for one in (*item.infosources, *item.infosource):
        if "publish" in (one.role or one.rel or "").casefold():
            said.words("outlet", one.name, "infosources")


def _addresses(said: Said, item: NewsItem) -> None:
    for name in ("canonical", "canonicalurl", "link"):
        said.address("url", getattr(item, name), name)
    for other in item.altids:
        role = (other.role or "").casefold()
        if any(word in role for word in _CANONICAL) and (other.value or "").startswith("http"):
            said.address("url", other.value, "altids")
    for form in item.renditions:
        if (form.contenttype or form.mimetype) in _HTML:
            said.address("url", form.href, "renditions")


def _terms(said: Said, item: NewsItem) -> None:
    rights = item.rightsinfo
    told = (
        *(item.usageterms, rights.usageterms if rights else None),
        *(item.copyrightnotice, rights.linkedrights if rights else None),
    )
    lines = dict.fromkeys(filter(None, (one_line(text or "") for text in told)))
    said.put("usage", " ".join(lines), "usageterms")
