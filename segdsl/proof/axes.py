"""What conditions measure of a customer: an axis each, cut into cells at the constants used.

On one cell every test of a condition gives one verdict, so a single value stands for the cell. A
condition is then a set of cells, and few cells are enough to know it everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Any

from segdsl.meaning.types import MONEY_SCALE, Type
from segdsl.text.diagnostics import Said

MOST_CUTS = 5_000


class TooComplex(Exception):
    """More cells, boxes or steps than are looked at: no verdict."""


class Absent(Enum):
    """Values that no constant is."""

    OTHER = "other"  # any text that no condition names


Known = Any  # Decimal, float, int, str, date, bool, Absent: what a test is asked with
Value = Known  # None is missing
Holds = Callable[[Value], bool]


@dataclass(frozen=True, slots=True)
class Cell:
    """Values that no test tells apart; `value` stands for them, None for missing.

    `is_sure` is false where it is not known that a customer can have such a value.
    """

    value: Value
    is_sure: bool = True


class Domain(Enum):
    """What lies between two neighbouring cuts of an axis."""

    WHOLE = "whole numbers"
    MONEY = "amounts"
    NUMBER = "numbers"
    PERCENT = "shares"
    MONTHS = "calendar steps"
    DAY = "days"
    TEXT = "texts"
    TRUTH = "truths"
    ORDER = "orders"  # -1, 0 or 1: how one value compares with another


DOMAIN_OF = {
    Type.INTEGER: Domain.WHOLE,
    Type.MONEY: Domain.MONEY,
    Type.NUMBER: Domain.NUMBER,
    Type.PERCENT: Domain.PERCENT,
    Type.DURATION: Domain.NUMBER,
    Type.DATE: Domain.DAY,
    Type.DATETIME: Domain.DAY,
    Type.TEXT: Domain.TEXT,
    Type.BOOLEAN: Domain.TRUTH,
}


@dataclass(eq=False, slots=True)
class Axis:
    """One measure of a customer. `doubt` says, in the author's words, what cannot be seen through.

    lowest, highest: values beyond do not occur; `below`: neither does this one nor any beyond.
    """

    place: int
    key: Hashable
    domain: Domain
    name: str
    can_miss: bool = True
    lowest: Known = None
    highest: Known = None
    below: Known = None
    doubt: str | None = None
    says: Callable[[Axis, Known], Said] | None = None
    cuts: set[Known] = field(default_factory=set)
    is_ordered: bool = False  # whether texts are compared with `<`
    blurred: list[tuple[Known, Known]] = field(default_factory=list)  # unsure from … to
    cells: tuple[Cell, ...] = ()

    @property
    def whole(self) -> int:
        """The mask of all cells."""
        return (1 << len(self.cells)) - 1

    def mask(self, holds: Holds) -> int:
        """The cells where a test holds, a bit each."""
        return sum(1 << place for place, cell in enumerate(self.cells) if holds(cell.value))

    def settle(self) -> None:
        """Cut into cells: plain values first, then what is less usual, then missing."""
        found = [Cell(value, self._is_sure(value)) for value in self._values()]
        if self.can_miss:
            found.append(Cell(None))
        self.cells = tuple(found)

    def _is_sure(self, value: Known) -> bool:
        if self.domain is Domain.TEXT and self.is_ordered:
            return value in self.cuts
        return not any(low <= value <= high for low, high in self.blurred)

    def _values(self) -> Iterable[Known]:
        match self.domain:
            case Domain.TRUTH:
                return (True, False)
            case Domain.ORDER:
                return (-1, 0, 1)
            case Domain.TEXT if not self.is_ordered:
                return (*sorted(self.cuts), Absent.OTHER)
        ends = {end for end in (self.lowest, self.highest, self.below) if end is not None}
        cuts = sorted(self.cuts | ends)
        if len(cuts) > MOST_CUTS:
            raise TooComplex
        values = [value for value in _cut(self.domain, cuts) if self._occurs(value)]
        if self.domain in (Domain.DAY, Domain.TEXT):
            return values
        return sorted(values, key=lambda value: (value < 0, abs(value)))

    def _occurs(self, value: Known) -> bool:
        if self.lowest is not None and value < self.lowest:
            return False
        if self.highest is not None and value > self.highest:
            return False
        if self.below is not None and value >= self.below:
            return False
        match self.domain:
            case Domain.WHOLE:
                return bool(value == math.floor(value))
            case Domain.MONEY:
                return bool(_as_money(value) == value)
            case _:
                return True


def _cut(domain: Domain, cuts: list[Known]) -> list[Known]:
    """Each cut, and a value before, between and after them where there is one."""
    ends = [None, *cuts, None]
    found: list[Known] = []
    for low, high in pairwise(ends):
        value = _between(domain, low, high)
        if value is not None:
            found.append(value)
        if high is not None:
            found.append(high)
    return found


def _between(domain: Domain, low: Known, high: Known) -> Known:
    """A plain value strictly between two cuts (None: no cut on that side); None for none."""
    match domain:
        case Domain.DAY:
            return _day_between(low, high)
        case Domain.TEXT:
            text = "" if low is None else low + "\0"
            return text if high is None or text < high else None
    if low is None and high is None:
        return 0
    for value in _candidates(domain, low, high):
        if (low is None or low < value) and (high is None or value < high):
            return value
    return None


def _candidates(domain: Domain, low: Known, high: Known) -> Iterable[Known]:
    """Numbers that may lie between two cuts, the plainest first."""
    if domain is Domain.MONTHS:
        yield (high if low is None else low) + (0.5 if high is None or low is not None else -0.5)
        return
    if low is None:
        yield math.ceil(high) - 1
    elif domain is not Domain.PERCENT:
        yield math.floor(low) + 1
    else:
        yield round(low + 0.01, 10)
    if low is not None and high is not None:
        middle = (low + high) / 2
        yield _as_money(middle) if domain is Domain.MONEY else middle
    # doubles so large that the next whole one is the same
    if isinstance(low, float):
        yield math.nextafter(low, math.inf)
    elif isinstance(high, float):
        yield math.nextafter(high, -math.inf)


def _as_money(value: Known) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-MONEY_SCALE))


def _day_between(low: date | None, high: date | None) -> date | None:
    if low is None:
        if high is None:
            return date(2000, 1, 1)
        return high - timedelta(days=1) if high > date.min else None
    if low == date.max:
        return None
    day = low + timedelta(days=1)
    return day if high is None or day < high else None
