"""What a warehouse says of a project on a day, as plain data that pages and reviews read.

Sizes count customers; values are sums of the metric that weighs the population (None without one);
shares go from 0 to 1. Names are those of `run`: segments, `segmentation.class`, targets and their
parts; channels are `reach NAME`, so that no name of a project is taken twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from segdsl.meaning import model


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was counted; `crowds` by population, the rest by name."""

    as_of: date
    warehouse: str
    crowds: Mapping[str, Crowd]
    attritions: Mapping[str, Attrition]
    thresholds: Mapping[str, tuple[Threshold, ...]]
    unknowns: Mapping[str, tuple[Unknown, ...]]
    distributions: Mapping[str, Distribution]  # by metric
    placings: Mapping[str, tuple[Placing, ...]]  # by segment, class or target
    trends: Mapping[str, Trend]  # by population
    flows: Mapping[str, Flow]  # by segmentation with declared classes
    grids: Mapping[str, Grid]  # by population, where recency and frequency are scored
    kept: Mapping[str, tuple[Kept, ...]]  # what `expect` clauses say, by segment or segmentation


# --- who is in what ---


@dataclass(frozen=True, slots=True)
class Cell:
    """All customers who are in just the same things: bit `n` of `mask` is the crowd's name `n`.

    There may be as many cells as customers, so a cell holds no more.
    """

    mask: int
    size: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A metric over some customers: its sum, and for how many of them it is known."""

    total: Decimal
    known: int


@dataclass(frozen=True, slots=True)
class Category:
    """A field with a few values: how many customers have each and, by name, how many members.

    Labels are in the order of their text; None, the last one, stands for missing.
    """

    labels: tuple[str | None, ...]
    sizes: tuple[int, ...]
    members: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """A population, cut into cells.

    sums: of each metric, over the members of each name; `whole` over everybody. categories: by
    field, those with a few values that anybody may see, never private ones. classes: the sizes of
    the classes of segmentations `by` a value, by segmentation and class, None in none.
    """

    population: str
    size: int
    value: Decimal | None
    names: tuple[str, ...]
    metrics: tuple[str, ...]
    cells: tuple[Cell, ...]
    whole: tuple[Sum, ...]
    sums: Mapping[str, tuple[Sum, ...]]
    categories: Mapping[str, Category]
    classes: Mapping[str, Mapping[str | None, int]]


# --- why they are in it ---


@dataclass(frozen=True, slots=True)
class Rung:
    """A condition of a segment, in the author's order.

    kept: who is left after it and those before it; alone: whom it holds for by itself; without:
    the size of the segment if it were left out. `condition` None: not in an earlier class, or a
    gate of a target that is no condition (its limit).
    """

    condition: model.Condition | None
    kept: int
    alone: int | None
    without: int | None


@dataclass(frozen=True, slots=True)
class Attrition:
    """How a population of `start` customers becomes the segment, condition by condition."""

    start: int
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number in a condition, and the size if it stood 10 % lower or higher.

    `condition` is the comparison as written; low and high are the constants tried.
    """

    condition: model.Condition
    limit: model.Constant
    size: int
    low: model.Constant
    low_size: int
    high: model.Constant
    high_size: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that a segment asks for and that is missing for so many customers."""

    value: model.Value
    size: int


# --- how values lie ---


@dataclass(frozen=True, slots=True)
class Bin:
    """Customers with a value from `low` to below `high`.

    `high` None: only the value `low` itself (whole numbers that are few). `label` is a text, a
    month (`2026-03`), `true` or `false`, and `low` then its place; of texts there are the most
    frequent ones, and all others together in a last bin with neither `high` nor `label`.
    """

    low: Decimal
    high: Decimal | None
    size: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a metric lies in its population; `missing` have none. Bins are in order and fine: two
    significant digits, so that a picture may join them as it needs.
    """

    metric: str
    bins: tuple[Bin, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Placing:
    """How the members of a segment lie on a metric that its conditions compare: sizes of those
    inside, by the same bins as the metric's distribution, and the limits that it is compared with.
    """

    metric: str
    inside: tuple[int, ...]
    inside_missing: int
    limits: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Customers by score of recency (rows, 1 to 5) and of frequency (columns), best 5."""

    recency: str  # the metrics
    frequency: str
    sizes: tuple[tuple[int, ...], ...]
    values: tuple[tuple[Decimal | None, ...], ...]


# --- how they move ---


@dataclass(frozen=True, slots=True)
class Course:
    """A segment over the days of a trend: `entered` and `left` since the day before in the row,
    None on the first. Who joins the population enters, who leaves it leaves.
    """

    sizes: tuple[int, ...]
    values: tuple[Decimal | None, ...]
    entered: tuple[int | None, ...]
    left: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The population, its segments and classes on some days, the last one the survey's own.

    There is no course of a name that asks for a fixed day which is still to come on one of them.
    """

    days: tuple[date, ...]
    whole: Course
    courses: Mapping[str, Course]


@dataclass(frozen=True, slots=True)
class Flow:
    """Who moved between the classes of a segmentation: sizes by (class then, class now).

    None: in no class, or not in the population that day.
    """

    then: date
    now: date
    sizes: Mapping[tuple[str | None, str | None], int]


# --- what was expected ---


@dataclass(frozen=True, slots=True)
class Kept:
    """An `expect`, what was measured (a size, or a share; None of nobody), and whether it holds."""

    promise: model.Expectation
    measured: Decimal | None
    holds: bool
