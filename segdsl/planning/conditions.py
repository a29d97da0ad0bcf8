"""Turn conditions and values into terms, in either scope; the missing-value law lives here.

A positive atom stays bare: where it is missing, the row or customer is not taken. An atom under an
odd number of `not` becomes `NOT COALESCE(atom, FALSE)`, so that the complement is exact. `Reader`
is the scope: it knows what a field, a metric or a segment is there.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import floor
from typing import Protocol, assert_never

from segdsl.meaning import model
from segdsl.meaning.types import EXACT, MOMENTS, NUMERIC, Type
from segdsl.meaning.vocabulary import letters
from segdsl.meaning.vocabulary.dates import AGE
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.meaning.vocabulary.places import haversine_of
from segdsl.planning import calendar, days, plan

ScopedValue = (
    model.FieldValue
    | model.ReferenceKey
    | model.MetricValue
    | model.ClassValue
    | model.Aggregate
    | model.PlaceIn
    | model.ValueAsOf
)
ScopedCondition = (
    model.Rows | model.Sequence | model.InTop | model.InSegment | model.InClass
    | model.InList | model.InChannel | model.AsOf | model.Drawn | model.Moved
)  # fmt: skip


class Reader(Protocol):
    """A scope: customers, or the rows of a source."""

    @property
    def as_of(self) -> date: ...
    @property
    def zone(self) -> str: ...
    def scoped_value(self, node: ScopedValue) -> plan.Term: ...
    def scoped_condition(self, node: ScopedCondition) -> plan.Term: ...
    def anchor(self, window: model.Personal) -> plan.Term:
        """The instant that a personal window starts from."""
        ...

    def moment_since(self, node: model.Value) -> tuple[plan.Term, date] | None:
        """If the value is a `time since …`: the instant it counts from, and the day it is seen."""
        ...


# --- conditions ---


def condition(node: model.Condition, reader: Reader) -> plan.Term:
    """A term that is true exactly where the condition holds; elsewhere false or missing."""
    match node:
        case model.All(parts):
            return all_of(condition(part, reader) for part in parts)
        case model.AnyOf(parts):
            return any_of(condition(part, reader) for part in parts)
        case model.Not(part):
            return complement(part, reader)
        case model.Always(holds):
            return plan.TRUE if holds else plan.FALSE
        case model.Compare(comparison, left, right):
            return _compare(comparison.sign, left, right, reader)
        case model.Between(value_, low, high):
            return all_of(
                (_compare(">=", value_, low, reader), _compare("<=", value_, high, reader))
            )
        case model.OneOf(value_, options):
            return _one_of(value_, options, reader)
        case model.Known(value_):
            return _known(value_, reader)
        case model.TextTest(word, value_, text):
            return plan.TextTest(word, value(value_, reader), value(text, reader))
        case model.IsTrue(model.Truth(inner)):
            return condition(inner, reader)
        case model.IsTrue(value_):
            return value(value_, reader)
        case model.InWindow(value_, window):
            return _in_window(value_, window, reader)
        case model.Rows() | model.Sequence() | model.InTop():
            return reader.scoped_condition(node)
        case model.InSegment() | model.InClass():
            return reader.scoped_condition(node)
        case model.InList() | model.InChannel() | model.AsOf() | model.Drawn() | model.Moved():
            return reader.scoped_condition(node)
        case model.Birthday(value_, window):
            term = value(value_, reader)
            day = days.day_of(term, zone_of(term), reader.zone)
            return calendar.birthday(day, window, reader.as_of)
        case model.Near():
            return _near(node, reader)
        case model.Called(_, _, inner):
            return condition(inner, reader)
        case model.Broken():
            raise AssertionError("a project with errors is never planned")
        case _:
            assert_never(node)


def complement(node: model.Condition, reader: Reader) -> plan.Term:
    """A term that is true exactly where the condition does not hold; elsewhere false or missing."""
    match node:
        case model.Not(part):
            return condition(part, reader)
        case model.Called(_, _, inner):
            return complement(inner, reader)
        case model.All(parts):
            return any_of(complement(part, reader) for part in parts)
        case model.AnyOf(parts):
            return all_of(complement(part, reader) for part in parts)
        case _:
            return negated(condition(node, reader))


OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def negated(term: plan.Term) -> plan.Term:
    """The complement of a term that stands for one atom."""
    match term:
        case plan.Const(bool() as value_, _):
            return plan.FALSE if value_ else plan.TRUE
        case plan.All(parts):
            return any_of(negated(part) for part in parts)
        case plan.AnyOf(parts):
            return all_of(negated(part) for part in parts)
        case plan.Compare(sign, left, right) if sign in OPPOSITE and not term.missable:
            return plan.Compare(OPPOSITE[sign], left, right)
    return plan.Not(two_valued(term))


def two_valued(term: plan.Term) -> plan.Term:
    """The term with missing read as false: what a column of verdicts holds."""
    return plan.OrElse(term, plan.FALSE) if term.missable else term


def all_of(parts: Iterable[plan.Term]) -> plan.Term:
    kept: list[plan.Term] = []
    for part in parts:
        if part == plan.FALSE:
            return plan.FALSE
        if part != plan.TRUE:
            kept.extend(part.parts if isinstance(part, plan.All) else (part,))
    return plan.both(*kept) or plan.TRUE


def any_of(parts: Iterable[plan.Term]) -> plan.Term:
    kept: list[plan.Term] = []
    for part in parts:
        if part == plan.TRUE:
            return plan.TRUE
        if part != plan.FALSE:
            kept.extend(part.parts if isinstance(part, plan.AnyOf) else (part,))
    if not kept:
        return plan.FALSE
    return kept[0] if len(kept) == 1 else plan.AnyOf(tuple(kept))


def _known(node: model.Value, reader: Reader) -> plan.Term:
    if isinstance(plain_constant(node), model.Constant):
        return plan.TRUE
    since = reader.moment_since(node)
    term = value(node, reader) if since is None else since[0]
    return plan.Known(term) if term.missable else plan.TRUE


def _one_of(node: model.Value, options: tuple[model.Value, ...], reader: Reader) -> plan.Term:
    plain = node.type in EXACT | {Type.TEXT} and all(
        isinstance(plain_constant(option), model.Constant) for option in options
    )
    if len(options) == 1:
        return _compare("=", node, options[0], reader)
    if not plain:
        one_day = _one_day_of(node, options, reader)
        if one_day is not None:
            return one_day
        return any_of(_compare("=", node, option, reader) for option in options)
    return plan.OneOf(value(node, reader), tuple(value(option, reader) for option in options))


def _one_day_of(
    node: model.Value, options: tuple[model.Value, ...], reader: Reader
) -> plan.Term | None:
    """A day that is one of several, all written out."""
    fixed = [plain_constant(option) for option in options]
    dates = [one.value for one in fixed if isinstance(one, model.Constant)]
    if node.type not in MOMENTS or len(dates) < len(options):
        return None
    days_ = tuple(plan.Const(day, Type.DATE) for day in dates if isinstance(day, date))
    term = value(node, reader)
    return plan.OneOf(days.day_of(term, zone_of(term), reader.zone), days_)


def _in_window(
    node: model.Value, window: model.Window | model.Personal, reader: Reader
) -> plan.Term:
    term = value(node, reader)
    if isinstance(window, model.Personal):
        return soon_after(reader.anchor(window), term, window.length, reader.zone)
    first, last = window.period.bounds(reader.as_of, window.arguments)
    return days.between_days(term, zone_of(term), first, last, reader.zone) or plan.Known(term)


def soon_after(start: plan.Term, term: plan.Term, length: Length, zone: str) -> plan.Term:
    """That a moment's day is from the day of `start` to that long after it, both in."""
    first = days.day_of(start, zone_of(start), zone)
    day = days.day_of(term, zone_of(term), zone)
    low, high = plan.Compare(">=", day, first), plan.Compare("<=", day, plan.Later(first, length))
    return plan.All((low, high))


