"""Words that are no names, or no part of a name, though a sentence may capitalise them."""

from __future__ import annotations

from clipbook.model.dates import DAYS, MONTHS

STOP_WORDS = frozenset(
    {
        "a", "about", "after", "again", "all", "also", "although", "an", "and", "another", "any",
        "are", "as", "at", "be", "because", "been", "before", "both", "but", "by", "can", "could",
        "despite", "did", "do", "does", "dr", "during", "each", "either", "even", "every", "few",
        "first", "for", "from", "had", "has", "have", "he", "her", "here", "hers", "his", "how",
        "however", "i", "if", "in", "in-depth", "instead", "into", "is", "it",
        "its", "just", "last", "later",
        "least", "less", "like", "many", "may", "me", "meanwhile", "more", "moreover", "most", "mr",
        "mrs", "ms", "much", "my", "neither", "new", "next", "no", "nor", "not", "now", "of", "off",
        "on", "once", "one", "only", "or", "other", "others", "our", "out", "over", "own", "per",
        "rather", "same", "she", "should", "since", "so", "some", "still", "such", "than", "that",
        "the", "their", "them", "then", "there", "these", "they", "this", "those", "though",
        "three", "through", "thus", "to", "today", "tomorrow", "too", "two", "under", "until", "up",
        "us", "very", "via", "was", "we", "were", "what", "when", "where", "whether", "which",
        "while", "who", "whose", "why", "will", "with", "within", "without", "would", "yes",
        "yesterday", "yet", "you", "your",
    }
) | {name.casefold() for name in (*MONTHS, *DAYS)}  # fmt: skip
"""No part of a name where they stand at its beginning or its end."""

LINKING = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "of", "van", "von"}
)
"""May stand in lower case between two capitalised words: `Bank of England`."""

ABBREVIATIONS = frozenset(
    {"AM", "CEO", "CFO", "COO", "CTO", "EDT", "EST", "GMT", "PDT", "PM", "PST", "UTC"}
)
"""Offices and hours: capitals that name nobody."""
