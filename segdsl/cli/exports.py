"""The files of an export: a drawn target in, bytes by name and a report out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from segdsl.cli.failure import USAGE, Failure
from segdsl.publishing import files as texts
from segdsl.publishing import platforms
from segdsl.publishing.export import Left, text_of
from segdsl.text.catalog import publishing as catalog
from segdsl.text.diagnostics import Said, about
from segdsl.text.figures import count
from segdsl.warehouse import declared

if TYPE_CHECKING:
    from segdsl.cli.session import Session
    from segdsl.publishing.export import Handed

REASONS = {
    Left.GONE: Said("no longer in the population", "plus dans la population"),
    Left.UNREACHABLE: Said(
        "no longer reachable by a channel of the target",
        "plus joignables par un canal de la cible",
    ),
    Left.UNMATCHED: Said(
        "nothing that the platform could match", "rien que la plateforme sache rapprocher"
    ),
}


def kinds(handed: Handed, holds: list[str]) -> dict[str, str]:
    """What columns hold, as the options say. Raises Failure."""
    found = {}
    for text in holds:
        column, _, kind = text.partition("=")
        if column not in handed.columns or kind not in platforms.KINDS:
            listed = ", ".join(platforms.KINDS)
            raise Failure(USAGE, [about(catalog.NOT_A_KIND, None, text=text, kinds=listed)])
        found[column] = kind
    return found


def contents(
    handed: Handed, to: str, raw: bool, kinds: dict[str, str]
) -> tuple[dict[str, bytes], dict[str, int]]:
    """The bytes of each file by the end of its name, and how many people are in it.

    Raises Failure.
    """
    guard = str if raw else texts.guarded
    written: dict[str, bytes] = {}
    rows = {}
    people = len(handed.contacted)
    match to:
        case "csv":
            written["contacted.csv"] = texts.people(handed, guard).encode()
            rows["contacted.csv"] = people
        case "parquet":
            written["contacted.parquet"] = _parquet(handed)
            rows["contacted.parquet"] = people
        case _:
            platform = next(one for one in platforms.PLATFORMS if one.name == to)
            try:
                text, without = texts.audience(handed, platform, kinds)
            except LookupError:
                facts = {"name": handed.target, "platform": platform.label}
                raise Failure(USAGE, [about(catalog.NO_IDENTIFIER, None, **facts)]) from None
            handed.dropped[Left.UNMATCHED] += without
            written[f"{to}.csv"] = text.encode()
            rows[f"{to}.csv"] = people - without
    if handed.control:
        written["control.csv"] = texts.control(handed, guard).encode()
        rows["control.csv"] = len(handed.control)
    return written, rows


def show(session: Session, handed: Handed) -> None:
    """How many were drawn, how many are handed over, and why the others are not."""
    kept = len(handed.contacted) - handed.dropped[Left.UNMATCHED]
    said, day = count(kept, session.language), handed.drawn_as_of
    print(
        session.says(
            f"{handed.target}, version {handed.version} of {day}: {said} handed over",
            f"{handed.target}, version {handed.version} du {day} : {said} transmis",
        )
    )
    for why, dropped in handed.dropped.items():
        if dropped:
            print(f"  − {count(dropped, session.language)} {REASONS[why].in_(session.language)}")
    if handed.control:
        apart = count(len(handed.control), session.language)
        print(session.says(f"  {apart} kept apart: control group", f"  {apart} en groupe témoin"))


def _parquet(handed: Handed) -> bytes:
    """The same rows with their types, written by DuckDB beside the file that will be read."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="segdsl-") as folder:
        rows, target = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        rows.write_text(_plain(handed), encoding="utf-8")
        names = ("customer", "channels", *handed.columns)
        own = [declared.TYPES.get(one, "VARCHAR") for one in handed.types]
        types = ("VARCHAR", "VARCHAR", *own)
        pairs = zip(names, types, strict=True)
        columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in pairs)
        with duckdb.connect() as connection:
            read = (
                f"read_csv({_quoted(str(rows))}, header = true, columns = {{{columns}}}, "
                "delim = ',', quote = '\"', escape = '\"', nullstr = '', "
                "allow_quoted_nulls = false, parallel = false)"
            )
            connection.execute(
                f"COPY (SELECT * FROM {read}) TO {_quoted(str(target))} (FORMAT parquet)"
            )
        return target.read_bytes()


def _plain(handed: Handed) -> str:
    """CSV in which every text stands in quotes and a missing value does not."""
    lines: list[list[str | None]] = [["customer", "channels", *handed.columns]]
    for one in handed.contacted:
        cells = [None if value is None else text_of(value) for value in one.values]
        lines.append([one.customer, one.channels, *cells])
    return "".join(f"{','.join(map(_cell, line))}\n" for line in lines)


def _cell(text: str | None) -> str:
    return "" if text is None else '"' + text.replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
