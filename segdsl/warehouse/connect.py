"""Open a warehouse: its address in, an engine out."""

from __future__ import annotations

from segdsl.sql import dialects
from segdsl.sql.dialects import Dialect
from segdsl.text.catalog import warehouse as catalog
from segdsl.text.diagnostics import about
from segdsl.warehouse.address import Address, Form
from segdsl.warehouse.engine import Engine, Listener, Unreachable, nobody


def connect(address: Address, listener: Listener = nobody) -> Engine:
    """The engine at an address. Raises Unreachable, Refused."""
    match address.form:
        case Form.DUCKDB | Form.FOLDER:
            from segdsl.warehouse.duckdb import DuckDB

            return DuckDB(address, listener)
        case Form.POSTGRES:
            try:
                from segdsl.warehouse.postgres import Postgres
            except ModuleNotFoundError:
                raise Unreachable(about(catalog.NO_DRIVER, None)) from None
            return Postgres(address, listener)


def dialect(address: Address) -> Dialect:
    """The SQL that is understood at an address."""
    return dialects.POSTGRES if address.form is Form.POSTGRES else dialects.DUCKDB
