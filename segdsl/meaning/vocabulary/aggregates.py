"""The words that make one value of many rows: one record each, with its meaning in plain Python.

The record's `means` is what the reference interpreter runs; `kind` tells the planner which way to
compute it; `when_empty` is read by the planner, the interpreter and the sentences.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from typing import Any

from segdsl.meaning.types import NUMBER_SCALE, NUMERIC, Type
from segdsl.text.diagnostics import Said


@dataclass(frozen=True, slots=True)
class Seen:
    """A row as an aggregate sees it: when it happened, its value, whether `where` held on it.

    Only rows inside the window are seen; rows for which `where` did not hold only by `share of`.
    """

    value: Any = None
    at: datetime | None = None
    day: date | None = None
    matches: bool = True
    weight: Any = 1  # what the row counts for: `weighted by`


class Takes(Enum):
    ROWS = auto()  # a source: count of orders
    DAYS = auto()  # a source with `at`: time since last order
    NUMBERS = auto()  # a column of numbers
    ORDERED = auto()  # a column of anything that has an order
    EITHER = auto()  # a source, or a column of numbers: share of


class Kind(Enum):
    """How the planner computes it; each is a case of `planning`."""

    COUNT = auto()
    DISTINCT = auto()
    SUM = auto()
    AVERAGE = auto()
    MEDIAN = auto()
    SMALLEST = auto()
    LARGEST = auto()
    FIRST = auto()
    LAST = auto()
    FAVOURITE = auto()
    SHARE = auto()
    SINCE_FIRST = auto()
    SINCE_LAST = auto()
    GAP = auto()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`sum of` and its facts. `when_empty` None means missing over no rows."""

    name: str
    kind: Kind
    takes: Takes
    gives: Type | None  # None: the type of the column
    when_empty: int | None
    means: Callable[[Sequence[Seen], date], Any]
    says: Said  # {what}: the rows or the column as said; {one}: one row; {de_what}: with `de`
    example: str

    def accepts(self, type_: Type) -> bool:
        """Whether a column of this type can be aggregated so."""
        match self.takes:
            case Takes.NUMBERS | Takes.EITHER:
                return type_ in NUMERIC or (type_ is Type.DURATION and self.kind is not Kind.SHARE)
            case Takes.ORDERED:
                return True
            case Takes.ROWS | Takes.DAYS:
                return False

    def type_of(self, column: Type | None) -> Type:
        if self.gives is not None:
            return self.gives
        assert column is not None
        return column


def _known(rows: Sequence[Seen]) -> list[Any]:
    return [row.value for row in rows if row.value is not None]


def exact_sum(values: Sequence[Any]) -> Any:
    """The sum, taken exactly: doubles are first read as decimals of NUMBER_SCALE places."""
    if any(isinstance(value, float) for value in values):
        return float(sum(map(_exact, values), Decimal(0)))
    return sum(values)


def _exact(value: Any) -> Decimal:
    """A number as a decimal: doubles with NUMBER_SCALE places."""
    if isinstance(value, float):
        return Decimal(repr(value)).quantize(Decimal(1).scaleb(-NUMBER_SCALE), ROUND_HALF_UP)
    return Decimal(value)


def _average(rows: Sequence[Seen], as_of: date) -> Any:
    values = _known(rows)
    return float(exact_sum(values)) / len(values) if values else None


def _median(rows: Sequence[Seen], as_of: date) -> Any:
    """The middle value, or the mean of the two in the middle, as a double."""
    values = sorted(_known(rows))
    if not values:
        return None
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    return (float(low) + float(high)) / 2


def _first(rows: Sequence[Seen], as_of: date) -> Any:
    dated = [row for row in rows if row.at is not None]
    if not dated:
        return None
    earliest = min(row.at for row in dated if row.at is not None)
    return min(_known([row for row in dated if row.at == earliest]), default=None)


def _last(rows: Sequence[Seen], as_of: date) -> Any:
    dated = [row for row in rows if row.at is not None]
    if not dated:
        return None
    latest = max(row.at for row in dated if row.at is not None)
    return min(_known([row for row in dated if row.at == latest]), default=None)


def _favourite(rows: Sequence[Seen], as_of: date) -> Any:
    """The value that counts for most; rows without a value or a weight are skipped."""
    totals: dict[Any, Decimal] = {}
    for row in rows:
        if row.value is not None and row.weight is not None:
            totals[row.value] = totals.get(row.value, Decimal(0)) + _exact(row.weight)
    if not totals:
        return None
    most = max(totals.values())
    return min(value for value, total in totals.items() if total == most)


def _share(rows: Sequence[Seen], as_of: date) -> Any:
    """Of the sum of known values; `share of orders` gives every row the value 1."""
    whole = exact_sum(_known(rows))
    part = exact_sum(_known([row for row in rows if row.matches]))
    return float(part) / float(whole) if whole else None


def _gap(rows: Sequence[Seen], as_of: date) -> Any:
    days = sorted({row.day for row in rows if row.day is not None})
    if len(days) < 2:
        return None
    return float((days[-1] - days[0]).days) / (len(days) - 1)


