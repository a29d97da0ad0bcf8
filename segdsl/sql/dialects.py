"""What each engine's SQL needs said differently: values, read by `terms` and `layout`."""

from dataclasses import dataclass
from enum import Enum


class Folding(Enum):
    """How a fold over some of the rows is spelled: DuckDB's FILTER slows down with their number."""

    CASE = "case"
    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine: its name for sqlglot, and how it differs."""

    name: str
    folding: Folding
    collation: str | None  # said where texts are put in order; None where that is by code point
    has_ends_with: bool
    decimals_hold_nan: bool  # else a cast of NaN to a decimal fails, and is to be tried
    rounds_doubles: bool  # a cast of a double to a decimal first keeps only 15 of its digits
    materializes: bool  # whether a step read more than once must be told to be kept


DUCKDB = Dialect(
    name="duckdb",
    folding=Folding.CASE,
    collation=None,
    has_ends_with=True,
    decimals_hold_nan=False,
    rounds_doubles=False,
    materializes=True,
)
POSTGRES = Dialect(
    name="postgres",
    folding=Folding.FILTER,
    collation="C",
    has_ends_with=False,
    decimals_hold_nan=True,
    rounds_doubles=True,
    materializes=True,
)
DIALECTS = (DUCKDB, POSTGRES)
BY_NAME = {dialect.name: dialect for dialect in DIALECTS}
