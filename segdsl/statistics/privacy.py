"""Say what may be shown: a project and a value in, whether it reads a private field out.

How many customers are in a segment may be shown whatever its condition reads; the values
themselves, and texts made of them, may not.
"""

from __future__ import annotations

from collections.abc import Iterator

from segdsl import trees
from segdsl.meaning import model


def is_private(project: model.Project, value: model.Value) -> bool:
    """Whether a value reads a private field, by itself or through other names."""
    return _Reading(project).reads(value)


class _Reading:
    """One walk: each name and field is looked into once."""

    def __init__(self, project: model.Project) -> None:
        self.project = project
        self.seen: set[tuple[str, str]] = set()
        self.waiting: list[model.Node] = []

    def reads(self, node: model.Node) -> bool:
        self.waiting.append(node)
        while self.waiting:
            for part in trees.walk(self.waiting.pop()):
                if any(self._field(*place) for place in self._fields(part)):
                    return True
        return False

    def _fields(self, node: object) -> Iterator[tuple[str, str]]:
        """The fields that a node reads; names are left to be looked into."""
        match node:
            case model.FieldValue(_, table, name):
                yield table, name
            case model.ReferenceKey(_, table):
                key = self.project.tables[table].key
                if key is not None:
                    yield table, key
            case model.Selection(table):
                yield from self._rows(table)
            case model.MetricValue(name):
                self._name("metric", name, self.project.metrics[name].value)
            case model.ClassValue(name):
                by = self.project.segmentations[name].by
                if by is not None:
                    self._name("segmentation", name, by)

    def _name(self, kind: str, name: str, value: model.Node) -> None:
        if (kind, name) not in self.seen:
            self.seen.add((kind, name))
            self.waiting.append(value)

    def _rows(self, table: str) -> Iterator[tuple[str, str]]:
        """What makes a row of a grouped source: the fields by which it is grouped."""
        if self.project.tables[table].grouping is not None:
            for member in self.project.tables[table].members():
                if isinstance(member.origin, model.Shared) and member.origin.is_key:
                    self.waiting.append(member.origin.value)
        return iter(())

    def _field(self, table: str, name: str) -> bool:
        if (table, name) in self.seen:
            return False
        self.seen.add((table, name))
        declared = self.project.tables[table].field(name)
        match declared.origin:
            case model.Computed(value) | model.Gathered(value) | model.Shared(value):
                self.waiting.append(value)
            case model.Stored():
                pass
        return declared.private
