"""Know what stands behind each declared table: a stored table, or a step that makes its rows.

`Tables` is shared by all scopes of one program. It collects which columns are read, and makes the
steps for grouped sources and for tables whose own `where` follows references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Protocol

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import plan
from segdsl.planning.names import Names


class Layer(Enum):
    """The steps that may stand between a declared table and its readers."""

    GROUPS = "groups"  # makes the rows of a grouped source
    KEPT = "kept"  # keeps the rows that a `where` with references leaves
    COUNTED = "counted"  # by key, what fields count of the rows that refer to a table


class Counts(Protocol):
    """Counts rows for the fields of one table (`counting.Counting`)."""

    @property
    def key(self) -> str: ...
    def aggregate(self, node: model.Aggregate) -> plan.Term: ...
    def rows(self, node: model.Rows) -> plan.Term: ...
    def since(self, node: model.Aggregate) -> plan.Term | None: ...
    def when_empty(self, column: str) -> int | None: ...
    def steps(self) -> list[plan.Step]: ...


COUNTED = "<counted>"  # its place among references, where none is called so


@dataclass(slots=True)
class Tables:
    """The tables of a project as one program reads them."""

    project: model.Project
    as_of: date
    names: Names
    count_for: Callable[[Tables, model.Table], Counts]
    counts: dict[str, Counts] = field(default_factory=dict)  # for the fields of each table
    reads: dict[str, dict[str, plan.ReadColumn]] = field(default_factory=dict)
    made: dict[tuple[str, Layer], str] = field(default_factory=dict)  # the name of its step
    wanted: dict[tuple[str, Layer], dict[str, None]] = field(default_factory=dict)  # its columns

    def on(self, day: date) -> Tables:
        """The same tables as they stood on another day: their rows after it do not exist."""
        return Tables(self.project, day, self.names.dated(day), self.count_for)

    @property
    def zone(self) -> str:
        return self.project.timezone

    def table(self, name: str) -> model.Table:
        return self.project.source(name)

    def relation(self, table: model.Table) -> plan.Relation:
        """Where the rows of a table are read from."""
        if not follows(self, table):
            return self.base(table)
        return self._made(table, Layer.KEPT, f"{table.name}_kept")

    def base(self, table: model.Table) -> plan.Relation:
        """Where they are read from before the table's own `where`."""
        if table.grouping is not None:
            return self._made(table, Layer.GROUPS, table.name)
        self.reads.setdefault(table.name, {})
        return plan.Stored(table.physical)

    def _made(self, table: model.Table, layer: Layer, wish: str) -> plan.Made:
        place = (table.name, layer)
        if place not in self.made:
            self.made[place] = self.names.take(wish)
            self.wanted[place] = {}
        return plan.Made(self.made[place])

    def stored(self, table: model.Table, alias: str, column: plan.ReadColumn) -> plan.Column:
        """A column of a stored table, or of the step that keeps some of its rows."""
        self.reads.setdefault(table.name, {})[column.column] = column
        self._want(table, column.column)
        return plan.Column(alias, column.column, column.type, zone=column.zone)

    def grouped(self, table: model.Table, alias: str, name: str) -> plan.Column:
        """A field or reference of a grouped source."""
        self._want(table, name)
        found = member(table, name)
        zone = found.zone if isinstance(found, model.Field) else None
        return plan.Column(alias, name, found.type, zone=zone)

    def counts_of(self, table: model.Table) -> Counts:
        """What the fields of a table ask of the rows that refer to it."""
        if table.name not in self.counts:
            self.counts[table.name] = self.count_for(self, table)
        return self.counts[table.name]

    def counted(self, table: model.Table, column: str) -> plan.Made:
        """The step that holds what the fields of a table count of other rows; a column of it."""
        made = self._made(table, Layer.COUNTED, f"{table.name}_counted")
        self.wanted[table.name, Layer.COUNTED][column] = None
        return made

    def _want(self, table: model.Table, column: str) -> None:
        for layer in (Layer.GROUPS, Layer.KEPT):
            if (table.name, layer) in self.wanted:
                self.wanted[table.name, layer][column] = None


def member(table: model.Table, name: str) -> model.Field | model.Reference:
    """The field or reference of that name."""
    fields = [found for found in table.fields if found.name == name]
    return fields[0] if fields else table.reference(name)


def follows(tables: Tables, table: model.Table) -> bool:
    """Whether a table's own `where` follows references: then a step keeps its rows."""
    return table.where is not None and any(paths(tables, table, table.where))


def paths(tables: Tables, table: model.Table, node: model.Node) -> Iterator[tuple[str, ...]]:
    """The references that a condition or value on a row of the table follows.

    What is counted of other rows stands in a step of its own, found as if by a reference.
    """
    match node:
        case model.FieldValue(through, _, name, _):
            if through:
                yield through
            owner = _end(tables, table, through)
            origin = owner.field(name).origin
            if isinstance(origin, model.Computed):
                for beyond in paths(tables, owner, origin.value):
                    yield through + beyond
        case model.ReferenceKey(through, _, _):
            yield through
        case model.Aggregate() | model.Rows():
            yield (COUNTED,)
        case _:
            for child in trees.children(node):
                if isinstance(child, model.Node):
                    yield from paths(tables, table, child)


def _end(tables: Tables, table: model.Table, through: tuple[str, ...]) -> model.Table:
    for name in through:
        table = tables.table(table.reference(name).target)
    return table


def read_column(found: model.Field | model.Reference, stored: model.Stored) -> plan.ReadColumn:
    """What the model says of a stored column."""
    match found:
        case model.Field():
            flag = found.flags is not None
            zone = found.zone if found.type is Type.DATETIME else None
            return plan.ReadColumn(stored.column, found.type, zone, flag)
        case model.Reference():
            return plan.ReadColumn(stored.column, found.type)
