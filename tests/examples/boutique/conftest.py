"""The judges of the example: its own .seg files, run by the interpreter, DuckDB and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType

import duckdb
import psycopg
import pytest

from segdsl.interpreter.evaluation import evaluate
from segdsl.interpreter.reading import text_of
from segdsl.meaning import model
from segdsl.planning import from_meaning
from segdsl.sql import dialects, from_plan
from tests.examples.boutique import example, worlds

D = date(2026, 3, 31)
Members = dict[str, str]  # by `segment` or `segmentation.class`: `"a b"`; who has none is left out
Expected = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judge:
    """An engine: filled with a world, then asked."""

    dialect: dialects.Dialect
    fill: Callable[[worlds.World], None]
    rows: Callable[[str], Sequence[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Boutique:
    project: model.Project
    judges: tuple[Judge, ...]

    def expects(self, world: str, members: Mapping[str, Expected], as_of: date = D) -> None:
        """Fails unless the interpreter and every engine select these, and nobody else.

        `{"vip": "a c"}`; all classes of a segmentation that somebody is in: `{"pmg": {"gros": "a",
        "petit": "b c"}}`.
        """
        wanted = flat(members)
        rows = worlds.world(self.project, world)
        assert self.interpreted(rows, members, as_of) == wanted, "interpreter"
        for judge in self.judges:
            judge.fill(rows)
            assert self.selected(judge, members, as_of) == wanted, judge.dialect.name

    def interpreted(self, rows: worlds.World, names: Iterable[str], as_of: date) -> Members:
        seen = evaluate(self.project, rows, as_of)
        pairs: list[tuple[str, object]] = []
        for name in names:
            if name in self.project.segments:
                pairs += ((name, key) for key in seen.segment(name))
            elif name in self.project.segmentations:
                classes = seen.classes(name).items()
                pairs += ((f"{name}.{one}", key) for key, one in classes if one is not None)
            else:
                pairs += ((name, key) for key in seen.target(name))
        return _by_name(pairs)

    def selected(self, judge: Judge, names: Iterable[str], as_of: date) -> Members:
        pairs: list[tuple[str, object]] = []
        known = self.known()
        for population in self.project.populations():
            ours = tuple(name for name in names if known[name] == population.name)
            if ours:
                program = from_meaning.program(self.project, ours, as_of)
                sql = from_plan.members(program, judge.dialect, {})
                pairs += ((str(name), key) for name, key in judge.rows(sql))
        return _by_name(pairs)

    def known(self) -> dict[str, str]:
        """All that can be asked for, and its population."""
        project = self.project
        found = {one.name: one.population for one in project.segments.values()}
        found |= {one.name: one.population for one in project.segmentations.values()}
        for target in project.targets.values():
            found |= dict.fromkeys(target.parts(), target.population)
        return found


@pytest.fixture(scope="session")
def script() -> ModuleType:
    return example.script()


@pytest.fixture(scope="package")
def boutique(postgres_server: str) -> Iterator[Boutique]:
    project = example.project()
    with duckdb.connect() as duck, psycopg.connect(postgres_server) as postgres:
        worlds.create(project, duck.execute)
        worlds.create(project, lambda sql: postgres.execute(sql.encode()))
        yield Boutique(
            project,
            (
                Judge(
                    dialects.DUCKDB,
                    lambda rows: worlds.fill_duckdb(duck, project, rows),
                    lambda sql: duck.execute(sql).fetchall(),
                ),
                Judge(
                    dialects.POSTGRES,
                    lambda rows: worlds.fill_postgres(postgres, project, rows),
                    lambda sql: postgres.execute(sql.encode()).fetchall(),
                ),
            ),
        )
        postgres.rollback()  # the tables were never there


def flat(expected: Mapping[str, Expected]) -> Members:
    flat: Members = {}
    for name, who in expected.items():
        if isinstance(who, str):
            flat[name] = who
        else:
            flat |= {f"{name}.{one}": keys for one, keys in who.items()}
    return {name: keys for name, keys in flat.items() if keys}


def _by_name(pairs: Sequence[tuple[str, object]]) -> Members:
    found: dict[str, set[str]] = {}
    for name, key in pairs:
        found.setdefault(name, set()).add(text_of(key))
    return {name: " ".join(sorted(keys)) for name, keys in found.items()}
