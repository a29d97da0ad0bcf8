"""The options that several commands take, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class DialectName(StrEnum):
    duckdb = "duckdb"
    postgres = "postgres"


class TextOrJson(StrEnum):
    text = "text"
    json = "json"


Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME",
        help="Segments, segmentations, classes (`cycle.actif`), `tag:crm`; `+name` with what it is"
        " made of, `name+` with what is made of it. All of them by default.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day to look from; by default the warehouse's own, else yesterday.",
    ),
]
WarehouseName = Annotated[
    str | None,
    typer.Option(
        "--warehouse",
        metavar="NAME",
        help="A warehouse of segdsl.toml; by default the first.",
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PARAMETER=VALUE",
        help="Give a parameter another value; may be repeated.",
        show_default=False,
    ),
]
Dialect = Annotated[
    DialectName | None,
    typer.Option(
        "--dialect", help="The engine to write SQL for; by default the warehouse's, else DuckDB."
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="The folder to write to."),
]
