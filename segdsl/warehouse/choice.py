"""Know what a project's settings say of its warehouses: settings, the hour and the environment
in; a day and an address out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from segdsl.meaning.settings import Settings, Warehouse
from segdsl.warehouse.address import Address


def day(settings: Settings, warehouse: Warehouse | None, now: datetime) -> date:
    """The day of a warehouse, else yesterday in the project's time zone; `now` is any instant."""
    if warehouse is not None and warehouse.as_of is not None:
        return warehouse.as_of
    return now.astimezone(ZoneInfo(settings.timezone)).date() - timedelta(days=1)


def url(warehouse: Warehouse, environment: Mapping[str, str]) -> str:
    """The url of a warehouse, or what the variable that is to hold it has: "" where it has none."""
    return warehouse.url or environment.get(warehouse.url_env or "", "")


def limited(found: Address, settings: Warehouse) -> Address:
    """The address with the limits that the project sets."""
    return replace(found, seconds=settings.seconds or found.seconds, memory=settings.memory)
