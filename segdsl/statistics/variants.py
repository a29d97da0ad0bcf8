"""Take a condition apart: its parts, its numbers a little lower and higher, the values it asks for.

A condition in, conditions and values out: how they are counted is asked elsewhere. What another
segment says is not taken apart here, but where that is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.types import NUMERIC, Type
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.planning.conditions import plain_constant

MOST_PARTS = 40  # what comes after is taken for one part: nobody reads on
TENTH = Decimal("0.1")
ORDERS = frozenset({"<", "<=", ">", ">="})  # a tenth more of `= 1` would be another question


@dataclass(frozen=True, slots=True)
class Moved:
    """A number of a condition, and the whole condition with that number lower and higher."""

    comparison: model.Condition
    limit: model.Constant
    low: model.Constant
    lower: model.Condition
    high: model.Constant
    higher: model.Condition


def parts(condition: model.Condition) -> tuple[model.Condition, ...]:
    """The conditions that must all hold, in the author's order."""
    if not isinstance(condition, model.All):
        return (condition,)
    if len(condition.parts) <= MOST_PARTS:
        return condition.parts
    first, rest = condition.parts[: MOST_PARTS - 1], condition.parts[MOST_PARTS - 1 :]
    return (*first, model.All(rest))


# --- numbers ---


def moved(condition: model.Condition, as_of: date) -> Iterator[Moved]:
    """Each number that something is compared with, a tenth lower and higher."""
    for node in _tests(condition):
        for limit, put in _numbers(node):
            around = _around(limit, as_of)
            if around is not None:
                low, high = (replace(limit, value=value) for value in around)
                lower, higher = (_with(condition, node, put(one)) for one in (low, high))
                yield Moved(node, limit, low, lower, high, higher)


Put = Callable[[model.Constant], model.Condition]


def _numbers(node: model.Condition) -> Iterator[tuple[model.Constant, Put]]:
    """The numbers of one test, each with what the test is with another in its place."""
    match node:
        case model.Compare(comparison, left, right) if comparison.sign in ORDERS:
            ours, theirs = plain_constant(left), plain_constant(right)
            if isinstance(theirs, model.Constant) and not isinstance(ours, model.Constant):
                yield theirs, lambda new: replace(node, right=new)
            elif isinstance(ours, model.Constant) and not isinstance(theirs, model.Constant):
                yield ours, lambda new: replace(node, left=new)
        case model.Between(_, low, high):
            first, last = plain_constant(low), plain_constant(high)
            if isinstance(first, model.Constant):
                yield first, lambda new: replace(node, low=new)
            if isinstance(last, model.Constant):
                yield last, lambda new: replace(node, high=new)
        case model.InTop(_, share):
            limit = model.Constant(share / 100, Type.PERCENT, span=node.span)
            yield limit, lambda new: replace(node, share=_number(new) * 100)
        case model.Rows(quantifier, count) if quantifier not in _WITHOUT_COUNT:
            limit = model.Constant(Decimal(count), Type.INTEGER, span=node.span)
            yield limit, lambda new: replace(node, count=int(_number(new)))


_WITHOUT_COUNT = (model.Quantifier.ANY, model.Quantifier.NO, model.Quantifier.EXACTLY)


def _number(constant: model.Constant) -> Decimal:
    assert isinstance(constant.value, Decimal)
    return constant.value


def _around(limit: model.Constant, as_of: date) -> tuple[Decimal | Length, Decimal | Length] | None:
    """A tenth lower and higher: whole numbers and days move by one at least. None of a text, a day,
    and of 0 where there is no step.
    """
    match limit.value:
        case Length() as length:
            hours = _hours(length, as_of)
            moved = 24 * int(_whole(hours * TENTH / 24))
            return _length(max(0, hours - moved)), _length(hours + moved)
        case bool():
            return None
        case Decimal() as number if limit.type is Type.INTEGER:
            step = _whole(number * TENTH)
            return number - step, number + step
        case Decimal() as number if limit.type in NUMERIC and number:
            step = abs(number) * TENTH
            return number - step, number + step
    return None


def _whole(step: Decimal) -> Decimal:
    return max(Decimal(1), abs(step).quantize(Decimal(1), ROUND_HALF_UP))


def days_of(length: Length, as_of: date) -> Decimal:
    """A length in days; months are those before the day."""
    return Decimal(_hours(length, as_of)) / 24


