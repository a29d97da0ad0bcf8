"""`segdsl doctor`: versions, warehouses, and that the account that reads cannot write."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl import __version__
from segdsl.cli.options import TextOrJson
from segdsl.cli.session import Session
from segdsl.text.diagnostics import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segdsl.cli.project import Workspace
    from segdsl.planning import plan
    from segdsl.warehouse.engine import Engine

PACKAGES = ("lark", "sqlglot", "duckdb", "psycopg", "typer", "jinja2")
FormatOption = Annotated[TextOrJson, typer.Option("--format", help="How to print the answer.")]


class State(Enum):
    FINE = "fine"
    ABSENT = "absent"
    BAD = "bad"
    UNREACHABLE = "unreachable"


MARKS = {
    State.FINE: Said("ok   ", "ok   "),
    State.ABSENT: Said("-    ", "-    "),
    State.BAD: Said("WRONG", "ALERTE"),
    State.UNREACHABLE: Said("WRONG", "ALERTE"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    state: State
    says: Said


def doctor(session: Session, format: FormatOption = TextOrJson.text) -> None:
    """Look whether everything is as it should be: versions, warehouses, rights."""
    from segdsl.cli.report import as_json

    found = [*_packages(), *_of_project(session)]
    if format is TextOrJson.json:
        rows = [
            {"about": one.about, "state": one.state.value, "says": one.says.in_(session.language)}
            for one in found
        ]
        print(as_json({"findings": rows}))
    else:
        for one in found:
            mark, said = (text.in_(session.language) for text in (MARKS[one.state], one.says))
            print(f"{mark}  {one.about}{session.says(':', ' :')} {said}")
    states = {one.state for one in found}
    if State.UNREACHABLE in states:
        raise typer.Exit(3)
    if State.BAD in states:
        raise typer.Exit(1)


def _packages() -> Iterator[Finding]:
    for name, number in (("segdsl", __version__), ("Python", platform.python_version())):
        yield Finding(name, State.FINE, Said(number, number))
    for name in PACKAGES:
        try:
            number = version(name)
        except PackageNotFoundError:
            yield Finding(name, State.ABSENT, Said("not installed", "pas installé"))
        else:
            yield Finding(name, State.FINE, Said(number, number))


def _of_project(session: Session) -> Iterator[Finding]:
    from segdsl import disk
    from segdsl.cli import project
    from segdsl.cli.failure import Failure

    try:
        workspace = project.read(session, None)
    except Failure as failure:
        found = failure.diagnostics[0]
        says = Said(*(found.said(found.message.says, lang) for lang in ("en", "fr")))
        yield Finding(disk.PROJECT_FILE, State.BAD, says)
        return
    errors = sum(one.is_error for one in workspace.analysis.diagnostics)
    if errors:
        en = f"{errors} error{'' if errors == 1 else 's'}: `segdsl check`"
        text = Said(en, f"{errors} erreur{'s' if errors > 1 else ''} : `segdsl check`")
        yield Finding(workspace.settings.name, State.BAD, text)
    else:
        files = len(workspace.analysis.files)
        en = f"{files} file{'' if files == 1 else 's'} without an error"
        text = Said(en, f"{files} fichier{'s' if files > 1 else ''} sans erreur")
        yield Finding(workspace.settings.name, State.FINE, text)
    for one in workspace.settings.warehouses:
        yield from _warehouse(session, workspace, one.name, has_errors=bool(errors))


def _warehouse(
    session: Session, workspace: Workspace, name: str, *, has_errors: bool
) -> Iterator[Finding]:
    from segdsl.cli import compile
    from segdsl.cli import project as projects
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import Failure

    day = warehouses.as_of(workspace, name, None)
    workspace = projects.published_in(workspace, warehouses.schema(workspace, name))
    try:
        with warehouses.opened(session, workspace, name) as engine:
            label = engine.dialect.label
            number = str(engine.rows("SELECT version()")[0][0]).partition(" on ")[0]
            number = number if label in number else f"{label} {number}"
            yield Finding(name, State.FINE, Said(f"{number}, as of {day}", f"{number}, au {day}"))
            project = workspace.analysis.project
            if not has_errors and (project.segments or project.segmentations):
                programs = compile.programs(session, workspace, [], day)
                yield from _fit(session, workspace, name, programs, engine)
    except Failure as failure:
        found = failure.diagnostics[0]
        says = Said(*(found.said(found.message.says, lang) for lang in ("en", "fr")))
        yield Finding(name, State.UNREACHABLE if failure.code == 3 else State.BAD, says)
        return
    yield from _rights(workspace, name)


def _fit(
    session: Session,
    workspace: Workspace,
    name: str,
    programs: Sequence[plan.Program],
    engine: Engine,
) -> Iterator[Finding]:
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import Failure

    try:
        warehouses.fitted(session, workspace.analysis.project, programs, engine)
    except Failure as failure:
        for one in failure.diagnostics:
            says = Said(*(one.said(one.message.says, lang) for lang in ("en", "fr")))
            yield Finding(name, State.BAD, says)
        return
    text = Said(
        "every declared table and column is there", "chaque table et colonne déclarée y est"
    )
    yield Finding(name, State.FINE, text)


def _rights(workspace: Workspace, name: str) -> Iterator[Finding]:
    from segdsl.cli import warehouse as warehouses
    from segdsl.warehouse.attempts import attempts

    tables = [one.physical for one in workspace.analysis.project.tables.values() if one.physical]
    settings = warehouses.chosen(workspace, name)
    is_another = settings.publish is not None or settings.publish_env is not None
    published = warehouses.schema(workspace, name) if is_another else None
    tried = attempts(warehouses.address_of(workspace, name), tables, published)
    allowed = [one.what for one in tried if one.allowed]
    for what in allowed:
        yield Finding(
            name,
            State.BAD,
            Said(f"the account that reads can {what.en}", f"le compte qui lit peut {what.fr}"),
        )
    if not allowed:
        count = len(tried)
        yield Finding(
            name,
            State.FINE,
            Said(
                f"the account that reads cannot write: {count} attempts refused",
                f"le compte qui lit ne peut rien écrire : {count} tentatives refusées",
            ),
        )
