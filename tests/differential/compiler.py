"""How the differential test calls the compiler: the one place to mend when that changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from segdsl.meaning import model
from segdsl.meaning.lists import Contents
from segdsl.meaning.settings import Settings
from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from segdsl.sql.dialects import DIALECTS
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


def compiled(project: model.Project, as_of: date, dialect: str) -> Iterator[str]:
    """For each population one query: a row (segment or `segmentation.class`, key) per member."""
    spoken = next(one for one in DIALECTS if one.name == dialect)
    for population in project.populations():
        names = tuple(_of(population.name, project))
        if names:
            program = from_meaning.program(project, names, as_of)
            yield from_plan.members(program, spoken, {})


def checks(project: model.Project, as_of: date, dialect: str) -> Iterator[str]:
    """What is asked before a run: queries that find nothing where the model keeps its word."""
    spoken = next(one for one in DIALECTS if one.name == dialect)
    for population in project.populations():
        names = tuple(_of(population.name, project))
        if names:
            program = from_meaning.program(project, names, as_of)
            yield from (from_plan.check(one, spoken) for one in program.checks)


def _of(population: str, project: model.Project) -> Iterator[str]:
    yield from (one.name for one in project.segments.values() if one.population == population)
    yield from (one.name for one in project.segmentations.values() if one.population == population)
    targets = [one for one in project.targets.values() if one.population == population]
    yield from (part for one in targets for part in one.parts())
