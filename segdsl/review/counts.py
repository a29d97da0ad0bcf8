"""Figures of a review, as plain data: who was in something, who is, and who moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """How many customers, and what they are worth (None where nothing weighs them, or unknown)."""

    size: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Movement:
    """A segment, `segmentation.class`, target or part of one: None where there was or is none."""

    name: str
    before: Count | None
    after: Count | None
    entered: Count | None
    left: Count | None
    entering: tuple[str, ...] = ()  # the first keys, where they were asked for
    leaving: tuple[str, ...] = ()

    @property
    def is_still(self) -> bool:
        """Whether nobody enters and nobody leaves."""
        return (
            self.entered is not None
            and self.left is not None
            and (self.entered.size == self.left.size == 0)
        )


@dataclass(frozen=True, slots=True)
class Movements:
    """All figures of a review; `populations` are sizes and values of the new version's."""

    as_of: date
    warehouse: str
    populations: Mapping[str, Count]
    by_name: Mapping[str, Movement]


def discreet(movements: Movements, least: int) -> Movements:
    """The same without what groups of fewer than `least` are worth."""

    def told(found: Count | None) -> Count | None:
        return replace(found, value=None) if found and 0 < found.size < least else found

    found = {
        name: replace(
            one,
            before=told(one.before),
            after=told(one.after),
            entered=told(one.entered),
            left=told(one.left),
        )
        for name, one in movements.by_name.items()
    }
    return replace(movements, by_name=found)
