"""`segdsl diff`: what changed between two versions of a project, in words and in customers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.session import Session

if TYPE_CHECKING:
    from segdsl.cli.git import Range, Version
    from segdsl.cli.project import Workspace
    from segdsl.compiler import Analysis
    from segdsl.review.changes import Changes


class Format(StrEnum):
    text = "text"


Revision = Annotated[
    str | None,
    typer.Argument(
        metavar="REV[..REV]",
        help="What to compare with: `main` with the files as they are, `A..B`, or `A...B` for what"
        " B changed since it left A. Without it, the last commit with the files as they are.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 if the meaning of anything changed.")
]


def diff(
    session: Session,
    revision: Revision = None,
    format: FormatOption = Format.text,
    exit_code: ExitCode = False,
) -> None:
    """Say what changed since another version."""
    from segdsl.cli import git

    asked = git.asked(revision)
    workspace, old, analysis = _sides(session, asked)
    if analysis.has_errors:
        _as_texts(session, old, analysis, workspace.analysis)
        return
    from segdsl.review import changes

    with session.watch.stage("changes"):
        found = changes.changes(analysis, workspace.analysis)
    _print(session, found)
    if exit_code and found.has_meaning:
        raise typer.Exit(1)


def _sides(session: Session, asked: Range) -> tuple[Workspace, Version, Analysis]:
    """The new version, sound, and the old one, perhaps not. Raises Failure."""
    from segdsl.cli import git, project
    from segdsl.cli.failure import FINDINGS, Failure

    if asked.after is None:
        workspace = project.read(session, None)
        before, _ = git.versions(workspace.folder, asked)
    else:
        folder = project.find(session.folder)
        before, after = git.versions(folder, asked)
        assert after is not None
        workspace = at(session, after)
        session.speaks(workspace.settings)
    if workspace.analysis.has_errors:
        raise Failure(FINDINGS, workspace.analysis.diagnostics)
    return workspace, before, at(session, before).analysis


def at(session: Session, version: Version) -> Workspace:
    """A project as it stood at a revision. Raises Failure where its settings cannot be used."""
    from segdsl import compiler
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.cli.place import PROJECT_FILE
    from segdsl.cli.project import Workspace
    from segdsl.meaning import settings as settings_file
    from segdsl.meaning.lists import NO_FILE, Unread

    told = version.contents([PROJECT_FILE])[PROJECT_FILE].decode("utf-8-sig", errors="replace")
    settings, found = settings_file.settings(told)
    if settings is None or any(one.is_error for one in found):
        raise Failure(USAGE, found)
    contents = version.contents(version.seg_files())
    parsed = compiler.parse(sorted(contents.items()), session.watch)
    read = version.contents(parsed.list_paths())
    lists = {path: read.get(path, Unread(NO_FILE)) for path in parsed.list_paths()}
    analysis = compiler.understand(settings, parsed, lists, {}, session.watch)
    return Workspace(version.folder, settings, analysis)


def _as_texts(session: Session, version: Version, old: Analysis, new: Analysis) -> None:
    """What can be said of an old version with errors: which texts changed."""
    from segdsl.review import texts
    from segdsl.text.catalog import review as catalog
    from segdsl.text.diagnostics import Said, about

    first = next(one for one in old.diagnostics if one.is_error)
    says = first.message.says
    reason = Said(*(f"{first.message.code}, {first.said(says, lang)}" for lang in ("en", "fr")))
    warning = about(catalog.OLD_ERRORS, None, revision=version.revision, first=reason)
    found = texts.texts(old.modules, new.modules)
    session.warn([warning])
    print(texts.text(found, session.language))


def _print(session: Session, found: Changes) -> None:
    from segdsl.review import entries, text

    told = entries.entries(found)
    print(text.text(found, told, session.language))
