"""`segdsl diff`: what changed between two versions of a project, in words and in customers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from segdsl.cli.counting import Asking
    from segdsl.cli.git import Range, Version
    from segdsl.cli.project import Workspace
    from segdsl.compiler import Analysis
    from segdsl.meaning.settings import Settings
    from segdsl.review.report import Review


class Format(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"


Revision = Annotated[
    str | None,
    typer.Argument(
        metavar="REV[..REV]",
        help="What to compare with: `main` with the files as they are, `A..B`, or `A...B` for what"
        " B changed since it left A. Without it, the last commit with the files as they are.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="How to print it; `markdown` suits a pull request.")
]
NoWarehouse = Annotated[bool, typer.Option("--no-warehouse", help="Compare in words only.")]
Members = Annotated[
    int,
    typer.Option(
        "--members",
        metavar="N",
        min=0,
        help="Also name up to N customers who enter or leave: keys are personal data, and are"
        " never written to Markdown.",
        show_default=False,
    ),
]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 if the meaning of anything changed.")
]


def diff(
    session: Session,
    revision: Revision = None,
    format: FormatOption = Format.text,
    no_warehouse: NoWarehouse = False,
    members: Members = 0,
    exit_code: ExitCode = False,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
) -> None:
    """Say what changed since another version, and who enters and leaves."""
    from segdsl.cli import git, usage
    from segdsl.cli.counting import Asking

    usage.apart({"--no-warehouse": no_warehouse, "--warehouse": warehouse})
    usage.apart({"--no-warehouse": no_warehouse, "--members": members})
    if members and format is Format.markdown:
        raise _no_keys()
    asked = git.asked(revision)
    workspace, old, analysis = _sides(session, asked, warehouse)
    if analysis.has_errors:
        is_changed = _as_texts(session, old, analysis, workspace.analysis, format)
    else:
        asking = None if no_warehouse else Asking(warehouse, as_of, members)
        found = _review(session, asked, workspace, analysis, asking)
        from dataclasses import replace

        from segdsl.review.counts import discreet

        if format is Format.markdown:  # pages that others read tell no small groups
            least = workspace.settings.min_cell
            told = None if found.movements is None else discreet(found.movements, least)
            found = replace(found, least=least, movements=told)
        _print(session, found, format)
        is_changed = found.has_meaning
    if exit_code and is_changed:
        raise typer.Exit(1)


def _sides(
    session: Session, asked: Range, warehouse: str | None
) -> tuple[Workspace, Version, Analysis]:
    """The new version, sound, and the old one, perhaps not, both with the history of the warehouse
    that is asked. Raises Failure.
    """
    from segdsl.cli import day, git, project
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
    old = at(session, before, workspace)
    schema = day.schema(workspace, warehouse)
    new, then = (project.published_in(one, schema) for one in (workspace, old))
    return new, before, then.analysis


def at(session: Session, version: Version, known: Workspace | None = None) -> Workspace:
    """A project as it stood at a revision; beside a version that is `known` only files that differ
    are read, and nothing is proved of it. Raises Failure where its settings cannot be used.
    """
    from dataclasses import replace

    from segdsl import compiler
    from segdsl.cli.project import Workspace
    from segdsl.meaning.lists import NO_FILE, Unread

    if known is not None and version.is_before_all:
        settings = replace(known.settings, value=None)  # which names a metric that was not there
    else:
        settings = _settings(version)
    beside = None if known is None else known.analysis
    contents = version.contents(version.seg_files())
    parsed = compiler.parse(sorted(contents.items()), session.watch, beside)
    read = version.contents(parsed.list_paths())
    lists = {path: read.get(path, Unread(NO_FILE)) for path in parsed.list_paths()}
    read_as = compiler.understand if known is None else compiler.resolve
    analysis = read_as(settings, parsed, lists, {}, session.watch)
    return Workspace(version.folder, settings, analysis)


def _settings(version: Version) -> Settings:
    """What segdsl.toml said at a revision. Raises Failure where it cannot be used."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.disk import PROJECT_FILE
    from segdsl.meaning import settings as settings_file
    from segdsl.text.catalog import review as catalog
    from segdsl.text.diagnostics import LANGUAGES, Said, about

    told = version.contents([PROJECT_FILE])[PROJECT_FILE].decode("utf-8-sig", errors="replace")
    settings, found = settings_file.settings(told)
    errors = [one for one in found if one.is_error]
    if settings is None or errors:
        first = errors[0]
        says = (f"{first.message.code}, {first.said(first.message.says, one)}" for one in LANGUAGES)
        facts = {"revision": version.revision}
        raise Failure(USAGE, [about(catalog.OLD_SETTINGS, None, **facts, reason=Said(*says))])
    return settings


def _review(
    session: Session, asked: Range, workspace: Workspace, old: Analysis, asking: Asking | None
) -> Review:
    from dataclasses import replace

    from segdsl.cli import counting
    from segdsl.review import beside, changes, entries, verdicts
    from segdsl.review.report import Review

    with session.watch.stage("changes"):
        found = changes.changes(old, workspace.analysis)
        whole = beside.beside(found, beside.MARKS[session.language])
        told = entries.entries(found)
    with session.watch.stage("proof"):
        proved = verdicts.verdicts(found, whole)
    notes = []
    if len(proved) == verdicts.MOST:
        notes.append(
            session.says(
                f"proofs were sought for the first {verdicts.MOST} rules only",
                f"des preuves n'ont été cherchées que pour les {verdicts.MOST} premières règles",
            )
        )
    review = Review(asked.before, asked.after, found, told, proved, notes=tuple(notes))
    if asking is None or not (workspace.settings.warehouses or asking.warehouse):
        return review
    return replace(review, movements=counting.movements(session, workspace, found, whole, asking))


def _as_texts(
    session: Session, version: Version, old: Analysis, new: Analysis, format: Format
) -> bool:
    """What can be said of an old version with errors: which texts changed, if any."""
    from segdsl.cli.report import as_json
    from segdsl.review import texts
    from segdsl.text import report
    from segdsl.text.catalog import review as catalog
    from segdsl.text.diagnostics import LANGUAGES, Said, about

    first = next(one for one in old.diagnostics if one.is_error)
    says = (f"{first.message.code}, {first.said(first.message.says, one)}" for one in LANGUAGES)
    warning = about(catalog.OLD_ERRORS, None, revision=version.revision, first=Said(*says))
    found = texts.texts(old.modules, new.modules)
    if format is Format.json:
        said = report.as_json([warning], session.language)
        print(as_json({"diagnostics": said, "texts": texts.as_value(found)}))
    else:
        session.warn([warning])
        print(texts.text(found, session.language))
    return not found.is_nothing


def _print(session: Session, review: Review, format: Format) -> None:
    from segdsl.cli.report import as_json

    match format:
        case Format.text:
            from segdsl.review import text

            print(text.text(review, session.language))
        case Format.markdown:
            from segdsl.review import markdown

            print(markdown.markdown(review, session.language), end="")
        case Format.json:
            from segdsl.review import values

            print(as_json(values.as_value(review)))


def _no_keys() -> Exception:
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.text.catalog import review as catalog
    from segdsl.text.diagnostics import about

    return Failure(USAGE, [about(catalog.NO_KEYS_IN_MARKDOWN, None)])
