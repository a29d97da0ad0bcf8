"""Try to write with the account that reads: an address and its tables in, what was allowed out.

Nothing is changed: what the server allows is taken back, or asked of it without being done.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from segdsl.sql import dialects, layout
from segdsl.text.diagnostics import Said
from segdsl.warehouse.address import Address, Form
from segdsl.warehouse.engine import Refused

TRIED = "segdsl_doctor"  # the name of what is never made

MAKES_TABLES = Said("make a table in {what}", "créer une table dans {what}")
MAKES_SCHEMAS = Said("make a schema", "créer un schéma")
CHANGES = Said("change the rows of {what}", "changer les lignes de {what}")
WRITES_FILES = Said("write a file", "écrire un fichier")
READS_FILES = Said("read any other file", "lire un autre fichier")
UNLOCKS = Said("lift its own locks", "lever ses propres verrous")
IS_SUPERUSER = Said("do anything (it is a superuser)", "tout faire (c'est un superutilisateur)")
RUNS_PROGRAMS = Said(
    "write files of the server or run programs on it",
    "écrire des fichiers du serveur ou y lancer des programmes",
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried, and whether the warehouse would have let it happen."""

    what: Said
    allowed: bool


def attempts(
    address: Address, tables: Sequence[tuple[str, ...]], published: str | None = None
) -> tuple[Attempt, ...]:
    """All that was tried; `tables` are those that the project reads, `published` is the schema that
    another account is to write to. Raises Unreachable.
    """
    if address.form is Form.POSTGRES:
        return tuple(_postgres(address, tables, published))
    return tuple(_duckdb(address))


def _duckdb(address: Address) -> Iterator[Attempt]:
    """DuckDB knows no accounts: what guards the files is the session that segdsl opens."""
    from segdsl.warehouse.duckdb import DuckDB

    engine = DuckDB(address)
    try:
        with tempfile.TemporaryDirectory(prefix="segdsl-") as folder:
            target = Path(folder) / "written.csv"
            other = Path(folder) / "other.csv"
            other.write_text("n\n1\n", encoding="utf-8")
            tried = {
                WRITES_FILES: f"COPY (SELECT 1) TO '{target}'",
                READS_FILES: f"SELECT * FROM read_csv('{other}')",
                UNLOCKS: "SET enable_external_access = true",
            }
            if address.form is Form.DUCKDB:
                database = Said("the database", "la base")
                yield Attempt(
                    _of(MAKES_TABLES, database), _goes(engine, f"CREATE TABLE {TRIED} (n INTEGER)")
                )
            for what, sql in tried.items():
                yield Attempt(what, _goes(engine, sql))
    finally:
        engine.close()


def _goes(engine: object, sql: str) -> bool:
    from segdsl.warehouse.duckdb import DuckDB

    assert isinstance(engine, DuckDB)
    try:
        engine.rows(sql)
    except Refused:
        return False
    return True


def _postgres(
    address: Address, tables: Sequence[tuple[str, ...]], published: str | None
) -> Iterator[Attempt]:
    """Asks the server with a transaction that may write and is taken back each time."""
    import psycopg

    from segdsl.warehouse.postgres import CONNECT_SECONDS

    def goes(sql: str) -> bool:
        try:
            connection.execute(sql.encode())
        except psycopg.Error:
            return False
        finally:
            connection.rollback()
        return True

    with psycopg.connect(address.text, connect_timeout=CONNECT_SECONDS) as connection:
        asked = (
            "SELECT rolsuper, pg_has_role(current_user, 'pg_write_server_files', 'usage')"
            " OR pg_has_role(current_user, 'pg_execute_server_program', 'usage')"
            " FROM pg_roles WHERE rolname = current_user"
        )
        (row,) = connection.execute(asked).fetchall()
        connection.rollback()
        yield Attempt(IS_SUPERUSER, bool(row[0]))
        yield Attempt(RUNS_PROGRAMS, bool(row[1]))
        schemas = dict.fromkeys(parts[-2] for parts in tables if len(parts) > 1)
        if published is not None:
            yield Attempt(MAKES_SCHEMAS, goes(f"CREATE SCHEMA {_name((TRIED,))}"))
        for schema in dict.fromkeys((*schemas, *filter(None, (published,)), "public")):
            table = f"{_name((schema, TRIED))}"
            yield Attempt(_of(MAKES_TABLES, schema), goes(f"CREATE TABLE {table} (n INTEGER)"))
        for parts in dict.fromkeys(tables):
            # explained, not executed: rights are looked at, and no trigger runs
            ways = ("DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES")
            allowed = any(goes("EXPLAIN " + way.format(_name(parts))) for way in ways)
            yield Attempt(_of(CHANGES, ".".join(parts)), allowed)


def _name(parts: Sequence[str]) -> str:
    return ".".join(layout.name(part, dialects.POSTGRES) for part in parts)


def _of(said: Said, what: str | Said) -> Said:
    named = Said(f"`{what}`", f"`{what}`") if isinstance(what, str) else what
    return Said(said.en.format(what=named.en), said.fr.format(what=named.fr))
