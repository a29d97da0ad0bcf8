"""Bars below each other, each under its label: labels, lengths and figures in, drawn rows out.

A label above its bars reads at any width; beside them, a long one would leave no room for bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.site.charts import drawing
from segdsl.site.charts.drawing import BAR, LINE, SIZE, WIDTH

ROOM = 84.0  # for the figure behind a bar
LENGTH = WIDTH - ROOM
AFTER = 14.0  # between a row and the next
GUTTER = 150.0  # at most, for what stands before a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its part of the longest possible one, its figure, its look, and what stands before."""

    part: float
    figure: str
    look: str
    before: str = ""
    at: float | None = None  # where a mark stands on it, from 0 to 1


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    bars: tuple[Bar, ...]


def drawn(rows: Sequence[Row], top: float = 0.0, lines: int = 2) -> tuple[list[str], float]:
    """The pieces of all rows from `top` on, and where they end."""
    pieces: list[str] = []
    start = _gutter(rows)
    y = top
    for row in rows:
        label = drawing.wrapped(row.label, WIDTH, lines)
        pieces += drawing.paragraph(0, y + LINE - 5, label)
        y += LINE * len(label) + 2
        for bar in row.bars:
            pieces += _bar(bar, start, y)
            y += BAR + 3
        y += AFTER - 3
    return pieces, y - AFTER + 4


def _gutter(rows: Sequence[Row]) -> float:
    widths = [drawing.width_of(bar.before) for row in rows for bar in row.bars if bar.before]
    return min(max(widths) + 10, GUTTER) if widths else 0.0


def _bar(bar: Bar, start: float, y: float) -> Iterator[str]:
    length = LENGTH - start
    if bar.before:
        before = drawing.shortened(bar.before, start - 8, SIZE)
        yield drawing.text(start - 8, y + BAR - 3, before, "seg-quiet", "end")
    yield drawing.rect(start, y, length, BAR, "seg-track")
    width = max(min(bar.part, 1.0) * length, 1.5 if bar.part > 0 else 0.0)
    if width:
        yield drawing.rect(start, y, width, BAR, bar.look)
    if bar.at is not None:
        x = start + min(bar.at, 1.0) * length
        yield drawing.line(x, y - 2, x, y + BAR + 2, "seg-usual")
    yield drawing.text(WIDTH, y + BAR - 3, bar.figure, "seg-figure", "end")
