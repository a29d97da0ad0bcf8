"""Read the facts for a draft: a warehouse in, its tables and how they hang together out.

A few statements a table: one counts, one lists the few values of its small columns, one looks keys
up. Of long tables only the first rows are looked at, but for keys, references and last days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from segdsl.drafting import links, private
from segdsl.drafting.facts import Candidate, Column, Link, Table, Unread
from segdsl.sql import layout
from segdsl.sql.dialects import Dialect
from segdsl.warehouse.checks import Kind, kind
from segdsl.warehouse.engine import Engine, Refused

MOST_ROWS = 500_000  # of a table, looked at for what is known of its columns
SAMPLED = 200  # values of a text column, by which it may look private
LISTED = 12  # values at most that are listed after `one of`
LONGEST = 60  # letters of a listed value
_CUT = 200
_AT_ONCE = 100  # columns of a statement
_COUNTED = frozenset((Kind.TEXT, Kind.INTEGER))
MOMENTS = frozenset((Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMP_IN_ZONE))

Opening = Callable[[], Engine]


class Reader:
    """A session that is opened again where the warehouse refused: others may be read yet."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._engine = opening()

    def close(self) -> None:
        self._engine.close()

    def tables(self) -> tuple[list[Table], list[Unread]]:
        """All tables that can be looked at, and the others. Raises Unreachable."""
        found: list[Table] = []
        unread: list[Unread] = []
        for physical in self._engine.tables():
            try:
                found.append(_table(self._engine, physical))
            except Refused as refused:
                reason = str(refused.diagnostic.facts.get("reason", ""))
                unread.append(Unread(physical, "permission denied" in reason.casefold()))
                self._again()
        return found, unread

    def links(self, tables: Sequence[Table]) -> list[Link]:
        """Every candidate with what the rows say; what cannot be looked up is left out."""
        found: list[Link] = []
        for _, alike in groupby(links.candidates(tables), key=lambda one: one.table):
            ordered = list(alike)
            try:
                found += _looked_up(self._engine, ordered)
            except Refused:
                self._again()
        return found

    def _again(self) -> None:
        self._engine.close()
        self._engine = self._opening()


def _table(engine: Engine, physical: tuple[str, ...]) -> Table:
    """Raises Refused."""
    columns = tuple(
        Column(name, type_, kind(type_)) for name, type_ in (engine.columns(physical) or {}).items()
    )
    name = _name(physical, engine.dialect)
    ((rows,),) = engine.rows(f"SELECT count(*) FROM {name}")
    looked_at = min(rows, MOST_ROWS)
    relation = name if rows <= MOST_ROWS else f"(SELECT * FROM {name} LIMIT {MOST_ROWS})"
    columns = tuple(
        column
        for i in range(0, len(columns), _AT_ONCE)
        for column in _counted(engine, f"{relation} AS seen", columns[i : i + _AT_ONCE])
    )
    columns = _listed(engine, f"{relation} AS seen", columns)
    table = Table(physical, rows, looked_at, columns)
    return _whole(engine, table) if looked_at < rows else replace(table, unique=_unique(table))


def _unique(table: Table) -> frozenset[str]:
    return frozenset(
        column.name
        for column in table.columns
        if column.kind in _COUNTED and column.distinct == column.filled == table.looked_at > 0
    )


def _counted(engine: Engine, relation: str, columns: Sequence[Column]) -> Iterator[Column]:
    """The columns with how many of their values are filled, how many differ, the last day."""
    asked = ["1"]
    for column in columns:
        if column.kind is not None:
            name = layout.name(column.name, engine.dialect)
            asked.append(f"count({name})")
            if column.kind in _COUNTED:
                asked.append(f"count(DISTINCT {name})")
            if column.kind in MOMENTS:
                asked.append(f"CAST(max({name}) AS TEXT)")
    if len(asked) == 1:
        yield from columns
        return
    answers = iter(engine.rows(f"SELECT {', '.join(asked[1:])} FROM {relation}")[0])
    for column in columns:
        if column.kind is None:
            yield column
            continue
        column = replace(column, filled=next(answers))
        if column.kind in _COUNTED:
            column = replace(column, distinct=next(answers))
        if column.kind in MOMENTS:
            column = replace(column, last=_day(next(answers)))
        yield column


