"""Draw classes of a segmentation: a bar of customers above a bar of the value that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from segdsl.site.charts import discretion, drawing, words
from segdsl.site.charts.drawing import LINE, WIDTH
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

THICK = 34.0
BETWEEN = 38.0
SERIES = 8  # looks, taken again after the last
MOST = 16  # classes


@dataclass(frozen=True, slots=True)
class Part:
    """A class, or those who are in none."""

    label: str
    size: int
    value: Decimal | None


def picture(name: str, parts: Sequence[Part], value: str, pen: Pen) -> Picture | None:
    """The classes in their order; `value` is what weighs customers ('' for nothing)."""
    total = sum(one.size for one in parts)
    if total <= 0:
        return None
    parts = _few(parts, pen)
    kept_back = discretion.hidden([one.size for one in parts], [range(len(parts))], pen.least)
    shares = [
        pen.least / total if place in kept_back else one.size / total
        for place, one in enumerate(parts)
    ]
    held = _held(parts, kept_back) if value else None
    title = pen.say(words.CLASSES)
    says = _finding(parts, shares, held, kept_back, value, pen)
    pieces: list[str] = []
    y = LINE + 2
    pieces.append(drawing.text(0, LINE - 5, pen.say(words.OF_CUSTOMERS), "seg-quiet"))
    upper = _spans(shares)
    pieces += _bar(upper, y)
    y += THICK
    if held is not None:
        lower = _spans(held)
        pieces += _links(upper, lower, y)
        y += BETWEEN
        pieces += _bar(lower, y)
        y += THICK
        said = drawing.shortened(pen.say(words.OF_VALUE, metric=value), WIDTH)
        pieces.append(drawing.text(0, y + LINE - 3, said, "seg-quiet"))
        y += LINE
    y += 12
    rows = []
    for place, one in enumerate(parts):
        count = pen.unless_hidden(one.size, place in kept_back)
        share = _share(one.size, total, place in kept_back, pen)
        part = figures.NOTHING
        if held is not None and place not in kept_back:
            part = figures.percent(held[place], pen.language)
        rows.append((one.label, count, share, part)[: 4 if held is not None else 3])
        pieces += _key(place, one.label, share, part if held is not None else "", y)
        y += LINE + 5
    head = [words.CLASS, words.SIZE, words.SHARE]
    said_head = [pen.say(one) for one in head]
    if held is not None:
        said_head.append(pen.say(words.OF_VALUE, metric=value))
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, y, pieces),
        tuple(said_head),
        tuple(rows),
    )


def _few(parts: Sequence[Part], pen: Pen) -> Sequence[Part]:
    """All of them, or the largest in their order and the others together."""
    if len(parts) <= MOST:
        return parts
    first = sorted(range(len(parts)), key=lambda place: (-parts[place].size, place))[: MOST - 1]
    rest = [one for place, one in enumerate(parts) if place not in first]
    values = [one.value for one in rest if one.value is not None]
    value = sum(values, Decimal(0)) if len(values) == len(rest) else None
    label = pen.say(words.OTHERS, count=figures.count(len(rest), pen.language))
    others = Part(label, sum(one.size for one in rest), value)
    return [*(parts[place] for place in sorted(first)), others]


def _share(size: int, total: int, is_hidden: bool, pen: Pen) -> str:
    return pen.hidden_share(size, total) if is_hidden else pen.share(size, total)


def _held(parts: Sequence[Part], kept_back: frozenset[int]) -> list[float] | None:
    """What each class holds of the value, where no class could be told by what is left."""
    values = [one.value for one in parts]
    known = [one for one in values if one is not None]
    whole = sum(known, Decimal(0))
    if len(known) < len(values) or whole <= 0 or min(known) < 0 or kept_back:
        return None
    return [float(one / whole) for one in known]


def _finding(
    parts: Sequence[Part],
    shares: Sequence[float],
    held: Sequence[float] | None,
    kept_back: frozenset[int],
    value: str,
    pen: Pen,
) -> str:
    total = sum(one.size for one in parts)
    if held is not None:
        place = max(range(len(parts)), key=lambda one: (held[one] - shares[one], -one))
        if held[place] - shares[place] >= 0.05:
            return pen.say(
                words.CLASS_HOLDS,
                label=parts[place].label,
                share=pen.share(parts[place].size, total),
                part=figures.percent(held[place], pen.language),
                metric=value,
            )
    place = max(range(len(parts)), key=lambda one: (parts[one].size, -one))
    share = _share(parts[place].size, total, place in kept_back, pen)
    return pen.say(words.LARGEST, label=parts[place].label, share=share)


def _spans(shares: Sequence[float]) -> list[tuple[float, float]]:
    """Where each part begins and ends; together they are as wide as the picture."""
    whole = sum(shares)
    at, found = 0.0, []
    for one in shares:
        end = at + one / whole * WIDTH
        found.append((at, end))
        at = end
    return found


def _bar(spans: Sequence[tuple[float, float]], y: float) -> Iterator[str]:
    for place, (start, end) in enumerate(spans):
        if end > start:
            gap = 1.5 if end - start > 4 else 0.0
            yield drawing.rect(start, y, end - start - gap, THICK, series(place))
            mark = str(place + 1)
            if end - start > drawing.width_of(mark) + 6:
                middle = (start + end - gap) / 2
                look = f"seg-on-series-{place % SERIES} seg-strong"
                yield drawing.text(middle, y + THICK / 2 + 5, mark, look, "middle")


def _links(
    upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]], y: float
) -> Iterator[str]:
    for place, (above, below) in enumerate(zip(upper, lower, strict=True)):
        if above[1] > above[0] or below[1] > below[0]:
            corners = (
                ("M", (above[0], y)),
                ("L", (above[1], y)),
                ("L", (below[1], y + BETWEEN)),
                ("L", (below[0], y + BETWEEN)),
                ("Z", ()),
            )
            yield drawing.path(corners, f"{series(place)} seg-faint")


def _key(place: int, label: str, share: str, part: str, y: float) -> Iterator[str]:
    yield drawing.rect(0, y, 24, LINE, series(place))
    look = f"seg-on-series-{place % SERIES} seg-strong"
    yield drawing.text(12, y + LINE - 5, str(place + 1), look, "middle")
    figure = f"{share} → {part}" if part else share
    room = WIDTH - 32 - drawing.width_of(figure) - 12
    yield drawing.text(32, y + LINE - 5, drawing.shortened(label, room))
    yield drawing.text(WIDTH, y + LINE - 5, figure, "seg-figure", "end")


def series(place: int) -> str:
    """The look of the nth class."""
    return f"seg-series-{place % SERIES}"
