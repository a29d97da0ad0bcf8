"""Choose the warehouse that a command speaks of, its schema and the day it looks from; nothing is
opened.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from segdsl.cli.failure import USAGE, Failure
from segdsl.meaning.settings import DEFAULT_SCHEMA
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import about
from segdsl.warehouse import choice

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.meaning.settings import Warehouse


def chosen(workspace: Workspace, name: str | None) -> Warehouse:
    """The warehouse of a name, else the first. Raises Failure."""
    known = workspace.settings.warehouses
    if not known:
        raise Failure(USAGE, [about(catalog.NO_WAREHOUSE, None)])
    for one in known:
        if name in (None, one.name):
            return one
    listed = ", ".join(f"`{one.name}`" for one in known)
    raise Failure(USAGE, [about(catalog.UNKNOWN_WAREHOUSE, None, name=name or "", known=listed)])


def schema(workspace: Workspace, warehouse: str | None) -> str:
    """The schema that is ours in a warehouse: the one it names, else `segdsl`. Raises Failure."""
    if not workspace.settings.warehouses and warehouse is None:
        return DEFAULT_SCHEMA
    return chosen(workspace, warehouse).schema or DEFAULT_SCHEMA


def as_of(workspace: Workspace, warehouse: str | None, asked: str | None) -> date:
    """The day asked for, else the warehouse's own, else yesterday in the project's time zone."""
    if asked is not None:
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            day = None
        if day is None or asked != day.isoformat():  # `20260331` is no day of the language
            raise Failure(USAGE, [about(catalog.NOT_A_DAY, None, text=asked)])
        return day
    named = workspace.settings.warehouses or warehouse is not None
    found = chosen(workspace, warehouse) if named else None
    return choice.day(workspace.settings, found, datetime.now(UTC))