SWAPPED = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _compare(sign: str, left: model.Value, right: model.Value, reader: Reader) -> plan.Term:
    if isinstance(plain_constant(left), model.Constant) and not isinstance(
        plain_constant(right), model.Constant
    ):
        sign, left, right = SWAPPED[sign], right, left
    fixed = plain_constant(right)
    if isinstance(fixed, model.Constant):
        since = reader.moment_since(left)
        if since is not None and isinstance(fixed.value, Length):
            return _since(sign, *since, fixed.value, reader.zone)
        if isinstance(left, model.DatePart) and left.word is AGE:
            aged = _compare_age(sign, left.value, fixed, reader)
            if aged is not None:
                return aged
        if left.type in MOMENTS and isinstance(fixed.value, date):
            term = value(left, reader)
            return days.compare_day(sign, term, zone_of(term), fixed.value, reader.zone)
    return plan.Compare(sign, *alike(value(left, reader), value(right, reader), reader.zone))


def _compare_age(
    sign: str, moment: model.Value, fixed: model.Constant, reader: Reader
) -> plan.Term | None:
    if not isinstance(fixed.value, Decimal) or fixed.value != fixed.value.to_integral_value():
        return None
    term = value(moment, reader)
    years = int(fixed.value)
    return calendar.compare_age(sign, term, zone_of(term), years, reader.as_of, reader.zone)


