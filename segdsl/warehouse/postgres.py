"""Read PostgreSQL: one read-only transaction with a still view of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from segdsl.sql import dialects
from segdsl.text.catalog import warehouse as catalog
from segdsl.warehouse.address import Address
from segdsl.warehouse.engine import Listener, Refused, Unreachable, nobody, said

try:
    import psycopg
except ImportError as error:  # an extra: said as a message, by `connect`
    raise ModuleNotFoundError(str(error), name="psycopg") from error

CONNECT_SECONDS = 10
# what must hold for the SQL to mean what was compiled
PINS = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "standard_conforming_strings": "on",
    "transaction_read_only": "on",
}
_RELATIONS = "c.relkind IN ('r', 'v', 'm', 'p', 'f')"


class Postgres:
    """A read-only, repeatable-read transaction of PostgreSQL."""

    dialect = dialects.POSTGRES

    def __init__(self, address: Address, listener: Listener = nobody) -> None:
        """Raises Unreachable where there is no server or no way in, Refused for its settings."""
        self.name = address.name
        self._address = address
        self._listener = listener
        try:
            self._connection = psycopg.connect(
                address.text, connect_timeout=CONNECT_SECONDS, application_name="segdsl"
            )
        except (psycopg.Error, UnicodeError, ValueError) as error:
            raise Unreachable(said(catalog.UNREACHABLE, address, error)) from None
        try:
            self._pin()
        except psycopg.Error as error:
            self._connection.close()
            raise Refused(said(catalog.REFUSED, address, error)) from None
        except BaseException:
            self._connection.close()
            raise

    def tables(self) -> Sequence[tuple[str, ...]]:
        found = self.rows(
            "SELECT n.nspname, c.relname, n.nspname = ANY (current_schemas(false)) "
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE {_RELATIONS} AND n.nspname <> 'information_schema' "
            # the parts of a table are read through the table
            r"AND n.nspname NOT LIKE 'pg\_%' AND NOT c.relispartition ORDER BY 1, 2"
        )
        return [(table,) if near else (schema, table) for schema, table, near in found]

    def columns(self, physical: tuple[str, ...]) -> dict[str, str] | None:
        *above, table = physical
        schema = above[-1] if above else None
        database = above[0] if len(above) > 1 else None
        # a domain is read as the type it is made from
        found = self._fetched(
            "SELECT a.attname, format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype "
            "ELSE a.atttypid END, NULL) FROM pg_attribute a "
            "JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = ("
            "SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE c.relname = %(table)s AND {_RELATIONS} "
            "AND coalesce(n.nspname = %(schema)s, n.nspname = ANY (current_schemas(false))) "
            "AND coalesce(%(database)s = current_database(), true) "
            "ORDER BY array_position(current_schemas(false), n.nspname) LIMIT 1) "
            "AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
            {"table": table, "schema": schema, "database": database},
        )
        return dict(found) or None

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._fetched(sql, None)

    def close(self) -> None:
        self._connection.rollback()
        self._connection.close()

    def _pin(self) -> None:
        self._begin()
        pins = self._pins()
        for name, value in pins.items():
            self._set(name, value)
        # functions come from the system whatever the schemas hold
        self._set("search_path", self._path())
        self._set("jit", "off")  # compiling many short expressions takes longer than they run
        if self._setting("statement_timeout") == "0":  # else the server has a limit of its own
            self._set("statement_timeout", f"{self._address.seconds}s")
        for name, expected in pins.items():
            found = self._setting(name)
            if found != expected:
                facts = {"setting": name, "expected": expected, "found": found}
                raise Refused(said(catalog.UNSAFE_SESSION, self._address, **facts))

    def _begin(self) -> None:
        """How the transaction of the session begins with its first statement."""
        self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._connection.read_only = True

    def _pins(self) -> dict[str, str]:
        return PINS

    def _path(self) -> str:
        asked = "SELECT coalesce(string_agg(quote_ident(s), ', '), '') FROM unnest"
        near = self._fetched(f"{asked}(current_schemas(false)) AS s", None)[0][0]
        return ", ".join(part for part in ("pg_catalog", near, "pg_temp") if part)

    def _setting(self, name: str) -> str:
        return str(self._fetched("SELECT current_setting(%(name)s)", {"name": name})[0][0])

    def _set(self, name: str, value: str) -> None:
        asked = "SELECT set_config(%(name)s, %(value)s, true)"
        self._fetched(asked, {"name": name, "value": value})

    def _fetched(self, sql: str, values: dict[str, str | None] | None) -> list[tuple[Any, ...]]:
        self._listener(sql)
        # compiled text, never an author's: without values psycopg reads no `%` in it
        try:
            return self._connection.execute(sql.encode(), values).fetchall()
        except psycopg.Error as error:
            raise Refused(said(catalog.REFUSED, self._address, error)) from None
