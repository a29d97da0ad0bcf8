"""What a warehouse is asked by who writes: one transaction, whole or not at all."""

from __future__ import annotations

from typing import Protocol

from segdsl.text.catalog import publishing as catalog
from segdsl.text.diagnostics import about
from segdsl.warehouse.address import Address, Form
from segdsl.warehouse.engine import Engine, Listener, Unreachable, nobody


class Publisher(Engine, Protocol):
    """A session that may write to one schema, alone: a second one waits or is refused.

    All that is sent belongs to one transaction. Closing without `commit` leaves nothing behind.
    """

    @property
    def schema(self) -> tuple[str, ...]:
        """The parts of the name of the schema that it writes to."""

    def has_schema(self) -> bool:
        """Whether the schema is there: an account that may write to it may often make no other."""

    def send(self, sql: str) -> None:
        """A statement without rows. Raises Refused."""

    def commit(self) -> None:
        """Makes all that was sent visible at once. Raises Refused."""


def connect(
    reading: Address, writing: Address | None, schema: str, listener: Listener = nobody
) -> Publisher:
    """The session that writes; `writing` None: where it reads. Raises Unreachable, Refused."""
    match reading.form:
        case Form.POSTGRES:
            from segdsl.warehouse.postgres_writing import WritingPostgres

            return WritingPostgres(writing or reading, schema, listener)
        case Form.DUCKDB | Form.FOLDER:
            from segdsl.warehouse.duckdb_writing import WritingDuckDB

            if writing is None and reading.form is Form.FOLDER:
                raise Unreachable(about(catalog.NOWHERE_TO_WRITE, None, warehouse=reading.name))
            return WritingDuckDB(reading, writing, schema, listener)
