"""`segdsl check`: every error and warning of a project, all at once."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Sets
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segdsl.cli.project import Workspace
    from segdsl.text.diagnostics import Diagnostic


class Format(StrEnum):
    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH", help="Only what is wrong in these files or folders.",
        show_default=False,
    ),
]  # fmt: skip
Strict = Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")]
FixOption = Annotated[
    bool,
    typer.Option("--fix", help="Mend what can be mended without changing what rules mean."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print what is found.")]


def check(
    session: Session,
    paths: Paths = None,
    strict: Strict = False,
    fix: FixOption = False,
    format: FormatOption = Format.text,
    as_of: AsOf = None,
    sets: Sets = None,
) -> None:
    """Say every error and warning of the project."""
    from segdsl import compiler
    from segdsl.cli import project
    from segdsl.cli.day import as_of as day_of

    asked = [session.folder / path for path in paths or ()]
    if asked:
        session.folder = asked[0] if asked[0].is_dir() else asked[0].parent
    workspace = project.read(session, sets)
    inside = [project.within(workspace, path) for path in asked] or ["."]
    today = day_of(workspace, None, as_of)

    def linted(one: Workspace) -> Workspace:
        analysis = compiler.linted(one.analysis, one.settings, today, session.watch)
        return replace(one, analysis=analysis)

    def again(contents: Sequence[tuple[str, bytes]]) -> Workspace:
        found = project.understood(session, workspace.folder, workspace.settings, contents, sets)
        return linted(found)

    workspace = linted(workspace)
    if fix:
        from segdsl.cli import mend

        workspace = mend.fixed(session, workspace, lambda one: _is_inside(one, inside), again)
    found = [one for one in workspace.analysis.diagnostics if _is_inside(one, inside)]
    files = sum(_is_below(file.path, inside) for file in workspace.analysis.files)
    _print(session, found, format, workspace, files)
    if any(strict or one.is_error for one in found):
        raise typer.Exit(1)


def _is_inside(found: Diagnostic, folders: Sequence[str]) -> bool:
    """Whether it is in what was asked for; what has no place is."""
    return found.span is None or _is_below(found.span.file.path, folders)


def _is_below(path: str, folders: Sequence[str]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)


def _print(
    session: Session,
    found: Sequence[Diagnostic],
    format: Format,
    workspace: Workspace,
    files: int,
) -> None:
    from segdsl.cli.report import findings_as_json, for_github, hidden, palette_for
    from segdsl.text import report

    match format:
        case Format.json:
            print(findings_as_json(found, session.language))
        case Format.sarif:
            from segdsl.cli.sarif import findings_as_sarif

            print(findings_as_sarif(found, session.language, workspace.folder))
        case Format.github:
            if found:
                print(for_github(found, session.language, workspace.folder))
        case Format.text:
            if found:
                palette = palette_for(session.color.value, sys.stdout)
                print(hidden(report.text(found, session.language, palette)))
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
