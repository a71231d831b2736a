"""Which of Python's codecs are encodings of texts: others unpack, encrypt or run on for long."""

from __future__ import annotations

import re

_OF_TEXTS = re.compile(
    r"(?:utf|iso-?8859|latin|windows-|cp\d|koi8|gb|big5|euc|shift|s?jis|iso-?2022|mac|ascii|us-ascii|"
    r"tis|johab|ptcp|hz|kz)[\w-]*",
    re.IGNORECASE,
)


def is_of_texts(name: str) -> bool:
    """Say whether a codec's name is that of an encoding of texts."""
    return bool(_OF_TEXTS.fullmatch(name))
