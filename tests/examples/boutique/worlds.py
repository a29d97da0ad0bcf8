"""Small worlds as text: tables drawn with bars in; rows, and filled databases, out.

A table begins with its name, its columns beside it; a cell left empty is missing. Tables that are
not drawn are empty, columns that are not drawn are missing.

    orders | order_id | customer_id | ordered_at       | amount
           | 1        | a           | 2026-03-01 12:00 | 80
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import duckdb
import psycopg

from segdsl.meaning import model
from tests.differential.engines import columns_of

Rows = list[dict[str, object]]
World = dict[str, Rows]  # by declared table

READERS: dict[str, Callable[[str], object]] = {
    "VARCHAR": str,
    "BIGINT": int,
    "DOUBLE PRECISION": float,
    "BOOLEAN": lambda text: {"true": True, "false": False}[text],
    "DATE": date.fromisoformat,
    "TIMESTAMP": datetime.fromisoformat,
}


def world(project: model.Project, text: str) -> World:
    """The rows of every declared table; sources that read the same table have the same rows."""
    drawn = dict(_drawn(text))
    kept: dict[tuple[str, ...], Rows] = {}
    for name, (columns, lines) in drawn.items():
        physical = project.tables[name].physical
        types = columns_in(project, physical)
        unknown = [column for column in columns if column not in types]
        assert not unknown, f"{name} has no column {unknown}"
        assert physical not in kept, f"{name}: drawn twice"
        kept[physical] = [
            dict.fromkeys(types) | {
                column: _read(types[column], cell)
                for column, cell in zip(columns, cells, strict=True)
            }
            for cells in lines
        ]  # fmt: skip
    return {
        table.name: kept.get(table.physical, [])
        for table in project.tables.values()
        if table.grouping is None
    }


def stored(connection: duckdb.DuckDBPyConnection, project: model.Project) -> World:
    """The rows of a warehouse as it is stored, in all that the project reads of it."""
    found: World = {}
    for table in project.tables.values():
        if table.grouping is None:
            columns = [*columns_in(project, table.physical)]
            listed = ", ".join(f'"{name}"' for name in columns)
            asked = f"SELECT {listed} FROM {'.'.join(table.physical)}"
            rows = connection.execute(asked).fetchall()
            found[table.name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return found


def columns_in(project: model.Project, physical: tuple[str, ...]) -> dict[str, str]:
    """The columns of a table of the warehouse, and their SQL types, by all that read it."""
    found: dict[str, str] = {}
    for table in project.tables.values():
        if table.grouping is None and table.physical == physical:
            found |= columns_of(table)
    return found


def create(project: model.Project, run: Callable[[str], object]) -> None:
    """Makes every table of the warehouse, empty."""
    for schema in sorted({physical[0] for physical in _physical(project)}):
        run(f"CREATE SCHEMA {schema}")
    for physical in _physical(project):
        columns = columns_in(project, physical).items()
        listed = ", ".join(f'"{name}" {type_}' for name, type_ in columns)
        run(f"CREATE TABLE {'.'.join(physical)} ({listed})")


def fill_duckdb(
    connection: duckdb.DuckDBPyConnection, project: model.Project, world: World
) -> None:
    for physical, columns, rows in _contents(project, world):
        connection.execute(f"DELETE FROM {'.'.join(physical)}")
        if rows:
            marks = ", ".join("?" * len(columns))
            insert = f"INSERT INTO {'.'.join(physical)} VALUES ({marks})"
            connection.executemany(insert, [[row[name] for name in columns] for row in rows])


def fill_postgres(
    connection: psycopg.Connection[tuple[object, ...]], project: model.Project, world: World
) -> None:
    with connection.cursor() as cursor:
        for physical, columns, rows in _contents(project, world):
            cursor.execute(f"DELETE FROM {'.'.join(physical)}".encode())
            with cursor.copy(f"COPY {'.'.join(physical)} FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row([row[name] for name in columns])


def _contents(
    project: model.Project, world: World
) -> Iterator[tuple[tuple[str, ...], Sequence[str], Rows]]:
    for physical in _physical(project):
        readers = (t for t in project.tables.values() if t.physical == physical and not t.grouping)
        yield physical, [*columns_in(project, physical)], world[next(readers).name]


def _physical(project: model.Project) -> list[tuple[str, ...]]:
    tables = (table for table in project.tables.values() if table.grouping is None)
    return sorted({table.physical for table in tables})


def _drawn(text: str) -> Iterator[tuple[str, tuple[list[str], list[list[str]]]]]:
    table: tuple[list[str], list[list[str]]] | None = None
    for line in text.splitlines():
        if not line.strip():
            continue
        name, *cells = (cell.strip() for cell in line.split("|"))
        if name:
            table = (cells, [])
            yield name, table
        else:
            assert table is not None
            table[1].append(cells)


def _read(type_: str, cell: str) -> object:
    if cell == "":
        return None
    reader = Decimal if type_.startswith("DECIMAL") else READERS[type_]
    return reader(cell)
