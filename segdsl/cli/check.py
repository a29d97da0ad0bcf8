"""`segdsl check`: every error and warning of a project, all at once."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import Sets
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segdsl.cli.project import Workspace
    from segdsl.text.diagnostics import Diagnostic


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...", help="Only what is wrong in these files or folders.",
        show_default=False,
    ),
]  # fmt: skip
Strict = Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print what is found.")]


def check(
    session: Session,
    paths: Paths = None,
    strict: Strict = False,
    format: FormatOption = Format.text,
    sets: Sets = None,
) -> None:
    """Say every error and warning of the project."""
    from segdsl.cli import project

    asked = [session.folder / path for path in paths or ()]
    if asked:
        session.folder = asked[0] if asked[0].is_dir() else asked[0].parent
    workspace = project.read(session, sets)
    found = _inside(workspace, asked)
    _print(session, found, format, len(workspace.analysis.files))
    if any(strict or one.is_error for one in found):
        raise typer.Exit(1)


def _inside(workspace: Workspace, paths: Sequence[Path]) -> tuple[Diagnostic, ...]:
    """What was found in the files asked for, and what has no place."""
    found = workspace.analysis.diagnostics
    if not paths:
        return found
    from segdsl.cli.project import within

    inside = [within(workspace, path) for path in paths]
    return tuple(
        one
        for one in found
        if one.span is None or any(Path(one.span.file.path).is_relative_to(p) for p in inside)
    )


def _print(session: Session, found: Sequence[Diagnostic], format: Format, files: int) -> None:
    from segdsl.cli.report import as_json, palette_for
    from segdsl.text import report

    match format:
        case Format.json:
            print(as_json({"diagnostics": report.as_json(found, session.language)}))
        case Format.github:
            if found:
                print(report.as_github(found, session.language))
        case Format.text:
            if found:
                palette = palette_for(session.color.value, sys.stdout)
                print(report.text(found, session.language, palette))
            session.note(_summary(session, found, files))


def _summary(session: Session, found: Sequence[Diagnostic], files: int) -> str:
    from segdsl.text import report

    errors, warnings = report.counted(found)
    return session.says(
        f"{_counted(files, 'file')}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}",
        f"{_counted(files, 'fichier', 2)} : {_counted(errors, 'erreur', 2)},"
        f" {_counted(warnings, 'avertissement', 2)}",
    )


def _counted(count: int, noun: str, plural_from: int = 0) -> str:
    """`1 error`, `0 errors`; in French nought is singular."""
    many = count >= plural_from if plural_from else count != 1
    return f"{count} {noun}{'s' if many else ''}"
