"""What is written for an engine, for people to read: DuckDB in full, PostgreSQL as a difference.

`pytest tests/sql --update` writes them anew; read the difference before you keep it.
"""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest

from segdsl import compiler
from segdsl.meaning import model
from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from segdsl.sql.dialects import DUCKDB, POSTGRES, Dialect
from tests.meaning.shop import MODEL, RULES, understood

CASES = Path(__file__).parent / "cases"
DAY = date(2026, 3, 31)


def written(case: Path, dialect: Dialect) -> str:
    """One row per customer, a column for each segment that the case declares."""
    project, found = understood(MODEL, RULES, case.read_text(encoding="utf-8"))
    assert [one.said(one.message.says, "en") for one in found] == []
    declared: list[model.Segment | model.Segmentation] = [
        *project.segments.values(),
        *project.segmentations.values(),
    ]
    names = [one.name for one in declared if one.span and one.span.file.path == "file3.seg"]
    program = from_meaning.program(project, names, DAY)
    return from_plan.wide(program, dialect, compiler.comments(project, program, "en"))


def difference(ours: str, theirs: str) -> str:
    """Only the lines that differ, in order."""
    lines = difflib.unified_diff(ours.splitlines(), theirs.splitlines(), n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines if not line.startswith(("---", "+++", "@@")))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.seg")), ids=lambda case: case.stem)
def test_the_sql_is_the_one_that_was_read(case: Path, pytestconfig: pytest.Config) -> None:
    duckdb = written(case, DUCKDB)
    postgres = difference(duckdb, written(case, POSTGRES))
    for path, text in (
        (case.with_suffix(".duckdb.sql"), duckdb),
        (case.with_suffix(".postgres.diff"), postgres),
    ):
        if pytestconfig.getoption("--update"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text
