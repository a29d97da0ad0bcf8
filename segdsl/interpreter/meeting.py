"""What two values give when they meet: values in, a truth or a value out. Missing stays missing."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal

from segdsl.interpreter.reading import Read, Value, day_of, instant, money
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.predicates import Comparison

Number = int | float | Decimal


def compare(comparison: Comparison, left: Read, right: Read, timezone: str) -> bool:
    """Whether `left comparison right`; false if either is missing.

    An instant meeting a day is its day; an exact number meeting a double is a double.
    """
    if left is None or right is None:
        return False
    if isinstance(left, date) and isinstance(right, date):
        if isinstance(left, datetime) is not isinstance(right, datetime):
            left, right = day_of(left, timezone), day_of(right, timezone)
    elif isinstance(left, float) or isinstance(right, float):
        left, right = float(number(left)), float(number(right))
    return comparison.means(left, right)


def arithmetic(operator: str, left: Read, right: Read, type_: Type, timezone: str) -> Read:
    """The value of `left operator right`, whose type is `type_`; missing where it is not finite."""
    if left is None or right is None:
        return None
    if isinstance(left, date) and isinstance(right, date):
        return (day_of(left, timezone) - day_of(right, timezone)).days
    a, b = number(left), number(right)
    match operator, type_:
        case "/", _:
            return _finite(float(a) / float(b)) if b else None
        case (("+" | "-"), Type.DURATION):
            return a + b if operator == "+" else a - b  # type: ignore[operator]
        case _, (Type.INTEGER | Type.MONEY):
            return as_type(_exact(operator, Decimal(a), Decimal(b)), type_, timezone)
        case "+", _:
            return _finite(float(a) + float(b))
        case "-", _:
            return _finite(float(a) - float(b))
        case _:
            return _finite(float(a) * float(b))


def as_type(value: Read, type_: Type, timezone: str) -> Read:
    """A value where another type of the same kind is declared: `amount: money = 2 * quantity`."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, date):
        return _moment(value, type_, timezone)
    match type_:
        case Type.INTEGER:
            return int(value)
        case Type.MONEY:
            return money(value)
        case Type.NUMBER | Type.PERCENT:
            return float(value)
        case _:
            return value


def number(value: Value) -> Number:
    assert isinstance(value, int | float | Decimal)
    return value


def _exact(operator: str, a: Decimal, b: Decimal) -> Decimal:
    match operator:
        case "+":
            return a + b
        case "-":
            return a - b
        case _:
            return a * b


def _finite(result: float) -> float | None:
    return result if math.isfinite(result) else None


def _moment(value: date, type_: Type, timezone: str) -> date:
    if type_ is Type.DATE:
        return day_of(value, timezone)
    if isinstance(value, datetime):
        return value
    return instant(datetime(value.year, value.month, value.day), timezone)
