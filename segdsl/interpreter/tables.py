"""Which rows exist, and what they refer to: a project and raw cells in, rows out.

A row exists if the `where` of its table holds, its `at` (where the table has one) is known and not
after the as-of day, and, in a population, its key is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from segdsl.interpreter.meeting import as_type
from segdsl.interpreter.reading import Read, Value, cell, day_of, stored
from segdsl.meaning import model

World = Mapping[str, Sequence[Mapping[str, object]]]


class DuplicateKey(Exception):
    """Several rows of one table have the same key: a run stops here, with examples."""

    def __init__(self, table: str, keys: Sequence[Value]) -> None:
        super().__init__(f"{table}: several rows have the key {', '.join(map(repr, keys))}")
        self.table = table
        self.keys = tuple(keys)


class SeveralValues(Exception):
    """A field that should be shared has two known values in one group: a run stops here."""

    def __init__(self, table: str, field: str, group: Sequence[Value]) -> None:
        super().__init__(f"{table}.{field}: several values in the group {tuple(group)!r}")
        self.table = table
        self.field = field
        self.group = tuple(group)


@dataclass(eq=False, slots=True)
class Row:
    """A row of a table: `cells` as stored or, in a grouped source, the `members` of the group.

    `shared` are the values that a group has from its members, by field or reference.
    """

    table: model.Table
    cells: Mapping[str, object] = field(default_factory=dict)
    members: tuple[Row, ...] = ()
    shared: dict[str, Read] = field(default_factory=dict)
    seen: dict[str, Read] = field(default_factory=dict)


class Tables:
    """The rows of a project as they stand on one day; `value` and `holds` evaluate on a row."""

    def __init__(
        self,
        project: model.Project,
        world: World,
        as_of: date,
        value: Callable[[Row, model.Value], Read],
        holds: Callable[[Row, model.Condition], bool],
    ) -> None:
        self.project = project
        self.world = world
        self.as_of = as_of
        self._value = value
        self._holds = holds
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._by_key: dict[str, dict[Value, Row]] = {}
        self._ends: dict[tuple[str, tuple[str, ...]], dict[Row, list[Row]]] = {}

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a table that exist."""
        if name not in self._rows:
            table = self.project.source(name)
            all_rows = self._groups(table) if table.grouping else self._stored(table)
            self._rows[name] = tuple(row for row in all_rows if self._exists(row))
        return self._rows[name]

    def by_key(self, name: str) -> dict[Value, Row]:
        """The rows of a table by their known keys. Raises DuplicateKey."""
        if name not in self._by_key:
            table = self.project.source(name)
            assert table.key is not None
            found: dict[Value, Row] = {}
            twice: list[Value] = []
            for row in self.rows(name):
                key = self.field(row, table.key)
                if key is not None and found.setdefault(key, row) is not row:
                    twice.append(key)
            if twice:
                raise DuplicateKey(name, list(dict.fromkeys(twice)))
            self._by_key[name] = found
        return self._by_key[name]

    def follow(self, row: Row, route: Sequence[str]) -> Row | None:
        """The row at the end of these references, or None where one of them ends nowhere."""
        here: Row | None = row
        for name in route:
            if here is None:
                return None
            reference = here.table.reference(name)
            key = self._pointer(here, reference)
            here = None if key is None else self.by_key(reference.target).get(key)
        return here

    def leading_to(self, row: Row, name: str, route: tuple[str, ...]) -> Sequence[Row]:
        """The rows of a table whose route ends at this row; of a group, its members."""
        if row.table.grouping is not None and row.table.grouping.table == name and not route:
            return row.members
        if (name, route) not in self._ends:
            ends: dict[Row, list[Row]] = {}
            for start in self.rows(name):
                end = self.follow(start, route)
                if end is not None:
                    ends.setdefault(end, []).append(start)
            self._ends[name, route] = ends
        return self._ends[name, route].get(row, [])

    def field(self, row: Row, name: str) -> Read:
        """The value of a field of this very row."""
        if name not in row.seen:
            row.seen[name] = self._field(row, row.table.field(name))
        return row.seen[name]

    def key(self, row: Row) -> Read:
        assert row.table.key is not None
        return self.field(row, row.table.key)

    def moment(self, row: Row) -> tuple[datetime, date] | tuple[None, None]:
        """When a row happened, to order rows by, and its day; Nones in a table without `at`."""
        happened = None if row.table.at is None else self.field(row, row.table.at)
        if not isinstance(happened, date):
            return None, None
        day = day_of(happened, self.project.timezone)
        if isinstance(happened, datetime):
            return happened, day
        return datetime.combine(happened, time.min), day

    def _field(self, row: Row, declared: model.Field) -> Read:
        match declared.origin:
            case model.Stored(column):
                return stored(row.cells.get(column), declared)
            case model.Computed(value) | model.Gathered(value):
                return as_type(self._value(row, value), declared.type, self.project.timezone)
            case model.Shared():
                return row.shared[declared.name]

    def _pointer(self, row: Row, reference: model.Reference) -> Read:
        """The key that a reference looks for."""
        match reference.origin:
            case model.Stored(column):
                return cell(row.cells.get(column), reference.type)
            case model.Shared():
                return row.shared[reference.name]

    def _stored(self, table: model.Table) -> list[Row]:
        """The rows as they are given; a world may lack the published history: it is empty then."""
        unheard = () if table.name in self.project.histories else None
        cells = self.world.get(table.name, unheard)
        assert cells is not None, table.name
        return [Row(table, one) for one in cells]

    def _exists(self, row: Row) -> bool:
        table = row.table
        if table.where is not None and not self._holds(row, table.where):
            return False
        if table.at is not None:
            _, day = self.moment(row)
            if day is None or day > self.as_of:
                return False
        return not table.is_population or self.key(row) is not None

    def _groups(self, table: model.Table) -> list[Row]:
        """One row per combination of known key values among the grouped rows as of the day."""
        assert table.grouping is not None
        where = table.grouping.where
        keys, others = _shared(table)
        groups: dict[tuple[Value, ...], list[Row]] = {}
        for member in self.rows(table.grouping.table):
            if where is None or self._holds(member, where):
                parts = [self._value(member, origin.value) for origin in keys.values()]
                known = tuple(part for part in parts if part is not None)
                if len(known) == len(parts):
                    groups.setdefault(known, []).append(member)
        return [self._group(table, keys, others, key, rows) for key, rows in groups.items()]

    def _group(
        self,
        table: model.Table,
        keys: Mapping[str, model.Shared],
        others: Mapping[str, model.Shared],
        key: Sequence[Value],
        members: Sequence[Row],
    ) -> Row:
        shared: dict[str, Read] = dict(zip(keys, key, strict=True))
        for name, origin in others.items():
            shared[name] = self._one_value(table, name, origin, key, members)
        return Row(table, members=tuple(members), shared=shared)

    def _one_value(
        self,
        table: model.Table,
        name: str,
        origin: model.Shared,
        group: Sequence[Value],
        members: Sequence[Row],
    ) -> Read:
        values = {self._value(member, origin.value) for member in members} - {None}
        if len(values) > 1:
            raise SeveralValues(table.name, name, group)
        return values.pop() if values else None


def _shared(table: model.Table) -> tuple[dict[str, model.Shared], dict[str, model.Shared]]:
    """What a grouped table takes from its rows: first what makes its key, then the others."""
    fields = {field.name: field.origin for field in table.fields}
    references = {reference.name: reference.origin for reference in table.references}
    shared = {
        name: origin
        for name, origin in (*fields.items(), *references.items())
        if isinstance(origin, model.Shared)
    }
    keys = {name: origin for name, origin in shared.items() if origin.is_key}
    return keys, {name: origin for name, origin in shared.items() if not origin.is_key}
