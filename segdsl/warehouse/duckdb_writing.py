"""Write to DuckDB: one transaction on a database file, read from it or from a folder of files."""

from __future__ import annotations

from pathlib import Path

import duckdb

from segdsl.text.catalog import publishing as writing_catalog
from segdsl.text.catalog import warehouse as catalog
from segdsl.warehouse.address import Address
from segdsl.warehouse.duckdb import DuckDB
from segdsl.warehouse.engine import Listener, Refused, Unreachable, nobody, said

READ, ATTACHED = "segdsl_read", "segdsl_written"  # two databases of one session


class WritingDuckDB(DuckDB):
    """A session of DuckDB that writes; the engine lets no other process open the file meanwhile."""

    _held_in = ATTACHED

    def __init__(
        self,
        address: Address,
        writing: Address | None,
        schema: str,
        listener: Listener = nobody,
    ) -> None:
        """`writing` None: the file that is read. Raises Unreachable, Refused."""
        self._writing = None if writing is None or writing.path == address.path else writing
        there = self._writing is None or (self._writing.path or Path()).exists()
        self._is_kept = there  # what was there before stays, whatever becomes of this
        self.schema = (schema,) if self._writing is None else (ATTACHED, schema)
        super().__init__(address, listener)
        try:
            self._send("BEGIN TRANSACTION")
        except duckdb.Error as error:
            self.close()
            raise Refused(said(writing_catalog.WRITE_REFUSED, address, error)) from None

    def _attach_history(self) -> None:
        """It is in the database that is written, which is there already."""

    def has_schema(self) -> bool:
        database = "current_database()" if len(self.schema) == 1 else _quoted(self.schema[0])
        return bool(
            self.rows(
                f"SELECT 1 FROM duckdb_schemas() WHERE database_name = {database} "
                f"AND schema_name = {_quoted(self.schema[-1])}"
            )
        )

    def send(self, sql: str) -> None:
        try:
            self._send(sql)
        except duckdb.Error as error:
            raise Refused(said(writing_catalog.WRITE_REFUSED, self._address, error)) from None

    def commit(self) -> None:
        self.send("COMMIT")
        self._is_kept = True

    def close(self) -> None:
        """A file that was made for what was never committed goes again."""
        super().close()
        if self._writing is not None and self._writing.path is not None and not self._is_kept:
            self._writing.path.unlink(missing_ok=True)

    def _begun(self, database: str, is_file: bool) -> duckdb.DuckDBPyConnection:
        """Read and written apart, the one that is read stays open to other readers."""
        apart = self._writing is not None
        connection = duckdb.connect(
            ":memory:" if apart else database,
            config={"temp_directory": self._spill.name, "autoload_known_extensions": False},
        )
        try:
            if apart and is_file:
                connection.execute(f"ATTACH {_quoted(database)} AS {READ} (READ_ONLY)")
                connection.execute(f"USE {READ}")
            if self._writing is not None:
                connection.execute(f"ATTACH {_quoted(str(self._writing.path))} AS {ATTACHED}")
        except duckdb.Error as error:
            connection.close()
            where = self._writing or self._address
            raise Unreachable(said(catalog.UNREACHABLE, where, error)) from None
        return connection


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
