"""Draw exact combinations: who is in just these segments and in no other, largest first.

The plot is that of Lex et al., UpSet (2014), turned: a combination is a row, its segments are dots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement

from segdsl.site.charts import discretion, drawing, words
from segdsl.site.charts.drawing import DETAIL, SIZE, WIDTH, Scale
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.crowds import Combination
from segdsl.text import figures

MOST = 15
COLUMN, TALL = 26.0, 28.0
BARS = 150.0
FIGURE = 70.0
HEAD = 170.0
DEGREES = -60.0


def picture(
    name: str, found: Sequence[Combination], labels: Mapping[str, str], pen: Pen
) -> Picture | None:
    """The largest combinations of segments; None where there is only one."""
    some = [one for one in found if one.size]
    if len(some) < 2 or not any(one.names for one in some):
        return None
    every = list(dict.fromkeys(each for one in some for each in one.names))
    kept_back = discretion.hidden([one.size for one in some], _sums(some, every), pen.least)
    order = sorted(
        (place for place in range(len(some)) if place not in kept_back),
        key=lambda place: (-some[place].size, some[place].names),
    )[:MOST]
    shown = [some[place] for place in order]
    columns = _columns(shown, labels)
    if not columns:
        return None
    title = pen.say(words.COMBINATIONS)
    says = _finding(shown, len(some), labels, pen)
    pieces, height, width = _drawn(shown, columns, labels, pen)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces, width),
        (pen.say(words.JUST_IN), pen.say(words.SIZE)),
        tuple((_called(one, labels, pen), pen.count(one.size)) for one in shown),
    )


def _sums(some: Sequence[Combination], every: Sequence[str]) -> Iterator[list[int]]:
    """What adds up to figures that are told elsewhere: all, each segment, each two of them."""
    yield list(range(len(some)))
    for first, second in combinations_with_replacement(every, 2):
        yield [
            place for place, one in enumerate(some) if first in one.names and second in one.names
        ]


def _columns(shown: Sequence[Combination], labels: Mapping[str, str]) -> list[str]:
    """The segments of what is shown, those in most of it first."""
    weight: dict[str, int] = {}
    for one in shown:
        for each in one.names:
            weight[each] = weight.get(each, 0) + one.size
    return sorted(weight, key=lambda each: (-weight[each], labels[each]))


def _called(one: Combination, labels: Mapping[str, str], pen: Pen) -> str:
    if not one.names:
        return pen.say(words.IN_NONE)
    return " + ".join(labels[each] for each in one.names)


def _finding(shown: Sequence[Combination], count: int, labels: Mapping[str, str], pen: Pen) -> str:
    first = next((one for one in shown if one.names), shown[0])
    said = pen.say(
        words.COMBINATION_MOST, names=_called(first, labels, pen), count=pen.count(first.size)
    )
    left = count - len(shown)
    if left:
        said += " " + pen.say(words.MORE_COMBINATIONS, count=figures.count(left, pen.language))
    return said


def _drawn(
    shown: Sequence[Combination], columns: Sequence[str], labels: Mapping[str, str], pen: Pen
) -> tuple[list[str], float, float]:
    dots = COLUMN * len(columns) + 10
    width = max(WIDTH, dots + BARS + FIGURE)
    size = SIZE if width <= WIDTH else DETAIL
    longest = max(
        min(drawing.width_of(labels[each], size), HEAD, (width - place * COLUMN - COLUMN) * 1.9)
        for place, each in enumerate(columns)
    )
    head = longest * 0.88 + 20
    pieces = []
    for place, each in enumerate(columns):
        x = (place + 0.5) * COLUMN + 4
        room = min(HEAD, (width - x) * 1.9)
        label = drawing.shortened(labels[each], room, size)
        pieces.append(drawing.turned(x, head - 6, label, DEGREES))
    scale = Scale(0, max(one.size for one in shown), dots, width - FIGURE)
    for row, one in enumerate(shown):
        y = head + row * TALL
        pieces += _row(one, columns, y, scale, width, row % 2 == 0)
        pieces.append(
            drawing.text(width, y + TALL / 2 + 5, pen.count(one.size), "seg-figure", "end")
        )
    return pieces, head + TALL * len(shown) + 4, width


def _row(
    one: Combination,
    columns: Sequence[str],
    y: float,
    scale: Scale,
    width: float,
    is_shaded: bool,
) -> Iterator[str]:
    middle = y + TALL / 2
    if is_shaded:
        yield drawing.rect(0, y, width, TALL, "seg-stripe")
    inside = [place for place, each in enumerate(columns) if each in one.names]
    if len(inside) > 1:
        first, last = ((place + 0.5) * COLUMN for place in (inside[0], inside[-1]))
        yield drawing.line(first, middle, last, middle, "seg-line")
    for place in range(len(columns)):
        look = "seg-in" if place in inside else "seg-empty"
        yield drawing.circle((place + 0.5) * COLUMN, middle, 7 if place in inside else 4, look)
    start = scale.start
    bar = "seg-in" if one.names else "seg-out"
    yield drawing.rect(start, y + 6, max(scale.at(one.size) - start, 1.5), TALL - 12, bar)
