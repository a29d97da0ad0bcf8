"""Put pieces of a sentence together: words in, phrases of a language out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

UNITS = {
    Unit.HOUR: (Said("hour", "heure"), Said("hours", "heures")),
    Unit.DAY: (Said("day", "jour"), Said("days", "jours")),
    Unit.WEEK: (Said("week", "semaine"), Said("weeks", "semaines")),
    Unit.MONTH: (Said("month", "mois"), Said("months", "mois")),
    Unit.YEAR: (Said("year", "an"), Said("years", "ans")),
}
# `au cours des 3 dernières années`: the noun and the adjective for the last such time
LAST = {
    Unit.HOUR: ("de la dernière heure", "dernières heures"),
    Unit.DAY: ("du dernier jour", "derniers jours"),
    Unit.WEEK: ("de la dernière semaine", "dernières semaines"),
    Unit.MONTH: ("du dernier mois", "derniers mois"),
    Unit.YEAR: ("de la dernière année", "dernières années"),
}
OR = Said("or", "ou")
AND = Said("and", "et")
NOR = Said("nor", "ni")
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time as said: `90 days`, and `last`, as it stands after `in the last`."""

    plain: str
    last: str

    def __str__(self) -> str:
        return self.plain


def stretch(length: Length, language: Language) -> Stretch:
    """`90 days`; in French `90 jours`, `des 90 derniers jours`."""
    one, several = (said.in_(language) for said in UNITS[length.unit])
    counted = figures.count(length.count, language)
    plain = f"{counted} {one if length.count == 1 else several}"
    if language == "en":
        return Stretch(plain, one if length.count == 1 else plain)
    single, many = LAST[length.unit]
    return Stretch(plain, single if length.count == 1 else f"des {counted} {many}")


def window(says: Said, arguments: Sequence[Length | date], language: Language) -> str:
    """`in the last 90 days`."""
    said = [
        stretch(argument, language)
        if isinstance(argument, Length)
        else figures.day(argument, language)
        for argument in arguments
    ]
    return says.in_(language).format(*said)


def quoted(text: str, language: Language) -> str:
    """`“web”`, `« web »`."""
    if language == "en":
        return f"“{text}”"
    return f"«{NO_BREAK}{text}{NO_BREAK}»"


def listed(parts: Sequence[str], last: Said, language: Language) -> str:
    """`a, b or c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last.in_(language)} {parts[-1]}"


def de(phrase: str) -> str:
    """A French phrase after `de`: `du total`, `d'articles`, `de paniers`."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if phrase.startswith(article):
            return contracted + phrase.removeprefix(article)
    return f"d'{phrase}" if starts_with_vowel(phrase) else f"de {phrase}"


def à(phrase: str) -> str:
    """A French phrase after `à`: `au total`, `aux achats`."""
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if phrase.startswith(article):
            return contracted + phrase.removeprefix(article)
    return f"à {phrase}"


def starts_with_vowel(phrase: str) -> bool:
    """Whether `de` loses its vowel before the phrase."""
    plain = unicodedata.normalize("NFD", phrase[:1]).casefold()
    return plain[:1] in set("aeiouœæ")


def capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def small(phrase: str) -> str:
    """A label inside a sentence: its first letter small, unless the next is a capital too."""
    return phrase if phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]
