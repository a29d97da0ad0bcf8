"""Say what stands at a place of a program on any day: its values of many days in, a rule out.

A rule holds on every day that it was made from: what no formula gives is written down day by day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from segdsl.dbt import days
from segdsl.dbt.shapes import DayInName, Value
from segdsl.meaning import model
from segdsl.meaning.settings import DAYS
from segdsl.planning.calendar import LEAP_DAY
from segdsl.planning.days import end_of_day

DEEPEST = 3  # days from days that `as of` moves to, one in the other
MOST_BASES = 40


@dataclass(frozen=True, slots=True)
class Always:
    """The same on all days."""

    value: Value


@dataclass(frozen=True, slots=True)
class Day:
    """A day, as a DATE."""

    rule: days.Rule


@dataclass(frozen=True, slots=True)
class Midnight:
    """A day's first instant, by the clock of the project."""

    rule: days.Rule


@dataclass(frozen=True, slots=True)
class Instant:
    """When a day of the project starts, as UTC."""

    rule: days.Rule


@dataclass(frozen=True, slots=True)
class InName:
    """A day in a name: `2026_01_31`, or so many characters of it."""

    rule: days.Rule
    length: int


@dataclass(frozen=True, slots=True)
class Year:
    rule: days.Rule


@dataclass(frozen=True, slots=True)
class MonthDay:
    """`1231` for the last day of a year."""

    rule: days.Rule


@dataclass(frozen=True, slots=True)
class BirthdaysFrom:
    """The same, but 29 February for a 1 March of a year without one: birthdays kept that day."""

    rule: days.Rule


@dataclass(frozen=True, slots=True)
class Listed:
    """What no formula gives: each value with the first of the days on which it holds."""

    runs: tuple[tuple[date, Value], ...]


Place = Always | Day | Midnight | Instant | InName | Year | MonthDay | BirthdaysFrom | Listed
Computed = Day | Midnight | Instant | InName | Year | MonthDay | BirthdaysFrom