def _near(node: model.Near, reader: Reader) -> plan.Term:
    """That a place is near a point; degrees that are of no place are asked no further."""
    latitude, longitude = (double(value(one, reader)) for one in (node.latitude, node.longitude))
    bounds = ((latitude, 90), (longitude, 180))
    inside = all_of(
        plan.Compare(sign, term, plan.Const(limit * factor, Type.INTEGER))
        for term, limit in bounds
        for sign, factor in ((">=", -1), ("<=", 1))
    )
    limit = plan.Const(Decimal(repr(haversine_of(node.kilometres))), Type.NUMBER)
    close = plan.Compare("<=", plan.Haversine(latitude, longitude, node.point), limit)
    return plan.Case(((inside, close),), plan.FALSE, Type.BOOLEAN)


def _since(sign: str, moment: plan.Term, as_of: date, length: Length, zone: str) -> plan.Term:
    """`time since … < 90d`: later than the day 90 days before the as-of day."""
    whole = length
    if length.days is not None and length.days != floor(length.days):
        if sign == "=":
            return plan.FALSE
        sign = "<=" if sign in ("<", "<=") else ">"
        whole = Length(floor(length.days), Unit.DAY)
    day = whole.before(as_of)
    return days.compare_day(SWAPPED[sign], moment, zone_of(moment), day, zone)


# --- values ---


def value(node: model.Value, reader: Reader) -> plan.Term:
    """The term of a value; missing where the value is."""
    match node:
        case model.Constant(_, _):
            return constant(node)
        case model.ParameterValue(_, fixed):
            return constant(fixed)
        case model.Arithmetic(operator, left, right, type_):
            return _arithmetic(operator, value(left, reader), value(right, reader), type_, reader)
        case model.Negative(inner, type_):
            term = value(inner, reader)
            return plan.Arithmetic("-", plan.Const(0, Type.INTEGER), term, type_)
        case model.DatePart(word, inner):
            term = value(inner, reader)
            return calendar.figure(word, term, zone_of(term), reader.as_of, reader.zone)
        case model.Folded(inner):
            text = value(inner, reader)
            if isinstance(text, plan.Const) and isinstance(text.value, str):
                return plan.Const(letters.fold(text.value), Type.TEXT)
            return plan.FoldedText(text)
        case model.CalledValue(_, _, inner):
            return value(inner, reader)
        case model.Truth(inner_condition):
            return two_valued(condition(inner_condition, reader))
        case model.Broken():
            raise AssertionError("a project with errors is never planned")
        case _:
            return reader.scoped_value(node)


