"""`segdsl publish`: a plan first, then members and their history written in one transaction."""

from __future__ import annotations

import subprocess
import sys
from contextlib import redirect_stdout
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl import __version__
from segdsl.cli.options import AsOf, Names, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from segdsl.cli.project import Workspace
    from segdsl.planning import plan
    from segdsl.publishing.publication import Publication, Rule


class Format(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"


DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the plan and write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing, and pass the guard rails.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the plan.")]
COLUMNS_AT_ONCE = 400  # engines bound the columns of a table


def publish(
    session: Session,
    names: Names = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: FormatOption = Format.text,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Write who is in each segment, since when, and who entered and left, to the warehouse."""
    from segdsl.cli import compile, project, publications, streams
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import FINDINGS, Failure
    from segdsl.cli.progress import progress
    from segdsl.publishing.publish import Origin, Unsound, Writer
    from segdsl.statistics import expected

    workspace = project.sound(session, sets, warehouse)
    day = warehouses.as_of(workspace, warehouse, as_of)
    settings = warehouses.chosen(workspace, warehouse)
    started = datetime.now(UTC)
    wanted = compile.standing(workspace, names or [])
    known = rules(session, workspace, wanted)
    with warehouses.published(session, workspace, warehouse) as publisher:
        workspace = project.to_publish(workspace, publisher, day)
        made = programs(session, workspace, wanted, day)
        model = workspace.analysis.project
        promised = expected.questions(model, wanted, day, session.watch)
        warehouses.fitted(session, model, [*made, *promised.all_programs], publisher)
        with session.watch.stage("expectations"):
            kept = promised.answers(publisher)
        writer = Writer(model, made, known, day, not names, settings.max_change, publisher, kept)
        try:
            with session.watch.stage("compare"), progress(session, publisher.name):
                found = writer.prepared()
            if format is not Format.json:
                with streams.whoever_listens():
                    publications.show(session, found, publisher.name, format.value)
            elif _is_asked(found, dry_run, yes):  # about a plan that is seen
                with redirect_stdout(sys.stderr):
                    publications.show(session, found, publisher.name, Format.text.value)
            if _goes_on(session, found, publisher.name, dry_run, yes):
                origin = Origin(started.replace(tzinfo=None), revision(workspace), __version__)
                with session.watch.stage("write"), progress(session, publisher.name):
                    writer.write(found, origin, datetime.now(UTC))
                session.note(session.says("published", "publié"))
            if format is Format.json:  # one value in all: what goes wrong until here is another one
                publications.show(session, found, publisher.name, format.value)
        except Unsound as error:
            raise Failure(FINDINGS, [error.diagnostic]) from None


def programs(
    session: Session, workspace: Workspace, names: Sequence[str], day: date
) -> tuple[plan.Program, ...]:
    """Programs of these names, no more columns at once than an engine has."""
    from segdsl.cli import compile

    made: list[plan.Program] = []
    for start in range(0, len(names), COLUMNS_AT_ONCE):
        words = list(names[start : start + COLUMNS_AT_ONCE])
        made += compile.weighed_programs(session, workspace, words, day)
    return tuple(made)


def rules(session: Session, workspace: Workspace, names: Sequence[str]) -> dict[str, Rule]:
    """What decides each name, as it is kept beside its members."""
    return {name: rule_of(session, workspace, name) for name in names}


def rule_of(session: Session, workspace: Workspace, name: str) -> Rule:
    """The rule of a segment, a segmentation or a target."""
    from segdsl.meaning import selection
    from segdsl.meaning.identity import fingerprint
    from segdsl.prose import from_meaning as prose
    from segdsl.publishing.publication import Rule

    project = workspace.analysis.project
    declared = selection.declaration(project, name)
    span = declared.span
    kinds = {"segment": set(project.segments), "segmentation": set(project.segmentations)}
    return Rule(
        name=name,
        kind=next((kind for kind, known in kinds.items() if name in known), "target"),
        population=declared.population,
        hash=fingerprint(project, name),
        text=written(workspace, name).partition("\n")[2],
        place=span.place if span else "",
        sentence=prose.output(project, name, session.language),
    )


def written(workspace: Workspace, name: str) -> str:
    """A declaration as its author wrote it, below a line that says where."""
    for module in workspace.analysis.modules:
        for one in module.declarations:
            if one.span and one.name.text == name:
                return f"{one.name.span.place}\n{one.span.text.strip()}"
    return ""


def revision(workspace: Workspace) -> str | None:
    """The commit of the project's text, with `+` for what is not committed; None without git."""

    def asked(*words: str) -> str | None:
        try:
            done = subprocess.run(
                ["git", "-C", str(workspace.folder), *words],
                capture_output=True, text=True, timeout=10, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.strip() if done.returncode == 0 else None

    head = asked("rev-parse", "HEAD")
    if not head:
        return None
    return head + ("+" if asked("status", "--porcelain", "--", ".") else "")


def _goes_on(
    session: Session, found: Publication, warehouse: str, dry_run: bool, yes: bool
) -> bool:
    """Whether to write; asked on a terminal. Raises Failure where a guard rail was met."""
    from segdsl.cli import publications
    from segdsl.cli.failure import FINDINGS, Failure
    from segdsl.text.catalog import publishing as catalog
    from segdsl.text.diagnostics import about

    if found.is_empty:
        said = session.says("nothing to write: it is all there", "rien à écrire : tout y est")
        session.note(said)
        return False
    if dry_run:
        return False
    if yes:
        return True
    if _is_asked(found, dry_run, yes):
        question = session.says("Publish this? [y/N] ", "Publier ceci ? [o/N] ")
        print(question, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().casefold() in ("y", "yes", "o", "oui")
    if found.stops:
        stopped = [about(catalog.STOPPED, None, reasons=publications.reasons(found))]
        raise Failure(FINDINGS, stopped, publications.as_value(found, warehouse))
    return True


def _is_asked(found: Publication, dry_run: bool, yes: bool) -> bool:
    """Whether somebody sits there who is to say whether to write."""
    needless = found.is_empty or dry_run or yes
    return not needless and sys.stdin.isatty() and sys.stderr.isatty()
