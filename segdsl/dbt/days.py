"""Say how a day follows from the as-of day: pairs of days in, one rule that holds for all out.

A rule is a chain of steps of the few kinds by which the language counts: so many days, so many
months (clipped to a month's end), to the first day of a week, month, quarter or year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import assert_never

from segdsl.meaning.vocabulary.periods import Calendar, Length, Unit

STARTS = (Unit.MONTH, Unit.QUARTER, Unit.YEAR)
NEAR = (0, 1, -1, 2, -2)  # how far a bound lies from where a length or a period ends


@dataclass(frozen=True, slots=True)
class Days:
    """`count` days later; earlier below zero."""

    count: int


@dataclass(frozen=True, slots=True)
class Months:
    """`count` months earlier, clipped to the month's end; later below zero."""

    count: int


@dataclass(frozen=True, slots=True)
class Start:
    """To the first day of the unit; first_weekday: 0 for Monday."""

    unit: Unit
    first_weekday: int = 0


Step = Days | Months | Start
Chain = tuple[Step, ...]  # applied in order; () is the as-of day itself


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earlier of two days."""

    one: Chain
    other: Chain


@dataclass(frozen=True, slots=True)
class Latest:
    """The later of two days."""

    one: Chain
    other: Chain


Rule = date | Chain | Earliest | Latest  # a date is that day, whatever the as-of day is


def day(rule: Rule, as_of: date) -> date:
    """The day that a rule gives for an as-of day."""
    match rule:
        case date():
            return rule
        case Earliest(one, other):
            return min(_followed(one, as_of), _followed(other, as_of))
        case Latest(one, other):
            return max(_followed(one, as_of), _followed(other, as_of))
        case tuple():
            return _followed(rule, as_of)
        case _:
            assert_never(rule)


def rule(seen: Sequence[tuple[date, date]], bases: Sequence[Chain], week: int) -> Rule | None:
    """The rule that gives the second day of every pair for the first; None where none is found.

    `bases` are the chains that lead to the days that `as of` moves to, `week` the weekday on which
    weeks start.
    """
    if all(there == seen[0][1] for _, there in seen):
        return seen[0][1]
    for chain in chains(*seen[0], bases, week):
        if all(_followed(chain, as_of) == there for as_of, there in seen):
            return chain
    return _of_two(seen, bases, week)


def chains(as_of: date, there: date, bases: Sequence[Chain], week: int) -> Iterator[Chain]:
    """The chains that lead from one day to the other, simplest first."""
    for base in bases:
        for chain in _from(_followed(base, as_of), there, week):
            yield (*base, *chain)


def _from(here: date, there: date, week: int) -> Iterator[Chain]:
    apart = (there - here).days
    yield (Days(apart),) if apart else ()
    for near in NEAR:
        end = _later(there, -near)
        after: Chain = (Days(near),) if near else ()
        back = _months_between(end, here)
        if back and Length(back, Unit.MONTH).before(here) == end:
            yield (Months(back), *after)
        for unit in STARTS:
            start = Start(unit)
            begun = _step(start, here)
            back = _months_between(end, begun)
            if Length(back, Unit.MONTH).before(begun) == end:
                yield (start, *((Months(back),) if back else ()), *after)
    begun = _step(Start(Unit.WEEK, week), here)
    apart = (there - begun).days
    yield (Start(Unit.WEEK, week), *((Days(apart),) if apart else ()))


def _of_two(seen: Sequence[tuple[date, date]], bases: Sequence[Chain], week: int) -> Rule | None:
    """The earlier or the later of two chains, as of windows of `90d` and of `3mo`."""
    counted: dict[Chain, int] = {}
    for as_of, there in seen[:: max(1, len(seen) // 12)]:
        for chain in chains(as_of, there, bases, week):
            if chain not in counted:
                counted[chain] = sum(_followed(chain, one) == other for one, other in seen)
    likely = sorted(counted, key=lambda chain: -counted[chain])[:8]
    for place, one in enumerate(likely):
        for other in likely[place + 1 :]:
            for kind in (Earliest, Latest):
                found = kind(one, other)
                if all(day(found, as_of) == there for as_of, there in seen):
                    return found
    return None


def _followed(chain: Chain, here: date) -> date:
    for step in chain:
        here = _step(step, here)
    return here


@lru_cache(maxsize=65536)
def _step(step: Step, here: date) -> date:
    match step:
        case Days(count):
            return _later(here, count)
        case Months(count):
            return Length(count, Unit.MONTH).before(here)
        case Start(unit, first_weekday):
            return Calendar(1, unit, first_weekday).start(here)
        case _:
            assert_never(step)


def _later(here: date, count: int) -> date:
    return Length(count, Unit.DAY).after(here)


def _months_between(earlier: date, later: date) -> int:
    return 12 * (later.year - earlier.year) + later.month - earlier.month
