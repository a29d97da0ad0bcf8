"""A drafted model: what was decided of each table and column, and what a person must decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from segdsl.text.diagnostics import Said

Notes = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """`is_promo: boolean from promo_flag true ("Y") false ("N")`; `role` is "", "key" or "at"."""

    name: str
    type: str
    column: str
    role: str = ""
    zone: str | None = None
    one_of: tuple[str, ...] = ()
    true: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    private: bool = False
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """`customer -> customers from customer_id`."""

    name: str
    target: str
    column: str
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Borrowed:
    """`at order.ordered_at`."""

    path: tuple[str, ...]
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What stands among the members for a person to decide, as a comment."""

    says: Said


Member = Field | Reference | Borrowed | Doubt


@dataclass(frozen=True, slots=True)
class Table:
    """A population or source; `singular` is None where no other word is free for one row."""

    name: str
    singular: str | None
    label: str
    physical: tuple[str, ...]
    members: tuple[Member, ...]
    notes: Notes = ()

    @property
    def noun(self) -> str:
        return self.singular or self.name

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for one in self.members if isinstance(one, Field))


@dataclass(frozen=True, slots=True)
class Story:
    """The rows by which the first segments measure: a source, what a row is worth, its last day.

    `via` is the reference that leads to the population where others do too, else None.
    """

    source: Table
    via: str | None
    amount: str | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A model: the population, the sources in the order in which they are declared."""

    population: Table
    sources: tuple[Table, ...]
    rows: int
    left_out: tuple[tuple[tuple[str, ...], Said], ...]
    others: tuple[str, ...]  # tables that could be the population too
    passed_over: Notes  # tables that would be, had they a key
    story: Story | None
