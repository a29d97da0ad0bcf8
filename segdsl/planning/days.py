"""Turn days of the project into terms on stored times: a day and a column in, comparisons out.

The engine does no date arithmetic: a day of the project starts at an instant that is known here,
so `day >= 2026-01-01` becomes a comparison of the stored time with one literal.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from segdsl.meaning.types import Type
from segdsl.planning import plan


def day_of(term: plan.Term, zone: str | None, project_zone: str) -> plan.Term:
    """The project's day of a moment: a DATE term."""
    if term.type is Type.DATE:
        return term
    assert zone is not None
    return plan.Day(term, zone, project_zone)


def compare_day(
    sign: str, term: plan.Term, zone: str | None, day: date, project_zone: str
) -> plan.Term:
    """`day of the term <sign> day` for a moment: sign is one of = < <= > >=."""
    if term.type is Type.DATE:
        return plan.Compare(sign, term, plan.Const(day, Type.DATE))
    assert zone is not None
    if not _is_steady(zone, project_zone):
        return plan.Compare(sign, plan.Day(term, zone, project_zone), plan.Const(day, Type.DATE))
    start = _start(day, zone, project_zone)
    end = _start(day + timedelta(days=1), zone, project_zone) if day < date.max else None
    match sign:
        case ">=":
            return _at(">=", term, start)
        case "<":
            return _at("<", term, start)
        case ">":
            return plan.FALSE if end is None else _at(">=", term, end)
        case "<=":
            return plan.Known(term) if end is None else _at("<", term, end)
        case _:
            bounds = [_at(">=", term, start)] + ([] if end is None else [_at("<", term, end)])
            return plan.All(tuple(bounds))


def end_of_day(day: date, zone: str, project_zone: str) -> datetime:
    """When the day after a day of the project starts, as a naive time of a zone."""
    return datetime.max if day == date.max else _start(day + timedelta(days=1), zone, project_zone)


def between_days(
    term: plan.Term,
    zone: str | None,
    first: date | None,
    last: date | None,
    project_zone: str,
) -> plan.Term | None:
    """`first <= day of the term <= last`, either end open; None where both are."""
    low = None if first is None else compare_day(">=", term, zone, first, project_zone)
    high = None if last is None else compare_day("<=", term, zone, last, project_zone)
    return plan.both(low, high)


def _at(sign: str, term: plan.Term, moment: datetime) -> plan.Term:
    return plan.Compare(sign, term, plan.Const(moment, Type.DATETIME))


def _is_steady(zone: str, project_zone: str) -> bool:
    """Whether times of the zone and instants are in the same order all year."""
    if zone == project_zone:
        return True
    offsets = {datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)}
    return len(offsets) == 1 and zone.upper() in {"UTC", "ETC/UTC", "GMT", "ETC/GMT", "Z"}


def _start(day: date, zone: str, project_zone: str) -> datetime:
    """When the project's day starts, as a naive time of the zone."""
    midnight = datetime.combine(day, time())
    if zone == project_zone:
        return midnight
    try:
        instant = midnight.replace(tzinfo=ZoneInfo(project_zone))
        return instant.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return midnight
