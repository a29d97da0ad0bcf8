"""What a project means: every name resolved, every type known, every default spelled out.

Conditions and values stand in one of two scopes: a customer (a row of the population) or, inside
`where (…)`, computed fields and columns of aggregates, a row of a source. The shapes are the same;
`FieldValue` is read from whichever row is at hand. Negated words are `Not` around the positive
shape, so there is one place for the missing-value law.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import Aggregate as AggregateWord
from segdsl.meaning.vocabulary.dates import DateWord
from segdsl.meaning.vocabulary.periods import Arguments, Length, Period
from segdsl.meaning.vocabulary.predicates import Comparison
from segdsl.meaning.vocabulary.predicates import TextTest as TextTestWord
from segdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    """`span` is the author's text this came from, where there is one."""

    span: Span | None = field(default=None, kw_only=True, compare=False, repr=False)


# --- values ---


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """`4`, `30%` (as 0.3), `"web"`, `90d`, `2026-01-31`, `true`.

    value: Decimal for INTEGER (integral) and NUMBER, PERCENT; str, bool, date; Length for DURATION.
    """

    value: Decimal | str | bool | date | Length
    type: Type


@dataclass(frozen=True, slots=True)
class ParameterValue(Node):
    """`seuil_recence`: what `--set` or the declaration gives it."""

    name: str
    constant: Constant

    @property
    def type(self) -> Type:
        return self.constant.type


@dataclass(frozen=True, slots=True)
class FieldValue(Node):
    """`gender`, `store.city`, in lines `product.category`: references to follow, then a field.

    `table` is the table that the field belongs to.
    """

    through: tuple[str, ...]
    table: str
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class ReferenceKey(Node):
    """A reference as a value: the key of the row it finds, missing where it finds none.

    `through` ends with that reference; `target` is the table whose key it is.
    """

    through: tuple[str, ...]
    target: str
    type: Type


