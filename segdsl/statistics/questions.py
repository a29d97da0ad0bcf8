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
from segdsl.planning import plan
from segdsl.planning.inquiry import Inquiry, summand
from segdsl.sql.tallies import Cells, Labels
from segdsl.statistics import attrition, distributions, grids, movements
from segdsl.statistics.asking import Answers, Asking, masks
from segdsl.statistics.memberships import Membership, memberships
from segdsl.statistics.privacy import is_private
from segdsl.statistics.survey import (
    Attrition,
    Crowd,
    Distribution,
    Flow,
    Grid,
    Group,
    Placing,
    Threshold,
    Trend,
    Unknown,
)

FEW = 12  # values of a text that make it a category
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


Keep = Callable[[Answers, Figures], None]


@dataclass(slots=True)
class Round:
    """One statement about a population; `keeps` write its answers down."""

    about: About
    asking: Asking = field(init=False)
    cells: Cells = field(init=False)
    keeps: list[Keep] = field(default_factory=list)

    def __post_init__(self) -> None:
        about = self.about
        self.asking = Asking(Inquiry(about.project, about.population.name, about.as_of))
        self.cells = Cells(masks(()), None, (), ())

    def program(self) -> plan.Program:
        return self.asking.inquiry.program()

    def read(self, rows: Sequence[tuple[object, ...]], figures: Figures) -> None:
        """Writes down what the rows of the statement say."""
        answers = self.asking.answers(rows, self.cells)
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
        numeric = [one for one in about.metrics.values() if one.value.type in SUMMED]
        categories = dict(self._categories())
        self.cells = Cells(
            masks([one.verdict(inquiry) for one in about.members]),
            self._weight(),
            tuple(summand(inquiry.value(_named(one))) for one in numeric),
            tuple(categories.values()),
        )

        def keep(answers: Answers, figures: Figures) -> None:
            weighed = about.weight is not None
            cells = sorted(answers.cells, key=lambda cell: cell.mask)
            figures.crowds[about.population.name] = Crowd(
                about.population.name,
                size=sum(cell.size for cell in cells),
                value=sum((c.value or ZERO for c in cells), ZERO) if weighed else None,
                names=tuple(one.name for one in about.members),
                metrics=tuple(one.name for one in numeric),
                cells=tuple(cells if weighed else (replace(c, value=None) for c in cells)),
                categories={
                    name: tuple(sorted(groups, key=_by_label))
                    for name, groups in zip(categories, answers.groups, strict=True)
                    if groups
                },
            )

        self.keeps.append(keep)

    def _categories(self) -> Iterator[tuple[str, Labels]]:
        """Fields with few values that anybody may see, and segmentations by such a value."""
        project, population = self.about.project, self.about.population
        inquiry = self.asking.inquiry
        for declared in population.fields:
            value = model.FieldValue((), population.name, declared.name, declared.type)
            if _may_cut(declared, population) and not is_private(project, value):
                few = max(FEW, len(declared.one_of or ()))
                yield declared.name, Labels(inquiry.text(inquiry.value(value)), few)
        for one in project.segmentations.values():
            is_ours = one.population == population.name
            if is_ours and one.by is not None and not is_private(project, one.by):
                yield one.name, Labels(inquiry.class_of(one.name), MOST_CLASSES)

    def _ask_distribution(self, metric: model.Metric) -> None:
        read = distributions.distribution(self.asking, metric)

        def keep(answers: Answers, figures: Figures) -> None:
            figures.distributions[metric.name] = read(answers)

        self.keeps.append(keep)

    def _ask_flow(self, one: model.Segmentation) -> None:
        days = self.about.days[-2:]
        if len(days) < 2 or moments.troubles(self.about.project, [one.name], days[0]):
            return
        read = movements.flow(self.asking, one, *days)

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
                self._ask_explained(one)
        for metric in self.about.metrics.values():
            self._ask_placings(metric, members)
        self._ask_trend(members)

    def _ask_explained(self, one: Membership) -> None:
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
        return summand(self.asking.inquiry.value(_named(self.about.metrics[self.about.weight])))


ZERO = Decimal(0)


def _named(metric: model.Metric) -> model.MetricValue:
    return model.MetricValue(metric.name, metric.value.type)


def _may_cut(field: model.Field, population: model.Table) -> bool:
    """Whether a field may have few values, each of which reads the same on every engine."""
    if field.name == population.key:
        return False
    whole = field.type is Type.INTEGER and field.one_of is not None
    return whole or field.type in (Type.TEXT, Type.BOOLEAN)


def _by_label(group: Group) -> tuple[bool, str, int]:
    return group.label is None, group.label or "", group.mask
