"""The words for periods of time: lengths, and windows that bound rows by their day.

`holds` is the meaning, day by day, read off the language page; `bounds` says the same as a first
and a last day (both in, None for open), which the planner turns into two comparisons.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from segdsl.text.diagnostics import Said


class Unit(Enum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"  # of a calendar, never a length
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Length:
    """`90d`, `6mo`: hours, days and weeks are lengths, months and years are calendar steps."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        short = "mo" if self.unit is Unit.MONTH else self.unit.value[0]
        return f"{self.count}{short}"

    @property
    def months(self) -> int | None:
        """The number of calendar months, or None for a length in days or hours."""
        match self.unit:
            case Unit.MONTH:
                return self.count
            case Unit.YEAR:
                return 12 * self.count
            case _:
                return None

    @property
    def days(self) -> float | None:
        """The length in days (hours are a fraction), or None for calendar steps."""
        match self.unit:
            case Unit.HOUR:
                return self.count / 24
            case Unit.DAY:
                return self.count
            case Unit.WEEK:
                return 7 * self.count
            case _:
                return None

    def after(self, day: date) -> date:
        """The day this long after, in whole days; months are clipped to the month's end."""
        if self.months is not None:
            return _months_before(day, -self.months)
        assert self.days is not None
        return _clipped(day.toordinal() + int(self.days))

    def before(self, day: date) -> date:
        """The day this long before, in whole days; months are clipped to the month's end."""
        if self.months is not None:
            return _months_before(day, self.months)
        assert self.days is not None
        return _clipped(day.toordinal() - int(self.days))


def _months_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _clipped(ordinal: int) -> date:
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))


@dataclass(frozen=True, slots=True)
class Calendar:
    """`month`, `3 months`: whole weeks, months, quarters or years of the calendar.

    first_weekday: 0 for weeks that start on Monday, to 6 for Sunday.
    """

    count: int
    unit: Unit
    first_weekday: int

    def __str__(self) -> str:
        return self.unit.value if self.count == 1 else f"{self.count}_{self.unit.value}s"

    def start(self, day: date) -> date:
        """The first day of the unit that a day is in."""
        match self.unit:
            case Unit.YEAR:
                return date(day.year, 1, 1)
            case Unit.QUARTER:
                return date(day.year, day.month - (day.month - 1) % 3, 1)
            case Unit.MONTH:
                return day.replace(day=1)
            case _:
                return _clipped(day.toordinal() - (day.weekday() - self.first_weekday) % 7)

    def before(self, day: date) -> date:
        """The first day of the first of these units before the one that a day is in."""
        start = self.start(day)
        match self.unit:
            case Unit.YEAR:
                return _months_before(start, 12 * self.count)
            case Unit.QUARTER:
                return _months_before(start, 3 * self.count)
            case Unit.MONTH:
                return _months_before(start, self.count)
            case _:
                return _clipped(start.toordinal() - 7 * self.count)


@dataclass(frozen=True, slots=True)
class Named:
    """`2025`, `2025-Q1`, `2025-03`: a year, quarter (1 to 4) or month (1 to 12) of the calendar."""

    year: int
    quarter: int | None = None
    month: int | None = None

    def __str__(self) -> str:
        if self.quarter is not None:
            return f"{self.year}_Q{self.quarter}"
        return str(self.year) if self.month is None else f"{self.year}_{self.month:02}"

    @property
    def first(self) -> date:
        if self.quarter is not None:
            return date(self.year, 3 * self.quarter - 2, 1)
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        month = 3 * self.quarter if self.quarter is not None else self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])


