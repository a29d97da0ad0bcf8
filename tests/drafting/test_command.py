"""`segdsl init --from`: what it writes, what it never writes, what it refuses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.forks import Forks
from tests.drafting.drafted import database, draft

SHOP = """
CREATE TABLE customers AS SELECT i AS id, 'city ' || i % 3 AS city FROM range(30) AS t(i);
CREATE TABLE orders AS SELECT i AS id, i % 30 AS customer_id, DATE '2020-01-01' + i::INT AS day,
  10.5::DECIMAL(9, 2) AS amount FROM range(90) AS t(i);
"""
SECRET = "c4naryP4ss"


def test_a_relative_address_is_written_as_it_leads_from_the_project(
    tmp_path: Path, forks: Forks
) -> None:
    (tmp_path / "data").mkdir()
    database(tmp_path / "data" / "shop.duckdb", SHOP)
    project = draft(forks, tmp_path / "project", "--from", "duckdb:data/shop.duckdb")
    assert tomllib.loads(project.settings)["warehouse"]["dev"] == {
        "url": "duckdb:../data/shop.duckdb"
    }


def test_the_last_day_of_old_data_is_offered_and_not_set(tmp_path: Path, forks: Forks) -> None:
    project = draft(forks, tmp_path / "old", "--from", database(tmp_path / "x.duckdb", SHOP))
    assert '# as_of = "2020-03-30"' in project.settings
    assert "the data end on 30 March 2020: `as_of` in segdsl.toml" in project.said.err


def test_the_metrics_come_from_the_dated_rows_with_an_amount(tmp_path: Path, forks: Forks) -> None:
    project = draft(forks, tmp_path / "shop", "--from", database(tmp_path / "x.duckdb", SHOP))
    rules = (project.folder / "segments.seg").read_text("utf-8")
    for line in (
        ": count of orders in last 12 months\n",
        ": time since last order\n",
        ": sum of orders.amount in last 12 months\n",
        ": monetary in top 20%\n",
        '"Never seen" when no orders\n',
    ):
        assert line in rules
    assert tomllib.loads(project.settings)["value"] == "monetary"


def test_both_languages_are_spoken(tmp_path: Path, forks: Forks) -> None:
    url = database(tmp_path / "x.duckdb", SHOP)
    french = draft(forks, tmp_path / "fr", "--from", url, "--lang", "fr")
    assert "# 30 lignes\npopulation" in french.model
    assert "2 tables ébauchées, 0 laissée de côté" in french.said.err
    assert tomllib.loads(french.settings)["languages"] == ["fr", "en"]
    english = draft(forks, tmp_path / "en", "--from", url)
    assert "# 30 rows\npopulation" in english.model
    assert french.lines == english.lines


def test_another_population_is_asked_for_by_its_table(tmp_path: Path, forks: Forks) -> None:
    url = database(tmp_path / "x.duckdb", SHOP)
    project = draft(forks, tmp_path / "other", "--from", url, "--population", "orders")
    assert project.table("orders")[0] == 'population orders (order) "Orders" from orders'
    refused = forks.segdsl(tmp_path, "init", "no", "--from", url, "--population", "nowhere")
    assert (refused.code, refused.codes) == (1, ["SEG618"])
    assert "`customers`, `orders`" in refused.err


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_password_is_never_written(
    postgres_uri: str, tmp_path: Path, forks: Forks, language: str
) -> None:
    """The embedded server trusts everybody, and so takes any password."""
    import psycopg

    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS customers")
        connection.execute("CREATE TABLE customers (id integer, city text)")
    address = f"{postgres_uri}{'&' if '?' in postgres_uri else '?'}password={SECRET}"
    folder = tmp_path / "my-shop"
    done = forks.segdsl(tmp_path, "init", "my-shop", "--from", address, "--lang", language, "-vv")
    assert done.code == 0, done.err
    assert SECRET not in done.out + done.err
    assert "export MY_SHOP_URL=" in done.err
    assert not [path for path in folder.iterdir() if SECRET in path.read_text("utf-8")]
    settings = tomllib.loads((folder / "segdsl.toml").read_text("utf-8"))
    assert settings["warehouse"]["dev"] == {"url_env": "MY_SHOP_URL"}
    assert forks.segdsl(folder, "run", env={"MY_SHOP_URL": address}).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--from duckdb:nothing.duckdb", 3, "SEG520"),
        ("--from mysql://ann:c4naryP4ss@host/base", 2, "SEG524"),
        (f"--from postgresql://ann:{SECRET}@127.0.0.1:1/base", 3, "SEG520"),
        ("--from-env NOT_THERE", 3, "SEG525"),
        (f"--from-env postgresql://ann:{SECRET}@host/base", 2, "SEG601"),
        ("--from data --from-env URL", 2, "SEG601"),
        ("--from data --example boutique", 2, "SEG601"),
        ("--population customers", 2, "SEG601"),
        ("--timezone UTC", 2, "SEG601"),
        ("--from data --timezone Rennes", 2, "SEG601"),
        ("--from empty", 3, "SEG520"),
        ("--from keyless", 1, "SEG617"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_cannot_be_drafted_is_said_and_nothing_is_written(
    tmp_path: Path, forks: Forks, words: str, code: int, said: str, language: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "keyless").mkdir()
    (tmp_path / "keyless" / "customers.csv").write_text("city\nRennes\nRennes\n")
    done = forks.segdsl(tmp_path, "init", "here", *words.split(), "--lang", language)
    assert (done.code, done.codes) == (code, [said]), done.err
    assert SECRET not in done.out + done.err
    assert not (tmp_path / "here").exists()


def test_a_path_in_the_environment_leads_from_the_project(tmp_path: Path, forks: Forks) -> None:
    database(tmp_path / "x.duckdb", SHOP)
    env = {"SHOP_URL": "duckdb:../x.duckdb"}
    project = draft(forks, tmp_path / "mine", "--from-env", "SHOP_URL", env=env)
    assert tomllib.loads(project.settings)["warehouse"]["dev"] == {"url_env": "SHOP_URL"}


def test_nothing_is_overwritten(tmp_path: Path, forks: Forks) -> None:
    url = database(tmp_path / "x.duckdb", SHOP)
    (tmp_path / "model.seg").write_text("# mine\n")
    done = forks.segdsl(tmp_path, "init", "--from", url)
    assert (done.code, done.codes) == (2, ["SEG611"])
    assert (tmp_path / "model.seg").read_text() == "# mine\n"
    assert not (tmp_path / "segdsl.toml").exists()