@dataclass(frozen=True, slots=True)
class MetricValue(Node):
    """`monetary`: the value of a declared metric."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class ClassValue(Node):
    """The class of a segmentation that a customer is in, as text; missing in no class."""

    segmentation: str

    @property
    def type(self) -> Type:
        return Type.TEXT


@dataclass(frozen=True, slots=True)
class Selection(Node):
    """`orders via recipient where (…) in last 30d`.

    `route` is the references from the source's row to the population's, resolved (in a grouped
    source's own aggregates it is empty). Rows whose route ends nowhere, rows without `at` in a
    source that has one, and rows after the as-of day do not exist.
    """

    table: str
    route: tuple[str, ...]
    where: Condition | None = None
    window: Window | Personal | None = None


@dataclass(frozen=True, slots=True)
class Window(Node):
    """`in last 90 days`: a period of the vocabulary and what the author gave it."""

    period: Period
    arguments: Arguments


class Which(Enum):
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Personal(Node):
    """`within 30d after first order`: from the day of a customer's first or last such row to that
    long after it, both in; nothing is inside for who has no such row.
    """

    which: Which
    rows: Selection  # no condition, no window
    length: Length


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """`sum of orders.amount where (…) in last 12 months`; `column` is a value of the row, and so is
    `weight`, of `most frequent … weighted by amount`.
    """

    word: AggregateWord
    rows: Selection
    column: Value | None
    type: Type
    weight: Value | None = None


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`2 * spend`: operator + - * /, real division; missing if a side is, or by zero."""

    operator: str
    left: Value
    right: Value
    type: Type


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """`-spend`."""

    value: Value
    type: Type


class Better(Enum):
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Standing(Node):
    """`… monetary among clients per store`: customers in order, best first.

    Ranked are those whose metric is known, who are in `among`, whose `per` is known.
    """

    metric: Value
    better: Better
    among: Condition | None = None
    per: Value | None = None


class Place(Enum):
    """Which figure of a standing: each missing for the unranked."""

    RANK = "rank of"  # INTEGER: 1 + number of strictly better
    SCORE = "score of"  # INTEGER: 5 in the best fifth down to 1
    CUMULATIVE_SHARE = "cumulative share of"  # PERCENT: what the strictly better hold of the total


@dataclass(frozen=True, slots=True)
class PlaceIn(Node):
    """`rank of monetary`, `score of recency`, `cumulative share of monetary`."""

    place: Place
    standing: Standing
    type: Type


@dataclass(frozen=True, slots=True)
class Truth(Node):
    """A condition as a value (a computed boolean field or metric): true or false, never missing."""

    condition: Condition

    @property
    def type(self) -> Type:
        return Type.BOOLEAN


@dataclass(frozen=True, slots=True)
class ValueAsOf(Node):
    """`frequency as of 90 days ago`: a value as it stood on another day; missing for who was not
    there yet. `moment` is a day, or a length that counts back from the day around it.
    """

    value: Value
    moment: Length | date

    @property
    def type(self) -> Type:
        return self.value.type


@dataclass(frozen=True, slots=True)
class CalledValue(Node):
    """`depense("jardin") / 2`: what a `define` stands for there, its parameters replaced."""

    define: str
    arguments: tuple[Constant | ParameterValue, ...]
    value: Value

    @property
    def type(self) -> Type:
        return self.value.type


@dataclass(frozen=True, slots=True)
class DatePart(Node):
    """`age of birth_date`, `hour of ordered_at`: of a moment as the project's clocks show it."""

    word: DateWord
    value: Value

    @property
    def type(self) -> Type:
        return Type.INTEGER


@dataclass(frozen=True, slots=True)
class Folded(Node):
    """A text read without case and accents, to be compared with another."""

    value: Value

    @property
    def type(self) -> Type:
        return Type.TEXT


@dataclass(frozen=True, slots=True)
class Broken(Node):
    """What could not be understood, already reported. A project that holds one is never planned."""

    @property
    def type(self) -> Type:
        return Type.BOOLEAN


Value = (
    Constant | ParameterValue | FieldValue | ReferenceKey | MetricValue | ClassValue | Aggregate
    | Arithmetic | Negative | PlaceIn | Truth | ValueAsOf | CalledValue | DatePart | Folded | Broken
)  # fmt: skip

# --- conditions: two-valued, for each customer or row ---


@dataclass(frozen=True, slots=True)
class Always(Node):
    """`true`, `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`a >= b`; false if either side is missing. An instant meeting a date is its day."""

    comparison: Comparison
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`x between a and b`, both ends in."""

    value: Value
    low: Value
    high: Value


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """`x in (a, b)`."""

    value: Value
    options: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Known(Node):
    """`x is known`; `is missing` is its Not."""

    value: Value


@dataclass(frozen=True, slots=True)
class TextTest(Node):
    """`city starts with "35"`."""

    word: TextTestWord
    value: Value
    text: Value


@dataclass(frozen=True, slots=True)
class IsTrue(Node):
    """A boolean by itself; missing is false."""

    value: Value


@dataclass(frozen=True, slots=True)
class InWindow(Node):
    """`birth_date since 1990-01-01`: the day of a moment inside a window; missing is false."""

    value: Value
    window: Window | Personal


class Quantifier(Enum):
    ANY = "any"
    NO = "no"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Rows(Node):
    """`at least 2 orders …`. `no` is its own quantifier: count 0; any is count >= 1.

    With `same` (`at least 3 lines with same product`) it counts the largest number of rows that
    share one known value.
    """

    quantifier: Quantifier
    count: int
    rows: Selection
    same: Value | None = None


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """`any visits then orders within 7d`: some row of `first` that a row of `then` follows in time.

    Later is a later instant or, if either table has days for times, the same day or a later one;
    never the same row. With `denied` (`then no`) no such row follows, and the time for it is over.
    """

    first: Selection
    then: Selection  # no window
    within: Length
    denied: bool


@dataclass(frozen=True, slots=True)
class InTop(Node):
    """`monetary in top 20%`: strictly better than them are under 20 % of the ranked.

    share: 20 for 20 %.
    """

    standing: Standing
    share: Decimal


@dataclass(frozen=True, slots=True)
class InSegment(Node):
    """`fideles`."""

    name: str


@dataclass(frozen=True, slots=True)
class InClass(Node):
    """`cycle_de_vie is actif`, `in (actif, dormant)`; for `by` segmentations the texts meant."""

    segmentation: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InList(Node):
    """`influenceurs`: who is on a list kept by hand."""

    name: str


@dataclass(frozen=True, slots=True)
class InChannel(Node):
    """`reachable by email`."""

    name: str


class Move(Enum):
    ENTERED = "entered"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Moved(Node):
    """`entered fideles in last 30d`: who came into a segment or class, by what was published.

    `moves` says which rows of the warehouse that asks for.
    """

    which: Move
    name: str  # `fideles`, `cycle_de_vie.actif`
    window: Window | Personal


@dataclass(frozen=True, slots=True)
class Birthday(Node):
    """`birthday of birth_date in next 7 days`: a birthday falls in the window; both ends known."""

    value: Value
    window: Window


@dataclass(frozen=True, slots=True)
class Drawn(Node):
    """`sample 10% "offre-a"`: chance from `start` to below `end`, both percent of everybody."""

    seed: str
    start: Decimal
    end: Decimal


@dataclass(frozen=True, slots=True)
class Near(Node):
    """`store within 20 km of (48.11, -1.68)`: the place of a row, and that of a point."""

    latitude: FieldValue
    longitude: FieldValue
    kilometres: Decimal
    point: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class AsOf(Node):
    """`fideles as of 90 days ago`: whether it held on another day; false for who was not there yet.

    `moment` is a day, or a length that counts back from the day around it.
    """

    condition: Condition
    moment: Length | date


@dataclass(frozen=True, slots=True)
class Called(Node):
    """`acheteur_de("jardin", 100)`: what a `define` stands for there, its parameters replaced."""

    define: str
    arguments: tuple[Constant | ParameterValue, ...]
    condition: Condition


@dataclass(frozen=True, slots=True)
class All(Node):
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The exact complement."""

    condition: Condition


Condition = (
    Always | Compare | Between | OneOf | Known | TextTest | IsTrue | InWindow | Rows | Sequence
    | InTop | InSegment | InClass | InList | InChannel | AsOf | Called | All | AnyOf | Not
    | Birthday | Drawn | Near | Moved | Broken
)  # fmt: skip

# --- tables ---


@dataclass(frozen=True, slots=True)
class Stored(Node):
    """Read from a column of the physical table, by its exact name."""

    column: str


@dataclass(frozen=True, slots=True)
class Computed(Node):
    """`= quantity * unit_price`: from the same row."""

    value: Value


@dataclass(frozen=True, slots=True)
class Gathered(Node):
    """In a grouped source: `= sum of scans.amount`, over the group's rows (route is empty)."""

    aggregate: Value


@dataclass(frozen=True, slots=True)
class Shared(Node):
    """In a grouped source: a field or reference of the grouped rows with one value in the group.

    `is_key` for the fields after `by`. Two known values in one group stop the run, with examples.
    """

    value: FieldValue | ReferenceKey
    is_key: bool = False


Origin = Stored | Computed | Gathered | Shared


@dataclass(frozen=True, slots=True)
class Flags:
    """`true ("Y", "1") false ("N", "0")`: column values as text; anything else is missing."""

    true: tuple[str, ...]
    false: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field(Node):
    """`amount: money from total`. `zone` is that of naive times: never None for DATETIME."""

    name: str
    type: Type
    origin: Origin
    zone: str | None = None
    private: bool = False
    one_of: tuple[Constant, ...] | None = None
    flags: Flags | None = None


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """`store -> stores from store_id`: finds the row of `target` with that key."""

    name: str
    target: str
    origin: Stored | Shared
    type: Type  # the target's key type


@dataclass(frozen=True, slots=True)
class Grouping(Node):
    """`groups scans where (…) by basket_id`; `where` and Shared origins read a row of `table`."""

    table: str
    where: Condition | None


@dataclass(frozen=True, slots=True)
class Description:
    """What may be written below any declaration."""

    label: str | None = None
    note: str | None = None
    goal: str | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    review: date | None = None


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A population or a source. `physical` is () for a grouped source.

    `key` names the key field (None: no key; a grouped source has its `by` fields as Shared keys
    and `key` names the field when there is one). `at` names the field that says when a row
    happened, of type DATE or DATETIME. `singular` is the word for one row.
    """

    name: str
    singular: str
    is_population: bool
    physical: tuple[str, ...]
    grouping: Grouping | None
    where: Condition | None
    key: str | None
    at: str | None
    fields: tuple[Field, ...]
    references: tuple[Reference, ...]
    description: Description

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def members(self) -> tuple[Field | Reference, ...]:
        return (*self.fields, *self.references)

    def reference(self, name: str) -> Reference:
        return next(reference for reference in self.references if reference.name == name)


# --- declarations of one population ---


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    name: str
    type: Type
    constant: Constant
    description: Description


@dataclass(frozen=True, slots=True)
class Define(Node):
    """`define acheteur_de(categorie: text, montant: money): …`: what is called by that name.

    `body` is what it says with parameters of no value in particular, `table` the population, or
    the source of `where (…)`, of whose rows it says so: the first one where it has a meaning.
    """

    name: str
    parameters: tuple[tuple[str, Type], ...]
    table: str
    body: Value
    description: Description


@dataclass(frozen=True, slots=True)
class Metric(Node):
    name: str
    population: str
    value: Value
    better: Better | None
    description: Description


class Measure(Enum):
    """What an `expect` measures of a segment."""

    SIZE = "size"  # members, or as a part of the population
    SHARE = "share of"  # of a metric's sum over the population, what members hold
    REACH = "reach by"  # the part of members whom a channel reaches
    OVERLAP = "overlap with"  # the part of members who are also in something else


@dataclass(frozen=True, slots=True)
class Bound(Node):
    """`>= 15%`: limit is a PERCENT from 0 to 1 or, of a size, an INTEGER."""

    sign: str
    limit: Constant


@dataclass(frozen=True, slots=True)
class Expectation(Node):
    """`expect share of monetary >= 15%`; `between` is two bounds. `of` is None for a size."""

    measure: Measure
    of: MetricValue | Condition | None
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Example(Node):
    """`example in: frequency = 5, recency is missing`: all that is known of somebody."""

    is_in: bool
    facts: tuple[Condition, ...]


Promise = Expectation | Example


@dataclass(frozen=True, slots=True)
class Segment(Node):
    """Who is in it, and what its author expects of it: that is no part of what it means."""

    name: str
    population: str
    condition: Condition
    description: Description
    promises: tuple[Promise, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Class(Node):
    """`condition` None is `otherwise`. First match wins."""

    name: str
    condition: Condition | None
    description: Description


@dataclass(frozen=True, slots=True)
class Segmentation(Node):
    """Either `classes`, or `by` a value whose texts are the classes, known at run time.

    `exclusive` asks for a proof that no two classes overlap and nobody is left out.
    """

    name: str
    population: str
    classes: tuple[Class, ...]
    by: Value | None
    description: Description
    promises: tuple[Promise, ...] = field(default=(), compare=False)
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: it counts up to and including the day `expires`; None: always."""

    number: int  # in its file, from 1
    key: str
    expires: date | None = None
    reason: str | None = None
    added_by: str | None = None


@dataclass(frozen=True, slots=True)
class List(Node):
    """`list influenceurs from "lists/influenceurs.csv" key customer_id`; no key stands twice."""

    name: str
    population: str
    path: str
    lines: tuple[Line, ...] = field(repr=False, compare=False)
    description: Description

    def keys_on(self, day: date) -> tuple[str, ...]:
        """The keys of the lines that count on a day."""
        return tuple(one.key for one in self.lines if one.expires is None or day <= one.expires)


@dataclass(frozen=True, slots=True)
class Channel(Node):
    """`channel email "E-mail": email is known and optin_email`: who can be reached."""

    name: str
    population: str
    condition: Condition
    description: Description


@dataclass(frozen=True, slots=True)
class Limit(Node):
    """`at most 20000 highest monetary`: missing values last; ties, and all without a value, by
    md5 of the target's name, `:` and the key, smallest first.
    """

    count: int
    value: Value | None
    is_highest: bool


@dataclass(frozen=True, slots=True)
class Control(Node):
    """`control 10% "relance-mars"`: share is 10. Drawn from those chosen, by md5(seed ':' key)."""

    share: Decimal
    seed: str


@dataclass(frozen=True, slots=True)
class Target(Node):
    """`target relance_mars: fideles` and its gates, which apply in the order of the fields.

    `by`: one channel of these is enough. `columns` are what is given of those contacted.
    """

    name: str
    population: str
    condition: Condition
    by: tuple[InChannel, ...]
    exclusions: tuple[Condition, ...]
    limit: Limit | None
    control: Control | None
    columns: tuple[FieldValue | ReferenceKey, ...]
    description: Description
    drawn_as: str | None = None  # of a copy beside others: the name that settles its ties

    @property
    def tie_name(self) -> str:
        """The name by which ties at the limit are settled."""
        return self.drawn_as or self.name

    def parts(self) -> tuple[str, ...]:
        """What can be asked for: who is chosen and, with a control group, its two parts."""
        apart = () if self.control is None else (CONTACTED, CONTROL)
        return (self.name, *(f"{self.name}.{part}" for part in apart))


CONTACTED = "contacted"  # `relance_mars.contacted`: the chosen without the control group
CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Project:
    """All of it, by name, in the order of declaration (files by path, then top to bottom)."""

    name: str
    timezone: str
    week_starts: str
    languages: tuple[str, ...]
    value_metrics: dict[str, str]  # population -> metric by which its segments are weighed
    tables: dict[str, Table]
    parameters: dict[str, Parameter]
    metrics: dict[str, Metric]
    segments: dict[str, Segment]
    segmentations: dict[str, Segmentation]
    channels: dict[str, Channel] = field(default_factory=dict)
    defines: dict[str, Define] = field(default_factory=dict)
    lists: dict[str, List] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    # who entered and left: follows from the tables
    histories: dict[str, Table] = field(default_factory=dict, compare=False, repr=False)

    def source(self, name: str) -> Table:
        """A declared table, or one of the published history."""
        return self.tables.get(name) or self.histories[name]

    def populations(self) -> tuple[Table, ...]:
        return tuple(table for table in self.tables.values() if table.is_population)

    def key_type(self, table: str) -> Type:
        found = self.tables[table]
        assert found.key is not None
        return found.field(found.key).type
