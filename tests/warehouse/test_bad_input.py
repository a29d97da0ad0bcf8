"""A warehouse that does not fit the model: told once, at its place, before anything is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import psycopg
import pytest

from segdsl.meaning.settings import Settings
from segdsl.planning import from_meaning
from segdsl.text.diagnostics import LANGUAGES, Diagnostic
from segdsl.warehouse.address import address
from segdsl.warehouse.checks import fit
from segdsl.warehouse.connect import connect
from segdsl.warehouse.engine import Engine
from tests.meaning.shop import understood

TABLES = """
DROP SCHEMA IF EXISTS crm CASCADE;
CREATE SCHEMA crm;
CREATE TABLE crm.customers (customer_id varchar, city varchar, seen timestamp, score integer);
INSERT INTO crm.customers VALUES ('a', 'Paris', NULL, 1), ('b', 'Lyon', NULL, 2);
CREATE TABLE crm.scans (basket varchar, customer varchar, day date, article bytea);
INSERT INTO crm.scans VALUES ('x', 'a', DATE '2026-01-01', NULL);
INSERT INTO crm.scans VALUES ('x', 'a', DATE '2026-01-02', NULL);
"""
CUSTOMERS = "population customers (customer) from crm.customers\n  key customer_id: text\n"
SCANS = """source scans (scan) from crm.scans
  customer -> customers
  day: date
  basket: text
source baskets (basket_row) groups scans by basket
  customer -> customers
"""


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "duckdb":
        url = "duckdb:shop.duckdb"
        with duckdb.connect(str(tmp_path / "shop.duckdb")) as connection:
            connection.execute(TABLES)
    else:
        url = str(request.getfixturevalue("postgres_uri"))
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(TABLES.encode())
    found = address("dev", url, tmp_path)
    assert found is not None
    opened = connect(found)
    yield opened
    opened.close()


Said = Callable[[str, str], list[tuple[str, str]]]


@pytest.fixture
def said(engine: Engine) -> Said:
    """Code and underlined text of what is said of a model and a condition in this warehouse."""

    def ask(text: str, condition: str) -> list[tuple[str, str]]:
        settings = Settings("shop", "Europe/Paris")
        project, found = understood(f"{text}segment x: {condition}\n", settings=settings)
        assert found == ()
        program = from_meaning.program(project, ["x"], date(2026, 3, 31))
        return [shown(one) for one in fit(project, [program], engine)]

    return ask


def shown(one: Diagnostic) -> tuple[str, str]:
    assert one.span is not None
    for language in LANGUAGES:
        assert "{" not in one.said(one.message.says, language)
    return one.message.code, one.span.text


def test_a_model_that_fits_is_fine(said: Said) -> None:
    assert said(CUSTOMERS + "  city: text\n  seen: datetime\n", "city is known") == []
    assert said(CUSTOMERS + SCANS, "any baskets") == []


def test_a_source_that_is_not_in_the_warehouse(said: Said) -> None:
    model = CUSTOMERS + "source orders (order) from crm.ordres\n  customer -> customers\n"
    assert said(model, "any orders") == [("SEG501", "orders")]


def test_an_unknown_column(said: Said) -> None:
    assert said(CUSTOMERS + "  town: text\n", "town is known") == [("SEG502", "town")]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("city: integer", "SEG503"),
        ("score: text", "SEG503"),
        ("seen: date", "SEG503"),
        ("city: date", "SEG503"),
        ('score: boolean from city true ("Y") false ("N")', None),
    ],
)
def test_a_type_that_the_column_has_not(said: Said, field: str, code: str | None) -> None:
    name = field.partition(":")[0]
    expected = [] if code is None else [(code, name)]
    assert said(f"{CUSTOMERS}  {field}\n", f"{name} is known") == expected


def test_a_type_that_no_word_reads(said: Said) -> None:
    model = CUSTOMERS + SCANS.replace("  day: date\n", "  day: date\n  article: text\n")
    assert said(model, "any scans where (article is known)") == [("SEG504", "article")]


def test_a_duplicate_key_in_the_population(said: Said) -> None:
    model = "population customers (customer) from crm.scans\n  key customer: text\n"
    assert said(model, "true") == [("SEG506", "customer")]


def test_a_duplicate_key_in_a_source_that_is_referred_to(said: Said) -> None:
    model = CUSTOMERS.replace("text\n", "text\n  store -> stores from city\n") + (
        "source stores (store) from crm.scans\n  key basket: text\n"
    )
    assert said(model, "store is known") == [("SEG506", "basket")]


def test_two_values_in_one_group(said: Said) -> None:
    model = CUSTOMERS + SCANS + "  day: date\n"
    assert said(model, "any baskets where (day is known)") == [("SEG507", "day")]
