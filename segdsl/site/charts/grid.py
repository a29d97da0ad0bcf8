"""Draw customers by their scores of recency and frequency: a grid of 25 cells, darker with more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from segdsl.site.charts import discretion, drawing, heat, words
from segdsl.site.charts.drawing import LINE, WIDTH
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.survey import Grid
from segdsl.text import figures

LEFT = 30.0
CELL = (WIDTH - LEFT) / 5
TALL = 52.0


def picture(
    name: str, found: Grid, recency: str, frequency: str, value: str, pen: Pen
) -> Picture | None:
    """The grid under the labels of its metrics and of what weighs customers ('' for nothing)."""
    sizes = [size for row in found.sizes for size in row]
    if len(sizes) != 25 or not any(sizes):
        return None
    kept_back = discretion.hidden(sizes, [range(25)], pen.least)
    title = pen.say(words.GRID)
    says = _finding(sizes, found, kept_back, value, pen)
    pieces: list[str] = []
    y = 0.0
    for one in drawing.wrapped(f"↑ {pen.say(words.BEST_SCORE, metric=recency)}", WIDTH, 2):
        pieces.append(drawing.text(0, y + LINE - 5, one, "seg-quiet"))
        y += LINE
    y += 4
    most = max(pen.least if place in kept_back else size for place, size in enumerate(sizes))
    rows = []
    for row in reversed(range(5)):
        pieces.append(drawing.text(LEFT - 10, y + TALL / 2 + 5, str(row + 1), "", "end"))
        for column in range(5):
            place = row * 5 + column
            is_hidden = place in kept_back
            count = pen.unless_hidden(sizes[place], is_hidden)
            each = _each(found, row, column, is_hidden, pen)
            drawn = pen.least if is_hidden else sizes[place]
            pieces += _cell(LEFT + column * CELL, y, heat.level(drawn, most), count, each)
            rows.append((str(row + 1), str(column + 1), count, each or figures.NOTHING))
        y += TALL
    for column in range(5):
        x = LEFT + (column + 0.5) * CELL
        pieces.append(drawing.text(x, y + LINE, str(column + 1), "", "middle"))
    y += LINE + 8
    notes = [f"{pen.say(words.BEST_SCORE, metric=frequency)} →"]
    for one in (line for note in notes for line in drawing.wrapped(note, WIDTH, 2)):
        pieces.append(drawing.text(WIDTH, y + LINE - 5, one, "seg-quiet", "end"))
        y += LINE
    if value:
        for one in drawing.wrapped(pen.say(words.SECOND_FIGURE, metric=value), WIDTH, 2):
            pieces.append(drawing.text(WIDTH, y + LINE - 3, one, "seg-quiet", "end"))
            y += LINE
    head = (recency, frequency, pen.say(words.SIZE), pen.say(words.EACH))
    width = 4 if value else 3
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, y + 4, pieces),
        head[:width],
        tuple(row[:width] for row in rows),
    )


def _each(found: Grid, row: int, column: int, is_hidden: bool, pen: Pen) -> str:
    value, size = found.values[row][column], found.sizes[row][column]
    if is_hidden or value is None or not size:
        return ""
    return pen.money(value / Decimal(size))


def _cell(x: float, y: float, level: int, count: str, each: str) -> Iterator[str]:
    look = f"seg-on-{level}"
    yield drawing.rect(x, y, CELL - 2, TALL - 2, f"seg-heat-{level}")
    middle = x + (CELL - 2) / 2
    lower = 0.0 if each else 8.0
    yield drawing.text(middle, y + 21 + lower, count, f"{look} seg-strong seg-figure", "middle")
    if each:
        yield drawing.text(middle, y + 40, each, f"{look} seg-figure", "middle")


def _finding(sizes: list[int], found: Grid, kept_back: frozenset[int], value: str, pen: Pen) -> str:
    total, best = sum(sizes), sizes[24]
    if 24 in kept_back:
        return pen.say(words.BEST_CELL, share=pen.hidden_share(best, total))
    said = pen.say(words.BEST_CELL, share=pen.share(best, total))
    values = [one for row in found.values for one in row if one is not None]
    whole = sum(values, Decimal(0))
    held = found.values[4][4]
    if not value or held is None or whole <= 0 or not pen.may_tell(best, total):
        return said
    part = figures.percent(float(held / whole), pen.language)
    return pen.say(words.BEST_CELL_HOLDS, share=pen.share(best, total), part=part, metric=value)