def plain_constant(node: model.Value) -> model.Value:
    """The constant that a parameter stands for; anything else as it is."""
    return node.constant if isinstance(node, model.ParameterValue) else node


def constant(node: model.Constant) -> plan.Const:
    """A literal; a duration in days."""
    match node.value:
        case Length() as length:
            assert length.days is not None
            return plan.Const(Decimal(repr(length.days)), Type.DURATION)
        case Decimal() as number if node.type is Type.INTEGER:
            return plan.Const(int(number), Type.INTEGER)
        case other:
            return plan.Const(other, node.type)


def zone_of(term: plan.Term) -> str | None:
    """The zone in which a DATETIME term is naive."""
    match term:
        case plan.Column(zone=zone):
            return zone
        case plan.InZone(to_zone=zone):
            return zone
    return None


def alike(left: plan.Term, right: plan.Term, zone: str) -> tuple[plan.Term, plan.Term]:
    """Two terms of comparable types brought to one that both engines compare alike."""
    if left.type in NUMERIC and right.type in NUMERIC:
        exact = left.type in EXACT or isinstance(left, plan.Const)
        if exact and (right.type in EXACT or isinstance(right, plan.Const)):
            return left, right
        return double(left), double(right)
    if left.type in MOMENTS and right.type in MOMENTS and left.type is not right.type:
        return (
            days.day_of(left, zone_of(left), zone),
            days.day_of(right, zone_of(right), zone),
        )
    if left.type is right.type is Type.DATETIME:
        ours, theirs = zone_of(left), zone_of(right)
        if ours and theirs and ours != theirs:
            return left, plan.InZone(right, theirs, ours)
    return left, right


def double(term: plan.Term) -> plan.Term:
    """The term as a double; doubles and literals are left alone."""
    if isinstance(term, plan.Const) or term.type in (Type.NUMBER, Type.PERCENT):
        return term
    return plan.As(term, plan.Form.DOUBLE, Type.NUMBER)


def fitted(term: plan.Term, type_: Type) -> plan.Term:
    """A computed field's term in the type that it was declared with."""
    if term.type is type_:
        return term
    if type_ is Type.MONEY:
        return plan.As(term, plan.Form.MONEY, type_)
    if type_ in (Type.NUMBER, Type.PERCENT):
        return plan.As(term, plan.Form.DOUBLE, type_)
    return term


def _arithmetic(
    operator: str, left: plan.Term, right: plan.Term, type_: Type, reader: Reader
) -> plan.Term:
    if left.type in MOMENTS:
        return plan.DaysBetween(
            start=days.day_of(right, zone_of(right), reader.zone),
            end=days.day_of(left, zone_of(left), reader.zone),
        )
    if operator == "/":
        return plan.Quotient(_real(left), _real(right), type_)
    if type_ in EXACT:
        return plan.Arithmetic(operator, _wide(left), _wide(right), type_)
    return plan.Arithmetic(operator, _real(left), _real(right), type_)


def _real(term: plan.Term) -> plan.Term:
    """A double for arithmetic: literals too, since engines would keep them decimal."""
    if term.type in (Type.NUMBER, Type.PERCENT) and not isinstance(term, plan.Const):
        return term
    return plan.As(term, plan.Form.DOUBLE, Type.NUMBER)


def _wide(term: plan.Term) -> plan.Term:
    """A stored whole number as 64 bits, so that a product of two does not overflow 32."""
    if isinstance(term, plan.Column) and term.type is Type.INTEGER:
        return plan.As(term, plan.Form.WHOLE, Type.INTEGER)
    return term
