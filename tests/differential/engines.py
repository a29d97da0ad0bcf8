"""Load a world into engines: a project and rows in, physical tables filled, types as declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import psycopg
from psycopg import sql

from segdsl.interpreter.tables import World
from segdsl.meaning import model
from segdsl.meaning.types import MONEY_SCALE, Type

MONEY = f"DECIMAL(18, {MONEY_SCALE})"
COLUMN_TYPES = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE PRECISION",
    Type.PERCENT: "DOUBLE PRECISION",
    Type.MONEY: MONEY,
    Type.BOOLEAN: "BOOLEAN",
    Type.DATE: "DATE",
    Type.DATETIME: "TIMESTAMP",
}
ROWS_AT_ONCE = 200


def load_duckdb(
    connection: duckdb.DuckDBPyConnection, project: model.Project, world: World
) -> None:
    """Make the tables of a world; those of the world before are dropped."""
    for schema in _schemas(project):
        connection.execute(f"DROP SCHEMA IF EXISTS {_quoted(schema)} CASCADE")
        connection.execute(f"CREATE SCHEMA {_quoted(schema)}")
    for table in _stored(project):
        columns = columns_of(table)
        connection.execute(f"DROP TABLE IF EXISTS {_name(table)}")
        connection.execute(_create(table, columns))
        rows = [tuple(row[name] for name in columns) for row in world[table.name]]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            some = rows[start : start + ROWS_AT_ONCE]
            one = f"({', '.join('?' * len(columns))})"
            places = ", ".join([one] * len(some))
            connection.execute(
                f"INSERT INTO {_name(table)} VALUES {places}",
                [value for row in some for value in row],
            )


def load_postgres(
    connection: psycopg.Connection[tuple[object, ...]], project: model.Project, world: World
) -> None:
    """Make the tables of a world; those of the world before are dropped."""
    with connection.cursor() as cursor:
        for schema in _schemas(project):
            name = sql.Identifier(schema)
            cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))
            cursor.execute(sql.SQL("CREATE SCHEMA {}").format(name))
        for table in _stored(project):
            columns = columns_of(table)
            cursor.execute(f"DROP TABLE IF EXISTS {_name(table)}".encode())
            cursor.execute(_create(table, columns).encode())
            with cursor.copy(f"COPY {_name(table)} FROM STDIN".encode()) as copy:
                for row in world[table.name]:
                    copy.write_row([row[name] for name in columns])
            cursor.execute(f"ANALYZE {_name(table)}".encode())
    connection.commit()


def columns_of(table: model.Table) -> dict[str, str]:
    """The physical columns that a table reads, and their SQL types."""
    columns: dict[str, str] = {}
    for field in table.fields:
        if isinstance(field.origin, model.Stored):
            type_ = Type.TEXT if field.flags else field.type
            columns.setdefault(field.origin.column, COLUMN_TYPES[type_])
    for reference in table.references:
        if isinstance(reference.origin, model.Stored):
            columns.setdefault(reference.origin.column, COLUMN_TYPES[reference.type])
    return columns


def _stored(project: model.Project) -> Iterable[model.Table]:
    return (table for table in project.tables.values() if table.grouping is None)


def _schemas(project: model.Project) -> Sequence[str]:
    parts = (table.physical for table in _stored(project))
    return sorted({physical[0] for physical in parts if len(physical) > 1})


def _create(table: model.Table, columns: Mapping[str, str]) -> str:
    listed = ", ".join(f"{_quoted(name)} {type_}" for name, type_ in columns.items())
    return f"CREATE TABLE {_name(table)} ({listed})"


def _name(table: model.Table) -> str:
    return ".".join(_quoted(part) for part in table.physical)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
