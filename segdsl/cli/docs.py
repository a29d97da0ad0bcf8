"""`segdsl docs`: a page about every declaration of a project, with figures where there are rows."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from segdsl.cli.project import Workspace
    from segdsl.site.entries import Figures
    from segdsl.text.diagnostics import Language

FOLDER = Path("pages")
LEDGER = ".segdsl-pages"  # the pages of the last time, so that none outlives its declaration


class Format(StrEnum):
    markdown = "markdown"


Output = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="DIR", help="The folder to write to."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="What to write.")]
NoFigures = Annotated[bool, typer.Option("--no-figures", help="Write without a warehouse.")]


def docs(
    session: Session,
    output: Output = FOLDER,
    format: FormatOption = Format.markdown,
    no_figures: NoFigures = False,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Write a page about every segment, and about what segments are made of."""
    from segdsl.cli import project
    from segdsl.cli import warehouse as warehouses

    workspace = project.sound(session, sets)
    day = warehouses.as_of(workspace, warehouse, as_of)
    wanted = not no_figures and (workspace.settings.warehouses or warehouse is not None)
    figures = measured(session, workspace, day, warehouse) if wanted else None
    count = written(session, workspace, day, figures, session.folder / output)
    index = output / "index.md"
    session.note(session.says(f"{count} pages: {index}", f"{count} pages : {index}"))


def measured(
    session: Session, workspace: Workspace, day: date, warehouse: str | None
) -> Figures | None:
    """The sizes, shares and values of everything; None of a project with nothing to run."""
    from segdsl.cli import compile
    from segdsl.cli import warehouse as warehouses
    from segdsl.site.entries import Figures
    from segdsl.warehouse import run as runs

    found = workspace.analysis.project
    if not (found.segments or found.segmentations or found.targets):
        return None
    name = warehouses.chosen(workspace, warehouse).name
    programs = compile.weighed_programs(session, workspace, [], day)
    with warehouses.opened(session, workspace, name) as engine:
        warehouses.fitted(session, found, programs, engine)
        with session.watch.stage("run"):
            return Figures(day, name, runs.run(programs, engine))


def written(
    session: Session, workspace: Workspace, day: date, figures: Figures | None, folder: Path
) -> int:
    """Writes the pages; returns how many there are. Pages of what is gone are removed."""
    from segdsl.cli import files
    from segdsl.cli.progress import progress
    from segdsl.site import entries, markdown

    with progress(session, folder.name):
        catalog = entries.catalog(workspace.analysis, day, figures, session.language, session.watch)
        with session.watch.stage("pages"):
            pages = markdown.pages(catalog, _languages(session, workspace))
        for path in _left_over(folder, pages):
            with suppress(OSError, ValueError):  # not a page of ours after all
                (folder / path).unlink()
        for path, text in pages.items():
            files.write(folder / path, text)
        files.write(folder / LEDGER, "".join(f"{path}\n" for path in pages))
    return len(pages)


def _languages(session: Session, workspace: Workspace) -> Sequence[Language]:
    """The language asked for, else those of the project."""
    from segdsl.text.diagnostics import LANGUAGES

    if session.lang is not None:
        return [session.language]
    return [one for own in workspace.settings.languages for one in LANGUAGES if one == own]


def _left_over(folder: Path, pages: dict[str, str]) -> list[str]:
    """Pages that were written last time and are not now: only ones that are ours to remove."""
    try:
        lines = (folder / LEDGER).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [
        path
        for path in lines
        if path not in pages
        and path.endswith(".md")
        and not path.startswith("/")
        and ".." not in path.split("/")
    ]
