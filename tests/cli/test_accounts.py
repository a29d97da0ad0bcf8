"""Publishing with two accounts as docs/publishing.md sets them up: one reads, one also writes.

The French page shows the same statements, which are run once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from tests.cli.forks import Forks
from tests.cli.shop import CUSTOMERS, ORDERS, SETTINGS, shop

DOCS = Path(__file__).parents[2] / "docs"
TABLES = """
CREATE SCHEMA crm;
CREATE TABLE crm.customers (customer_id text, city text);
CREATE TABLE crm.orders (
  order_id integer, customer_id text, day date, amount numeric(10, 2), channel text
);
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""
GONE = "DROP OWNED BY {role}; DROP ROLE {role}"
WAREHOUSE = '[warehouse.prod]\nurl_env = "READS"\npublish_env = "WRITES"\nas_of = "2026-03-31"\n'


def statements(page: str) -> str:
    """The SQL that a page shows."""
    (text,) = re.findall(r"(?ms)^```sql\n(.*?)^```$", (DOCS / page).read_text(encoding="utf-8"))
    return str(text)


def documented() -> str:
    """The statements of the page, for a warehouse of one schema."""
    return statements("publishing.md").replace("crm, sales", "crm")


@pytest.fixture(scope="module")
def accounts(postgres_uri: str) -> Iterator[Mapping[str, str]]:
    """The environment with the addresses of both."""
    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute(TABLES)
        for table, rows in (("customers", CUSTOMERS), ("orders", ORDERS)):
            name = sql.Identifier("crm", table)
            into = sql.SQL("COPY {} FROM STDIN (FORMAT csv, HEADER)").format(name)
            with connection.cursor() as cursor, cursor.copy(into) as copy:
                copy.write(rows)
        connection.execute(documented().encode())
        parts = urlsplit(postgres_uri)
        host = parts.netloc.rpartition("@")[2]
        yield {
            name: parts._replace(netloc=f"{role}@{host}").geturl()
            for name, role in (("READS", "segdsl_reads"), ("WRITES", "segdsl_writes"))
        }
        for role in ("segdsl_writes", "segdsl_reads"):
            name = sql.Identifier(role)
            connection.execute(sql.SQL(GONE).format(role=name))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    settings = SETTINGS.split("[warehouse")[0] + WAREHOUSE
    found = shop(
        tmp_path,
        {"segdsl.toml": settings, "moves.seg": "segment came: entered loyal in last 30d\n"},
    )
    model = found / "model.seg"
    text = model.read_text(encoding="utf-8")
    model.write_text(
        re.sub(r" from (customers|orders)\n", r" from crm.\1\n", text), encoding="utf-8"
    )
    return found


def test_the_french_page_documents_the_same_accounts() -> None:
    assert statements("publishing.fr.md") == statements("publishing.md")


def test_the_documented_accounts_can_do_what_they_are_for(
    forks: Forks, project: Path, accounts: Mapping[str, str]
) -> None:
    for words in (
        ("publish", "loyal", "cycle", "--as-of", "2026-03-30"),
        ("publish", "--yes"),
        ("history", "loyal"),
        ("run", "came"),
        ("doctor",),
    ):
        done = forks.segdsl(project, *words, env=accounts)
        assert done.code == 0, (words, done.out, done.err)


def test_the_account_that_reads_publishes_nothing(
    forks: Forks, project: Path, accounts: Mapping[str, str]
) -> None:
    reads = {**accounts, "WRITES": accounts["READS"]}
    done = forks.segdsl(project, "publish", "rennes", "--yes", env=reads)
    assert (done.code, "SEG541" in done.err) == (3, True)
