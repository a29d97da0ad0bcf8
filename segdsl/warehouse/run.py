"""Run programs on a warehouse: sizes, shares and values of what was asked for, or its members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from segdsl.planning import plan
from segdsl.sql import from_plan
from segdsl.warehouse.engine import Engine


@dataclass(frozen=True, slots=True)
class Population:
    """All customers. `value` is the total of the metric that weighs them, None without one."""

    name: str
    size: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Result:
    """A segment, a class by the name `segmentation.class`, a target or a part of one.

    share: of the population, 0 to 1, None of an empty one.
    """

    name: str
    kind: str
    population: str
    size: int
    share: float | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list that was asked: how many lines it has, and how many of them match nobody."""

    name: str
    population: str
    lines: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class Results:
    populations: tuple[Population, ...]
    results: tuple[Result, ...]
    lists: tuple[ListRead, ...] = ()


Figures = dict[str, tuple[int, Decimal | None]]


def run(programs: Sequence[plan.Program], engine: Engine) -> Results:
    """The figures of every output, in the order asked for. Raises Refused."""
    populations: list[Population] = []
    results: list[Result] = []
    lists: list[ListRead] = []
    for program in programs:
        rows = engine.rows(from_plan.sizes(program, engine.dialect, {}))
        figures: Figures = {name: (int(size), value) for name, size, value in rows}
        size, value = figures.pop("")
        populations.append(Population(program.population, size, value))
        for output in program.outputs:
            nobody = (0, None if value is None else Decimal(0))
            results += _results(program.population, size, output, figures, nobody)
        for one in program.lists:
            matched = figures[f"list {one.name}"][0]
            lists.append(ListRead(one.name, program.population, one.lines, one.lines - matched))
    return Results(tuple(populations), tuple(results), tuple(lists))


def members(programs: Sequence[plan.Program], engine: Engine) -> list[tuple[str, str]]:
    """(segment or class, customer) pairs, sorted by both as text. Raises Refused."""
    rows: set[tuple[Any, ...]] = set()
    for program in programs:
        rows.update(engine.rows(from_plan.members(program, engine.dialect, {})))
    return sorted((str(segment), str(customer)) for segment, customer in rows)


def _results(
    population: str,
    whole: int,
    output: plan.Output,
    figures: Figures,
    nobody: tuple[int, Decimal | None],
) -> Iterator[Result]:
    is_whole = output.kind is plan.OutputKind.SEGMENTATION  # its figures are those of classes
    kind = plan.OutputKind.CLASS.value if is_whole else output.kind.value
    for name in _names(output, figures):
        size, value = figures.get(name, nobody)
        share = size / whole if whole else None
        yield Result(name, kind, population, size, share, value)


def _names(output: plan.Output, figures: Figures) -> list[str]:
    """The output's own name, or those of its classes: declared ones in order, others by text."""
    if output.kind is not plan.OutputKind.SEGMENTATION:
        return [output.name]
    if output.classes:
        return [f"{output.name}.{name}" for name in output.classes]
    return sorted(name for name in figures if name.startswith(f"{output.name}."))
