"""What an input is that no importer reads, so that whoever named it is told that much."""

from __future__ import annotations

import re

from clipbook.importers.record import Remark
from clipbook.importers.source import Source

_ZIP = b"PK\3\4"
_TAR_AT = 257
_FORM_AT = 8
_PAGES = "Save the page that it shows as a web page (.html), and import that."
_OPENED = "Unpack it, and import what is in it."
_AS_TEXT = "Export the article as a PDF or as plain text, or import its web page."

_PICTURE = ("a picture", "Import the page that it stands on, or have its text recognised (OCR).")
_FILM = ("a sound or a film", "Import the page that it stands on.")
_ARCHIVE = ("a packed archive", _OPENED)
_OFFICE = ("an office document", _AS_TEXT)
_MAGIC = (
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE), (b"MM\0*", _PICTURE), (b"BM", _PICTURE), (b"8BPS", _PICTURE),
    (b"ID3", _FILM), (b"OggS", _FILM), (b"fLaC", _FILM), (b"\x1aE\xdf\xa3", _FILM),
    (b"\xff\xfb", _FILM), (b"RIFF", _FILM),
    (b"\x1f\x8b", _ARCHIVE), (b"BZh", _ARCHIVE), (b"\xfd7zXZ", _ARCHIVE), (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE), (b"(\xb5/\xfd", _ARCHIVE),
    (b"\xd0\xcf\x11\xe0", _OFFICE), (b"{\\rtf", _OFFICE),
)  # fmt: skip
_IN_OFFICE = (b"[Content_Types].xml", b"word/", b"ppt/", b"opendocument", b"epub+zip")
_TEXTUAL = {b"BM", b"ID3", b"RIFF", b"BZh"}
"""Marks that a text may begin with."""
_NOT_TEXT = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")

_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?(?:From |[A-Za-z][\w-]{1,40}:)[^\n]*\n")
_HEADERS = re.compile(
    rb"^(from|to|subject|date|message-id|received|return-path|delivered-to|mime-version"
    rb"|content-type|dkim-signature|reply-to|cc):",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_HEADERS = 16 * 1024
_ENOUGH = 3
"""So many fields of a letter's head make one."""
_SITE = re.compile(rb"""<meta\s+name=["']?generator["']?\s+content=["']?Clipbook["'\s/>]""")
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!/A-Za-z]")


def as_bytes(source: Source) -> Remark | None:
    """Say what an input is that is no text; None where it may be one."""
    found = _kind(source.head)
    return _refused(*found) if found else None


def as_text(source: Source) -> Remark | None:
    """Say what a text is that is no clipping; None where it is plain words."""
    if is_page_of_archive(source.head):
        said = "it is a page that Clipbook made of an archive, and was passed over"
        fix = "Import the archive's `content/articles`, one of its exports, or its feed."
        return Remark(0, "list-page", said, fix)
    if is_mail(source.head):
        return _refused("an e-mail", "Import the page that it links to, or save its text.")
    if _JSON.match(source.head):
        kinds = "feed, ninjs, CSL-JSON or rows with a title and an address"
        return _refused("JSON of no kind that is known here", f"Known are: {kinds}.")
    if _XML.match(source.head):
        return _refused("markup of no kind that is known here", _PAGES)
    return None


def is_mail(head: bytes) -> bool:
    """Say whether bytes begin as an e-mail does, or as a page that was saved as one."""
    if not _HEADER.match(head):
        return False
    block = re.split(rb"\r?\n\r?\n", head[:_MOST_HEADERS], maxsplit=1)[0]
    return len({name.lower() for name in _HEADERS.findall(block)}) >= _ENOUGH


def is_page_of_archive(head: bytes) -> bool:
    """Say whether a page is one of a site that Clipbook made: it shows what others published."""
    return bool(_SITE.search(head))


def _kind(head: bytes) -> tuple[str, str] | None:
    if head.startswith(_ZIP):
        return _OFFICE if any(name in head for name in _IN_OFFICE) else _ARCHIVE
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return _ARCHIVE
    if head[4:8] == b"ftyp":
        return _PICTURE if head[8:12] in {b"heic", b"avif", b"mif1"} else _FILM
    if head.startswith(b"RIFF") and head[_FORM_AT : _FORM_AT + 4] == b"WEBP":
        return _PICTURE
    for mark, kind in _MAGIC:
        if head.startswith(mark) and (mark not in _TEXTUAL or _NOT_TEXT.search(head)):
            return kind
    return None


def _refused(what: str, fix: str) -> Remark:
    return Remark(0, "unknown-kind", f"it is {what}, which is not read", fix, refuses=True)
