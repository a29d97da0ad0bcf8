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
    """Something else, and how many of the members are in it.

    family: the segmentation of a class, whose classes add up; '' for all else.
    """

    label: str
    shared: int
    family: str = ""


def picture(name: str, size: int, others: Sequence[Other], pen: Pen) -> Picture | None:
    """The others that share most, most first; None for nobody, or so few that they are not told."""
    if size <= 0 or discretion.is_small(size, pen.least):
        return None
    told = _told(size, others, pen)
    first = sorted(told, key=lambda one: (-one.drawn, one.label))
    shown = [one for one in first if one.drawn][:MOST]
    title = pen.say(words.OVERLAPS)
    if not shown:
        return None
    rows = [Row(one.label, (Bar(one.drawn, one.share, "seg-in"),)) for one in shown]
    says = pen.say(words.OVERLAP_MOST, share=shown[0].share, other=shown[0].label)
    pieces, height = bars.drawn(rows)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces),
        tuple(pen.say(one) for one in (words.OTHER, words.SHARED, words.SHARE_OF_MEMBERS)),
        tuple((one.label, one.count, one.share) for one in first),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """An overlap as it is shown: its part of the bar, its count, its share."""

    label: str
    drawn: float
    count: str
    share: str


def _told(size: int, others: Sequence[Other], pen: Pen) -> list[_Told]:
    families: dict[str, list[int]] = {}
    for place, one in enumerate(others):
        if one.family:
            families.setdefault(one.family, []).append(place)
    kept_back = discretion.hidden([one.shared for one in others], families.values(), pen.least)
    found = []
    for place, one in enumerate(others):
        part = one.shared
        if place in kept_back and part >= pen.least and pen.may_tell(part, size):
            share = pen.hidden_share(part, size)
            drawn, count = pen.least / size, pen.unless_hidden(part, True)
        else:
            share, drawn, count = (
                pen.share(part, size), pen.drawn_share(part, size), pen.of_which(part, size),
            )  # fmt: skip
        found.append(_Told(one.label, drawn, count, share))
    return found
