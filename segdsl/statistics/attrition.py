"""Count how a population becomes a segment: memberships in, rungs, thresholds and unknowns out.

The parts of a condition are the bits of one mask, so how many are left after any of them, with or
without the others, is read from one count by mask.
"""

from __future__ import annotations

from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.planning import plan
from segdsl.statistics import variants
from segdsl.statistics.asking import Answers, Asking, Reader
from segdsl.statistics.memberships import Membership
from segdsl.statistics.survey import Attrition, Rung, Threshold, Unknown


@dataclass(frozen=True, slots=True)
class Explained:
    """What is known of one name."""

    attrition: Attrition
    thresholds: tuple[Threshold, ...]
    unknowns: tuple[Unknown, ...]


def explained(asking: Asking, one: Membership) -> Reader[Explained]:
    """Asks how it is made, how firm its numbers are, and what is missing for it."""
    rungs = _rungs(asking, one)
    thresholds = _thresholds(asking, one)
    unknowns = _unknowns(asking, one)
    return lambda answers: Explained(rungs(answers), thresholds(answers), unknowns(answers))


def _rungs(asking: Asking, one: Membership) -> Reader[Attrition]:
    terms = [asking.inquiry.verdict(step.asked) for step in one.steps]
    chosen = [one.verdict(asking.inquiry)] if one.limit is not None else []
    tally = asking.tally(mask=plan.Bits((*terms, *chosen)))

    def read(answers: Answers) -> Attrition:
        counts = _Counts(answers, tally)
        every = (1 << len(one.steps)) - 1
        rungs = [
            Rung(
                step.shown,
                kept=counts.holding((1 << place + 1) - 1),
                alone=counts.holding(1 << place),
                without=_at_most(counts.holding(every & ~(1 << place)), one.limit),
            )
            for place, step in enumerate(one.steps)
        ]
        if chosen:
            eligible = counts.holding(every)
            rungs.append(Rung(None, counts.holding(every + 1), alone=None, without=eligible))
        return Attrition(counts.holding(0), tuple(rungs))

    return read


def _thresholds(asking: Asking, one: Membership) -> Reader[tuple[Threshold, ...]]:
    if one.own is None:
        return lambda answers: ()
    inquiry = asking.inquiry
    verdict = one.verdict(inquiry)
    counted = [
        (moved, [asking.size(inquiry.verdict(one.with_own(condition))) for condition in both])
        for moved in variants.moved(one.own, inquiry.as_of)
        for both in ((moved.lower, moved.higher),)
    ]
    own = asking.size(verdict) if counted else 0

    def read(answers: Answers) -> tuple[Threshold, ...]:
        return tuple(
            Threshold(
                condition=moved.comparison,
                limit=moved.limit,
                size=answers.sizes[own],
                low=moved.low,
                low_size=_at_most(answers.sizes[low], one.limit),
                high=moved.high,
                high_size=_at_most(answers.sizes[high], one.limit),
            )
            for moved, (low, high) in counted
        )

    return read


def _unknowns(asking: Asking, one: Membership) -> Reader[tuple[Unknown, ...]]:
    """The values that are missing for somebody."""
    values = () if one.own is None else variants.asked(one.own)
    counted = [
        (value, asking.size(asking.inquiry.verdict(model.Not(model.Known(value)))))
        for value in values
    ]
    return lambda answers: tuple(
        Unknown(value, answers.sizes[number]) for value, number in counted if answers.sizes[number]
    )


def _at_most(size: int, limit: int | None) -> int:
    return size if limit is None else min(size, limit)


class _Counts:
    """How many customers have all of some bits."""

    def __init__(self, answers: Answers, tally: int) -> None:
        self.rows = [(counted.mask, counted.size) for counted in answers.tallies[tally]]

    def holding(self, bits: int) -> int:
        return sum(size for mask, size in self.rows if mask & bits == bits)
