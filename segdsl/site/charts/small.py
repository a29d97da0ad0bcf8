"""Draw marks that stand in cells of a table, beside the figures that they show.

They say nothing of their own, so readers that do not see them are not told of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from segdsl.site.charts import drawing
from segdsl.site.charts.drawing import Scale
from segdsl.text.diagnostics import Language

WIDTH, HEIGHT = 84.0, 22.0
BARS, THICK = 84.0, 6.0


def sparkline(values: Sequence[int], language: Language) -> str:
    """A line through sizes, from none to the most; nothing for less than two days.

    Sizes of a few customers are given as the least that may be told. The language is that of the
    page: a line is read from the left in both.
    """
    del language
    if len(values) < 2 or not any(values):
        return ""
    across = Scale(0, len(values) - 1, 2, WIDTH - 4)
    up = Scale(0, max(values), HEIGHT - 3, 3)
    points = [(across.at(place), up.at(value)) for place, value in enumerate(values)]
    steps = [("M" if place == 0 else "L", point) for place, point in enumerate(points)]
    x, y = points[-1]
    return _inline(
        WIDTH, HEIGHT, drawing.path(steps, "seg-line"), drawing.circle(x, y, 2.5, "seg-in")
    )


def twin_bar(size_share: float, value_share: float | None) -> str:
    """The share of customers above the share of the value they hold, both from 0 to 1."""
    pieces = _bar(0.0, size_share, "seg-out")
    height = THICK
    if value_share is not None:
        pieces += _bar(THICK + 2, value_share, "seg-in")
        height = 2 * THICK + 2
    return _inline(BARS, height, *pieces)


def _bar(y: float, share: float, look: str) -> list[str]:
    width = min(max(share, 0.0), 1.0) * BARS
    track = drawing.rect(0, y, BARS, THICK, "seg-track")
    if not width:
        return [track]
    return [track, drawing.rect(0, y, max(width, 1.0), THICK, look)]


def _inline(width: float, height: float, *pieces: str) -> str:
    attributes: dict[str, str | float] = {
        "class": "seg-small",
        "viewBox": f"0 0 {drawing.number(width)} {drawing.number(height)}",
        "width": width,
        "height": height,
        "aria-hidden": "true",
        "xmlns": "http://www.w3.org/2000/svg",
    }
    return drawing.element("svg", attributes, *pieces)
