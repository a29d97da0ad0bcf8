"""Count a population by recency and frequency, scored from 1 to 5: metrics in, a grid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.uses import bodies
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.planning import plan
from segdsl.statistics.asking import Answers, Asking, Reader
from segdsl.statistics.survey import Grid

SCORES = range(1, 6)
TENS = 10


@dataclass(frozen=True, slots=True)
class Axes:
    """The standings by which customers are scored, and the metrics behind them."""

    recency: str
    rows: model.Standing
    frequency: str
    columns: model.Standing


def axes(
    project: model.Project, population: str, metrics: Mapping[str, model.Metric]
) -> Axes | None:
    """The first recency and the first frequency of these metrics that say what is better, scored
    as the project scores them, if it does; None without both.
    """
    recency = _first(metrics, (Kind.SINCE_LAST,))
    frequency = _first(metrics, (Kind.COUNT,))
    if recency is None or frequency is None:
        return None
    scored = list(_scored(project, population))
    return Axes(
        recency.name,
        _standing(recency, scored),
        frequency.name,
        _standing(frequency, scored),
    )


def grid(asking: Asking, found: Axes, weight: plan.Term | None) -> Reader[Grid]:
    """Asks how many customers have each pair of scores, and what they are worth."""
    scores = [
        asking.inquiry.value(model.PlaceIn(model.Place.SCORE, one, Type.INTEGER))
        for one in (found.rows, found.columns)
    ]
    tens = plan.Arithmetic("*", scores[0], plan.Const(TENS, Type.INTEGER), Type.INTEGER)
    tally = asking.tally(key=plan.Arithmetic("+", tens, scores[1], Type.INTEGER), weight=weight)

    def read(answers: Answers) -> Grid:
        rows = {row.key: row for row in answers.tallies[tally]}
        places = [[rows.get(row * TENS + column) for column in SCORES] for row in SCORES]
        nobody = None if weight is None else Decimal(0)
        return Grid(
            found.recency,
            found.frequency,
            tuple(tuple(one.size if one else 0 for one in row) for row in places),
            tuple(
                tuple(one.value if one and weight is not None else nobody for one in row)
                for row in places
            ),
        )

    return read


def _first(metrics: Mapping[str, model.Metric], kinds: tuple[Kind, ...]) -> model.Metric | None:
    for metric in metrics.values():
        value = metric.value
        if metric.better and isinstance(value, model.Aggregate) and value.word.kind in kinds:
            return metric
    return None


def _standing(metric: model.Metric, scored: list[model.Standing]) -> model.Standing:
    """The first standing by which the project scores the metric, else the whole population."""
    for one in scored:
        if isinstance(one.metric, model.MetricValue) and one.metric.name == metric.name:
            return one
    assert metric.better is not None
    return model.Standing(model.MetricValue(metric.name, metric.value.type), metric.better)


def _scored(project: model.Project, population: str) -> Iterator[model.Standing]:
    """The standings of scores in segmentations, then in segments."""
    declared: list[model.Segmentation | model.Segment] = [*project.segmentations.values()]
    declared += project.segments.values()
    for one in declared:
        if one.population == population:
            for body in bodies(one):
                for node in trees.walk(body):
                    if isinstance(node, model.PlaceIn) and node.place is model.Place.SCORE:
                        yield node.standing
