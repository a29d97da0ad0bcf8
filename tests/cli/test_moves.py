"""Every command takes a project that asks who entered and left, with and without a history."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.cli.forks import Forks
from tests.cli.shop import SETTINGS, shop
from tests.cli.test_diff import commit, edit, git

WRITES = SETTINGS.replace('url = "data"', 'url = "data"\npublish = "duckdb:members.duckdb"')
RULES = """\
channel mail: city is known
segment came "Newly loyal": entered loyal in last 30d
segment went: left cycle.active in last 30d and not loyal
segment once: (entered loyal in last 30d) as of 90 days ago or not came
target hello: came
  by mail
"""
WORDS = (
    ("check",),
    ("fmt", "--check", "moves.seg"),
    ("compile", "came", "--emit", "views"),
    ("compile", "came", "--emit", "dbt", "-o", "dbt"),
    ("explain", "once", "--no-figures"),
    ("examples", "once"),
    ("docs", "--no-figures"),
    ("show", "--stage", "plan", "moves.seg"),
)
READING = (
    ("run",),
    ("explain", "once", "--customer", "c01"),
    ("explain", "came"),
    ("test",),
    ("audit",),
    ("plan-contacts",),
    ("target", "hello", "draw"),
    ("publish", "--yes"),
    ("docs",),
    ("docs", "--format", "json"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shop(tmp_path_factory.mktemp("moves"), {"segdsl.toml": WRITES, "moves.seg": RULES})


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_without_a_history_rules_are_read_and_explained(
    forks: Forks, project: Path, words: tuple[str, ...]
) -> None:
    done = forks.segdsl(project, *words)
    assert "SEG699" not in done.out + done.err
    assert done.code in (0, 1)


def test_with_one_every_command_answers(forks: Forks, project: Path) -> None:
    missing = forks.segdsl(project, "run", "came")
    assert (missing.code, "SEG548" in missing.err) == (1, True)
    for day in ("2026-03-30", "2026-03-31"):
        done = forks.segdsl(project, "publish", "loyal", "cycle", "--as-of", day)
        assert done.code == 0, done.err
    for words in READING:
        done = forks.segdsl(project, *words)
        assert done.code == 0, (words, done.out, done.err)
    told = forks.segdsl(project, "run", "came", "once", "--format", "json").json["results"]
    assert {one["name"]: one["size"] for one in told} == {"came": 0, "once": 10}


def test_the_first_publication_takes_rules_that_ask_of_the_past(
    forks: Forks, tmp_path: Path
) -> None:
    folder = shop(tmp_path, {"segdsl.toml": WRITES, "moves.seg": RULES})
    plan = forks.segdsl(folder, "publish", "--dry-run", "--as-of", "2026-03-10")
    assert plan.code == 0, plan.err
    assert not (folder / "members.duckdb").exists()
    sizes = {}
    for day in ("2026-03-10", "2026-03-31"):
        done = forks.segdsl(folder, "publish", "--yes", "--format", "json", "--as-of", day)
        assert done.code == 0, done.err
        sizes[day] = {one["name"]: one["after"] for one in done.json["changes"]}
    assert (sizes["2026-03-10"]["came"], sizes["2026-03-10"]["went"]) == (0, 0)
    assert sizes["2026-03-10"]["once"] == 10  # `not came`: everybody
    again = forks.segdsl(folder, "publish", "--yes", "--as-of", "2026-03-31")
    assert "nothing to write" in again.err  # a publication sees the days before its own
    run = forks.segdsl(folder, "run", "came", "once", "--format", "json").json["results"]
    assert {one["name"]: one["size"] for one in run} == {"came": 2, "once": 8}


def test_a_history_may_be_named_by_the_environment(forks: Forks, tmp_path: Path) -> None:
    settings = SETTINGS.replace('url = "data"', 'url = "data"\npublish_env = "MEMBERS"')
    folder = shop(tmp_path, {"segdsl.toml": settings, "moves.seg": RULES})
    env = {"MEMBERS": "duckdb:members.duckdb"}
    for day in ("2026-03-10", "2026-03-31"):
        done = forks.segdsl(folder, "publish", "loyal", "--as-of", day, "--yes", env=env)
        assert done.code == 0, done.err
    done = forks.segdsl(folder, "run", "came", "--format", "csv", env=env)
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1].startswith("came,segment,")


TWO = (
    SETTINGS.replace('url = "data"', 'url = "duckdb:one.duckdb"\nschema = "ours"')
    + """
[warehouse.other]
url = "duckdb:two.duckdb"
as_of = "2026-03-31"
"""
)


def test_each_warehouse_has_a_history_of_its_own(forks: Forks, tmp_path: Path) -> None:
    folder = shop(tmp_path, {"segdsl.toml": TWO, "moves.seg": RULES})
    for name in ("one", "two"):
        with duckdb.connect(str(folder / f"{name}.duckdb")) as connection:
            for table in ("customers", "orders"):
                rows = folder / "data" / f"{table}.csv"
                connection.execute(f"CREATE TABLE {table} AS FROM '{rows}'")
    git(folder, "init", "-q")
    commit(folder)
    edit(folder, "moves.seg", "entered loyal in last 30d\n", "entered loyal in last 20d\n")
    for name, schema in (("dev", "ours"), ("other", "segdsl")):
        for day in ("2026-03-10", "2026-03-31"):
            done = forks.segdsl(
                folder, "publish", "loyal", "cycle", "--as-of", day, "--yes", "--warehouse", name
            )
            assert done.code == 0, done.err
        for words in (*READING, ("compile", "came"), ("diff", "HEAD")):
            done = forks.segdsl(folder, *words, "--warehouse", name)
            assert done.code == 0, (name, words, done.out, done.err)
            assert "SEG548" not in done.err, words
        assert f'"{schema}".segdsl_stays_of_customers' in forks.segdsl(
            folder, "show", "--stage", "sql", "moves.seg", "--warehouse", name
        ).out.replace(f'"{schema}"."segdsl_stays', f'"{schema}".segdsl_stays')
    assert forks.segdsl(folder, "doctor").out.count("every declared table and column is there") == 2
