"""Real warehouses that hold a world: rows in, engines opened as a command opens them out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psycopg

from segdsl.interpreter.tables import World
from segdsl.meaning import model
from segdsl.warehouse.address import address
from segdsl.warehouse.connect import connect
from segdsl.warehouse.engine import Engine
from tests.differential.engines import load_duckdb, load_postgres


@contextmanager
def filled(
    kind: str, project: model.Project, world: World, folder: Path, postgres_uri: str
) -> Iterator[Engine]:
    """The engine of a kind, `duckdb` or `postgres`, holding a world."""
    if kind == "duckdb":
        with duckdb.connect(folder / "world.duckdb") as connection:
            load_duckdb(connection, project, world)
    else:
        with psycopg.connect(postgres_uri) as connection:
            load_postgres(connection, project, world)
    found = address("dev", "duckdb:world.duckdb" if kind == "duckdb" else postgres_uri, folder)
    assert found is not None
    engine = connect(found)
    try:
        yield engine
    finally:
        engine.close()
