"""Join the fine bins of a distribution into some that a reader can see.

Joined bins lie on steps of 1, 2 or 5 times a power of ten; a long tail is cut off into one bin, and
bins with too few customers to tell are joined with their neighbours. No customer is lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.site.charts import discretion, drawing
from segdsl.statistics.survey import Bin

COLUMNS = 40
MAIN = 0.975  # of the customers lie before a tail


@dataclass(frozen=True, slots=True)
class Joined:
    """Customers from `low` to below `high` (None: and all above), inside and outside a segment."""

    low: float
    high: float | None
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Joining:
    """Bins that touch each other, from the lowest value on; `step` is the width of most of them."""

    step: float
    columns: tuple[Joined, ...]
    are_values: bool  # a column of one step is one whole number

    @property
    def start(self) -> float:
        return self.columns[0].low

    @property
    def end(self) -> float:
        """Where the tail begins, or the last column ends."""
        last = self.columns[-1]
        return last.low if last.high is None else last.high


def joined(
    bins: Sequence[Bin], inside: Sequence[int], limits: Sequence[float], least: int
) -> Joining | None:
    """Bins of numbers joined, `inside` being the part of each; None without customers in them."""
    cells = [
        Joined(float(one.low), _end(one), part, one.size - part)
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
    columns = _on_steps(cells, math.floor(low / step + 1e-9) * step, step, cut)
    if len(limits) == 1 and low <= limits[0] < cut:
        # a limit on an edge parts the colours; not where that would tear fine bins apart
        moved = limits[0] - math.ceil((limits[0] - low) / step - 1e-9) * step
        better = _on_steps(cells, moved, step, cut)
        columns = better if len(better) >= len(columns) else columns
    return Joining(step, tuple(_told(columns, least)), whole and step == 1.0)


def reached(bins: Sequence[Bin], sizes: Sequence[int], tenths: int) -> Bin | None:
    """The bin where so many tenths of the customers are reached; None of nobody."""
    total = sum(sizes)
    so_far = 0
    for one, size in zip(bins, sizes, strict=True):
        so_far += size
        if size and so_far * 10 >= total * tenths:
            return one
    return None


def _end(one: Bin) -> float:
    return float(one.high if one.high is not None else one.low)


def _cut(cells: Sequence[Joined], limits: Sequence[float]) -> float:
    """Where the tail begins: after most customers and all limits that are not far beyond them.

    A value that stands alone ends just after itself, so the end is never the value.
    """
    total = sum(one.inside + one.outside for one in cells)
    low, last = cells[0].low, _above(cells[-1])
    reached, main = 0, last
    for one in cells:
        reached += one.inside + one.outside
        if reached >= MAIN * total:
            main = _above(one)
            break
    if last - low <= 1.5 * (main - low):
        main = last
    near = [limit for limit in limits if main < limit <= low + 3 * (main - low)]
    return max([main, *(limit + (limit - low) * 0.1 for limit in near)])


def _above(one: Joined) -> float:
    """A number above all values of a fine bin."""
    assert one.high is not None
    if one.high > one.low:
        return one.high
    return one.low + 1 if one.low == math.floor(one.low) else math.nextafter(one.low, math.inf)


def _on_steps(cells: Sequence[Joined], start: float, step: float, cut: float) -> list[Joined]:
    """Columns of a step, or of more where a fine bin reaches over its edge; then the tail."""
    count = max(math.ceil((cut - start) / step - 1e-9), 1)
    inside, outside = [0] * (count + 1), [0] * (count + 1)
    is_edge = [True] * (count + 1)
    for one in cells:
        place = min(math.floor((one.low - start) / step + 1e-9), count)
        inside[place] += one.inside
        outside[place] += one.outside
        last = min(math.ceil((_above(one) - start) / step - 1e-9), count)
        for edge in range(place + 1, last):
            is_edge[edge] = False
    ends = [float(f"{start + place * step:.12g}") for place in range(count + 1)]
    found: list[Joined] = []
    for place in range(count):
        one = Joined(ends[place], ends[place + 1], inside[place], outside[place])
        if is_edge[place] or not found:
            found.append(one)
        else:
            found[-1] = _both(found[-1], one)
    if inside[count] or outside[count]:
        found.append(Joined(ends[count], None, inside[count], outside[count]))
    return found


def _told(columns: Sequence[Joined], least: int) -> Iterator[Joined]:
    """The columns, those of too few customers joined with the next; the last ones backwards."""
    done: list[Joined] = []
    for one in columns:
        if done and _is_small(done[-1], least):
            done[-1] = _both(done[-1], one)
        else:
            done.append(one)
    while len(done) > 1 and _is_small(done[-1], least):
        last = done.pop()
        done[-1] = _both(done[-1], last)
    yield from done


def _is_small(one: Joined, least: int) -> bool:
    return discretion.is_small(one.inside, least) or discretion.is_small(one.outside, least)


def _both(low: Joined, high: Joined) -> Joined:
    return Joined(low.low, high.high, low.inside + high.inside, low.outside + high.outside)
