"""`segdsl history`: what was published of a segment, day by day, or of one customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segdsl.cli.options import WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.publishing.history import History
    from segdsl.text.diagnostics import Language


class Shown(Enum):
    """How a cell is written for people."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    AMOUNT = "amount"


class Format(StrEnum):
    text = "text"
    json = "json"
    csv = "csv"


Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A segment, a segmentation or a class of one.")
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Who was in it on that day, by that day's rule."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Who entered and who left after that day."),
]
Customer = Annotated[
    str | None,
    typer.Option(
        "--customer", metavar="KEY", help="When a customer was in it, and the text that said so."
    ),
]
Members = Annotated[
    bool,
    typer.Option("--members", help="List the customers, not the sizes; without a day, those now."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the answer.")]


def history(
    session: Session,
    name: Name,
    on: On = None,
    since: Since = None,
    customer: Customer = None,
    members: Members = False,
    format: FormatOption = Format.text,
    warehouse: WarehouseName = None,
) -> None:
    """Say who was in a segment when, from what was published."""
    from segdsl.cli import project, usage
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.publishing.history import History, TooEarly
    from segdsl.publishing.store import Store

    usage.apart({"--on": on, "--since": since, "--customer": customer})
    usage.apart({"--members": members, "--customer": customer})
    workspace = project.sound(session, None)
    schema = warehouses.schema(workspace, warehouse)
    with warehouses.opened_where_published(session, workspace, warehouse) as engine:
        past = History(engine, Store((schema,), engine.dialect), engine.name)
        runs = past.runs()
        _require(workspace, past, name)
        try:
            if customer is not None:
                answer = _stays(past, name, customer)
            elif since is not None:
                start = warehouses.as_of(workspace, warehouse, since)
                answer = _moves(past, name, start, runs[-1][1], members)
            elif on is not None or members:
                day = runs[-1][1] if on is None else warehouses.as_of(workspace, warehouse, on)
                answer = _members(past, name, day, members)
                known = max(published for _, published in runs if published <= day)
                session.note(session.says(f"as published for {known}", f"publié pour le {known}"))
            else:
                answer = _days(past, name)
        except TooEarly as error:
            raise Failure(USAGE, [error.diagnostic]) from None
    _print(session, answer, format)


def _require(workspace: Workspace, past: History, name: str) -> None:
    """A name that is declared, or once was. Raises Failure."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import selection

    if not past.parts(name):
        _, found = selection.selected(workspace.analysis.project, [name])
        if found:
            raise Failure(USAGE, found)


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns by their name in machine output, how each is called in French and is shown."""

    columns: tuple[tuple[str, str, Shown], ...]
    rows: tuple[tuple[object, ...], ...]


def _days(past: History, name: str) -> Answer:
    columns = (
        ("day", "jour", Shown.TEXT),
        ("name", "nom", Shown.TEXT),
        ("size", "effectif", Shown.COUNT),
        ("share", "part", Shown.SHARE),
        ("entered", "entrent", Shown.COUNT),
        ("left", "sortent", Shown.COUNT),
        ("value", "valeur", Shown.AMOUNT),
    )
    rows = [
        (one.as_of, part, one.size, one.share, one.entered, one.left, one.value)
        for part in past.parts(name)
        for one in past.days(part)
    ]
    return Answer(columns, tuple(rows))


def _members(past: History, name: str, day: date, listed: bool) -> Answer:
    held = {part: past.members(part, day) for part in past.parts(name)}
    if listed:
        columns = (("segment", "segment", Shown.TEXT), ("customer", "client", Shown.TEXT))
        return Answer(columns, tuple((part, key) for part, keys in held.items() for key in keys))
    columns = (("name", "nom", Shown.TEXT), ("size", "effectif", Shown.COUNT))
    return Answer(columns, tuple((part, len(keys)) for part, keys in held.items()))


def _moves(past: History, name: str, since: date, until: date, listed: bool) -> Answer:
    moved = {part: past.moves(part, since, until) for part in past.parts(name)}
    if listed:
        found = [
            (part, way, key)
            for part, one in moved.items()
            for way, keys in (("entered", one.entered), ("left", one.left))
            for key in keys
        ]
        texts = (("segment", "segment"), ("moved", "mouvement"), ("customer", "client"))
        return Answer(tuple((*one, Shown.TEXT) for one in texts), tuple(found))
    columns = (
        ("name", "nom", Shown.TEXT),
        ("entered", "entrés", Shown.COUNT),
        ("left", "sortis", Shown.COUNT),
    )
    rows = [(part, len(one.entered), len(one.left)) for part, one in moved.items()]
    return Answer(columns, tuple(rows))


def _stays(past: History, name: str, customer: str) -> Answer:
    texts = (
        ("name", "nom"), ("entered", "entrée"), ("left", "sortie"), ("run", "publication"),
        ("revision", "révision"), ("place", "place"), ("rule", "règle"),
    )  # fmt: skip
    rows = [
        (one.name, one.entered, one.left, one.run, one.revision, one.place, one.rule)
        for one in past.stays(customer, name)
    ]
    return Answer(tuple((*one, Shown.TEXT) for one in texts), tuple(rows))


def _print(session: Session, answer: Answer, format: Format) -> None:
    from segdsl.cli import table
    from segdsl.cli.report import as_json

    names = [name for name, _, _ in answer.columns]
    match format:
        case Format.json:
            rows = [dict(zip(names, row, strict=True)) for row in answer.rows]
            print(as_json({"history": rows}))
        case Format.csv:
            print(table.csv(names, answer.rows), end="")
        case Format.text:
            head = [session.says(name, french) for name, french, _ in answer.columns]
            ways = [how for _, _, how in answer.columns]
            shown = [
                [_shown(cell, how, session.language) for cell, how in zip(row, ways, strict=True)]
                for row in answer.rows
            ]
            print(table.aligned(head, shown))


def _shown(cell: Any, how: Shown, language: Language) -> str:
    from segdsl.text import figures

    match how:
        case Shown.TEXT:
            return "" if cell is None else str(cell).partition("\n")[0]
        case Shown.COUNT:
            return figures.count(cell, language)
        case Shown.SHARE:
            return figures.percent(cell, language)
        case Shown.AMOUNT:
            return figures.amount(cell, language)
