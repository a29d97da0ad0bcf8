"""Know where conditions stand: a project in; each condition or value, and of whose rows, out.

What `where (…)` asks of rows is a place of its own, inside the place of the customer. What a
`define` says is looked at where it is declared, not where it is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segdsl import trees
from segdsl.meaning import model, uses

Body = model.Condition | model.Value


@dataclass(frozen=True, slots=True)
class Place:
    """What a declaration says of the rows of a table; `rows` chose them, inside `outer`.

    nodes: those that speak of these rows, parents first.
    """

    owner: uses.Declared
    table: str
    root: Body
    nodes: tuple[Any, ...]
    outer: Place | None = None
    rows: model.Node | None = None


def places(project: model.Project) -> Iterator[Place]:
    """Every place of every declaration, those of tables included."""
    for declared in uses.declared(project).values():
        for table, body in _bodies(project, declared):
            yield from _inside(Place(declared, table, body, tuple(_own(body))))


def deep(declared: Mapping[str, uses.Declared], *roots: Body) -> Iterator[Any]:
    """The nodes of conditions and of all that they name, each name once."""
    waiting: list[Any] = list(roots)
    seen: set[str] = set()
    while waiting:
        for node in trees.walk(waiting.pop()):
            yield node
            name = uses.named(node)
            if name is not None and name not in seen:
                seen.add(name)
                waiting.extend(uses.bodies(declared[name]))


def _bodies(project: model.Project, declared: uses.Declared) -> Iterator[tuple[str, Body]]:
    match declared:
        case model.Table(name=name, grouping=grouping, where=where, fields=fields):
            if where is not None:
                yield name, where
            if grouping is not None and grouping.where is not None:
                yield grouping.table, grouping.where
            for field in fields:
                match field.origin:
                    case model.Computed(value):
                        yield name, value
                    case model.Gathered(value) if grouping is not None:
                        yield grouping.table, value
                    case _:
                        pass
        case model.Define(table=table, body=body):
            yield table, body
        case _:
            for one in uses.bodies(declared):
                yield uses.found_population(declared), one


def _inside(place: Place) -> Iterator[Place]:
    yield place
    for node in place.nodes:
        for selection in selected(node):
            where = selection.where
            if where is not None:
                nodes = tuple(_own(where))
                inner = Place(place.owner, selection.table, where, nodes, place, node)
                yield from _inside(inner)


def selected(node: model.Node) -> tuple[model.Selection, ...]:
    """The rows that a node looks at."""
    match node:
        case model.Aggregate(rows=rows) | model.Rows(rows=rows):
            return (rows,)
        case model.Sequence(first, then):
            return first, then
        case _:
            return ()


def _own(root: Any) -> Iterator[Any]:
    waiting = [root]
    while waiting:
        here = waiting.pop()
        yield here
        if not isinstance(here, model.Selection | model.Called | model.CalledValue):
            waiting.extend(reversed(list(trees.children(here))))
