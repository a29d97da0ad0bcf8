"""Read figures off dates, and find birthdays: moments and days in, terms out."""

from datetime import date

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import dates
from segdsl.meaning.vocabulary.dates import DateWord
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.planning import days, plan

PARTS = {
    dates.WEEKDAY.name: plan.Part.WEEKDAY,
    dates.HOUR.name: plan.Part.HOUR,
    dates.MONTH.name: plan.Part.MONTH,
    dates.YEAR.name: plan.Part.YEAR,
}
LEAP_DAY = 229


def figure(
    word: DateWord, moment: plan.Term, zone: str | None, as_of: date, project_zone: str
) -> plan.Term:
    """The figure that a word reads off a moment."""
    if word is dates.HOUR:
        assert zone is not None
        return plan.DatePart(plan.Part.HOUR, plan.Clock(moment, zone, project_zone))
    day = days.day_of(moment, zone, project_zone)
    if word is not dates.AGE:
        return plan.DatePart(PARTS[word.name], day)
    years = _minus(_number(as_of.year), plan.DatePart(plan.Part.YEAR, day))
    behind = plan.Compare(">", day_of_year(day), _number(_of_year(as_of)))
    return plan.Case(((behind, _minus(years, _number(1))),), years, Type.INTEGER)


def compare_age(
    sign: str, moment: plan.Term, zone: str | None, years: int, as_of: date, project_zone: str
) -> plan.Term | None:
    """An age against a whole number, as a day of birth against a day known here."""
    if not 0 <= years < as_of.year - 2:
        return None

    def born(sign: str, years: int) -> plan.Term:
        day = Length(years, Unit.YEAR).before(as_of)
        return days.compare_day(sign, moment, zone, day, project_zone)

    match sign:
        case ">=":
            return born("<=", years)
        case ">":
            return born("<=", years + 1)
        case "<":
            return born(">", years)
        case "<=":
            return born(">", years + 1)
        case _:
            return plan.All((born("<=", years), born(">", years + 1)))


def birthday(day: plan.Term, window: model.Window, as_of: date) -> plan.Term:
    """That a birthday falls in a window: its month and day against two known ones."""
    first, last = window.period.bounds(as_of, window.arguments)
    assert first is not None
    assert last is not None
    if first > last:
        return plan.FALSE
    place = day_of_year(day)
    start, end = _of_year(first), _of_year(last)
    if (first.month, first.day) == (3, 1) and not _is_leap(first.year):
        start = LEAP_DAY  # kept on 1 March
    since = plan.Compare(">=", place, _number(start))
    until = plan.Compare("<=", place, _number(end))
    if first.year == last.year:
        return plan.All((since, until))
    if last.year - first.year > 1 or end >= start:
        return plan.Known(day)
    return plan.AnyOf((since, until))


def day_of_year(day: plan.Term) -> plan.Term:
    """Month and day as one number: 1231 on the last day of a year."""
    hundred = plan.Arithmetic("*", plan.DatePart(plan.Part.MONTH, day), _number(100), Type.INTEGER)
    return plan.Arithmetic("+", hundred, plan.DatePart(plan.Part.DAY, day), Type.INTEGER)


def _of_year(day: date) -> int:
    return 100 * day.month + day.day


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _number(value: int) -> plan.Const:
    return plan.Const(value, Type.INTEGER)


def _minus(left: plan.Term, right: plan.Term) -> plan.Term:
    return plan.Arithmetic("-", left, right, Type.INTEGER)
