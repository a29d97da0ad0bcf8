"""The members of the example's segments are those of SQL that was written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from segdsl.meaning import from_syntax, model, settings
from segdsl.planning import from_meaning
from segdsl.sql import dialects, from_plan
from segdsl.syntax import from_text

EXAMPLE = Path(__file__).parents[2] / "examples" / "complete_journey"
BY_HAND = sorted((Path(__file__).parent / "by_hand").glob("*.sql"))
DAY = date(2017, 12, 31)


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The example's files as tables."""
    with duckdb.connect() as connection:
        for path in sorted((EXAMPLE / "data").glob("*.parquet")):
            connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM '{path}'")
        yield connection


@pytest.fixture(scope="module")
def project() -> model.Project:
    chosen, found = settings.settings((EXAMPLE / "segdsl.toml").read_text(encoding="utf-8"))
    assert chosen is not None
    assert found == ()
    modules = []
    for path in sorted(EXAMPLE.rglob("*.seg")):
        file, unreadable = from_text.source_file(path.name, path.read_bytes())
        module, said = from_text.module(file)
        assert (*unreadable, *said) == ()
        modules.append(module)
    project, said = from_syntax.project(modules, chosen, {})
    assert [one.said(one.message.says, "en") for one in said] == []
    return project


@pytest.fixture(scope="module")
def members(project: model.Project, warehouse: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """The members of every segment and class, computed together."""
    names = (*project.segments, *project.segmentations)
    program = from_meaning.program(project, names, DAY)
    found: dict[str, set[str]] = {}
    for name, key in warehouse.execute(from_plan.members(program, dialects.DUCKDB, {})).fetchall():
        found.setdefault(name, set()).add(key)
    return found


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_members_are_those_of_hand_written_sql(
    path: Path, warehouse: duckdb.DuckDBPyConnection, members: dict[str, set[str]]
) -> None:
    expected = {str(key) for (key,) in warehouse.execute(path.read_text()).fetchall()}
    assert 0 < len(expected) < 2469
    assert members[path.stem] == expected


def test_the_example_has_segments_enough(project: model.Project) -> None:
    classes = sum(len(one.classes) for one in project.segmentations.values())
    assert len(project.segments) + classes >= 34


def test_every_segment_has_members(project: model.Project, members: dict[str, set[str]]) -> None:
    empty = [name for name in project.segments if not members.get(name)]
    assert empty == []


def test_a_segment_and_its_complement_are_the_population(members: dict[str, set[str]]) -> None:
    assert not members["seniors"] & members["pas_seniors"]
    assert len(members["seniors"]) + len(members["pas_seniors"]) == 2469
    assert len(members["age_inconnu"]) == 2469 - 801
