"""Find values to give of somebody: a condition in, the nearest values on either side of it out.

The values are those next to what the author wrote: 3 and 4, 89 and 90 days, a listed text and
another one, missing. What moves with the day (`birthday of … in next 7 days`) has no lasting
example, and none is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.parts import Part
from segdsl.meaning.types import NUMERIC, Type
from segdsl.meaning.vocabulary import aggregates, dates, periods
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.meaning.vocabulary.predicates import EQUAL
from segdsl.proof import steps

STEPS = {Type.INTEGER: Decimal(1), Type.MONEY: Decimal("0.01"), Type.NUMBER: Decimal("0.01"),
         Type.PERCENT: Decimal("0.001")}  # fmt: skip
PLAIN = (1, 0, 2, 10, 100, 1000)  # where nothing is written to start from
MOST_TEXTS = 4

Fact = model.Condition
Facts = tuple[Fact, ...]  # of one thing, the nearest to what is written first


@dataclass(frozen=True, slots=True)
class Candidates:
    """Values of the things that one project's conditions look at.

    others: texts that nobody wrote, to be given where a text must be another one.
    """

    project: model.Project
    population: str
    others: tuple[str, ...]

    def of(self, leaf: Part, beside: Sequence[Part] = ()) -> tuple[Facts, ...]:
        """What may be given to decide a leaf: facts of each thing that it looks at.

        Limits that are written in other leaves come after its own. Nothing where a leaf looks at
        what has no name, or moves with the day.
        """
        condition = positive(leaf.condition)
        match condition:
            case model.InSegment() | model.InList():
                return ((condition, model.Not(condition)),)
            case model.InClass(name, classes):
                return (tuple(self._classes(name, classes)),)
            case model.Rows(_, count, rows, None):
                return self._rows(rows, count)
            case model.InTop(standing):
                named = self._named(standing.metric)
                return () if named is None else ((missing(named),),)
        values = [self._named(value) for value in leaf.values]
        things = [value for value in values if value is not None]
        if not things or len(things) < len(values) or _moves(condition):
            return ()
        return tuple(self._facts(leaf, thing, beside) for thing in things)

    def _facts(self, leaf: Part, thing: model.Value, beside: Sequence[Part]) -> Facts:
        condition = positive(leaf.condition)
        limits = list(_limits(condition))
        for other in beside if thing.type is not Type.TEXT else ():
            if any(value.type is thing.type for value in other.values):
                limits += _limits(positive(other.condition))
        limits = [one for one in limits if one.type is thing.type or _are_numbers(one, thing)]
        found: Iterable[str | Decimal | date | Length] = ()
        match thing.type:
            case Type.BOOLEAN:
                return (model.IsTrue(thing), model.Not(model.IsTrue(thing)), missing(thing))
            case Type.TEXT:
                found = self._texts(thing, limits)
            case Type.DURATION:
                found = _durations(limits)
            case Type.DATE | Type.DATETIME:
                found = _days(condition, limits)
            case _:
                found = _numbers(thing.type, limits)
        return (*(given(thing, one) for one in found), missing(thing))

    # What can be given.

    def _named(self, value: model.Value) -> model.Value | None:
        """What an example can name: the value itself, or the metric that says the same."""
        match value:
            case model.MetricValue() | model.ReferenceKey():
                return value
            case model.FieldValue():
                return value
            case model.DatePart(_, inner):
                return self._named(inner)
            case _:
                return next((one for one in self._metrics() if self._body(one) == value), None)

    def _metrics(self) -> Iterator[model.MetricValue]:
        for one in self.project.metrics.values():
            if one.population == self.population:
                yield model.MetricValue(one.name, one.value.type)

    def _body(self, metric: model.MetricValue) -> model.Value:
        return self.project.metrics[metric.name].value

    def _classes(self, name: str, classes: tuple[str, ...]) -> Iterator[Fact]:
        """The classes asked for, one that is not, and none."""
        declared = self.project.segmentations[name]
        others = [one.name for one in declared.classes if one.name not in classes]
        if declared.by is not None:
            others = [text for text in self._others(declared.by) if text not in classes]
        for one in (*classes, *others[:MOST_TEXTS]):
            yield model.InClass(name, (one,))
        yield missing(model.ClassValue(name))

    def _rows(self, rows: model.Selection, count: int) -> tuple[Facts, ...]:
        """Through a metric that counts the same rows, or that looks back at them."""
        word = aggregates.COUNT
        same = self._named(model.Aggregate(word, rows, None, word.type_of(None)))
        if same is not None:
            near = dict.fromkeys((count, count - 1, count + 1, 0, 1))
            return (tuple(given(same, Decimal(one)) for one in near if one >= 0),)
        if rows.window is not None or count > 1:
            return ()
        word = aggregates.SINCE_LAST
        last = self._named(model.Aggregate(word, rows, None, word.type_of(None)))
        return () if last is None else ((missing(last), given(last, Length(1, Unit.DAY))),)

    def _texts(self, thing: model.Value, limits: list[model.Constant]) -> list[str]:
        """Texts that are written, then one that is not."""
        written = [one.value for one in limits if isinstance(one.value, str)]
        others = [text for text in self._others(thing) if text not in written]
        return [*written[:MOST_TEXTS], *others[:1], *([] if written else others[1:2])]

    def _others(self, value: model.Value) -> tuple[str, ...]:
        """All texts of a value, where its field lists them."""
        match value:
            case model.FieldValue(_, table, name):
                options = self.project.tables[table].field(name).one_of
                if options is None:
                    return self.others
                return tuple(one.value for one in options if isinstance(one.value, str))
            case model.MetricValue(name):
                return self._others(self.project.metrics[name].value)
            case model.Aggregate(_, _, column) if column is not None:
                return self._others(column)
            case model.CalledValue(_, _, inner) | model.ValueAsOf(inner):
                return self._others(inner)
            case model.ClassValue(name):
                by = self.project.segmentations[name].by
                return self.others if by is None else self._others(by)
            case _:
                return self.others


class Values(Candidates):
    """The same of values that an example cannot name: of somebody who is really there."""

    def _named(self, value: model.Value) -> model.Value | None:
        return value


# --- what is next to what is written ---


def _numbers(type_: Type, limits: list[model.Constant]) -> list[Decimal]:
    step = STEPS[type_]
    found: list[Decimal] = []
    for one in limits:
        if isinstance(one.value, Decimal):
            near = one.value.quantize(step) if type_ is Type.INTEGER else one.value
            found += [near, near - step, near + step]
    return list(dict.fromkeys([*found, *map(Decimal, PLAIN)]))


def _durations(limits: list[model.Constant]) -> list[Length]:
    """Whole days. A number of months is more or fewer days: those on which all months agree."""
    found: list[int] = []
    for one in limits:
        if isinstance(one.value, Length) and one.value.months is not None:
            fewest, most = steps.days_of_months(one.value.months)
            found += [fewest - 1, most + 1]
        elif isinstance(one.value, Length):
            days = int(one.value.days or 0)
            found += [days, days - 1, days + 1]
    return [Length(one, Unit.DAY) for one in dict.fromkeys([*found, *PLAIN]) if one >= 0]


def _days(condition: model.Condition, limits: list[model.Constant]) -> list[date]:
    near = [one.value for one in limits if isinstance(one.value, date)]
    if isinstance(condition, model.InWindow) and isinstance(condition.window, model.Window):
        bounds = condition.window.period.bounds(date.max, condition.window.arguments)
        near += [one for one in bounds if one is not None]
    day = timedelta(days=1)
    found = [
        one + step
        for one in near
        for step in (timedelta(0), -day, day)
        if date.min + day < one < date.max - day
    ]
    return list(dict.fromkeys(found)) or [date(1990, 6, 15), date(1980, 1, 31), date(2001, 12, 25)]


def _limits(condition: model.Condition) -> Iterator[model.Constant]:
    """The fixed values that a test compares with."""
    sides: tuple[model.Value, ...] = ()
    match condition:
        case model.Compare(_, left, right):
            sides = (left, right)
        case model.Between(_, low, high):
            sides = (low, high)
        case model.OneOf(_, options):
            sides = options
        case model.TextTest(_, _, text):
            sides = (text,)
    for side in sides:
        found = side.value if isinstance(side, model.Folded) else side
        fixed = found.constant if isinstance(found, model.ParameterValue) else found
        if isinstance(fixed, model.Constant):
            yield fixed


def _moves(condition: model.Condition) -> bool:
    """Whether a test of a day answers otherwise as time goes by."""
    match condition:
        case model.Birthday():
            return True
        case model.InWindow(_, model.Window(period)):
            return period not in periods.FIXED
        case model.InWindow():
            return True
        case model.Compare(_, left, right):
            return any(isinstance(x, model.DatePart) and x.word is dates.AGE for x in (left, right))
        case model.Between(model.DatePart(word)) | model.OneOf(model.DatePart(word)):
            return word is dates.AGE
        case _:
            return False


def _are_numbers(limit: model.Constant, thing: model.Value) -> bool:
    return limit.type in NUMERIC and thing.type in NUMERIC


def positive(condition: model.Condition) -> model.Condition:
    """The test of a leaf, without the `not` around it."""
    return condition.condition if isinstance(condition, model.Not) else condition


def missing(thing: model.Value) -> Fact:
    return model.Not(model.Known(thing))


def given(thing: model.Value, known: str | Decimal | date | Length) -> Fact:
    return model.Compare(EQUAL, thing, model.Constant(known, thing.type))
