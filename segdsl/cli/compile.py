"""`segdsl compile`: the SQL of segments, on standard output or in files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Dialect, Folder, Names, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from segdsl.cli.project import Workspace
    from segdsl.planning import plan
    from segdsl.sql.dialects import Dialect as Target
    from segdsl.text.diagnostics import Diagnostic


class Emit(StrEnum):
    select = "select"
    wide = "wide"
    members = "members"
    views = "views"
    dbt = "dbt"


EmitOption = Annotated[
    Emit,
    typer.Option(
        "--emit",
        help="`select`: the members of any of the names; `wide`: a row per customer, a column per"
        " name; `members`: a row per membership; `views`: a view per segment and segmentation;"
        " `dbt`: a dbt package, whose models follow `var('as_of')`.",
    ),
]

Days = Annotated[
    str | None,
    typer.Option(
        "--days",
        metavar="FIRST..LAST",
        help="With `dbt`: the days that `var('as_of')` may name, each compiled and compared; by"
        " default a month before the as-of day to a year after it.",
        show_default=False,
    ),
]


def compile(
    session: Session,
    names: Names = None,
    dialect: Dialect = None,
    emit: EmitOption = Emit.select,
    output: Folder = None,
    days: Days = None,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Write the SQL of segments."""
    from segdsl.cli import project
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    workspace = project.sound(session, sets, warehouse)
    day = warehouses.as_of(workspace, warehouse, as_of)
    target = warehouses.dialect(workspace, warehouse, dialect and dialect.value)
    if emit is Emit.dbt:
        from segdsl.cli import dbt

        dbt.written(session, workspace, names or [], day, target, warehouse, output, days)
        return
    if days is not None:
        raise Failure(USAGE, [about(catalog.DAYS_OF_DBT, None)])
    if emit is Emit.views:
        for stem, text in views(session, workspace, names or [], day, target, warehouse):
            if output is None:
                print(text, end="")
            else:
                session.note(str(_put(session, output, stem, text)))
        return
    if output is None:
        for program in programs(session, workspace, names or [], day):
            print(written(session, workspace, program, target, emit))
        return
    for path in into_files(session, workspace, names or [], day, target, emit, output):
        session.note(str(path))


def into_files(
    session: Session,
    workspace: Workspace,
    names: list[str],
    day: date,
    target: Target,
    emit: Emit,
    folder: Path,
) -> Iterator[Path]:
    """Writes the SQL below a folder and gives each path: `select` a file a name, else a population.

    Raises Failure.
    """
    groups = _apart(session, workspace, names) if emit is Emit.select else [names]
    for words in groups:
        for program in programs(session, workspace, words, day):
            stem = words[0] if emit is Emit.select else program.population
            text = written(session, workspace, program, target, emit)
            yield _put(session, folder, stem, text)


def views(
    session: Session,
    workspace: Workspace,
    words: list[str],
    day: date,
    target: Target,
    warehouse: str | None,
) -> Iterator[tuple[str, str]]:
    """For each population, the views of its segments and segmentations. Raises Failure."""
    from segdsl import compiler
    from segdsl.cli import warehouse as warehouses
    from segdsl.meaning import selection
    from segdsl.sql import views as emitter

    project = workspace.analysis.project
    schema = warehouses.schema(workspace, warehouse)
    names = standing(workspace, words)
    for population, own in selection.by_population(project, names).items():
        made = [one for name in own for one in programs(session, workspace, [name], day)]
        with session.watch.stage("sql"):
            said = {
                name: text
                for program in made
                for name, text in compiler.comments(project, program, session.language).items()
            }
            yield population, emitter.views(made, schema, target, said)


def programs(
    session: Session, workspace: Workspace, words: list[str], day: date
) -> tuple[plan.Program, ...]:
    """The programs of the names asked for. Raises Failure for a name that is not there."""
    from segdsl import compiler

    project = workspace.analysis.project
    return _sound(session, *compiler.programs(project, words, day, session.watch))


def weighed_programs(
    session: Session, workspace: Workspace, words: list[str], day: date
) -> tuple[plan.Program, ...]:
    """The same, with what members are worth. Raises Failure for a name that is not there."""
    from segdsl import compiler

    project = workspace.analysis.project
    return _sound(session, *compiler.weighed_programs(project, words, day, session.watch))


def _sound(
    session: Session, made: tuple[plan.Program, ...], found: tuple[Diagnostic, ...]
) -> tuple[plan.Program, ...]:
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    if not made and not found:
        found = (about(catalog.NOTHING_TO_COMPUTE, None),)
    if found:
        raise Failure(USAGE, found)
    return made


def written(
    session: Session, workspace: Workspace, program: plan.Program, target: Target, emit: Emit
) -> str:
    """The SQL of a program, each output with its sentence above it."""
    from segdsl import compiler
    from segdsl.sql import from_plan

    emitters: dict[Emit, Callable[..., str]] = {  # of one program: views and dbt take several
        Emit.select: from_plan.select,
        Emit.wide: from_plan.wide,
        Emit.members: from_plan.members,
    }
    with session.watch.stage("sql"):
        said = compiler.comments(workspace.analysis.project, program, session.language)
        return emitters[emit](program, target, said)


def standing(workspace: Workspace, words: list[str]) -> tuple[str, ...]:
    """The segments and whole segmentations asked for, which can stand in a warehouse by their own
    names: all without words. Raises Failure.
    """
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import selection
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    project = workspace.analysis.project
    selected, found = selection.lasting(project, words)
    if found:
        raise Failure(USAGE, found)
    names = tuple(
        dict.fromkeys(
            name if name in project.segments else name.partition(".")[0] for name in selected
        )
    )
    if not names:
        raise Failure(USAGE, [about(catalog.NOTHING_TO_COMPUTE, None)])
    return names


def _put(session: Session, folder: Path, stem: str, text: str) -> Path:
    """Writes a file of SQL named after a declaration; gives its path. Raises Failure."""
    from segdsl.cli import files
    from segdsl.site.names import file_name

    path = folder / f"{file_name(stem)}.sql"
    files.write(session.folder / path, text)
    return path


def _apart(session: Session, workspace: Workspace, names: list[str]) -> list[list[str]]:
    """Each name that is asked for by itself. Raises Failure."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import selection

    selected, found = selection.selected(workspace.analysis.project, names)
    if found:
        raise Failure(USAGE, found)
    return [[name] for name in selected]
