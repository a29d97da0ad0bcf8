"""What was read of a warehouse to draft a model of it: plain data, and no private value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from segdsl.warehouse.checks import Kind


class Look(Enum):
    """What the values of a column look like."""

    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    IP = "ip"
    DATE = "date"  # a day written as text


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was found; `kind` is None where no type of the language reads it.

    `filled` and `distinct` count in the rows looked at. `values` are all of them where they are
    few, with how often each comes; none for a column that looks private.
    """

    name: str
    physical: str
    kind: Kind | None
    filled: int = 0
    distinct: int = 0
    last: date | None = None
    values: tuple[tuple[str, int], ...] = ()
    looks: frozenset[Look] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view; `looked_at` of its rows were read for what is known of its columns.

    `unique` names the columns that tell all of its rows apart and are never missing.
    """

    physical: tuple[str, ...]
    rows: int
    looked_at: int
    columns: tuple[Column, ...]
    unique: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        return ".".join(self.physical)


@dataclass(frozen=True, slots=True)
class Unread:
    """A table that could not be looked at; `forbidden` where the account may not read it.

    What the warehouse said is not kept: it may quote a value.
    """

    physical: tuple[str, ...]
    forbidden: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that, by its name and type, may hold the key of another table.

    `strength` is how much its name says so: 5 the key's own name, 2 a name that ends like it, 1 a
    name that says nothing.
    """

    table: tuple[str, ...]
    column: str
    target: tuple[str, ...]
    key: str
    strength: int


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate and what the rows say: `found` of `filled` values are keys of the target."""

    candidate: Candidate
    filled: int
    found: int

    @property
    def share(self) -> float:
        return self.found / self.filled if self.filled else 1.0
