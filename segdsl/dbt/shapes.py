"""Take apart what changes with the day: programs in; their shape and the values in its places out.

Two programs of one shape differ only in dates, instants and whole numbers that stand at the same
places, and in the days that names end with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from segdsl.meaning.types import Type
from segdsl.planning import plan

DATED = re.compile(r"(?:(?<=as_of_)|(?<=since_))\d{4}[\d_]{0,6}")  # names are cut short


@dataclass(frozen=True, slots=True)
class DayInName:
    """What a name says of a day: `2026_01_31`, or the start of it."""

    text: str


Value = date | datetime | int | DayInName  # a datetime is a date too, and is asked for first


@dataclass(frozen=True, slots=True)
class Shaped:
    """A program taken apart: `shape` is the same for programs that differ in `values` only."""

    shape: tuple[Any, ...]
    values: tuple[Value, ...]


def shaped(program: plan.Program) -> Shaped:
    """The shape of what computes a program's outputs; what is checked before a run is left out."""
    shape: list[Any] = []
    values: list[Value] = []
    values.append(program.as_of)  # the heading says it
    _take_apart((program.key, program.steps, program.outputs), shape, values)
    return Shaped(tuple(shape), tuple(values))


def filled(program: plan.Program, change: Callable[[Value], Value]) -> plan.Program:
    """The program with each value changed; values are handed over in the order of `shaped`."""
    as_of = change(program.as_of)
    assert isinstance(as_of, date)
    key, steps, outputs = _put_together((program.key, program.steps, program.outputs), change)
    return replace(program, as_of=as_of, key=key, steps=steps, outputs=outputs)


def _take_apart(node: Any, shape: list[Any], values: list[Value]) -> None:
    kind: Any = type(node)
    names = _fields(kind)
    if kind is str:
        for found in DATED.finditer(node):
            values.append(DayInName(found.group()))
        shape.append(DATED.sub("…", node))
    elif kind is tuple:
        shape.append(len(node))
        for item in node:
            _take_apart(item, shape, values)
    elif kind is plan.Const:
        shape.append(node.type)
        value = node.value
        if _changes(value):
            shape.append(type(value))
            values.append(value)
        else:
            shape.append(value)
    elif names:
        shape.append(kind)
        for name in names:
            _take_apart(getattr(node, name), shape, values)
    else:
        shape.append(node)


def _put_together(node: Any, change: Callable[[Value], Value]) -> Any:
    kind: Any = type(node)
    names = _fields(kind)
    if kind is str:
        return DATED.sub(lambda found: _text(change(DayInName(found.group()))), node)
    if kind is tuple:
        return tuple(_put_together(item, change) for item in node)
    if kind is plan.Const:
        return _constant(change(node.value), node.type) if _changes(node.value) else node
    if names:
        return kind(*(_put_together(getattr(node, name), change) for name in names))
    return node


def _constant(value: Value, type_: Type) -> plan.Const:
    assert not isinstance(value, DayInName)
    return plan.Const(value, type_)


def _text(value: Value) -> str:
    assert isinstance(value, DayInName)
    return value.text


def _changes(value: object) -> bool:
    """Whether a constant may be another one on another day: texts, decimals and flags never are."""
    return isinstance(value, date) or type(value) is int


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:  # mypy takes no type for a key of a cache
    """The fields of a dataclass of the plan; () of anything else."""
    return (
        tuple(one.name for one in fields(kind))
        if isinstance(kind, type) and is_dataclass(kind)
        else ()
    )
