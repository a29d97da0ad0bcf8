"""The words of conditions, each on the smallest case where it can go wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from segdsl.meaning import model
from segdsl.meaning.model import Constant, Quantifier
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.meaning.vocabulary.predicates import ENDS_WITH, STARTS_WITH, TextTest
from tests.interpreter.shop import (
    BORN,
    CITY,
    CUSTOMERS,
    POINTS,
    RECENCY,
    SHOP,
    aggregate,
    among,
    compare,
    customer,
    days,
    literal,
    months,
    of,
    order,
    orders,
    shop,
    window,
)

ABC = [customer("a"), customer("b"), customer("c")]
UP_TO_TWO = shop(ABC, [order("b", "2026-03-01"), *[order("c", "2026-03-01")] * 2])
TO_FOUR = shop([customer(str(points), points=points) for points in (1, 2, 3, 4)])


@pytest.mark.parametrize(
    ("quantifier", "count", "expected"),
    [
        (Quantifier.ANY, 1, "b c"),
        (Quantifier.NO, 0, "a"),
        (Quantifier.AT_LEAST, 2, "c"),
        (Quantifier.AT_MOST, 1, "a b"),
        (Quantifier.EXACTLY, 1, "b"),
        (Quantifier.EXACTLY, 0, "a"),
    ],
)
def test_quantifiers_count_rows(quantifier: Quantifier, count: int, expected: str) -> None:
    assert among(UP_TO_TWO, model.Rows(quantifier, count, orders())) == expected


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("=", "2"), ("!=", "1 3 4"), ("<", "1"), ("<=", "1 2"), (">", "3 4"), (">=", "2 3 4")],
)
def test_comparisons(sign: str, expected: str) -> None:
    assert among(TO_FOUR, compare(POINTS, sign, 2)) == expected


def test_both_ends_of_between_are_in() -> None:
    two, three = literal(2, Type.INTEGER), literal(3, Type.INTEGER)
    assert among(TO_FOUR, model.Between(POINTS, two, three)) == "2 3"
    assert among(TO_FOUR, model.Between(POINTS, three, two)) == ""


def test_in_is_any_of_its_options() -> None:
    options = (literal(1, Type.INTEGER), literal(4, Type.INTEGER))
    assert among(TO_FOUR, model.OneOf(POINTS, options)) == "1 4"


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [(STARTS_WITH, "É", "2"), (STARTS_WITH, "%", "3"), (ENDS_WITH, "té", "1 2")],
)
def test_texts_are_taken_letter_by_letter(word: TextTest, text: str, expected: str) -> None:
    rows = shop([customer(str(n), city=city) for n, city in enumerate(("été", "Été", "%a"), 1)])
    assert among(rows, model.TextTest(word, CITY, literal(text, Type.TEXT))) == expected


def test_texts_are_ordered_by_code_point() -> None:
    """U+FF5E comes before U+1F600, though its UTF-16 unit comes after."""
    rows = shop([customer(str(n), city=city) for n, city in enumerate(("Z", "a", "～", "😀"), 1)])
    assert among(rows, compare(CITY, "<", "a")) == "1"
    assert among(rows, compare(CITY, ">", "～")) == "4"


def test_composed_and_decomposed_letters_differ() -> None:
    rows = shop([customer("c", city="\u00e9"), customer("d", city="e\u0301")])
    assert among(rows, compare(CITY, "=", "\u00e9")) == "c"


def test_a_date_stands_in_a_window() -> None:
    born = [customer(str(day), born=date(1990, 1, day)) for day in (1, 2, 3)]
    rows = shop([*born, customer("u")])
    since = model.InWindow(BORN, window("since", date(1990, 1, 2)))
    before = model.InWindow(BORN, window("before", date(1990, 1, 2)))
    both = model.InWindow(BORN, window("from to", date(1990, 1, 1), date(1990, 1, 2)))
    assert among(rows, since) == "2 3"
    assert among(rows, before) == "1"
    assert among(rows, both) == "1 2"
    assert among(rows, model.Not(since)) == "1 u"


def test_a_duration_in_hours_is_a_part_of_a_day() -> None:
    rows = shop(ABC, [order("a", "2026-03-30"), order("b", "2026-03-29")])
    assert among(rows, compare(RECENCY, "<", Length(36, Unit.HOUR))) == "a"


def test_between_months_has_both_days_in() -> None:
    """One month before the 31st of March is the 28th of February, three the 31st of December."""
    made = [order("a", "2026-02-28"), order("b", "2025-12-31 12:00"), order("c", "2025-12-30")]
    between = model.Between(RECENCY, *(literal(months(n), Type.DURATION) for n in (1, 3)))
    assert among(shop(ABC, made), between) == "a b"


def test_a_duration_is_a_number_of_days() -> None:
    rows = shop(ABC[:1], [order("a", "2026-03-01"), order("a", "2026-03-08")])
    gap = aggregate("average gap between")
    twice = model.Arithmetic("*", RECENCY, literal(2, Type.INTEGER), Type.DURATION)
    longer = model.Arithmetic("+", RECENCY, Constant(days(7), Type.DURATION), Type.DURATION)
    assert of(rows, gap) == {"a": 7.0}
    assert of(rows, twice) == {"a": 46}
    assert of(rows, longer) == {"a": 30}


def test_a_parameter_is_its_constant() -> None:
    limit = model.ParameterValue("limit", literal(3, Type.INTEGER))
    assert among(TO_FOUR, compare(POINTS, ">", limit)) == "4"


def test_a_negative_value() -> None:
    minus = model.Negative(POINTS, Type.INTEGER)
    assert among(TO_FOUR, compare(minus, "<", -2)) == "3 4"


def test_a_truth_is_never_missing() -> None:
    rich = model.Truth(compare(POINTS, ">", 3))
    rows = shop([customer("a", points=4), customer("b")])
    assert of(rows, rich) == {"a": True, "b": False}
    assert among(rows, model.IsTrue(rich)) == "a"
    assert among(rows, model.Known(rich)) == "a b"


def test_members_without_a_key_are_nobodys_rows() -> None:
    members = model.Selection("customers", ("store",))
    rows = shop([customer("a", store="s"), customer(None, store="s")], stores=[{"id": "s"}])
    assert rows.value("stores", aggregate("count of", rows=members)) == {"s": 1}


def test_members_of_a_population_arrive_on_their_day() -> None:
    arriving = replace(SHOP, tables={**SHOP.tables, "customers": replace(CUSTOMERS, at="born")})
    rows = [customer("a", born=date(2026, 3, 31)), customer("b", born=date(2026, 4, 1))]
    assert shop([*rows, customer("c")], project=arriving).population("customers") == ("a",)
