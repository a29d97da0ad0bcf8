"""What is supposed of somebody never says otherwise than the reference says of the real person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from random import Random

import pytest

from segdsl.interpreter.evaluation import Evaluation, evaluate
from segdsl.interpreter.reading import Read, Value
from segdsl.interpreter.supposed import suppose
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.meaning.vocabulary.predicates import EQUAL
from tests.differential.compiler import understood
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import sample

SEGMENTS = 40


def facts(random: Random, evaluation: Evaluation, key: Value) -> Iterator[model.Condition]:
    """Some of what is true of a customer, as an example would give it."""
    project = evaluation.project
    for metric in project.metrics.values():
        if metric.population == "customers" and random.random() < 0.5:
            value = model.MetricValue(metric.name, metric.value.type)
            yield from _given(value, evaluation.metric(metric.name)[key])
    table = project.tables["customers"]
    for field in table.fields:
        if random.random() < 0.5:
            value_of = model.FieldValue((), "customers", field.name, field.type)
            yield from _given(value_of, evaluation.value("customers", value_of)[key])
    for segment in project.segments.values():
        if segment.population == "customers" and random.random() < 0.1:
            inside = model.InSegment(segment.name)
            yield inside if key in evaluation.segment(segment.name) else model.Not(inside)
    for name, declared in project.segmentations.items():
        if declared.population == "customers" and random.random() < 0.3:
            found = evaluation.classes(name)[key]
            known = model.Known(model.ClassValue(name))
            yield model.Not(known) if found is None else model.InClass(name, (found,))


def _given(value: model.Value, known: Read) -> Iterator[model.Condition]:
    match known:
        case None:
            yield model.Not(model.Known(value))
        case bool():
            yield model.IsTrue(value) if known else model.Not(model.IsTrue(value))
        case datetime():
            pass  # a clause gives days
        case str() | date():
            yield model.Compare(EQUAL, value, model.Constant(known, value.type))
        case _ if value.type is Type.DURATION:
            if known == int(known):
                days = Length(int(known), Unit.DAY)
                yield model.Compare(EQUAL, value, model.Constant(days, Type.DURATION))
        case _:
            number = Decimal(repr(known)) if isinstance(known, float) else Decimal(known)
            yield model.Compare(EQUAL, value, model.Constant(number, value.type))


@pytest.mark.parametrize("seed", range(12))
def test_what_follows_from_true_facts_is_true(seed: int) -> None:
    drawn = sample(seed)
    texts = [MODEL, *segments(seed, SEGMENTS, drawn)]
    project = understood(texts, contents(seed, drawn))
    evaluation = evaluate(project, drawn.world, drawn.as_of)
    random = Random(f"facts {seed}")
    decided = {True: 0, False: 0, None: 0}
    for key in evaluation.population("customers"):
        known = list(facts(random, evaluation, key))
        somebody = suppose(project, "customers", known, drawn.as_of)
        for name, segment in project.segments.items():
            if segment.population == "customers":
                held = somebody.holds(segment.condition)
                decided[held] += 1
                assert held in (None, key in evaluation.segment(name)), (name, key, known)
    if evaluation.population("customers"):
        assert all(decided.values()), decided
