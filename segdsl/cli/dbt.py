"""`segdsl compile --emit dbt`: a project as a dbt package, checked for each day it answers for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from segdsl.cli.failure import USAGE, Failure
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import about

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.cli.session import Session
    from segdsl.dbt.package import Population
    from segdsl.dbt.places import Reader
    from segdsl.dbt.template import Gathering, Parts
    from segdsl.sql.dialects import Dialect

FOLDER = Path("dbt")
LEDGER = ".segdsl-dbt"  # the files of the last time, so that none outlives its declaration
BEFORE, AFTER = 31, 366  # days around the as-of day that are answered for, unless told otherwise


def written(
    session: Session,
    workspace: Workspace,
    words: list[str],
    day: date,
    dialect: Dialect,
    warehouse: str | None,
    output: Path | None,
    asked: str | None,
) -> None:
    """Writes the package below a folder. Raises Failure."""
    from segdsl.cli.progress import progress
    from segdsl.dbt import package, places
    from segdsl.sql.dialects import DUCKDB

    target = session.folder / (output or FOLDER)
    first, last = _between(asked, day)
    with progress(session, target.name):
        gathered = _gathered(session, workspace, words, day, first, last)
        stored = dict.fromkeys(parts for one in gathered.values() for parts in one.stored())
        readers = _readers(workspace, warehouse) if dialect is DUCKDB else {}
        known = package.sources(list(stored), readers, dialect)
        reader = places.Reader(workspace.analysis.project)
        populations = [
            _population(session, workspace, one, reader, dialect, package.calls(known))
            for one in gathered.values()
        ]
    folder = _folder(workspace, warehouse, target)
    found = package.files(
        workspace.analysis.project, populations, known, reader, dialect, session.language, folder
    )
    _put(target, found)
    _tell(session, populations, target)


def _between(asked: str | None, day: date) -> tuple[date, date]:
    """The first and the last day that are asked for, `day` in between. Raises Failure."""
    if asked is None:
        low = date.fromordinal(max(1, day.toordinal() - BEFORE))
        return low, date.fromordinal(min(date.max.toordinal(), day.toordinal() + AFTER))
    first, _, last = asked.partition("..")
    try:
        found = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        found = None
    if found is None or asked != f"{found[0]}..{found[1]}" or not found[0] <= day <= found[1]:
        raise Failure(USAGE, [about(catalog.NOT_DAYS, None, text=asked, day=day.isoformat())])
    return found


def _gathered(
    session: Session, workspace: Workspace, words: list[str], day: date, first: date, last: date
) -> dict[str, Gathering]:
    """The programs of each day by population: from the as-of day on, then back from it.

    Where a day cannot be asked (an `as of` names a later one), those beyond it are left out.
    Raises Failure.
    """
    from segdsl import compiler
    from segdsl.cli import compile
    from segdsl.dbt.template import Gathering, ManyShapes

    project = workspace.analysis.project
    found: dict[str, Gathering] = {}
    reached = [day, day]
    ahead = [date.fromordinal(n) for n in range(day.toordinal(), last.toordinal() + 1)]
    behind = [date.fromordinal(n) for n in range(day.toordinal() - 1, first.toordinal() - 1, -1)]
    for way, asked in enumerate((ahead, behind)):
        for here in asked:
            if here == day:
                made = compile.programs(session, workspace, words, day)
            else:
                made, troubles = compiler.programs(project, words, here, session.watch)
                if troubles:
                    break
            try:
                for program in made:
                    found.setdefault(program.population, Gathering()).add(here, program)
            except ManyShapes:
                facts = {
                    "population": program.population,
                    "day": here.isoformat(),
                    "first": reached[1].isoformat(),
                    "last": reached[0].isoformat(),
                }
                raise Failure(USAGE, [about(catalog.MANY_SHAPES, None, **facts)]) from None
            reached[way] = here
    return found


def _population(
    session: Session,
    workspace: Workspace,
    gathered: Gathering,
    reader: Reader,
    dialect: Dialect,
    calls: Mapping[Parts, str],
) -> Population:
    from segdsl import compiler
    from segdsl.dbt import template
    from segdsl.dbt.package import Population

    variants = gathered.variants()
    program = variants[0].program
    said = compiler.comments(workspace.analysis.project, program, session.language)
    with session.watch.stage("templates"):
        return Population(program, template.template(reader, variants, dialect, said, calls))


def _readers(workspace: Workspace, warehouse: str | None) -> dict[Parts, str]:
    """How dbt reads the files of a folder, `…` for the folder; nothing of other warehouses."""
    from segdsl.warehouse import duckdb

    where = _folder_read(workspace, warehouse)
    if where is None:
        return {}
    return {
        parts: duckdb.READERS[path.suffix.lower()].format(
            path="'…/" + path.relative_to(where.resolve()).as_posix().replace("'", "''") + "'"
        ).replace("{", "{{").replace("}", "}}")  # dbt-duckdb formats it once more
        for parts, path in duckdb.tables_of(where).items()
        if path.is_relative_to(where.resolve())
    }  # fmt: skip


def _folder(workspace: Workspace, warehouse: str | None, target: Path) -> str | None:
    """The folder of files, as seen from the package."""
    where = _folder_read(workspace, warehouse)
    if where is None:
        return None
    return Path(os.path.relpath(where.resolve(), target.resolve())).as_posix()


def _folder_read(workspace: Workspace, warehouse: str | None) -> Path | None:
    from segdsl.cli import warehouse as warehouses
    from segdsl.warehouse.address import Form, address

    if not workspace.settings.warehouses and warehouse is None:
        return None
    found = warehouses.chosen(workspace, warehouse)
    where = address(found.name, found.url or "", workspace.folder)
    is_folder = where is not None and where.form is Form.FOLDER
    return where.path if where is not None and is_folder else None


def _put(target: Path, found: Mapping[str, str]) -> None:
    """Writes the files; those of the last time that are no more are removed. Raises Failure."""
    from segdsl.cli import files
    from segdsl.dbt.package import PROJECT_FILE

    for path in _left_over(target, found):
        with suppress(OSError, ValueError):  # not a file of ours after all
            (target / path).unlink()
    ours = [path for path in found if path != PROJECT_FILE]
    for path in ours:
        files.write(target / path, found[path])
    if not (target / PROJECT_FILE).exists():
        files.write(target / PROJECT_FILE, found[PROJECT_FILE])
    files.write(target / LEDGER, "".join(f"{path}\n" for path in ours))


def _left_over(target: Path, found: Mapping[str, str]) -> list[str]:
    """Files that were written last time and are not now: only ones that are ours to remove."""
    try:
        lines = (target / LEDGER).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [
        path
        for path in lines
        if path not in found
        and path.startswith(("models/segdsl/", "tests/segdsl/"))
        and path.endswith(".sql")
        and ".." not in path.split("/")
    ]


def _tell(session: Session, populations: Sequence[Population], target: Path) -> None:
    """What was written, and what follows the day."""
    for one in populations:
        made = one.template
        facts = {
            "name": made.population, "first": made.first, "last": made.last,
            "computed": made.computed, "listed": made.listed, "shapes": made.shapes,
        }  # fmt: skip
        session.note(
            session.says(
                "{name}: each day from {first} to {last} was compiled and compared; values that"
                " follow `as_of` by a formula: {computed}, listed day by day: {listed}; forms of"
                " the SQL: {shapes}",
                "{name} : chaque jour du {first} au {last} a été compilé et comparé ; valeurs qui"
                " suivent `as_of` par une formule : {computed}, notées jour par jour : {listed} ;"
                " formes du SQL : {shapes}",
            ).format(**facts)
        )
    session.note(str(target))
