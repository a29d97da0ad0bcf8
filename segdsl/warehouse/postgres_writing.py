"""Write to PostgreSQL: one transaction under a lock, with a still view of the tables."""

from __future__ import annotations

from time import monotonic, sleep

import psycopg

from segdsl.text.catalog import publishing as catalog
from segdsl.warehouse.address import Address
from segdsl.warehouse.engine import Listener, Refused, nobody, said
from segdsl.warehouse.postgres import PINS, Postgres

WAIT_SECONDS = 60.0  # for who is publishing now
_POLL_SECONDS = 0.1
# any number will do as long as it is ours; the second half tells schemas apart
_LOCK = 0x5E6D51


class WritingPostgres(Postgres):
    """A repeatable-read transaction that may write; it begins once nobody else publishes there."""

    def __init__(self, address: Address, schema: str, listener: Listener = nobody) -> None:
        """Raises Unreachable, Refused."""
        self.schema = (schema,)
        super().__init__(address, listener)

    def has_schema(self) -> bool:
        asked = "SELECT 1 FROM pg_namespace WHERE nspname = %(schema)s"
        return bool(self._fetched(asked, {"schema": self.schema[-1]}))

    def send(self, sql: str) -> None:
        self._listener(sql)
        try:
            self._connection.execute(sql.encode())
        except psycopg.Error as error:
            raise Refused(said(catalog.WRITE_REFUSED, self._address, error)) from None

    def commit(self) -> None:
        try:
            self._connection.commit()
        except psycopg.Error as error:
            raise Refused(said(catalog.WRITE_REFUSED, self._address, error)) from None

    def _begin(self) -> None:
        """The lock comes first: the view of the tables must be younger than any wait for it."""
        self._connection.autocommit = True
        ends = monotonic() + WAIT_SECONDS
        values: dict[str, str | None] = {"schema": ".".join(self.schema)}
        asked = f"SELECT pg_try_advisory_lock({_LOCK}, hashtext(%(schema)s))"
        while not self._fetched(asked, values)[0][0]:
            if monotonic() > ends:
                raise Refused(said(catalog.BEING_WRITTEN, self._address, schema=self.schema[-1]))
            sleep(_POLL_SECONDS)
        self._connection.autocommit = False
        self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ

    def _pins(self) -> dict[str, str]:
        return PINS | {"transaction_read_only": "off"}
