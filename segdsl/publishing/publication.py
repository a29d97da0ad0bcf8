"""What a publication is about to do, as plain data: who enters, who leaves, what speaks against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class RuleIs(Enum):
    """A rule beside the one that was published last under its name."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Rule:
    """What decides a segment or segmentation: its fingerprint, its text, where it is written."""

    name: str
    kind: str
    population: str
    hash: str
    text: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """A segment or class, before and after; values are those of today, None without a metric."""

    name: str
    population: str
    rule: RuleIs
    whole: int  # of the population
    before: int
    after: int
    entered: int
    left: int
    value: Decimal | None
    value_entered: Decimal | None
    value_left: Decimal | None


class Reason(Enum):
    """Why a publication should be looked at first."""

    EMPTIED = "emptied"
    MOVED = "moved"  # more than `max_change`
    EXPECTATION = "expectation"  # an `expect` that does not hold


@dataclass(frozen=True, slots=True)
class Stop:
    """A guard rail that was met; `text` is the clause that does not hold."""

    reason: Reason
    name: str
    before: int
    after: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A publication of the past."""

    number: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Publication:
    """All that will be written, and where; `last` None for the first one."""

    run: int
    as_of: date
    schema: str
    last: Run | None
    changes: tuple[Change, ...]
    views: tuple[str, ...]  # that are made, or made anew
    views_gone: tuple[str, ...]
    stops: tuple[Stop, ...]

    @property
    def rows(self) -> int:
        """How many rows of history are written."""
        return sum(one.entered + one.left for one in self.changes)

    @property
    def is_empty(self) -> bool:
        """Whether what is stored is this already."""
        return (
            self.last is not None
            and self.last.as_of == self.as_of
            and not self.rows
            and not self.views
            and not self.views_gone
            and all(one.rule is RuleIs.SAME for one in self.changes)
        )
