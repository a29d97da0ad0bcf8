"""Views hold the members that a run finds, on both engines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest

from tests.cli.command import segdsl
from tests.cli.shop import CUSTOMERS, ORDERS, shop

TABLES = (
    "CREATE TABLE customers (customer_id TEXT, city TEXT)",
    "CREATE TABLE orders (order_id BIGINT, customer_id TEXT, day DATE, amount DECIMAL(18, 2),"
    " channel TEXT)",
)
Rows = Callable[[str], list[tuple[object, ...]]]
NAMES = ("loyal", "rennes", "loyal_in_rennes", "cycle", "channel")


def values(text: str) -> Iterator[tuple[str | None, ...]]:
    for row in list(csv.reader(io.StringIO(text)))[1:]:
        yield tuple(cell or None for cell in row)


def on_duckdb() -> Rows:
    connection = duckdb.connect()
    for made in TABLES:
        connection.execute(made)
    connection.executemany("INSERT INTO customers VALUES (?, ?)", list(values(CUSTOMERS)))
    connection.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?)", list(values(ORDERS)))

    def rows(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql).fetchall()

    return rows


def on_postgres(uri: str) -> Rows:
    connection = psycopg.connect(uri, autocommit=True)
    for made in TABLES:
        connection.execute(made)
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO customers VALUES (%s, %s)", list(values(CUSTOMERS)))
        cursor.executemany("INSERT INTO orders VALUES (%s, %s, %s, %s, %s)", list(values(ORDERS)))

    def rows(sql: str) -> list[tuple[object, ...]]:
        done = connection.execute(sql.encode())
        return done.fetchall() if done.description else []

    return rows


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
def test_views_hold_the_members_of_a_run(
    dialect: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = shop(tmp_path)
    if dialect == "duckdb":
        rows = on_duckdb()
    else:
        rows = on_postgres(request.getfixturevalue("postgres_uri"))
    done = segdsl(folder, "compile", "--emit", "views", "--dialect", dialect)
    rows(done.out)
    rows(done.out)  # they replace themselves
    listed = segdsl(folder, "run", "--members", "--format", "csv").out
    expected = sorted(map(tuple, list(csv.reader(io.StringIO(listed)))[1:]))
    found = []
    for name in NAMES:
        for row in rows(f'SELECT * FROM "segdsl"."{name}"'):
            found.append((".".join((name, *map(str, row[1:]))), row[0]))
    assert sorted(found) == expected
    columns = rows("SELECT customer_id FROM segdsl.loyal"), rows("SELECT class FROM segdsl.cycle")
    assert [len(one) for one in columns] == [2, 10]


def test_a_view_says_for_which_day_it_was_compiled(tmp_path: Path) -> None:
    done = segdsl(shop(tmp_path), "compile", "--emit", "views", "loyal", "--as-of", "2026-02-01")
    assert "-- COMPILED FOR 2026-02-01" in done.out


def test_views_stand_in_the_schema_of_the_warehouse_and_a_file_a_population(tmp_path: Path) -> None:
    settings = (
        'language = 1\nname = "shop"\ntimezone = "Europe/Paris"\n'
        '[warehouse.dev]\nurl = "data"\nas_of = "2026-03-31"\nschema = "marketing \\"x\\""\n'
    )
    folder = shop(tmp_path, {"segdsl.toml": settings})
    segdsl(folder, "compile", "--emit", "views", "-o", "sql", "cycle.active", "loyal")
    (path,) = (folder / "sql").iterdir()
    text = path.read_text(encoding="utf-8")
    assert path.name == "customers.sql"
    assert 'CREATE SCHEMA IF NOT EXISTS "marketing ""x""";' in text
    assert text.count("CREATE OR REPLACE VIEW") == 2
    rows = on_duckdb()
    rows(text)
    assert len(rows('SELECT * FROM "marketing ""x""".cycle')) == 10
