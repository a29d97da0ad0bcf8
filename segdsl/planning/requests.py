"""What can be asked of the rows of a source, and what an answer is: nouns only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from segdsl.meaning import model
from segdsl.planning import plan


@dataclass(frozen=True, slots=True)
class Happened:
    """Instead of a value: when the row happened."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """Instead of a value: the day on which the row happened."""


Asked = model.Value | Happened | OnDay


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows: a condition, a first and a last day (None: all history up to the as-of day)."""

    where: model.Condition | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A fold of a value over the rows; COUNT without a value counts them."""

    fold: plan.Fold
    asked: Asked | None
    filter: Filter
    when_empty: int | None


@dataclass(frozen=True, slots=True)
class Distinct:
    """The number of different known values."""

    asked: Asked
    filter: Filter
    when_empty: int | None


@dataclass(frozen=True, slots=True)
class Favourite:
    """The most frequent known value, or the one whose rows weigh most."""

    asked: Asked
    filter: Filter
    weight: model.Value | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """The value of the rows at the moment that another request holds."""

    asked: Asked
    filter: Filter
    moment: str  # the column of a Folded MIN or MAX of Happened


@dataclass(frozen=True, slots=True)
class Repeated:
    """The largest number of rows that share one known value."""

    asked: Asked
    filter: Filter


Request = Folded | Distinct | Favourite | Picked | Repeated


@dataclass(frozen=True, slots=True)
class Answer:
    """A step, and the requests that it answers with the names of its columns."""

    step: plan.Step
    answered: tuple[tuple[str, Request], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands, whether it can be missing there, and what stands for no rows."""

    step: str
    missable: bool
    when_empty: int | None


def places(answers: Sequence[Answer]) -> dict[str, Place]:
    """The place of each answered column."""
    return {
        name: Place(answer.step.name, not is_count(request), when_empty(request))
        for answer in answers
        for name, request in answer.answered
    }


def is_count(request: Request) -> bool:
    """Whether the answer is a number even over no rows: a count."""
    match request:
        case Folded(plan.Fold.COUNT) | Distinct() | Repeated():
            return True
        case _:
            return False


def when_empty(request: Request) -> int | None:
    """What stands for no rows; None where that is missing."""
    match request:
        case Folded(when_empty=when_empty):
            return when_empty
        case Distinct(when_empty=when_empty):
            return when_empty
        case Repeated():
            return 0
        case Favourite() | Picked():
            return None
        case _:
            assert_never(request)


def union(filters: Sequence[Filter]) -> Filter:
    """The window that holds all windows."""
    firsts = [filter_.first for filter_ in filters]
    lasts = [filter_.last for filter_ in filters]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    last = None if None in lasts else max(day for day in lasts if day is not None)
    return Filter(None, first, last)
