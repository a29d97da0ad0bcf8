"""Engines select the same customers as the reference, on generated segments and rows."""

from __future__ import annotations

import pytest

from tests.differential.comparison import disagreements, duckdb_engine, postgres_engine

SEGMENTS_AT_ONCE = 50
PAIRS = 2000


@pytest.mark.parametrize("tenth", range(10))
def test_engines_select_the_same_customers_as_the_reference(tenth: int, postgres_uri: str) -> None:
    worlds = PAIRS // SEGMENTS_AT_ONCE // 10
    with duckdb_engine() as duck, postgres_engine(postgres_uri) as postgres:
        for seed in range(tenth * worlds, (tenth + 1) * worlds):
            found = disagreements(seed, SEGMENTS_AT_ONCE, (duck, postgres))
            assert not found, "\n\n".join(map(str, found[:3]))
