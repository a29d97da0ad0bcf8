"""What several rooms of tests share: one PostgreSQL server, of which each module has a database."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings

from tests import servers

# A change is judged by the same examples on every machine; new ones are searched for on purpose
# (docs/reliability.md), so that a bug that was always there never stops the work of somebody else.
settings.register_profile("same", derandomize=True)
settings.register_profile("searching", derandomize=False, max_examples=2000, print_blob=True)
settings.load_profile("same")

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
