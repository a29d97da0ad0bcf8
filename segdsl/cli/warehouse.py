"""Open the warehouse of a command; `day` chooses it, and the day."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from segdsl.cli.day import as_of as as_of
from segdsl.cli.day import chosen as chosen
from segdsl.cli.day import schema as schema
from segdsl.cli.failure import FINDINGS, USAGE, WAREHOUSE, Failure
from segdsl.cli.progress import progress
from segdsl.text.catalog import publishing
from segdsl.text.catalog import warehouse as warehouse_catalog
from segdsl.text.diagnostics import about
from segdsl.warehouse import choice
from segdsl.warehouse.address import Address, Form, address, redacted
from segdsl.warehouse.connect import connect
from segdsl.warehouse.engine import Refused, Unreachable, WarehouseError

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.cli.session import Session
    from segdsl.meaning import model
    from segdsl.meaning.settings import Warehouse
    from segdsl.planning import plan
    from segdsl.sql.dialects import Dialect
    from segdsl.warehouse.engine import Engine
    from segdsl.warehouse.publisher import Publisher


def dialect(workspace: Workspace, warehouse: str | None, asked: str | None) -> Dialect:
    """The SQL asked for, else that of the warehouse, else DuckDB's; nothing is opened."""
    from segdsl.sql import dialects
    from segdsl.warehouse import connect

    if asked is not None:
        return dialects.BY_NAME[asked]
    if not workspace.settings.warehouses and warehouse is None:
        return dialects.DUCKDB
    found = chosen(workspace, warehouse)
    url = _url(found)
    where = address(found.name, url, workspace.folder) if url else None
    return dialects.DUCKDB if where is None else connect.dialect(where)


@contextmanager
def opened(session: Session, workspace: Workspace, name: str | None) -> Iterator[Engine]:
    """The warehouse, closed at the end; whatever it refuses is a Failure."""
    try:
        where = address_of(workspace, name)
        session.detail(f"{where.name}: {redacted(where.text, where.secrets)}")
        with session.watch.stage("connect"):
            engine = connect(where, session.statement)
        try:
            with progress(session, where.name):
                yield engine
        finally:
            engine.close()
    except WarehouseError as error:
        raise Failure(WAREHOUSE, [error.diagnostic]) from None


@contextmanager
def published(session: Session, workspace: Workspace, name: str | None) -> Iterator[Publisher]:
    """The session that writes, closed at the end: what was not committed never was."""
    from segdsl.warehouse import publisher as publishers

    try:
        reading = address_of(workspace, name)
        settings = chosen(workspace, name)
        writing = _writing_address(workspace, settings)
        shown = writing or reading
        session.detail(f"{shown.name}: {redacted(shown.text, shown.secrets)}")
        inside = schema(workspace, name)
        with session.watch.stage("connect"):
            publisher = publishers.connect(reading, writing, inside, session.statement)
        try:
            yield publisher
        finally:
            publisher.close()
    except WarehouseError as error:
        raise Failure(WAREHOUSE, [error.diagnostic]) from None


@contextmanager
def opened_where_published(
    session: Session, workspace: Workspace, name: str | None
) -> Iterator[Engine]:
    """The warehouse that members are written to, read-only."""
    try:
        writing = _writing_address(workspace, chosen(workspace, name))
        where = writing or address_of(workspace, name)
        if writing is not None and writing.path is not None and not writing.path.exists():
            facts = {"schema": schema(workspace, name), "warehouse": where.name}
            raise Refused(about(publishing.NOT_PUBLISHED, None, **facts))
        session.detail(f"{where.name}: {redacted(where.text, where.secrets)}")
        engine = connect(where, session.statement)
        try:
            with progress(session, where.name):
                yield engine
        finally:
            engine.close()
    except WarehouseError as error:
        raise Failure(WAREHOUSE, [error.diagnostic]) from None


def _writing_address(workspace: Workspace, settings: Warehouse) -> Address | None:
    """Where members are written, if not where rows are read."""
    if settings.publish is None and settings.publish_env is None:
        return None
    url = choice.publishing_url(settings, os.environ)
    if not url:
        facts = {"variable": settings.publish_env or "", "warehouse": settings.name}
        raise Unreachable(about(warehouse_catalog.NO_SECRET, None, **facts))
    found = address(settings.name, url, workspace.folder)
    if found is None or found.form is Form.FOLDER:
        facts = {"address": redacted(url), "warehouse": settings.name}
        raise Failure(USAGE, [about(warehouse_catalog.UNKNOWN_ADDRESS, None, **facts)])
    return choice.limited(found, settings)


def fitted(
    session: Session, project: model.Project, programs: Sequence[plan.Program], engine: Engine
) -> None:
    """Raises Failure where the warehouse does not fit the model."""
    from segdsl.warehouse import checks

    with session.watch.stage("checks"):
        found = checks.fit(project, programs, engine)
    if found:
        raise Failure(FINDINGS, found)


def address_of(workspace: Workspace, name: str | None) -> Address:
    """Where a warehouse is. Raises Unreachable, Failure."""
    warehouse = chosen(workspace, name)
    url = _url(warehouse)
    if not url:
        facts = {"variable": warehouse.url_env or "", "warehouse": warehouse.name}
        raise Unreachable(about(warehouse_catalog.NO_SECRET, None, **facts))
    found = address(warehouse.name, url, workspace.folder)
    if found is None:
        facts = {"address": redacted(url), "warehouse": warehouse.name}
        raise Failure(USAGE, [about(warehouse_catalog.UNKNOWN_ADDRESS, None, **facts)])
    project = workspace.analysis.project
    limited = choice.limited(choice.typed(found, project), warehouse)
    return choice.with_history(limited, warehouse, os.environ, workspace.folder, project)


def _url(warehouse: Warehouse) -> str:
    return choice.url(warehouse, os.environ)
