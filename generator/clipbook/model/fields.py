"""The kinds of text a field can hold, each with the check that outside text must pass."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from clipbook.model.slugs import MAX_BYTES, PATTERN, is_slug

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NOT_IN_ADDRESS = re.compile(
    r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff<>\"\\^`{|}]"
)


def _sayable(text: str) -> str:
    """Give a text without halves of letters, over which those who print a problem would fail."""
    return text.encode("utf-8", "replace").decode()


def _line(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError(
            "empty-value",
            "there is nothing here",
            {"fix": "Leave the key out where nothing is known."},
        )
    if _CONTROL.search(text):
        raise PydanticCustomError(
            "control-character",
            "the text holds a line break or a control character",
            {"fix": "Write it as one line of plain text."},
        )
    return text.strip()


# The common form of an address: nothing can be wrong with it.
_COMMON_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?:[/?#][!#-;=?-\[\]_a-z~]*)?")


def address_fault(text: str) -> str | None:
    """Say what is wrong with a web address, or None where it may be linked to."""
    if _COMMON_ADDRESS.fullmatch(text):
        return None
    if _NOT_IN_ADDRESS.search(text):
        return "it holds a space or a character that no address may hold"
    try:
        parts = urlsplit(text)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return "it cannot be read as an address"
    if parts.scheme not in {"http", "https"}:
        return "only http and https addresses are linked to"
    if not parts.hostname or not port_is_sound:
        return "it names no host"
    return "it carries a user name" if parts.username is not None else None


def _address(text: str) -> str:
    fault = address_fault(text)
    if fault:
        raise PydanticCustomError(
            "invalid-address",
            "“{value}” is not an address to link to: {fault}",
            {
                "value": _sayable(text),
                "fault": fault,
                "fix": "Give the full http or https address, or leave it out.",
            },
        )
    return text


def _slug(text: str) -> str:
    if not is_slug(text):
        raise PydanticCustomError(
            "invalid-slug",
            "“{value}” cannot be a file name and an address",
            {
                "value": _sayable(text),
                "fix": f"Use a–z, 0–9 and single hyphens, at most {MAX_BYTES} characters; "
                "some names (index, search, con …) are taken.",
            },
        )
    return text


def _flag(value: object) -> object:
    if not isinstance(value, str | bool) or value not in {"true", "false", True, False}:
        raise PydanticCustomError(
            "invalid-flag",
            "“{value}” is neither true nor false",
            {"value": _sayable(str(value)), "fix": "Write true or false."},
        )
    return value in {"true", True}


Line = Annotated[str, AfterValidator(_line)]
"""One line of text with something in it."""

Address = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"format": "uri"})]
"""An http or https address without credentials."""

Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": PATTERN})]
"""A file and address name."""

LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag such as `en` or `pt-BR`."""

CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""An ISO 3166-1 alpha-2 code such as `IN`."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of a file, in hexadecimal."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""`true` or `false`, in these words: `no` and `off` are words, not flags."""
