"""Compare stretches of time for every day to look from at once: windows in, what holds always out.

A proof knows no day D. Days are lengths, but `6 months` before D is 181 to 184 days before it; a
calendar window moves with D in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeGuard

from segdsl.meaning import model
from segdsl.meaning.vocabulary import periods
from segdsl.meaning.vocabulary.periods import Argument, Length, Unit

TODAY = Length(0, Unit.DAY)
_SHORT = 48  # months


@dataclass(frozen=True, slots=True)
class Rolling:
    """Rows at least `near` and less than `far` ago; `far` None for all that is older."""

    near: Length
    far: Length | None


@dataclass(frozen=True, slots=True)
class Fixed:
    """Rows from one day to another, both in; None for an open end."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Other:
    """A window that is only known to be the same as itself, and inside all history."""

    window: model.Window | model.Personal


Stretch = Rolling | Fixed | Other
ALL_HISTORY = Rolling(TODAY, None)


def stretch(window: model.Window | model.Personal | None) -> Stretch:
    """What a window of rows bounds; rows after the day D do not exist."""
    if window is None:
        return ALL_HISTORY
    found: Stretch = Other(window)
    if not isinstance(window, model.Window):
        return found
    match window.period, window.arguments:
        case periods.IN_LAST, (far,) if _is_length(far):
            found = Rolling(TODAY, far)
        case periods.FROM_AGO, (far, near) if _is_length(far) and _is_length(near):
            found = Rolling(near, far)
        case periods.BEFORE_AGO, (near,) if _is_length(near):
            found = Rolling(near, None)
        case period, _ if period in periods.FIXED:
            found = Fixed(*window.period.bounds(date.max, window.arguments))
    return found


def within(inner: Stretch, outer: Stretch) -> bool:
    """Whether, from whatever day it is seen, all of one lies in the other."""
    if inner == outer or outer == ALL_HISTORY:
        return True
    match inner, outer:
        case _, Other(window) if _halves(window):
            return all(within(inner, half) for half in _halves(window))
        case Other(window), _:
            return any(within(half, outer) for half in _halves(window))
        case Rolling(), Rolling():
            far = outer.far is None or (inner.far is not None and at_most(inner.far, outer.far))
            return far and at_most(outer.near, inner.near)
        case Fixed(), Fixed():
            first = outer.first is None or (inner.first is not None and inner.first >= outer.first)
            last = outer.last is None or (inner.last is not None and inner.last <= outer.last)
            return first and last
    return False


def _halves(window: model.Window | model.Personal) -> tuple[Stretch, ...]:
    """The two stretches of which a window with unlike ends is what they share."""
    if isinstance(window, model.Window):
        match window.period, window.arguments:
            case periods.FROM_DAY_TO_AGO, (date() as first, near) if _is_length(near):
                return Fixed(first, None), Rolling(near, None)
            case periods.FROM_AGO_TO_DAY, (far, date() as last) if _is_length(far):
                return Rolling(TODAY, far), Fixed(None, last)
    return ()


def is_empty(window: Stretch) -> bool:
    """Whether no day can lie in it."""
    match window:
        case Rolling(near, far):
            return far is not None and at_most(far, near)
        case Fixed(first, last):
            return first is not None and last is not None and first > last
        case Other():
            return False


def at_most(shorter: Length, longer: Length) -> bool:
    """Whether a length never reaches further back than another one."""
    if shorter.months is not None and longer.months is not None:
        return shorter.months <= longer.months
    return days(shorter)[1] <= days(longer)[0]


def days(length: Length) -> tuple[int, int]:
    """The fewest and the most whole days that a length reaches back."""
    if length.months is None:
        assert length.days is not None
        return int(length.days), int(length.days)
    return days_of_months(length.months)


@cache
def days_of_months(months: int) -> tuple[int, int]:
    """`(28, 31)` for one month."""
    # lengths of months and years with and without 29 February occur within a few years, one of
    # them a century's (2100); longer stretches are looked up in all years of the calendar's cycle
    years = range(2000, 2400) if months > _SHORT else (*range(2001, 2010), *range(2098, 2106))
    length = Length(months, Unit.MONTH)
    found = {
        (day - length.before(day)).days
        for year in years
        for month in range(1, 13)
        for day in (_clipped(year, month, last) for last in (1, 28, 29, 30, 31))
    }
    return min(found), max(found)


def _clipped(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _is_length(argument: Argument) -> TypeGuard[Length]:
    return isinstance(argument, Length)
