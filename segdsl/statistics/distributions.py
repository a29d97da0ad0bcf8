"""Count how metrics lie, and where the members of segments lie on them: metrics in, bins out.

Numbers are brought down to two digits that count before they are grouped, so there are some hundred
bins however many customers; moments are grouped by month, texts by their most frequent values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from segdsl.meaning import model
from segdsl.meaning.types import MOMENTS, Type
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.planning import plan
from segdsl.planning.inquiry import Inquiry, bounded
from segdsl.statistics import variants
from segdsl.statistics.asking import Answers, Asking, Counted, Reader
from segdsl.statistics.memberships import Membership
from segdsl.statistics.survey import Bin, Distribution, Placing

MOST_TEXTS = 20
MOST_PLACED = 10  # segments on one count of a metric: their verdicts multiply its rows


@dataclass(frozen=True, slots=True)
class Scale:
    """How numbers become bins: exact in `per`-ths below `exact` of them, then two or more digits.

    `is_whole`: there is nothing between two of the finest bins.
    """

    per: int
    exact: int
    is_whole: bool = False

    def bin(self, key: int, size: int) -> Bin:
        """The bin that starts at so many parts."""
        low, width = Decimal(key) / self.per, self.width(key)
        if width == 1 and self.is_whole:
            return Bin(low, None, size)
        return Bin(low, Decimal(key + width) / self.per, size)

    def width(self, key: int) -> int:
        width = 1
        while not -self.exact * width <= key < self.exact * width:
            width *= 10
        return width


WHOLE = Scale(1, 100, is_whole=True)
SCALES = {
    Type.INTEGER: WHOLE,
    Type.MONEY: Scale(100, 100),
    Type.NUMBER: Scale(1000, 100),
    Type.PERCENT: Scale(1000, 1000),
    Type.DURATION: Scale(10, 100),
}


def distribution(asking: Asking, metric: model.Metric) -> Reader[Distribution]:
    """Asks how a metric lies in its population."""
    term = asking.inquiry.value(model.MetricValue(metric.name, metric.value.type))
    match term.type:
        case Type.TEXT:
            return _texts(asking, metric, term)
        case Type.BOOLEAN:
            return _truths(asking, metric, term)
        case type_ if type_ in MOMENTS:
            return _months(asking, metric, term)
    scale = scale_of(metric.value)
    tally = asking.tally(key=_key(asking.inquiry, metric))

    def read(answers: Answers) -> Distribution:
        bins = [
            scale.bin(row.key, row.size) for row in _known(answers.tallies[tally])
            if row.key is not None
        ]  # fmt: skip
        return Distribution(metric.name, tuple(bins), _missing(answers.tallies[tally]))

    return read


def placings(
    asking: Asking, metric: model.Metric, members: Sequence[Membership]
) -> Reader[Mapping[str, Placing]]:
    """Asks where the members of each lie, of those whose condition compares the metric."""
    inquiry = asking.inquiry
    placed = list(_placed(metric, members, inquiry))
    if not placed or metric.value.type not in SCALES:
        return lambda answers: {}
    key = _key(inquiry, metric)
    some = [placed[start : start + MOST_PLACED] for start in range(0, len(placed), MOST_PLACED)]
    tallies = [
        (asking.tally(key, plan.Bits(tuple(one.verdict(inquiry) for one, _ in group))), group)
        for group in some
    ]

    def read(answers: Answers) -> dict[str, Placing]:
        return {
            one.name: _placing(metric.name, answers.tallies[tally], bit, limits)
            for tally, group in tallies
            for bit, (one, limits) in enumerate(group)
        }

    return read


def _placed(
    metric: model.Metric, members: Sequence[Membership], inquiry: Inquiry
) -> Iterator[tuple[Membership, tuple[Decimal, ...]]]:
    for one in members:
        if one.own is not None:
            compared = variants.compared(one.own, inquiry.as_of)
            if metric.name in compared:
                yield one, compared[metric.name]


def _placing(
    metric: str, rows: Sequence[Counted], bit: int, limits: tuple[Decimal, ...]
) -> Placing:
    """By the bins of the distribution: those where nobody of the segment is hold 0."""
    inside = tuple(
        sum(row.size for row in same if row.mask >> bit & 1)
        for _, same in groupby(_known(rows), key=lambda row: row.key)
    )
    missing = sum(row.size for row in rows if row.key is None and row.mask >> bit & 1)
    return Placing(metric, inside, missing, limits)


def scale_of(value: model.Value) -> Scale:
    """The bins of a number; whole days are counted as whole numbers are."""
    return WHOLE if _is_whole(value) else SCALES[value.type]


def _is_whole(value: model.Value) -> bool:
    match value:
        case model.Aggregate(word) if value.type is Type.DURATION:
            return word.kind in (Kind.SINCE_FIRST, Kind.SINCE_LAST)
        case model.ValueAsOf(inner, _) | model.CalledValue(_, _, inner):
            return _is_whole(inner)
        case _:
            return value.type is Type.INTEGER


def _key(inquiry: Inquiry, metric: model.Metric) -> plan.Column:
    """The start of the bin of each customer: a column, since a long CASE reads it often."""
    scale = scale_of(metric.value)
    number = inquiry.value(model.MetricValue(metric.name, metric.value.type))
    units = inquiry.column(plan.Units(bounded(number), scale.per), f"{metric.name}_units")
    return inquiry.column(plan.Digits(units, scale.exact), f"{metric.name}_bin")


def _months(asking: Asking, metric: model.Metric, term: plan.Term) -> Reader[Distribution]:
    tally = asking.tally(key=asking.inquiry.month(term))

    def read(answers: Answers) -> Distribution:
        bins = [
            Bin(Decimal(row.key), None, row.size, f"{row.key // 12:04}-{row.key % 12 + 1:02}")
            for row in _known(answers.tallies[tally])
            if row.key is not None
        ]
        return Distribution(metric.name, tuple(bins), _missing(answers.tallies[tally]))

    return read


def _truths(asking: Asking, metric: model.Metric, term: plan.Term) -> Reader[Distribution]:
    known = plan.Compare("=", term, plan.TRUE), plan.Compare("=", term, plan.FALSE)
    yes, no = plan.Const(1, Type.INTEGER), plan.Const(0, Type.INTEGER)
    nothing = plan.Const(None, Type.INTEGER)
    key = plan.Case(((known[0], yes), (known[1], no)), nothing, Type.INTEGER)
    tally = asking.tally(key=key)

    def read(answers: Answers) -> Distribution:
        bins = [
            Bin(Decimal(row.key), None, row.size, "true" if row.key else "false")
            for row in _known(answers.tallies[tally])
            if row.key is not None
        ]
        return Distribution(metric.name, tuple(bins), _missing(answers.tallies[tally]))

    return read


def _texts(asking: Asking, metric: model.Metric, term: plan.Term) -> Reader[Distribution]:
    """The most frequent first, ties by code point; all others in a last bin without a label."""
    number = asking.most_frequent(term, MOST_TEXTS)

    def read(answers: Answers) -> Distribution:
        rows = answers.labels[number]
        texts = sorted(
            ((row.text, row.size) for row in rows if row.text is not None),
            key=lambda pair: (-pair[1], pair[0]),
        )
        others = [(None, row.size) for row in rows if not row.own]
        bins = [
            Bin(Decimal(place), None, size, text)
            for place, (text, size) in enumerate([*texts, *others])
        ]
        missing = sum(row.size for row in rows if row.own and row.text is None)
        return Distribution(metric.name, tuple(bins), missing)

    return read


def _known(rows: Sequence[Counted]) -> list[Counted]:
    """Rows with a key, in its order."""
    known = [row for row in rows if row.key is not None]
    return sorted(known, key=lambda row: row.key or 0)


def _missing(rows: Sequence[Counted]) -> int:
    return sum(row.size for row in rows if row.key is None)
