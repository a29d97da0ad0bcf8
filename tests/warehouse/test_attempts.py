"""What an account that should only read could write, as the warehouse itself says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import psycopg
import pytest

from segdsl.warehouse.address import Address, address
from segdsl.warehouse.attempts import attempts
from segdsl.warehouse.connect import connect
from segdsl.warehouse.engine import Refused

ROLES = """
DROP SCHEMA IF EXISTS crm CASCADE;
CREATE SCHEMA crm;
CREATE TABLE crm.customers (id integer);
CREATE TABLE crm.log (what text);
CREATE FUNCTION crm.noted() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN INSERT INTO crm.log VALUES (TG_OP); RETURN NULL; END $$;
CREATE TRIGGER noted AFTER DELETE ON crm.customers FOR EACH STATEMENT EXECUTE FUNCTION crm.noted();
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
DROP ROLE IF EXISTS reader;
DROP ROLE IF EXISTS changer;
CREATE ROLE reader LOGIN;
CREATE ROLE changer LOGIN;
GRANT USAGE ON SCHEMA crm TO reader, changer;
GRANT SELECT ON crm.customers TO reader, changer;
GRANT DELETE ON crm.customers TO changer;
"""
TABLES = [("crm", "customers")]


@pytest.fixture
def roles(postgres_uri: str) -> Iterator[str]:
    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute(ROLES)
        yield postgres_uri
        connection.execute("DROP SCHEMA crm CASCADE; DROP ROLE reader; DROP ROLE changer")


def _as(uri: str, role: str) -> Address:
    parts = urlsplit(uri)
    host = parts.netloc.rpartition("@")[2]
    found = address("prod", parts._replace(netloc=f"{role}@{host}").geturl(), Path())
    assert found is not None
    return found


def _allowed(where: Address) -> list[str]:
    return [one.what.en for one in attempts(where, TABLES) if one.allowed]


def test_an_account_that_may_only_read_is_refused_everything(roles: str) -> None:
    tried = attempts(_as(roles, "reader"), TABLES)
    assert len(tried) == 5
    assert [one.what.en for one in tried if one.allowed] == []


def test_a_right_too_many_is_found_and_nothing_is_done(roles: str) -> None:
    assert _allowed(_as(roles, "changer")) == ["change the rows of `crm.customers`"]
    with psycopg.connect(roles) as connection:
        assert connection.execute("SELECT * FROM crm.log").fetchall() == []


def test_where_another_account_publishes_this_one_may_not(roles: str) -> None:
    with psycopg.connect(roles, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA ours; GRANT USAGE, CREATE ON SCHEMA ours TO changer")
        tried = attempts(_as(roles, "changer"), TABLES, "ours")
        quiet = attempts(_as(roles, "reader"), TABLES, "ours")
        connection.execute("DROP SCHEMA ours")
    assert "make a table in `ours`" in [one.what.en for one in tried if one.allowed]
    assert len(quiet) == 7
    assert not any(one.allowed for one in quiet)


def test_a_superuser_is_found(roles: str) -> None:
    where = address("prod", roles, Path())
    assert where is not None
    found = _allowed(where)
    assert "do anything (it is a superuser)" in found
    assert "make a table in `crm`" in found
    with psycopg.connect(roles) as connection:
        asked = "SELECT count(*) FROM pg_class WHERE relname = 'segdsl_doctor'"
        assert connection.execute(asked).fetchall() == [(0,)]


@pytest.mark.parametrize("url", ["duckdb:shop.duckdb", "files"])
def test_a_session_of_duckdb_cannot_write_nor_look_elsewhere(tmp_path: Path, url: str) -> None:
    duckdb.connect(str(tmp_path / "shop.duckdb")).close()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "customers.csv").write_text("id\n1\n")
    where = address("dev", url, tmp_path)
    assert where is not None
    tried = attempts(where, [])
    assert len(tried) >= 3
    assert not any(one.allowed for one in tried)


def test_a_statement_is_stopped_when_its_time_is_over(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / "shop.duckdb")).close()
    where = address("dev", "duckdb:shop.duckdb", tmp_path)
    assert where is not None
    engine = connect(replace(where, seconds=1))
    try:
        with pytest.raises(Refused, match="SEG527"):
            engine.rows("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b")
        assert engine.rows("SELECT 1") == [(1,)]
    finally:
        engine.close()


def test_postgres_is_told_the_same(postgres_uri: str) -> None:
    where = address("prod", postgres_uri, Path())
    assert where is not None
    engine = connect(replace(where, seconds=1))
    try:
        with pytest.raises(Refused, match="SEG521"):
            engine.rows("SELECT pg_sleep(5)")
    finally:
        engine.close()


def test_memory_is_bounded_as_the_project_says(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / "shop.duckdb")).close()
    where = address("dev", "duckdb:shop.duckdb", tmp_path)
    assert where is not None
    engine = connect(replace(where, memory="512MiB"))
    assert engine.rows("SELECT current_setting('memory_limit')") == [("512.0 MiB",)]
    engine.close()
