"""The types of values, and which may meet: two types and an operator in, the result's type out."""

from enum import Enum

from segdsl.text.diagnostics import Said


class Type(Enum):
    """The types of the language. INTEGER and MONEY are exact, NUMBER and PERCENT are doubles.

    DURATION is a number of days; only constants may also be calendar months (`6mo`).
    """

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    DURATION = "duration"


EXACT = frozenset({Type.INTEGER, Type.MONEY})
NUMERIC = frozenset({Type.INTEGER, Type.NUMBER, Type.MONEY, Type.PERCENT})
MOMENTS = frozenset({Type.DATE, Type.DATETIME})
# money is read with this many decimals, sums of numbers and percents are taken with NUMBER_SCALE
MONEY_SCALE = 4
NUMBER_SCALE = 6

NAMES: dict[Type, Said] = {
    Type.TEXT: Said("a text", "un texte"),
    Type.INTEGER: Said("a whole number", "un nombre entier"),
    Type.NUMBER: Said("a number", "un nombre"),
    Type.MONEY: Said("an amount of money", "un montant"),
    Type.PERCENT: Said("a percentage", "un pourcentage"),
    Type.BOOLEAN: Said("a yes or no", "un oui ou non"),
    Type.DATE: Said("a date", "une date"),
    Type.DATETIME: Said("a date with a time", "une date avec une heure"),
    Type.DURATION: Said("a duration", "une durée"),
}


def comparable(left: Type, right: Type) -> bool:
    """Whether `left < right` has a meaning: numbers, moments, or the same type."""
    return (
        left is right
        or (left in NUMERIC and right in NUMERIC)
        or (left in MOMENTS and right in MOMENTS)
    )


def arithmetic(operator: str, left: Type, right: Type) -> Type | None:
    """The type of `left operator right`, or None where it has no meaning.

    Exact types stay exact under + and -, whole x whole is whole and whole x money is money;
    every other product and every quotient is a double. Durations add up, and are stretched by
    numbers; a duration over a duration is a number; date - date is a duration.
    """
    match operator:
        case "+" | "-":
            return _added(operator, left, right)
        case "*":
            return _multiplied(left, right)
        case "/":
            return _divided(left, right)
    return None


def _added(operator: str, left: Type, right: Type) -> Type | None:
    if left in MOMENTS and right in MOMENTS:
        return Type.DURATION if operator == "-" else None
    if left is right is Type.DURATION:
        return Type.DURATION
    if left in NUMERIC and right in NUMERIC:
        if left in EXACT and right in EXACT:
            return Type.MONEY if Type.MONEY in (left, right) else Type.INTEGER
        return Type.PERCENT if left is right is Type.PERCENT else Type.NUMBER
    return None


def _multiplied(left: Type, right: Type) -> Type | None:
    pair = {left, right}
    if Type.DURATION in pair:
        other = right if left is Type.DURATION else left
        return Type.DURATION if other in NUMERIC else None
    if not pair <= NUMERIC:
        return None
    if pair == {Type.INTEGER}:
        return Type.INTEGER
    return Type.MONEY if pair == {Type.INTEGER, Type.MONEY} else Type.NUMBER


def _divided(left: Type, right: Type) -> Type | None:
    if left is Type.DURATION:
        return Type.DURATION if right in NUMERIC else _same(left, right)
    return Type.NUMBER if left in NUMERIC and right in NUMERIC else None


def _same(left: Type, right: Type) -> Type | None:
    return Type.NUMBER if left is right else None
