"""The invented warehouse: the same rows for the same seed, dirty on purpose, and worth segmenting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from segdsl.planning import from_meaning
from segdsl.sql import dialects, from_plan
from tests.examples.boutique import example
from tests.examples.boutique.conftest import D

CUSTOMERS = 4000


@pytest.fixture(scope="module")
def file(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("boutique") / "made.duckdb"
    script.make(target, CUSTOMERS)
    return target


@pytest.fixture(scope="module")
def made(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL"
    return [name for (name,) in connection.execute(found).fetchall()]


def print_of(connection: duckdb.DuckDBPyConnection, table: str) -> object:
    """The number of rows and a sum over all of them, whatever their order."""
    return connection.execute(f"SELECT count(*), sum(hash(t)) FROM {table} AS t").fetchone()


def test_a_seed_always_gives_the_same_rows(
    made: duckdb.DuckDBPyConnection, script: ModuleType, tmp_path: Path
) -> None:
    script.make(tmp_path / "again.duckdb", CUSTOMERS)
    script.make(tmp_path / "other.duckdb", 300, seed=2)
    script.make(tmp_path / "folder", 300, seed=2)
    with duckdb.connect(str(tmp_path / "again.duckdb")) as again:
        assert tables(again) == tables(made)
        for table in tables(made):
            assert print_of(again, table) == print_of(made, table), table
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        for table in tables(other):
            path = tmp_path.joinpath("folder", *table.split(".")).with_suffix(".parquet")
            assert print_of(other, f"'{path}'") == print_of(other, table), table
        assert print_of(other, "sales.orders") != print_of(made, "sales.orders")


def test_more_customers_leave_the_first_as_they_were(
    made: duckdb.DuckDBPyConnection, script: ModuleType, file: Path, tmp_path: Path
) -> None:
    script.make(tmp_path / "fewer.duckdb", 500)
    with duckdb.connect(str(tmp_path / "fewer.duckdb")) as fewer:
        fewer.execute(f"ATTACH '{file}' AS more (READ_ONLY)")
        for table in ("crm.customers", "sales.orders", "sales.order_lines", "marketing.messages"):
            query = f"SELECT count(*) FROM (FROM {table} EXCEPT ALL FROM more.{table})"
            assert fewer.execute(query).fetchone() == (0,), table


DIRT = {
    "flags of other kinds": "crm.customers WHERE optin_email IN ('', '?', 'y', 'oui')",
    "cities in capitals": "crm.customers WHERE city = 'SAINT-MALO'",
    "no date of birth": "crm.customers WHERE birth_date IS NULL",
    "a store that nobody knows": "crm.customers ANTI JOIN sales.stores USING (store_id) WHERE store_id IS NOT NULL",
    "namesakes": "(FROM crm.customers SELECT first_name, last_name GROUP BY ALL HAVING count(*) > 1)",
    "cancelled": "sales.orders WHERE status = 'cancelled'",
    "tests": "sales.orders WHERE status = 'test'",
    "without a card": "sales.orders WHERE customer_id IS NULL",
    "of nobody": "sales.orders ANTI JOIN crm.customers USING (customer_id) WHERE customer_id IS NOT NULL",
    "corrected weeks later": "sales.corrections JOIN sales.orders USING (order_id) WHERE made_on > ordered_at::DATE + 20",
    "returned": "sales.order_lines WHERE quantity < 0",
    "flags of lines": "sales.order_lines WHERE promo_flag = '?' OR promo_flag IS NULL",
    "after the day": f"sales.orders WHERE ordered_at >= '{D}'::DATE + 1",
}


@pytest.mark.parametrize("rows", DIRT.values(), ids=DIRT)
def test_the_data_have_dirt(made: duckdb.DuckDBPyConnection, rows: str) -> None:
    found = made.execute(f"SELECT count(*) FROM {rows}").fetchone()
    assert found is not None
    assert found[0] > 0


def test_spending_is_uneven(made: duckdb.DuckDBPyConnection) -> None:
    """The best fifth of the buyers of a year makes more than half of its revenue."""
    found = made.execute("""
        SELECT sum(spent) FILTER (fifth = 1) / sum(spent) FROM (
            SELECT sum(amount) AS spent, ntile(5) OVER (ORDER BY sum(amount) DESC) AS fifth
            FROM sales.orders WHERE year(ordered_at) = 2025 AND customer_id IS NOT NULL
            GROUP BY customer_id)""").fetchone()
    assert found is not None
    assert 0.5 < found[0] < 0.9


def test_every_segment_is_somebody_and_not_everybody(made: duckdb.DuckDBPyConnection) -> None:
    project = example.project()
    for population in project.populations():
        ours = [one for one in project.segmentations.values() if one.population == population.name]
        segments = [o.name for o in project.segments.values() if o.population == population.name]
        names = (*segments, *(one.name for one in ours))
        program = from_meaning.program(project, names, D)
        found = made.execute(from_plan.sizes(program, dialects.DUCKDB, {})).fetchall()
        sizes = {name: size for name, size, _ in found}
        whole = sizes.pop("")
        classes = {f"{one.name}.{part.name}" for one in ours for part in one.classes}
        assert {*segments, *classes} - set(sizes) == set(), "nobody"
        assert {name for name in sizes if sizes[name] == whole} == set(), "everybody"


def test_keys_are_told_apart(made: duckdb.DuckDBPyConnection) -> None:
    for table in example.project().tables.values():
        if table.key and table.grouping is None:
            origin = table.field(table.key).origin
            column = getattr(origin, "column", table.key)
            query = (
                f"SELECT count({column}) - count(DISTINCT {column}) FROM {'.'.join(table.physical)}"
            )
            assert made.execute(query).fetchone() == (0,), table.name
