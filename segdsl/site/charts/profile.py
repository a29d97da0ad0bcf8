"""Draw what sets members apart: averages as a ratio to everybody, categories as pairs of bars."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from segdsl.meaning.types import Type
from segdsl.site.charts import bars, discretion, drawing, words
from segdsl.site.charts.bars import Bar, Row
from segdsl.site.charts.drawing import BAR, LINE, WIDTH
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

MOST_METRICS = 12
MOST_FIELDS = 4
MOST_VALUES = 6
REACH = 8.0  # no dot lies further from 1 than this many times
END = WIDTH - 72


@dataclass(frozen=True, slots=True)
class Average:
    """A metric's mean inside, outside and over everybody (None: known for too few)."""

    label: str
    type: Type
    inside: Decimal | None
    outside: Decimal | None
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Category:
    """A field, and for each of its values (None: missing) who has it inside and outside."""

    label: str
    values: tuple[tuple[str | None, int, int], ...]


# --- averages ---


def averages(name: str, found: Sequence[Average], pen: Pen) -> Picture | None:
    """A row for each metric, those furthest from the average first."""
    ratios = {
        place: float(one.inside / one.whole)
        for place, one in enumerate(found)
        if one.inside is not None and one.whole > 0 and one.inside >= 0
    }
    order = sorted(ratios, key=lambda place: (-_distance(ratios[place]), place))[:MOST_METRICS]
    if not order:
        return None
    title = pen.say(words.PROFILE)
    first = found[order[0]]
    says = pen.say(words.PROFILE_MOST, metric=first.label, times=pen.times(ratios[order[0]]))
    reach = max(min(max(math.exp(_distance(ratios[place])) for place in order), REACH), 2.0)
    across = _Across(reach)
    pieces = list(_legend(pen))
    y = 2 * LINE + 8
    for place in order:
        one = found[place]
        label = drawing.wrapped(one.label, WIDTH, 2)
        pieces += drawing.paragraph(0, y + LINE - 5, label)
        y += LINE * len(label) + 2
        other = None if one.outside is None else float(one.outside / one.whole)
        pieces += _dots(across, ratios[place], other, y + BAR / 2)
        pieces.append(
            drawing.text(WIDTH, y + BAR - 3, pen.times(ratios[place]), "seg-figure", "end")
        )
        y += BAR + 10
    pieces += _axis(across, y - 4, pen)
    head = (words.METRIC, words.INSIDE_HEAD, words.OUTSIDE_HEAD, words.EVERYBODY, words.TIMES)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, y + LINE + 4, pieces),
        tuple(pen.say(one) for one in head),
        tuple(_row(found[place], ratios[place], pen) for place in order),
    )


def _distance(ratio: float) -> float:
    return abs(math.log(max(ratio, 1e-6)))


def _row(one: Average, ratio: float, pen: Pen) -> tuple[str, ...]:
    means = (one.inside, one.outside, one.whole)
    said = [figures.NOTHING if mean is None else pen.value(mean, one.type) for mean in means]
    return (one.label, *said, pen.times(ratio))


@dataclass(frozen=True, slots=True)
class _Across:
    """A scale of ratios: 1 in the middle, twice as far right as half is left."""

    reach: float

    def at(self, ratio: float) -> float:
        part = math.log(min(max(ratio, 1 / self.reach), self.reach)) / math.log(self.reach)
        return 8 + (part + 1) / 2 * (END - 16)


def _legend(pen: Pen) -> Iterator[str]:
    yield drawing.circle(7, LINE - 10, 6, "seg-in")
    yield drawing.text(20, LINE - 5, pen.say(words.INSIDE_HEAD))
    yield drawing.rect(2, 2 * LINE - 15, 10, 10, "seg-hollow")
    yield drawing.text(20, 2 * LINE - 5, pen.say(words.OUTSIDE_HEAD))


def _dots(across: _Across, inside: float, outside: float | None, y: float) -> Iterator[str]:
    yield drawing.line(0, y, END, y, "seg-grid")
    yield drawing.line(across.at(1), y - 12, across.at(1), y + 12, "seg-axis")
    x = across.at(inside)
    yield drawing.line(across.at(1), y, x, y, "seg-line")
    if outside is not None:
        yield drawing.rect(across.at(outside) - 5, y - 5, 10, 10, "seg-hollow")
    yield drawing.circle(x, y, 6, "seg-in")


def _axis(across: _Across, y: float, pen: Pen) -> Iterator[str]:
    taken = -1.0
    for tick in (0.125, 0.2, 0.5, 1.0, 2.0, 5.0, 8.0):
        if 1 / across.reach - 1e-9 <= tick <= across.reach + 1e-9:
            said = pen.times(tick)
            x, half = across.at(tick), drawing.width_of(said) / 2
            start = max(x - half, 0)
            if start > taken:
                yield drawing.text(start, y + LINE, said, "seg-quiet")
                taken = start + 2 * half + 8


# --- categories ---


