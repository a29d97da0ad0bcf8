"""Tell whether two nodes say the same in other names: what an author wrote, not what it leads to.

A condition that names a metric says the same after the metric has changed: that it is touched is
said elsewhere. What is resolved from other declarations (types, values of parameters, the text of a
`define`) is therefore left out; names of the old version are read as those they have now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.types import Type

BLANK = model.Constant(False, Type.BOOLEAN)
UNSAID = model.Always(True)


@dataclass(frozen=True, slots=True)
class Names:
    """How names of the old version read in the new one, where they differ.

    `members` are by the old table, `classes` by the old segmentation.
    """

    declared: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[tuple[str, str], str] = field(default_factory=dict)
    classes: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def now(self, name: str) -> str:
        return self.declared.get(name, name)

    def member(self, table: str, name: str) -> str:
        return self.members.get((table, name), name)

    def class_(self, segmentation: str, name: str) -> str:
        return self.classes.get((segmentation, name), name)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares nodes of two projects; `before` is the one whose names are translated."""

    before: model.Project
    names: Names

    def same(self, old: Any, new: Any) -> bool:
        """Whether two nodes, or tuples of them, say the same."""
        if isinstance(old, tuple) and isinstance(new, tuple):
            return len(old) == len(new) and all(map(self.same, old, new))
        if old is None or new is None:
            return old is new
        return bool(self.old(old) == self.new(new))

    def old(self, node: Any) -> Any:
        translation = Translation(self.before, self.names)
        return trees.rewrite(node, lambda one: _own(translation.of(one)))

    def new(self, node: Any) -> Any:
        return trees.rewrite(node, _own)


@dataclass(frozen=True, slots=True)
class Translation:
    """Reads names of the old version as those they have now."""

    before: model.Project
    names: Names

    def tree(self, node: Any, table: str) -> Any:
        """A tree with all its names translated; `table` is where its references start."""
        match node:
            case model.Selection(name):
                inside = name
            case model.Aggregate(rows=rows) | model.Rows(rows=rows):
                inside = rows.table  # of the column, and of a value that rows share
            case _:
                inside = table
        changes: dict[str, Any] = {}
        for one in fields(node):
            if one.init and one.name != "span":
                value = getattr(node, one.name)
                new = self._mended(value, inside)
                if new is not value:
                    changes[one.name] = new
        return self.of(replace(node, **changes) if changes else node, table)

    def _mended(self, value: Any, table: str) -> Any:
        if isinstance(value, tuple):
            found = tuple(self._mended(one, table) for one in value)
            return value if all(a is b for a, b in zip(value, found, strict=True)) else found
        return self.tree(value, table) if isinstance(value, model.Node) else value

    def of(self, node: Any, table: str | None = None) -> Any:
        """A node with its own names translated; without a table, as far as they tell."""
        names = self.names
        match node:
            case model.ParameterValue(name):
                return replace(node, name=names.now(name))
            case model.FieldValue(through, owner, name):
                return replace(
                    node,
                    through=self._followed(through, table),
                    table=names.now(owner),
                    name=names.member(owner, name),
                )
            case model.ReferenceKey(through, target):
                through = self._followed(through, table)
                return replace(node, through=through, target=names.now(target))
            case model.Selection(name, route):
                return replace(node, table=names.now(name), route=self._followed(route, name))
            case model.MetricValue(name) | model.InSegment(name) | model.InChannel(name):
                return replace(node, name=names.now(name))
            case model.InList(name):
                return replace(node, name=names.now(name))
            case model.ClassValue(name):
                return replace(node, segmentation=names.now(name))
            case model.InClass(name, classes):
                renamed = tuple(names.class_(name, one) for one in classes)
                return replace(node, segmentation=names.now(name), classes=renamed)
            case model.Called(name) | model.CalledValue(name):
                return replace(node, define=names.now(name))
            case _:
                return node

    def _followed(self, references: tuple[str, ...], table: str | None) -> tuple[str, ...]:
        """The new names of references that are followed from a table."""
        if table is None:  # as they are called now wherever they are
            renamed = {old: new for (_, old), new in self.names.members.items()}
            return tuple(renamed.get(name, name) for name in references)
        found = []
        here = table
        for name in references:
            found.append(self.names.member(here, name))
            here = self.before.tables[here].reference(name).target
        return tuple(found)


def _own(node: Any) -> Any:
    """The node without what it knows of other declarations."""
    match node:
        case model.ParameterValue():
            return replace(node, constant=BLANK)
        case model.Called():
            return replace(node, condition=UNSAID)
        case model.CalledValue():
            return replace(node, value=BLANK)
        case model.FieldValue() | model.ReferenceKey() | model.MetricValue() | model.Aggregate():
            return replace(node, type=Type.TEXT)
        case model.Arithmetic() | model.Negative() | model.PlaceIn():
            return replace(node, type=Type.TEXT)
        case model.Standing():
            return replace(node, better=model.Better.HIGHER)
        case _:
            return node
