"""Say what rests on what in a project: a population in, nodes in layers and their arrows out.

Layers go from tables over fields to what is measured, then segments by what they are made of, then
targets. Every arrow leads to a later layer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.uses import Declared, bodies, declared, found_population, named

MOST_FIELDS = 40  # with more, tables lead straight to what is made of their fields


class Layer(Enum):
    """What stands in a layer; segments may need several."""

    TABLE = 0
    FIELD = 1
    MEASURE = 2
    SEGMENT = 3
    TARGET = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A declaration by its name, or a field `table.field`; `column` counts from the tables."""

    name: str
    layer: Layer
    column: int


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: tuple[Node, ...]
    arrows: tuple[tuple[str, str], ...]  # from what is used to what uses it


def lineage(project: model.Project, population: str) -> Graph:
    """All that leads to the segments and targets of a population."""
    found = {
        name: one
        for name, one in declared(project).items()
        if not isinstance(one, model.Table) and found_population(one) in ("", population)
    }
    used = {name: tuple(dict.fromkeys(_used(project, one))) for name, one in found.items()}
    used = {name: tuple(one for one in uses if one != name) for name, uses in used.items()}
    wanted = _reached(project, found, used)
    used = {name: used[name] for name in found if name in wanted}
    if sum("." in name for name in wanted) > MOST_FIELDS:
        used = {
            name: tuple(dict.fromkeys(one.partition(".")[0] for one in uses))
            for name, uses in used.items()
        }
    arrows = [(one, name) for name, uses in used.items() for one in uses]
    fields = list(dict.fromkeys(one for one, _ in arrows if "." in one))
    arrows = [(field.partition(".")[0], field) for field in fields] + arrows
    names = [*project.tables, *fields, *used]
    linked = {name for arrow in arrows for name in arrow}
    return _laid_out(project, [name for name in names if name in linked], arrows)


def _reached(
    project: model.Project, found: Mapping[str, Declared], used: Mapping[str, tuple[str, ...]]
) -> set[str]:
    """Segments, segmentations and targets, and all that they rest on."""
    outputs = (model.Segment, model.Segmentation, model.Target)
    left = [name for name, one in found.items() if isinstance(one, outputs)]
    wanted: set[str] = set()
    while left:
        name = left.pop()
        if name not in wanted:
            wanted.add(name)
            left += used.get(name, ())
    return wanted


def _used(project: model.Project, found: Declared) -> Iterator[str]:
    """What a declaration speaks of by name, its fields as `table.field`."""
    nodes: Iterator[Any] = iter((found.body,)) if isinstance(found, model.Define) else bodies(found)
    for node in nodes:
        yield from _spoken(project, node)


def _spoken(project: model.Project, node: Any) -> Iterator[str]:
    match node:
        case model.Called(name) | model.CalledValue(name):
            yield name  # what it stands for is said by the rule itself
            return
        case model.ParameterValue(name) if name in project.parameters:
            yield name
        case model.FieldValue(table=table, name=name) if _is_shown(project, table, name):
            yield f"{table}.{name}"
        case model.FieldValue(table=table):
            yield table
        case model.Selection(table):
            if not _has_fields(project, node):
                yield table
        case _:
            other = named(node)
            if other is not None:
                yield other
    for child in trees.children(node):
        yield from _spoken(project, child)


def _is_shown(project: model.Project, table: str, name: str) -> bool:
    return not project.tables[table].field(name).private


def _has_fields(project: model.Project, node: model.Selection) -> bool:
    return any(
        isinstance(one, model.FieldValue)
        and one.table == node.table
        and _is_shown(project, one.table, one.name)
        for one in trees.walk(node)
    )


def _laid_out(project: model.Project, names: list[str], arrows: list[tuple[str, str]]) -> Graph:
    """Columns: every node right of all that it is made of, targets in the last one."""
    layers = {name: _layer(project, name) for name in names}
    before: dict[str, list[str]] = {name: [] for name in names}
    for one, other in arrows:
        before[other].append(one)
    column = {name: min(layers[name].value, Layer.SEGMENT.value) for name in names}
    changed = True
    while changed:
        changed = False
        for name in names:
            least = max([column[name], *(column[one] + 1 for one in before[name])])
            changed = changed or least != column[name]
            column[name] = least
    targets = [name for name in names if layers[name] is Layer.TARGET]
    last = max([0, *(column[name] for name in names)])
    others = max([0, *(column[name] for name in names if layers[name] is not Layer.TARGET)])
    if targets:
        last = others + 1
    for name in targets:
        column[name] = last
    taken = sorted(set(column.values()))
    nodes = (Node(name, layers[name], taken.index(column[name])) for name in names)
    return Graph(tuple(nodes), tuple(arrows))


def _layer(project: model.Project, name: str) -> Layer:
    if name in project.tables:
        return Layer.TABLE
    if name in project.targets:
        return Layer.TARGET
    if name in project.segments or name in project.segmentations:
        return Layer.SEGMENT
    return Layer.FIELD if "." in name or name in project.parameters else Layer.MEASURE
