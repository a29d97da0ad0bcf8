"""What several rooms of tests share: one PostgreSQL server for the whole run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import servers


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="accept what is printed now")


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    """The address of an embedded PostgreSQL, started when a test first asks for it."""
    with servers.postgres() as uri:
        yield uri
