"""Read what a warehouse holds as values of the language: raw cells in, typed values out.

A value is text (str), a whole number (int), money (Decimal, 4 places), a number or percentage
(float), a truth (bool), a day (date), an instant (a naive datetime in UTC) or a duration (a number
of days). Missing is None, and so is NaN.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from segdsl.meaning import model
from segdsl.meaning.types import MONEY_SCALE, Type

Value = str | int | float | Decimal | date  # bool is an int, an instant is a date
Read = Value | None

MONEY_STEP = Decimal(1).scaleb(-MONEY_SCALE)


def stored(raw: object, field: model.Field) -> Read:
    """The value of a field read from a column. Raises ValueError for a cell of another type."""
    if raw is None:
        return None
    if field.flags is not None:
        return _flag(text_of(raw), field.flags)
    if isinstance(raw, datetime) and field.type is Type.DATETIME:
        assert field.zone is not None
        return instant(raw, field.zone)
    return cell(raw, field.type)


def cell(raw: object, type_: Type) -> Read:
    """A raw value as this type; NaN is missing. Texts are taken as they are, never normalised."""
    if raw is None or (isinstance(raw, float | Decimal) and raw != raw):
        return None
    match type_:
        case Type.TEXT:
            return text_of(raw)
        case Type.INTEGER if isinstance(raw, int | float | Decimal) and raw == int(raw):
            return int(raw)
        case Type.NUMBER | Type.PERCENT if isinstance(raw, int | float | Decimal):
            return float(raw)
        case Type.MONEY if isinstance(raw, int | float | Decimal):
            return money(raw)
        case Type.BOOLEAN if isinstance(raw, int):
            return raw != 0
        case Type.DATE if isinstance(raw, datetime):
            return raw.date()
        case Type.DATE if isinstance(raw, date):
            return raw
        case Type.DATETIME if isinstance(raw, date):
            return raw if isinstance(raw, datetime) else datetime.combine(raw, time.min)
        case Type.DURATION if isinstance(raw, int | float | Decimal):
            return float(raw)
    raise ValueError(f"{raw!r} is not {type_.value}")


def _flag(text: str, flags: model.Flags) -> bool | None:
    if text in flags.true:
        return True
    return False if text in flags.false else None


def money(number: int | float | Decimal) -> Decimal:
    """With exactly MONEY_SCALE decimals, halves away from zero."""
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    return exact.quantize(MONEY_STEP, ROUND_HALF_UP)


def text_of(value: object) -> str:
    """As a class is named: whole numbers as digits, `true` and `false`, days in ISO."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def instant(naive: datetime, zone: str) -> datetime:
    """The instant, in UTC, of a wall clock in `zone`.

    Where the clock goes back an hour is shown twice: the second one is meant. Where it goes forward
    an hour is skipped: a time inside it is read with the clock of before (02:30 becomes 03:30).
    Of the two readings that is the later one, each time.
    """
    readings = (naive.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    try:
        return max(one.astimezone(UTC).replace(tzinfo=None) for one in readings)
    except OverflowError:  # within a day of year 1 or 9999, where no zone matters
        return naive


def end_of_day(day: date, timezone: str) -> datetime:
    """The instant, in UTC, at which the next day begins in the project's timezone."""
    if day == date.max:
        return datetime.max
    return instant(datetime.combine(day + timedelta(days=1), time.min), timezone)


def day_of(moment: date, timezone: str) -> date:
    """The day of an instant in the project's timezone; a day is its own."""
    if not isinstance(moment, datetime):
        return moment
    try:
        return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).date()
    except OverflowError:
        return moment.date()
