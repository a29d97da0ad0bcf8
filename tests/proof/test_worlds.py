"""Proofs against the reference interpreter, on drawn shops and drawn conditions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import hypothesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from segdsl.interpreter.evaluation import Evaluation
from segdsl.meaning import model
from segdsl.meaning.vocabulary.predicates import COMPARISON_OF
from segdsl.proof.boxes import Proved, Refuted
from segdsl.proof.questions import Prover
from tests.interpreter.drawn import (
    CONDITIONS,
    World,
    nots,
    worlds,
)
from tests.interpreter.shop import (
    AMOUNT,
    BORN,
    CHANNEL,
    CITY,
    POINTS,
    RECENCY,
    SHOP,
    D,
    aggregate,
    compare,
    days,
    months,
    orders,
    shop,
    window,
)
from tests.proof import customers


def settings(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return hypothesis.settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


# Conditions that meet each other often: few measures, few constants.

LENGTHS = st.sampled_from([days(30), days(60), days(90), days(365), months(1), months(3)])
WINDOWS = st.one_of(
    st.none(),
    st.builds(lambda length: window("in last", length), LENGTHS),
    st.builds(lambda near: window("from ago to ago", days(90), near),
              st.sampled_from([days(30), days(60)])),
    st.builds(lambda length: window("before ago", length), LENGTHS),
)  # fmt: skip
ROWS = st.one_of(
    st.none(),
    nots(
        st.one_of(
            st.builds(compare, st.just(CHANNEL), st.just("="), st.sampled_from(["web", "store"])),
            st.builds(compare, st.just(AMOUNT), st.sampled_from(["<", ">="]),
                      st.sampled_from(["0", "10", "50"])),
        )
    ),
)  # fmt: skip
SELECTIONS = st.builds(orders, ROWS, WINDOWS)
SIGNS = st.sampled_from(list(COMPARISON_OF))
COUNTED = st.builds(
    model.Rows, st.sampled_from(model.Quantifier), st.integers(1, 3), SELECTIONS
)  # fmt: skip
SINCE = st.builds(
    lambda word, rows, sign, length: compare(aggregate(word, None, rows), sign, length),
    st.sampled_from(["time since last", "time since last", "time since first"]),
    st.one_of(st.just(orders()), SELECTIONS),
    SIGNS,
    LENGTHS,
)
FIELDS = st.one_of(
    st.builds(compare, st.just(CITY), st.just("="), st.sampled_from(["Paris", "été"])),
    st.builds(compare, st.just(POINTS), SIGNS, st.sampled_from(["0", "1", "2"])),
    st.builds(compare, st.just(BORN), SIGNS, st.sampled_from([date(1990, 1, 1), D])),
    st.builds(model.Known, st.sampled_from([CITY, POINTS, RECENCY])),
)
CLOSE: st.SearchStrategy[model.Condition] = st.recursive(
    nots(st.one_of(COUNTED, COUNTED, SINCE, FIELDS)),
    lambda part: st.one_of(
        st.builds(lambda a, b: model.All((a, b)), part, part),
        st.builds(lambda a, b: model.All((a, b)), part, part),
        st.builds(lambda a, b: model.AnyOf((a, b)), part, part),
    ),
    max_leaves=5,
)


def everywhere(world: World) -> Evaluation:
    return shop(
        world.customers, world.orders, world.stores, world.lines, SHOP, world.as_of
    )  # fmt: skip


@settings(200)
@given(CLOSE, worlds())
def test_nobody_is_where_it_is_proved_that_nobody_can_be(
    condition: model.Condition, world: World
) -> None:
    check(condition, world)


@settings(200)
@given(CONDITIONS, worlds())
def test_nobody_is_in_any_condition_that_is_proved_empty(
    condition: model.Condition, world: World
) -> None:
    check(condition, world)


def check(condition: model.Condition, world: World) -> None:
    asked = Prover(SHOP).about("customers", (condition,))
    evaluation = everywhere(world)
    members = evaluation.condition("customers", condition)
    if isinstance(asked.none(0), Proved):
        assert not members
    if isinstance(asked.everybody(0), Proved):
        assert members == frozenset(evaluation.population("customers"))


@settings(200)
@given(CONDITIONS, CONDITIONS, worlds())
def test_segments_lie_to_each_other_as_proved(
    one: model.Condition, other: model.Condition, world: World
) -> None:
    prover = Prover(SHOP)
    evaluation = everywhere(world)
    ours, theirs = (evaluation.condition("customers", part) for part in (one, other))
    if isinstance(prover.excludes("customers", one, other), Proved):
        assert not ours & theirs
    if isinstance(prover.implies("customers", one, other), Proved):
        assert ours <= theirs
    if isinstance(prover.covers("customers", (one, other)), Proved):
        assert ours | theirs == frozenset(evaluation.population("customers"))


@settings(300)
@given(CLOSE)
def test_a_customer_who_is_shown_exists(condition: model.Condition) -> None:
    """Rows are made that give the values shown, and the interpreter finds the customer in."""
    verdict = Prover(SHOP).can_never_hold("customers", condition)
    if not isinstance(verdict, Refuted):
        return
    made = customers.world(verdict)
    if made is not None:
        assert made.condition("customers", condition) == {"a"}
