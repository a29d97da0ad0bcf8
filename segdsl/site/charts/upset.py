"""Draw exact combinations: who is in just these segments and in no other, largest first.

The plot is that of Lex et al., UpSet (2014), turned: a combination is a row, its segments are dots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from segdsl.site.charts import drawing, words
from segdsl.site.charts.drawing import DETAIL, SIZE, WIDTH, Scale
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.crowds import Combination

MOST = 15
COLUMN, TALL = 26.0, 28.0
BARS = 150.0
FIGURE = 70.0
HEAD = 170.0
DEGREES = -60.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is told of these customers elsewhere: how many there are, and how many in each two."""

    everybody: int
    both: Callable[[str, str], int]


def picture(
    name: str, found: Sequence[Combination], known: Known, labels: Mapping[str, str], pen: Pen
) -> Picture | None:
    """The largest combinations of segments, `found` being those, largest first; None of one."""
    shown = _told([one for one in found if one.size >= max(pen.least, 1)][:MOST], known, pen)
    columns = _columns(shown, labels)
    if len(shown) < 2 or not columns:
        return None
    title = pen.say(words.COMBINATIONS)
    says = _finding(shown, known.everybody, labels, pen)
    pieces, height, width = _drawn(shown, columns, labels, pen)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces, width),
        (pen.say(words.JUST_IN), pen.say(words.SIZE)),
        tuple((_called(one, labels, pen), pen.count(one.size)) for one in shown),
    )


def _told(found: list[Combination], known: Known, pen: Pen) -> list[Combination]:
    """Those that leave of no segment, and of no two, so few that these would be told."""
    shown = list(found)
    while True:
        risk = next(filter(None, (_risk(one, shown, known, pen) for one in shown)), None)
        if risk is None:
            return shown
        shown.remove(min(risk, key=lambda one: (one.size, one.names)))


def _risk(
    one: Combination, shown: Sequence[Combination], known: Known, pen: Pen
) -> list[Combination]:
    """What is shown of two segments of a combination, where a few are left; [] where it is safe."""
    left = known.everybody - sum(each.size for each in shown)
    if 0 < left < 2 * pen.least and pen.least > 1:
        return list(shown)
    for first, second in combinations_with_replacement(one.names, 2):
        same = [each for each in shown if first in each.names and second in each.names]
        left = known.both(first, second) - sum(each.size for each in same)
        if 0 < left < 2 * pen.least and pen.least > 1:
            return same
    return []


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


def _finding(
    shown: Sequence[Combination], everybody: int, labels: Mapping[str, str], pen: Pen
) -> str:
    first = next(one for one in shown if one.names)
    said = pen.say(
        words.COMBINATION_MOST, names=_called(first, labels, pen), count=pen.count(first.size)
    )
    left = everybody - sum(one.size for one in shown)
    if left:
        said += " " + pen.say(words.MORE_COMBINATIONS, count=pen.count(left))
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
