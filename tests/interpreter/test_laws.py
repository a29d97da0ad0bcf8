"""The laws of the language that need no engine, on drawn shops and drawn conditions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segdsl.interpreter.evaluation import Evaluation
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.predicates import COMPARISON_OF
from tests.interpreter.drawn import CONDITIONS, ROW_CONDITIONS, SELECTIONS, STANDINGS, worlds
from tests.interpreter.shop import (
    NOTHING,
    RECENCY,
    SHOP,
    Cells,
    aggregate,
    any_,
    compare,
    days,
    declared,
    orders,
    shop,
    window,
)

World = tuple[date, list[Cells], list[Cells], list[Cells]]
law = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def opened(world: World, project: model.Project = SHOP) -> Evaluation:
    as_of, customers, made, stores = world
    return shop(customers, made, stores, project=project, as_of=as_of)


def who(evaluation: Evaluation, condition: model.Condition) -> frozenset[object]:
    return frozenset(evaluation.condition("customers", condition))


@law
@given(worlds(), CONDITIONS)
def test_not_x_is_everybody_else(world: World, condition: model.Condition) -> None:
    rows = opened(world)
    yes, no = who(rows, condition), who(rows, model.Not(condition))
    assert yes | no == frozenset(rows.population("customers"))
    assert not yes & no


@law
@given(worlds(), CONDITIONS, CONDITIONS)
def test_de_morgan_holds(world: World, a: model.Condition, b: model.Condition) -> None:
    rows = opened(world)
    neither = model.All((model.Not(a), model.Not(b)))
    assert who(rows, model.Not(model.AnyOf((a, b)))) == who(rows, neither)


@law
@given(worlds(), SELECTIONS)
def test_no_is_not_any_is_a_count_of_zero(world: World, selection: model.Selection) -> None:
    rows = opened(world)
    none = who(rows, model.Rows(model.Quantifier.NO, 0, selection))
    assert none == who(rows, model.Not(any_(selection)))
    assert none == who(rows, compare(aggregate("count of", rows=selection), "=", 0))


@law
@given(worlds(), st.none() | ROW_CONDITIONS, st.integers(1, 400), st.integers(0, 400))
def test_a_longer_window_never_loses_an_at_least(
    world: World, where: model.Condition | None, short: int, more: int
) -> None:
    rows = opened(world)
    near, far = (
        model.Rows(model.Quantifier.AT_LEAST, 2, orders(where, window("in last", days(length))))
        for length in (short, short + more)
    )
    assert who(rows, near) <= who(rows, far)


@law
@given(worlds(), st.integers(1, 400))
def test_recency_under_n_days_is_any_in_the_last_n_days(world: World, count: int) -> None:
    rows = opened(world)
    recent = any_(orders(window=window("in last", days(count))))
    assert who(rows, compare(RECENCY, "<", days(count))) == who(rows, recent)


@law
@given(worlds(), st.integers(1, 200), st.integers(1, 200))
def test_adjoining_windows_meet_exactly(world: World, near: int, more: int) -> None:
    rows = opened(world)
    counts = [
        rows.value("customers", aggregate("count of", rows=orders(window=bounds)))
        for bounds in (
            window("in last", days(near)),
            window("from ago to ago", days(near + more), days(near)),
            window("in last", days(near + more)),
        )
    ]
    for key in rows.population("customers"):
        parts = [one[key] for one in counts]
        assert isinstance(parts[0], int)
        assert isinstance(parts[1], int)
        assert parts[0] + parts[1] == parts[2]


@law
@given(worlds(), STANDINGS, st.integers(1, 5))
def test_a_score_is_a_top_share(world: World, standing: model.Standing, score: int) -> None:
    rows = opened(world)
    scored = model.PlaceIn(model.Place.SCORE, standing, Type.INTEGER)
    top = model.InTop(standing, Decimal(20 * (6 - score)))
    assert who(rows, compare(scored, ">=", score)) == who(rows, top)


@law
@given(worlds(), STANDINGS)
def test_equal_values_share_every_place(world: World, standing: model.Standing) -> None:
    rows = opened(world)
    metric = rows.value("customers", standing.metric)
    per = rows.value("customers", standing.per) if standing.per else {}
    for place in model.Place:
        of = rows.value("customers", model.PlaceIn(place, standing, Type.NUMBER))
        known = {key: value for key, value in of.items() if value is not None}
        alike = {(metric[key], per.get(key)) for key in known}
        assert len({(metric[key], per.get(key), known[key]) for key in known}) == len(alike)


@law
@given(worlds(), st.lists(CONDITIONS, min_size=1, max_size=4))
def test_classes_are_disjoint_and_otherwise_takes_the_rest(
    world: World, conditions: list[model.Condition]
) -> None:
    classes = tuple(
        model.Class(f"c{number}", condition, NOTHING) for number, condition in enumerate(conditions)
    )
    open_, closed = (
        model.Segmentation(name, "customers", listed, None, NOTHING)
        for name, listed in (
            ("open", classes),
            ("closed", (*classes, model.Class("rest", None, NOTHING))),
        )
    )
    rows = opened(world, replace(SHOP, segmentations={"open": open_, "closed": closed}))
    everybody = frozenset(rows.population("customers"))
    members = [who(rows, model.InClass("closed", (one.name,))) for one in closed.classes]
    assert sum(map(len, members)) == len(everybody)
    assert frozenset().union(*members) == everybody
    assert who(rows, model.InClass("open", ("c0",))) == who(rows, conditions[0])
    assert who(rows, model.Known(model.ClassValue("open"))) == frozenset().union(*members[:-1])


@law
@given(worlds(), CONDITIONS, CONDITIONS)
def test_composition_equals_inlining(
    world: World, inner: model.Condition, other: model.Condition
) -> None:
    rows = opened(world, declared(segments={"inner": inner}))
    named = model.All((model.Not(model.InSegment("inner")), other))
    assert who(rows, named) == who(rows, model.All((model.Not(inner), other)))


@law
@given(worlds(), SELECTIONS, st.sampled_from(list(COMPARISON_OF)))
def test_a_metric_is_its_value(world: World, selection: model.Selection, sign: str) -> None:
    count = aggregate("count of", rows=selection)
    rows = opened(world, declared({"often": count}))
    named = model.MetricValue("often", Type.INTEGER)
    assert who(rows, compare(named, sign, 1)) == who(rows, compare(count, sign, 1))


@law
@given(worlds(), CONDITIONS)
def test_the_order_of_rows_changes_nothing(world: World, condition: model.Condition) -> None:
    as_of, customers, made, stores = world
    numbered: list[Cells] = [{**cells, "id": f"o{number}"} for number, cells in enumerate(made)]
    ahead = opened((as_of, customers, numbered, stores))
    back = opened((as_of, customers[::-1], numbered[::-1], stores[::-1]))
    assert who(ahead, condition) == who(back, condition)
