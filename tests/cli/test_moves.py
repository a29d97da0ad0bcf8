"""Every command takes a project that asks who entered and left, with and without a history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.forks import Forks
from tests.cli.shop import SETTINGS, shop

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
