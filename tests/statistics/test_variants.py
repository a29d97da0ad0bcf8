"""A condition is taken apart as its author wrote it: parts, numbers a tenth off, values asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from segdsl.meaning import model
from segdsl.meaning.vocabulary.periods import Length
from segdsl.statistics import variants
from tests.meaning.shop import MODEL, RULES, understood

DAY = date(2026, 3, 31)
MORE = """
parameter seuil: duration = 30d
metric ratio: monetary / frequency
  better higher
metric part: share of orders where (channel = "web")
define acheteur(montant: money): sum of orders.amount >= montant
"""


def condition(text: str) -> model.Condition:
    """What a segment of this text means."""
    project, found = understood(MODEL, RULES, MORE, f"segment s: {text}")
    assert [one.said(one.message.says, "en") for one in found if one.is_error] == []
    return project.segments["s"].condition


def around(text: str) -> list[tuple[str, str, str]]:
    """Each number of a condition, with the lower and the higher one that are tried."""
    moved = variants.moved(condition(text), DAY)
    return [(shown(one.limit), shown(one.low), shown(one.high)) for one in moved]


def shown(constant: model.Constant) -> str:
    value = constant.value
    return str(value) if isinstance(value, Length) else f"{Decimal(str(value)).normalize():f}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("frequency >= 4", [("4", "3", "5")]),  # a whole number moves by one at least
        ("frequency >= 40", [("40", "36", "44")]),
        ("monetary >= 12.50", [("12.5", "11.25", "13.75")]),
        ("40 <= frequency", [("40", "36", "44")]),
        ("recency < 90d", [("90d", "81d", "99d")]),
        ("recency < 5d", [("5d", "4d", "6d")]),
        ("recency < 36h", [("36h", "12h", "60h")]),  # whole days
        ("recency < 12h", [("12h", "0d", "36h")]),  # nothing is less than no time
        ("recency < 6mo", [("6mo", "164d", "200d")]),  # 182 days before this day
        ("recency < seuil", [("30d", "27d", "33d")]),
        ("part >= 30%", [("0.3", "0.27", "0.33")]),
        ("monetary in top 20%", [("0.2", "0.18", "0.22")]),
        ("rank of monetary <= 100", [("100", "90", "110")]),
        ("at least 2 orders", [("2", "1", "3")]),
        ("at most 20 orders", [("20", "18", "22")]),
        ("frequency between 10 and 20", [("10", "9", "11"), ("20", "18", "22")]),
        ("not (frequency >= 4) or recency < 90d", [("4", "3", "5"), ("90d", "81d", "99d")]),
        ("acheteur(200)", [("200", "180", "220")]),
        ("(frequency >= 4) as of 90 days ago", [("4", "3", "5")]),
        ("monetary >= 0.0 ", []),  # a tenth of nothing
        ("frequency = 4", []),
        ("any orders", []),
        ("birth_date < 1990-01-01", []),
        ('city = "Paris"', []),
        ("vip", []),  # a number that stands where vip is declared
    ],
)
def test_numbers_move_by_a_tenth(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert around(text) == expected


def test_only_the_number_itself_moves() -> None:
    whole = condition("frequency >= 4 and recency < 90d")
    first, second = variants.moved(whole, DAY)
    assert first.lower == condition("frequency >= 3 and recency < 90d")
    assert first.higher == condition("frequency >= 5 and recency < 90d")
    assert second.lower == condition("frequency >= 4 and recency < 81d")


def test_of_equal_tests_each_moves_by_itself() -> None:
    first, second = variants.moved(condition("frequency >= 4 or frequency >= 4"), DAY)
    assert first.lower == condition("frequency >= 3 or frequency >= 4")
    assert second.lower == condition("frequency >= 4 or frequency >= 3")


def test_parts_stand_in_the_authors_order() -> None:
    parts = variants.parts(condition("recency < 90d and vip and (frequency >= 4 or is_staff)"))
    assert parts == (
        condition("recency < 90d"),
        condition("vip"),
        condition("frequency >= 4 or is_staff"),
    )


def test_what_is_no_and_has_one_part() -> None:
    assert len(variants.parts(condition("vip or is_staff"))) == 1


def test_of_many_parts_the_last_ones_are_together() -> None:
    many = condition(" and ".join(f"frequency != {number}" for number in range(50)))
    parts = variants.parts(many)
    assert len(parts) == variants.MOST_PARTS
    assert model.All((*parts[:-1], *_parts(parts[-1]))) == many


def _parts(condition: model.Condition) -> tuple[model.Condition, ...]:
    assert isinstance(condition, model.All)
    return condition.parts


def test_values_are_asked_for_once_and_without_their_arithmetic() -> None:
    found = variants.asked(condition("monetary > 2 * frequency and frequency >= 4 and vip"))
    assert [value.name for value in found if isinstance(value, model.MetricValue)] == [
        "monetary",
        "frequency",
    ]


def test_a_value_of_another_day_is_asked_of_that_day() -> None:
    (found,) = variants.asked(condition("(frequency >= 4) as of 90 days ago"))
    assert isinstance(found, model.ValueAsOf)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("frequency >= 4 and frequency < 9", {"frequency": ["4", "9"]}),
        ("recency < 6mo", {"recency": ["182"]}),
        ("monetary > 2 * ratio", {"monetary": [], "ratio": []}),
        ("monetary in top 20%", {"monetary": []}),
        ("score of recency >= 4", {"recency": []}),
        ('vip and city = "Paris"', {}),
    ],
)
def test_compared_metrics_come_with_their_limits(text: str, expected: dict[str, list[str]]) -> None:
    found = variants.compared(condition(text), DAY)
    assert {name: [f"{one.normalize():f}" for one in limits] for name, limits in found.items()} == (
        expected
    )
