"""The command on PostgreSQL: the same figures as on files, read-only, and stopped by Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.cli.forks import Forks
from tests.cli.shop import CUSTOMERS, ORDERS, SETTINGS, shop
from tests.cli.test_ends import interrupted

TABLES = """
CREATE TABLE customers (customer_id text, city text);
CREATE TABLE orders (
  order_id integer, customer_id text, day date, amount numeric(10, 2), channel text
);
CREATE SCHEMA slow;
CREATE VIEW slow.customers AS
  SELECT customer_id, city FROM customers, LATERAL pg_sleep(600 + length(customer_id)) AS nap;
"""
SLOW = (
    "population customers (customer) from slow.customers\n  key customer_id: text\n  city: text\n"
)
CANARY = "c4naryP4ss"


@pytest.fixture(scope="module")
def address(postgres_uri: str) -> Iterator[Mapping[str, str]]:
    """The environment with the address of a database that holds the small shop."""
    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS shop")
        connection.execute("CREATE DATABASE shop")
    url = urlsplit(postgres_uri)._replace(path="/shop").geturl()
    with psycopg.connect(url) as connection:
        connection.execute(TABLES)
        for table, rows in (("customers", CUSTOMERS), ("orders", ORDERS)):
            into = sql.SQL("COPY {} FROM STDIN (FORMAT csv, HEADER)").format(sql.Identifier(table))
            with connection.cursor() as cursor, cursor.copy(into) as copy:
                copy.write(rows)
    mark = "&" if "?" in url else "?"
    yield {"SEGDSL_SHOP": f"{url}{mark}password={CANARY}"}
    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute("DROP DATABASE shop WITH (FORCE)")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with PostgreSQL as its second warehouse."""
    second = '\n[warehouse.prod]\nurl_env = "SEGDSL_SHOP"\nas_of = "2026-03-31"\n'
    return shop(tmp_path_factory.mktemp("postgres"), {"segdsl.toml": SETTINGS + second})


def test_figures_are_those_of_the_files(
    forks: Forks, project: Path, address: Mapping[str, str]
) -> None:
    here = forks.segdsl(project, "run", "--format", "json")
    there = forks.segdsl(project, "run", "--format", "json", "--warehouse", "prod", env=address)
    assert len(here.json["results"]) == 9
    assert there.json == here.json | {"warehouse": "prod"}


def test_members_are_those_of_the_files(
    forks: Forks, project: Path, address: Mapping[str, str]
) -> None:
    words = ("run", "--members", "--format", "csv")
    here = forks.segdsl(project, *words)
    there = forks.segdsl(project, *words, "--warehouse", "prod", "-vv", env=address)
    assert there.out == here.out
    assert 'FROM "customers"' in there.err
    assert CANARY not in there.err


def test_compiled_sql_runs(forks: Forks, project: Path, address: Mapping[str, str]) -> None:
    words = ("compile", "loyal", "--warehouse", "prod", "--emit", "select")
    text = forks.segdsl(project, *words, env=address).out
    with psycopg.connect(address["SEGDSL_SHOP"]) as connection:
        assert sorted(connection.execute(text.encode()).fetchall()) == [("c01",), ("c06",)]


def test_the_warehouse_says_where_it_does_not_fit(
    forks: Forks, project: Path, address: Mapping[str, str], tmp_path: Path
) -> None:
    files = {path.name: path.read_bytes() for path in project.glob("*.*") if path.is_file()}
    files["model.seg"] = files["model.seg"].replace(b"amount: money", b"amount: date")
    files["metrics.seg"] = b""
    files["segdsl.toml"] = files["segdsl.toml"].replace(b'value = "monetary"\n', b"")
    shop(tmp_path, {**files, "segments/all.seg": "segment x: any orders where (amount is known)\n"})
    done = forks.segdsl(tmp_path, "run", "--warehouse", "prod", env=address)
    assert "the warehouse holds `numeric`" in done.err
    assert (done.codes, done.code) == (["SEG503"], 1)


def test_ctrl_c_ends_a_run_at_once(
    project: Path, address: Mapping[str, str], tmp_path: Path
) -> None:
    settings = (project / "segdsl.toml").read_text().replace('value = "monetary"\n', "")
    files = {"model.seg": SLOW, "metrics.seg": None, "segdsl.toml": settings}
    shop(tmp_path, {**files, "segments/all.seg": 'segment x: city = "Rennes"\n'})
    words = ("run", "--warehouse", "prod", "-vv")
    out, err, code = interrupted(tmp_path, *words, until='"keys" AS (', env=address)
    assert (out, code) == ("", 130)
    assert "SEG690" in err
    assert CANARY not in err
