"""Draw columns of customers: bins joined in, a plot with its limits, ticks and tail out.

A column is as high as it holds customers per step, so that one wider than the others (joined, since
too few are in it) is not seen for more than it is. A tail stands apart, at the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from segdsl.meaning.types import Type
from segdsl.site.charts import drawing, words
from segdsl.site.charts.bins import Column, Joining
from segdsl.site.charts.drawing import LINE, WIDTH, Scale
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture

HEIGHT = 150.0  # of the plot
TAIL = 34.0  # the width of the tail's column, and of the gap before it
GAP = 12.0


@dataclass(frozen=True, slots=True)
class Subject:
    """What a metric is called, the type of its values, and the customers who have them."""

    metric: str
    type: Type
    population: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Draws a joining; `kept_back` are the places, inside then outside, of counts not told."""

    joining: Joining
    kept_back: frozenset[int]
    missing: tuple[int, int]
    limits: tuple[Decimal, ...]
    subject: Subject
    pen: Pen
    is_split: bool  # into those inside and all others
    tenths: tuple[float, ...] = ()

    def picture(
        self,
        name: str,
        title: str,
        says: str,
        legend: Sequence[tuple[str, str]],
    ) -> Picture:
        pieces: list[str] = []
        y = 0.0
        for look, said in legend:
            pieces.append(drawing.rect(0, y + 3, 13, 13, look))
            pieces.append(drawing.text(20, y + LINE - 5, said))
            y += LINE
        for one in drawing.wrapped(self._caption(), WIDTH, 2):
            pieces.append(drawing.text(0, y + LINE - 5, one, "seg-quiet"))
            y += LINE
        levels = self._levels()
        y += 6 + levels * LINE
        pieces += self._plot(y)
        pieces += self._limits(y, levels)
        y += HEIGHT
        pieces += self._axis(y)
        y += LINE + 4
        if self.tenths:
            pieces += self._tenths(y + 6)
            y += 24
            for one in drawing.wrapped(self.pen.say(words.TENTHS), WIDTH, 2):
                pieces.append(drawing.text(0, y + LINE - 3, one, "seg-quiet"))
                y += LINE
        for one in (self._tail(), self._missing_said()):
            for part in drawing.wrapped(one, WIDTH, 2):
                pieces.append(drawing.text(0, y + LINE - 3, part, "seg-quiet"))
                y += LINE
        head = [words.VALUES, words.SIZE]
        if self.is_split:
            head.insert(0, words.WHERE)
        return Picture(
            name,
            title,
            says,
            drawing.picture(name, title, says, y + 4, pieces),
            tuple(self.pen.say(one) for one in head),
            tuple(self._rows()),
        )

    def _caption(self) -> str:
        if self.joining.are_values:
            return self.pen.say(words.PER_VALUE, population=self.subject.population)
        step = self.pen.value(Decimal(str(self.joining.step)), self.subject.type)
        return self.pen.say(words.PER_STEP, population=self.subject.population, step=step)

    # --- the plot ---

    @property
    def across(self) -> Scale:
        end = WIDTH - TAIL - GAP if self._has_tail else WIDTH
        low, high = self.joining.edges[0], self.joining.edges[-1]
        return Scale(low, high, 0, end)

    @property
    def _has_tail(self) -> bool:
        sides = (self.joining.inside, self.joining.outside)
        return any(side[-1].high is None for side in sides if side)

    def _plot(self, top: float) -> Iterator[str]:
        stacks = list(self._stacks())
        totals = sorted((inside + outside for _, _, inside, outside in stacks), reverse=True)
        highest = totals[0]
        is_cut = len(totals) > 3 and highest > 3.5 * totals[1] > 0
        limit = totals[1] * 1.5 if is_cut else highest
        up = Scale(0, limit * 1.02, top + HEIGHT, top)
        for tick in drawing.ticks(0, limit, 4)[1:]:
            yield drawing.line(0, up.at(tick), WIDTH, up.at(tick), "seg-grid")
        for x, width, inside, outside in stacks:
            middle, high = up.at(inside), up.at(inside + outside)
            if inside:
                yield drawing.rect(x, middle, width, top + HEIGHT - middle, "seg-in")
            if outside:
                yield drawing.rect(x, high, width, middle - high, "seg-out")
            if inside + outside > limit:
                yield from self._cut(x, width, top, inside + outside)
        for tick in drawing.ticks(0, limit, 4)[1:]:
            said = self.pen.money(Decimal(str(tick)))
            yield drawing.text(WIDTH, up.at(tick) - 3, said, "seg-quiet seg-halo", "end")
        yield drawing.line(0, top + HEIGHT, WIDTH, top + HEIGHT, "seg-axis")

    def _stacks(self) -> Iterator[tuple[float, float, float, float]]:
        """From edge to edge: where it is, how wide, how many inside and outside per step."""
        half = len(self.joining.inside) + 1
        for low, high in pairwise(self.joining.edges):
            start, end = self.across.at(low), self.across.at(high)
            gap = 1.0 if end - start > 4 else 0.4
            inside = self._density(self.joining.inside, low, 0)
            outside = self._density(self.joining.outside, low, half)
            yield start, end - start - gap, inside, outside
        if self._has_tail:
            tails = [
                self._drawn(side[-1].size, first + len(side) - 1)
                if side and side[-1].high is None
                else 0
                for side, first in ((self.joining.inside, 0), (self.joining.outside, half))
            ]
            yield WIDTH - TAIL, TAIL, tails[0], tails[1]

    def _density(self, side: Sequence[Column], low: float, first: int) -> float:
        """Customers per step in the column of a side that holds a value."""
        for place, one in enumerate(side):
            if one.high is not None and one.low <= low < one.high:
                steps = max((one.high - one.low) / self.joining.step, 1.0)
                return self._drawn(one.size, first + place) / steps
        return 0.0

    def _drawn(self, size: int, place: int) -> int:
        return self.pen.least if place in self.kept_back else size

    def _cut(self, x: float, width: float, top: float, height: float) -> Iterator[str]:
        """Two strokes through a column that is higher than it is drawn, and how high it is."""
        for lower in (18.0, 24.0):
            start, end = max(x - 3, 0), min(x + width + 3, WIDTH)
            yield drawing.line(start, top + lower + 4, end, top + lower - 4, "seg-cut")
        said = self.pen.money(Decimal(round(height)))
        if x + width + drawing.width_of(said) + 8 < self.across.end:
            yield drawing.text(x + width + 5, top + 13, said, "seg-quiet seg-halo")

    # --- what stands around it ---

    def _levels(self) -> int:
        """Lines of text above the plot, for limits that would meet on one."""
        return min(len(self.limits), 3)

    def _limits(self, top: float, levels: int) -> Iterator[str]:
        for place, limit in enumerate(sorted(self.limits)[:3]):
            value = self.pen.value(limit, self.subject.type)
            is_beyond = float(limit) > self.across.high
            said = self.pen.say(words.LIMIT_BEYOND if is_beyond else words.LIMIT_AT, value=value)
            x = WIDTH - 1 if is_beyond else self.across.at(self._edge(float(limit)))
            y = top - (levels - place) * LINE + LINE - 8
            if not is_beyond:
                yield drawing.line(x, y + 4, x, top + HEIGHT, "seg-limit")
            fits = x + drawing.width_of(said) <= WIDTH
            anchor = "start" if fits else "end"
            yield drawing.text(x, y, said, "seg-alarm seg-halo", anchor)

    def _edge(self, limit: float) -> float:
        """Which side of a whole number its limit is on: where insiders begin or end."""
        if not self.joining.are_values:
            return limit
        before, here, after = (
            bool(self._density(self.joining.inside, limit + step, 0)) for step in (-1, 0, 1)
        )
        return limit + 1 if before == here != after else limit

    def _axis(self, base: float) -> Iterator[str]:
        step = self.joining.step if self.joining.are_values else 0.0
        high = self.across.high - step
        for tick in drawing.ticks(self.across.low, high, 5):
            if step and tick != int(tick):
                continue
            x = self.across.at(tick + step / 2)
            said = self.pen.value(Decimal(str(tick)), self.subject.type)
            half = drawing.width_of(said) / 2
            yield drawing.line(x, base, x, base + 4, "seg-axis")
            if x - half < 0:
                yield drawing.text(0, base + LINE, said, "seg-quiet")
            elif x + half > self.across.end:
                yield drawing.text(self.across.end, base + LINE, said, "seg-quiet", "end")
            else:
                yield drawing.text(x, base + LINE, said, "seg-quiet", "middle")
        if self._has_tail:
            yield drawing.text(WIDTH, base + LINE, "→", "seg-quiet", "end")

    def _tenths(self, top: float) -> Iterator[str]:
        """A strip below the axis: a stroke at each tenth, the middle one taller."""
        step = 1.0 if self.joining.are_values else 0.0
        yield drawing.line(0, top + 8, self.across.end, top + 8, "seg-grid")
        for place, value in enumerate(self.tenths, 1):
            if value <= self.across.high:
                x = self.across.at(value + step / 2)
                reach = 8.0 if place == 5 else 4.0
                yield drawing.line(x, top + 8 - reach, x, top + 8 + reach, "seg-tenth")

    def _tail(self) -> str:
        if not self._has_tail:
            return ""
        half = len(self.joining.inside) + 1
        told = []
        for side, first in ((self.joining.inside, 0), (self.joining.outside, half)):
            size = side[-1].size if side and side[-1].high is None else 0
            told.append(self.pen.unless_hidden(size, first + len(side) - 1 in self.kept_back))
        low = self.pen.value(Decimal(str(self.across.high)), self.subject.type)
        if not self.is_split:
            return "→ " + self.pen.say(words.BEYOND, low=low, count=told[0])
        return "→ " + self.pen.say(words.BEYOND_BOTH, low=low, inside=told[0], outside=told[1])

    def _missing_said(self) -> str:
        if not any(self.missing):
            return ""
        inside, outside = self._missing()
        if self.is_split:
            return self.pen.say(words.MISSING_BOTH, inside=inside, outside=outside)
        return self.pen.say(words.MISSING_ALL, count=inside)

    def _missing(self) -> tuple[str, str]:
        """How many have no value, inside and outside: the last place of each half."""
        last = len(self.joining.inside)
        inside, outside = self.missing
        return (
            self.pen.unless_hidden(inside, last in self.kept_back),
            self.pen.unless_hidden(outside, last + len(self.joining.outside) + 1 in self.kept_back),
        )

    # --- the table ---

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """A row for each column; where sides differ, those inside before those outside."""
        first = 0
        sides = (self.joining.inside, self.joining.outside) if self.is_split else (
            self.joining.inside,
        )  # fmt: skip
        heads = [self.pen.say(one) for one in (words.INSIDE_HEAD, words.OUTSIDE_HEAD)]
        for head, side, missing in zip(heads, sides, self._missing(), strict=False):
            start = (head,) if self.is_split else ()
            for place, one in enumerate(side, first):
                count = self.pen.unless_hidden(one.size, place in self.kept_back)
                yield *start, self._range(one), count
            if any(self.missing):
                yield *start, self.pen.say(words.MISSING), missing
            first += len(side) + 1

    def _range(self, one: Column) -> str:
        low = self.pen.value(Decimal(str(one.low)), self.subject.type)
        if one.high is None:
            return self.pen.say(words.AND_MORE, low=low)
        if self.joining.are_values and one.high == one.low + 1:
            return low
        high = self.pen.value(Decimal(str(one.high)), self.subject.type)
        return self.pen.say(words.FROM_TO, low=low, high=high)
