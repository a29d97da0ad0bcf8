"""What one declaration says otherwise than before, as plain data: the smallest parts that differ.

Nodes are those of the two models and keep their spans, so that the author's text can be quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from segdsl.meaning import model
from segdsl.meaning.vocabulary.periods import Length


class Effect(Enum):
    """What a change does to who fulfils the whole, whatever the rows."""

    NARROWER = "narrower"  # nobody enters through it
    WIDER = "wider"  # nobody leaves through it
    UNCLEAR = "unclear"

    @property
    def reversed(self) -> Effect:
        match self:
            case Effect.NARROWER:
                return Effect.WIDER
            case Effect.WIDER:
                return Effect.NARROWER
            case Effect.UNCLEAR:
                return self


class Measure(Enum):
    """What a figure of a condition is."""

    THRESHOLD = "threshold"
    SIGN = "sign"  # `>=` became `>`
    RANGE = "range"  # `between 14d and 60d`
    NUMBER = "number"  # inside a calculation, or given to a `define`
    COUNT = "count"  # `at least 2 orders`
    WINDOW = "window"
    TOP = "top"  # `in top 20%`
    DELAY = "delay"  # `then orders within 7d`
    CHANCE = "chance"  # `sample 10%`
    DISTANCE = "distance"
    MOMENT = "moment"  # `as of 90 days ago`


Figure = model.Value | model.Window | model.Personal | Length | date | Decimal | int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """`frequency >= 4` became `frequency >= 6`: before and after are the conditions or values that
    hold the figure, `subject` what it bounds; a figure None is a window that was not there.
    """

    measure: Measure
    subject: model.Value | model.Selection | None
    before: model.Node
    after: model.Node
    old: Figure
    new: Figure
    effect: Effect


@dataclass(frozen=True, slots=True)
class Choices:
    """`in ("F", "M")`: the options that came and those that went."""

    subject: model.Value | None
    before: model.Node
    after: model.Node
    added: tuple[model.Value, ...]
    removed: tuple[model.Value, ...]
    effect: Effect


class Joint(Enum):
    AND = "and"
    OR = "or"
    WHERE = "where"  # a condition on rows where there was none
    BRACKETS = "brackets"


@dataclass(frozen=True, slots=True)
class Joined:
    """A condition that came to an `and` or an `or` (`where`: to rows that had none)."""

    part: model.Condition
    joint: Joint
    rows: str | None  # the source whose rows it is about, None for customers
    effect: Effect


@dataclass(frozen=True, slots=True)
class Dropped:
    """A condition that went away."""

    part: model.Condition
    joint: Joint
    rows: str | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class Denied:
    """The same condition, now the contrary."""

    before: model.Condition
    after: model.Condition


@dataclass(frozen=True, slots=True)
class Rejoined:
    """`a and b` became `a or b`, or the other way round."""

    before: model.Condition
    after: model.Condition
    joint: Joint  # the new one
    effect: Effect


@dataclass(frozen=True, slots=True)
class Replaced:
    """Something else stands there; nothing finer is found."""

    before: model.Node
    after: model.Node
    rows: str | None


class Aspect(Enum):
    """What a declaration says beside its conditions; those of WORDS move nobody."""

    LABEL = "label"
    NOTE = "note"
    GOAL = "goal"
    OWNER = "owner"
    TAGS = "tags"
    REVIEW = "review"
    EXPECT = "expect"
    EXAMPLE = "example"
    SINGULAR = "singular"
    ONE_OF = "one of"
    PRIVATE = "private"
    EXCLUSIVE = "exclusive"
    PATH = "path"
    REASONS = "reasons"
    PARAMETERS = "parameters"
    BETTER = "better"
    TABLE = "table"
    COLUMN = "column"
    TYPE = "type"
    ZONE = "zone"
    FLAGS = "flags"
    TARGET = "reference"
    KEY = "key"
    AT = "at"
    GROUPS = "groups"
    ROLE = "role"
    POPULATION = "population"
    VALUE = "value"
    LIMIT = "limit"
    CONTROL = "control"
    SEED = "seed"
    NAME_DRAWS = "name draws"
    BY = "by"
    COLUMNS = "columns"
    VIA = "via"
    TIMEZONE = "timezone"
    WEEK_STARTS = "week starts"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a declaration says of itself; None: it does not say."""

    aspect: Aspect
    before: str | None
    after: str | None


class Piece(Enum):
    """What a declaration lists."""

    CLASS = "class"
    FIELD = "field"
    REFERENCE = "reference"
    CHANNEL = "channel"
    EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Came:
    piece: Piece
    name: str
    text: str  # as its author wrote it, where that says more than the name


@dataclass(frozen=True, slots=True)
class Went:
    piece: Piece
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """A class or a member that is the same by another name."""

    piece: Piece
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reordered:
    """Classes in another order: the first that fits is taken."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a list that came, went, or count until another day."""

    added: tuple[model.Line, ...]
    removed: tuple[model.Line, ...]
    changed: tuple[model.Line, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """Changes inside a class, a field or the `where` of a table (piece None)."""

    piece: Piece | None
    name: str
    edits: tuple[Edit, ...]


Edit = (
    Moved | Choices | Joined | Dropped | Denied | Rejoined | Replaced | Fact | Came | Went
    | Recalled | Reordered | Lines | Inside
)  # fmt: skip
