"""How the differential test calls the compiler: the one place to mend when that changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from segdsl.meaning import model
from segdsl.meaning.lists import Contents
from segdsl.meaning.settings import Settings
from segdsl.planning import from_meaning, plan
from segdsl.sql import from_plan
from segdsl.sql.dialects import BY_NAME
from tests.differential.model_text import NO_LINES, TIMEZONE
from tests.meaning import shop as tests_shop


class NotUnderstood(Exception):
    """The compiler refuses generated text: generator and language disagree."""


def understood(texts: Sequence[str], contents: Contents | None = None) -> model.Project:
    """The project that these files make. Raises NotUnderstood with what was reported."""
    project, found = tests_shop.understood(
        *texts,
        settings=Settings("shop", TIMEZONE),
        contents=NO_LINES if contents is None else contents,
    )
    if found:
        said = (f"{one.message.code} {one.said(one.message.says, 'en')}" for one in found)
        places = (one.span.file.line(one.span.line) if one.span else "" for one in found)
        raise NotUnderstood([*zip(said, places, strict=True)])
    return project


def programs(project: model.Project, as_of: date) -> tuple[plan.Program, ...]:
    """For each population the program of all that is declared of it."""
    asked = (tuple(_of(population.name, project)) for population in project.populations())
    return tuple(from_meaning.program(project, names, as_of) for names in asked if names)


def compiled(project: model.Project, as_of: date, dialect: str) -> Iterator[str]:
    """For each population one query: a row (segment or `segmentation.class`, key) per member."""
    return queries(programs(project, as_of), dialect)


def queries(planned: Sequence[plan.Program], dialect: str) -> Iterator[str]:
    """The queries of programs in the words of an engine."""
    for program in planned:
        yield from_plan.members(program, BY_NAME[dialect], {})


def checks(planned: Sequence[plan.Program], dialect: str) -> Iterator[str]:
    """What is asked before a run: queries that find nothing where the model keeps its word."""
    for program in planned:
        yield from (from_plan.check(one, BY_NAME[dialect]) for one in program.checks)


def _of(population: str, project: model.Project) -> Iterator[str]:
    yield from (one.name for one in project.segments.values() if one.population == population)
    yield from (one.name for one in project.segmentations.values() if one.population == population)
    targets = [one for one in project.targets.values() if one.population == population]
    yield from (part for one in targets for part in one.parts())
