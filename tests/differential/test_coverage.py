"""What the generator draws: every shape of the model, every word of the language, and odd days."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import get_args

import pytest

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.vocabulary.aggregates import AGGREGATES, Aggregate
from segdsl.meaning.vocabulary.dates import DATE_WORDS, DateWord
from segdsl.meaning.vocabulary.periods import PERIODS, Period
from segdsl.meaning.vocabulary.predicates import COMPARISONS, TEXT_TESTS, Comparison, TextTest
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample

WORLDS = 40  # those of a run of the tests
NAMED = (Aggregate, Period, TextTest, DateWord)


@pytest.fixture(scope="module")
def drawn() -> Counter[object]:
    """How often each shape and word stands in the projects of a run."""
    found: Counter[object] = Counter()
    for seed in range(WORLDS):
        world = sample(seed)
        project = understood([MODEL, *segments(seed, 50, world)], contents(seed, world))
        declared = (project.metrics, project.segments, project.segmentations, project.targets,
                    project.channels)  # fmt: skip
        for group in declared:
            for one in group.values():
                for node in trees.walk(one):
                    found[_word(node)] += 1
    return found


def _word(node: object) -> object:
    if isinstance(node, Comparison):
        return node.sign
    return node.name if isinstance(node, NAMED) else type(node)


# who moved is read from what was published: see tests/publishing/test_moves.py
APART = (model.Broken, model.Moved)
SHAPES = [one for one in (*get_args(model.Value), *get_args(model.Condition)) if one not in APART]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_is_drawn(drawn: Counter[object], shape: type) -> None:
    assert drawn[shape]


@pytest.mark.parametrize(
    "word",
    [one.name for one in (*AGGREGATES, *PERIODS, *TEXT_TESTS, *DATE_WORDS)]
    + [one.sign for one in COMPARISONS],
)
def test_every_word_is_drawn(drawn: Counter[object], word: str) -> None:
    assert drawn[word]


def test_days_lie_where_calendars_and_clocks_turn() -> None:
    days = [sample(seed).as_of for seed in range(WORLDS)]
    assert any((day + timedelta(days=1)).day == 1 for day in days)
    assert any((day.month, day.day) == (2, 29) for day in days)
    assert any(day.month in (3, 10) and day.day >= 25 and day.weekday() == 6 for day in days)


def test_worlds_are_also_poor_and_odd() -> None:
    worlds = [sample(seed).world for seed in range(WORLDS)]
    assert any(len(world["customers"]) == 1 for world in worlds)
    assert any(not world["orders"] for world in worlds)
    full = [rows for world in worlds for rows in world.values() if len(rows) > 2]
    assert any(all(row[name] is None for row in rows) for rows in full for name in rows[0])
    cities = {row["city"] for world in worlds for row in world["customers"]}
    assert {None, "", "${x}", '"', "été", "e\u0301te\u0301"} <= cities
    births = [row["birth_date"] for world in worlds for row in world["customers"]]
    assert any(birth is not None and (birth.month, birth.day) == (2, 29) for birth in births)  # type: ignore[attr-defined]
