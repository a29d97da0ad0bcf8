"""`segdsl target NAME draw|export`: freeze who receives a message, and hand them over."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl import __version__
from segdsl.cli.options import AsOf, Sets, TextOrJson, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.meaning import model
    from segdsl.publishing.export import Handed


EXPORTS = Path("exports")


class Action(StrEnum):
    draw = "draw"
    export = "export"


class Kind(StrEnum):
    csv = "csv"
    parquet = "parquet"
    google = "google"
    meta = "meta"


Name = Annotated[str, typer.Argument(metavar="NAME", help="A target.")]
What = Annotated[
    Action, typer.Argument(help="`draw` freezes a version, `export` writes its files.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="draw: say who, and freeze nothing.")]
Version = Annotated[
    int | None, typer.Option("--version", help="export: which draw; by default the last.")
]
To = Annotated[Kind, typer.Option("--to", help="export: the form of the file.")]
Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="DIR", help="export: the folder to write to.")
]
Raw = Annotated[
    bool,
    typer.Option("--raw", help="export: leave texts that a spreadsheet could take for formulas."),
]
Holds = Annotated[
    list[str] | None,
    typer.Option(
        "--holds", metavar="COLUMN=KIND", show_default=False,
        help="export: what a column holds for a platform, where its name does not say so.",
    ),
]  # fmt: skip
FormatOption = Annotated[TextOrJson, typer.Option("--format", help="How to print the report.")]


def target(
    session: Session,
    name: Name,
    action: What,
    dry_run: DryRun = False,
    version: Version = None,
    to: To = Kind.csv,
    output: Output = EXPORTS,
    raw: Raw = False,
    holds: Holds = None,
    format: FormatOption = TextOrJson.text,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Draw a target: who receives a message, once and for all. Then export it."""
    from segdsl.cli import project, usage

    if action is Action.draw:
        elsewhere = {"--to": to is not Kind.csv, "--output": output != EXPORTS}
        given = {"--version": version is not None, **elsewhere, "--raw": raw, "--holds": holds}
        usage.only_with(Action.export, given)
    else:
        usage.only_with(Action.draw, {"--dry-run": dry_run})
    workspace = project.sound(session, sets, warehouse)
    found = declared(workspace, name)
    if action is Action.draw:
        _draw(session, workspace, found, dry_run, format, as_of, warehouse)
    else:
        handed = _handed(session, workspace, found, version, as_of, warehouse)
        _export(session, handed, to, session.folder / output, raw, holds or [], format)


def declared(workspace: Workspace, name: str) -> model.Target:
    """The target of a name. Raises Failure."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.text import spelling
    from segdsl.text.catalog import publishing as catalog
    from segdsl.text.diagnostics import Said, about

    targets = workspace.analysis.project.targets
    if name in targets:
        return targets[name]
    close = spelling.closest(name, tuple(targets))
    listed = ", ".join(f"`{one}`" for one in targets)
    hint = Said(f"targets: {listed or 'none'}", f"cibles : {listed or 'aucune'}")
    if close:
        hint = Said(f"did you mean `{close}`?", f"vouliez-vous dire `{close}` ?")
    raise Failure(USAGE, [about(catalog.NOT_A_TARGET, None, name=name, hint=hint)])


def _draw(
    session: Session,
    workspace: Workspace,
    found: model.Target,
    dry_run: bool,
    format: TextOrJson,
    as_of: str | None,
    warehouse: str | None,
) -> None:
    from segdsl.cli import draws, streams
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import FINDINGS, Failure
    from segdsl.cli.progress import progress
    from segdsl.cli.publish import revision, rule_of, written
    from segdsl.publishing.draw import Drawer
    from segdsl.publishing.publish import Origin, Unsound

    day = warehouses.as_of(workspace, warehouse, as_of)
    origin = Origin(datetime.now(UTC).replace(tzinfo=None), revision(workspace), __version__)
    rule = rule_of(session, workspace, found.name)
    consent = tuple(written(workspace, one.name) for one in found.by)
    with warehouses.published(session, workspace, warehouse) as publisher:
        project = workspace.analysis.project
        drawer = Drawer(project, found, rule, day, consent, publisher)
        warehouses.fitted(session, workspace.analysis.project, drawer.programs(), publisher)
        try:
            with session.watch.stage("draw"), progress(session, publisher.name):
                made = drawer.prepared()
            if format is TextOrJson.text:
                with streams.whoever_listens():
                    draws.show(session, made, publisher.name, format)
            if made.is_same:
                last = made.version - 1
                session.note(
                    session.says(f"version {last} is this one", f"c'est la version {last}")
                )
            elif not dry_run:
                drawer.write(made, origin)
                session.note(
                    session.says(
                        f"drawn: version {made.version}", f"tirée : version {made.version}"
                    )
                )
            if format is TextOrJson.json:  # one value in all: a failure until here is another one
                draws.show(session, made, publisher.name, format)
        except Unsound as error:
            raise Failure(FINDINGS, [error.diagnostic]) from None


def _handed(
    session: Session,
    workspace: Workspace,
    found: model.Target,
    version: int | None,
    as_of: str | None,
    warehouse: str | None,
) -> Handed:
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.cli.progress import progress
    from segdsl.publishing.draw import versions
    from segdsl.publishing.export import Exporter
    from segdsl.text.catalog import publishing as catalog
    from segdsl.text.diagnostics import Said, about

    day = warehouses.as_of(workspace, warehouse, as_of)
    with warehouses.published(session, workspace, warehouse) as publisher:
        known = versions(publisher, found.name)
        wanted = version if version is not None else (known or (1,))[-1]
        if wanted not in known:
            listed = ", ".join(map(str, known))
            said = Said(f"drawn so far: {listed or 'none'}", f"tirées : {listed or 'aucune'}")
            facts = {"name": found.name, "version": str(wanted)}
            raise Failure(USAGE, [about(catalog.NOT_DRAWN, None, known=said, **facts)])
        exporter = Exporter(workspace.analysis.project, found, wanted, day, publisher)
        warehouses.fitted(session, workspace.analysis.project, (exporter.program(),), publisher)
        with session.watch.stage("export"), progress(session, publisher.name):
            return exporter.handed()


def _export(
    session: Session,
    handed: Handed,
    to: Kind,
    folder: Path,
    raw: bool,
    holds: list[str],
    format: TextOrJson,
) -> None:
    """Writes every file, the manifest last: it is there only where all the others are."""
    from segdsl.cli import exports, files

    kinds = exports.kinds(handed, holds)
    contents, rows = exports.contents(handed, to.value, raw, kinds)
    from segdsl.publishing.files import manifest
    from segdsl.site.names import file_name

    stem = f"{file_name(handed.target)}-v{handed.version}"
    named = {f"{stem}-{part}": data for part, data in contents.items()}
    counted = {f"{stem}-{part}": count for part, count in rows.items()}
    for name, data in named.items():
        files.write_bytes(folder / name, data)
    text = manifest(handed, named, counted)
    described = f"{stem}-{to.value}-manifest.json"
    files.write(folder / described, text)
    if format is TextOrJson.json:
        print(text, end="")
        return
    exports.show(session, handed)
    for name in (*named, described):
        print(folder / name, file=sys.stderr)
