"""What is said of one customer is what the reference says, now and as time goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from segdsl.interpreter.evaluation import Evaluation, evaluate
from segdsl.interpreter.meeting import as_type
from segdsl.interpreter.reading import Read, Value, text_of
from segdsl.interpreter.tables import World
from segdsl.meaning import model
from segdsl.meaning.parts import of_class, of_segment
from segdsl.promises.changes import Needed, Person, changes
from segdsl.statistics import customer, passing
from segdsl.statistics.customer import Customer
from segdsl.warehouse.engine import Engine
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample
from tests.promises.asked import D, project_of
from tests.statistics.holding import filled

ENGINES = ("duckdb", "postgres")


def read(evaluation: Evaluation, value: model.Value, key: Value) -> Read:
    found = evaluation.value("customers", value)[key]
    return as_type(found, value.type, evaluation.project.timezone)


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("seed", range(4))
def test_each_condition_and_value_is_that_of_the_reference(
    kind: str, seed: int, tmp_path: Path, postgres_uri: str
) -> None:
    drawn = sample(seed)
    project = understood([MODEL, *segments(seed, 12, drawn)], contents(seed, drawn))
    evaluation = evaluate(project, drawn.world, drawn.as_of)
    keys = evaluation.population("customers")
    if not keys:
        return
    random = Random(f"customer {seed}")
    with filled(kind, project, drawn.world, tmp_path, postgres_uri) as engine:
        for segment in project.segments.values():
            if segment.population != "customers":
                continue
            part = of_segment(project, segment)
            asked = customer.question(project, "customers", drawn.as_of, part)
            key = random.choice(keys)
            found = asked.answer(engine, text_of(key))
            assert found is not None
            for condition, held in found.verdicts.items():
                assert held is (key in evaluation.condition("customers", condition)), condition
            for value, known in found.values.items():
                wanted = read(evaluation, value, key)
                if isinstance(known, float) and isinstance(wanted, float):
                    assert known == pytest.approx(wanted, rel=1e-9), value
                else:
                    assert known == wanted, value


def test_nobody_is_told_from_somebody_left_out(tmp_path: Path) -> None:
    drawn = sample(2)
    project = understood([MODEL], contents(2, drawn))
    hidden = {**drawn.world["customers"][0], "customer_id": "hidden", "anonymised": True}
    world = {**drawn.world, "customers": [*drawn.world["customers"], hidden]}
    part = of_segment(
        project, model.Segment("x", "customers", model.Always(True), model.Description())
    )
    asked = customer.question(project, "customers", drawn.as_of, part)
    with filled("duckdb", project, world, tmp_path, "") as engine:
        assert asked.answer(engine, "hidden") is None
        left = customer.left_out(project, "customers", drawn.as_of, engine, "hidden")
        assert left is not None
        assert left.by_where
        assert customer.left_out(project, "customers", drawn.as_of, engine, "nobody") is None


# --- as time goes by ---

SHOP = """
segment lately: recency < 90d
segment regular: frequency >= 2 and recency < 90d
segment gone: recency >= 90d
segment midway: recency between 30d and 60d
segment either: recency < 30d or (recency >= 60d and recency < 100d)
segment monthly: any orders in this month
segment never: no orders
segment best: monetary in top 50%
segment vip_lately: vip and any orders in last 6 months
"""


def world(*orders: tuple[str, date, int], customers: str = "ab") -> World:
    """The small shop with orders of customers, each on a day and of an amount."""
    people = [
        {"customer_id": key, "city": "Rennes", "birth_date": None, "email": None, "is_staff": None}
        for key in customers
    ]
    rows = [
        {
            "order_id": str(number),
            "customer": key,
            "product": None,
            "ordered_at": day,
            "amount": amount,
            "channel": "web",
        }
        for number, (key, day, amount) in enumerate(orders)
    ]
    return {
        "customers": people,
        "orders": rows,
        "products": [],
        "visits": [],
        "gifts": [],
        "addresses": [],
    }


ROWS = (("a", date(2025, 6, 15), 800), ("a", date(2026, 2, 1), 300), ("b", date(2025, 1, 1), 5))
LATER = ("a", date(2026, 4, 20), 50)  # in the warehouse, and after the day


def first_day(project: model.Project, name: str, key: str, days: int) -> date | None:
    """The first day, without orders after D, on which the reference says otherwise."""
    known = world(*ROWS)
    now = key in evaluate(project, known, D).segment(name)
    for ahead in range(1, days + 1):
        day = D + timedelta(days=ahead)
        if (key in evaluate(project, known, day).segment(name)) is not now:
            return day
    return None


@pytest.mark.parametrize("kind", ENGINES)
def test_the_day_is_that_of_the_reference_without_further_rows(
    kind: str, tmp_path: Path, postgres_uri: str
) -> None:
    project = project_of(SHOP)
    with filled(kind, project, world(*ROWS, LATER), tmp_path, postgres_uri) as engine:
        for name, declared in project.segments.items():
            for key in ("a", "b"):
                part = of_segment(project, declared)
                known = asked(project, D, part, engine, key)
                found = passing.passing(project, "customers", D, part, known, engine)
                if name == "best":
                    assert found is None  # others decide
                    continue
                assert found is not None
                looked = (found.until - D).days
                assert found.day == first_day(project, name, key, looked), (name, key)
                assert looked in (passing.NEXT, passing.FARTHEST) or found.day == found.until


def asked(project: model.Project, day: date, part: object, engine: Engine, key: str) -> Customer:
    from segdsl.meaning.parts import Part

    assert isinstance(part, Part)
    found = customer.question(project, "customers", day, part).answer(engine, key)
    assert found is not None
    return found


def test_which_way_time_takes(tmp_path: Path) -> None:
    project = project_of(SHOP)
    ways = {}
    with filled("duckdb", project, world(*ROWS), tmp_path, "") as engine:
        for name, declared in project.segments.items():
            part = of_segment(project, declared)
            known = asked(project, D, part, engine, "a")
            ways[name] = passing.takes_one_way(project, part, known)
    assert ways == {
        "vip": False,  # sums may rise and fall: amounts may be below zero
        "lately": True,
        "regular": True,
        "gone": True,
        "midway": False,
        "either": False,
        "monthly": False,
        "never": True,
        "best": False,
        "vip_lately": False,
    }


ROLLING = """
segment r1 of customers: time since last order < 90d
segment r2 of customers: any orders in last 6 months and not time since first order < 1y
segment r3 of customers: count of orders in last 12 months >= 2 or any orders in last 30d
segment r4 of customers: no orders in last 120d or time since last order >= 2mo
segment r5 of customers: not (at least 2 orders in last 400d and time since last order <= 180d)
"""


@pytest.mark.parametrize("seed", range(3))
def test_what_takes_one_way_changes_once_at_most(seed: int) -> None:
    drawn = sample(seed, customers=8)
    texts = [MODEL, ROLLING, *segments(seed, 60, drawn)]
    project = understood(texts, contents(seed, drawn))
    still = passing.frozen(project, "customers", drawn.as_of, None)
    days = [evaluate(still, drawn.world, drawn.as_of + timedelta(days=n)) for n in range(0, 400, 8)]
    looked = changed = 0
    for segment in project.segments.values():
        if segment.population != "customers":
            continue
        part = of_segment(project, segment)
        for key in days[0].population("customers")[:4]:
            verdicts = {
                one.condition: key in days[0].condition("customers", one.condition)
                for one in part.everything()
            }
            known = Customer(text_of(key), verdicts, {})
            if passing.takes_one_way(project, part, known):
                held = [key in day.segment(segment.name) for day in days]
                turns = sum(one is not other for one, other in pairwise(held))
                assert turns <= 1, (segment.span and segment.span.text, key, held)
                looked, changed = looked + 1, changed + turns
    assert looked
    assert changed


# --- what would change it ---


def told(text: str, key: str, rows: World, folder: Path) -> list[str]:
    """The changes found for `x`, as `frequency +1` or `+1 orders`."""
    project = project_of(text)
    declared = project.segments.get("x")
    segmentation = project.segmentations.get("x")
    with filled("duckdb", project, rows, folder, "") as engine:
        if declared is not None:
            part = of_segment(project, declared)
        else:
            assert segmentation is not None
            part = of_class(project, segmentation, "a")
        known = asked(project, D, part, engine, key)
    person = Person(project, "customers", D, known.verdicts, known.values)
    found = []
    for one in changes(person, part):
        if one.rows is not None:
            found.append(f"+{one.rows.count} {one.rows.table}")
        else:
            found.append(", ".join(map(needed, one.needed)))
    return found


def needed(one: Needed) -> str:
    """`frequency +1`, `city`."""
    return value(one.value) if one.by is None else f"{value(one.value)} {one.by.normalize():+f}"


def value(node: model.Value) -> str:
    assert node.span is not None
    return node.span.text


NOW = D - timedelta(days=10)
OLD = D - timedelta(days=200)


@pytest.mark.parametrize(
    ("rule", "orders", "expected"),
    [
        ("segment x: frequency >= 2 and recency < 90d", [("a", NOW, 5)], ["+1 orders"]),
        ("segment x: frequency >= 3 and recency < 90d", [("a", OLD, 5)], ["+2 orders"]),
        (
            "segment x: frequency >= 2 and recency >= 30d",
            [("a", NOW, 5)],
            ["frequency +1, recency +20"],
        ),
        ("segment x: recency < 90d", [("a", OLD, 5)], ["+1 orders"]),
        ("segment x: at least 2 orders in last 30d", [("a", NOW, 5)], ["+1 orders"]),
        ('segment x: at least 2 orders where (channel = "web")', [("a", NOW, 5)], ["+1 orders"]),
        ("segment x: monetary >= 100", [("a", NOW, 5)], ["monetary +95"]),
        ("segment x: monetary > 100", [("a", NOW, 5)], ["monetary +95.01"]),
        ("segment x: 2 * monetary >= 100", [("a", NOW, 5)], ["monetary +45"]),
        # an order more would also bring its amount, of which nothing is known
        ("segment x: frequency >= 2 and monetary < 100", [("a", NOW, 5)], ["frequency +1"]),
        ("segment x: no orders", [("a", NOW, 5)], []),
        ("segment x: frequency < 1", [("a", NOW, 5)], ["frequency -1"]),
        ('segment x: city = "Paris"', [], ["city"]),
        ("segment x: monetary in top 1%", [("a", NOW, 5)], []),
        ("segmentation x:\n  a when frequency >= 3\n  b otherwise", [], ["+3 orders"]),
    ],
)  # fmt: skip
def test_the_least_change(
    rule: str, orders: list[tuple[str, date, int]], expected: list[str], tmp_path: Path
) -> None:
    rows = world(*orders, ("b", NOW, 5), ("b", NOW, 5), ("c", NOW, 7), customers="abc")
    assert told(f"{rule}\n", "a", rows, tmp_path) == expected


@pytest.mark.parametrize(
    ("rule", "orders"),
    [
        ("frequency >= 2 and recency < 90d", [("a", NOW, 5)]),
        ("frequency >= 3 and recency < 90d", [("a", OLD, 5)]),
        ('at least 2 orders where (channel = "web") and recency < 5d', [("a", NOW, 5)]),
        ("vip or frequency >= 4", []),
    ],
)
def test_rows_that_are_told_do_change_the_verdict(
    rule: str, orders: list[tuple[str, date, int]], tmp_path: Path
) -> None:
    text = f"segment x: {rule}\n"
    first = next(x for x in told(text, "a", world(*orders), tmp_path) if "orders" in x)
    count = int(first.removeprefix("+").split()[0])
    project = project_of(text)
    assert "a" not in evaluate(project, world(*orders), D).segment("x")
    fewer = [*orders, *[("a", D, 1)] * (count - 1)]
    assert "a" not in evaluate(project, world(*fewer), D).segment("x")
    assert "a" in evaluate(project, world(*fewer, ("a", D, 1)), D).segment("x")


def test_nothing_is_told_where_the_warehouse_and_the_rule_disagree() -> None:
    project = project_of("segment x: frequency >= 2\n")
    part = of_segment(project, project.segments["x"])
    verdicts: Mapping[model.Condition, bool] = {part.condition: True}
    values: Mapping[model.Value, Read] = {part.values[0]: 0}
    person = Person(project, "customers", D, verdicts, values)
    assert changes(person, part) == ()
    assert changes(replace(person, verdicts={part.condition: False}), part) != ()
