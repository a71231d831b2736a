"""The names of months, whole and short, in the languages of Europe."""

from __future__ import annotations

from clipbook.model.dates import MONTHS

NO_MONTH = 13

_ABROAD = """
januar jänner januari janvier janv enero ene gennaio gen janeiro styczeń stycznia sty leden
    ledna tammikuu tammikuuta ocak январь января
februar feber februari février févr fevrier febrero febbraio fevereiro fev luty lutego lut únor
    února helmikuu helmikuuta şubat февраль февраля
märz mrz mars mär maart mrt marzo março marzec marca březen března maaliskuu maaliskuuta mart
    март марта
avril avr abril abr aprile kwiecień kwietnia kwi duben dubna huhtikuu huhtikuuta nisan апрель
    апреля
mai maj mei mayo maggio mag maio maja květen května toukokuu toukokuuta mayıs май мая
juni juin junio giugno giu junho czerwiec czerwca cze červen června kesäkuu kesäkuuta haziran
    июнь июня
juli juil juillet julio luglio lug julho lipiec července červenec heinäkuu heinäkuuta temmuz
    июль июля
augusti augustus août aout agosto ago sierpień sierpnia sie srpen srpna elokuu elokuuta ağustos
    август августа
septembre septiembre settembre setembro set wrzesień września wrz září syyskuu syyskuuta eylül
    сентябрь сентября
oktober okt octobre octubre ottobre ott outubro out październik października paź říjen října
    lokakuu lokakuuta ekim октябрь октября
novembre noviembre novembro marraskuu marraskuuta kasım ноябрь ноября
dezember dez december décembre decembre déc diciembre dic dicembre dezembro grudzień grudnia gru
    prosinec prosince joulukuu joulukuuta desember aralık декабрь декабря
"""
"""Each month begins a line; left out are words that name different months in two languages."""

_MONTHS = _ABROAD.replace("\n    ", " ").strip().splitlines()
_NUMBERS = {
    **{word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()},
    **{name.casefold()[:3]: number for number, name in enumerate(MONTHS, 1)},
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}


def month_of(word: str) -> int:
    """Give the number of a month, 1 to 12; 13, which is none, for any other word."""
    return _NUMBERS.get(word.strip(" .").casefold(), NO_MONTH)
