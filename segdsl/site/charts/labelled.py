"""Draw how a metric lies whose values are texts, months or truths: labelled bins in, bars out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segdsl.meaning.types import MOMENTS, Type
from segdsl.site.charts import bars, discretion, drawing, words
from segdsl.site.charts.bars import Bar, Row
from segdsl.site.charts.columns import Subject
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.statistics.survey import Bin, Distribution
from segdsl.text import figures

MOST = 20
MOST_MONTHS = 24  # with more, years are shown


@dataclass(frozen=True, slots=True)
class _Value:
    label: str
    size: int


def picture(name: str, found: Distribution, subject: Subject, pen: Pen) -> Picture | None:
    """A bar for each value, with its share of those who have one; None without any."""
    values = _values(found.bins, subject.type, pen)
    known = sum(one.size for one in values)
    if known < max(pen.least, 1):
        return None
    if found.missing:
        values = [*values, _Value(pen.say(words.MISSING), found.missing)]
    whole = known + found.missing
    sizes = [one.size for one in values]
    kept_back = discretion.hidden(sizes, [range(len(sizes))], pen.least)
    most = max(pen.least if place in kept_back else size for place, size in enumerate(sizes))
    rows, table = [], []
    for place, one in enumerate(values):
        is_hidden = place in kept_back
        drawn = pen.least if is_hidden else one.size
        count = pen.unless_hidden(one.size, is_hidden)
        part = one.size / whole
        hidden = pen.hidden_share(one.size, whole)
        share = hidden if is_hidden else figures.percent(part, pen.language)
        is_missing = found.missing > 0 and place == len(values) - 1
        look = "seg-out" if is_missing else "seg-in"
        rows.append(Row(one.label, (Bar(drawn / most, share, look),)))
        table.append((one.label, count, share))
    title = pen.say(words.LIES, metric=subject.metric)
    says = _finding(values, table, kept_back, pen)
    pieces, height = bars.drawn(rows)
    return Picture(
        name,
        title,
        says,
        drawing.picture(name, title, says, height, pieces),
        tuple(pen.say(one) for one in (words.VALUES, words.SIZE, words.SHARE)),
        tuple(table),
    )


def _finding(
    values: Sequence[_Value],
    table: Sequence[tuple[str, str, str]],
    kept_back: frozenset[int],
    pen: Pen,
) -> str:
    most = max(range(len(values)), key=lambda place: (place not in kept_back, values[place].size))
    return pen.say(words.MOST_COMMON, value=values[most].label, count=table[most][2])


def _values(found: Sequence[Bin], type_: Type, pen: Pen) -> list[_Value]:
    if type_ in MOMENTS:
        return _moments(found, pen)
    if type_ is Type.BOOLEAN:
        said = {"true": pen.say(words.YES), "false": pen.say(words.NO)}
        return [_Value(said[one.label or "false"], one.size) for one in reversed(found)]
    named = [_Value(one.label or "“”", one.size) for one in found if one.label is not None]
    others = sum(one.size for one in found if one.label is None)
    others += sum(one.size for one in named[MOST:])
    if others:
        return [*named[:MOST], _Value(pen.say(words.ALL_OTHERS), others)]
    return named


def _moments(found: Sequence[Bin], pen: Pen) -> list[_Value]:
    """Months, `2026-03`, or years where there are many; the oldest together, where too many."""
    if len(found) <= MOST_MONTHS:
        return [
            _Value(f"{figures.MONTHS[pen.language][int(month) - 1]} {int(year)}", one.size)
            for one in found
            for year, month in [(one.label or "1-1").split("-")]
        ]
    years: dict[str, int] = {}
    for one in found:
        year = str(int((one.label or "1-1").split("-")[0]))
        years[year] = years.get(year, 0) + one.size
    shown = list(years.items())[-MOST:]
    before = sum(years.values()) - sum(size for _, size in shown)
    values = [_Value(year, size) for year, size in shown]
    if before:
        values.insert(0, _Value(pen.say(words.UNTIL, year=shown[0][0]), before))
    return values
