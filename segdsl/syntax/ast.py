"""What the author wrote, nothing inferred: the tree of a `.seg` file.

Every node keeps its span. Brackets, commas and comments that matter to the formatter are kept;
names are as written, without backquotes, in NFC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as calendar_date
from decimal import Decimal

from segdsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    span: Span = field(kw_only=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """`fideles`, or `or` in backquotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`frequency`, `store.city`, `lines.product.category`, `cycle_de_vie.actif`."""

    parts: tuple[Name, ...]


# --- literals ---


@dataclass(frozen=True, slots=True)
class Number(Node):
    """`1500`, `1_500`, `12.5`."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Percent(Node):
    """`30%`: value is 30."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Duration(Node):
    """`90d`, `6 months`: a count and one of hour, day, week, month, year."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Date(Node):
    """`2026-03-31`."""

    value: calendar_date


@dataclass(frozen=True, slots=True)
class Text(Node):
    """`"web"`."""

    value: str


@dataclass(frozen=True, slots=True)
class Boolean(Node):
    """`true`, `false`."""

    value: bool


# --- values and conditions ---


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`acheteur_de("jardin", 100)`."""

    name: Name
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`quantity * unit_price`: the operator is one of + - * /."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """`-3`."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Brackets(Node):
    """`(a or b)`: the author's round brackets."""

    inside: Expression


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`a >= b`: the operator is one of = != < <= > >=."""

    operator: str
    left: Expression
    right: Expression
    folded: bool = False  # ignoring case and accents


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`x between 1 and 3`, `x not between 1 and 3`."""

    value: Expression
    low: Expression
    high: Expression
    negated: bool = False


@dataclass(frozen=True, slots=True)
class In(Node):
    """`x in ("a", "b")`, `cycle in (actif, dormant)`, `x not in (…)`."""

    value: Expression
    options: tuple[Expression, ...]
    negated: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Is(Node):
    """`cycle_de_vie is actif`, `canal is "web"`, `cycle is not actif`."""

    value: Expression
    option: Expression
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Known(Node):
    """`email is known`, `email is missing` (negated)."""

    value: Expression
    negated: bool = False


