"""Lay out a dbt package: a project and the templates of its populations in, files by path out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from segdsl.dbt import jinja, places, yaml
from segdsl.dbt.template import Parts, Template
from segdsl.meaning import model, selection
from segdsl.meaning.uses import uses
from segdsl.planning import plan
from segdsl.prose import from_meaning as prose
from segdsl.sql import layout
from segdsl.sql.dialects import DUCKDB, Dialect
from segdsl.text.diagnostics import Language, Said

MODELS = "models/segdsl"
PROJECT_FILE = "dbt_project.yml"
FOLDER = "segdsl_folder"  # the variable that says where files of a folder are
WIDE = Said(
    "One row per {one}: a boolean per segment, and the class of each segmentation, as of the day"
    " that the variable `as_of` names.",
    "Une ligne par {one} : un booléen par segment et la classe de chaque segmentation, au jour que"
    " donne la variable `as_of`.",
)
LAWS = Said(
    "Rows that break the law of segments: everybody is in one or out of it, and everybody is in one"
    " class of an exclusive segmentation. There are none.",
    "Lignes qui enfreignent la loi des segments : on y est ou on n'y est pas, et chacun a une"
    " classe dans une segmentation exclusive. Il n'y en a pas.",
)


@dataclass(frozen=True, slots=True)
class Population:
    """One population: what its models answer, and the model that computes it all."""

    program: plan.Program
    template: Template


@dataclass(frozen=True, slots=True)
class Source:
    """A table that is read: its place in `source()`, and how its file is read where it is one."""

    group: str
    parts: Parts
    reader: str | None = None

    @property
    def call(self) -> str:
        return f"source({jinja.quoted(self.group)}, {jinja.quoted(self.parts[-1])})"


def sources(
    stored: Sequence[Parts], files: Mapping[Parts, str], dialect: Dialect
) -> dict[Parts, Source]:
    """The tables that are read; `files` says for those of a folder how each is read."""
    taken: set[str] = set()
    groups: dict[Parts, str] = {}
    for parts in stored:
        above = parts[:-1]
        if above not in groups:
            default = "main" if dialect is DUCKDB else "public"
            groups[above] = _free("_".join(above) or default, taken)
    return {parts: Source(groups[parts[:-1]], parts, files.get(parts)) for parts in stored}


def calls(found: Mapping[Parts, Source]) -> dict[Parts, str]:
    """What a model writes for each table."""
    return {parts: one.call for parts, one in found.items()}


def files(
    project: model.Project,
    populations: Sequence[Population],
    found: Mapping[Parts, Source],
    reader: places.Reader,
    dialect: Dialect,
    language: Language,
    folder: str | None,
) -> dict[str, str]:
    """The files of the package by path; `folder` is where files are, as dbt finds it."""
    writer = _Package(project, populations, found, reader, dialect, language, folder)
    return dict(writer.files())


def name_of(project: model.Project) -> str:
    """A project's name as dbt wants names: small letters, digits and `_`."""
    plain = re.sub(r"[^a-z0-9_]+", "_", project.name.casefold()).strip("_")
    return plain if plain and not plain[0].isdigit() else f"segdsl_{plain}".rstrip("_")


