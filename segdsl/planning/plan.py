"""How to compute segments: named steps, each one SELECT, with no SQL and no names to find.

A step reads one relation, joins others, keeps some rows, and either groups them or adds columns.
Terms are typed; `missable` says whether a term can be missing, which is decided here once so that
no engine's three-valued logic ever decides who is a member.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from segdsl import trees
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.periods import Length
from segdsl.meaning.vocabulary.predicates import TextTest as TextTestWord

# --- terms ---


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a relation of the step; `relation` None where the step reads only one."""

    relation: str | None
    name: str
    type: Type
    missable: bool = True
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Const:
    """A known value: int, Decimal, str, bool, date, datetime or None."""

    value: int | Decimal | str | bool | date | datetime | None
    type: Type

    @property
    def missable(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left + right`, - or *, of terms already brought to one type."""

    operator: str
    left: Term
    right: Term
    type: Type

    @property
    def missable(self) -> bool:
        return self.left.missable or self.right.missable


@dataclass(frozen=True, slots=True)
class Quotient:
    """Real division of two doubles, missing by zero."""

    left: Term
    right: Term
    type: Type
    missable: bool = True


class Form(Enum):
    """What a term is read as."""

    DOUBLE = "double"
    WHOLE = "whole"  # 64 bits
    MONEY = "money"  # DECIMAL(18, MONEY_SCALE)
    SUMMAND = "summand"  # DECIMAL(38, NUMBER_SCALE): a double that is to be summed exactly
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class As:
    """A term in another form."""

    term: Term
    form: Form
    type: Type

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class RealNumber:
    """A stored double, NaN read as missing."""

    term: Term
    type: Type
    missable: bool = True


@dataclass(frozen=True, slots=True)
class Flag:
    """A stored flag as a boolean: the texts that mean true and those that mean false."""

    term: Term
    true: tuple[str, ...]
    false: tuple[str, ...]
    type: Type = Type.BOOLEAN
    missable: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an instant stored naively in `from_zone`, in the project's zone."""

    term: Term
    from_zone: str
    to_zone: str
    type: Type = Type.DATE

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class InZone:
    """A naive instant of one zone as a naive instant of another."""

    term: Term
    from_zone: str
    to_zone: str
    type: Type = Type.DATETIME

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """Whole days from one DATE to another."""

    start: Term
    end: Term
    type: Type = Type.DURATION

    @property
    def missable(self) -> bool:
        return self.start.missable or self.end.missable


@dataclass(frozen=True, slots=True)
class Later:
    """A DATE or DATETIME that much later; months are clipped to the month's end."""

    term: Term
    length: Length

    @property
    def type(self) -> Type:
        return self.term.type

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class Compare:
    """`left >= right`: sign is one of = < <= > >=."""

    sign: str
    left: Term
    right: Term
    type: Type = Type.BOOLEAN

    @property
    def missable(self) -> bool:
        return self.left.missable or self.right.missable


@dataclass(frozen=True, slots=True)
class OneOf:
    """`term IN (options)`: never empty."""

    term: Term
    options: tuple[Term, ...]
    type: Type = Type.BOOLEAN

    @property
    def missable(self) -> bool:
        return self.term.missable or any(option.missable for option in self.options)


@dataclass(frozen=True, slots=True)
class Known:
    """`term IS NOT NULL`."""

    term: Term
    type: Type = Type.BOOLEAN
    missable: bool = False


@dataclass(frozen=True, slots=True)
class TextTest:
    """`starts with`, `ends with`, `contains`."""

    word: TextTestWord
    term: Term
    text: Term
    type: Type = Type.BOOLEAN

    @property
    def missable(self) -> bool:
        return self.term.missable or self.text.missable


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Term, ...]
    type: Type = Type.BOOLEAN

    @property
    def missable(self) -> bool:
        return any(part.missable for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds."""

    parts: tuple[Term, ...]
    type: Type = Type.BOOLEAN

    @property
    def missable(self) -> bool:
        return any(part.missable for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The complement of a term that is never missing."""

    term: Term
    type: Type = Type.BOOLEAN

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class OrElse:
    """The term, or a constant where it is missing."""

    term: Term
    otherwise: Const

    @property
    def type(self) -> Type:
        return self.term.type

    @property
    def missable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Case:
    """The value of the first condition that holds."""

    whens: tuple[tuple[Term, Term], ...]
    otherwise: Term
    type: Type

    @property
    def missable(self) -> bool:
        return self.otherwise.missable or any(value.missable for _, value in self.whens)


class Fold(Enum):
    """How many rows become one value; missing values are skipped."""

    COUNT = "count"  # of rows, or of known values
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    LOWER_MIDDLE = "lower middle"  # the middle value, or the lower of two
    UPPER_MIDDLE = "upper middle"


@dataclass(frozen=True, slots=True)
class Reduce:
    """A fold over the rows of a group, or over those for which `when` holds."""

    fold: Fold
    term: Term | None
    type: Type
    when: Term | None = None

    @property
    def missable(self) -> bool:
        return self.fold is not Fold.COUNT


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a fold over all groups of the same `per`; up to here in an order, if one is given.

    Groups have distinct values of `order`, so nothing is tied.
    """

    term: Term
    type: Type
    order: Term | None = None
    descending: bool = False
    per: Term | None = None
    missable: bool = True


class Part(Enum):
    """A figure of a date, or of a naive time."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"  # 1 for Monday to 7
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class DatePart:
    """A figure of a DATE, or the hour of a `Clock`, as 64 bits."""

    part: Part
    term: Term
    type: Type = Type.INTEGER

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class Clock:
    """A naive instant of one zone as clocks of another show it; a skipped hour is the next one."""

    term: Term
    from_zone: str
    to_zone: str
    type: Type = Type.DATETIME

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text without case and accents, by the table of `vocabulary.letters`."""

    term: Term
    type: Type = Type.TEXT

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class Haversine:
    """How far two doubles in degrees are from a point: see `vocabulary.places`."""

    latitude: Term
    longitude: Term
    point: tuple[Decimal, Decimal]
    type: Type = Type.NUMBER

    @property
    def missable(self) -> bool:
        return self.latitude.missable or self.longitude.missable


@dataclass(frozen=True, slots=True)
class Md5:
    """`md5(prefix || term)`: 32 hexadecimal digits in small letters, of the text in UTF-8."""

    prefix: str
    term: Term
    type: Type = Type.TEXT

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class Numbered:
    """The place of a row from 1: those for whom `among` holds first, by value, missing ones last,
    then by `tie`, which tells those among apart.
    """

    among: Term
    value: Term | None
    descending: bool
    tie: Term
    type: Type = Type.INTEGER
    missable: bool = False


@dataclass(frozen=True, slots=True)
class Bits:
    """A number whose bit `n` is set where part `n` holds; at most MOST_BITS parts."""

    parts: tuple[Term, ...]
    type: Type = Type.INTEGER
    missable: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """How many whole parts of one `per`-th a number holds: 12.34 is 123 tenths; 64 bits."""

    term: Term
    per: int
    type: Type = Type.INTEGER

    @property
    def missable(self) -> bool:
        return self.term.missable


@dataclass(frozen=True, slots=True)
class Digits:
    """A whole number brought down to one that ends in zeros: exact from -`exact` to below `exact`,
    by tens up to ten times that, by hundreds up to a hundred times, and so on.
    """

    term: Term
    exact: int
    type: Type = Type.INTEGER

    @property
    def missable(self) -> bool:
        return self.term.missable


MOST_BITS = 60  # of a mask, so that it is a positive number of 64 bits on every engine

Term = (
    Column | Const | Arithmetic | Quotient | As | RealNumber | Flag | Day | InZone | DaysBetween
    | Later
    | Compare | OneOf | Known | TextTest | All | AnyOf | Not | OrElse | Case | Reduce | Total
    | Md5 | Numbered | DatePart | Clock | FoldedText | Haversine | Bits | Units | Digits
)  # fmt: skip

# --- steps ---


@dataclass(frozen=True, slots=True)
class Stored:
    """A table of the warehouse, by the parts of its name."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An earlier step."""

    step: str


Relation = Stored | Made


@dataclass(frozen=True, slots=True)
class Join:
    """A relation joined; `keeps` says that rows that find nothing stay."""

    relation: Relation
    alias: str
    on: Term
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One SELECT: `carries` repeats all columns of the relation that is read before its own."""

    name: str
    note: str
    reads: Relation
    alias: str | None
    joins: tuple[Join, ...]
    where: Term | None
    columns: tuple[tuple[str, Term], ...]
    group_by: tuple[Term, ...] = ()
    carries: bool = False


class OutputKind(Enum):
    SEGMENT = "segment"
    SEGMENTATION = "segmentation"  # its column holds the class as text
    CLASS = "class"
    TARGET = "target"  # who is chosen, or a part of them


@dataclass(frozen=True, slots=True)
class Output:
    """A name that was asked for, and what answers it: a column of the last step, or a term on such.

    For CLASS the column is the segmentation's and `class_` the text it must be. `classes` of a
    SEGMENTATION are its declared ones in order, () for `by`.
    """

    name: str
    kind: OutputKind
    column: Term
    class_: str | None = None
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column that is read from the warehouse, and what the model says of it."""

    column: str
    type: Type
    zone: str | None = None
    is_flag: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A declared table that is read: where it is stored and which of its columns."""

    table: str
    physical: tuple[str, ...]
    columns: tuple[ReadColumn, ...]


class CheckKind(Enum):
    DUPLICATE_KEY = "duplicate key"
    SEVERAL_VALUES = "several values"


@dataclass(frozen=True, slots=True)
class Check:
    """What must find nothing before a run: up to five keys that break a promise of the model."""

    kind: CheckKind
    table: str
    field: str
    steps: tuple[Step, ...]  # the last one gives the keys in trouble


@dataclass(frozen=True, slots=True)
class ListUse:
    """A list that a program asks: how many lines it has, and whose key is on any of them."""

    name: str
    lines: int
    on_it: Term


@dataclass(frozen=True, slots=True)
class Program:
    """All that one population's asked-for names need, in the order of computing."""

    population: str
    key: Column
    as_of: date
    steps: tuple[Step, ...]  # the last one has the key and every output column
    outputs: tuple[Output, ...]
    value: Column | None  # the metric by which segments are weighed
    reads: tuple[Read, ...]
    checks: tuple[Check, ...]
    lists: tuple[ListUse, ...] = ()


def columns_of(term: Any) -> Iterator[Column]:
    """Every column that a term reads."""
    match term:
        case Column():
            yield term
        case Case(whens, otherwise, _):
            for condition, value in whens:
                yield from columns_of(condition)
                yield from columns_of(value)
            yield from columns_of(otherwise)
        case _:
            for child in trees.children(term):
                yield from columns_of(child)


TRUE = Const(True, Type.BOOLEAN)
FALSE = Const(False, Type.BOOLEAN)


def both(*parts: Term | None) -> Term | None:
    """All of the parts that are given, each said once; None where none is."""
    given: dict[Term, None] = {}
    for part in parts:
        if part is not None:
            given |= dict.fromkeys(part.parts if isinstance(part, All) else (part,))
    if not given:
        return None
    return next(iter(given)) if len(given) == 1 else All(tuple(given))
