"""`dbt build` is green on the examples, and its tables hold the members that a run finds.

dbt stands in an environment of its own: SEGDSL_TEST_DBT names its command, else the `dbt` on the
path is taken. Where SEGDSL_TEST_DBT is set, no test is skipped.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from tests.cli.command import ROOT, segdsl

DBT = os.environ.get("SEGDSL_TEST_DBT") or shutil.which("dbt")
pytestmark = [
    pytest.mark.dbt,
    pytest.mark.skipif(DBT is None, reason="dbt is not installed: docs/dbt.md says how"),
]
PROFILE = """\
{name}:
  target: test
  outputs:
    test:
      type: duckdb
      path: {path}
      schema: segments
      threads: 2
      settings: {{TimeZone: UTC}}
"""
Members = set[tuple[str, str]]


def test_dbt_builds_the_example_on_parquet_files(tmp_path: Path) -> None:
    folder = tmp_path / "journey"
    shutil.copytree(ROOT / "examples/complete_journey", folder)
    written(folder, "--days", "2017-12-20..2018-01-02")
    database = folder / "dbt" / "built.duckdb"
    for day in ("2017-12-31", "2017-12-20"):
        build(folder, "complete_journey", database, day)
        assert built(folder, database) == run(folder, day, ())


def test_dbt_builds_the_example_on_a_duckdb_file_with_its_targets(tmp_path: Path) -> None:
    names = ("tag:relance", "anniversaires", "anciens_fideles", "rfm", "test_offre", "du_samedi")
    segdsl(tmp_path, "init", "--example", "boutique", "shop")
    folder = tmp_path / "shop"
    written(folder, *names, "--days", "2026-03-26..2026-04-02")
    for day in ("2026-03-31", "2026-04-02"):
        build(folder, "boutique", folder / "boutique.duckdb", day)
        assert built(folder, folder / "boutique.duckdb") == run(folder, day, names)


def test_dbt_refuses_a_day_that_was_not_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "journey"
    shutil.copytree(ROOT / "examples/complete_journey", folder)
    written(folder, "fideles", "--days", "2017-12-31..2017-12-31")
    done = dbt(folder, "complete_journey", folder / "dbt" / "built.duckdb", "2018-01-01")
    assert done.returncode != 0
    assert "2018-01-01 is not one of the days" in done.stdout


def written(folder: Path, *words: str) -> None:
    done = segdsl(folder, "compile", "--emit", "dbt", *words)
    assert done.code == 0, done.err


def build(folder: Path, name: str, database: Path, day: str) -> None:
    done = dbt(folder, name, database, day)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " ERROR=0 " in done.stdout
    assert " WARN=0 " in done.stdout
    assert "deprecat" not in done.stdout.lower()


def dbt(folder: Path, name: str, database: Path, day: str) -> subprocess.CompletedProcess[str]:
    package = folder / "dbt"
    profile = PROFILE.format(name=name, path=json.dumps(str(database)))
    (package / "profiles.yml").write_text(profile, encoding="utf-8")
    words = ["build", "--no-use-colors", "--profiles-dir", ".", "--vars", f"as_of: {day}"]
    return subprocess.run(
        [str(DBT), *words],
        cwd=package,
        env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )


def built(folder: Path, database: Path) -> Members:
    """The members in the tables, each below the name that `run --members` has for it."""
    manifest = json.loads((folder / "dbt/target/manifest.json").read_text(encoding="utf-8"))
    found: Members = set()
    with duckdb.connect(str(database), read_only=True) as connection:
        for node in manifest["nodes"].values():
            if node["resource_type"] != "model" or node["name"].endswith("_wide"):
                continue
            name = node["config"]["meta"]["segdsl"]["name"]
            rows = connection.execute(f'SELECT * FROM "segments"."{node["name"]}"').fetchall()
            found |= {(".".join((name, *map(str, row[1:]))), str(row[0])) for row in rows}
    return found


def run(folder: Path, day: str, names: tuple[str, ...]) -> Members:
    done = segdsl(folder, "run", *names, "--members", "--as-of", day, "--format", "csv")
    return {(name, customer) for name, customer in list(csv.reader(io.StringIO(done.out)))[1:]}
