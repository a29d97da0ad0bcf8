"""Engines select the same customers as the reference: drawn conditions, shrunk when they differ."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from segdsl.meaning import model
from tests.differential.comparison import Engine, differences, duckdb_engine, postgres_engine
from tests.interpreter.drawn import CONDITIONS, World, worlds
from tests.interpreter.shop import declared

COLUMNS = ("city", "born", "points", "ratio", "store")
drawn = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@pytest.fixture(scope="module")
def engines(postgres_uri: str) -> Iterator[tuple[Engine, ...]]:
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        yield duck, postgres


@drawn
@given(worlds(), st.lists(CONDITIONS, min_size=12, max_size=12))
def test_engines_agree_on_drawn_conditions(
    engines: tuple[Engine, ...], drawn_world: World, conditions: list[model.Condition]
) -> None:
    project = declared(segments={f"s{n}": one for n, one in enumerate(conditions)})
    world = {
        "customers": [dict.fromkeys(COLUMNS) | one for one in drawn_world.customers],
        "orders": drawn_world.orders,
        "stores": drawn_world.stores,
        "lines": drawn_world.lines,
    }
    for engine in engines:
        different = differences(project, world, drawn_world.as_of, engine)
        assert not different, (engine.dialect, different)
