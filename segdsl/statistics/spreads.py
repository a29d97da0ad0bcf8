"""Measure how much alike members are: a project, a day and an engine in, deviations by name out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from segdsl.compiler import Stopwatch
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import conditions, plan
from segdsl.planning.inquiry import inquire, summand
from segdsl.sql.tallies import Sums
from segdsl.statistics import questions
from segdsl.statistics.asking import Asking
from segdsl.statistics.memberships import Membership
from segdsl.statistics.survey import Sum
from segdsl.warehouse.engine import Engine

MOST = 10**7  # a number beyond counts as this: its square must fit beside a million others
TOGETHER = 14  # names in a mask: fewer rows to read


@dataclass(frozen=True, slots=True)
class Spread:
    """The standard deviation of a metric among some customers, None of fewer than two."""

    metric: str
    members: float | None
    everybody: float | None

    @property
    def ratio(self) -> float | None:
        """Members beside everybody: below 1 they are more alike than customers are."""
        if self.members is None or not self.everybody:
            return None
        return self.members / self.everybody


Spreads = Mapping[str, tuple[Spread, ...]]


def spreads(
    project: model.Project, as_of: date, names: Sequence[str], engine: Engine, watch: Stopwatch
) -> Spreads:
    """How each metric with a good end (`better`) lies among the members of each name.

    One statement a population. Metrics that read private fields are left out. Raises Refused.
    """
    found: dict[str, tuple[Spread, ...]] = {}
    for population in project.populations():
        about = questions.about(project, population, as_of, ())
        members = [one for one in about.members if one.name in names]
        metrics = [
            one
            for one in about.metrics.values()
            if one.better is not None and one.value.type in questions.SUMMED
        ]
        if members and metrics:
            found |= _of_population(about, members, metrics, engine, watch)
    return found


def _of_population(
    about: questions.About,
    members: Sequence[Membership],
    metrics: Sequence[model.Metric],
    engine: Engine,
    watch: Stopwatch,
) -> dict[str, tuple[Spread, ...]]:
    with watch.stage("planning"):
        asking = Asking(inquire(about.project, about.population.name, about.as_of))
        verdicts = [one.verdict(asking.inquiry) for one in members]
        numbers = [
            term
            for metric in metrics
            for term in _powers(asking.inquiry.value(questions.named(metric)))
        ]
        starts = range(0, len(verdicts), TOGETHER)
        asking.sums = Sums(
            tuple(
                asking.inquiry.column(plan.Bits(tuple(verdicts[at : at + TOGETHER])), "mask")
                for at in starts
            ),
            tuple(numbers),
        )
        program = asking.inquiry.program()
    with watch.stage("sql"):
        sql = asking.statement(program, engine.dialect)
    with watch.stage("spreads"):
        answers = asking.answers(engine.rows(sql))
    whole = questions.total(answers.sums[0], 0, len(numbers))
    return {
        one.name: tuple(
            Spread(
                metric.name,
                _deviation(*_pair(inside, n)),
                _deviation(*_pair(whole, n)),
            )
            for n, metric in enumerate(metrics)
        )
        for place, one in enumerate(members)
        for inside in [
            questions.total(answers.sums[place // TOGETHER], 1 << place % TOGETHER, len(numbers))
        ]
    }


def _powers(term: plan.Term) -> tuple[plan.Term, plan.Term]:
    """A number and its square."""
    high, low = plan.Const(MOST, Type.INTEGER), plan.Const(-MOST, Type.INTEGER)
    near = plan.Case(
        ((plan.Compare(">", term, high), high), (plan.Compare("<", term, low), low)),
        term,
        term.type,
    )
    double = conditions.double(near)
    return summand(near), summand(plan.Arithmetic("*", double, double, Type.NUMBER))


def _pair(sums: Sequence[Sum], place: int) -> tuple[Sum, Sum]:
    return sums[2 * place], sums[2 * place + 1]


def _deviation(first: Sum, second: Sum) -> float | None:
    """The sample's standard deviation from a sum and a sum of squares."""
    if first.known < 2:
        return None
    square = second.total - first.total * first.total / first.known
    return sqrt(max(0.0, float(square) / (first.known - 1)))
