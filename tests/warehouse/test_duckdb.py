"""The DuckDB engine: what it reads, and that it can do nothing else."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from segdsl.warehouse.address import address
from segdsl.warehouse.connect import connect
from segdsl.warehouse.engine import Engine, Refused, Unreachable


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A DuckDB file with one table in a schema."""
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as connection:
        connection.execute("CREATE SCHEMA crm")
        connection.execute('CREATE TABLE crm.customers ("Id" VARCHAR, spent DECIMAL(10, 2))')
        connection.execute("INSERT INTO crm.customers VALUES ('a', 1.50)")
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a Parquet file, and a CSV file in a sub-folder."""
    files = tmp_path / "files"
    (files / "crm").mkdir(parents=True)
    rows = "SELECT 1 AS id, DATE '2026-01-31' AS day"
    duckdb.execute(f"COPY ({rows}) TO '{files}/orders.parquet'")
    (files / "crm" / "customers.csv").write_text("id,name\n1,Ann\n2,Bob\n")
    (files / "crm" / ".hidden.csv").write_text("id\n1\n")
    return tmp_path


def opened(url: str, here: Path) -> Engine:
    found = address("dev", url, here)
    assert found is not None
    return connect(found)


def test_a_file_without_values_holds_what_is_declared(folder: Path) -> None:
    (folder / "files" / "crm" / "visits.csv").write_text("id,day,amount,note,left\n")
    (folder / "files" / "calls.csv").write_text("id,day,amount\n1,,x\n2,,\n")
    found = address("dev", "files", folder)
    assert found is not None
    types = {"id": "BIGINT", "day": "DATE", "amount": "DECIMAL(18, 4)", "gone": "DATE"}
    engine = connect(replace(found, declared={("crm", "visits"): types, ("calls",): types}))
    assert engine.columns(("crm", "visits")) == {
        "id": "BIGINT",
        "day": "DATE",
        "amount": "DECIMAL(18,4)",
        "note": "VARCHAR",
        "left": "VARCHAR",
    }
    calls = {"id": "BIGINT", "day": "DATE", "amount": "VARCHAR"}
    assert engine.columns(("calls",)) == calls
    assert engine.rows("SELECT count(*) FROM calls WHERE day IS NULL") == [(2,)]
    engine.close()


def test_columns_have_their_exact_names_and_types(shop: Path) -> None:
    engine = opened("duckdb:shop.duckdb", shop)
    assert engine.columns(("crm", "customers")) == {"Id": "VARCHAR", "spent": "DECIMAL(10,2)"}


@pytest.mark.parametrize(
    "physical", [("customers",), ("crm", "Customers"), ("other", "crm", "customers")]
)
def test_a_table_by_another_name_is_absent(shop: Path, physical: tuple[str, ...]) -> None:
    assert opened("duckdb:shop.duckdb", shop).columns(physical) is None


def test_the_database_may_be_named(shop: Path) -> None:
    assert opened("duckdb:shop.duckdb", shop).columns(("shop", "crm", "customers"))


def test_files_of_a_folder_are_tables(folder: Path) -> None:
    engine = opened("files", folder)
    assert list(engine.tables()) == [("crm", "customers"), ("orders",)]
    assert engine.columns(("orders",)) == {"id": "INTEGER", "day": "DATE"}
    assert engine.rows('SELECT name FROM "crm"."customers" ORDER BY 1') == [("Ann",), ("Bob",)]


ESCAPES = (
    "COPY (SELECT 1) TO '{here}/written.csv'",
    "COPY (SELECT 1) TO '{here}/files/written.csv'",
    "SELECT * FROM read_text('{here}/secret.txt')",
    "SELECT * FROM read_text('{here}/files/../secret.txt')",
    "ATTACH '{here}/other.duckdb'",
    "SET enable_external_access = true",
    "INSTALL httpfs",
)


@pytest.mark.parametrize("statement", ESCAPES)
@pytest.mark.parametrize("url", ["duckdb:shop.duckdb", "files"])
def test_nothing_but_the_warehouse_is_read_or_written(
    shop: Path, folder: Path, url: str, statement: str
) -> None:
    (shop / "secret.txt").write_text("hidden")
    engine = opened(url, shop)
    before = sorted(shop.rglob("*"))
    with pytest.raises(Refused):
        engine.rows(statement.format(here=shop))
    assert sorted(shop.rglob("*")) == before


def test_a_database_file_is_not_changed(shop: Path) -> None:
    with pytest.raises(Refused):
        opened("duckdb:shop.duckdb", shop).rows("INSERT INTO crm.customers VALUES ('b', 2)")


@pytest.mark.parametrize("url", ["duckdb:absent.duckdb", "absent", "duckdb:not.duckdb"])
def test_what_is_not_there_is_unreachable(tmp_path: Path, url: str) -> None:
    (tmp_path / "not.duckdb").write_text("no database" * 1000)
    with pytest.raises(Unreachable) as error:
        opened(url, tmp_path)
    assert error.value.diagnostic.facts["warehouse"] == "dev"


def test_instants_are_read_in_utc(shop: Path) -> None:
    engine = opened("duckdb:shop.duckdb", shop)
    assert engine.rows("SELECT CAST(TIMESTAMPTZ '2026-01-01 00:30:00+01' AS VARCHAR)") == [
        ("2025-12-31 23:30:00+00",)
    ]
