"""Put pieces of a sentence together: words in, phrases of a language out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from segdsl.meaning.vocabulary.periods import Argument, Calendar, Length, Named, Unit
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

UNITS = {
    Unit.HOUR: (Said("hour", "heure"), Said("hours", "heures")),
    Unit.DAY: (Said("day", "jour"), Said("days", "jours")),
    Unit.WEEK: (Said("week", "semaine"), Said("weeks", "semaines")),
    Unit.MONTH: (Said("month", "mois"), Said("months", "mois")),
    Unit.QUARTER: (Said("quarter", "trimestre"), Said("quarters", "trimestres")),
    Unit.YEAR: (Said("year", "an"), Said("years", "ans")),
}
# after `au cours`: the noun, and whether it takes `la`
NOUNS = {
    Unit.HOUR: ("heure", "heures", True),
    Unit.DAY: ("jour", "jours", False),
    Unit.WEEK: ("semaine", "semaines", True),
    Unit.MONTH: ("mois", "mois", False),
    Unit.QUARTER: ("trimestre", "trimestres", False),
    Unit.YEAR: ("année", "années", True),
}
QUARTERS = {
    "en": ("first", "second", "third", "fourth"),
    "fr": ("premier", "deuxième", "troisième", "quatrième"),
}
OR = Said("or", "ou")
AND = Said("and", "et")
NOR = Said("nor", "ni")
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time as said: `90 days`, and as it stands in a phrase.

    `in the last {last}`, `in the next {next}`, `in the current {this}`, `the previous {previous}`.
    """

    plain: str
    last: str
    next: str
    this: str
    previous: str

    def __str__(self) -> str:
        return self.plain


def stretch(length: Length | Calendar, language: Language) -> Stretch:
    """`90 days`; in French `90 jours`, `des 90 derniers jours`."""
    one, several = (said.in_(language) for said in UNITS[length.unit])
    counted = figures.count(length.count, language)
    plain = f"{counted} {one if length.count == 1 else several}"
    if language == "fr":
        return _french(length, plain, counted)
    short = one if length.count == 1 else plain
    whole = one if length.count == 1 else f"{counted} whole {several}"
    return Stretch(plain, short, short, one, whole)


def _french(length: Length | Calendar, plain: str, counted: str) -> Stretch:
    noun, nouns, is_feminine = NOUNS[length.unit]
    of_it = de(f"la {noun}") if is_feminine else f"du {noun}"
    if starts_with_vowel(noun):
        of_it = f"de l'{noun}"
    e = "e" if is_feminine else ""
    if length.count == 1:
        last = f"de la dernière {noun}" if is_feminine else f"du dernier {noun}"
        next_ = f"de la prochaine {noun}" if is_feminine else f"du prochain {noun}"
        return Stretch(plain, last, next_, f"{of_it} en cours", f"{of_it} précédent{e}")
    last = f"des {counted} {'dernières' if is_feminine else 'derniers'} {nouns}"
    next_ = f"des {counted} prochain{e}s {nouns}"
    whole = "entières" if is_feminine else "entiers"
    previous = f"des {counted} {nouns} {whole} précédent{e}s"
    return Stretch(plain, last, next_, f"{of_it} en cours", previous)


def named(period: Named, language: Language) -> str:
    """`2025`, `the first quarter of 2025`, `March 2025`; in French with `en` or `au`."""
    if period.quarter is not None:
        place = QUARTERS[language][period.quarter - 1]
        if language == "en":
            return f"the {place} quarter of {period.year}"
        return f"au {place} trimestre {period.year}"
    month = "" if period.month is None else f"{figures.MONTHS[language][period.month - 1]} "
    return f"{'en ' if language == 'fr' else ''}{month}{period.year}"


def window(says: Said, arguments: Sequence[Argument], language: Language) -> str:
    """`in the last 90 days`."""
    return says.in_(language).format(*(_argument(one, language) for one in arguments))


def _argument(argument: Argument, language: Language) -> Stretch | str:
    match argument:
        case Length() | Calendar():
            return stretch(argument, language)
        case Named():
            return named(argument, language)
        case date():
            return figures.day(argument, language)
        case _:
            assert_never(argument)


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
