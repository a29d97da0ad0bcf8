"""What the tests of the command share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import forks as fork_server
from tests.cli.shop import shop


@pytest.fixture(scope="session")
def forks() -> Iterator[fork_server.Forks]:
    """A process that answers many command lines."""
    with fork_server.forks() as found:
        yield found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project as it is: not to be written into."""
    return shop(tmp_path_factory.mktemp("shop"))
