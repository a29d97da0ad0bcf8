"""Disagreements that were found once: the smallest case of each, on every engine."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import pytest

from segdsl.interpreter.evaluation import evaluate
from tests.differential import model_text, worlds
from tests.differential.comparison import (
    Engine,
    differences,
    duckdb_engine,
    members,
    postgres_engine,
)  # fmt: skip
from tests.differential.compiler import compiled, understood
from tests.differential.engines import columns_of

DAY = date(2025, 6, 30)
MODEL = """
population households (household) from households
  key household_id: text
population customers (customer) from customers
  key customer_id: text
  household -> households from household_id
  is_fresh: boolean = household is known
source orders (order) from orders
  customer -> customers from customer_id
  at day: date
  is_gift: boolean
  place: text
"""


@pytest.fixture(scope="module")
def engines(postgres_uri: str) -> Iterator[tuple[Engine, ...]]:
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        yield duck, postgres


def check(
    engines: Sequence[Engine],
    text: str,
    expected: Mapping[str, set[str]],
    **world: Sequence[Mapping[str, object]],
) -> None:
    project = understood([MODEL, text])
    whole = {
        name: [{**dict.fromkeys(columns_of(table)), **row} for row in world.get(name, ())]
        for name, table in project.tables.items()
    }
    reference = members(evaluate(project, whole, DAY))
    assert {name: set(keys) for name, keys in reference.items()} == expected
    for engine in engines:
        assert not differences(project, whole, DAY, engine), engine.dialect


def test_a_member_without_a_key_is_no_row_of_its_household(engines: Sequence[Engine]) -> None:
    check(
        engines,
        "segment couples of households: exactly 2 customers",
        {"couples": {"h2"}},
        households=[{"household_id": "h1"}, {"household_id": "h2"}],
        customers=[
            {"customer_id": "a", "household_id": "h1"},
            {"customer_id": None, "household_id": "h1"},
            {"customer_id": "b", "household_id": "h2"},
            {"customer_id": "c", "household_id": "h2"},
        ],
    )


def test_the_smallest_and_largest_of_a_yes_or_no(engines: Sequence[Engine]) -> None:
    check(
        engines,
        "segment never of customers: not (largest of orders.is_gift)\n"
        "segment always of customers: smallest of orders.is_gift\n",
        {"never": {"a"}, "always": {"b"}},
        customers=[{"customer_id": key, "household_id": None} for key in "abc"],
        orders=[
            {"customer_id": customer, "day": DAY, "is_gift": gift}
            for customer, gift in (("a", False), ("b", True), ("c", True), ("c", False))
        ],
    )


CUSTOMERS = [{"customer_id": key, "household_id": None} for key in "abc"]
VISITS = """
source visits (visit) groups orders by customer, day
  at day: date
  recent: integer = count of orders in last 7 days
"""


def order(customer: str, day: date, gift: bool | None = None) -> dict[str, object]:
    return {"customer_id": customer, "day": day, "is_gift": gift}


def test_groups_of_which_nothing_but_their_number_is_asked(engines: Sequence[Engine]) -> None:
    check(
        engines,
        VISITS + "segment often of customers: count of visits >= 2",
        {"often": {"a"}},
        customers=CUSTOMERS,
        orders=[order("a", DAY), order("a", date(2025, 1, 1)), order("b", DAY), order("b", DAY)],
    )


def test_a_group_exists_outside_the_windows_of_its_members(engines: Sequence[Engine]) -> None:
    check(
        engines,
        VISITS + "segment quiet of customers: any visits where (recent = 0)",
        {"quiet": {"a"}},
        customers=CUSTOMERS,
        orders=[order("a", date(2025, 1, 1)), order("b", DAY)],
    )


def test_a_rank_of_ranks(engines: Sequence[Engine]) -> None:
    check(
        engines,
        "metric often of customers: count of orders\n  better higher\n"
        "metric place of customers: rank of often\n  better lower\n"
        "segment best of customers: rank of place = 1\n"
        "segment middle of customers: place in top 40%\n",
        {"best": {"a"}, "middle": {"a", "b"}},
        customers=CUSTOMERS,
        orders=[order(key, DAY) for key in "aaabbc"],
    )


def test_a_condition_beyond_a_reference_that_finds_nothing_is_missing(
    engines: Sequence[Engine],
) -> None:
    check(
        engines,
        "source gifts (gift) from gifts\n  customer -> customers from customer_id\n"
        "  friend -> customers from friend_id\n"
        "segment kind of customers: any gifts via customer where (friend.is_fresh = false)\n"
        "segment sure of customers: any gifts via customer where (friend.is_fresh is known)\n",
        {"kind": {"a"}, "sure": {"a"}},
        customers=CUSTOMERS,
        gifts=[
            {"customer_id": "a", "friend_id": "b"},
            {"customer_id": "b", "friend_id": "nobody"},
            {"customer_id": "c", "friend_id": None},
        ],
    )


@pytest.mark.parametrize(
    ("weight", "total"),
    [(0.000_000_5, "0.000001"), (1_234_567_890.123_456_7, "1234567890.123457")],
    ids=["half of the last decimal", "more than fifteen digits"],
)
def test_doubles_are_summed_with_six_decimals(
    engines: Sequence[Engine], weight: float, total: str
) -> None:
    check(
        engines,
        "source parcels (parcel) from parcels\n  customer -> customers from customer_id\n"
        "  weight: number\n"
        f"segment heavy of customers: sum of parcels.weight = {total}\n",
        {"heavy": {"a"}},
        customers=CUSTOMERS,
        parcels=[{"customer_id": "a", "weight": weight}],
    )


def test_texts_are_ranked_by_code_point() -> None:
    project = understood(
        [
            MODEL
            + "metric town of customers: last of orders.place\n  better lower\n"
            + "segment x of customers: town in top 20%\n"
        ]
    )
    (query,) = compiled(project, DAY, "postgres")
    assert 'ORDER BY "town" COLLATE "C"' in query


def test_a_fixed_value_is_known(engines: Sequence[Engine]) -> None:
    check(
        engines,
        "parameter span: duration = 6mo\n"
        "segment all_of_them of customers: span is known\n"
        "segment none of customers: span is missing or 6mo is missing\n",
        {"all_of_them": {"a", "b", "c"}},
        customers=CUSTOMERS,
    )


def test_the_nan_of_an_amount_kept_as_a_double_is_missing(engines: Sequence[Engine]) -> None:
    parcels = (
        "source parcels (parcel) from parcels\n  customer -> customers from customer_id\n"
        "  weight: number\n"
    )
    stored = understood([MODEL, parcels])
    read = understood(
        [
            MODEL,
            parcels.replace("number", "money"),
            "segment dear of customers: any parcels where (weight > 10)\n"
            "segment none of customers: any parcels where (weight is missing)\n"
            "segment all_in of customers: sum of parcels.weight = 12.5\n",
        ]
    )
    weights = (("a", math.nan), ("a", 12.5), ("b", math.nan))
    world: dict[str, list[dict[str, object]]] = {name: [] for name in stored.tables}
    world["customers"] = [{**row, "place": None} for row in CUSTOMERS]
    world["parcels"] = [{"customer_id": key, "weight": weight} for key, weight in weights]
    for engine in engines:
        engine.load(stored, world)
        (query,) = compiled(read, DAY, engine.dialect)
        assert sorted(engine.rows(query)) == [
            ("all_in", "a"), ("dear", "a"), ("none", "a"), ("none", "b"),
        ]  # fmt: skip


def test_a_clock_that_goes_back_means_the_later_hour(engines: Sequence[Engine]) -> None:
    text = """
