"""Draw how much of each segment is inside each other one: shares in, shaded cells out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from segdsl.site.charts import discretion, drawing, heat, words
from segdsl.site.charts.drawing import DETAIL
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

MOST = 30
CELL, TALL = 46.0, 30.0
LABEL = 190.0
SIZES = 64.0
HEAD = 150.0  # the longest label above a column, before it is turned
DEGREES = -55.0


@dataclass(frozen=True, slots=True)
class Member:
    """A segment: its label, its size, and by name how many of it are in each other one.

    rests_on: what it is made of, with which it overlaps as a matter of course.
    """

    label: str
    size: int
    shared: Mapping[str, int]
    rests_on: frozenset[str] = frozenset()


def picture(name: str, found: Mapping[str, Member], pen: Pen) -> Picture | None:
    """The segments that are largest, the like beside each other; None for less than two."""
    told = [
        one
        for one, member in found.items()
        if member.size and not discretion.is_small(member.size, pen.least)
    ]
    told = sorted(told, key=lambda one: -found[one].size)[:MOST]
    if len(told) < 2:
        return None
    order = _alike(found, told)
    title = pen.say(words.MATRIX)
    says = _finding(found, order, pen)
    head = _height()
    width = LABEL + SIZES + CELL * len(order) + HEAD * 0.6
    pieces = list(_heads(found, order, head))
    rows = []
    for row, one in enumerate(order):
        y = head + row * TALL
        pieces += _row(found, one, order, y, pen)
        rows.append(
            (
                found[one].label,
                pen.count(found[one].size),
                *(_said(found[one], other, pen) if other != one else "" for other in order),
            )
        )
    columns = (found[one].label for one in order)
    return Picture(
        name,
        title,
        says,
        drawing.picture(
            name, title, says, head + TALL * len(order) + 4, pieces, max(width, drawing.WIDTH + 1)
        ),
        (pen.say(words.OF_WHOM), pen.say(words.SIZE), *columns),
        tuple(rows),
    )


def _height() -> float:
    return HEAD * 0.82 + 16


def _alike(found: Mapping[str, Member], names: Sequence[str]) -> list[str]:
    """The largest first, then always the one that shares most with the one before it."""
    left = list(names)
    order = [left.pop(0)]
    while left:
        before = order[-1]
        nearest = max(left, key=lambda one: (_likeness(found, before, one), -left.index(one)))
        left.remove(nearest)
        order.append(nearest)
    return order


def _likeness(found: Mapping[str, Member], one: str, other: str) -> float:
    """Members of both, as a part of the members of either."""
    both = found[one].shared.get(other, 0)
    return both / max(found[one].size + found[other].size - both, 1)


def _said(member: Member, other: str, pen: Pen) -> str:
    return pen.share(member.shared.get(other, 0), member.size)


def _finding(found: Mapping[str, Member], order: Sequence[str], pen: Pen) -> str:
    pairs = [(one, other) for one in order for other in order if one != other]
    partial = [
        (_likeness(found, one, other), one, other)
        for one, other in pairs
        if pen.may_tell(found[one].shared.get(other, 0), found[one].size)
        and 0 < found[one].shared.get(other, 0) < found[one].size
        and one not in found[other].rests_on
        and other not in found[one].rests_on
    ]
    if not partial:
        return pen.say(words.MATRIX_READS)
    _, one, other = max(partial, key=lambda each: each[0])
    return pen.say(
        words.MATRIX_MOST,
        share=_said(found[one], other, pen),
        one=found[one].label,
        other=found[other].label,
    )


def _heads(found: Mapping[str, Member], order: Sequence[str], base: float) -> Iterator[str]:
    for column, one in enumerate(order):
        x = LABEL + SIZES + CELL * (column + 0.5) + 4
        label = drawing.shortened(found[one].label, HEAD, DETAIL)
        yield drawing.turned(x, base - 8, label, DEGREES)


def _row(
    found: Mapping[str, Member], one: str, order: Sequence[str], y: float, pen: Pen
) -> Iterator[str]:
    member = found[one]
    middle = y + TALL / 2 + 4
    label = drawing.shortened(member.label, LABEL - 8, DETAIL)
    yield drawing.text(0, middle, label)
    x = LABEL + SIZES
    yield drawing.text(x - 12, middle, pen.count(member.size), "seg-quiet seg-figure", "end")
    for other in order:
        if other == one:
            yield drawing.rect(x, y, CELL - 2, TALL - 2, "seg-track")
        else:
            share = pen.drawn_share(member.shared.get(other, 0), member.size)
            level = heat.level(share, 1.0)
            yield drawing.rect(x, y, CELL - 2, TALL - 2, f"seg-heat-{level}")
            text = _short(member, other, pen)
            look = f"seg-on-{level} seg-figure"
            yield drawing.text(x + (CELL - 2) / 2, middle, text, look, "middle")
        x += CELL


def _short(member: Member, other: str, pen: Pen) -> str:
    """The share in whole points: `45`, `< 1`, `> 99`; nothing of nobody."""
    part = member.shared.get(other, 0)
    if not part:
        return figures.NOTHING
    points = round(pen.drawn_share(part, member.size) * 100)
    if discretion.is_small(part, pen.least) or points == 0:
        return f"<\N{NO-BREAK SPACE}{max(points, 1)}"
    if discretion.is_small(member.size - part, pen.least) or (points == 100 and part < member.size):
        return f">\N{NO-BREAK SPACE}{min(points, 99)}"
    return str(points)
