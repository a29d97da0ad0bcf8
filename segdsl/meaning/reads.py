"""Say what data declarations need: a project and names in, the members of tables read out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.uses import bodies, declared, found_population, named


def reads(project: model.Project, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """By table, its members that are read, both in the order of the model; computed ones with what
    they are computed from. A table of which only rows are counted has its key and its time.
    """
    reader = _Reader(project)
    for name in names:
        reader.declaration(name)
    return {
        table.name: tuple(one.name for one in table.members() if one.name in reader.found[name])
        for name, table in project.tables.items()
        if name in reader.found
    }


@dataclass(slots=True)
class _Reader:
    project: model.Project
    found: dict[str, dict[str, None]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def declaration(self, name: str) -> None:
        """A metric, a segment, a target or any other name, and all that it is made of."""
        one = declared(self.project)[name]
        if name in self.done:
            return
        self.done.add(name)
        if isinstance(one, model.Table):
            self.table(name)
            return
        population = found_population(one)
        if population:
            self.table(population)
        for body in bodies(one):
            self.node(body, population)
        if isinstance(one, model.Target):
            for column in one.columns:
                self.node(column, population)

    def table(self, name: str) -> None:
        """Rows of a table: its key, its time, and what says which rows there are."""
        if name in self.found:
            return
        table = self.project.tables[name]
        self.found[name] = {}
        for member in (table.key, table.at):
            if member is not None:
                self.member(name, member)
        if table.where is not None:
            self.node(table.where, name)
        if table.grouping is not None:
            self.table(table.grouping.table)
            if table.grouping.where is not None:
                self.node(table.grouping.where, table.grouping.table)
            for one in table.members():
                if isinstance(one.origin, model.Shared) and one.origin.is_key:
                    self.member(name, one.name)

    def member(self, table: str, name: str) -> None:
        """A field or reference, and what it is made from."""
        self.table(table)
        if name in self.found[table]:
            return
        found = next(
            (one for one in self.project.tables[table].members() if one.name == name), None
        )
        if found is None:
            return
        self.found[table][name] = None
        grouping = self.project.tables[table].grouping
        match found.origin:
            case model.Computed(value):
                self.node(value, table)
            case model.Gathered(aggregate):
                self.node(aggregate, table)
            case model.Shared(value) if grouping is not None:
                self.node(value, grouping.table)

    def route(self, table: str, through: Sequence[str]) -> str:
        """Follows references from the rows of a table; returns where they end."""
        for name in through:
            self.member(table, name)
            table = self.project.tables[table].reference(name).target
            self.table(table)
        return table

    def node(self, node: Any, table: str) -> None:
        """A condition or value on rows of a table."""
        match node:
            case model.FieldValue(through, _, name):
                self.member(self.route(table, through), name)
            case model.ReferenceKey(through):
                self.route(table, through)
            case model.Selection(source, route, where, window):
                self.table(source)
                self.route(source, route)
                if where is not None:
                    self.node(where, source)
                if window is not None:
                    self.node(window, table)
            case model.Aggregate(_, rows, column, _, weight):
                self.node(rows, table)
                for value in (column, weight):
                    if value is not None:
                        self.node(value, rows.table)
            case model.Rows(_, _, rows, same):
                self.node(rows, table)
                if same is not None:
                    self.node(same, rows.table)
            case _:
                other = named(node)
                if other is not None:
                    self.declaration(other)
                for child in trees.children(node):
                    self.node(child, table)
