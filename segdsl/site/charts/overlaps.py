"""Draw where else members are: the share of them inside each other thing in, sorted bars out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segdsl.site.charts import bars, discretion, drawing, words
from segdsl.site.charts.bars import Bar, Row
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture

MOST = 12


@dataclass(frozen=True, slots=True)
class Other:
    """Something else, and how many of the members are in it."""

    label: str
    shared: int


def picture(name: str, size: int, others: Sequence[Other], pen: Pen) -> Picture | None:
    """The others that share most, most first; None for nobody, or so few that they are not told."""
    if size <= 0 or discretion.is_small(size, pen.least) or not others:
        return None
    first = sorted(others, key=lambda one: (-pen.drawn_share(one.shared, size), one.label))
    shown = [one for one in first if one.shared][:MOST]
    title = pen.say(words.OVERLAPS)
    if not shown:
        return None
    rows = [
        Row(
            one.label,
            (Bar(pen.drawn_share(one.shared, size), pen.share(one.shared, size), "seg-in"),),
        )
        for one in shown
    ]
    says = pen.say(words.OVERLAP_MOST, share=pen.share(shown[0].shared, size), other=shown[0].label)
    pieces, height = bars.drawn(rows)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces),
        tuple(pen.say(one) for one in (words.OTHER, words.SHARED, words.SHARE_OF_MEMBERS)),
        tuple(
            (one.label, pen.of_which(one.shared, size), pen.share(one.shared, size))
            for one in first
        ),
    )
