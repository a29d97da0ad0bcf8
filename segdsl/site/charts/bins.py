"""Join the fine bins of a distribution into some that a reader can see.

Joined bins lie on steps of 1, 2 or 5 times a power of ten; a long tail is cut off into one bin, and
bins with too few customers to tell are joined with their neighbours. No customer is lost.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.site.charts import discretion, drawing
from segdsl.statistics.survey import Bin

COLUMNS = 40
MAIN = 0.975  # of the customers lie before a tail


@dataclass(frozen=True, slots=True)
class Column:
    """Customers with a value from `low` to below `high` (None: and all above)."""

    low: float
    high: float | None
    size: int


@dataclass(frozen=True, slots=True)
class Joining:
    """Columns of who is inside a segment and of who is outside, each side joined by itself.

    edges: where columns of either side may begin and end, from the lowest value on; the last is
    where a tail begins. step: how far most edges are apart.
    """

    step: float
    edges: tuple[float, ...]
    inside: tuple[Column, ...]
    outside: tuple[Column, ...]
    are_values: bool  # a column of one step is one whole number


@dataclass(frozen=True, slots=True)
class _Cell:
    """A fine bin, or several: `high` is above all its values."""

    low: float
    high: float
    inside: int
    outside: int


def joined(
    bins: Sequence[Bin], inside: Sequence[int], limits: Sequence[float], least: int
) -> Joining | None:
    """Bins of numbers joined, `inside` being the part of each; None without customers in them."""
    cells = [
        _Cell(float(one.low), _above(one), part, one.size - part)
        for one, part in zip(bins, inside, strict=True)
        if one.size
    ]
    if not cells:
        return None
    whole = all(one.high is None and one.low == one.low.to_integral_value() for one in bins)
    low = cells[0].low
    cut = _cut(cells, limits)
    step = drawing.step_for(cut - low, COLUMNS)
    step = max(step, 1.0) if whole else step
    edges = _edges(cells, math.floor(low / step + 1e-9) * step, step, cut)
    if len(limits) == 1 and low <= limits[0] < cut:
        # a limit on an edge parts the colours; not where that would tear fine bins apart
        moved = limits[0] - math.ceil((limits[0] - low) / step - 1e-9) * step
        better = _edges(cells, moved, step, cut)
        edges = better if len(better) >= len(edges) else edges
    sides = [[0] * len(edges), [0] * len(edges)]
    for one in cells:
        place = max(bisect.bisect_right(edges, one.low + step * 1e-9) - 1, 0)
        sides[0][place] += one.inside
        sides[1][place] += one.outside
    columns = [tuple(_told(edges, sizes, least)) for sizes in sides]
    return Joining(step, tuple(edges), columns[0], columns[1], whole and step == 1.0)


def reached(bins: Sequence[Bin], sizes: Sequence[int], tenths: int) -> Bin | None:
    """The bin where so many tenths of the customers are reached; None of nobody."""
    total = sum(sizes)
    so_far = 0
    for one, size in zip(bins, sizes, strict=True):
        so_far += size
        if size and so_far * 10 >= total * tenths:
            return one
    return None


def _above(one: Bin) -> float:
    """A number above all values of a fine bin."""
    if one.high is not None:
        return float(one.high)
    low = float(one.low)
    return low + 1 if low == math.floor(low) else math.nextafter(low, math.inf)


def _cut(cells: Sequence[_Cell], limits: Sequence[float]) -> float:
    """Where the tail begins: after most customers and all limits that are not far beyond them."""
    total = sum(one.inside + one.outside for one in cells)
    low, last = cells[0].low, cells[-1].high
    so_far, main = 0, last
    for one in cells:
        so_far += one.inside + one.outside
        if so_far >= MAIN * total:
            main = one.high
            break
    if last - low <= 1.5 * (main - low):
        main = last
    near = [limit for limit in limits if main < limit <= low + 3 * (main - low)]
    return max([main, *(limit + (limit - low) * 0.1 for limit in near)])


def _edges(cells: Sequence[_Cell], start: float, step: float, cut: float) -> list[float]:
    """Every step from `start` to the tail, but for those inside a fine bin."""
    count = max(math.ceil((cut - start) / step - 1e-9), 1)
    is_edge = [True] * (count + 1)
    for one in cells:
        first = math.floor((one.low - start) / step + 1e-9) + 1
        last = min(math.ceil((one.high - start) / step - 1e-9), count)
        for place in range(first, last):
            is_edge[place] = False
    return [float(f"{start + place * step:.12g}") for place in range(count + 1) if is_edge[place]]


def _told(edges: Sequence[float], sizes: Sequence[int], least: int) -> Iterator[Column]:
    """The columns of a side: one of too few customers is joined with its smaller neighbour.

    The tail, last of the sizes, stays by itself.
    """
    ends = zip(edges, edges[1:], sizes, strict=False)
    columns = [Column(low, high, size) for low, high, size in ends]
    while len(columns) > 1:
        small = [
            (one.size, place)
            for place, one in enumerate(columns)
            if discretion.is_small(one.size, least)
        ]
        if not small:
            break
        _, place = min(small)
        near = [other for other in (place - 1, place + 1) if 0 <= other < len(columns)]
        other = min(near, key=lambda one: (columns[one].size, one))
        first = min(place, other)
        low, high = columns[first], columns[first + 1]
        columns[first : first + 2] = [Column(low.low, high.high, low.size + high.size)]
    yield from columns
    if sizes[-1]:
        yield Column(edges[-1], None, sizes[-1])
