"""Read DuckDB: a database file, or a folder of Parquet and CSV files seen as tables."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import duckdb

from segdsl.sql import dialects
from segdsl.text.catalog import warehouse as catalog
from segdsl.text.diagnostics import Said
from segdsl.warehouse.address import Address, Form
from segdsl.warehouse.engine import Listener, Refused, Unreachable, nobody, said

READERS = {
    ".parquet": "read_parquet({path})",
    # every row is looked at, so that types do not depend on which rows come first
    ".csv": "read_csv({path}, header = true, sample_size = -1)",
}
# what must hold for the SQL to mean what was compiled; access ends before the lock
PINS = {"TimeZone": "UTC", "default_collation": "", "integer_division": "false"}
LAST_PINS = {"enable_external_access": "false", "lock_configuration": "true"}

HISTORY = "segdsl_history"
NO_FILE = Said("there is no such file", "ce fichier n'existe pas")
NO_DATABASE = Said("it is not a DuckDB database", "ce n'est pas une base DuckDB")
NO_FOLDER = Said("there is no such folder", "ce dossier n'existe pas")
NO_TABLES = Said(
    "the folder holds no Parquet or CSV file",
    "le dossier ne contient aucun fichier Parquet ou CSV",
)


class DuckDB:
    """A read-only session of DuckDB that can reach nothing but its own files."""

    dialect = dialects.DUCKDB
    _held_in = HISTORY  # the database of the session that has what was published of a folder

    def __init__(self, address: Address, listener: Listener = nobody) -> None:
        """Raises Unreachable where the file or folder is not there or cannot be read."""
        self.name = address.name
        self._address = address
        self._listener = listener
        self._spill = tempfile.TemporaryDirectory(prefix="segdsl-")
        try:
            self._connection = self._connected()
        except BaseException:
            self._spill.cleanup()
            raise
        try:
            self._pin()
        except duckdb.Error as error:
            self.close()
            raise Unreachable(said(catalog.UNREACHABLE, address, error)) from None
        except BaseException:
            self.close()
            raise

    def tables(self) -> Sequence[tuple[str, ...]]:
        found = self.rows(
            "SELECT schema_name, table_name FROM duckdb_columns() "
            "WHERE database_name = current_database() AND NOT internal GROUP BY ALL ORDER BY ALL"
        )
        return [(table,) if schema == "main" else (schema, table) for schema, table in found]

    def columns(self, physical: tuple[str, ...]) -> dict[str, str] | None:
        *above, table = physical
        schema = above[-1] if above else "main"
        database = "current_database()" if len(above) < 2 else _quoted(above[0])
        found = self.rows(
            "SELECT column_name, data_type FROM duckdb_columns() "
            f"WHERE database_name = {database} AND schema_name = {_quoted(schema)} "
            f"AND table_name = {_quoted(table)} ORDER BY column_index"
        )
        return dict(found) or None

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        try:
            return self._send(sql)
        except duckdb.Error as error:
            raise Refused(said(catalog.REFUSED, self._address, error)) from None

    def close(self) -> None:
        self._connection.close()
        self._spill.cleanup()

    def _connected(self) -> duckdb.DuckDBPyConnection:
        path = self._address.path
        assert path is not None
        is_file = self._address.form is Form.DUCKDB
        if not (path.is_file() if is_file else path.is_dir()):
            reason = NO_FILE if is_file else NO_FOLDER
            raise Unreachable(said(catalog.UNREACHABLE, self._address, reason))
        if is_file and not _is_database(path):
            raise Unreachable(said(catalog.UNREACHABLE, self._address, NO_DATABASE))
        try:
            return self._begun(str(path) if is_file else ":memory:", is_file)
        except duckdb.Error as error:
            raise Unreachable(said(catalog.UNREACHABLE, self._address, error)) from None

    def _begun(self, database: str, is_file: bool) -> duckdb.DuckDBPyConnection:
        """A session that may spill, and read only what is stored."""
        return duckdb.connect(
            database,
            read_only=is_file,
            config={"temp_directory": self._spill.name, "autoload_known_extensions": False},
        )

    def _pin(self) -> None:
        """Settings first, then the views, then the locks; refused unless each setting holds."""
        for name, value in PINS.items():
            self._send(f"SET {name} = {_quoted(value)}")
        if self._address.memory is not None:
            self._send(f"SET memory_limit = {_quoted(self._address.memory)}")
        files = self._files()
        if files:
            paths = ", ".join(_quoted(str(path)) for path in files.values())
            self._send(f"SET allowed_paths = [{paths}]")
        self._attach_history()
        for name, value in LAST_PINS.items():
            if name == "lock_configuration":
                for parts, path in files.items():
                    self._view(parts, path)
                self._show_history()
            self._send(f"SET {name} = {value}")
        for name, expected in (PINS | LAST_PINS).items():
            asked = f"SELECT current_setting({_quoted(name)})"
            found = str(self._send(asked)[0][0])
            if found.casefold() != expected.casefold():
                facts = {"setting": name, "expected": expected, "found": found}
                raise Refused(said(catalog.UNSAFE_SESSION, self._address, **facts))

    def _attach_history(self) -> None:
        """What was published of a folder, in the file beside it; none where it is not there yet."""
        history = self._address.history
        if history is not None and history.is_file():
            self._send(f"ATTACH {_quoted(str(history))} AS {HISTORY} (READ_ONLY)")

    def _show_history(self) -> None:
        """Its stays by the names that compiled SQL has for them."""
        if self._address.history is None:
            return
        found = self._send(
            "SELECT schema_name, view_name FROM duckdb_views() "
            f"WHERE database_name = {_quoted(self._held_in)} "
            "AND view_name LIKE 'segdsl^_stays^_of^_%' ESCAPE '^'"
        )
        for schema, view in found:
            named = f"{_name(schema)}.{_name(view)}"
            self._send(f"CREATE SCHEMA IF NOT EXISTS {_name(schema)}")
            self._send(f"CREATE VIEW {named} AS SELECT * FROM {self._held_in}.{named}")

    def _files(self) -> dict[tuple[str, ...], Path]:
        """The tables of a folder. Raises Unreachable for a folder that holds none."""
        if self._address.form is Form.DUCKDB:
            return {}
        assert self._address.path is not None
        found = tables_of(self._address.path)
        if not found:
            raise Unreachable(said(catalog.UNREACHABLE, self._address, NO_TABLES))
        return found

    def _view(self, parts: tuple[str, ...], path: Path) -> None:
        if len(parts) > 1:
            self._send(f"CREATE SCHEMA IF NOT EXISTS {_name(parts[0])}")
        reader = READERS[path.suffix.lower()].format(path=_quoted(str(path)))
        view = ".".join(map(_name, parts))
        try:
            self._send(f"CREATE VIEW {view} AS SELECT * FROM {reader}")
            replaced = self._typed(parts) if path.suffix.lower() == ".csv" else ""
            if replaced:
                self._send(f"CREATE OR REPLACE VIEW {view} AS SELECT * {replaced} FROM {reader}")
        except duckdb.Error as error:
            found = said(catalog.FILE_UNREADABLE, self._address, error, file=path.name)
            raise Unreachable(found) from None

    def _typed(self, parts: tuple[str, ...]) -> str:
        """Columns of a CSV file without any value are texts to DuckDB: they are as declared."""
        types = self._address.declared.get(parts, {})
        held = (self.columns(parts) or {}) if types else {}
        texts = [one for one, type_ in held.items() if type_ == "VARCHAR" and one in types]
        if not texts:
            return ""
        counts = ", ".join(f"count({_name(one)})" for one in texts)
        (filled,) = self._send(f"SELECT {counts} FROM {'.'.join(map(_name, parts))}")
        empty = [one for one, values in zip(texts, filled, strict=True) if not values]
        casts = ", ".join(f"CAST({_name(one)} AS {types[one]}) AS {_name(one)}" for one in empty)
        return f"REPLACE ({casts})" if casts else ""

    def _send(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a statement, which is stopped by Ctrl-C or when its time is over.

        It runs beside the main thread: inside it the driver may lose the signal, or turn it into
        an error of its own.
        """
        self._listener(sql)
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(lambda: self._connection.execute(sql).fetchall())
            try:
                return running.result(timeout=self._address.seconds)
            except KeyboardInterrupt:
                self._stop(running)
                raise
            except TimeoutError:
                if running.done():  # an error of the statement's own
                    raise
                self._stop(running)
                facts = {"seconds": str(self._address.seconds)}
                raise Refused(said(catalog.TOO_LONG, self._address, **facts)) from None

    def _stop(self, running: Future[list[tuple[Any, ...]]]) -> None:
        while not running.done():
            self._connection.interrupt()  # of no effect before it has begun
            wait((running,), timeout=0.05)


def tables_of(folder: Path) -> dict[tuple[str, ...], Path]:
    """Each table of a folder: `orders.parquet` is orders, `crm/customers.csv` crm.customers."""
    found: dict[tuple[str, ...], Path] = {}
    for path in sorted([*folder.glob("*"), *folder.glob("*/*")]):
        parts = path.relative_to(folder).parts
        is_hidden = any(part.startswith(".") for part in parts)
        if path.suffix.lower() in READERS and path.is_file() and not is_hidden:
            found.setdefault((*parts[:-1], path.stem), path.resolve())
    return found


def _is_database(path: Path) -> bool:
    """Whether a file starts as DuckDB's do; of others it says strange things, or shows a CSV."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return True  # DuckDB says why it cannot be opened


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
