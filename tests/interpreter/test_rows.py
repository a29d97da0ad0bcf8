"""Which rows exist, to whom they belong, and what is made of them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from segdsl.interpreter.reading import stored
from segdsl.interpreter.tables import DuplicateKey
from segdsl.meaning import model
from segdsl.meaning.types import Type
from tests.interpreter.shop import (
    AMOUNT,
    CHANNEL,
    RECENCY,
    aggregate,
    among,
    any_,
    compare,
    customer,
    days,
    lines,
    months,
    of,
    order,
    orders,
    shop,
    window,
)

A = [customer("a")]


def test_the_population_is_its_known_keys() -> None:
    assert shop([customer("a"), customer(None), customer("")]).population("customers") == ("a", "")


def test_a_duplicate_key_stops_the_run_with_examples() -> None:
    with pytest.raises(DuplicateKey) as stopped:
        shop([customer("a"), customer("b"), customer("a")]).population("customers")
    assert (stopped.value.table, stopped.value.keys) == ("customers", ("a",))


def test_the_key_of_a_referenced_source_is_unique_too() -> None:
    rows = shop(A, [order("a", "2026-03-01", id="o"), order("a", "2026-03-02", id="o")])
    assert of(rows, aggregate("count of")) == {"a": 2}
    with pytest.raises(DuplicateKey):
        shop(A, [order("a", "2026-03-01", id="o")] * 2, lines=[{"order": "o"}]).condition(
            "customers", any_(lines())
        )


def test_rows_after_the_day_do_not_exist() -> None:
    """Until 22:00 UTC it is still the 31st of March in Paris, in summer time."""
    seen = [order("a", "2026-03-31 21:59:59.999999"), order("a", "2026-03-31 22:00")]
    assert of(shop(A, seen), aggregate("count of")) == {"a": 1}
    assert of(shop(A, seen, as_of=date(2026, 4, 1)), aggregate("count of")) == {"a": 2}


def test_rows_without_a_time_do_not_exist() -> None:
    assert of(shop(A, [order("a", None)]), aggregate("count of")) == {"a": 0}


def test_a_row_left_out_by_where_takes_its_lines_along() -> None:
    rows = shop(
        A,
        [order("a", "2026-03-01", id="o1"), order("a", "2026-03-01", id="o2", status="cancelled")],
        lines=[{"order": "o1"}, {"order": "o2"}, {"order": "gone"}, {"order": None}],
    )
    assert of(rows, aggregate("count of", rows=lines())) == {"a": 1}


def test_rows_without_a_customer_count_for_nobody() -> None:
    rows = shop(A, [order(None, "2026-03-01"), order("gone", "2026-03-01")])
    assert of(rows, aggregate("count of")) == {"a": 0}


@pytest.mark.parametrize(("day", "inside"), [("2026-03-01", False), ("2026-03-02", True)])
def test_in_last_30_days_holds_thirty_days(day: str, inside: bool) -> None:
    condition = any_(orders(window=window("in last", days(30))))
    assert among(shop(A, [order("a", day)]), condition) == ("a" if inside else "")


@pytest.mark.parametrize(("day", "inside"), [("2026-02-28", False), ("2026-03-01", True)])
def test_a_month_back_is_clipped_to_its_end(day: str, inside: bool) -> None:
    condition = any_(orders(window=window("in last", months(1))))
    assert among(shop(A, [order("a", day)]), condition) == ("a" if inside else "")


@pytest.mark.parametrize(
    ("day", "sign", "holds"),
    [
        ("2025-09-30", "<", False),
        ("2025-09-30", "<=", True),
        ("2025-09-30", "=", True),
        ("2025-10-01", "<", True),
        ("2025-10-01", ">=", False),
        ("2025-09-29", ">", True),
    ],
)
def test_time_since_against_months_steps_the_calendar(day: str, sign: str, holds: bool) -> None:
    """Six months before the 31st of March is the 30th of September."""
    condition = compare(RECENCY, sign, months(6))
    assert among(shop(A, [order("a", day)]), condition) == ("a" if holds else "")


def test_first_takes_the_earliest_row_even_if_missing() -> None:
    rows = [order("a", "2026-03-01", channel=None), order("a", "2026-03-02", channel="web")]
    assert of(shop(A, rows), aggregate("first of", CHANNEL)) == {"a": None}
    assert of(shop(A, rows), aggregate("last of", CHANNEL)) == {"a": "web"}


def test_first_of_tied_rows_is_the_smallest_known() -> None:
    rows = [order("a", "2026-03-01", channel=one) for one in ("web", None, "été", "Web")]
    assert of(shop(A, rows), aggregate("first of", CHANNEL)) == {"a": "Web"}


def test_the_most_frequent_of_tied_values_is_the_smallest() -> None:
    rows = [order("a", "2026-03-01", channel=one) for one in ("b", "b", "a", "a", "c", None)]
    assert of(shop(A, rows), aggregate("most frequent", CHANNEL)) == {"a": "a"}


def test_a_share_splits_rows_instead_of_choosing_them() -> None:
    rows = [
        order("a", "2026-03-01", 30, channel="web"),
        order("a", "2026-03-01", 10, channel="store"),
        order("a", "2026-03-01", None, channel="web"),
        order("a", "2024-03-01", 1000, channel="store"),
    ]
    web = orders(compare(CHANNEL, "=", "web"), window("in last", days(90)))
    assert of(shop(A, rows), aggregate("share of", AMOUNT, web)) == {"a": 0.75}
    assert of(shop(A, rows), aggregate("share of", None, web)) == {"a": 2 / 3}


def test_money_adds_up_exactly() -> None:
    rows = [order("a", "2026-03-01", amount) for amount in (0.1, 0.2, Decimal("1e9"))]
    assert of(shop(A, rows), aggregate("sum of", AMOUNT)) == {"a": Decimal("1000000000.3000")}


def test_the_average_gap_is_over_distinct_days() -> None:
    rows = [order("a", f"2026-03-{day} 12:00") for day in ("01", "01", "03", "06")]
    assert of(shop(A, rows), aggregate("average gap between")) == {"a": 2.5}
    assert of(shop(A, rows[:2]), aggregate("average gap between")) == {"a": None}


def test_an_instant_meets_a_date_as_its_day() -> None:
    ordered_at = model.FieldValue((), "orders", "ordered_at", Type.DATETIME)
    condition = any_(orders(compare(ordered_at, "=", date(2026, 3, 30))))
    assert among(shop(A, [order("a", "2026-03-29 22:00")]), condition) == "a"
    assert among(shop(A, [order("a", "2026-03-29 21:59")]), condition) == ""


def test_of_two_readings_of_a_clock_the_later_is_meant() -> None:
    local = model.Field("ordered_at", Type.DATETIME, model.Stored("ordered_at"), "Europe/Paris")
    assert stored(datetime(2026, 3, 29, 2, 30), local) == datetime(2026, 3, 29, 1, 30)
    assert stored(datetime(2026, 10, 25, 2, 30), local) == datetime(2026, 10, 25, 1, 30)
