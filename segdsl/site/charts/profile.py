"""Draw what sets members apart: averages of metrics in, dots at their ratio to everybody out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from segdsl.meaning.types import Type
from segdsl.site.charts import drawing, words
from segdsl.site.charts.drawing import BAR, LINE, WIDTH
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

MOST = 12
REACH = 8.0  # no dot lies further from 1 than this many times
END = WIDTH - 72


@dataclass(frozen=True, slots=True)
class Average:
    """A metric's mean inside, outside and over everybody (None: known for too few)."""

    label: str
    type: Type
    inside: Decimal | None
    outside: Decimal | None
    whole: Decimal


def picture(name: str, found: Sequence[Average], pen: Pen) -> Picture | None:
    """A row for each metric, those furthest from the average first."""
    ratios = {
        place: float(one.inside / one.whole)
        for place, one in enumerate(found)
        if one.inside is not None and one.whole > 0 and one.inside >= 0
    }
    order = sorted(ratios, key=lambda place: (-_distance(ratios[place]), place))[:MOST]
    if not order:
        return None
    title = pen.say(words.PROFILE)
    first = found[order[0]]
    says = pen.say(words.PROFILE_MOST, metric=first.label, times=pen.times(ratios[order[0]]))
    reach = max(min(max(math.exp(_distance(ratios[place])) for place in order), REACH), 2.0)
    across = _Across(reach)
    pieces = list(_legend(pen))
    y = 2 * LINE + 8
    for place in order:
        one = found[place]
        label = drawing.wrapped(one.label, WIDTH, 2)
        pieces += drawing.paragraph(0, y + LINE - 5, label)
        y += LINE * len(label) + 2
        other = None if one.outside is None else float(one.outside / one.whole)
        pieces += _dots(across, ratios[place], other, y + BAR / 2)
        pieces.append(
            drawing.text(WIDTH, y + BAR - 3, pen.times(ratios[place]), "seg-figure", "end")
        )
        y += BAR + 10
    pieces += _axis(across, y - 4, pen)
    head = (words.METRIC, words.INSIDE_HEAD, words.OUTSIDE_HEAD, words.EVERYBODY, words.TIMES)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, y + LINE + 4, pieces),
        tuple(pen.say(one) for one in head),
        tuple(_row(found[place], ratios[place], pen) for place in order),
    )


def _distance(ratio: float) -> float:
    return abs(math.log(max(ratio, 1e-6)))


def _row(one: Average, ratio: float, pen: Pen) -> tuple[str, ...]:
    means = (one.inside, one.outside, one.whole)
    said = [figures.NOTHING if mean is None else pen.value(mean, one.type) for mean in means]
    return (one.label, *said, pen.times(ratio))


@dataclass(frozen=True, slots=True)
class _Across:
    """A scale of ratios: 1 in the middle, twice as far right as half is left."""

    reach: float

    def at(self, ratio: float) -> float:
        part = math.log(min(max(ratio, 1 / self.reach), self.reach)) / math.log(self.reach)
        return 8 + (part + 1) / 2 * (END - 16)


def _legend(pen: Pen) -> Iterator[str]:
    yield drawing.circle(7, LINE - 10, 6, "seg-in")
    yield drawing.text(20, LINE - 5, pen.say(words.INSIDE_HEAD))
    yield drawing.rect(2, 2 * LINE - 15, 10, 10, "seg-hollow")
    yield drawing.text(20, 2 * LINE - 5, pen.say(words.OUTSIDE_HEAD))


def _dots(across: _Across, inside: float, outside: float | None, y: float) -> Iterator[str]:
    yield drawing.line(0, y, END, y, "seg-grid")
    yield drawing.line(across.at(1), y - 12, across.at(1), y + 12, "seg-axis")
    x = across.at(inside)
    yield drawing.line(across.at(1), y, x, y, "seg-line")
    if outside is not None:
        yield drawing.rect(across.at(outside) - 5, y - 5, 10, 10, "seg-hollow")
    yield drawing.circle(x, y, 6, "seg-in")


def _axis(across: _Across, y: float, pen: Pen) -> Iterator[str]:
    taken = -1.0
    for tick in (0.125, 0.2, 0.5, 1.0, 2.0, 5.0, 8.0):
        if 1 / across.reach - 1e-9 <= tick <= across.reach + 1e-9:
            said = pen.times(tick)
            x, half = across.at(tick), drawing.width_of(said) / 2
            start = max(x - half, 0)
            if start > taken:
                yield drawing.text(start, y + LINE, said, "seg-quiet")
                taken = start + 2 * half + 8
