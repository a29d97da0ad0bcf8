"""Draw what limits decide: the size with each a little lower, as written, a little higher."""

from __future__ import annotations

from collections.abc import Sequence

from segdsl.prose import phrases
from segdsl.site.charts import bars, drawing, words
from segdsl.site.charts.bars import Bar, Row
from segdsl.site.charts.labels import Labels
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.survey import Threshold


def picture(
    name: str, found: Sequence[Threshold], population: str, labels: Labels
) -> Picture | None:
    """A row of three bars for each limit; None without limits, or of nobody whatever they are."""
    pen = labels.pen
    most = max((max(one.low_size, one.size, one.high_size) for one in found), default=0)
    if most <= 0:
        return None
    said = [labels.condition(population, one.condition) for one in found]
    limits = [[labels.constant(at) for at in (one.low, one.limit, one.high)] for one in found]
    sizes = [_told(one, pen) for one in found]
    longest = max(drawn for one in sizes for _, drawn in one)
    rows, table = [], []
    for clause, at, told in zip(said, limits, sizes, strict=True):
        looks = ("seg-out", "seg-in", "seg-out")
        rows.append(
            Row(
                phrases.capital(clause),
                tuple(
                    Bar(drawn / longest, figure, look, limit)
                    for (figure, drawn), look, limit in zip(told, looks, at, strict=True)
                ),
            )
        )
        shown = [
            pen.say(words.AT_LIMIT, place=figure, limit=limit)
            for (figure, _), limit in zip(told, at, strict=True)
        ]
        table.append((phrases.capital(clause), *shown))
    title = pen.say(words.FRAGILITY)
    says = _finding(found, said, limits, pen)
    pieces, height = bars.drawn(rows, lines=3)
    head = (words.CONDITION, words.LOWER, words.AS_WRITTEN, words.HIGHER)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces),
        tuple(phrases.capital(pen.say(one)) for one in head),
        tuple(table),
    )


def _told(one: Threshold, pen: Pen) -> list[tuple[str, int]]:
    return [
        (pen.beside(size, one.size), pen.drawn_beside(size, one.size))
        for size in (one.low_size, one.size, one.high_size)
    ]


def _finding(
    found: Sequence[Threshold], said: Sequence[str], limits: Sequence[Sequence[str]], pen: Pen
) -> str:
    moves = [max(abs(one.low_size - one.size), abs(one.high_size - one.size)) for one in found]
    place = moves.index(max(moves))
    if moves[place] < max(pen.least, 1):
        return pen.say(words.MOVES_NOBODY)
    low, size, high = (figure for figure, _ in _told(found[place], pen))
    return pen.say(
        words.MOVES_MOST,
        condition=said[place],
        low=low,
        low_limit=limits[place][0],
        size=size,
        high=high,
        high_limit=limits[place][2],
    )