class Reader:
    """Reads the values of a place; knows the calendar of the project and the days it asks about."""

    def __init__(self, project: model.Project) -> None:
        self.zone = project.timezone
        self.week = DAYS.index(project.week_starts)
        self.bases = tuple(_bases(project))
        self.known: dict[tuple[object, ...], Place] = {}

    def place(self, as_of: Sequence[date], values: Sequence[Value]) -> Place:
        """What gives each value on its day. The days are in order."""
        key = (as_of[0], as_of[-1], len(as_of), type(values[0]), *values)
        if key not in self.known:
            self.known[key] = self._place(as_of, values)
        return self.known[key]

    def value(self, place: Place, as_of: date) -> Value:
        """What stands at a place on a day."""
        match place:
            case Always(value):
                return value
            case Listed(runs):
                return [value for first, value in runs if first <= as_of][-1]
            case _:
                return self._given(place, days.day(place.rule, as_of))

    def starts(self, day: date) -> datetime:
        """When a day of the project starts, as a naive time of UTC."""
        if day == date.min:
            return datetime.min
        return end_of_day(day - timedelta(days=1), "UTC", self.zone)

    def _place(self, as_of: Sequence[date], values: Sequence[Value]) -> Place:
        if all(value == values[0] for value in values):
            return Always(values[0])
        pairs = list(zip(as_of, values, strict=True))
        for found in self._likely(pairs):
            if all(self.value(found, day) == value for day, value in pairs):
                return found
        changes = [
            (day, value)
            for place, (day, value) in enumerate(pairs)
            if not place or value != values[place - 1]
        ]
        return Listed(tuple(changes))

    def _likely(self, pairs: Sequence[tuple[date, Value]]) -> Iterator[Place]:
        as_of, first = pairs[0]
        match first:
            case datetime():
                yield from self._instants(pairs)
            case date():
                seen = [(day, value) for day, value in pairs if isinstance(value, date)]
                yield from self._ruled(Day, seen)
            case DayInName(text):
                yield from self._in_names(pairs, text)
            case int():
                yield from (Year(base) for base in self.bases)
                for kind in (MonthDay, BirthdaysFrom):
                    for guess in _dates_of(first, as_of.year):
                        chains = days.chains(as_of, guess, self.bases, self.week)
                        yield from (kind(chain) for chain in chains)

    def _instants(self, pairs: Sequence[tuple[date, Value]]) -> Iterator[Place]:
        moments = [(day, value) for day, value in pairs if isinstance(value, datetime)]
        if all(value.time() == time() for _, value in moments):
            yield from self._ruled(Midnight, [(day, value.date()) for day, value in moments])
        started = [(day, self._day_started(value)) for day, value in moments]
        seen = [(day, there) for day, there in started if there is not None]
        if len(seen) == len(moments):
            yield from self._ruled(Instant, seen)

    def _in_names(self, pairs: Sequence[tuple[date, Value]], text: str) -> Iterator[Place]:
        """Names that are cut short only fit days that are known from elsewhere."""
        texts = [(day, value.text) for day, value in pairs if isinstance(value, DayInName)]
        if len(text) == len("2026_01_31"):
            try:
                seen = [(day, date.fromisoformat(t.replace("_", "-"))) for day, t in texts]
            except ValueError:
                return
            for place in self._ruled(Day, seen):
                assert isinstance(place, Day)
                yield InName(place.rule, len(text))
        rules = [place.rule for place in self.known.values() if isinstance(place, _COMPUTED)]
        yield from (InName(rule, len(text)) for rule in (*self.bases, *dict.fromkeys(rules)))

    def _ruled(
        self, kind: Callable[[days.Rule], Place], seen: Sequence[tuple[date, date]]
    ) -> Iterator[Place]:
        found = days.rule(seen, self.bases, self.week)
        if found is not None:
            yield kind(found)

    def _given(self, place: Computed, day: date) -> Value:
        match place:
            case Day():
                return day
            case Midnight():
                return datetime.combine(day, time())
            case Instant():
                return self.starts(day)
            case InName(_, length):
                return DayInName(day.isoformat().replace("-", "_")[:length])
            case Year():
                return day.year
            case MonthDay():
                return 100 * day.month + day.day
            case BirthdaysFrom():
                is_kept = (day.month, day.day) == (3, 1) and not _is_leap(day.year)
                return LEAP_DAY if is_kept else 100 * day.month + day.day

    def _day_started(self, moment: datetime) -> date | None:
        """The day of the project that starts at an instant of UTC, if one does."""
        try:
            near = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.zone)).date()
            tried = (near, near + timedelta(days=1), near - timedelta(days=1))
        except OverflowError:
            return None
        return next((day for day in tried if self.starts(day) == moment), None)


_COMPUTED = (Day, Midnight, Instant, InName, Year, MonthDay, BirthdaysFrom)


def _bases(project: model.Project) -> Iterator[days.Chain]:
    """The chains to the days that `as of` may move to, itself first."""
    steps = dict.fromkeys(_moves(project))
    chains: list[days.Chain] = [()]
    for _ in range(DEEPEST):
        chains += [(*chain, step) for chain in chains for step in steps]
        chains = list(dict.fromkeys(chains))[:MOST_BASES]
    yield from chains


def _moves(project: model.Project) -> Iterator[days.Step]:
    for node in _nodes(project):
        if isinstance(node, model.AsOf | model.ValueAsOf) and not isinstance(node.moment, date):
            months, whole = node.moment.months, node.moment.days
            if months is not None:
                yield days.Months(months)
            elif whole is not None:
                yield days.Days(-int(whole))


def _nodes(project: model.Project) -> Iterator[object]:
    from segdsl import trees

    for group in (
        project.segments, project.segmentations, project.metrics, project.channels, project.targets,
        project.tables,
    ):  # fmt: skip
        for one in group.values():
            yield from trees.walk(one)


def _dates_of(number: int, year: int) -> Iterator[date]:
    """The dates of a month and day about a year."""
    month, day = divmod(number, 100)
    for near in (0, 1, -1):
        try:
            yield date(year + near, month, day)
        except ValueError:
            continue
    if number == LEAP_DAY:
        yield date(year, 3, 1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
