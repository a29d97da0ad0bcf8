"""The words that read a figure off a date: one record each, with its plain meaning.

A person born on 29 February has their birthday on 1 March in common years.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from segdsl.text.diagnostics import Said


@dataclass(frozen=True, slots=True)
class DateWord:
    """`age of`: `means` takes a moment as the project's clocks show it, and the as-of day."""

    name: str
    means: Callable[[date, date], int]
    says: Said  # {x}: the date as said
    example: str


def _age(moment: date, as_of: date) -> int:
    """Birthdays between the two days; below zero where the moment is yet to come."""
    behind = (as_of.month, as_of.day) < (moment.month, moment.day)
    return as_of.year - moment.year - behind


def _hour(moment: date, as_of: date) -> int:
    assert isinstance(moment, datetime)
    return moment.hour


def birthday(birth: date, year: int) -> date:
    """The day on which a birthday is kept in a year."""
    try:
        return date(year, birth.month, birth.day)
    except ValueError:  # 29 February
        return date(year, 3, 1)


AGE = DateWord(
    name="age of",
    means=_age,
    says=Said("the number of whole years since {x}", "le nombre d'années révolues depuis {x}"),
    example="age of birth_date >= 18",
)
WEEKDAY = DateWord(
    name="weekday of",
    means=lambda moment, as_of: moment.isoweekday(),
    says=Said(
        "the weekday (1 Monday to 7 Sunday) of {x}",
        "le jour de la semaine (de 1, lundi, à 7, dimanche) {de_x}",
    ),
    example="weekday of birth_date in (6, 7)",
)
HOUR = DateWord(
    name="hour of",
    means=_hour,
    says=Said("the hour of {x}", "l'heure {de_x}"),
    example="any orders where (hour of ordered_at < 8)",
)
MONTH = DateWord(
    name="month of",
    means=lambda moment, as_of: moment.month,
    says=Said("the month (1 to 12) of {x}", "le mois (de 1 à 12) {de_x}"),
    example="month of birth_date in (6, 7, 8)",
)
YEAR = DateWord(
    name="year of",
    means=lambda moment, as_of: moment.year,
    says=Said("the year of {x}", "l'année {de_x}"),
    example="year of birth_date = 1990",
)
DATE_WORDS = (AGE, WEEKDAY, HOUR, MONTH, YEAR)
DATE_WORD_OF = {word.name: word for word in DATE_WORDS}
