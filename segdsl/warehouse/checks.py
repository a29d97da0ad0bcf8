"""Say where a warehouse does not fit the model, before anything is run: a program in, findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from segdsl.meaning import model
from segdsl.meaning.types import NAMES, Type
from segdsl.planning import plan
from segdsl.sql import from_plan
from segdsl.text import spelling
from segdsl.text.catalog import publishing
from segdsl.text.catalog import warehouse as catalog
from segdsl.text.diagnostics import Diagnostic, Message, Said
from segdsl.text.source import Span
from segdsl.warehouse.engine import Engine


class Kind(Enum):
    """What a warehouse holds in a column, whatever its engine calls it."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    TIMESTAMP_IN_ZONE = "timestamp with time zone"


# the engines' own names, without length and precision
KINDS = {
    **dict.fromkeys(("varchar", "text", "character varying", "character", "bpchar"), Kind.TEXT),
    **dict.fromkeys(("tinyint", "smallint", "integer", "bigint", "hugeint"), Kind.INTEGER),
    **dict.fromkeys(("utinyint", "usmallint", "uinteger", "ubigint", "uhugeint"), Kind.INTEGER),
    **dict.fromkeys(("decimal", "numeric"), Kind.DECIMAL),
    **dict.fromkeys(("float", "double", "real", "double precision"), Kind.FLOAT),
    "boolean": Kind.BOOLEAN,
    "date": Kind.DATE,
    **dict.fromkeys(("timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns"), Kind.TIMESTAMP),
    "timestamp without time zone": Kind.TIMESTAMP,
    "timestamp with time zone": Kind.TIMESTAMP_IN_ZONE,
}
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.FLOAT})
READS: dict[Type, frozenset[Kind]] = {
    Type.TEXT: frozenset({Kind.TEXT}),
    Type.INTEGER: frozenset({Kind.INTEGER}),
    Type.NUMBER: _NUMBERS,
    Type.PERCENT: _NUMBERS,
    Type.MONEY: _NUMBERS,
    Type.BOOLEAN: frozenset({Kind.BOOLEAN}),
    Type.DATE: frozenset({Kind.DATE}),
    Type.DATETIME: frozenset({Kind.TIMESTAMP, Kind.TIMESTAMP_IN_ZONE}),
}
READ_AS_FLAG = frozenset({Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN})
# the word to declare for what the warehouse holds
WORDS = {
    Kind.TEXT: "text",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "money",
    Kind.FLOAT: "number",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.TIMESTAMP: "datetime",
    Kind.TIMESTAMP_IN_ZONE: 'datetime in "UTC"',
}

DID_YOU_MEAN = Said("did you mean `{close}`?", "vouliez-vous dire `{close}` ?")


def fit(
    project: model.Project, programs: Sequence[plan.Program], engine: Engine
) -> tuple[Diagnostic, ...]:
    """Where tables, columns and types differ from the model; if nowhere, where the rows do.

    What two programs read is looked at once. Raises Refused.
    """
    reads = dict.fromkeys(read for program in programs for read in program.reads)
    found: dict[tuple[str, Span | None], Diagnostic] = {}
    for read in reads:
        for said in _table(project, read, engine):
            found.setdefault((said.message.code, said.span), said)
    if found:
        return tuple(found.values())
    checks = {(c.kind, c.table, c.field): c for program in programs for c in program.checks}
    return tuple(said for check in checks.values() for said in _rows(project, check, engine))


def _table(project: model.Project, read: plan.Read, engine: Engine) -> Iterator[Diagnostic]:
    table = project.source(read.table)
    columns = engine.columns(read.physical)
    if columns is None and read.table in project.histories:
        where: dict[str, str | Said] = {"schema": read.physical[0], "warehouse": engine.name}
        yield Diagnostic(publishing.NOT_PUBLISHED, None, where)
        return
    if columns is None:
        name = ".".join(read.physical)
        there = [".".join(parts) for parts in engine.tables()]
        facts: dict[str, str | Said] = {"table": name, "warehouse": engine.name}
        yield _absent(catalog.TABLE_ABSENT, table.span, facts, name, there)
        return
    for column in read.columns:
        yield from _column(table, read, column, columns, engine)


def _column(
    table: model.Table,
    read: plan.Read,
    column: plan.ReadColumn,
    columns: dict[str, str],
    engine: Engine,
) -> Iterator[Diagnostic]:
    facts: dict[str, str | Said] = {
        "column": column.column,
        "table": ".".join(read.physical),
        "warehouse": engine.name,
    }
    span = _place(table, column)
    physical = columns.get(column.column)
    if physical is None:
        yield _absent(catalog.COLUMN_ABSENT, span, facts, column.column, list(columns))
        return
    facts |= {"physical": physical, "declared": NAMES[column.type], "zone": column.zone or ""}
    held = kind(physical)
    if held is None:
        yield Diagnostic(catalog.TYPE_WITHOUT_WORD, span, facts)
    elif held not in (READ_AS_FLAG if column.is_flag else READS[column.type]):
        yield Diagnostic(catalog.WRONG_TYPE, span, facts | {"fits": WORDS[held]})
    elif held is Kind.TIMESTAMP_IN_ZONE and column.zone != "UTC":
        yield Diagnostic(catalog.KEEPS_ZONE, span, facts)


def kind(physical: str) -> Kind | None:
    """The kind of a type by its engine's name: `DECIMAL(10,2)`, `timestamp without time zone`."""
    return KINDS.get(physical.partition("(")[0].strip().lower())


def _rows(project: model.Project, check: plan.Check, engine: Engine) -> Iterator[Diagnostic]:
    keys = [row[0] for row in engine.rows(from_plan.check(check, engine.dialect))]
    if not keys:
        return
    table = project.tables[check.table]
    examples = ", ".join(f"`{key}`" for key in keys)
    facts: dict[str, str | Said] = {"table": table.name, "examples": examples}
    message, more = _broken(check, table)
    yield Diagnostic(message, _member(table, check.field), facts | more)


def _broken(check: plan.Check, table: model.Table) -> tuple[Message, dict[str, str | Said]]:
    match check.kind:
        case plan.CheckKind.DUPLICATE_KEY:
            return catalog.DUPLICATE_KEY, {"key": check.field}
        case plan.CheckKind.SEVERAL_VALUES:
            return catalog.SEVERAL_VALUES, {"field": check.field, "singular": table.singular}


def _place(table: model.Table, column: plan.ReadColumn) -> Span | None:
    """Where the column is declared: the member that reads it with that type, else any of them."""
    readers = [
        member
        for member in _members(table)
        if isinstance(member.origin, model.Stored) and member.origin.column == column.column
    ]
    typed = [member for member in readers if member.type is column.type]
    return next((member.span for member in (*typed, *readers)), table.span)


def _member(table: model.Table, name: str) -> Span | None:
    return next((member.span for member in _members(table) if member.name == name), table.span)


def _members(table: model.Table) -> tuple[model.Field | model.Reference, ...]:
    return (*table.fields, *table.references)


def _absent(
    message: Message,
    span: Span | None,
    facts: dict[str, str | Said],
    name: str,
    there: Sequence[str],
) -> Diagnostic:
    """What is not there, with the nearest name that is, also where only its schema differs."""
    ends = [known for known in there if known.split(".")[-1] == name.split(".")[-1]]
    close = next(iter(ends), None) or spelling.closest(name, there)
    if close is None:
        return Diagnostic(message, span, facts)
    return Diagnostic(message, span, facts | {"close": close}, help=DID_YOU_MEAN)