Bounds = tuple[date | None, date | None]
Argument = Length | Calendar | Named | date
Arguments = tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A way to say a window; `arguments` are the lengths and dates that the author wrote."""

    name: str
    holds: Callable[[date, date, Arguments], bool]  # (day, as of, arguments)
    bounds: Callable[[date, Arguments], Bounds]  # (as of, arguments)
    # {0} and {1} are the arguments as said; {0.last} the last such time, {0.next} the next one,
    # {0.this} the one at hand, {0.previous} the whole ones before it
    says: Said
    example: str
    says_of_a_date: Said | None = None  # where a date that lies there is said otherwise than rows


def _length(argument: Argument) -> Length:
    assert isinstance(argument, Length)
    return argument


def _day(argument: Argument) -> date:
    assert isinstance(argument, date)
    return argument


def _calendar(argument: Argument) -> Calendar:
    assert isinstance(argument, Calendar)
    return argument


def _named(argument: Argument) -> Named:
    assert isinstance(argument, Named)
    return argument


def _next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


IN_LAST = Period(
    name="in last",
    holds=lambda day, as_of, a: _length(a[0]).before(as_of) < day <= as_of,
    bounds=lambda as_of, a: (_next_day(_length(a[0]).before(as_of)), as_of),
    says=Said("in the last {0.last}", "au cours {0.last}"),
    example="in last 90 days",
)
FROM_AGO = Period(
    name="from ago to ago",
    holds=lambda day, as_of, a: _length(a[0]).before(as_of) < day <= _length(a[1]).before(as_of),
    bounds=lambda as_of, a: (
        _next_day(_length(a[0]).before(as_of)),
        _length(a[1]).before(as_of),
    ),
    says=Said("less than {0} and at least {1} ago", "il y a moins de {0} et au moins {1}"),
    example="from 180d ago to 90d ago",
)
BEFORE_AGO = Period(
    name="before ago",
    holds=lambda day, as_of, a: day <= _length(a[0]).before(as_of) and day <= as_of,
    bounds=lambda as_of, a: (None, _length(a[0]).before(as_of)),
    says=Said("{0} ago or longer", "il y a {0} ou plus"),
    example="before 1y ago",
)
SINCE = Period(
    name="since",
    holds=lambda day, as_of, a: day >= _day(a[0]),
    bounds=lambda as_of, a: (_day(a[0]), None),
    says=Said("since {0}", "depuis le {0}"),
    example="since 2026-01-01",
    says_of_a_date=Said("on or after {0}", "à partir du {0}"),
)
BEFORE = Period(
    name="before",
    holds=lambda day, as_of, a: day < _day(a[0]),
    bounds=lambda as_of, a: (None, _day_before(_day(a[0]))),
    says=Said("before {0}", "avant le {0}"),
    example="before 2026-01-01",
)
FROM_TO = Period(
    name="from to",
    holds=lambda day, as_of, a: _day(a[0]) <= day <= _day(a[1]),
    bounds=lambda as_of, a: (_day(a[0]), _day(a[1])),
    says=Said("from {0} to {1}", "du {0} au {1}"),
    example="from 2026-01-01 to 2026-03-31",
)
FROM_DAY_TO_AGO = Period(
    name="from to ago",
    holds=lambda day, as_of, a: _day(a[0]) <= day <= _length(a[1]).before(as_of),
    bounds=lambda as_of, a: (_day(a[0]), _length(a[1]).before(as_of)),
    says=Said("from {0} until {1} ago", "du {0} jusqu'à il y a {1}"),
    example="from 2026-01-01 to 30d ago",
)
FROM_AGO_TO_DAY = Period(
    name="from ago to",
    holds=lambda day, as_of, a: _length(a[0]).before(as_of) < day <= _day(a[1]),
    bounds=lambda as_of, a: (_next_day(_length(a[0]).before(as_of)), _day(a[1])),
    says=Said("less than {0} ago and until {1}", "il y a moins de {0} et jusqu'au {1}"),
    example="from 1y ago to 2026-01-01",
)
IN_NEXT = Period(
    name="in next",
    holds=lambda day, as_of, a: as_of < day <= _length(a[0]).after(as_of),
    bounds=lambda as_of, a: (_next_day(as_of), _length(a[0]).after(as_of)),
    says=Said("in the next {0.next}", "au cours {0.next}"),
    example="in next 7 days",
)
IN_THIS = Period(
    name="in this",
    holds=lambda day, as_of, a: (
        _calendar(a[0]).start(day) == _calendar(a[0]).start(as_of) and day <= as_of
    ),
    bounds=lambda as_of, a: (_calendar(a[0]).start(as_of), as_of),
    says=Said("in the current {0.this}", "au cours {0.this}"),
    example="in this month",
)
IN_PREVIOUS = Period(
    name="in previous",
    holds=lambda day, as_of, a: _calendar(a[0]).before(as_of) <= day < _calendar(a[0]).start(as_of),
    bounds=lambda as_of, a: (
        _calendar(a[0]).before(as_of),
        _day_before(_calendar(a[0]).start(as_of)),
    ),
    says=Said("in the previous {0.previous}", "au cours {0.previous}"),
    example="in previous quarter",
)
IN_NAMED = Period(
    name="in",
    holds=lambda day, as_of, a: _named(a[0]).first <= day <= _named(a[0]).last,
    bounds=lambda as_of, a: (_named(a[0]).first, _named(a[0]).last),
    says=Said("in {0}", "{0}"),
    example="in 2025-Q1",
)

PERIODS = (
    IN_LAST, FROM_AGO, BEFORE_AGO, SINCE, BEFORE, FROM_TO, FROM_DAY_TO_AGO, FROM_AGO_TO_DAY,
    IN_NEXT, IN_THIS, IN_PREVIOUS, IN_NAMED,
)  # fmt: skip
FIXED = (SINCE, BEFORE, FROM_TO, IN_NAMED)  # the same days from whatever day they are seen
