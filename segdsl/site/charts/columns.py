"""Draw columns of customers: bins joined in, a plot with its limits, ticks and tail out.

A column is as high as it holds customers per step, so that one wider than the others (joined, since
too few are in it) is not seen for more than it is. A tail stands apart, at the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from segdsl.meaning.types import Type
from segdsl.site.charts import drawing, words
from segdsl.site.charts.bins import Joined, Joining
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
        for one in (self._tail(), self._missing_said(legend)):
            for part in drawing.wrapped(one, WIDTH, 2):
                pieces.append(drawing.text(0, y + LINE - 3, part, "seg-quiet"))
                y += LINE
        is_split = bool(legend)
        head = [words.VALUES, words.INSIDE_HEAD, words.OUTSIDE_HEAD]
        return Picture(
            name,
            title,
            says,
            drawing.picture(name, title, says, y + 4, pieces),
            tuple(self.pen.say(one) for one in (head if is_split else (words.VALUES, words.SIZE))),
            tuple(row if is_split else row[:2] for row in self._rows()),
        )

    def _caption(self) -> str:
        if self.joining.are_values:
            return self.pen.say(words.PER_VALUE, population=self.subject.population)
        step = self.pen.value(Decimal(str(self.joining.step)), self.subject.type)
        return self.pen.say(words.PER_STEP, population=self.subject.population, step=step)

    # --- the plot ---

    @property
    def across(self) -> Scale:
        last = self.joining.columns[-1]
        end = WIDTH - TAIL - GAP if last.high is None else WIDTH
        high = self.joining.end
        if high <= self.joining.start:  # all of it is a tail
            high = self.joining.start + self.joining.step
        return Scale(self.joining.start, high, 0, end)

    def _plot(self, top: float) -> Iterator[str]:
        heights = [self._heights(place) for place in range(len(self.joining.columns))]
        totals = sorted((sum(one) for one in heights), reverse=True)
        highest = totals[0]
        is_cut = len(totals) > 3 and highest > 3.5 * totals[1] > 0
        limit = totals[1] * 1.5 if is_cut else highest
        up = Scale(0, limit * 1.02, top + HEIGHT, top)
        for tick in drawing.ticks(0, limit, 4)[1:]:
            y = up.at(tick)
            yield drawing.line(0, y, WIDTH, y, "seg-grid")
        for one, (inside, outside) in zip(self.joining.columns, heights, strict=True):
            x, width = self._place(one)
            middle, high = up.at(inside), up.at(inside + outside)
            if inside:
                yield drawing.rect(x, middle, width, max(top + HEIGHT - middle, 1), "seg-in")
            if outside:
                yield drawing.rect(x, high, width, max(middle - high, 1), "seg-out")
            if inside + outside > limit:
                yield from self._cut(x, width, top, inside + outside)
        for tick in drawing.ticks(0, limit, 4)[1:]:
            said = self.pen.money(Decimal(str(tick)))
            yield drawing.text(WIDTH, up.at(tick) - 3, said, "seg-quiet seg-halo", "end")
        yield drawing.line(0, top + HEIGHT, WIDTH, top + HEIGHT, "seg-axis")

    def _heights(self, place: int) -> tuple[float, float]:
        """Customers per step of a column, inside and outside."""
        one = self.joining.columns[place]
        half = len(self.joining.columns) + 1
        sizes = (
            self._drawn(one.inside, place in self.kept_back),
            self._drawn(one.outside, half + place in self.kept_back),
        )
        steps = 1.0
        if one.high is not None:
            steps = max((one.high - one.low) / self.joining.step, 1.0)
        return sizes[0] / steps, sizes[1] / steps

    def _drawn(self, size: int, is_hidden: bool) -> int:
        return self.pen.least if is_hidden else size

    def _place(self, one: Joined) -> tuple[float, float]:
        if one.high is None:
            return WIDTH - TAIL, TAIL
        start, end = self.across.at(one.low), self.across.at(one.high)
        gap = 1.0 if end - start > 4 else 0.4
        return start, end - start - gap

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
        parts = {one.low: one.inside for one in self.joining.columns if one.high is not None}
        before, here, after = (bool(parts.get(limit + step, 0)) for step in (-1, 0, 1))
        return limit + 1 if before == here != after else limit

    def _axis(self, base: float) -> Iterator[str]:
        step = self.joining.step if self.joining.are_values else 0.0
        high = self.across.high - step
        for tick in drawing.ticks(self.joining.start, high, 5):
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
        if self.joining.columns[-1].high is None:
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
        last = self.joining.columns[-1]
        if last.high is not None:
            return ""
        size = last.inside + last.outside
        low = self.pen.value(Decimal(str(last.low)), self.subject.type)
        place = len(self.joining.columns) - 1
        is_hidden = bool({place, 2 * place + 2} & self.kept_back)
        count = self.pen.unless_hidden(size, is_hidden)
        return "→ " + self.pen.say(words.BEYOND, low=low, count=count)

    def _missing_said(self, legend: Sequence[tuple[str, str]]) -> str:
        if not any(self.missing):
            return ""
        inside, outside = self._missing()
        if legend:
            return self.pen.say(words.MISSING_BOTH, inside=inside, outside=outside)
        return self.pen.say(words.MISSING_ALL, count=inside)

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        half = len(self.joining.columns) + 1
        for place, one in enumerate(self.joining.columns):
            yield (
                self._range(one),
                self.pen.unless_hidden(one.inside, place in self.kept_back),
                self.pen.unless_hidden(one.outside, half + place in self.kept_back),
            )
        if any(self.missing):
            yield self.pen.say(words.MISSING), *self._missing()

    def _missing(self) -> tuple[str, str]:
        """How many have no value, inside and outside: the last place of each half."""
        half = len(self.joining.columns)
        inside, outside = self.missing
        return (
            self.pen.unless_hidden(inside, half in self.kept_back),
            self.pen.unless_hidden(outside, 2 * half + 1 in self.kept_back),
        )

    def _range(self, one: Joined) -> str:
        low = self.pen.value(Decimal(str(one.low)), self.subject.type)
        if one.high is None:
            return self.pen.say(words.AND_MORE, low=low)
        if self.joining.are_values and one.high == one.low + 1:
            return low
        high = self.pen.value(Decimal(str(one.high)), self.subject.type)
        return self.pen.say(words.FROM_TO, low=low, high=high)