def categories(name: str, found: Sequence[Category], pen: Pen) -> Picture | None:
    """The fields in which members differ most, a pair of bars for each value."""
    known = [_Field.of(one, pen) for one in found]
    fields = [one for one in known if one is not None]
    shown = sorted(fields, key=lambda one: (-one.difference, one.label))[:MOST_FIELDS]
    if not shown:
        return None
    title = pen.say(words.CATEGORIES)
    label, inside, outside = shown[0].widest()
    says = pen.say(
        words.CATEGORY_MOST, field=shown[0].label, value=label, inside=inside, outside=outside
    )
    legend = ((words.INSIDE_HEAD, "seg-in"), (words.OUTSIDE_HEAD, "seg-out"))
    pieces: list[str] = []
    for place, (said, look) in enumerate(legend):
        pieces.append(drawing.rect(0, place * LINE + 3, 13, 13, look))
        pieces.append(drawing.text(20, (place + 1) * LINE - 5, pen.say(said)))
    y = 2 * LINE
    for one in drawing.wrapped(pen.say(words.KNOWN_ONLY), WIDTH, 2):
        pieces.append(drawing.text(0, y + LINE - 5, one, "seg-quiet"))
        y += LINE
    y += 10
    for field in shown:
        heading = drawing.wrapped(field.label, WIDTH, 2)
        pieces += drawing.paragraph(0, y + LINE - 5, heading, "seg-strong")
        more, y = bars.drawn(field.rows(), y + LINE * len(heading) + 4)
        pieces += more
        y += 16
    head = (words.FIELD, words.VALUE_OF_FIELD, words.INSIDE_HEAD, words.OUTSIDE_HEAD)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, y - 10, pieces),
        tuple(pen.say(one) for one in head),
        tuple(row for field in shown for row in field.table()),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """A field ready to draw: by value its label, and (share drawn, share told) on both sides."""

    label: str
    values: tuple[tuple[str, tuple[float, str], tuple[float, str]], ...]
    known: int  # how many of the values, from the first on, are not the missing one

    @staticmethod
    def of(found: Category, pen: Pen) -> _Field | None:
        every = _sums(found.values)
        known = _sums([one for one in found.values if one[0] is not None])
        if min(known) < max(pen.least, 1):
            return None
        values = _few(found, pen)
        count = len(values)
        flat = [*(one[1] for one in values), *(one[2] for one in values)]
        kept_back = discretion.hidden(flat, (range(count), range(count, 2 * count)), pen.least)
        if values[-1][0] is None and {count - 1, 2 * count - 1} & kept_back:
            known = every  # or shares would tell how many are missing
        shares = []
        for place, (label, inside, outside) in enumerate(values):
            wholes = every if label is None else known
            shares.append(
                (
                    label or pen.say(words.UNKNOWN),
                    _share(inside, wholes[0], place in kept_back, pen),
                    _share(outside, wholes[1], place + count in kept_back, pen),
                )
            )
        return _Field(found.label, tuple(shares), sum(one[0] is not None for one in values))

    @property
    def difference(self) -> float:
        return sum(abs(inside[0] - outside[0]) for _, inside, outside in self.values[: self.known])

    def widest(self) -> tuple[str, str, str]:
        """The value that sets members apart most, and how many have it on both sides."""
        label, inside, outside = max(
            self.values[: self.known], key=lambda one: abs(one[1][0] - one[2][0])
        )
        return label, inside[1], outside[1]

    def rows(self) -> list[Row]:
        return [
            Row(label, (Bar(*inside, "seg-in"), Bar(*outside, "seg-out")))
            for label, inside, outside in self.values
        ]

    def table(self) -> Iterator[tuple[str, ...]]:
        for label, inside, outside in self.values:
            yield self.label, label, inside[1], outside[1]


def _sums(values: Sequence[tuple[str | None, int, int]]) -> tuple[int, int]:
    """How many have any of these values, inside and outside."""
    return sum(one[1] for one in values), sum(one[2] for one in values)


def _few(found: Category, pen: Pen) -> list[tuple[str | None, int, int]]:
    """The values that most have, the others together, and the missing."""
    known = [one for one in found.values if one[0] is not None]
    known.sort(key=lambda one: (-(one[1] + one[2]), one[0] or ""))
    values: list[tuple[str | None, int, int]] = [
        (label or "“”", inside, outside) for label, inside, outside in known
    ]
    if len(values) > MOST_VALUES:
        rest = values[MOST_VALUES - 1 :]
        others = pen.say(words.OTHERS, count=figures.count(len(rest), pen.language))
        del values[MOST_VALUES - 1 :]
        values.append((others, sum(one[1] for one in rest), sum(one[2] for one in rest)))
    for label, inside, outside in found.values:
        if label is None and inside + outside:
            values.append((None, inside, outside))
    return values


def _share(size: int, whole: int, is_hidden: bool, pen: Pen) -> tuple[float, str]:
    if not is_hidden:
        return size / whole, figures.percent(size / whole, pen.language)
    return min(pen.least / whole, 1.0), pen.hidden_share(size, whole)
