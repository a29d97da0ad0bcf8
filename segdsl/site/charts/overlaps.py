"""Draw where else members are: the share of them inside each other thing in, sorted bars out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.site.charts import bars, discretion, drawing, words
from segdsl.site.charts.bars import Bar, Row
from segdsl.site.charts.drawing import LINE, WIDTH
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

MOST = 12


@dataclass(frozen=True, slots=True)
class Other:
    """Something else: how many customers are in it, and how many of them are members.

    family: the segmentation of a class, whose classes add up; '' for all else. is_kin: one is made
    of the other, so they overlap as a matter of course.
    """

    label: str
    size: int
    shared: int
    family: str = ""
    is_kin: bool = False


def picture(
    name: str, size: int, everybody: int, others: Sequence[Other], population: str, pen: Pen
) -> Picture | None:
    """The others that share most, most first; None for nobody, or so few that they are not told.

    A mark on each bar is the share that would be if members were like everybody.
    """
    if size <= 0 or discretion.is_small(size, pen.least):
        return None
    first = sorted(_told(size, everybody, others, pen), key=lambda one: (-one.drawn, one.label))
    shown = [one for one in first if one.drawn][:MOST]
    if not shown:
        return None
    title = pen.say(words.OVERLAPS)
    says = _finding(shown, population, pen)
    usual = pen.say(words.USUAL, population=population)
    rows = [Row(one.label, (Bar(one.drawn, one.share, "seg-in", at=one.mark),)) for one in shown]
    pieces = [drawing.line(4, 2, 4, LINE - 1, "seg-usual")]
    pieces.append(drawing.text(14, LINE - 5, drawing.shortened(usual, WIDTH - 14), "seg-quiet"))
    more, height = bars.drawn(rows, LINE + 8)
    head = (words.OTHER, words.SHARED, words.SHARE_OF_MEMBERS)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, [*pieces, *more]),
        (*(pen.say(one) for one in head), usual),
        tuple((one.label, one.count, one.share, one.usual) for one in first),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """An overlap as it is shown: its part of the bar, its count, its share, and the usual one."""

    label: str
    drawn: float
    count: str
    share: str
    mark: float | None
    usual: str
    times: float  # how much more often than usual; 0 where that is not told, or no news


def _told(size: int, everybody: int, others: Sequence[Other], pen: Pen) -> Iterator[_Told]:
    families: dict[str, list[int]] = {}
    for place, one in enumerate(others):
        if one.family:
            families.setdefault(one.family, []).append(place)
    groups = list(families.values())
    few_shared = discretion.hidden([one.shared for one in others], groups, pen.least)
    few = discretion.hidden([one.size for one in others], groups, pen.least)
    for place, one in enumerate(others):
        part = one.shared
        is_told = pen.may_tell(part, size)
        if place in few_shared and is_told:
            drawn, share = pen.least / size, pen.hidden_share(part, size)
            count = pen.unless_hidden(part, True)
        else:
            drawn, share = pen.drawn_share(part, size), pen.share(part, size)
            count = pen.of_which(part, size)
        mark, usual, times = None, figures.NOTHING, 0.0
        if place not in few and pen.may_tell(one.size, everybody) and everybody:
            mark, usual = one.size / everybody, pen.share(one.size, everybody)
            if place not in few_shared and is_told and 0 < part < size and not one.is_kin:
                times = drawn / mark
        yield _Told(one.label, drawn, count, share, mark, usual, times)


def _finding(shown: Sequence[_Told], population: str, pen: Pen) -> str:
    most = max(shown, key=lambda one: (one.times, one.label))
    if most.times < 1.2:
        return pen.say(words.OVERLAP_MOST, share=shown[0].share, other=shown[0].label)
    return pen.say(
        words.OVERLAP_TIMES,
        share=most.share,
        other=most.label,
        times=pen.times(most.times),
        population=population,
    )
