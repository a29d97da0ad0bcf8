"""What is guessed of small tables: each with the lines of the model that it becomes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.forks import Forks
from tests.drafting.drafted import Project, database, draft

CUSTOMERS = "CREATE TABLE customers AS SELECT i AS id, 'x' AS y FROM range(100) AS t(i);"


def drafted(forks: Forks, folder: Path, sql: str, *words: str) -> Project:
    return draft(forks, folder / "project", "--from", database(folder / "x.duckdb", sql), *words)


def test_references_are_found_by_many_spellings_of_a_key(tmp_path: Path, forks: Forks) -> None:
    sql = (
        CUSTOMERS
        + """
    CREATE TABLE a AS SELECT i AS customer_id FROM range(9) AS t(i);
    CREATE TABLE b AS SELECT i AS "CustomerID" FROM range(9) AS t(i);
    CREATE TABLE c AS SELECT i AS id_customer FROM range(9) AS t(i);
    CREATE TABLE d AS SELECT i AS customer FROM range(9) AS t(i);
    CREATE TABLE e AS SELECT i AS billing_customer_id FROM range(9) AS t(i);
    CREATE TABLE firms AS SELECT i AS siren FROM range(9) AS t(i);
    CREATE TABLE f AS SELECT i AS siren, i AS customer_id FROM range(9) AS t(i);
    """
    )
    project = drafted(forks, tmp_path, sql)
    assert [project.table(name)[1] for name in "abcde"] == [
        "customer -> customers from customer_id",
        "customer -> customers from CustomerID",
        "customer -> customers from id_customer",
        "customer -> customers from customer",
        "billing_customer -> customers from billing_customer_id",
    ]
    assert "firm -> firms from siren" in project.table("f")


def test_a_reference_must_find_95_of_100_values(tmp_path: Path, forks: Forks) -> None:
    sql = (
        CUSTOMERS
        + """
    CREATE TABLE good AS SELECT i AS customer_id FROM range(5, 105) AS t(i);
    CREATE TABLE bad AS SELECT i AS customer_id, i AS good_one FROM range(6, 106) AS t(i);
    CREATE TABLE route AS SELECT 1 AS customer_id, 7 AS bad_id;
    """
    )
    project = drafted(forks, tmp_path, sql)
    assert project.table("good")[1] == "customer -> customers from customer_id"
    assert "# 5 of 100 rows lead to no row of customers" in project.model
    assert "# - bad: no reference leads from it to customers" in project.model


def test_a_column_that_is_not_quite_a_reference_is_left_to_decide(
    tmp_path: Path, forks: Forks
) -> None:
    sql = (
        CUSTOMERS
        + """
    CREATE TABLE stores AS SELECT i AS id FROM range(10) AS t(i);
    CREATE TABLE visits AS SELECT i AS customer_id, i AS store_id FROM range(20) AS t(i);
    """
    )
    project = drafted(forks, tmp_path, sql)
    assert "store_id: integer" in project.table("visits")
    flat = project.model.replace("\n  # ", " ")
    assert "`store_id` looks like a reference to stores, and 10 of its 20 values (50.0%)" in flat


def test_circles_and_references_to_oneself_are_cut(tmp_path: Path, forks: Forks) -> None:
    sql = """
    CREATE TABLE customers AS SELECT i AS id, i // 2 AS parent_customer_id, i AS last_order_id
      FROM range(30) AS t(i);
    CREATE TABLE orders AS SELECT i AS id, i AS customer_id, DATE '2024-01-01' AS day
      FROM range(30) AS t(i);
    """
    project = drafted(forks, tmp_path, sql)
    assert project.table("customers")[1:] == [
        "key id: integer",
        "parent_customer_id: integer",
        "last_order_id: integer",
    ]
    assert "customer -> customers from customer_id" in project.table("orders")
    assert "`parent_customer_id` leads to customers itself" in project.model
    assert "`last_order_id` leads back to orders, in a circle" in project.model


def test_two_ways_to_the_population_ask_for_via(tmp_path: Path, forks: Forks) -> None:
    sql = """
    CREATE TABLE clients AS SELECT 'c' || i AS client_id FROM range(30) AS t(i);
    CREATE TABLE parrainages AS SELECT 'c' || i AS parrain_id, 'c' || (29 - i) AS filleul_id,
      DATE '2024-01-01' AS le FROM range(30) AS t(i);
    """
    project = drafted(forks, tmp_path, sql)
    assert project.table("parrainages")[1:] == [
        "parrain -> clients from parrain_id",
        "filleul -> clients from filleul_id",
        "at le: date",
    ]
    flat = project.model.replace("\n# ", " ")
    assert "2 ways to clients; conditions say which with `via parrain` or `via filleul`" in flat
    rules = (project.folder / "segments.seg").read_text("utf-8")
    assert "sample 10%" in rules
    assert "parrainages" not in rules


def test_of_two_ways_the_first_rules_take_the_direct_one(tmp_path: Path, forks: Forks) -> None:
    sql = """
    CREATE TABLE customers AS SELECT i AS id FROM range(30) AS t(i);
    CREATE TABLE shops AS SELECT i AS id, i AS owner_customer_id FROM range(3) AS t(i);
    CREATE TABLE orders AS SELECT i AS id, i AS customer_id, i % 3 AS shop_id,
      DATE '2024-01-01' AS ordered_at, 5.0::DECIMAL(9, 2) AS amount FROM range(30) AS t(i);
    """
    project = drafted(forks, tmp_path, sql)
    rules = (project.folder / "segments.seg").read_text("utf-8")
    for line in (
        "count of orders via customer in last 12 months",
        "time since last order via customer",
        "sum of orders.amount via customer in last 12 months",
        "when no orders via customer",
    ):
        assert line in rules
    flat = project.model.replace("\n# ", " ")
    assert "2 ways to customers; conditions say which with `via customer` or `via shop`" in flat


def test_the_moment_of_a_row_is_the_likeliest_of_its_dates(tmp_path: Path, forks: Forks) -> None:
    sql = (
        CUSTOMERS
        + """
    CREATE TABLE orders AS SELECT i AS id, i AS customer_id, DATE '2024-01-01' AS updated_at,
      DATE '2024-01-02' AS created_at, DATE '2024-01-03' AS ordered_at,
      DATE '1990-01-01' AS birthday FROM range(30) AS t(i);
    CREATE TABLE order_lines AS SELECT i AS order_id, 2.5::DECIMAL(9, 2) AS price
      FROM range(30) AS t(i);
    CREATE TABLE notes AS SELECT i AS customer_id, DATE '2024-01-01' AS updated_at
      FROM range(30) AS t(i);
    """
    )
    project = drafted(forks, tmp_path, sql)
    assert "at ordered_at: date" in project.table("orders")
    assert "created_at: date" in project.table("orders")
    assert "at order.ordered_at" in project.table("order_lines")
    assert "at updated_at: date" not in project.table("notes")


def test_a_warehouse_of_prefixes_reads_like_any_other(tmp_path: Path, forks: Forks) -> None:
    sql = """
    CREATE TABLE T_CLIENT AS SELECT i AS CLI_ID, 'n' || i AS CLI_NOM, i % 4 AS REG_ID
      FROM range(40) AS t(i);
    CREATE TABLE T_REGION AS SELECT i AS REG_ID FROM range(4) AS t(i);
    CREATE TABLE T_COMMANDE AS SELECT i AS COM_ID, i % 40 AS CLI_ID, DATE '2026-01-01' AS COM_DATE,
      10.5::DECIMAL(9,2) AS COM_MONTANT FROM range(90) AS t(i);
    """
    project = drafted(forks, tmp_path, sql)
    assert project.table("t_client") == [
        'population t_client (client) "Client" from T_CLIENT',
        "key cli_id: integer from CLI_ID",
        "region -> t_region from REG_ID",
        "cli_nom: text from CLI_NOM private",
    ]
    assert project.table("t_commande")[1:4] == [
        "key com_id: integer from COM_ID",
        "client -> t_client from CLI_ID",
        "at com_date: date from COM_DATE",
    ]


def test_rows_without_a_moment_are_counted(tmp_path: Path, forks: Forks) -> None:
    sql = (
        CUSTOMERS
        + """
    CREATE TABLE orders AS SELECT i AS customer_id,
      CASE WHEN i > 2 THEN DATE '2024-01-03' END AS ordered_at FROM range(30) AS t(i);
    """
    )
    project = drafted(forks, tmp_path, sql)
    assert "at ordered_at: date" in project.table("orders")
    assert "# 3 of 30 rows without it: such rows count nowhere" in project.model


def test_texts_and_numbers_become_yes_and_no(tmp_path: Path, forks: Forks) -> None:
    sql = """
    CREATE TABLE customers AS SELECT i AS id, ['Y', 'N'][1 + i % 2] AS vip,
      ['O', 'N', '1', '0'][1 + i % 4] AS optin, i % 2 AS active, i % 2 AS children,
      ['oui', 'non', '?'][1 + i % 3] AS consent, 'Y' AS is_old, ['M', 'F'][1 + i % 2] AS gender
      FROM range(40) AS t(i);
    """
    project = drafted(forks, tmp_path, sql)
    assert project.table("customers")[1:] == [
        "key id: integer",
        'vip: boolean from vip true ("Y") false ("N")',
        'optin: boolean from optin true ("1", "O") false ("0", "N")',
        'active: boolean from active true ("1") false ("0")',
        "children: integer",
        'consent: text one of ("?", "non", "oui")',
        'is_old: boolean from is_old true ("Y") false ("N")',
        'gender: text one of ("F", "M")',
    ]
    assert '# decide: a yes or no? as `boolean … true ("oui") false ("non")`' in project.model


def test_a_profile_of_one_row_a_customer_is_not_what_others_refer_to(
    tmp_path: Path, forks: Forks
) -> None:
    sql = """
    CREATE TABLE customers AS SELECT i AS customer_id FROM range(30) AS t(i);
    CREATE TABLE profiles AS SELECT i AS customer_id, i AS points FROM range(30) AS t(i);
    CREATE TABLE visits AS SELECT i AS customer_id, DATE '2024-01-01' AS day FROM range(9) AS t(i);
    """
    project = drafted(forks, tmp_path, sql)
    assert project.table("profiles")[1:] == [
        "customer -> customers from customer_id",
        "points: integer",
    ]
    assert project.table("visits")[1] == "customer -> customers from customer_id"


def test_a_better_population_without_a_key_is_named(tmp_path: Path, forks: Forks) -> None:
    sql = """
    CREATE TABLE customers AS SELECT uuid() AS id, i AS n FROM range(30) AS t(i);
    CREATE TABLE products AS SELECT i AS id, 'p' AS label FROM range(30) AS t(i);
    """
    project = drafted(forks, tmp_path, sql)
    assert project.table("products")[1] == "key id: integer"
    flat = project.model.replace("\n# ", " ")
    assert (
        "`customers` would be the likelier population, but no type reads its `id` (`UUID`)" in flat
    )


def test_no_private_value_is_written_or_said_by_any_command(tmp_path: Path, forks: Forks) -> None:
    sql = """
    CREATE TABLE customers AS SELECT i AS id, 'canary' || i % 3 || '@example.org' AS contact,
      'Canary' || i % 3 AS "First Name", '06 12 34 56 ' || 70 + i % 3 AS number, 33612345670 AS gsm,
      '10.0.0.' || i % 3 AS seen_from, 'FR7630006000011234567890189' AS account,
      ['call', 'call', 'ask canary9@example.org'][1 + i % 3] AS remark, 'Canary Street' AS rue,
      ['Jane Canary', 'Bob Canary'][1 + i % 2] AS vendeur FROM range(60) AS t(i);
    """
    project = drafted(forks, tmp_path, sql, "-vv", "--debug")
    fields = project.table("customers")[2:]
    assert [field.rpartition(" ")[2] for field in fields] == ["private"] * 9
    said = [project.everything()]
    for words in ("check -vv", "run -vv", "explain tenth", "docs -o pages --format markdown"):
        done = forks.segdsl(project.folder, *words.split())
        said += [done.out, done.err]
    said += [path.read_text("utf-8") for path in project.folder.rglob("*.md")]
    for canary in ("anary", "06 12 34", "33612345670", "10.0.0.", "FR763000"):
        assert not [text for text in said if canary in text]


def test_what_segdsl_published_is_no_source(tmp_path: Path, forks: Forks) -> None:
    sql = CUSTOMERS + "CREATE SCHEMA segdsl; CREATE TABLE segdsl.members (customer_id INTEGER);"
    project = drafted(forks, tmp_path, sql)
    assert "# - segdsl.members: written by segdsl itself" in project.model


def test_nor_is_what_a_project_published_to_a_schema_of_another_name(
    tmp_path: Path, forks: Forks
) -> None:
    sql = CUSTOMERS + (
        "CREATE SCHEMA marketing; CREATE TABLE marketing.segdsl_runs (run INTEGER);"
        "CREATE TABLE marketing.clients AS SELECT id FROM customers;"
    )
    project = drafted(forks, tmp_path, sql)
    assert project.lines[0].startswith("population customers ")
    assert "# - marketing.clients: written by segdsl itself" in project.model
    assert "# decide: segments are made of these rows" not in project.model
