"""What each engine's SQL needs said differently: values, read by `terms` and `layout`."""

from dataclasses import dataclass
from enum import Enum


class Folding(Enum):
    """How a fold over some of the rows is spelled: DuckDB's FILTER slows down with their number."""

    CASE = "case"
    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine: its name for sqlglot, its name for people, and how it differs."""

    name: str
    label: str
    folding: Folding
    collation: str | None  # said where texts are put in order; None where that is by code point
    decimals_hold_nan: bool  # else a cast of NaN to a decimal fails, and is to be tried
    rounds_doubles: bool  # a cast of a double to a decimal first keeps only 15 of its digits
    materializes: bool  # whether a step read more than once must be told to be kept
    mistakes_sums: bool  # what is known of a sum is wrong above a left join (see `sums`)
    has_partial_indexes: bool


DUCKDB = Dialect(
    name="duckdb",
    label="DuckDB",
    folding=Folding.CASE,
    collation=None,
    decimals_hold_nan=False,
    rounds_doubles=False,
    materializes=True,
    mistakes_sums=True,
    has_partial_indexes=False,
)
POSTGRES = Dialect(
    name="postgres",
    label="PostgreSQL",
    folding=Folding.FILTER,
    collation="C",
    decimals_hold_nan=True,
    rounds_doubles=True,
    materializes=True,
    mistakes_sums=False,
    has_partial_indexes=True,
)
DIALECTS = (DUCKDB, POSTGRES)
BY_NAME = {dialect.name: dialect for dialect in DIALECTS}
