"""Every figure of a survey is the reference's, on generated projects and rows, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from segdsl.compiler import Stopwatch
from segdsl.meaning import model
from segdsl.statistics.from_warehouse import survey
from segdsl.statistics.survey import Survey
from tests.differential.comparison import Engine, duckdb_engine, postgres_engine
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample
from tests.statistics import oracle
from tests.statistics.engines import asked

SEGMENTS = 12


@pytest.fixture(scope="module")
def engines(postgres_uri: str) -> Iterator[tuple[Engine, ...]]:
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        yield duck, postgres


@pytest.mark.parametrize("seed", range(8))
def test_every_figure_is_that_of_the_reference(seed: int, engines: tuple[Engine, ...]) -> None:
    drawn = sample(seed)
    project = weighed(understood([MODEL, *segments(seed, SEGMENTS, drawn)], contents(seed, drawn)))
    days = [drawn.as_of - timedelta(days=ago) for ago in (90, 20, 0)]
    expected = oracle.survey(project, drawn.world, drawn.as_of, days, "test")
    for engine in engines:
        engine.load(project, drawn.world)
        found = survey(
            project, drawn.as_of, days, asked(engine.dialect, engine.rows), Stopwatch(), ignored
        )
        assert differences(found, expected) == {}, (engine.dialect, seed)


def ignored(population: str) -> None:
    pass


def weighed(project: model.Project) -> model.Project:
    """Each population weighed by its first metric that is a number."""
    metrics = [one for one in project.metrics.values() if oracle.is_numeric(one.value.type)]
    weights = {one.population: one.name for one in reversed(metrics)}
    return replace(project, value_metrics=weights)


def differences(found: Survey, expected: Survey) -> dict[str, tuple[object, object]]:
    """Where two surveys differ, by figure and name: the one found and the one expected."""
    different: dict[str, tuple[object, object]] = {}
    for field in fields(Survey):
        ours, theirs = getattr(found, field.name), getattr(expected, field.name)
        if not isinstance(ours, dict):
            pairs = {"": (ours, theirs)}
        else:
            pairs = {name: (ours.get(name), theirs.get(name)) for name in {**ours, **theirs}}
        for name, (one, other) in pairs.items():
            if one != other:
                different[f"{field.name} {name}"] = narrowed(one, other)
    return different


def narrowed(one: object, other: object) -> tuple[object, object]:
    """The parts of two records that differ."""
    if type(one) is type(other) and hasattr(one, "__dataclass_fields__"):
        for field in fields(one):  # type: ignore[arg-type]
            ours, theirs = getattr(one, field.name), getattr(other, field.name)
            if ours != theirs:
                return narrowed(ours, theirs)
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return next(narrowed(a, b) for a, b in zip(one, other, strict=True) if a != b)
    return one, other
