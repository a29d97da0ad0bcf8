"""What several rooms of tests share: one PostgreSQL server, of which each module has a database."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tests import servers

_NUMBERS = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="accept what is printed now")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of an embedded PostgreSQL, started when a test first asks for it."""
    with servers.postgres() as uri:
        yield uri


@pytest.fixture(scope="module")
def postgres_uri(postgres_server: str) -> str:
    """A database of its own for each module, so that none finds what another left."""
    return servers.database(postgres_server, f"module_{next(_NUMBERS)}")
