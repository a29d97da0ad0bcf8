"""A world comes back from an engine as it went in."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.differential.comparison import Engine, duckdb_engine, postgres_engine
from tests.interpreter.shop import SHOP

NASTY = ["", "O'Brien", '"', "\\", "a\\tb", "a\tb", "a\nb", "${x}", "\\N", "e\u0301", "😀", None]
WORLD: dict[str, list[dict[str, object]]] = {
    "customers": [
        {"id": text, "city": text, "born": date(2024, 2, 29), "points": 10**9, "ratio": 0.1,
         "store": None}
        for text in NASTY
    ],
    "stores": [],
    "orders": [
        {"id": "o", "ordered_at": datetime(2026, 3, 31, 23, 59, 59, 999999),
         "amount": Decimal("999999999.99"), "channel": None, "status": None, "customer": "a",
         "store": None}
    ],
    "lines": [],
}  # fmt: skip


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "duckdb":
        with duckdb_engine() as duck:
            yield duck
    else:
        with postgres_engine(request.getfixturevalue("postgres_uri")) as postgres:
            yield postgres


def test_texts_times_and_amounts_come_back(engine: Engine) -> None:
    engine.load(SHOP, WORLD)
    assert [row[0] for row in engine.rows('SELECT city FROM "customers"')] == NASTY
    assert engine.rows('SELECT DISTINCT born, points, ratio FROM "customers"') == [
        (date(2024, 2, 29), 10**9, 0.1)
    ]
    assert engine.rows('SELECT ordered_at, amount FROM "orders"') == [
        (datetime(2026, 3, 31, 23, 59, 59, 999999), Decimal("999999999.9900"))
    ]


def test_nan_stays_nan_and_tables_are_made_anew(engine: Engine) -> None:
    engine.load(SHOP, WORLD)
    one = {"id": "a", "city": None, "born": None, "points": None, "ratio": math.nan, "store": None}
    engine.load(SHOP, {**WORLD, "customers": [one]})
    [(ratio,)] = engine.rows('SELECT ratio FROM "customers"')
    assert isinstance(ratio, float)
    assert math.isnan(ratio)
