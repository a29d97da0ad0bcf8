"""Compare engines with the reference: a seed in, the customers on whom they disagree out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial

import duckdb
import psycopg

from segdsl.interpreter.evaluation import Evaluation, evaluate
from segdsl.interpreter.reading import text_of
from segdsl.interpreter.tables import World
from segdsl.meaning import model
from segdsl.planning import plan
from tests.differential.compiler import checks, programs, queries, understood
from tests.differential.engines import load_duckdb, load_postgres
from tests.differential.model_text import MODEL
from tests.differential.segments import contents, segments
from tests.differential.worlds import Sample, sample

Members = dict[str, frozenset[str]]  # by `segment` or `segmentation.class`: keys, as text


@dataclass(frozen=True, slots=True)
class Engine:
    """A database that can be filled with a world, and asked."""

    dialect: str
    load: Callable[[model.Project, World], None]
    rows: Callable[[str], Sequence[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A segment that an engine selects differently, and how to see it again."""

    seed: int
    sample: Sample
    engine: str
    name: str
    declarations: tuple[str, ...]
    only_engine: frozenset[str]
    only_reference: frozenset[str]

    def __str__(self) -> str:
        return "\n".join(
            (
                f"{self.engine} and the reference disagree on `{self.name}`, "
                f"seed {self.seed}, as of {self.sample.as_of}",
                *self.declarations,
                f"only {self.engine}: {sorted(self.only_engine)}",
                f"only the reference: {sorted(self.only_reference)}",
            )
        )


def disagreements(seed: int, count: int, engines: Sequence[Engine]) -> list[Disagreement]:
    """What engines select otherwise, of `count` segments over the world of this seed."""
    drawn = sample(seed)
    declarations = segments(seed, count, drawn)
    project = understood([MODEL, *declarations], contents(seed, drawn))
    expected = members(evaluate(project, drawn.world, drawn.as_of))
    planned = programs(project, drawn.as_of)
    found = []
    for engine in engines:
        engine.load(project, drawn.world)
        different = _different(expected, _selected(planned, engine))
        for name, (theirs, ours) in different.items():
            needed = tuple(_needed(name.split(".")[0], declarations))
            found.append(
                Disagreement(
                    seed, drawn, engine.dialect, name, needed, theirs - ours, ours - theirs
                )
            )
    return found


def differences(
    project: model.Project, world: World, as_of: date, engine: Engine
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The segments and classes on which they differ: members by the engine, by the reference."""
    expected = members(evaluate(project, world, as_of))
    return _different(expected, members_by_engine(project, world, as_of, engine))


def _different(
    expected: Members, actual: Members
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    pairs = {
        name: (actual.get(name, frozenset()), expected.get(name, frozenset()))
        for name in sorted({*expected, *actual})
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def members_by_engine(project: model.Project, world: World, as_of: date, engine: Engine) -> Members:
    """The members of every segment and class as an engine selects them; empty ones are left out."""
    engine.load(project, world)
    return _selected(programs(project, as_of), engine)


def _selected(planned: Sequence[plan.Program], engine: Engine) -> Members:
    """What a loaded engine selects; what is checked before a run finds nothing."""
    for query in checks(planned, engine.dialect):
        assert not engine.rows(query), query
    asked = queries(planned, engine.dialect)
    return _by_name([row for query in asked for row in engine.rows(query)])


def members(evaluation: Evaluation) -> Members:
    """The members of every segment and class of a project; empty ones are left out."""
    project = evaluation.project
    found: dict[str, set[str]] = {}
    for name in project.segments:
        found[name] = {text_of(key) for key in evaluation.segment(name)}
    for target in project.targets.values():
        for name in target.parts():
            found[name] = {text_of(key) for key in evaluation.target(name)}
    for name in project.segmentations:
        for key, one in evaluation.classes(name).items():
            if one is not None:
                found.setdefault(f"{name}.{one}", set()).add(text_of(key))
    return {name: frozenset(keys) for name, keys in found.items() if keys}


@contextmanager
def duckdb_engine() -> Iterator[Engine]:
    with duckdb.connect(config={"threads": 1}) as connection:
        yield Engine(
            "duckdb",
            partial(load_duckdb, connection),
            lambda query: connection.execute(query).fetchall(),
        )


@contextmanager
def postgres_engine(uri: str) -> Iterator[Engine]:
    with psycopg.connect(uri) as connection:
        yield Engine(
            "postgres",
            partial(load_postgres, connection),
            lambda query: connection.execute(query.encode()).fetchall(),
        )


def _by_name(rows: Sequence[tuple[object, ...]]) -> Members:
    found: dict[str, set[str]] = {}
    for name, key in rows:
        found.setdefault(str(name), set()).add(text_of(key))
    return {name: frozenset(keys) for name, keys in found.items()}


def _needed(name: str, declarations: Sequence[str]) -> Iterator[str]:
    """The declaration of a name, after those that it mentions."""
    by_name = {re.split(r"[\s(:]", declaration)[1]: declaration for declaration in declarations}
    wanted, waiting = {name}, [name]
    while waiting:
        for word in re.findall(r"\bh?[cdmgst]\d+[rv]?\b", by_name[waiting.pop()]):
            if word in by_name and word not in wanted:
                wanted.add(word)
                waiting.append(word)
    yield from (text for each, text in by_name.items() if each in wanted)
