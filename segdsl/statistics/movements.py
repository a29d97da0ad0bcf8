"""Count how customers move: memberships and days in, trends, flows and grids out.

Each day gives the masks of who is in what; two masks of neighbouring days side by side say who
stayed, entered and left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import plan
from segdsl.planning.inquiry import Inquiry, summand
from segdsl.statistics.asking import TOGETHER, Answers, Asking, Reader
from segdsl.statistics.memberships import Membership
from segdsl.statistics.survey import Course, Flow, Trend

NOW = 1 << TOGETHER


def trend(
    asking: Asking, members: Sequence[Membership], days: Sequence[date], weight: str | None
) -> Reader[Trend]:
    """Asks who is in the population and in each of these on each day.

    Their names must have a meaning on all the days.
    """
    asked: list[Membership | None] = [None, *members]  # None: the population itself
    groups = [asked[start : start + TOGETHER] for start in range(0, len(asked), TOGETHER)]
    masks = [[_mask(asking.inquiry, day, group) for group in groups] for day in days]
    weights = [_weight(asking.inquiry, day, weight) for day in days]
    nobody: Sequence[plan.Term] = [plan.Const(0, Type.INTEGER)] * len(groups)
    counted = [
        [
            asking.tally(mask=_side_by_side(before, now), weight=weights[place])
            for before, now in zip(past, masks[place], strict=True)
        ]
        for place, past in enumerate([nobody, *masks[:-1]])
    ]

    def read(answers: Answers) -> Trend:
        courses = {
            "" if one is None else one.name: _course(
                answers, [tallies[group] for tallies in counted], bit, weight
            )
            for group, some in enumerate(groups)
            for bit, one in enumerate(some)
        }
        whole = courses.pop("")
        return Trend(tuple(days), whole, courses)

    return read


def _mask(inquiry: Inquiry, day: date, group: Sequence[Membership | None]) -> plan.Term:
    """Who was in these on a day; 0 for who was not there yet."""

    def bits(there: Inquiry) -> plan.Term:
        terms = (plan.TRUE if one is None else one.verdict(there) for one in group)
        return plan.Bits(tuple(terms))

    return plan.OrElse(inquiry.then(day, bits, "mask"), plan.Const(0, Type.INTEGER))


def _weight(inquiry: Inquiry, day: date, weight: str | None) -> plan.Term | None:
    if weight is None:
        return None
    value = inquiry.project.metrics[weight].value
    metric = model.MetricValue(weight, value.type)
    return summand(inquiry.then(day, lambda there: there.value(metric), "weight"))


def _side_by_side(before: plan.Term, now: plan.Term) -> plan.Term:
    shift = plan.Const(NOW, Type.INTEGER)
    return plan.Arithmetic(
        "+", before, plan.Arithmetic("*", now, shift, Type.INTEGER), Type.INTEGER
    )


def _course(answers: Answers, tallies: Sequence[int], bit: int, weight: str | None) -> Course:
    then, now = 1 << bit, NOW << bit
    sizes: list[int] = []
    values: list[Decimal | None] = []
    entered: list[int | None] = []
    left: list[int | None] = []
    for tally in tallies:
        rows = answers.tallies[tally]
        inside = [row for row in rows if row.mask & now]
        sizes.append(sum(row.size for row in inside))
        values.append(None if weight is None else sum((r.value for r in inside), Decimal(0)))
        entered.append(sum(row.size for row in inside if not row.mask & then))
        left.append(sum(row.size for row in rows if row.mask & then and not row.mask & now))
    entered[0] = left[0] = None
    return Course(tuple(sizes), tuple(values), tuple(entered), tuple(left))


# --- between classes ---

NO_CLASS = 0


def flow(asking: Asking, found: model.Segmentation, then: date, now: date) -> Reader[Flow]:
    """Asks who was in which class on two days."""
    names = (None, *(one.name for one in found.classes))
    before, after = (_place(asking.inquiry, found, names, day) for day in (then, now))
    shift = plan.Const(len(names), Type.INTEGER)
    key = plan.Arithmetic(
        "+", plan.Arithmetic("*", before, shift, Type.INTEGER), after, Type.INTEGER
    )
    tally = asking.tally(key=key)

    def read(answers: Answers) -> Flow:
        sizes = {}
        for row in answers.tallies[tally]:
            assert row.key is not None
            was, is_ = divmod(row.key, len(names))
            sizes[names[was], names[is_]] = row.size
        return Flow(then, now, sizes)

    return read


def _place(
    inquiry: Inquiry, found: model.Segmentation, names: Sequence[str | None], day: date
) -> plan.Term:
    """The place of a customer's class in `names`; NO_CLASS also for who was not there."""

    def place(there: Inquiry) -> plan.Term:
        column = there.class_of(found.name)
        whens = tuple(
            (plan.Compare("=", column, plan.Const(name, Type.TEXT)), plan.Const(n, Type.INTEGER))
            for n, name in enumerate(names)
            if name is not None
        )
        return plan.Case(whens, plan.Const(NO_CLASS, Type.INTEGER), Type.INTEGER)

    return plan.OrElse(inquiry.then(day, place, "place"), plan.Const(NO_CLASS, Type.INTEGER))
