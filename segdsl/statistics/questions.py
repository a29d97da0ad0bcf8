"""Put together what is asked of one population: a project and days in, one round of questions out.

A round is one statement: the topics ask, and keep the readers of their answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from segdsl.meaning import model, moments
from segdsl.meaning.types import NUMERIC, Type
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.planning import plan
from segdsl.planning.inquiry import inquire, summand
from segdsl.sql.tallies import Cells, Sums
from segdsl.statistics import attrition, categories, distributions, grids, movements
from segdsl.statistics.asking import TOGETHER, Answers, Asking, masks
from segdsl.statistics.memberships import Membership, memberships
from segdsl.statistics.privacy import is_private
from segdsl.statistics.survey import (
    Attrition,
    Crowd,
    Distribution,
    Flow,
    Grid,
    Placing,
    Sum,
    Threshold,
    Trend,
    Unknown,
)

MOST_CLASSES = 100  # of a segmentation `by` a value: its classes are known when it is asked
SUMMED = NUMERIC | {Type.DURATION}


@dataclass(slots=True)
class Figures:
    """What is counted, by name: filled by one round after the other."""

    crowds: dict[str, Crowd] = field(default_factory=dict)
    attritions: dict[str, Attrition] = field(default_factory=dict)
    thresholds: dict[str, tuple[Threshold, ...]] = field(default_factory=dict)
    unknowns: dict[str, tuple[Unknown, ...]] = field(default_factory=dict)
    distributions: dict[str, Distribution] = field(default_factory=dict)
    placings: dict[str, tuple[Placing, ...]] = field(default_factory=dict)
    trends: dict[str, Trend] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """What can be asked of a population: names, metrics that anybody may see, and its weight."""

    project: model.Project
    population: model.Table
    as_of: date
    days: tuple[date, ...]
    members: tuple[Membership, ...]
    metrics: Mapping[str, model.Metric]
    weight: str | None


def about(
    project: model.Project, population: model.Table, as_of: date, days: Sequence[date]
) -> About:
    """All of a population; metrics that have no meaning on the day are left out."""
    metrics = {
        metric.name: metric
        for metric in project.metrics.values()
        if metric.population == population.name
        and not is_private(project, metric.value)
        and not moments.troubles(project, [metric.name], as_of)
    }
    weight = project.value_metrics.get(population.name)
    return About(
        project,
        population,
        as_of,
        tuple(days),
        memberships(project, population.name),
        metrics,
        weight if weight in metrics else None,
    )


def _a_quarter_before(days: Sequence[date]) -> date | None:
    """The last of the days that is three months before the last one, else the first of them."""
    if len(days) < 2:
        return None
    start = Length(3, Unit.MONTH).before(days[-1])
    return max((day for day in days[:-1] if day <= start), default=days[0])


Keep = Callable[[Answers, Figures], None]


@dataclass(slots=True)
class Round:
    """One statement about a population; `keeps` write its answers down."""

    about: About
    asking: Asking = field(init=False)
    masks: tuple[plan.Column, ...] = ()  # of all names, some in each
    keeps: list[Keep] = field(default_factory=list)

    def __post_init__(self) -> None:
        about = self.about
        self.asking = Asking(inquire(about.project, about.population.name, about.as_of))

    def keep(self, answers: Answers, figures: Figures) -> None:
        """Writes down what was answered."""
        for keep in self.keeps:
            keep(answers, figures)

    # --- once a population ---

    def ask_whole(self) -> None:
        """Who is in what together, how metrics and scores lie, who changed class."""
        self._ask_crowd()
        for metric in self.about.metrics.values():
            self._ask_distribution(metric)
        for one in self.about.project.segmentations.values():
            if one.population == self.about.population.name and one.by is None:
                self._ask_flow(one)
        self._ask_grid()

    def _ask_crowd(self) -> None:
        about, inquiry = self.about, self.asking.inquiry
        verdicts = [one.verdict(inquiry) for one in about.members]
        numeric = [one for one in about.metrics.values() if one.value.type in SUMMED]
        self.asking.cells = Cells(masks(verdicts), self._weight())
        self.masks = tuple(
            inquiry.column(plan.Bits(tuple(verdicts[start : start + TOGETHER])), "mask")
            for start in range(0, max(1, len(verdicts)), TOGETHER)
        )
        self.asking.sums = Sums(
            self.masks,
            tuple(summand(inquiry.value(named(one))) for one in numeric),
        )
        for one in categories.fields(about.project, about.population):
            categories.ask(inquiry, about.population, one)
        classes = dict(self._classes())

        def keep(answers: Answers, figures: Figures) -> None:
            weighed = about.weight is not None
            cells = sorted(answers.cells, key=lambda cell: cell.mask)
            names = tuple(one.name for one in about.members)
            figures.crowds[about.population.name] = Crowd(
                about.population.name,
                size=sum(cell.size for cell in cells),
                value=sum((c.value or ZERO for c in cells), ZERO) if weighed else None,
                names=names,
                metrics=tuple(one.name for one in numeric),
                cells=tuple(cells if weighed else (replace(c, value=None) for c in cells)),
                whole=total(answers.sums[0], 0, len(numeric)),
                sums={
                    name: total(
                        answers.sums[place // TOGETHER], 1 << place % TOGETHER, len(numeric)
                    )
                    for place, name in enumerate(names)
                },
                categories={},
                classes={
                    name: {one.text: one.size for one in answers.labels[number]}
                    for name, number in classes.items()
                    if all(one.own for one in answers.labels[number])
                },
            )

        self.keeps.append(keep)

    def _classes(self) -> Iterator[tuple[str, int]]:
        """Segmentations by a value that anybody may see."""
        project, population = self.about.project, self.about.population
        for one in project.segmentations.values():
            is_ours = one.population == population.name
            if is_ours and one.by is not None and not is_private(project, one.by):
                text = self.asking.inquiry.class_of(one.name)
                yield one.name, self.asking.most_frequent(text, MOST_CLASSES)

    def ask_categories(self, values: categories.Values) -> None:
        """How members lie on fields with these values: known once the population was looked at.

        The program may be made already: these read columns that it has.
        """
        about = self.about
        for one in about.population.fields:
            if one.name in values:
                self._ask_category(one, values[one.name])

    def _ask_category(self, one: model.Field, values: Sequence[str]) -> None:
        about = self.about
        names = [one.name for one in about.members]
        read = categories.category(self.asking, about.population, one, values, names, self.masks)

        def keep(answers: Answers, figures: Figures) -> None:
            before = figures.crowds[about.population.name]
            found = {**before.categories, one.name: read(answers)}
            figures.crowds[about.population.name] = replace(before, categories=found)

        self.keeps.append(keep)

    def _ask_distribution(self, metric: model.Metric) -> None:
        read = distributions.distribution(self.asking, metric)

        def keep(answers: Answers, figures: Figures) -> None:
            figures.distributions[metric.name] = read(answers)

        self.keeps.append(keep)

    def _ask_flow(self, one: model.Segmentation) -> None:
        then = _a_quarter_before(self.about.days)
        if then is None or moments.troubles(self.about.project, [one.name], then):
            return
        read = movements.flow(self.asking, one, then, self.about.days[-1])

        def keep(answers: Answers, figures: Figures) -> None:
            figures.flows[one.name] = read(answers)

        self.keeps.append(keep)

    def _ask_grid(self) -> None:
        population = self.about.population.name
        axes = grids.axes(self.about.project, population, self.about.metrics)
        if axes is None:
            return
        read = grids.grid(self.asking, axes, self._weight())

        def keep(answers: Answers, figures: Figures) -> None:
            figures.grids[population] = read(answers)

        self.keeps.append(keep)

    # --- of some names ---

    def ask_members(self, members: Sequence[Membership]) -> None:
        """How each comes about, where its members lie, and how it went over the days."""
        for one in members:
            if one.is_explained:
                self.ask_explained(one)
        for metric in self.about.metrics.values():
            self._ask_placings(metric, members)
        self._ask_trend(members)

    def ask_explained(self, one: Membership) -> None:
        read = attrition.explained(self.asking, one)

        def keep(answers: Answers, figures: Figures) -> None:
            found = read(answers)
            figures.attritions[one.name] = found.attrition
            figures.thresholds[one.name] = found.thresholds
            figures.unknowns[one.name] = found.unknowns

        self.keeps.append(keep)

    def _ask_placings(self, metric: model.Metric, members: Sequence[Membership]) -> None:
        read = distributions.placings(self.asking, metric, members)

        def keep(answers: Answers, figures: Figures) -> None:
            for name, placing in read(answers).items():
                figures.placings[name] = (*figures.placings.get(name, ()), placing)

        self.keeps.append(keep)

    def _ask_trend(self, members: Sequence[Membership]) -> None:
        """Of segments and classes that have a meaning on all the days: a target is drawn once."""
        about = self.about
        if not about.days:
            return
        found = [one for one in members if one.holds is not None and one.is_explained]
        found = [one for one in found if not self._troubled(one)]
        weight = about.weight
        if weight and moments.troubles(about.project, [weight], about.days[0]):
            weight = None
        read = movements.trend(self.asking, found, about.days, weight)

        def keep(answers: Answers, figures: Figures) -> None:
            trend = read(answers)
            before = figures.trends.get(about.population.name)
            courses = {**(before.courses if before else {}), **trend.courses}
            figures.trends[about.population.name] = replace(trend, courses=courses)

        self.keeps.append(keep)

    def _troubled(self, one: Membership) -> bool:
        """Whether it asks for a day that is still to come on the first of the days."""
        declared = one.name.partition(".")[0]
        return bool(moments.troubles(self.about.project, [declared], self.about.days[0]))

    def _weight(self) -> plan.Term | None:
        if self.about.weight is None:
            return None
        return summand(self.asking.inquiry.value(named(self.about.metrics[self.about.weight])))


ZERO = Decimal(0)


def named(metric: model.Metric) -> model.MetricValue:
    return model.MetricValue(metric.name, metric.value.type)


def total(rows: Sequence[tuple[int, tuple[Sum, ...]]], bit: int, numbers: int) -> tuple[Sum, ...]:
    """The sums over those with a bit, of each number; over everybody for the bit 0."""
    inside = [sums for mask, sums in rows if mask & bit == bit]
    return tuple(
        Sum(sum((s[n].total for s in inside), ZERO), sum(s[n].known for s in inside))
        for n in range(numbers)
    )