class _Package:
    def __init__(
        self,
        project: model.Project,
        populations: Sequence[Population],
        found: Mapping[Parts, Source],
        reader: places.Reader,
        dialect: Dialect,
        language: Language,
        folder: str | None,
    ) -> None:
        self.project = project
        self.populations = populations
        self.sources = found
        self.reader = reader
        self.dialect = dialect
        self.language = language
        self.folder = folder
        # a model by the name of a stored table would take its place in the warehouse
        taken = {parts[-1].casefold() for parts in found}
        outputs = [out for one in populations for out in one.program.outputs]
        self.thin = {one.name: _free(one.name.replace(".", "_"), taken) for one in outputs}
        self.wide = {
            one.program.population: _free(f"{one.program.population}_wide", taken)
            for one in populations
        }

    def files(self) -> Iterator[tuple[str, str]]:
        yield PROJECT_FILE, self._project_file()
        yield "macros/segdsl.sql", self._macros()
        for one in self.populations:
            wide = self.wide[one.program.population]
            head = "{{ config(materialized='table') }}\n"
            yield f"{MODELS}/{wide}.sql", head + one.template.text
            for output in one.program.outputs:
                yield f"{MODELS}/{self.thin[output.name]}.sql", self._thin(one.program, output)
            yield f"tests/segdsl/{wide}_laws.sql", self._laws(one.program)
        yield f"{MODELS}/sources.yml", yaml.text(self._sources())
        yield f"{MODELS}/schema.yml", yaml.text(self._schema())

    def _project_file(self) -> str:
        name = name_of(self.project)
        return yaml.text(
            {
                "name": name,
                "version": "1.0.0",
                "config-version": 2,
                "require-dbt-version": [">=1.10.8", "<1.12.0"],
                "profile": name,
                "model-paths": ["models"],
                "macro-paths": ["macros"],
                "test-paths": ["tests"],
                "flags": {"require_generic_test_arguments_property": True},
            }
        )

    def _macros(self) -> str:
        asked = sorted({day for one in self.populations for day in one.template.instants})
        if not asked:
            return jinja.MACROS
        runs: list[str] = []
        before = None
        for number in range((asked[-1] - asked[0]).days + 1):
            day = asked[0] + timedelta(days=number)
            ahead = self._seconds_ahead(day)
            if ahead != before:
                runs.append(f"['{day}', {ahead}]")
            before = ahead
        facts = {"zone": jinja.comment(self.reader.zone), "runs": ", ".join(runs)}
        return jinja.MACROS + jinja.INSTANT % facts

    def _seconds_ahead(self, day: date) -> int:
        return round((datetime.combine(day, time()) - self.reader.starts(day)).total_seconds())

    def _thin(self, program: plan.Program, output: plan.Output) -> str:
        key, column = self._name(program.key.name), self._name(output.name)
        wide = f"{{{{ ref({jinja.quoted(self.wide[program.population])}) }}}}"
        said = layout.comment(self._sentence(output))
        if output.kind is plan.OutputKind.SEGMENTATION:
            body = f'SELECT {key}, {column} AS "class"\nFROM '
            where = f"{column} IS NOT NULL"
        else:
            body, where = f"SELECT {key}\nFROM ", column
        return f"{jinja.plain(said)}{jinja.plain(body)}{wide}\nWHERE {jinja.plain(where)}\n"

    def _laws(self, program: plan.Program) -> str:
        columns = [self._name(o.name) for o in program.outputs if self._is_for_everybody(o)]
        wide = f"{{{{ ref({jinja.quoted(self.wide[program.population])}) }}}}"
        broken = "\n  OR ".join(f"{column} IS NULL" for column in columns) or "FALSE"
        key = self._name(program.key.name)
        said = layout.comment(LAWS.in_(self.language))
        return f"{said}SELECT {jinja.plain(key)}\nFROM {wide}\nWHERE {jinja.plain(broken)}\n"

    def _is_for_everybody(self, output: plan.Output) -> bool:
        if output.kind is not plan.OutputKind.SEGMENTATION:
            return True
        ladder = self.project.segmentations[output.name]
        return ladder.exclusive or any(one.condition is None for one in ladder.classes)

    def _sources(self) -> dict[str, yaml.Node]:
        groups: dict[str, list[Source]] = {}
        for one in self.sources.values():
            groups.setdefault(one.group, []).append(one)
        return {"version": 2, "sources": [self._group(name, own) for name, own in groups.items()]}

    def _group(self, name: str, own: Sequence[Source]) -> dict[str, yaml.Node]:
        above = own[0].parts[:-1]
        found: dict[str, yaml.Node] = {"name": name}
        if len(above) > 1:
            found["database"] = above[0]
        found["schema"] = above[-1] if above else name
        found["tables"] = [self._table(one) for one in own]
        return found

    def _table(self, source: Source) -> dict[str, yaml.Node]:
        declared = next(
            (one for one in self.project.tables.values() if one.physical == source.parts), None
        )
        found: dict[str, yaml.Node] = {"name": source.parts[-1]}
        if declared is not None:
            about = declared.description
            told = ". ".join(text for text in (about.label, about.note) if text)
            if told:
                found["description"] = told
        if source.reader is not None:
            place = f"{{{{ var('{FOLDER}', {jinja.quoted(self.folder or '.')}) }}}}"
            location = jinja.plain(source.reader).replace("…", place, 1)
            found["config"] = {"meta": {"external_location": yaml.Template(location)}}
        return found

    def _schema(self) -> dict[str, yaml.Node]:
        models: list[yaml.Node] = []
        for one in self.populations:
            models.append(self._wide_entry(one.program))
            models += [self._thin_entry(one.program, output) for output in one.program.outputs]
        found: dict[str, yaml.Node] = {"version": 2, "models": models}
        exposures: list[yaml.Node] = [
            self._exposure(target)
            for target in self.project.targets.values()
            if target.name in self.thin
        ]
        return found | ({"exposures": exposures} if exposures else {})

    def _wide_entry(self, program: plan.Program) -> dict[str, yaml.Node]:
        table = self.project.tables[program.population]
        columns: list[yaml.Node] = [
            {"name": program.key.name, "data_tests": ["not_null", "unique"]}
        ]
        for output in program.outputs:
            columns.append({"name": output.name, "description": self._sentence(output)})
        return {
            "name": self.wide[program.population],
            "description": WIDE.in_(self.language).format(one=table.singular),
            "config": self._config(table.description, program.population, ""),
            "columns": columns,
        }

    def _thin_entry(self, program: plan.Program, output: plan.Output) -> dict[str, yaml.Node]:
        declared = selection.declaration(self.project, output.name)
        about = declared.description
        told = [about.label, self._sentence(output), about.goal, about.note]
        wide = f"ref({jinja.quoted(self.wide[program.population])})"
        everybody: yaml.Node = {
            "relationships": {"arguments": {"to": wide, "field": program.key.name}}
        }
        columns: list[yaml.Node] = [
            {"name": program.key.name, "data_tests": ["not_null", "unique", everybody]}
        ]
        if output.kind is plan.OutputKind.SEGMENTATION:
            tests: list[yaml.Node] = ["not_null"]
            if output.classes:
                tests.append({"accepted_values": {"arguments": {"values": output.classes}}})
            columns.append({"name": "class", "data_tests": tests})
        place = declared.span.place if declared.span else ""
        return {
            "name": self.thin[output.name],
            "description": "\n\n".join(text for text in told if text),
            "config": self._config(about, output.name, place),
            "columns": columns,
        }

    def _config(self, about: model.Description, name: str, place: str) -> dict[str, yaml.Node]:
        facts = {
            "name": name,
            "label": about.label,
            "owner": about.owner,
            "review": about.review and about.review.isoformat(),
            "place": place,
        }
        known: dict[str, yaml.Node] = {key: value for key, value in facts.items() if value}
        found: dict[str, yaml.Node] = {"meta": {"segdsl": known}}
        return found | ({"tags": list(about.tags)} if about.tags else {})

    def _exposure(self, target: model.Target) -> dict[str, yaml.Node]:
        about = target.description
        used = [*target.parts(), *uses(self.project, target.name)]
        refs = [f"ref({jinja.quoted(self.thin[name])})" for name in used if name in self.thin]
        told = [prose.output(self.project, target.name, self.language), about.goal, about.note]
        return {
            "name": target.name,
            "label": about.label or target.name,
            "type": "application",
            "owner": {"name": about.owner or self.project.name},
            "description": "\n\n".join(text for text in told if text),
            "depends_on": refs,
        }

    def _sentence(self, output: plan.Output) -> str:
        return prose.output(self.project, output.name, self.language)

    def _name(self, text: str) -> str:
        return layout.name(text, self.dialect)


def _free(name: str, taken: set[str]) -> str:
    """The name, numbered where another one is the same to an engine."""
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{name}_{number}"
    taken.add(found.casefold())
    return found
