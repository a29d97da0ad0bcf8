"""Draw a size over days, with who enters above a line and who leaves below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from segdsl.site.charts import discretion, drawing, words
from segdsl.site.charts.drawing import LINE, WIDTH, Scale
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.survey import Course
from segdsl.text import figures

HEIGHT = 120.0
BASE = HEIGHT + LINE + 14  # where its axis is, below the heading and the highest figure
MOVES = 90.0
END = WIDTH - 74  # the last size stands behind the line


@dataclass(frozen=True, slots=True)
class _Move:
    """Who entered and left before a day: as told, and as drawn (None: not known)."""

    entered: str
    left: str
    up: int | None
    down: int | None


@dataclass(frozen=True, slots=True)
class _Size:
    """A size as told, and as drawn."""

    figure: str
    drawn: int


def picture(name: str, days: Sequence[date], course: Course, pen: Pen) -> Picture | None:
    """The course of a segment; None for one day, or for nobody on any day."""
    if len(days) < 2 or not any(course.sizes):
        return None
    sizes = _sizes(course, pen)
    moves = [_move(course, place, pen) for place in range(len(days))]
    title = pen.say(words.TREND)
    says = _finding(days, course, pen)
    pieces, y = _line(days, sizes, pen)
    if any(move.up or move.down for move in moves):
        more, y = _moves(days, moves, y, pen)
        pieces += more
    pieces += _axis(days, y, pen)
    head = (words.DAY, words.SIZE, words.ENTERED, words.GONE)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, y + LINE + 6, pieces),
        tuple(pen.say(one) for one in head),
        tuple(
            (pen.day(day), size.figure, move.entered, move.left)
            for day, size, move in zip(days, sizes, moves, strict=True)
        ),
    )


def _sizes(course: Course, pen: Pen) -> list[_Size]:
    """Sizes as told, back from the last one: one that differs by a few from the next is like it."""
    found: list[_Size] = []
    told = course.sizes[-1]
    for size in reversed(course.sizes):
        figure = pen.beside(size, told)
        found.append(_Size(figure, pen.drawn_beside(size, told)))
        if figure == pen.count(size):
            told = size
    return found[::-1]


def _move(course: Course, place: int, pen: Pen) -> _Move:
    """What may be told of a step: sizes are, so one side tells the other but for its bound."""
    entered, left = course.entered[place], course.left[place]
    if entered is None or left is None or place == 0:
        return _Move("", "", None, None)
    before, now = course.sizes[place - 1], course.sizes[place]
    if any(discretion.is_small(size, pen.least) for size in (before, now)):
        return _Move(figures.NOTHING, figures.NOTHING, None, None)
    is_few = [discretion.is_small(size, pen.least) for size in (entered, left)]
    if not any(is_few):
        return _Move(pen.count(entered), pen.count(left), entered, left)
    net = now - before
    up, down = max(net, pen.least, 0), max(-net, pen.least, 0)
    return _Move(_bound(entered, net, pen), _bound(left, -net, pen), up, down)


def _bound(size: int, net: int, pen: Pen) -> str:
    """One side of a step of which a side is small; nothing is told as none."""
    if size < pen.least:
        return f"<\N{NO-BREAK SPACE}{pen.count(pen.least)}"
    return f"≥\N{NO-BREAK SPACE}{pen.count(max(net, pen.least))}"


def _finding(days: Sequence[date], course: Course, pen: Pen) -> str:
    first, last = course.sizes[0], course.sizes[-1]
    said = {
        "first": pen.beside(first, last),
        "first_day": pen.day(days[0]),
        "last": pen.count(last),
        "last_day": pen.day(days[-1]),
    }
    few = [discretion.is_small(size, pen.least) for size in (first, last, abs(last - first))]
    if any(few) or first == last:
        return pen.say(words.STEADY, **said)
    change = pen.count(abs(last - first))
    return pen.say(words.GREW if last > first else words.SHRANK, change=change, **said)


def _line(days: Sequence[date], sizes: Sequence[_Size], pen: Pen) -> tuple[list[str], float]:
    across = _across(days)
    drawn = [size.drawn for size in sizes]
    up = Scale(0, max(drawn) * 1.05, BASE, BASE - HEIGHT)
    pieces = [_label(0, LINE - 5, pen.say(words.SIZE))]
    for tick in drawing.ticks(0, max(drawn), 3):
        y = up.at(tick)
        pieces.append(drawing.line(0, y, END, y, "seg-grid" if tick else "seg-axis"))
    points = [
        (across.at(day.toordinal()), up.at(size)) for day, size in zip(days, drawn, strict=True)
    ]
    base = up.at(0)
    area = [("M", (points[0][0], base)), *(("L", point) for point in points)]
    pieces.append(drawing.path([*area, ("L", (points[-1][0], base)), ("Z", ())], "seg-area"))
    steps = [("M" if place == 0 else "L", point) for place, point in enumerate(points)]
    pieces.append(drawing.path(steps, "seg-line"))
    for tick in drawing.ticks(0, max(drawn), 3)[1:]:
        said = pen.count(round(tick))
        pieces.append(drawing.text(0, up.at(tick) - 4, said, "seg-quiet seg-halo"))
    x, y = points[-1]
    pieces.append(drawing.circle(x, y, 4, "seg-in"))
    last = sizes[-1].figure
    pieces.append(drawing.text(WIDTH, y + 5, last, "seg-strong seg-figure", "end"))
    return pieces, BASE


def _moves(
    days: Sequence[date], moves: Sequence[_Move], top: float, pen: Pen
) -> tuple[list[str], float]:
    across = _across(days)
    most_up = max((move.up or 0 for move in moves), default=0)
    most_down = max((move.down or 0 for move in moves), default=0)
    per = MOVES / max(most_up + most_down, 1)
    high = top + 14 + LINE
    zero = high + most_up * per
    width = min(max((END / len(days)) * 0.6, 2.0), 22.0)
    pieces = [_label(0, top + 14 + LINE - 7, f"▲ {pen.say(words.ENTER)}")]
    for day, move in zip(days, moves, strict=True):
        x = min(max(across.at(day.toordinal()) - width / 2, 0), END - width)
        if move.up:
            pieces.append(drawing.rect(x, zero - move.up * per, width, move.up * per, "seg-in"))
        if move.down:
            pieces.append(drawing.rect(x, zero, width, move.down * per, "seg-leaves"))
    pieces.append(drawing.line(0, zero, END, zero, "seg-axis"))
    for size, y in ((most_up, high), (most_down, high + MOVES)):
        if size:
            pieces.append(drawing.line(END + 2, y, END + 8, y, "seg-axis"))
            said = pen.count(size)
            pieces.append(drawing.text(WIDTH, y + 5, said, "seg-quiet seg-figure", "end"))
    low = high + MOVES + LINE
    pieces.append(_label(0, low, f"▼ {pen.say(words.LEAVE)}"))
    return pieces, low + 6


def _axis(days: Sequence[date], top: float, pen: Pen) -> Iterator[str]:
    across = _across(days)
    is_short = (days[-1] - days[0]).days < 60
    taken = -1.0
    for place in _marked(len(days)):
        day = days[place]
        said = pen.short_day(day) if is_short else pen.month(day)
        width = drawing.width_of(said)
        x = across.at(day.toordinal())
        start = min(max(x - width / 2, 0), END - width)
        if start < taken:
            continue
        yield drawing.line(x, top, x, top + 4, "seg-axis")
        yield drawing.text(start, top + LINE + 2, said, "seg-quiet")
        taken = start + width + 12


def _marked(count: int) -> list[int]:
    """The places of the days that are written: the ends and one in the middle, where there is."""
    return list(dict.fromkeys((0, (count - 1) // 2, count - 1)))


def _across(days: Sequence[date]) -> Scale:
    return Scale(days[0].toordinal(), days[-1].toordinal(), 8, END - 8)


def _label(x: float, y: float, said: str) -> str:
    return drawing.text(x, y, said, "seg-quiet")
