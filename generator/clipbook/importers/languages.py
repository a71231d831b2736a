"""Languages by the names that bibliographies and texts give them, as BCP 47 tags."""

from __future__ import annotations

import re

_TAG = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{2,8})*)", re.IGNORECASE)

_NAMES = {
    "afrikaans": "af", "arabic": "ar", "basque": "eu", "bengali": "bn", "bulgarian": "bg",
    "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da",
    "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi", "french": "fr",
    "galician": "gl", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga", "italian": "it",
    "japanese": "ja", "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt",
    "malay": "ms", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "slovene": "sl",
    "slovenian": "sl", "spanish": "es", "swahili": "sw", "swedish": "sv", "tamil": "ta",
    "thai": "th", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
    "welsh": "cy",
    "deutsch": "de", "español": "es", "français": "fr", "italiano": "it", "nederlands": "nl",
    "português": "pt",
    # As the LaTeX package `babel` calls them.
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "australian": "en-AU", "canadian": "en-CA", "ngerman": "de", "austrian": "de-AT",
    "naustrian": "de-AT", "brazilian": "pt-BR", "brazil": "pt-BR", "mexican": "es-MX",
    "bahasa": "id", "farsi": "fa", "nynorsk": "nn", "magyar": "hu",
}  # fmt: skip


def tag_of(text: str) -> str | None:
    """Give the tag of a language: `en_US` is `en-US`, `ngerman` is `de`; None for other words."""
    named = _NAMES.get(text.casefold())
    if named:
        return named
    found = _TAG.fullmatch(text.replace("_", "-"))
    return found[1].lower() + found[2] if found else None
