"""Make the rows of a case real: cells as texts in, values of the declared types out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.types import Type
from tests.conformance.kit import Case, Malformed, Table

_READ: dict[Type, Callable[[str], object]] = {
    Type.TEXT: str,
    Type.INTEGER: int,
    Type.NUMBER: float,
    Type.PERCENT: float,
    Type.MONEY: Decimal,
    Type.BOOLEAN: lambda cell: {"true": True, "false": False}[cell],
    Type.DATE: date.fromisoformat,
    Type.DATETIME: datetime.fromisoformat,
}


def world(project: model.Project, case: Case) -> dict[str, list[Mapping[str, object]]]:
    """The rows by table. Raises Malformed for a table or column that the model has not."""
    declared = {name: one for name, one in project.tables.items() if one.grouping is None}
    for name in case.rows:
        if case.rows[name] and name not in declared:
            raise Malformed(f"{case.topic}, {case.name}: no table `{name}`")
    return {name: _rows(one, case.rows.get(name, ())) for name, one in declared.items()}


def _rows(table: model.Table, drawn: Table) -> list[Mapping[str, object]]:
    types = _types(table)
    number = table.key and table.field(table.key)
    made: list[Mapping[str, object]] = []
    for count, row in enumerate(drawn, 1):
        for name in row:
            if name not in types:
                raise Malformed(f"`{table.name}` has no column `{name}`")
        cells = {name: _cell(row.get(name), type_) for name, type_ in types.items()}
        if isinstance(number, model.Field) and isinstance(number.origin, model.Stored):
            column = number.origin.column
            if column not in row:
                cells[column] = _cell(str(count), types[column])
        made.append(cells)
    return made


def _types(table: model.Table) -> dict[str, Type]:
    """The physical columns that a table reads, and what they hold."""
    types: dict[str, Type] = {}
    for field in table.fields:
        if isinstance(field.origin, model.Stored):
            types.setdefault(field.origin.column, Type.TEXT if field.flags else field.type)
    for reference in table.references:
        if isinstance(reference.origin, model.Stored):
            types.setdefault(reference.origin.column, reference.type)
    return types


def _cell(cell: str | None, type_: Type) -> object:
    if cell is None:
        return None
    try:
        return _READ[type_](cell)
    except (ValueError, KeyError, ArithmeticError):
        raise Malformed(f"`{cell}` is not {type_.value}") from None
