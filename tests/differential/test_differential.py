"""Engines select the same customers as the reference, on generated segments and rows."""

from __future__ import annotations

import pytest

from tests.differential.comparison import disagreements, duckdb_engine, postgres_engine

SEGMENTS_AT_ONCE = 50
PAIRS = 5000
PARTS = 25


@pytest.mark.parametrize("part", range(PARTS))
def test_engines_select_the_same_customers_as_the_reference(part: int, postgres_uri: str) -> None:
    worlds = PAIRS // SEGMENTS_AT_ONCE // PARTS
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        for seed in range(part * worlds, (part + 1) * worlds):
            found = disagreements(seed, SEGMENTS_AT_ONCE, (duck, postgres))
            assert not found, "\n\n".join(map(str, found[:3]))