def _days_since(pick: Callable[[Sequence[date]], date]) -> Callable[[Sequence[Seen], date], Any]:
    def means(rows: Sequence[Seen], as_of: date) -> Any:
        days = [row.day for row in rows if row.day is not None]
        return (as_of - pick(days)).days if days else None

    return means


COUNT = Aggregate(
    name="count of",
    kind=Kind.COUNT,
    takes=Takes.ROWS,
    gives=Type.INTEGER,
    when_empty=0,
    means=lambda rows, as_of: len(rows),
    says=Said("the number of {what}", "le nombre {de_what}"),
    example="count of orders in last 12 months",
)
DISTINCT = Aggregate(
    name="number of distinct",
    kind=Kind.DISTINCT,
    takes=Takes.ORDERED,
    gives=Type.INTEGER,
    when_empty=0,
    means=lambda rows, as_of: len(set(_known(rows))),
    says=Said(
        "the number of different values of {what}", "le nombre de valeurs différentes {de_what}"
    ),
    example="number of distinct orders.channel",
)
SUM = Aggregate(
    name="sum of",
    kind=Kind.SUM,
    takes=Takes.NUMBERS,
    gives=None,
    when_empty=0,
    means=lambda rows, as_of: exact_sum(_known(rows)),
    says=Said("the total of {what}", "le total {de_what}"),
    example="sum of orders.amount in last 12 months",
)
AVERAGE = Aggregate(
    name="average of",
    kind=Kind.AVERAGE,
    takes=Takes.NUMBERS,
    gives=Type.NUMBER,
    when_empty=None,
    means=_average,
    says=Said("the average of {what}", "la moyenne {de_what}"),
    example="average of orders.amount",
)
MEDIAN = Aggregate(
    name="median of",
    kind=Kind.MEDIAN,
    takes=Takes.NUMBERS,
    gives=Type.NUMBER,
    when_empty=None,
    means=_median,
    says=Said("the median of {what}", "la médiane {de_what}"),
    example="median of orders.amount",
)
SMALLEST = Aggregate(
    name="smallest of",
    kind=Kind.SMALLEST,
    takes=Takes.ORDERED,
    gives=None,
    when_empty=None,
    means=lambda rows, as_of: min(_known(rows), default=None),
    says=Said("the smallest value of {what}", "la plus petite valeur {de_what}"),
    example="smallest of orders.amount",
)
LARGEST = Aggregate(
    name="largest of",
    kind=Kind.LARGEST,
    takes=Takes.ORDERED,
    gives=None,
    when_empty=None,
    means=lambda rows, as_of: max(_known(rows), default=None),
    says=Said("the largest value of {what}", "la plus grande valeur {de_what}"),
    example="largest of orders.amount",
)
FIRST = Aggregate(
    name="first of",
    kind=Kind.FIRST,
    takes=Takes.ORDERED,
    gives=None,
    when_empty=None,
    means=_first,
    says=Said("the first value of {what}", "la première valeur {de_what}"),
    example="first of orders.channel",
)
LAST = Aggregate(
    name="last of",
    kind=Kind.LAST,
    takes=Takes.ORDERED,
    gives=None,
    when_empty=None,
    means=_last,
    says=Said("the last value of {what}", "la dernière valeur {de_what}"),
    example="last of orders.channel",
)
FAVOURITE = Aggregate(
    name="most frequent",
    kind=Kind.FAVOURITE,
    takes=Takes.ORDERED,
    gives=None,
    when_empty=None,
    means=_favourite,
    says=Said("the most frequent value of {what}", "la valeur la plus fréquente {de_what}"),
    example="most frequent orders.channel",
)
SHARE = Aggregate(
    name="share of",
    kind=Kind.SHARE,
    takes=Takes.EITHER,
    gives=Type.PERCENT,
    when_empty=None,
    means=_share,
    says=Said("the share of {what}", "la part {de_what}"),
    example='share of orders.amount where (channel = "web")',
)
SINCE_FIRST = Aggregate(
    name="time since first",
    kind=Kind.SINCE_FIRST,
    takes=Takes.DAYS,
    gives=Type.DURATION,
    when_empty=None,
    means=_days_since(min),
    says=Said(
        "the time since the first {one}",
        "le temps écoulé depuis la date la plus ancienne des {what}",
    ),
    example="time since first order",
)
SINCE_LAST = Aggregate(
    name="time since last",
    kind=Kind.SINCE_LAST,
    takes=Takes.DAYS,
    gives=Type.DURATION,
    when_empty=None,
    means=_days_since(max),
    says=Said(
        "the time since the last {one}",
        "le temps écoulé depuis la date la plus récente des {what}",
    ),
    example="time since last order",
)
GAP = Aggregate(
    name="average gap between",
    kind=Kind.GAP,
    takes=Takes.DAYS,
    gives=Type.DURATION,
    when_empty=None,
    means=_gap,
    says=Said("the average gap between {what}", "l'écart moyen entre les {what}"),
    example="average gap between orders",
)

AGGREGATES = (
    COUNT, DISTINCT, SUM, AVERAGE, MEDIAN, SMALLEST, LARGEST, FIRST, LAST, FAVOURITE, SHARE,
    SINCE_FIRST, SINCE_LAST, GAP,
)  # fmt: skip
BY_NAME = {aggregate.name: aggregate for aggregate in AGGREGATES}