source taps (tap) from taps
  customer -> customers from customer_id
  at tapped_at: datetime
segment in_two of customers: any taps then taps within 2h
segment in_three of customers: any taps then taps within 3h
segment skipped of customers: any taps in 2025-03 then taps within 1h
"""
    times = ["2024-10-27 01:20", "2024-10-27 02:30"]  # 23:20 and 01:30 in UTC, not 00:30
    skipped = ["2025-03-30 01:40", "2025-03-30 02:30"]  # 00:40 and 01:30: 02:30 is read as 03:30
    check(
        engines,
        text,
        {"in_three": {"a", "b"}, "skipped": {"b"}, "in_two": {"b"}},
        customers=CUSTOMERS,
        taps=[
            {"customer_id": key, "tapped_at": datetime.fromisoformat(at)}
            for key, all_of in (("a", times), ("b", skipped))
            for at in all_of
        ],
    )


def test_the_same_row_on_a_day_does_not_follow_itself(engines: Sequence[Engine]) -> None:
    text = """
segment again of customers: any orders then orders within 7d
segment gift_then of customers: any orders where (is_gift) then orders within 7d
segment alone of customers: any orders then no orders within 7d
segment gift_alone of customers: any orders where (is_gift) then no orders where (is_gift) within 7d
"""
    orders = (
        ("a", "2025-06-01", True),
        ("b", "2025-06-01", True), ("b", "2025-06-01", False),
        ("c", "2025-06-01", True), ("c", "2025-06-08", None), ("c", "2025-06-23", True),
    )  # fmt: skip
    check(
        engines,
        text,
        {
            "again": {"b", "c"},
            "gift_then": {"b", "c"},
            "alone": {"a", "c"},
            "gift_alone": {"a", "b", "c"},
        },
        customers=CUSTOMERS,
        orders=[
            {"customer_id": key, "day": date.fromisoformat(day), "is_gift": gift, "place": None}
            for key, day, gift in orders
        ],
    )


def test_a_row_without_reference_compared_in_the_same_condition(engines: Sequence[Engine]) -> None:
    """DuckDB 2.0.1 lost a column where a left join's key was asked to be NULL, and added to."""
    drawn = worlds.sample(710018)
    text = """
segment odd of households: any gifts via order where (
  not ((receiver.store + giver.balance is missing) or (receiver.store.store_id is known))
  and order.store = 4
  ) within 90d after first line
"""
    project = understood([model_text.MODEL, text])
    for engine in engines:
        assert not differences(project, drawn.world, drawn.as_of, engine), engine.dialect


def test_a_sum_over_a_reference_that_nothing_answers(engines: Sequence[Engine]) -> None:
    """DuckDB 2.0.1 took the sum for 0 when it compared it: no house had been built by that day."""
    text = """
population people (person) from people
  key person_id: text
  house -> houses
source houses (house) from houses
  key house_id: integer
  at built: date
  size: integer
source visits (visit) from visits where (person.house.size is missing)
  person -> people
  points: integer
  amount: money
source papers (paper) from papers
  person -> people
  points: integer
  amount: money
segment two of people: sum of papers.points where (person.house.size is missing) = 2
segment paid of people: sum of papers.amount where (person.house is missing) >= 2
segment kept of people: sum of visits.points = 2
segment earlier of people:
  (sum of papers.points where (person.house is missing) = 2) as of 1 day ago
"""
    papers = [{"person": "a", "points": 2, "amount": 2}, {"person": "b", "points": 1, "amount": 1}]
    check(
        engines,
        text,
        {"two": {"a"}, "paid": {"a"}, "kept": {"a"}, "earlier": {"a"}},
        people=[{"person_id": key, "house": 1} for key in "ab"],
        houses=[{"house_id": 1, "built": None, "size": 3}],
        visits=papers,
        papers=papers,
    )