@dataclass(frozen=True, slots=True)
class TextTest(Node):
    """`city starts with "35"`: the word is one of contains, starts with, ends with."""

    word: str
    value: Expression
    text: Expression
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not fideles`."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class All(Node):
    """`a and b and c`."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    """`a or b or c`."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Broken(Node):
    """A part that could not be read; it has been reported."""


# --- rows of a source ---


@dataclass(frozen=True, slots=True)
class Selection(Node):
    """`orders via recipient with same product where (amount > 10) in last 30d`."""

    source: Name
    via: Name | None = None
    same: Path | None = None
    where: Expression | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Rows(Node):
    """`any orders …`, `at least 2 orders …`: the word is any, no, at least, at most, exactly."""

    word: str
    count: int | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """`any carts then no orders within 1d`."""

    first: Selection
    negated: bool
    then: Selection
    within: Duration


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """`sum of orders.amount where (…) in last 12 months`.

    The word is the terminal as printed: count of, number of distinct, sum of, average of, median
    of, smallest of, largest of, first of, last of, most frequent, share of, time since first,
    time since last, average gap between. After `time since` and `average gap between` the path is
    the word for one row (`order`) or the source itself (`orders`).
    """

    word: str
    column: Path
    via: Name | None = None
    weighted: Path | None = None
    where: Expression | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class DateWord(Node):
    """`age of birth_date`: or birthday of, weekday of, hour of, month of, year of."""

    word: str
    value: Expression


@dataclass(frozen=True, slots=True)
class DateTest(Node):
    """`birth_date since 1990-01-01`, `(last of contracts.end_date) in next 30 days`."""

    value: Expression
    window: Window


@dataclass(frozen=True, slots=True)
class Standing(Node):
    """`rank of monetary among clients per store`: rank of, score of, cumulative share of."""

    word: str
    metric: Expression
    among: Expression | None = None
    per: Path | None = None


@dataclass(frozen=True, slots=True)
class InTop(Node):
    """`monetary in top 20% among clients per store`."""

    metric: Expression
    share: Percent
    among: Expression | None = None
    per: Path | None = None


@dataclass(frozen=True, slots=True)
class AsOf(Node):
    """`fideles as of 90 days ago`, `(frequency >= 4) as of 2025-12-31`."""

    value: Expression
    moment: Ago | Date


@dataclass(frozen=True, slots=True)
class Sample(Node):
    """`sample 10% "offre-a"`."""

    share: Percent
    seed: Text


@dataclass(frozen=True, slots=True)
class Nearby(Node):
    """`store within 20 km of (48.11, -1.68)`."""

    reference: Path | None
    kilometres: Decimal
    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class ReachableBy(Node):
    """`reachable by email`."""

    channel: Name


@dataclass(frozen=True, slots=True)
class Moved(Node):
    """`entered fideles in last 30d`, `left cycle_de_vie.actif since 2026-01-01`."""

    word: str
    path: Path
    window: Window


Expression = (
    Path | Number | Percent | Duration | Date | Text | Boolean | Call | Arithmetic | Negative
    | Brackets | Compare | Between | In | Is | Known | TextTest | Not | All | AnyOf | Broken | Rows
    | Sequence | Aggregate | DateWord | DateTest | Standing | InTop | AsOf | Sample | Nearby
    | ReachableBy | Moved
)  # fmt: skip


# --- windows ---


@dataclass(frozen=True, slots=True)
class Ago(Node):
    """`90 days ago`."""

    length: Duration


@dataclass(frozen=True, slots=True)
class InLast(Node):
    """`in last 90 days`."""

    length: Duration


@dataclass(frozen=True, slots=True)
class InNext(Node):
    """`in next 7 days`."""

    length: Duration


@dataclass(frozen=True, slots=True)
class FromTo(Node):
    """`from 180d ago to 90d ago`, `from 2026-01-01 to 2026-03-31`."""

    start: Ago | Date
    end: Ago | Date


@dataclass(frozen=True, slots=True)
class Since(Node):
    """`since 2026-01-01`."""

    day: Date


@dataclass(frozen=True, slots=True)
class Before(Node):
    """`before 2026-01-01`, `before 1y ago`."""

    day: Ago | Date


@dataclass(frozen=True, slots=True)
class InThis(Node):
    """`in this month`: week, month, quarter, year."""

    unit: str


@dataclass(frozen=True, slots=True)
class InPrevious(Node):
    """`in previous quarter`, `in previous 3 months`."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class InPeriod(Node):
    """`in 2025`, `in 2025-Q1`, `in 2025-03`."""

    year: int
    quarter: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class WithinAfter(Node):
    """`within 30d after first order`: the word is first or last."""

    length: Duration
    word: str
    source: Name


Window = (
    InLast | InNext | FromTo | Since | Before | InThis | InPrevious | InPeriod | WithinAfter
)  # fmt: skip


# --- clauses that may follow any declaration ---


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """`note "…"`, `goal "…"`, `owner "crm"`, `better higher`: a word and its text."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Tags(Node):
    """`tags fidelite, rfm`."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Review(Node):
    """`review 2026-12-31`."""

    day: Date


@dataclass(frozen=True, slots=True)
class Expect(Node):
    """`expect size between 2% and 20%`.

    The measure is size, share of, reach by or overlap with; `test` is a Compare or a Between whose
    value is a Broken placeholder with the span of the measure.
    """

    measure: str
    of: Path | None
    test: Compare | Between


@dataclass(frozen=True, slots=True)
class Example(Node):
    """`example in: frequency = 5, recency = 20d`."""

    inside: bool
    facts: tuple[Expression, ...]


AnyClause = Clause | Tags | Review | Expect | Example


# --- members of a population or source ---


@dataclass(frozen=True, slots=True)
class Flags(Node):
    """`true ("Y", "1") false ("N", "0")`."""

    true: tuple[Expression, ...]
    false: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Field(Node):
    """`amount: money`, `is_promo: boolean from promo_flag …`, `key store_id: text`, `at d: date`.

    `role` is key, at or "" for a plain field. `type` is None for an `at` that borrows another
    row's time (`at order.ordered_at`, then `value` is that path and `name` is None).
    """

    role: str
    name: Name | None
    type: Name | None
    zone: Text | None = None
    private: bool = False
    column: Name | None = None
    one_of: tuple[Expression, ...] | None = None
    flags: Flags | None = None
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """`store -> stores from store_id`."""

    name: Name
    target: Name
    column: Name | None = None


@dataclass(frozen=True, slots=True)
class Physical(Node):
    """`from crm.customers`, `from "a table"."odd"` : the parts of a table's name."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouping(Node):
    """`groups scans where (…) by basket_id, day`."""

    source: Name
    where: Expression | None
    by: tuple[Path, ...]


# --- declarations ---


@dataclass(frozen=True, slots=True)
class Declaration(Node):
    """What every declaration has: `keyword name "Label" of population: … clauses`."""

    name: Name
    label: Text | None = None
    of: Name | None = None
    clauses: tuple[AnyClause, ...] = ()


@dataclass(frozen=True, slots=True)
class Table(Declaration):
    """`population customers (customer) from crm.customers …` or `source orders (order) from …`."""

    keyword: str = "source"
    singular: Name | None = None
    physical: Physical | None = None
    grouping: Grouping | None = None
    where: Expression | None = None
    members: tuple[Field | Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class List(Declaration):
    """`list influenceurs from "lists/influenceurs.csv" key customer_id`."""

    path: Text | None = None
    key: Name | None = None


@dataclass(frozen=True, slots=True)
class Parameter(Declaration):
    """`parameter seuil_recence: duration = 90d`."""

    type: Name | None = None
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Channel(Declaration):
    """`channel email: email is known and optin_email`."""

    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Metric(Declaration):
    """`metric frequency: count of orders in last 12 months`."""

    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class DefineParameter(Node):
    """`categorie: text`."""

    name: Name
    type: Name


@dataclass(frozen=True, slots=True)
class Define(Declaration):
    """`define acheteur_de(categorie: text): sum of …`."""

    parameters: tuple[DefineParameter, ...] = ()
    body: Expression | None = None


@dataclass(frozen=True, slots=True)
class Segment(Declaration):
    """`segment fideles: frequency >= 4`."""

    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Class(Node):
    """`actif "Actifs" when recency < 180d`; `condition` is None for `otherwise`."""

    name: Name
    label: Text | None
    condition: Expression | None
    clauses: tuple[AnyClause, ...] = ()


@dataclass(frozen=True, slots=True)
class By(Node):
    """`by most frequent orders.channel in last 12 months`."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Split(Node):
    """`split "printemps-2026" a 45%, b 45%, temoin 10%`."""

    seed: Text
    shares: tuple[tuple[Name, Percent], ...]


@dataclass(frozen=True, slots=True)
class Segmentation(Declaration):
    """`segmentation cycle_de_vie exclusive: …`: classes, `by` or `split`."""

    exclusive: bool = False
    body: tuple[Class, ...] | By | Split = ()


@dataclass(frozen=True, slots=True)
class Gate(Node):
    """One line of a target; the word is by, except, at most, control or columns.

    `by` has names, `except` a condition, `at most` a count, `highest`/`lowest` and a value,
    `control` a share and a seed, `columns` paths.
    """

    word: str
    paths: tuple[Path, ...] = ()
    condition: Expression | None = None
    count: int | None = None
    order: str | None = None
    value: Expression | None = None
    share: Percent | None = None
    seed: Text | None = None


@dataclass(frozen=True, slots=True)
class Target(Declaration):
    """`target relance_mars: fideles and not acheteurs_recents`, and its gates."""

    condition: Expression | None = None
    gates: tuple[Gate, ...] = ()


AnyDeclaration = (
    Table | List | Parameter | Channel | Metric | Define | Segment | Segmentation | Target
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comment(Node):
    """`# what the author wrote beside the code`, without the `#`."""

    text: str


@dataclass(frozen=True, slots=True)
class Lost(Node):
    """A declaration that could not be read, reported already: what is known is its name."""

    keyword: str
    name: str


@dataclass(frozen=True, slots=True)
class Module(Node):
    """A file: its declarations that could be read, and every comment with its place."""

    declarations: tuple[AnyDeclaration, ...]
    comments: tuple[Comment, ...] = ()
    lost: tuple[Lost, ...] = ()
