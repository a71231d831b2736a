"""Languages as far as grouping needs them: words that say nothing, and stems."""

# ruff: noqa: RUF001 - Cyrillic words are in Cyrillic letters

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain

_FUNCTION_WORDS = {
    "english": "a about after against all also an and any are as at be been before being but by"
    " can could did do does during for from had has have he her him his how i if in into is it its"
    " may me more most my no nor not of off on one or our out over own said says she should so"
    " some such than that the their them then there these they this those through to under until"
    " up us was we were what when where which while who whom why will with would you your",
    "german": "aber alle als also am an auch auf aus bei bis damit dann das dass dem den der des"
    " die dies diese doch durch ein eine einem einen einer er es für gegen hat haben ich ihr im in"
    " ist jetzt kann kein mehr mit nach nicht noch nun nur oder ohne sein seine sich sie sind so"
    " soll über um und uns unter vom von vor war was wegen wenn werden wer wie will wir wird wo zu"
    " zum zur zwischen",
    "french": "à après au aux avec ce ces cette chez comme contre dans de depuis des du elle en"
    " entre est et été être eux fait il ils je la le les leur leurs lors lui mais même ne nos nous"
    " on ont ou où par pas pendant plus pour qu que qui s sa sans se ses si son sont sous sur un"
    " une vers vous",
    "spanish": "a al ante antes como con contra cuando de del desde donde dos e el ella en entre"
    " era es esta este esto fue ha han hasta hay la las le les lo los más me mientras muy no nos o"
    " para pero por porque que qué quien se según ser si sin sobre son su sus también tras un una"
    " uno y ya",
    "italian": "a ad agli ai al alla alle anche c che chi ci come con contro d da dai dal dalla"
    " degli dei del della delle di dopo dove e è ed era fra gli ha hanno i il in io l la le lo ma"
    " nei nel nella non o per perché più prima quando questa questo se si sono su sua sui sul"
    " sulla suo tra un una uno",
    "portuguese": "a à ao aos após as às até com como contra da das de depois do dos e é ela ele"
    " em entre era esta este foi há já mais mas na nas não no nos o os ou para pela pelo por"
    " porque qual quando que quem se sem ser seu sobre sua são também tem um uma",
    "dutch": "aan al alle als bij dan dat de deze die dit door een en er haar had heeft het hij"
    " hoe ik in is je kan maar meer met na naar niet nog nu of om ook op over te tegen toch tot uit"
    " van veel voor want was wat we wel wie wil wordt zal ze zich zij zijn zo zonder",
    "swedish": "alla att av blev de den det detta dig din efter eller en ett från för ha hade han"
    " har hon i in inte jag kan man med men mot nu när och om på sedan sig sin ska som till under"
    " upp ut vad var vi vid är över",
    "russian": "а без был была были было быть в вам все всего вы где для до его ее если ещё же за"
    " и из или им их к как когда кто ли на не него нет но о об он она они от перед по под после"
    " при с со так также то того только у уже что чтобы это",
}
"""Algorithm of Snowball -> words that any text of that language is full of."""

_BY_TAG = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Primary language subtag -> algorithm of Snowball. Source: https://snowballstem.org/."""

_ENOUGH = 2
"""Function words that it takes to tell a language."""


def named(tag: str) -> str:
    """Give the algorithm for a BCP 47 tag; nothing where there is none."""
    return _BY_TAG.get(tag.partition("-")[0].casefold(), "")


@cache
def function_words(language: str) -> frozenset[str]:
    """Give the words of a language that say nothing of what a text is about."""
    return frozenset(_FUNCTION_WORDS.get(language, "").split())


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in _FUNCTION_WORDS:
        for word in sorted(function_words(language)):
            found[word] = (*found.get(word, ()), language)
    return found


def told(words: Iterable[str]) -> str:
    """Tell the language of words in lower case by those that say nothing; nothing in doubt."""
    counted = Counter(chain.from_iterable(filter(None, map(_speakers().get, words))))
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or len({count for _, count in ranked}) < len(ranked):
        return ""
    return ranked[0][0]


def stemmer(language: str) -> Callable[[str], str]:
    """Give the function that finds a word's stem; words of other languages stand for themselves."""
    import Stemmer  # type: ignore[import-not-found]  # noqa: PLC0415 - only where it is needed

    if language not in Stemmer.algorithms():
        return str
    return Stemmer.Stemmer(language, 0).stemWord  # type: ignore[no-any-return]
