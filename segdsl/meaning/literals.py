"""Know literals: what an author wrote as a fixed value in, constants and how to write them out."""

import re
from datetime import date
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.scopes import YES_NO
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.periods import Arguments, Length, Unit
from segdsl.syntax import ast
from segdsl.text.diagnostics import Said


def constant(
    node: ast.Number | ast.Percent | ast.Duration | ast.Date | ast.Text | ast.Boolean,
) -> model.Constant:
    """A literal with its type."""
    span = node.span
    match node:
        case ast.Number(value):
            whole = value == value.to_integral_value() and "." not in node.span.text
            return model.Constant(value, Type.INTEGER if whole else Type.NUMBER, span=span)
        case ast.Percent(value):
            return model.Constant(value / 100, Type.PERCENT, span=span)
        case ast.Duration():
            return model.Constant(as_length(node), Type.DURATION, span=span)
        case ast.Date(day):
            return model.Constant(day, Type.DATE, span=span)
        case ast.Text(text):
            return model.Constant(text, Type.TEXT, span=span)
        case ast.Boolean(truth):
            return model.Constant(truth, Type.BOOLEAN, span=span)


def as_length(node: ast.Duration) -> Length:
    return Length(node.count, Unit(node.unit))


def length_of(node: model.Value) -> Length | None:
    """The length that a constant or parameter is."""
    fixed = node.constant if isinstance(node, model.ParameterValue) else node
    if isinstance(fixed, model.Constant) and isinstance(fixed.value, Length):
        return fixed.value
    return None


def shown(node: ast.Node) -> str:
    """The author's text on one line."""
    return " ".join(node.span.text.split())


# --- ends in the wrong order ---


def ends_first(ends: Arguments) -> bool:
    match ends:
        case (date() as first, date() as last):
            return first > last
        case (Length() as far, Length() as near):
            return shorter(far, near)
        case _:
            return False


def shorter(one: Length, other: Length) -> bool:
    """Whether a length is certainly shorter than another; a month is 28 to 31 days."""
    return days_of(one)[1] < days_of(other)[0]


def days_of(length: Length) -> tuple[float, float]:
    """How many days a length is, at least and at most."""
    if length.months is None:
        assert length.days is not None
        return length.days, length.days
    years, months = divmod(length.months, 12)
    return 365 * years + 28 * months, 366 * years + 31 * months


def is_upside_down(low: model.Value, high: model.Value) -> bool:
    a, b = _plain(low), _plain(high)
    if a is None or b is None:
        return False
    match a.value, b.value:
        case Decimal() as first, Decimal() as second:
            return first > second
        case (str() as first_text, str() as second_text):
            return first_text > second_text
    lengths = length_of(a), length_of(b)
    if lengths[0] is not None and lengths[1] is not None:
        return shorter(lengths[1], lengths[0])
    if a.type is b.type is Type.DATE:
        return str(a.value) > str(b.value)
    return False


def _plain(node: model.Value) -> model.Constant | None:
    return node if isinstance(node, model.Constant) else None


# --- a literal of the wrong kind ---

_LITERALS = {
    Type.DATE: r"\d{4}-\d{2}-\d{2}",
    Type.DATETIME: r"\d{4}-\d{2}-\d{2}",
    Type.DURATION: r"\d+\s*\w+",
    Type.BOOLEAN: "true|false",
    Type.PERCENT: r"\d+(?:\.\d+)?%?",
    **dict.fromkeys((Type.INTEGER, Type.NUMBER, Type.MONEY), r"\d+(?:\.\d+)?"),
}


def other_form(value: model.Value, literal: ast.Expression) -> Said | None:
    """A literal as it must be written to meet the value: without its quotes, or in quotes."""
    bare = shown(literal)
    if isinstance(literal, ast.Number) and value.type is Type.TEXT:
        return Said(f'write `"{bare}"`, in quotes', f'écrivez `"{bare}"`, entre guillemets')
    if isinstance(literal, ast.Text) and re.fullmatch(
        _LITERALS.get(value.type, "(?!)"), literal.value
    ):
        bare = literal.value
        return Said(f"write `{bare}`, without quotes", f"écrivez `{bare}`, sans guillemets")
    if isinstance(literal, ast.Text) and value.type is Type.BOOLEAN:
        meant = YES_NO.get(literal.value.lower())
        return Said(f"write `{meant}`", f"écrivez `{meant}`") if meant else None
    return None
