"""`segdsl demo`: a project on real data, copied, checked, compiled, run, tested and documented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.session import Session

if TYPE_CHECKING:
    from datetime import date

    from segdsl.cli.project import Workspace

EXAMPLE = "complete_journey"
FOLDER = Path("segdsl-demo")
SHOWN = "fideles"
SQL = Path("sql")

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Where to put the project; never overwritten.")
]


def demo(session: Session, folder: Folder = FOLDER) -> None:
    """Show segdsl at work on a year of real purchases."""
    from segdsl.cli import docs, project, run, test
    from segdsl.cli import warehouse as warehouses

    target = session.folder / folder
    _copied(target)
    session.folder = target
    workspace = project.sound(session, None)
    _require_ours(workspace, target)
    _say(session, _welcome(session, workspace, folder))
    day = warehouses.as_of(workspace, None, None)
    _compiled(session, workspace, day)
    figures = docs.measured(session, workspace, day, None)
    assert figures is not None
    run.print_results(session, figures.results, day, figures.warehouse, run.Format.text)
    print()
    kept = test.tested(session, workspace, test.asked(workspace, []), day, figures.warehouse)
    test.print_results(session, workspace, kept, day, figures.warehouse, test.Format.text)
    made = docs.made(session, workspace, day, figures, docs.Format.html)
    docs.written(session, made, docs.Format.html, target / docs.FOLDERS[docs.Format.html])
    _say(session, _farewell(session, len(made), folder))


def _copied(target: Path) -> None:
    """Puts the example there, unless it is there already. Raises Failure."""
    from segdsl.cli import examples
    from segdsl.disk import PROJECT_FILE

    if not (target / PROJECT_FILE).is_file():  # from an earlier time, perhaps changed since
        examples.copied(EXAMPLE, target)


def _require_ours(workspace: Workspace, target: Path) -> None:
    """Raises Failure for a project that somebody made of their own: nothing is written into it."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    if workspace.settings.name != EXAMPLE:
        raise Failure(USAGE, [about(catalog.NOT_THE_DEMO, None, path=str(target))])


def _compiled(session: Session, workspace: Workspace, day: date) -> None:
    """Writes the one statement that computes everything, for each engine."""
    from segdsl.cli import compile
    from segdsl.sql.dialects import DIALECTS

    for dialect in DIALECTS:
        folder = SQL / dialect.name
        wide = compile.Emit.wide
        list(compile.into_files(session, workspace, [], day, dialect, wide, folder))


def _say(session: Session, text: str) -> None:
    if not session.quiet:
        print(text, flush=True)


def _welcome(session: Session, workspace: Workspace, folder: Path) -> str:
    project = workspace.analysis.project
    segments, ladders = len(project.segments), len(project.segmentations)
    return session.says(
        f"{folder}: a year of a grocery's customers, {segments} segments and {ladders}"
        " segmentations, without errors\n",
        f"{folder} : un an des clients d'une épicerie, {segments} segments et {ladders}"
        " segmentations, sans erreur\n",
    )


def _farewell(session: Session, pages: int, folder: Path) -> str:
    from segdsl.cli import docs

    html = docs.Format.html
    index = folder / docs.FOLDERS[html] / docs.index(html)
    return session.says(
        f"\na site of {pages} pages about them, to open in a browser: {index}\n"
        f"the SQL that computes all of them: {folder / SQL}\n\n"
        f"next: cd {folder}\n"
        f"  segdsl explain {SHOWN}         who is in, in words and in SQL\n"
        f"  segdsl run {SHOWN} --members   the customers themselves\n"
        f"  segdsl examples {SHOWN}        who is just in and just out, as clauses to test\n"
        "  change segments/valeur.seg, then segdsl check and segdsl run",
        f"\nun site de {pages} pages à leur sujet, à ouvrir dans un navigateur : {index}\n"
        f"le SQL qui les calcule tous : {folder / SQL}\n\n"
        f"ensuite : cd {folder}\n"
        f"  segdsl explain {SHOWN}         qui est dedans, en mots et en SQL\n"
        f"  segdsl run {SHOWN} --members   les clients eux-mêmes\n"
        f"  segdsl examples {SHOWN}        qui est de justesse dedans ou dehors, à tester\n"
        "  modifiez segments/valeur.seg, puis segdsl check et segdsl run",
    )
