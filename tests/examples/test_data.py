"""The example's data are what its script distils from the package."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "complete_journey"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("distil", EXAMPLE / "distil.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    _script().distil(folder)
    return folder


def test_the_tables_are_those_of_the_package(rebuilt: Path) -> None:
    names = sorted(path.name for path in (EXAMPLE / "data").glob("*.parquet"))
    assert sorted(path.name for path in rebuilt.glob("*.parquet")) == names
    with duckdb.connect() as connection:
        for name in names:
            ours, theirs = EXAMPLE / "data" / name, rebuilt / name
            for one, other in ((ours, theirs), (theirs, ours)):
                query = f"SELECT count(*) FROM (FROM '{one}' EXCEPT ALL FROM '{other}')"
                assert connection.execute(query).fetchone() == (0,), name
            described = [
                connection.execute(f"DESCRIBE FROM '{path}'").fetchall() for path in (ours, theirs)
            ]
            assert described[0] == described[1]


def test_the_data_keep_their_dirt() -> None:
    data = EXAMPLE / "data"
    counts = {
        f"FROM '{data}/lines.parquet'": 1_469_307,
        f"FROM '{data}/households.parquet'": 2_469,
        f"FROM '{data}/households.parquet' WHERE age IS NOT NULL": 801,
        f"FROM '{data}/lines.parquet' WHERE sales_value <= 0": 11_246,
        f"FROM '{data}/lines.parquet' ANTI JOIN '{data}/products.parquet' USING (product_id)": 4836,
        f"FROM '{data}/redemptions.parquet'": 2_102,
    }
    with duckdb.connect() as connection:
        for rows, expected in counts.items():
            assert connection.execute(f"SELECT count(*) {rows}").fetchone() == (expected,), rows


def test_the_data_are_small() -> None:
    assert sum(path.stat().st_size for path in (EXAMPLE / "data").iterdir()) < 12_000_000
