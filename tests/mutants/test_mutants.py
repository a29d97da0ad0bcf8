"""Planted bugs are noticed by the rules of the page; `python -m tests.mutants` hunts them all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.differential.comparison import Engine, duckdb_engine
from tests.mutants.hunt import by_page
from tests.mutants.planted import PLANTED, Planted

# what the page's small world does not show: drawn pairs do, in the command
BY_PAIRS = frozenset(
    {
        "an empty text is missing",
        "a computed field is there beyond a missing reference",
        "`before … ago` takes a day more",
        "`in previous` holds the current one",
        "a row of a day follows itself",
    }
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with duckdb_engine() as found:
        yield found


def test_every_name_is_of_a_bug() -> None:
    assert {bug.name for bug in PLANTED} >= BY_PAIRS


# every third of those that the page shows: the command plants them all
SOME = [bug for bug in PLANTED if bug.name not in BY_PAIRS][::3]


@pytest.mark.parametrize("bug", SOME, ids=lambda bug: bug.name)
def test_a_planted_bug_is_caught(bug: Planted, engine: Engine) -> None:
    with bug.grown():
        assert by_page([engine]) is not None
