"""Disagreements that were found once: the smallest case of each, on every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest

from segdsl.interpreter.evaluation import evaluate
from tests.differential.comparison import (
    Engine,
    differences,
    duckdb_engine,
    members,
    postgres_engine,
)  # fmt: skip
from tests.differential.compiler import understood

DAY = date(2025, 6, 30)
MODEL = """
population households (household) from households
  key household_id: text
population customers (customer) from customers
  key customer_id: text
  household -> households from household_id
source orders (order) from orders
  customer -> customers from customer_id
  at day: date
  is_gift: boolean
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
    whole = {name: world.get(name, ()) for name in project.tables}
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