def _hours(length: Length, as_of: date) -> int:
    if length.unit is Unit.HOUR:
        return length.count
    return 24 * (as_of - length.before(as_of)).days


def _length(hours: int) -> Length:
    return Length(hours, Unit.HOUR) if hours % 24 else Length(hours // 24, Unit.DAY)


def _with(
    condition: model.Condition, old: model.Condition, new: model.Condition
) -> model.Condition:
    """The condition with one test replaced, the very one: equal ones elsewhere stay."""
    return trees.rewrite(condition, lambda node: new if node is old else node)


# --- tests and values ---


def _tests(condition: model.Condition) -> Iterator[model.Condition]:
    """The conditions that are no mere combination of others, in the author's order."""
    match condition:
        case model.All(parts) | model.AnyOf(parts):
            for part in parts:
                yield from _tests(part)
        case model.Not(inner) | model.Called(_, _, inner) | model.AsOf(inner, _):
            yield from _tests(inner)
        case _:
            yield condition


def asked(condition: model.Condition) -> tuple[model.Value, ...]:
    """The values that a condition asks for, each once, in order: no constants, no arithmetic."""
    return tuple(dict.fromkeys(_asked(condition)))


def _asked(condition: model.Condition) -> Iterator[model.Value]:
    match condition:
        case model.All(parts) | model.AnyOf(parts):
            for part in parts:
                yield from _asked(part)
        case model.Not(inner) | model.Called(_, _, inner):
            yield from _asked(inner)
        case model.AsOf(inner, moment):
            for value in _asked(inner):
                yield model.ValueAsOf(value, moment)
        case model.Compare(_, left, right):
            yield from (*_leaves(left), *_leaves(right))
        case model.Between(value, low, high):
            yield from (*_leaves(value), *_leaves(low), *_leaves(high))
        case model.OneOf(value, _) | model.Known(value) | model.IsTrue(value):
            yield from _leaves(value)
        case model.TextTest(_, value, text):
            yield from (*_leaves(value), *_leaves(text))
        case model.InWindow(value, _) | model.Birthday(value, _):
            yield from _leaves(value)
        case model.Near(latitude, longitude):
            yield from (latitude, longitude)
        case model.InTop(standing):
            yield from _leaves(standing.metric)


def _leaves(value: model.Value) -> Iterator[model.Value]:
    """The values that one is computed from, as far as they have names of their own."""
    match value:
        case model.Constant() | model.ParameterValue() | model.Truth() | model.Broken():
            return
        case model.Arithmetic(_, left, right):
            yield from (*_leaves(left), *_leaves(right))
        case model.Negative(inner) | model.Folded(inner) | model.DatePart(_, inner):
            yield from _leaves(inner)
        case model.CalledValue(_, _, inner):
            yield from _leaves(inner)
        case _:
            yield value


def compared(condition: model.Condition, as_of: date) -> dict[str, tuple[Decimal, ...]]:
    """The metrics that a condition compares or ranks, each with the numbers that it is compared
    with: days of a duration, 0.3 for 30 %.
    """
    found: dict[str, dict[Decimal, None]] = {}
    for node in _tests(condition):
        for value in asked(node):
            metric = value.standing.metric if isinstance(value, model.PlaceIn) else value
            if isinstance(metric, model.MetricValue):
                found.setdefault(metric.name, {})
        for metric, limit in _pairs(node):
            found.setdefault(metric.name, {}).update(_limit(limit, as_of))
    return {name: tuple(limits) for name, limits in found.items()}


def _pairs(node: model.Condition) -> Iterator[tuple[model.MetricValue, model.Value]]:
    match node:
        case model.Compare(_, left, right):
            values: tuple[model.Value, ...] = (left, right)
        case model.Between(value, low, high):
            values = (value, low, high)
        case model.OneOf(value, options):
            values = (value, *options)
        case _:
            return
    metrics = [value for value in values if isinstance(value, model.MetricValue)]
    for limit in values:
        yield from ((metric, limit) for metric in metrics)


def _limit(value: model.Value, as_of: date) -> dict[Decimal, None]:
    match plain_constant(value):
        case model.Constant(Length() as length):
            return {days_of(length, as_of): None}
        case model.Constant(Decimal() as number):
            return {number: None}
    return {}
