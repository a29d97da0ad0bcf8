"""Numbers meet exactly where they can, and as doubles where they cannot."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from segdsl.interpreter.meeting import arithmetic, as_type, compare
from segdsl.interpreter.reading import Read, cell, stored
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.predicates import EQUAL, LESS, MORE

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("raw", "type_", "value"),
    [
        (0.1, Type.MONEY, Decimal("0.1")),
        (Decimal("2.00005"), Type.MONEY, Decimal("2.0001")),
        (Decimal("-2.00005"), Type.MONEY, Decimal("-2.0001")),
        (Decimal("NaN"), Type.MONEY, None),
        (Decimal("3"), Type.INTEGER, 3),
        (3, Type.NUMBER, 3.0),
        (float("nan"), Type.PERCENT, None),
        (1, Type.BOOLEAN, True),
        (7, Type.TEXT, "7"),
        (datetime(2026, 3, 1, 23), Type.DATE, date(2026, 3, 1)),
    ],
)
def test_cells_are_read_as_their_type(raw: object, type_: Type, value: Read) -> None:
    read = cell(raw, type_)
    assert read == value
    assert type(read) is type(value)


def test_a_cell_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="is not integer"):
        cell("3", Type.INTEGER)


@pytest.mark.parametrize(
    ("raw", "value"), [("Y", True), (1, True), ("N", False), ("y", None), ("", None), (None, None)]
)
def test_flags_are_the_listed_texts_and_nothing_else(raw: object, value: bool | None) -> None:
    flags = model.Flags(("Y", "1"), ("N", "0"))
    field = model.Field("promo", Type.BOOLEAN, model.Stored("promo"), flags=flags)
    assert stored(raw, field) is value


def test_money_and_a_constant_compare_exactly() -> None:
    assert compare(EQUAL, Decimal("0.3000"), Decimal("0.3"), PARIS)
    assert compare(MORE, 10**17 + 1, Decimal(10**17), PARIS)


def test_a_double_and_an_exact_number_compare_as_doubles() -> None:
    assert compare(EQUAL, 0.1, Decimal("0.1"), PARIS)
    assert not compare(LESS, 0.3, 0.1 + 0.2 - 0.0000000000000001, PARIS)


@pytest.mark.parametrize(
    ("operator", "left", "right", "type_", "value"),
    [
        ("+", Decimal("0.1"), Decimal("0.2"), Type.MONEY, Decimal("0.3")),
        ("*", 3, Decimal("9.99"), Type.MONEY, Decimal("29.97")),
        ("*", 3, Decimal(4), Type.INTEGER, 12),
        ("+", 0.1, 0.2, Type.NUMBER, 0.1 + 0.2),
        ("/", 7, 2, Type.NUMBER, 3.5),
        ("/", Decimal(1), Decimal(3), Type.NUMBER, 1 / 3),
        ("/", 1, Decimal("0.0000"), Type.NUMBER, None),
        ("*", 1e308, 10.0, Type.NUMBER, None),
        ("-", None, 1, Type.INTEGER, None),
        ("-", date(2026, 3, 1), date(2026, 2, 1), Type.DURATION, 28),
        ("-", datetime(2026, 3, 1, 23), date(2026, 3, 1), Type.DURATION, 1),
        ("*", 10, 0.5, Type.DURATION, 5.0),
        ("/", 10, 4, Type.DURATION, 2.5),
    ],
)
def test_arithmetic(operator: str, left: Read, right: Read, type_: Type, value: Read) -> None:
    """23:00 UTC on the first of March is the second in Paris."""
    result = arithmetic(operator, left, right, type_, PARIS)
    assert result == value
    assert type(result) is type(value)


def test_a_declared_type_is_kept() -> None:
    assert as_type(Decimal("2"), Type.INTEGER, PARIS) == 2
    assert isinstance(as_type(2, Type.MONEY, PARIS), Decimal)
    assert as_type(datetime(2026, 3, 1, 23), Type.DATE, PARIS) == date(2026, 3, 2)
