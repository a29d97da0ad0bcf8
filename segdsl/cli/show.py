"""`segdsl show`: what a stage of the compiler makes of one file, for who looks inside."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Dialect, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.meaning import model


class Stage(StrEnum):
    ast = "ast"
    model = "model"
    plan = "plan"
    sql = "sql"


StageOption = Annotated[Stage, typer.Option("--stage", help="The stage to print.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A `.seg` file of the project.")]


def show(
    session: Session,
    file: File,
    stage: StageOption = Stage.ast,
    dialect: Dialect = None,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Print what a stage of the compiler makes of a file."""
    from segdsl import trees
    from segdsl.cli import compile, project
    from segdsl.cli import warehouse as warehouses

    path = session.folder / file
    session.folder = path.parent
    workspace = project.read(session, sets)
    inside = project.file_within(workspace, path)
    if stage is Stage.ast or stage is Stage.model:
        session.warn(workspace.analysis.diagnostics)
        for node in _nodes(workspace, inside, stage):
            print(trees.dump(node))
        return
    project.require_sound(session, workspace)
    workspace = project.published_in(workspace, warehouses.schema(workspace, warehouse))
    day = warehouses.as_of(workspace, warehouse, as_of)
    target = warehouses.dialect(workspace, warehouse, dialect and dialect.value)
    names = _names(workspace, inside)
    for program in compile.programs(session, workspace, names, day) if names else ():
        if stage is Stage.plan:
            print(trees.dump(program))
        else:
            print(compile.written(session, workspace, program, target, compile.Emit.wide))


def _nodes(workspace: Workspace, path: str, stage: Stage) -> list[object]:
    """The file as written, or what each of its declarations means."""
    if stage is Stage.ast:
        files = zip(workspace.analysis.files, workspace.analysis.modules, strict=True)
        return [module for file, module in files if file.path == path]
    from segdsl.meaning.uses import declared

    found = declared(workspace.analysis.project).values()
    return [one for one in found if one.span and one.span.file.path == path]


def _names(workspace: Workspace, path: str) -> list[str]:
    """The segments, segmentations and targets of a file."""
    found = workspace.analysis.project
    declared: list[model.Segment | model.Segmentation | model.Target] = [
        *found.segments.values(),
        *found.segmentations.values(),
        *found.targets.values(),
    ]
    return [one.name for one in declared if one.span and one.span.file.path == path]
