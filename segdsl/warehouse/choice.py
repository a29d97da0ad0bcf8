"""Know what a project's settings say of its warehouses: settings, the hour and the environment
in; a day and an address out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from segdsl import trees
from segdsl.meaning.model import Moved, Project
from segdsl.meaning.settings import Settings, Warehouse
from segdsl.meaning.uses import declared as declarations
from segdsl.warehouse import declared
from segdsl.warehouse.address import Address, Form, address


def day(settings: Settings, warehouse: Warehouse | None, now: datetime) -> date:
    """The day of a warehouse, else yesterday in the project's time zone; `now` is any instant."""
    if warehouse is not None and warehouse.as_of is not None:
        return warehouse.as_of
    return now.astimezone(ZoneInfo(settings.timezone)).date() - timedelta(days=1)


def url(warehouse: Warehouse, environment: Mapping[str, str]) -> str:
    """The url of a warehouse, or what the variable that is to hold it has: "" where it has none."""
    return warehouse.url or environment.get(warehouse.url_env or "", "")


def publishing_url(warehouse: Warehouse, environment: Mapping[str, str]) -> str:
    """Where members are written: "" where rows are read, or where the variable has nothing."""
    return warehouse.publish or environment.get(warehouse.publish_env or "", "")


def with_history(
    found: Address,
    settings: Warehouse,
    environment: Mapping[str, str],
    folder: Path,
    project: Project,
) -> Address:
    """The address with the file that holds its history, where that is in a file of its own and the
    project asks for it: while somebody publishes, nobody can look into the file.
    """
    beside = address(settings.name, publishing_url(settings, environment), folder)
    if found.form is not Form.FOLDER or beside is None or beside.form is not Form.DUCKDB:
        return found
    nodes = (node for one in declarations(project).values() for node in trees.walk(one))
    asked = any(isinstance(node, Moved) for node in nodes)
    return replace(found, history=beside.path) if asked else found


def limited(found: Address, settings: Warehouse) -> Address:
    """The address with the limits that the project sets."""
    return replace(found, seconds=settings.seconds or found.seconds, memory=settings.memory)


def typed(found: Address, project: Project) -> Address:
    """The address with what the model says of columns, where files may hold nothing to tell it."""
    if found.form is not Form.FOLDER:
        return found
    return replace(found, declared=declared.declared(project))
