"""Conditions are true or false, and what is missing satisfies none."""

from __future__ import annotations

import pytest

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.predicates import CONTAINS
from tests.interpreter.shop import (
    AMOUNT,
    CITY,
    POINTS,
    RATIO,
    STORE,
    STORE_CITY,
    aggregate,
    among,
    any_,
    compare,
    customer,
    literal,
    of,
    order,
    orders,
    shop,
)

CITIES = shop(
    [
        customer("p", city="Paris"),
        customer("r", city="Rennes"),
        customer("u"),
        customer("e", city=""),
    ]
)


def test_a_missing_value_equals_nothing() -> None:
    assert among(CITIES, compare(CITY, "=", "Paris")) == "p"


def test_not_equal_keeps_the_unknown() -> None:
    assert among(CITIES, compare(CITY, "!=", "Paris")) == "e r u"


def test_not_in_keeps_the_unknown() -> None:
    listed = model.OneOf(CITY, (literal("Paris", Type.TEXT), literal("Rennes", Type.TEXT)))
    assert among(CITIES, listed) == "p r"
    assert among(CITIES, model.Not(listed)) == "e u"


def test_an_empty_text_is_known() -> None:
    assert among(CITIES, model.Known(CITY)) == "e p r"
    assert among(CITIES, model.Not(model.Known(CITY))) == "u"


def test_a_missing_text_contains_nothing() -> None:
    contains = model.TextTest(CONTAINS, CITY, literal("e", Type.TEXT))
    assert among(CITIES, contains) == "r"
    assert among(CITIES, model.Not(contains)) == "e p u"


def test_nan_is_missing() -> None:
    numbers = shop([customer("a", ratio=float("nan")), customer("b", ratio=0.5), customer("c")])
    assert among(numbers, compare(RATIO, ">", 0)) == "b"
    assert of(numbers, RATIO) == {"a": None, "b": 0.5, "c": None}


def test_a_comparison_inside_where_is_complemented_on_the_row() -> None:
    rows = shop(
        [customer("a"), customer("b")], [order("a", "2026-03-01", None), order("b", "2026-03-01")]
    )
    ten = compare(AMOUNT, "=", 10)
    assert among(rows, any_(orders(ten))) == "b"
    assert among(rows, any_(orders(model.Not(ten)))) == "a"


@pytest.mark.parametrize(("points", "expected"), [(0, None), (None, None), (4, 0.25)])
def test_division_by_zero_or_by_nothing_is_missing(
    points: int | None, expected: float | None
) -> None:
    one = literal(1, Type.INTEGER)
    quotient = model.Arithmetic("/", one, POINTS, Type.NUMBER)
    assert of(shop([customer("a", points=points)]), quotient) == {"a": expected}


def test_beyond_a_reference_that_finds_nothing_all_is_missing() -> None:
    rows = shop(
        [customer("a", store="s1"), customer("b", store="gone"), customer("c")],
        stores=[{"id": "s1", "city": "Lyon"}],
    )
    assert of(rows, STORE_CITY) == {"a": "Lyon", "b": None, "c": None}
    assert of(rows, STORE) == {"a": "s1", "b": None, "c": None}


def test_counts_and_sums_over_nothing_are_zero_and_the_rest_is_missing() -> None:
    nobody = shop([customer("a")])
    found = {
        word: of(nobody, aggregate(word, column))["a"]
        for word, column in (
            ("count of", None), ("sum of", AMOUNT), ("number of distinct", AMOUNT),
            ("average of", AMOUNT), ("smallest of", AMOUNT), ("largest of", AMOUNT),
            ("first of", AMOUNT), ("last of", AMOUNT), ("most frequent", AMOUNT),
            ("share of", None), ("share of", AMOUNT), ("time since first", None),
            ("time since last", None), ("average gap between", None),
        )
    }  # fmt: skip
    zero = ["count of", "sum of", "number of distinct"]
    assert {word: value for word, value in found.items() if value is not None} == dict.fromkeys(
        zero, 0
    )
