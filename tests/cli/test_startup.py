"""Start-up is felt: what a command imports, and so how long it takes before it begins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import environment

SHOW = """
import sys
from segdsl.cli.main import answer
code = answer(sys.argv[1:])
print("\\n".join(sys.modules), file=sys.stderr)
raise SystemExit(code)
"""
ENGINES = ("duckdb", "psycopg", "pyspark")
HEAVY = (*ENGINES, "sqlglot", "jinja2", "rich", "pandas", "numpy", "pygls", "importlinter")
ALL = (*HEAVY, "typer", "click", "lark", "pydantic")
ROOMS = ("planning", "sql", "prose", "site")  # the reference judges rules for `check`


def imported(folder: Path, *words: str) -> set[str]:
    """Every module that a command has imported at its end."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ("--version", ALL),
        ("check -q", (*HEAVY, *(f"segdsl.{room}" for room in ROOMS))),
        ("compile -q", ENGINES),
        ("run --help", (*HEAVY, "lark", "segdsl.compiler")),
    ],
)
def test_a_command_imports_no_more_than_it_needs(
    small: Path, words: str, without: tuple[str, ...]
) -> None:
    found = imported(small, *words.split())
    assert "segdsl.cli.main" in found
    assert [name for name in without if name in found] == []


def test_the_version_imports_four_modules_of_ours(small: Path) -> None:
    ours = {name for name in imported(small, "--version") if name.startswith("segdsl")}
    assert ours == {"segdsl", "segdsl.cli", "segdsl.cli.main", "segdsl.cli.streams"}
