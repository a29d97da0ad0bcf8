"""Put segments to the guides' tests of a good one: a survey and spreads in, findings out.

A good segment is measurable, substantial, accessible, differentiable and actionable (Kotler); the
guides of the trade say quantifiable, profitable, accessible, distinct, homogeneous and stable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from statistics import median

from segdsl.meaning import model
from segdsl.statistics.crowds import Reading
from segdsl.statistics.spreads import Spread, Spreads
from segdsl.statistics.survey import Crowd, Survey

REACH = "reach "  # stands before the name of a channel among the names of a crowd


class Criterion(Enum):
    """What is asked of a segment."""

    QUANTIFIABLE = "quantifiable"
    PROFITABLE = "profitable"
    REACHABLE = "reachable"
    DISTINCT = "distinct"
    HOMOGENEOUS = "homogeneous"
    STABLE = "stable"


class Verdict(Enum):
    """GOOD, LOOK (a person should), or UNKNOWN: there is nothing to measure it by."""

    GOOD = "good"
    LOOK = "look"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limits:
    """From which figures on somebody should look; parts of 1."""

    size: float = 0.01  # of the population, at least
    value: float = 0.01  # of the total value, at least
    reach: float = 0.5  # of the members by the best channel, at least
    alike: float = 0.8  # shared with another name, of all who are in either: at most
    spread: float = 1.1  # of everybody's deviation, at most
    turnover: float = 0.3  # of the members who come or go from one day to the next, at most


@dataclass(frozen=True, slots=True)
class Finding:
    """A test of one segment: the figure that decides (a part of 1 or a ratio), and what it is of.

    `of` names the channel, the other segment or the metric; "" where it is the segment alone.
    """

    criterion: Criterion
    verdict: Verdict
    figure: float | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Audited:
    """A segment or class with all its findings, in the order of `Criterion`."""

    name: str
    population: str
    size: int
    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        return all(one.verdict is not Verdict.LOOK for one in self.findings)


def audit(
    project: model.Project, survey: Survey, spreads: Spreads, names: tuple[str, ...], limits: Limits
) -> tuple[Audited, ...]:
    """Each of the names that the survey knows, in their order."""
    readings = {name: Reading(crowd) for name, crowd in survey.crowds.items()}
    found = []
    for name in names:
        population = _population(survey, name)
        if population is not None:
            auditor = _Auditor(project, survey, readings[population], spreads, limits)
            found.append(auditor.audited(name))
    return tuple(found)


def _population(survey: Survey, name: str) -> str | None:
    return next((one for one, crowd in survey.crowds.items() if name in crowd.names), None)


@dataclass(frozen=True, slots=True)
class _Auditor:
    project: model.Project
    survey: Survey
    reading: Reading
    spreads: Spreads
    limits: Limits

    @property
    def crowd(self) -> Crowd:
        return self.reading.crowd

    def audited(self, name: str) -> Audited:
        size = self.reading.size_of(name)
        tests: Mapping[Criterion, Finding] = {
            one.criterion: one
            for one in (
                self._quantifiable(size),
                self._profitable(name),
                self._reachable(name, size),
                self._distinct(name, size),
                self._homogeneous(name),
                self._stable(name),
            )
        }
        return Audited(name, self.crowd.population, size, tuple(tests[test] for test in Criterion))

    def _quantifiable(self, size: int) -> Finding:
        share = size / self.crowd.size if self.crowd.size else None
        return _least(Criterion.QUANTIFIABLE, share, self.limits.size)

    def _profitable(self, name: str) -> Finding:
        value, whole = self.reading.value_of(name), self.crowd.value
        share = float(value / whole) if value is not None and whole else None
        return _least(Criterion.PROFITABLE, share, self.limits.value)

    def _reachable(self, name: str, size: int) -> Finding:
        channels = [one for one in self.crowd.names if one.startswith(REACH)]
        if not channels or not size:
            return Finding(Criterion.REACHABLE, Verdict.UNKNOWN, None)
        best = max(channels, key=lambda one: self.reading.overlap(name, one))
        share = self.reading.overlap(name, best) / size
        return _least(Criterion.REACHABLE, share, self.limits.reach, best.removeprefix(REACH))

    def _distinct(self, name: str, size: int) -> Finding:
        """The name that is most like this one: in both, of all who are in either (Jaccard)."""
        others = [one for one in self._others(name) if self.reading.size_of(one)]
        if not others or not size:
            return Finding(Criterion.DISTINCT, Verdict.UNKNOWN, None)
        alike = {one: self._alike(name, size, one) for one in others}
        nearest = max(others, key=lambda one: alike[one])
        return _most(Criterion.DISTINCT, alike[nearest], self.limits.alike, nearest)

    def _others(self, name: str) -> Iterator[str]:
        for one in self.crowd.names:
            whole = one.partition(".")[0]
            is_selection = one in self.project.segments or whole in self.project.segmentations
            if is_selection and one != name:
                yield one

    def _alike(self, name: str, size: int, other: str) -> float:
        both = self.reading.overlap(name, other)
        return both / (size + self.reading.size_of(other) - both)

    def _homogeneous(self, name: str) -> Finding:
        """The median, over the metrics, of the members' deviation beside everybody's."""
        known = [one for one in self.spreads.get(name, ()) if one.ratio is not None]
        if not known:
            return Finding(Criterion.HOMOGENEOUS, Verdict.UNKNOWN, None)
        middle = median(one.ratio or 0.0 for one in known)
        widest: Spread = max(known, key=lambda one: one.ratio or 0.0)
        return _most(Criterion.HOMOGENEOUS, middle, self.limits.spread, widest.metric)

    def _stable(self, name: str) -> Finding:
        """The middle one of the parts of members who came or went between two days of the trend."""
        trend = self.survey.trends.get(self.crowd.population)
        course = None if trend is None else trend.courses.get(name)
        if course is None:
            return Finding(Criterion.STABLE, Verdict.UNKNOWN, None)
        moves = [
            (entered + left) / (before + after)
            for before, after, entered, left in zip(
                course.sizes, course.sizes[1:], course.entered[1:], course.left[1:], strict=False
            )
            if entered is not None and left is not None and before + after
        ]
        turnover = median(moves) if moves else None
        return _most(Criterion.STABLE, turnover, self.limits.turnover)


def _least(test: Criterion, figure: float | None, limit: float, of: str = "") -> Finding:
    if figure is None:
        return Finding(test, Verdict.UNKNOWN, None, of)
    return Finding(test, Verdict.GOOD if figure >= limit else Verdict.LOOK, figure, of)


def _most(test: Criterion, figure: float | None, limit: float, of: str = "") -> Finding:
    if figure is None:
        return Finding(test, Verdict.UNKNOWN, None, of)
    return Finding(test, Verdict.GOOD if figure <= limit else Verdict.LOOK, figure, of)