def _listed(engine: Engine, relation: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with what they look like and, where these are few and plain, their values."""
    asked = {
        i: column
        for i, column in enumerate(columns)
        if column.distinct and (column.kind is Kind.TEXT or column.distinct <= 2)
    }
    if not asked:
        return columns
    parts = []
    for i, column in asked.items():
        name = layout.name(column.name, engine.dialect)
        value = f"left({name}, {_CUT})" if column.kind is Kind.TEXT else f"CAST({name} AS TEXT)"
        parts.append(
            f"(SELECT {i} AS place, {value} AS value, count(*) AS often FROM {relation}"
            f" WHERE {name} IS NOT NULL GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT {SAMPLED})"
        )
    found: dict[int, list[tuple[str, int]]] = {i: [] for i in asked}
    for place, value, often in engine.rows(" UNION ALL ".join(parts)):
        found[place].append((value, often))
    return tuple(
        _looked_like(column, sorted(found[i])) if i in asked else column
        for i, column in enumerate(columns)
    )


def _looked_like(column: Column, values: Sequence[tuple[str, int]]) -> Column:
    looks = private.looks(value for value, _ in values)
    is_small = len(values) <= LISTED and all(len(value) <= LONGEST for value, _ in values)
    kept = tuple(values) if is_small and not looks & private.PRIVATE_LOOKS else ()
    return replace(column, looks=looks, values=kept)


def _whole(engine: Engine, table: Table) -> Table:
    """A long table with its keys and last days, which are looked for in all of its rows."""
    unique = _unique(table)
    keys = [column for column in links.keys(table) if column.name in unique][:2]
    times = [column for column in table.columns if column.kind in MOMENTS]
    asked = [f"count({_quoted(column, engine)})" for column in keys]
    asked += [f"count(DISTINCT {_quoted(column, engine)})" for column in keys]
    asked += [f"CAST(max({_quoted(column, engine)}) AS TEXT)" for column in times]
    if not asked:
        return table
    name = _name(table.physical, engine.dialect)
    (answers,) = engine.rows(f"SELECT {', '.join(asked)} FROM {name}")
    count = len(keys)
    apart = zip(keys, answers[:count], answers[count : 2 * count], strict=True)
    exact = frozenset(
        key.name for key, filled, distinct in apart if filled == distinct == table.rows
    )
    last = dict(zip((column.name for column in times), answers[2 * count :], strict=True))
    columns = tuple(
        replace(column, last=_day(last[column.name])) if column.name in last else column
        for column in table.columns
    )
    return replace(table, unique=exact, columns=columns)


def _looked_up(engine: Engine, found: Sequence[Candidate]) -> list[Link]:
    """How many values of each column are keys of its target: one statement, a join for each."""
    dialect = engine.dialect
    asked, joins = [], []
    for i, one in enumerate(found):
        column = f"seen.{layout.name(one.column, dialect)}"
        key = f"key_{i}.{layout.name(one.key, dialect)}"
        asked += [f"count({column})", f"count({key})"]
        joins.append(f" LEFT JOIN {_name(one.target, dialect)} AS key_{i} ON {key} = {column}")
    table = _name(found[0].table, dialect)
    (row,) = engine.rows(f"SELECT {', '.join(asked)} FROM {table} AS seen{''.join(joins)}")
    return [Link(one, row[2 * i], row[2 * i + 1]) for i, one in enumerate(found)]


def _day(value: Any) -> date | None:
    """The day of a moment as text; None for one that no calendar of ours has (`infinity`)."""
    try:
        return None if value is None else date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _quoted(column: Column, engine: Engine) -> str:
    return layout.name(column.name, engine.dialect)


def _name(parts: Sequence[str], dialect: Dialect) -> str:
    return ".".join(layout.name(part, dialect) for part in parts)
