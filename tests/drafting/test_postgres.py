"""A PostgreSQL whose names and types are as bad as they come gives a project that runs."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from tests import servers
from tests.cli.forks import Forks
from tests.drafting.drafted import Project, draft

HOSTILE = """
CREATE SCHEMA "Référentiel";
CREATE TABLE "Clients Été" (
  "ID" integer, "Prénom" text, "e-mail" text, "Né le" date, "or" text, "from" text, "Ville" text,
  "ville" text, "say ""hi"" now" text, "back\\slash" text, prefs jsonb, ref uuid, tags text[],
  nothing text, "2024" integer, "Téléphone" bigint, "optin" char(1), "first" text, "order" text
);
INSERT INTO "Clients Été" SELECT i, 'Jeanne' || i, 'jeanne' || i || '@canary.example', '1990-01-01',
  'or', 'x', 'Rennes', 'rennes', 'a', 'b', '{}', gen_random_uuid(), '{a}', NULL, i, 33612345600 + i,
  CASE WHEN i % 3 = 0 THEN 'O' WHEN i % 3 = 1 THEN 'N' END, 'f',
  CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END
  FROM generate_series(1, 40) AS i;
CREATE TABLE "COMMANDES" (
  "NUM" text, "ID_CLIENT_ETE" integer, "Montant TTC" numeric(10, 2), "Passée le" timestamptz,
  "Modifié le" timestamp, note interval
);
INSERT INTO "COMMANDES" SELECT 'c' || i, i, 10.5, now() - i * interval '1 day', now(), NULL
  FROM generate_series(1, 40) AS i;
INSERT INTO "COMMANDES" SELECT * FROM "COMMANDES" LIMIT 1;
CREATE TABLE "in" (key text, clients_ete_id integer, at date);
CREATE TABLE vide (clients_ete_id integer, jour date);
CREATE TABLE "Référentiel"."Pays" (code text);
CREATE TABLE "order" ("select" text, clients_ete_id integer, "date" timestamp);
INSERT INTO "order" VALUES ('x', 1, 'infinity'), ('y', 2, '2024-01-01 10:00');
CREATE TABLE "e\u0301te" (id integer);
CREATE TABLE "a
b" (id integer);
CREATE VIEW broken AS SELECT "e-mail"::integer AS id FROM "Clients Été";
CREATE VIEW "population" AS SELECT "ID" AS id, "ID" AS "Clients_Été_ID" FROM "Clients Été";
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE moods (clients_ete_id integer, mood mood, felt_at time, score real);
INSERT INTO moods VALUES (1, 'good', '10:00', 'NaN');
"""


@pytest.fixture(scope="module")
def project(postgres_uri: str, forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> Project:
    with psycopg.connect(postgres_uri, autocommit=True) as connection:
        connection.execute(HOSTILE.encode())
    folder = tmp_path_factory.mktemp("drafts") / "hostile"
    return draft(
        forks,
        folder,
        "--from-env",
        "HOSTILE_URL",
        "--lang",
        "fr",
        env={"HOSTILE_URL": postgres_uri},
    )


def test_names_that_no_file_could_hold_are_renamed_and_told_apart(project: Project) -> None:
    assert project.table("clients_été")[:2] == [
        'population clients_été (client_été) "Clients Été" from "Clients Été"',
        "key id: integer from ID",
    ]
    for line in (
        'e_mail: text from "e-mail" private',
        'né_le: date from "Né le"',
        'or_: text from "or"',
        'from_: text from "from"',
        "ville: text from Ville",
        "ville_2: text from ville",
        'say_hi_now: text from "say \\"hi\\" now"',
        'back_slash: text from "back\\\\slash"',
        'n2024: integer from "2024"',
        "first: text",
    ):
        assert line in project.table("clients_été")


def test_what_no_type_reads_is_named_and_left_out(project: Project) -> None:
    for name, type_ in (("prefs", "jsonb"), ("ref", "uuid"), ("tags", "text[]"), ("mood", "mood")):
        assert f"`{name}` est laissé de côté : aucun type ne lit `{type_}`" in project.model


def test_a_key_that_comes_twice_is_none(project: Project) -> None:
    found = project.table("commandes")
    assert not [line for line in found if line.startswith("key")]
    assert "pas de clé, `NUM` manque ou revient plusieurs fois" in project.model


def test_words_become_yes_and_no_and_times_get_their_zone(project: Project) -> None:
    assert 'optin: boolean from optin true ("O") false ("N")' in project.table("clients_été")
    assert 'at passée_le: datetime in "UTC" from "Passée le"' in project.table("commandes")
    assert 'montant_ttc: money from "Montant TTC"' in project.table("commandes")


def test_empty_tables_and_columns_are_kept_with_a_word(project: Project) -> None:
    assert project.table("vide")[1:] == [
        "client_été -> clients_été from clients_ete_id",
        "at jour: date",
    ]
    assert "deviné par son nom : aucune valeur à vérifier" in project.model
    assert re.search("nothing: text +# aucune valeur jusqu'ici", project.model)


def test_tables_that_cannot_be_read_or_lead_nowhere_are_listed_with_the_reason(
    project: Project,
) -> None:
    left_out = project.model.partition("# Tables laissées de côté :\n")[2]
    for line in (
        "# - a?b: un fichier ne peut contenir son nom",
        "# - broken: sa lecture échoue, ou prend trop de temps",
        "# - Référentiel.Pays: aucune référence n'en mène à clients_été",
    ):
        assert line in left_out


def test_what_an_account_may_not_read_is_left_out_and_the_rest_drafted(
    postgres_uri: str, forks: Forks, tmp_path: Path
) -> None:
    uri = servers.database(postgres_uri, "partly_closed")
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(
            b"CREATE TABLE customers AS SELECT i AS id FROM generate_series(1, 9) AS i;"
            b"CREATE TABLE aaa_closed (id integer); CREATE TABLE salaries (id integer);"
            b"CREATE TABLE visits (customer_id integer, day date) PARTITION BY RANGE (day);"
            b"CREATE TABLE visits_2026 PARTITION OF visits"
            b"  FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
            b"INSERT INTO visits SELECT i, '2026-01-01' FROM generate_series(1, 9) AS i;"
            b"CREATE ROLE shut_out LOGIN; GRANT SELECT ON customers, visits TO shut_out"
        )
    url = uri.replace("postgresql://postgres:@", "postgresql://shut_out@")
    project = draft(forks, tmp_path / "partly", "--from", url)
    assert [line for line in project.lines if " from " in line] == [
        'population customers (customer) "Customers" from customers',
        'source visits (visit) "Visits" from visits',
        "customer -> customers from customer_id",
    ]
    for table in ("aaa_closed", "salaries"):
        assert f"# - {table}: the account may not read it" in project.model


def test_no_private_value_and_no_address_is_written_or_said(
    project: Project, postgres_uri: str
) -> None:
    everything = project.everything()
    for canary in ("canary.example", "jeanne7", "Jeanne7", "33612345607", postgres_uri):
        assert canary not in everything
    assert 'url_env = "HOSTILE_URL"' in project.settings
