"""The PostgreSQL engine: what it reads, and that it can do nothing else."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from segdsl.warehouse.address import address
from segdsl.warehouse.connect import connect
from segdsl.warehouse.engine import Engine, Refused, Unreachable

HERE = Path()
TABLES = """
DROP SCHEMA IF EXISTS crm CASCADE;
CREATE SCHEMA crm;
CREATE DOMAIN crm.code AS varchar(8);
CREATE TABLE crm.customers ("Id" text, code crm.code, spent numeric(10, 2), seen timestamptz);
INSERT INTO crm.customers VALUES ('a', 'x', 1.50, '2026-01-01 00:30:00+01');
DROP VIEW IF EXISTS near;
CREATE VIEW near AS SELECT 1 AS one;
"""


def opened(url: str) -> Engine:
    found = address("prod", url, HERE)
    assert found is not None
    return connect(found)


@pytest.fixture
def engine(postgres_uri: str) -> Iterator[Engine]:
    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute(TABLES)
    engine = opened(postgres_uri)
    yield engine
    engine.close()


def test_columns_have_their_exact_names_and_types(engine: Engine) -> None:
    assert engine.columns(("crm", "customers")) == {
        "Id": "text",
        "code": "character varying",
        "spent": "numeric",
        "seen": "timestamp with time zone",
    }


def test_a_view_without_a_schema_is_found_on_the_path(engine: Engine) -> None:
    assert engine.columns(("near",)) == {"one": "integer"}
    assert {("near",), ("crm", "customers")} <= set(engine.tables())


@pytest.mark.parametrize(
    "physical", [("customers",), ("crm", "Customers"), ("other", "crm", "customers")]
)
def test_a_table_by_another_name_is_absent(engine: Engine, physical: tuple[str, ...]) -> None:
    assert engine.columns(physical) is None


def test_a_percent_sign_is_only_text(engine: Engine) -> None:
    assert engine.rows("SELECT '%s 100%' WHERE 'ab' LIKE 'a%'") == [("%s 100%",)]


def test_instants_are_read_in_utc(engine: Engine) -> None:
    assert engine.rows("SELECT seen::timestamp::text FROM crm.customers") == [
        ("2025-12-31 23:30:00",)
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO crm.customers VALUES ('b')",
        "CREATE TABLE written (a int)",
        "SELECT lo_import('/etc/hostname')",
    ],
)
def test_nothing_is_written(engine: Engine, statement: str) -> None:
    with pytest.raises(Refused):
        engine.rows(statement)


def test_a_function_of_the_users_schema_does_not_replace_the_systems(postgres_uri: str) -> None:
    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute(
            "CREATE OR REPLACE FUNCTION public.lower(text) RETURNS text "
            "LANGUAGE sql AS $$ SELECT 'theirs' $$"
        )
    engine = opened(postgres_uri)
    assert engine.rows("SELECT lower('A'::text)") == [("a",)]
    engine.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:s3cret@127.0.0.1:1/base",
        "postgresql://ann:s3cret%zz@127.0.0.1:1/base",
        "postgresql://ann:head@s3cret@127.0.0.1:1/base",
        "postgresql://ann:s3cret/x@127.0.0.1:1/base",
        "postgresql://ann:s3cret@127.0.0.1:none/base",
    ],
)
def test_an_absent_server_is_unreachable_and_no_password_is_said(url: str) -> None:
    with pytest.raises(Unreachable) as error:
        opened(url)
    said = repr(error.value.diagnostic) + str(error.value) + repr(error.value)
    assert "s3cret" not in said
    assert "postgresql://ann:***" in said
