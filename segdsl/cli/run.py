"""`segdsl run`: sizes, shares and values of segments on the warehouse, or their members."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Names, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from segdsl.warehouse.run import Results


class Format(StrEnum):
    text = "text"
    json = "json"
    csv = "csv"
    markdown = "markdown"


Members = Annotated[bool, typer.Option("--members", help="List the customers, not the sizes.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the figures.")]


def run(
    session: Session,
    names: Names = None,
    members: Members = False,
    format: FormatOption = Format.text,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Evaluate segments on the warehouse, read-only."""
    from segdsl.cli import compile, project
    from segdsl.cli import warehouse as warehouses
    from segdsl.warehouse import run as runs

    workspace = project.sound(session, sets, warehouse)
    name = warehouses.chosen(workspace, warehouse).name
    day = warehouses.as_of(workspace, warehouse, as_of)
    make = compile.programs if members else compile.weighed_programs
    programs = make(session, workspace, names or [], day)
    with warehouses.opened(session, workspace, name) as engine:
        warehouses.fitted(session, workspace.analysis.project, programs, engine)
        with session.watch.stage("run"):
            if members:
                pairs = runs.members(programs, engine)
            else:
                results = runs.run(programs, engine)
    if members:
        _print_members(session, pairs, day, name, format)
    else:
        print_results(session, results, day, name, format)


def print_results(
    session: Session, results: Results, day: date, warehouse: str, format: Format
) -> None:
    """The figures in the form asked for; the day and the warehouse are always said."""
    from segdsl.cli import table
    from segdsl.cli.report import as_json

    head = _heading(session, day, warehouse)
    match format:
        case Format.json:
            print(as_json(as_value(results, day, warehouse)))
        case Format.csv:
            session.note(head)
            for line in table.unmatched(results, session.language):
                session.note(line)
            print(table.csv(HEADER, _cells(results)), end="")
        case Format.text:
            print(f"{head}\n\n{table.text(results, session.language)}")
        case Format.markdown:
            print(f"{head}\n\n{table.markdown(results, session.language)}")


def as_value(results: Results, day: date, warehouse: str) -> dict[str, object]:
    """The figures as the contract of `run --format json` has them."""
    from dataclasses import asdict

    populations = [{"name": one.name, "size": one.size} for one in results.populations]
    return {
        "as_of": day,
        "warehouse": warehouse,
        "populations": populations,
        "results": [asdict(one) for one in results.results],
        "lists": [asdict(one) for one in results.lists],
    }


HEADER = ("name", "kind", "population", "size", "share", "value")


def _cells(results: Results) -> list[tuple[object, ...]]:
    return [
        (one.name, one.kind, one.population, one.size, one.share, one.value)
        for one in results.results
    ]


def _print_members(
    session: Session,
    pairs: Sequence[tuple[str, str]],
    day: date,
    warehouse: str,
    format: Format,
) -> None:
    from segdsl.cli import table
    from segdsl.cli.report import as_json

    header = ("segment", "customer")
    if format is not Format.json:
        session.note(_heading(session, day, warehouse))
    match format:
        case Format.json:
            rows = [dict(zip(header, pair, strict=True)) for pair in pairs]
            print(as_json({"as_of": day, "warehouse": warehouse, "members": rows}))
        case Format.csv:
            print(table.csv(header, pairs), end="")
        case Format.text:
            print(table.aligned(header, pairs))
        case Format.markdown:
            print(table.piped(header, pairs))


def _heading(session: Session, day: date, warehouse: str) -> str:
    return session.says(f"as of {day}, warehouse {warehouse}", f"au {day}, entrepôt {warehouse}")
