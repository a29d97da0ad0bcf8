"""Draw who moved between classes from one day to another: bands from a column to a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from segdsl.site.charts import discretion, drawing, words
from segdsl.site.charts.drawing import LINE, WIDTH
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.survey import Flow

HEIGHT = 300.0  # of all customers
THICK = 12.0
LEAST_SLOT = 24.0  # a label needs so much
GAP = 6.0

Class = str | None


@dataclass(frozen=True, slots=True)
class _Band:
    """Customers of a class then and of a class now, by place; None is last on both sides."""

    then: int
    now: int
    size: int
    drawn: int
    figure: str


def picture(
    name: str, found: Flow, classes: Sequence[str], labels: Mapping[str, str], pen: Pen
) -> Picture | None:
    """The flow between classes in their order; None where nobody was in one."""
    order: list[Class] = [*classes, None]
    bands = _bands(found, order, pen)
    if not bands:
        return None
    said = [pen.say(words.NO_CLASS_OR_NEW) if one is None else labels[one] for one in order]
    title = pen.say(words.FLOW)
    says = _finding(bands, said, found, pen)
    pieces, height = _drawn(bands, said, found, pen)
    head = (
        pen.say(words.CLASS_ON, day=pen.day(found.then)),
        pen.say(words.CLASS_ON, day=pen.day(found.now)),
        pen.say(words.SIZE),
    )
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces),
        head,
        tuple((said[one.then], said[one.now], one.figure) for one in bands),
    )


def _bands(found: Flow, order: Sequence[Class], pen: Pen) -> list[_Band]:
    pairs = [
        (then, now, found.sizes.get((before, after), 0))
        for then, before in enumerate(order)
        for now, after in enumerate(order)
        if (before, after) != (None, None)
    ]
    sums = [
        [place for place, pair in enumerate(pairs) if pair[side] == one]
        for side in (0, 1)
        for one in range(len(order))
    ]
    sizes = [size for _, _, size in pairs]
    kept_back = discretion.hidden(sizes, sums, pen.least)
    return [
        _Band(
            then,
            now,
            size,
            pen.least if place in kept_back else size,
            pen.unless_hidden(size, place in kept_back),
        )
        for place, (then, now, size) in enumerate(pairs)
        if size
    ]


def _finding(bands: Sequence[_Band], said: Sequence[str], found: Flow, pen: Pen) -> str:
    nowhere = len(said) - 1
    known = [one for one in bands if nowhere not in (one.then, one.now)]
    moved = [one for one in known if one.then != one.now]
    days = {"then": pen.day(found.then), "now": pen.day(found.now)}
    if not moved:
        return pen.say(words.NOBODY_MOVED, **days)
    most = max(moved, key=lambda one: (one.drawn, -one.then, -one.now))
    return pen.say(
        words.MOST_MOVED, before=said[most.then], after=said[most.now], count=most.figure, **days
    )


def _drawn(
    bands: Sequence[_Band], said: Sequence[str], found: Flow, pen: Pen
) -> tuple[list[str], float]:
    per = HEIGHT / sum(one.drawn for one in bands)
    pieces = [
        drawing.text(0, LINE - 5, pen.day(found.then), "seg-strong"),
        drawing.text(WIDTH, LINE - 5, pen.day(found.now), "seg-strong", "end"),
    ]
    columns = [_Column.of(bands, side, len(said), per) for side in (0, 1)]
    then, now = columns
    used = [[0.0] * len(said), [0.0] * len(said)]
    for one in sorted(bands, key=lambda one: (one.then == one.now, one.then, one.now)):
        height = one.drawn * per
        # a band lies in its columns in the order of the classes, whatever is drawn last
        start = then.tops[one.then] + _before(bands, one, 0) * per
        end = now.tops[one.now] + _before(bands, one, 1) * per
        pieces.append(_ribbon(start, end, height, _look(one, len(said) - 1)))
        used[0][one.then] += height
        used[1][one.now] += height
    for side, column in enumerate(columns):
        pieces += _nodes(column, used[side], said, side)
    y = max(column.bottom for column in columns) + 8
    for said_key, look in (
        (words.STAYED, "seg-stays"),
        (words.MOVED_UP, "seg-in"),
        (words.MOVED_DOWN, "seg-leaves"),
    ):
        pieces.append(drawing.rect(0, y + 3, 13, 13, look))
        pieces.append(drawing.text(20, y + LINE - 5, pen.say(said_key), "seg-quiet"))
        y += LINE
    return pieces, y + 4


def _before(bands: Sequence[_Band], band: _Band, side: int) -> int:
    """How many customers lie above a band in its column."""
    if side == 0:
        return sum(one.drawn for one in bands if one.then == band.then and one.now < band.now)
    return sum(one.drawn for one in bands if one.now == band.now and one.then < band.then)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the classes of a day begin, from top to bottom, and where the column ends."""

    tops: tuple[float, ...]
    bottom: float

    @staticmethod
    def of(bands: Sequence[_Band], side: int, count: int, per: float) -> _Column:
        sizes = [0] * count
        for one in bands:
            sizes[one.now if side else one.then] += one.drawn
        y, tops = LINE + 8, []
        for size in sizes:
            tops.append(y)
            if size:
                y += max(size * per, LEAST_SLOT) + GAP
        return _Column(tuple(tops), y)


def _look(one: _Band, nowhere: int) -> str:
    if nowhere in (one.then, one.now) or one.then == one.now:
        return "seg-stays seg-band"
    return "seg-in seg-band" if one.now < one.then else "seg-leaves seg-band"


def _ribbon(start: float, end: float, height: float, look: str) -> str:
    left, right = THICK + 1, WIDTH - THICK - 1
    middle = WIDTH / 2
    return drawing.path(
        (
            ("M", (left, start)),
            ("C", (middle, start, middle, end, right, end)),
            ("L", (right, end + height)),
            ("C", (middle, end + height, middle, start + height, left, start + height)),
            ("Z", ()),
        ),
        look,
    )


def _nodes(
    column: _Column, heights: Sequence[float], said: Sequence[str], side: int
) -> Iterator[str]:
    x, label_x = (WIDTH - THICK, WIDTH - THICK - 8) if side else (0.0, THICK + 8)
    for top, height, label in zip(column.tops, heights, said, strict=True):
        if height:
            yield drawing.rect(x, top, THICK, max(height, 1.5), "seg-node")
            middle = top + max(height, LEAST_SLOT - 4) / 2 + 5
            shown = drawing.shortened(label, WIDTH / 2 - THICK - 24)
            yield drawing.text(label_x, middle, shown, "seg-halo", "end" if side else "start")
