"""All of the example at once, on a small invented warehouse: three judges, the same members."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from tests.examples.boutique import example, worlds
from tests.examples.boutique.conftest import Boutique, D

CUSTOMERS = 250


@pytest.mark.parametrize("as_of", [D, date(2024, 2, 29)], ids=str)
def test_the_judges_agree_on_an_invented_warehouse(
    boutique: Boutique, script: ModuleType, tmp_path: Path, as_of: date
) -> None:
    file = tmp_path / "small.duckdb"
    script.make(file, CUSTOMERS, seed=as_of.day)
    with duckdb.connect(str(file), read_only=True) as connection:
        rows = worlds.stored(connection, example.project())
    names = boutique.known()
    reference = boutique.interpreted(rows, names, as_of)
    assert len(reference) > len(names) / 2
    for judge in boutique.judges:
        judge.fill(rows)
        assert boutique.selected(judge, names, as_of) == reference, judge.dialect.name
