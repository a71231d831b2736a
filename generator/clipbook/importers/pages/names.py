"""Bylines taken apart: names without roles, addresses and dates, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from clipbook.model.unicode_form import nfkd, stream_safe

_BY = re.compile(
    r"^(?:(?:[^\W\d_]+\s+){0,4}?(?:written|reported|posted|published|posts|articles|story|text|"
    r"words|analysis|review|report|article|geschrieben|verfasst|beitrag|beiträge|artikel|kommentar|"
    r"gastbeitrag|interview|eingestellt|veröffentlicht|publiziert|publié|écrit|recueillis|"
    r"published on|publicado|escrito)\s+)?"
    r"(?:(?:by|von|vom|par|por|di|door|af|av|przez|od|of)(?:\s*:\s*|\s+)|beitragvon\s+)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:by|von|autor(?:in|en|es)?|authors?|auteurs?|text|words|story|interview|reporter|"
    r"written|redaktion|foto|photo|zusammengestellt von|"
    r"författare|forfatter|door|tekst)\s*[:.–]\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,;|•·\n→]|\s[/–—-]\s)\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|e|en|og|och|i|&|\+)\s+", re.IGNORECASE)
_NOTHING = re.compile(
    r"https?:|www\.|@|[{}<>=]|\w\.[a-z]{2,4}/|\d{3,}|^\W*$|^\d|\d{1,2}:\d\d", re.IGNORECASE
)
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:[Ff]or|[Ff]ür|[Pp]our|[Ii]n|à)\s+(?:[Tt]he\s+)?[^\W\d_a-z].*$")
"""For whom, or where, somebody writes: no part of the name."""
_AGENCIES = frozenset(
    [
        "reuters",
        "belga",
        "ansa",
        "lusa",
        "efe",
        "ritzau",
        "tass",
        "xinhua",
        "bloomberg",
        "interfax",
        "afp",
        "dpa",
        "ap",
        "apa",
        "pa",
    ]
)
_MAIL = re.compile(r"\(?[^\s@]{1,100}@[^\s@]{1,200}|(?<=\s)@\w+")
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_MONTH = (
    r"(?:jan|feb|mar|mär|mae|apr|mai|may|jun|jul|aug|sep|oct|okt|nov|dec|dez|mars|avril|juin|"
    r"janv|févr|août|déc|ene|abr|ago|dic)[a-zäéû]*\.?"
)
_DAY = r"(?:mo|tu|we|th|fr|sa|su|di|mi|do|so|lun|mar|mer|jeu|ven|sam|dim)[a-zäé]*\.?"
_DATED = re.compile(
    rf"\s+(?:[-–|·»,]\s*)?(?:(?:am|on|le|el|vom|um|at|den|last updated|updated|published)\s+)?"
    rf"(?:{_DAY},?\s+)?(?:{_MONTH}\s+)?\d.*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporters?|correspondents?|editors?|writers?|journalists?|columnists?|producers?|"
    r"authors?|staff|chief|"
    r"redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?|chefredakteur(?:in)?|reporterin|"
    r"journaliste|rédact(?:eur|rice)|updated|published|veröffentlicht|aktualisiert|minutes?|"
    r"follow|contributor|freelance|correspondant|uhr|senior|bureau|director|professor)\b",
    re.IGNORECASE,
)
_WORDS_OF_PAGES = re.compile(
    r"^(?:by|von|posted|posted on|published|powered by|edit|website|twitter|facebook|authors?|"
    r"author archives|no author|veröffentlicht am|publiziert am|posted by|admin|administrator|"
    r"view all posts|more|share|home|about|contact|team|null|undefined|none|unknown|anonymous|"
    r"read more|see all|follow|autor(?:en|in)?|redaktion:?|quelle:.*|comments?|kommentare?|"
    r"hinterlasse einen kommentar|human|publisher|user|guest|gast|webmaster|in uncategorized|"
    r"uncategorized|wordpressadmin|profile?|alle|"
    r"artikel von|zur artikelübersicht)$",
    re.IGNORECASE,
)
_DEGREES = frozenset(
    {"BA", "BSc", "CPT", "DO", "DPhil", "JD", "LLM", "MA", "MBA", "MBBS", "MD", "MEd", "MFA", "MPH",
     "MS", "MSc", "MSW", "PA", "PharmD", "PhD", "PsyD", "RD", "RDN", "RN"}
)  # fmt: skip
_LONGEST = 60
_MOST_WORDS = 7


def names_in(byline: str) -> list[str]:
    """Give the names in a byline, in their order."""
    if _ADDRESS.search(byline):
        return []
    text = _IN_BRACKETS.sub(" ", _MAIL.sub(" ", byline)).strip(" ~→»:")
    text = _DATED.sub("", _LABEL.sub("", _BY.sub("", text)))
    found = [part for part in _parts(text) if part]
    # What follows a name may be its role; a name that stands first is one, whatever it holds.
    kept = [
        part
        for number, part in enumerate(found)
        if number == 0 or not (_ROLE.search(part) or part.replace(".", "") in _DEGREES)
    ]
    return _without_place(unique(map(_cleaned, kept)))


def _without_place(names: list[str]) -> list[str]:
    """Leave out a last word that follows whole names: where they wrote, unless it is an agency."""
    if len(names) > 1 and is_person(names[0]):
        last = names[-1]
        is_word = len(last.split()) == 1 and last[0].isupper() and not last.isupper()
        if is_word and last.casefold() not in _AGENCIES:
            return names[:-1]
    return names


def unique(names: Iterable[str | None]) -> list[str]:
    """Give each name once, as it was first written."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(key_of(name), name)
    return list(found.values())


def without_repeats(names: Iterable[str]) -> list[str]:
    """Give each name once; `Ann Lee The Courier` goes where `Ann Lee` is there, too."""
    found = unique(names)
    people = [key_of(name) for name in found if is_person(name)]
    return [name for name in found if not any(key_of(name).startswith(f"{key} ") for key in people)]


def key_of(name: str) -> str:
    """Give the form by which names are compared: case, accents and points do not count."""
    plain = nfkd(stream_safe(name).casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w\s]", " ", letters).split())


def is_person(name: str) -> bool:
    """Say whether a name has the form of a person's: two words or more, in capitals."""
    words = name.split()
    are_capital = all(not word[0].islower() for word in words if len(word) > len("von"))
    return len(words) > 1 and are_capital and not words[0][0].islower() and ":" not in name


def _parts(text: str) -> Iterator[str]:
    for part in _SPLIT.split(text):
        both = _AND.split(part)
        # `Smith & Sons` and `Le Figaro et AFP` are one name; `Ann Lee and Bo Ek` are two.
        are_names = all(len(each.split()) > 1 for each in both)
        for each in both if are_names or len(both) > len("ab") else [part]:
            yield _LABEL.sub("", _BY.sub("", each)).strip()


def _cleaned(part: str) -> str | None:
    name = part.strip(" ,;:–—-|*\"“”„'~")
    name = _FOR.sub("", name if re.search(r"\b\w\.$", name) else name.rstrip("."))
    is_name = name and len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS
    if not is_name or _NOTHING.search(name) or _WORDS_OF_PAGES.match(name):
        return None
    return name
