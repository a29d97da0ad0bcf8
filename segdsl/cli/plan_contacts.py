"""`segdsl plan-contacts`: who would be contacted by several targets on the same day."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from segdsl.publishing.contacts import Contacts


class Format(StrEnum):
    text = "text"
    json = "json"
    csv = "csv"


Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TARGET", help="Targets of the day; all by default.", show_default=False
    ),
]
Members = Annotated[
    bool, typer.Option("--members", help="List the customers contacted more than once.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Fail where anybody is contacted twice.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the answer.")]


def plan_contacts(
    session: Session,
    targets: Targets = None,
    members: Members = False,
    strict: Strict = False,
    format: FormatOption = Format.text,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Say who would be contacted twice if these targets went out on the same day."""
    from segdsl.cli import compile, project
    from segdsl.cli import target as one_target
    from segdsl.cli import warehouse as warehouses
    from segdsl.meaning import model as names
    from segdsl.publishing.contacts import contacts
    from segdsl.warehouse import run as runs

    workspace = project.sound(session, sets, warehouse)
    known = workspace.analysis.project.targets
    wanted = [one_target.declared(workspace, name) for name in targets or known]
    day = warehouses.as_of(workspace, warehouse, as_of)
    asked = {
        one.name: one.name if one.control is None else f"{one.name}.{names.CONTACTED}"
        for one in wanted
    }
    programs = compile.programs(session, workspace, list(asked.values()), day) if asked else ()
    with warehouses.opened(session, workspace, warehouse) as engine:
        warehouses.fitted(session, workspace.analysis.project, programs, engine)
        found = []
        for program in programs:
            pairs = [(name.partition(".")[0], key) for name, key in runs.members([program], engine)]
            here = [one.name for one in wanted if one.population == program.population]
            found.append(contacts(program.population, here, pairs))
        name = engine.name
    _print(session, found, day, name, members, format)
    if strict and any(one.several for one in found):
        raise typer.Exit(1)


def _print(
    session: Session,
    found: Sequence[Contacts],
    day: date,
    warehouse: str,
    members: bool,
    format: Format,
) -> None:
    from segdsl.cli import table
    from segdsl.cli.report import as_json
    from segdsl.text.figures import count

    several = [
        (one.population, key, " ".join(names)) for one in found for key, names in one.several
    ]
    match format:
        case Format.json:
            values = []
            for one in found:
                value = asdict(one)
                people = value.pop("several")
                listed = [{"customer": key, "targets": names} for key, names in people]
                values.append(value | ({"several": listed} if members else {}))
            print(as_json({"as_of": day, "warehouse": warehouse, "populations": values}))
        case Format.csv:
            print(table.csv(("population", "customer", "targets"), several), end="")
        case Format.text if members:
            head = session.says("population customer targets", "population client cibles").split()
            print(table.aligned(head, several))
        case Format.text:
            print(
                session.says(
                    f"as of {day}, warehouse {warehouse}", f"au {day}, entrepôt {warehouse}"
                )
            )
            for one in found:
                print(f"\n{_said(session, one)}")
                rows = [
                    (f"{each.one} + {each.other}", count(each.size, session.language))
                    for each in one.meetings
                ]
                if rows:
                    head = session.says("both contact", "ensemble sollicitent").split()
                    print("\n" + table.aligned(head, rows))


def _said(session: Session, one: Contacts) -> str:
    """How many are contacted, and how many of them more than once."""
    from segdsl.text.figures import count

    people, twice = (count(n, session.language) for n in (one.people, len(one.several)))
    sizes = ", ".join(f"{name} {count(n, session.language)}" for name, n in one.sizes.items())
    if not one.several:
        return session.says(
            f"{one.population}: {people} contacted, nobody twice ({sizes})",
            f"{one.population} : {people} sollicités, personne deux fois ({sizes})",
        )
    most = max(one.times)
    return session.says(
        f"{one.population}: {people} contacted, {twice} of them more than once,"
        f" up to {most} times ({sizes})",
        f"{one.population} : {people} sollicités, dont {twice} plus d'une fois,"
        f" jusqu'à {most} fois ({sizes})",
    )
