"""What the model says of columns, for files that hold nothing to tell it by: a project in, DuckDB's
types by table and column out.
"""

from __future__ import annotations

from collections.abc import Mapping

from segdsl.meaning import model
from segdsl.meaning.types import Type

# of what is no text; a text is what a file holds anyway
TYPES: Mapping[Type, str] = {
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.PERCENT: "DOUBLE",
    Type.MONEY: "DECIMAL(18, 4)",
    Type.BOOLEAN: "BOOLEAN",
    Type.DATE: "DATE",
    Type.DATETIME: "TIMESTAMP",
}

Declared = Mapping[tuple[str, ...], Mapping[str, str]]


def declared(project: model.Project) -> Declared:
    """The types of the columns that are read as something else than text."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for table in project.tables.values():
        members: tuple[model.Field | model.Reference, ...] = (*table.fields, *table.references)
        for one in members:
            is_flag = isinstance(one, model.Field) and one.flags is not None
            if isinstance(one.origin, model.Stored) and one.type in TYPES and not is_flag:
                found.setdefault(table.physical, {})[one.origin.column] = TYPES[one.type]
    return found
