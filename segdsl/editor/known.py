"""Know what names stand for while text is broken: models in, tables, members and types out.

A declaration that cannot be read at the moment is known as it was when it last could.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.uses import Declared, declared

Member = model.Field | model.Reference


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value may be: its type, the texts it takes where they are known, and its classes."""

    type: Type | None
    one_of: tuple[model.Constant, ...] = ()
    segmentation: model.Segmentation | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A project as far as it is known."""

    project: model.Project

    @property
    def declared(self) -> dict[str, Declared]:
        return declared(self.project)

    def table(self, word: str) -> model.Table | None:
        """A population or source by its name, or by its word for one row."""
        found = self.project.tables.get(word)
        if found is not None:
            return found
        tables = self.project.tables.values()
        return next((table for table in tables if table.singular == word), None)

    def population(self, name: str | None) -> model.Table | None:
        """The population of a name, else the only one there is."""
        if name is not None:
            return self.table(name)
        there = self.project.populations()
        return there[0] if len(there) == 1 else None

    def follow(self, table: model.Table, parts: Sequence[str]) -> tuple[model.Table, Member] | None:
        """The member that a path leads to, and the table whose member it is."""
        here, found = table, None
        for place, part in enumerate(parts):
            found = next((one for one in here.members() if one.name == part), None)
            if found is None:
                return None
            if place < len(parts) - 1:
                target = self.target(found)
                if target is None:
                    return None
                here = target
        return None if found is None else (here, found)

    def target(self, member: Member) -> model.Table | None:
        """The table that a reference leads to."""
        if isinstance(member, model.Field):
            return None
        return self.project.tables.get(member.target)

    def kind_of(self, table: model.Table | None, parts: Sequence[str]) -> Kind | None:
        """What a path is in a rule on rows of a table; of a population also what is declared."""
        found = self.follow(table, parts) if table is not None else None
        if found is not None:
            return kind_of_member(found[1])
        named = self.declared.get(parts[0])
        match named:
            case model.Metric(value=value):
                return Kind(None if isinstance(value, model.Broken) else value.type)
            case model.Parameter(type=type_):
                return Kind(type_)
            case model.Segmentation() if len(parts) == 1:
                return Kind(Type.TEXT, segmentation=named)
            case model.Segment() | model.List() | model.Segmentation():
                return Kind(Type.BOOLEAN)
            case model.Define(body=body):
                return Kind(None if isinstance(body, model.Broken) else body.type)
            case _:
                return None


def kind_of_member(member: Member) -> Kind:
    if isinstance(member, model.Field):
        return Kind(member.type, member.one_of or ())
    return Kind(member.type)


def remembered(
    now: model.Project, before: model.Project | None, lost: Collection[str]
) -> model.Project:
    """The project now, with the declarations that are lost at the moment as they were before."""
    if before is None or not lost:
        return now
    changes: dict[str, Any] = {}
    for one in fields(model.Project):
        old, new = getattr(before, one.name), getattr(now, one.name)
        if isinstance(old, dict) and one.name != "value_metrics":
            kept = {name: found for name, found in old.items() if name in lost and name not in new}
            if kept:
                changes[one.name] = {**kept, **new}
    return replace(now, **changes) if changes else now
