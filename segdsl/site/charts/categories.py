"""Draw who members are: customers by category inside and outside in, pairs of bars out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.site.charts import bars, discretion, drawing, words
from segdsl.site.charts.bars import Bar, Row
from segdsl.site.charts.drawing import LINE, WIDTH
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.text import figures

MOST_FIELDS = 4
MOST_VALUES = 6
MUCH = 0.03  # a difference that is worth a sentence


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field (None: missing), and how many have it inside and outside."""

    label: str | None
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Category:
    """A field by its label, and all its values."""

    label: str
    values: tuple[Value, ...]


def picture(name: str, found: Sequence[Category], pen: Pen) -> Picture | None:
    """The fields in which members differ most, a pair of bars for each value."""
    known = [_field(one, pen) for one in found]
    fields = [one for one in known if one is not None]
    shown = sorted(fields, key=lambda one: (-one.difference, one.label))[:MOST_FIELDS]
    if not shown:
        return None
    title = pen.say(words.CATEGORIES)
    most = shown[0].most
    says = pen.say(words.CATEGORY_NONE)
    if most.difference >= MUCH:
        says = pen.say(
            words.CATEGORY_MOST,
            field=shown[0].label,
            value=most.label,
            inside=most.inside.figure,
            outside=most.outside.figure,
        )
    pieces, y = _legend(pen)
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


def _legend(pen: Pen) -> tuple[list[str], float]:
    pieces, y = [], 0.0
    for said, look in ((words.INSIDE_HEAD, "seg-in"), (words.OUTSIDE_HEAD, "seg-out")):
        pieces.append(drawing.rect(0, y + 3, 13, 13, look))
        pieces.append(drawing.text(20, y + LINE - 5, pen.say(said)))
        y += LINE
    for one in drawing.wrapped(pen.say(words.KNOWN_ONLY), WIDTH, 2):
        pieces.append(drawing.text(0, y + LINE - 5, one, "seg-quiet"))
        y += LINE
    return pieces, y + 10


# --- what may be told of a field ---


@dataclass(frozen=True, slots=True)
class _Share:
    """A share as it is drawn and written; not told: only on which side of a bound it is."""

    drawn: float
    figure: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    label: str
    inside: _Share
    outside: _Share
    is_known: bool

    @property
    def difference(self) -> float:
        """How far apart the sides are, as far as that is told; of missing values, nothing."""
        if not (self.is_known and self.inside.is_told and self.outside.is_told):
            return 0.0
        return abs(self.inside.drawn - self.outside.drawn)


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    pairs: tuple[_Pair, ...]

    @property
    def difference(self) -> float:
        return sum(one.difference for one in self.pairs)

    @property
    def most(self) -> _Pair:
        """The value that sets members apart most."""
        return max(self.pairs, key=lambda one: one.difference)

    def rows(self) -> list[Row]:
        return [
            Row(
                one.label,
                (
                    Bar(one.inside.drawn, one.inside.figure, "seg-in"),
                    Bar(one.outside.drawn, one.outside.figure, "seg-out"),
                ),
            )
            for one in self.pairs
        ]

    def table(self) -> Iterator[tuple[str, ...]]:
        for one in self.pairs:
            yield self.label, one.label, one.inside.figure, one.outside.figure


def _field(found: Category, pen: Pen) -> _Field | None:
    """Shares of those whose value is known, and of those with none; None where nothing is told."""
    every, known = _sums(found.values), _sums(_known(found))
    if min(known) < max(pen.least, 1):
        return None
    values = _few(found, pen)
    count = len(values)
    sizes = [*(one.inside for one in values), *(one.outside for one in values)]
    kept_back = discretion.hidden(sizes, (range(count), range(count, 2 * count)), pen.least)
    if values[-1].label is None and {count - 1, 2 * count - 1} & kept_back:
        known = every  # or shares would tell how many are missing
    pairs = []
    for place, one in enumerate(values):
        wholes = every if one.label is None else known
        label = pen.say(words.UNKNOWN) if one.label is None else one.label or "“”"
        inside = _share(one.inside, wholes[0], pen, place in kept_back)
        outside = _share(one.outside, wholes[1], pen, place + count in kept_back)
        pairs.append(_Pair(label, inside, outside, one.label is not None))
    field = _Field(found.label, tuple(pairs))
    return field if field.difference else None


def _few(found: Category, pen: Pen) -> list[Value]:
    """The values that most have, all others together (those of a few too), and the missing."""
    known = sorted(_known(found), key=lambda one: (-(one.inside + one.outside), one.label or ""))
    shown = [one for one in known if not _is_small(one, pen)]
    if len(shown) < len(known) or len(shown) > MOST_VALUES:
        shown = shown[: MOST_VALUES - 1]
    rest = [one for one in known if one not in shown]
    while rest and shown and _is_small(Value("", *_sums(rest)), pen):
        rest.insert(0, shown.pop())
    if len(rest) > 1:
        others = pen.say(words.OTHERS, count=figures.count(len(rest), pen.language))
        rest = [Value(others, *_sums(rest))]
    missing = [one for one in found.values if one.label is None and one.inside + one.outside]
    return [*shown, *rest, *missing]


def _known(found: Category) -> list[Value]:
    return [one for one in found.values if one.label is not None]


def _sums(values: Sequence[Value]) -> tuple[int, int]:
    """How many have any of these values, inside and outside."""
    return sum(one.inside for one in values), sum(one.outside for one in values)


def _is_small(one: Value, pen: Pen) -> bool:
    return any(discretion.is_small(size, pen.least) for size in (one.inside, one.outside))


def _share(size: int, whole: int, pen: Pen, is_hidden: bool) -> _Share:
    if is_hidden:
        return _Share(min(pen.least / whole, 1.0), pen.hidden_share(size, whole), False)
    return _Share(size / whole, figures.percent(size / whole, pen.language), True)
