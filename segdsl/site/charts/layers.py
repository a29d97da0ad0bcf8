"""Give the nodes of a graph their places: a graph in, columns of nodes and lanes out.

An arrow that leads over columns takes a lane in each of them, shared by all arrows of its node, so
that it never runs behind another node. Columns are then ordered so that few curves cross, by the
middle of what each node is linked with (Sugiyama et al., 1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segdsl.site.charts.graph import Graph, Node

SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Stop:
    """A node, or (`node` None) the lane of the arrows that leave `name`, in a column."""

    name: str
    column: int
    node: Node | None


@dataclass(frozen=True, slots=True)
class Layers:
    """Stops of each column from top to bottom, and the curves between them, left to right."""

    columns: tuple[tuple[Stop, ...], ...]
    curves: tuple[tuple[Stop, Stop], ...]


def layers(found: Graph) -> Layers:
    """The graph laid out."""
    stops = {node.name: Stop(node.name, node.column, node) for node in found.nodes}
    lanes: dict[tuple[str, int], Stop] = {}
    curves: dict[tuple[Stop, Stop], None] = {}
    for one, other in found.arrows:
        here, end = stops[one], stops[other]
        for column in range(here.column + 1, end.column):
            lane = lanes.setdefault((one, column), Stop(one, column, None))
            curves[here, lane] = None
            here = lane
        curves[here, end] = None
    count = max(node.column for node in found.nodes) + 1
    columns: list[list[Stop]] = [[] for _ in range(count)]
    for stop in (*stops.values(), *lanes.values()):
        columns[stop.column].append(stop)
    return Layers(tuple(map(tuple, _ordered(columns, tuple(curves)))), tuple(curves))


def _ordered(
    columns: Sequence[list[Stop]], curves: Sequence[tuple[Stop, Stop]]
) -> Sequence[list[Stop]]:
    before: dict[Stop, list[Stop]] = {stop: [] for column in columns for stop in column}
    after: dict[Stop, list[Stop]] = {stop: [] for column in columns for stop in column}
    for one, other in curves:
        before[other].append(one)
        after[one].append(other)
    at = {stop: place for column in columns for stop, place in _heights(column).items()}
    for sweep in range(SWEEPS):
        is_forward = sweep % 2 == 0
        linked = before if is_forward else after
        for column in columns if is_forward else reversed(columns):
            # who is linked with nobody on this side keeps its place
            middle = {stop: _mean([at[one] for one in linked[stop]], at[stop]) for stop in column}
            column.sort(key=middle.__getitem__)
            at |= _heights(column)
    return columns


def _mean(places: Sequence[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise


def _heights(column: Sequence[Stop]) -> dict[Stop, float]:
    """Where each stop is in its column, from 0 to 1."""
    return {stop: (place + 0.5) / len(column) for place, stop in enumerate(column)}
