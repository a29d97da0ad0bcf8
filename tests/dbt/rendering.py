"""Render models as dbt does, and compile what they must say: a project and days in, SQL out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from types import SimpleNamespace
from typing import NoReturn

import jinja2

from segdsl import compiler
from segdsl.dbt import package, places, template
from segdsl.meaning import model, selection
from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from segdsl.sql.dialects import DUCKDB, Dialect

# what dbt gives templates of Python: the names of its module, and no more
DATETIME = SimpleNamespace(
    date=date, datetime=datetime, time=time, timedelta=timedelta, tzinfo=tzinfo
)
MODULES = SimpleNamespace(datetime=DATETIME, re=re, itertools=itertools)


class Refused(Exception):
    """What a macro says instead of a day."""


@dataclass(frozen=True, slots=True)
class Made:
    """A package, and what it was made of."""

    project: model.Project
    names: Mapping[str, tuple[str, ...]]  # by population
    dialect: Dialect
    sources: Mapping[tuple[str, ...], package.Source]
    populations: Mapping[str, package.Population]
    files: Mapping[str, str]

    def rendered(self, population: str, as_of: object) -> str:
        """The widest model of a population for a day, without what makes it a model."""
        text = render(self.files, f"models/segdsl/{population}_wide.sql", as_of)
        return text.removeprefix("CONFIG")

    def compiled(self, population: str, as_of: date) -> str:
        """What `segdsl compile --emit wide` writes for a day, tables named as rendered."""
        program = from_meaning.program(self.project, self.names[population], as_of)
        named = {parts: f"{one.group}.{parts[-1]}" for parts, one in self.sources.items()}
        said = compiler.comments(self.project, program, "en")
        return from_plan.wide(template.with_sources(program, named), self.dialect, said)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def made(
    project: model.Project,
    names: Mapping[str, Sequence[str]],
    first: date,
    last: date,
    dialect: Dialect = DUCKDB,
    folder: Mapping[tuple[str, ...], str] | None = None,
) -> Made:
    """The package of the names of each population, for all days from the first to the last."""
    gathered = {population: template.Gathering() for population in names}
    for day in days(first, last):
        for population, own in names.items():
            gathered[population].add(day, from_meaning.program(project, own, day))
    stored = dict.fromkeys(parts for one in gathered.values() for parts in one.stored())
    sources = package.sources(list(stored), folder or {}, dialect)
    reader = places.Reader(project)
    populations = {}
    for population, one in gathered.items():
        variants = one.variants()
        program = variants[0].program
        said = compiler.comments(project, program, "en")
        written = template.template(reader, variants, dialect, said, package.calls(sources))
        populations[population] = package.Population(program, written)
    files = package.files(
        project, list(populations.values()), sources, reader, dialect, "en", "data"
    )
    kept = {population: tuple(own) for population, own in names.items()}
    return Made(project, kept, dialect, sources, populations, files)


def render(files: Mapping[str, str], path: str, as_of: object) -> str:
    """A file as dbt reads it, with `var('as_of')`."""
    return render_text(files, files[path], as_of)


def render_text(files: Mapping[str, str], text: str, as_of: object) -> str:
    """Any text, with the macros of the package."""
    template, known = _template(files["macros/segdsl.sql"], text)
    known.clear()
    known.update({} if as_of is None else {"as_of": as_of})
    return template.render()


@cache
def _template(macros: str, text: str) -> tuple[jinja2.Template, dict[str, object]]:
    """A template and the variables that it will find: making one takes long."""
    known: dict[str, object] = {}
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    environment.globals.update(
        var=lambda name, default=None: known.get(name, default),
        source=lambda group, table: '"' + f"{group}.{table}".replace('"', '""') + '"',
        ref=lambda name: f'"{name}"',
        config=lambda **_: "CONFIG",
        exceptions=SimpleNamespace(raise_compiler_error=_refuse),
        modules=MODULES,
        execute=True,
    )
    made = vars(environment.from_string(macros).module)
    ours = {name: one for name, one in made.items() if name.startswith("segdsl_")}
    environment.globals.update(ours)
    return environment.from_string(text), known


def _refuse(message: str) -> NoReturn:
    raise Refused(message)


def whole(project: model.Project) -> dict[str, list[str]]:
    """All that is declared of each population."""
    found: dict[str, list[str]] = {}
    for name in (*project.segments, *project.segmentations):
        found.setdefault(selection.declaration(project, name).population, []).append(name)
    for target in project.targets.values():
        found.setdefault(target.population, []).extend(target.parts())
    return found
