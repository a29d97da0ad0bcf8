"""The guides' tests of a good segment, by hand and against the reference."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from segdsl.compiler import Stopwatch
from segdsl.interpreter.evaluation import evaluate
from segdsl.interpreter.tables import World
from segdsl.statistics.audit import Criterion, Limits, Verdict, audit
from segdsl.statistics.from_warehouse import survey
from segdsl.statistics.spreads import spreads
from segdsl.warehouse import connect as reading
from segdsl.warehouse.engine import Engine
from tests.publishing import shop

DAY = date(2026, 3, 5)
TEXT = """
population customers (customer) from customers
  key customer_id: integer
  city: text
  phone: text
source orders (order) from orders
  key order_id: integer
  customer -> customers
  at day: date
  amount: money
metric monetary: sum of orders.amount
  better higher
metric basket: average of orders.amount
  better higher
metric unranked: count of orders
channel letter: city is known
channel call: phone is known
segment buyers: any orders
segment again: count of orders >= 1
segment rich: monetary >= 150
segment nobody: monetary < 0
segment recent: any orders in last 2 days
"""
PROJECT = shop.project(TEXT)
CUSTOMERS = [
    {"customer_id": n, "city": "Rennes" if n <= 6 else None, "phone": "1" if n <= 2 else None}
    for n in range(1, 11)
]
ORDERS = [
    {"order_id": n, "customer": n, "day": date(2026, 3, n), "amount": Decimal(10 * n * n)}
    for n in range(1, 6)
]
WORLD: World = {"customers": CUSTOMERS, "orders": ORDERS}
NAMES = ("buyers", "again", "rich", "nobody", "recent")


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "duckdb":
        place = shop.in_duckdb(tmp_path)
    else:
        place = shop.in_postgres(request.getfixturevalue("postgres_uri"))
    place.load(PROJECT, WORLD)
    found = reading.connect(place.reads)
    yield found
    found.close()


def test_deviations_are_those_of_the_reference(engine: Engine) -> None:
    found = spreads(PROJECT, DAY, NAMES, engine, Stopwatch())
    judge = evaluate(PROJECT, WORLD, DAY)
    assert [one.metric for one in found["rich"]] == ["monetary", "basket"]
    for name in NAMES:
        for one in found[name]:
            values = judge.metric(one.metric)
            known = {key: float(v) for key, v in values.items() if isinstance(v, Decimal | float)}
            inside = [v for key, v in known.items() if key in judge.segment(name)]
            whole = statistics.stdev(known.values())
            assert one.everybody == pytest.approx(whole)
            wanted = statistics.stdev(inside) if len(inside) > 1 else None
            assert one.members == (wanted if wanted is None else pytest.approx(wanted)), name


def test_each_test_of_a_good_segment_by_hand(engine: Engine) -> None:
    """Five of ten buy, for 10, 40, 90, 160 and 250; all but one of them lives somewhere known."""
    days = [date(2026, 3, 3), date(2026, 3, 4), DAY]
    said = survey(PROJECT, DAY, days, engine, Stopwatch(), lambda _: None)
    spread = spreads(PROJECT, DAY, NAMES, engine, Stopwatch())
    found = {one.name: one for one in audit(PROJECT, said, spread, NAMES, Limits())}
    buyers = {one.criterion: one for one in found["buyers"].findings}
    assert buyers[Criterion.QUANTIFIABLE].figure == 0.5
    assert buyers[Criterion.PROFITABLE].figure == 1.0
    assert (buyers[Criterion.REACHABLE].figure, buyers[Criterion.REACHABLE].of) == (1.0, "letter")
    assert (buyers[Criterion.DISTINCT].figure, buyers[Criterion.DISTINCT].of) == (1.0, "again")
    assert buyers[Criterion.DISTINCT].verdict is Verdict.LOOK
    # 3 bought by the 3rd, 4 by the 4th, 5 by the 5th: one in seven, then one in nine, came
    assert buyers[Criterion.STABLE].figure == pytest.approx((1 / 7 + 1 / 9) / 2)
    rich = {one.criterion: one for one in found["rich"].findings}
    assert rich[Criterion.PROFITABLE].figure == pytest.approx(410 / 550)
    assert (rich[Criterion.DISTINCT].figure, rich[Criterion.DISTINCT].of) == (1.0, "recent")
    nobody = {one.criterion: one.verdict for one in found["nobody"].findings}
    assert nobody[Criterion.QUANTIFIABLE] is Verdict.LOOK
    assert nobody[Criterion.REACHABLE] is nobody[Criterion.DISTINCT] is Verdict.UNKNOWN
    assert not found["nobody"].is_good
    # who bought on the last two days: one comes and one goes of two, each day
    recent = {one.criterion: one for one in found["recent"].findings}
    assert (recent[Criterion.STABLE].figure, recent[Criterion.STABLE].verdict) == (
        0.5,
        Verdict.LOOK,
    )
