"""What the kit is run on here: the reference interpreter, DuckDB and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb
import psycopg

from segdsl.interpreter.evaluation import evaluate
from segdsl.interpreter.tables import DuplicateKey, SeveralValues, World
from segdsl.meaning import model
from segdsl.planning import from_meaning, plan
from segdsl.sql import from_plan
from segdsl.sql.dialects import DIALECTS
from segdsl.text.catalog import warehouse as catalog
from tests.differential.comparison import (
    Engine,
    Members,
    duckdb_engine,
    members,
    postgres_engine,
)

REFERENCE = "reference"
DUCKDB = "duckdb"
POSTGRES = "postgres"
SUBJECTS = (REFERENCE, DUCKDB, POSTGRES)
STOPS = {
    plan.CheckKind.DUPLICATE_KEY: catalog.DUPLICATE_KEY.code,
    plan.CheckKind.SEVERAL_VALUES: catalog.SEVERAL_VALUES.code,
}


@dataclass(frozen=True, slots=True)
class Stopped(Exception):
    """The data break a promise of the model: nothing is selected."""

    code: str


@dataclass(frozen=True, slots=True)
class Subject:
    """`load` makes the tables of a world; `members` then selects from them, or raises Stopped."""

    name: str
    version: str
    load: Callable[[model.Project, World], None]
    members: Callable[[model.Project, World, date], Members]


def reference() -> Subject:
    return Subject(REFERENCE, "", lambda project, world: None, _by_reference)


@contextmanager
def duckdb_subject() -> Iterator[Subject]:
    with duckdb_engine() as engine:
        yield _subject(engine, duckdb.__version__)


@contextmanager
def postgres_subject(uri: str) -> Iterator[Subject]:
    with psycopg.connect(uri) as asked:
        version = asked.info.server_version
    with postgres_engine(uri) as engine:
        yield _subject(engine, f"{version // 10000}.{version % 10000}")


def _by_reference(project: model.Project, world: World, as_of: date) -> Members:
    try:
        return members(evaluate(project, world, as_of))
    except DuplicateKey:
        raise Stopped(catalog.DUPLICATE_KEY.code) from None
    except SeveralValues:
        raise Stopped(catalog.SEVERAL_VALUES.code) from None


def _subject(engine: Engine, version: str) -> Subject:
    def by_engine(project: model.Project, world: World, as_of: date) -> Members:
        return _by_engine(engine, project, as_of)

    return Subject(engine.dialect, version, engine.load, by_engine)


def _by_engine(engine: Engine, project: model.Project, as_of: date) -> Members:
    """Checks first, as a run does; then one query for each population."""
    spoken = next(one for one in DIALECTS if one.name == engine.dialect)
    found: dict[str, set[str]] = {}
    for names in _names(project).values():
        program = from_meaning.program(project, names, as_of)
        for check in program.checks:
            if engine.rows(from_plan.check(check, spoken)):
                raise Stopped(STOPS[check.kind])
        for name, key in engine.rows(from_plan.members(program, spoken, {})):
            found.setdefault(str(name), set()).add(str(key))
    return {name: frozenset(keys) for name, keys in found.items()}


def _names(project: model.Project) -> Mapping[str, Sequence[str]]:
    """By population, everything that has members."""
    found: dict[str, list[str]] = {}
    for segment in project.segments.values():
        found.setdefault(segment.population, []).append(segment.name)
    for segmentation in project.segmentations.values():
        found.setdefault(segmentation.population, []).append(segmentation.name)
    for target in project.targets.values():
        found.setdefault(target.population, []).extend(target.parts())
    return found
