"""Know what binds the measures of one customer: axes in, settled axes and facts between them out.

All of it follows from what metrics are, nothing is asked of the author: a longer window counts no
fewer rows, who has no order has no last order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from segdsl.meaning import model
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Length
from segdsl.proof import steps
from segdsl.proof.axes import Absent, Axis, TooComplex, Value
from segdsl.proof.boxes import Fact, Proved, Refuted, Trust
from segdsl.proof.measures import Ago, Ahead, Counted, Measured, Measures, Met, Since, Tested
from segdsl.proof.rows import Cover, Relations, at_any_time

MOST_FACTS = 3_000
Meets = Callable[[Value, Value], bool]
OF_KNOWN = frozenset({Kind.SMALLEST, Kind.LARGEST, Kind.AVERAGE, Kind.FAVOURITE})


def bind(measures: Measures, relations: Relations) -> list[Fact]:
    """Cut and settle the axes; the facts that bind them. Raises TooComplex."""
    _cut(measures, relations)
    axes = list(measures.axes.values())
    for axis in axes:
        axis.settle()
    found: list[Fact] = []
    for fact in (*_of_rows(axes, relations), *_of_values(measures)):
        found.append(fact)
        if len(found) > MOST_FACTS:
            raise TooComplex
    return found


def rows_of(axis: Axis) -> model.Selection | None:
    """The rows that a measure is made of."""
    match axis.key:
        case Counted(rows) | Since(rows):
            return rows
        case Measured(model.Aggregate(word, rows)):
            # a share looks at all rows of its window
            return replace(rows, where=None) if word.kind is Kind.SHARE else rows
        case _:
            return None


def kind_of(axis: Axis) -> Kind | None:
    match axis.key:
        case Measured(model.Aggregate(word)):
            return word.kind
        case _:
            return None


# --- where axes are cut ---


def _cut(measures: Measures, relations: Relations) -> None:
    families = _families(list(measures.axes.values()))
    for family in families:
        for axis in family:
            _cut_rows(axis, relations)
        lengths = {length for axis in family for length in _lengths(axis)}
        for axis in family:
            if isinstance(axis.key, Since):
                _cut_since(measures, axis.key, lengths)
    _share_cuts(measures)
    for axis in list(measures.axes.values()):
        match axis.key:
            case Since(rows, is_last, True):
                _cut_days(measures.since(rows, is_last, in_months=False), axis)
            case Tested(_, _, text) as test:
                _cut_text(measures, test, text)
            case Ahead():
                axis.cuts |= {0}
            case _:
                pass
    _share_cuts(measures)


def _share_cuts(measures: Measures) -> None:
    for family in _families(list(measures.axes.values())):
        for alike in _cut_alike(family):
            cuts = set().union(*(axis.cuts for axis in alike))
            for axis in alike:
                axis.cuts = set(cuts)


def _families(axes: Sequence[Axis]) -> list[list[Axis]]:
    """The axes made of rows, by source and reference to the customer."""
    found: dict[tuple[str, tuple[str, ...]], list[Axis]] = {}
    for axis in axes:
        rows = rows_of(axis)
        if rows is not None:
            found.setdefault((rows.table, rows.route), []).append(axis)
    return list(found.values())


def _cut_rows(axis: Axis, relations: Relations) -> None:
    rows = rows_of(axis)
    assert rows is not None
    if isinstance(axis.key, Counted) or kind_of(axis) in (Kind.DISTINCT, Kind.SUM):
        axis.cuts |= {0, 1}
    verdict = None if rows.where is None else relations.is_empty(rows.table, rows.where)
    none = isinstance(verdict, Proved) or steps.is_empty(steps.stretch(rows.window))
    if none and isinstance(axis.key, Counted):
        axis.highest = 0
    if (verdict is not None and not isinstance(verdict, Refuted)) or none:
        axis.doubt = axis.doubt or axis.name
    if relations.looks_at_customer(rows) or isinstance(rows.window, model.Personal):
        axis.doubt = axis.doubt or axis.name


def _lengths(axis: Axis) -> Iterator[Length]:
    """The ends of rolling windows, which say something about the last and first row."""
    rows = rows_of(axis)
    assert rows is not None
    window = steps.stretch(rows.window)
    if isinstance(window, steps.Rolling):
        yield from (end for end in (window.near, window.far) if end is not None)


def _cut_since(measures: Measures, key: Since, lengths: set[Length]) -> None:
    """Cuts at the ends of windows; those of its own window are as far as it goes."""
    own = steps.stretch(key.rows.window)
    for length in lengths:
        axis = measures.since(key.rows, key.is_last, length.months is not None)
        axis.cuts |= {0, _end(length)}
        if isinstance(own, steps.Rolling) and length == own.near:
            axis.lowest = _end(length)
        if isinstance(own, steps.Rolling) and length == own.far:
            axis.below = _end(length)
    if isinstance(own, steps.Other):
        axis = measures.since(key.rows, key.is_last, key.in_months)
        axis.doubt = axis.doubt or axis.name


def _end(length: Length) -> int:
    return length.months if length.months is not None else steps.days(length)[0]


def _cut_days(days: Axis, months: Axis) -> None:
    """Days that lie on either side of `6 months ago`, depending on the day that is looked from."""
    months.cuts.add(0)
    days.cuts.add(0)
    for month in months.cuts:
        fewest, most = steps.days_of_months(month)
        days.cuts |= {fewest, most}
        if fewest < most:
            days.blurred.append((fewest, most))


def _cut_text(measures: Measures, test: Tested, text: str) -> None:
    """Texts made of those looked for: `starts with "a"` and `ends with "b"` meet in `ab`."""
    axis = measures.measured(test.value)
    tests = [key for key in measures.axes if isinstance(key, Tested)]
    others = [key.text for key in tests if key.value == test.value]
    if len(others) <= 12:
        axis.cuts |= {text + other for other in others}
    axis.cuts.add(text)


def _cut_alike(family: Sequence[Axis]) -> Iterator[list[Axis]]:
    """Axes that are compared with each other: their cells must be the same."""
    yield [a for a in family if isinstance(a.key, Counted) or kind_of(a) is Kind.DISTINCT]
    for in_months in (False, True):
        yield [a for a in family if isinstance(a.key, Since) and a.key.in_months is in_months]
    yield from _by_column([a for a in family if kind_of(a) in (Kind.SMALLEST, Kind.LARGEST)])


def _by_column(axes: Sequence[Axis]) -> Iterator[list[Axis]]:
    found: dict[object, list[Axis]] = {}
    for axis in axes:
        assert isinstance(axis.key, Measured)
        assert isinstance(axis.key.value, model.Aggregate)
        found.setdefault(axis.key.value.column, []).append(axis)
    yield from found.values()


# --- facts of rows ---


def _of_rows(axes: Sequence[Axis], relations: Relations) -> Iterator[Fact]:
    made = [(axis, rows) for axis in axes if (rows := rows_of(axis)) is not None]
    for (one, inner), (other, outer) in permutations(made, 2):
        cover = relations.cover(inner, outer)
        if cover is not Cover.NONE and isinstance(other.key, Counted | Since):
            yield _fact(one, other, _shows(one, other))
        if cover is Cover.SAME_ROW:
            yield from _of_same_rows(one, other)
        if cover >= Cover.SAME_TIME:
            yield from _of_moments(one, other)
        if isinstance(one.key, Since) and isinstance(other.key, Counted):
            anytime = relations.cover(at_any_time(inner), at_any_time(outer))
            window = steps.stretch(outer.window)
            if anytime >= Cover.SAME_TIME and isinstance(window, steps.Rolling):
                yield from _of_place(one, one.key, other, window)
    for one, other in combinations([axis for axis, _ in made], 2):
        yield from _of_columns(one, other)


def _shows(one: Axis, other: Axis) -> Meets:
    """Who has rows here has rows there."""
    return lambda a, b: not _has_rows(one, a) or _has_rows(other, b)


def _has_rows(axis: Axis, value: Value) -> bool:
    """Whether a value is only met where there are rows."""
    if isinstance(axis.key, Counted) or kind_of(axis) in (Kind.DISTINCT, Kind.SUM):
        return bool(value != 0)
    return value is not None


def _of_same_rows(one: Axis, other: Axis) -> Iterator[Fact]:
    """All rows of one are rows of the other."""
    ours, theirs = isinstance(one.key, Counted), isinstance(other.key, Counted)
    if ours and theirs:
        yield _fact(one, other, lambda a, b: a <= b)
    if kind_of(one) is Kind.DISTINCT and theirs:
        yield _fact(one, other, lambda a, b: a <= b)
    if kind_of(one) is Kind.GAP and theirs:
        yield _fact(one, other, lambda a, b: a is None or b != 1)


def _of_moments(one: Axis, other: Axis) -> Iterator[Fact]:
    """For each row of one there is a row of the other at the same moment."""
    match one.key, other.key:
        case Since(_, True, unit), Since(_, True, their_unit) if unit is their_unit:
            yield _fact(one, other, lambda a, b: a is None or b is None or b <= a)
        case Since(_, False, unit), Since(_, False, their_unit) if unit is their_unit:
            yield _fact(one, other, lambda a, b: a is None or b is None or b >= a)
        case Since(_, True, unit), Since(_, False, their_unit) if unit is their_unit:
            yield _fact(one, other, lambda a, b: a is None or b is None or b >= a)
        case Counted(rows), Since(_, is_last, in_months):
            window = steps.stretch(rows.window)
            if not isinstance(window, steps.Rolling):
                return
            end = window.far if is_last else window.near
            if end is None or (_end(end) and (end.months is not None) is not in_months):
                return
            bound = _end(end)
            if is_last:
                yield _fact(one, other, lambda a, b: a == 0 or (b is not None and b < bound))
            else:
                yield _fact(one, other, lambda a, b: a == 0 or (b is not None and b >= bound))


def _of_place(since: Axis, key: Since, counted: Axis, window: steps.Rolling) -> Iterator[Fact]:
    """Where the last (or first) row lies inside a window, the window has a row."""
    ends = [end for end in (window.near, window.far) if end is not None and _end(end)]
    if any((end.months is not None) is not key.in_months for end in ends):
        return
    near = _end(window.near)
    far = None if window.far is None else _end(window.far)
    yield _fact(
        since,
        counted,
        lambda a, b: a is None or a < near or (far is not None and a >= far) or b >= 1,
    )


def _of_columns(one: Axis, other: Axis) -> Iterator[Fact]:
    """Two aggregates of one column of the same rows."""
    match one.key, other.key:
        case (
            Measured(model.Aggregate(ours, rows, column)),
            Measured(model.Aggregate(theirs, same_rows, same_column)),
        ) if rows == same_rows and column == same_column and column is not None:
            if ours.kind in OF_KNOWN and theirs.kind in OF_KNOWN:
                yield _fact(one, other, lambda a, b: (a is None) is (b is None))
            if {ours.kind, theirs.kind} == {Kind.SMALLEST, Kind.LARGEST}:
                small, large = (one, other) if ours.kind is Kind.SMALLEST else (other, one)
                yield _fact(small, large, _rises)


def _rises(small: Value, large: Value) -> bool:
    named = Absent.OTHER not in (small, large) and small is not None and large is not None
    return not named or small <= large


# --- facts of values ---


def _of_values(measures: Measures) -> Iterator[Fact]:
    for axis in measures.axes.values():
        match axis.key:
            case Since(rows, is_last, True):
                yield _months(measures.axes[Since(rows, is_last, False)], axis)
            case Tested(value, word, text):
                yield _tested(measures.axes[Measured(value)], axis, word.means, text)
            case Met(left, right):
                for value in (left, right):
                    yield from _if_known(axis, measures.axes.get(Measured(value)))
            case Ago(value):
                day = measures.axes.get(Measured(value))
                if day is not None:
                    yield _fact(axis, day, lambda a, b: (a is None) is (b is None))
            case Measured(model.FieldValue(through)) if through:
                for key, other in measures.axes.items():
                    match key:
                        case Measured(model.ReferenceKey(route)) if route == through[: len(route)]:
                            yield from _if_known(axis, other)
            case Measured(model.PlaceIn(model.Place.RANK, standing)):
                yield _fact(axis, measures.axes[Ahead(standing)], lambda a, b: (a == 1) is (b == 0))


def _if_known(axis: Axis, other: Axis | None) -> Iterator[Fact]:
    if other is not None:
        yield _fact(axis, other, lambda a, b: a is None or b is not None)


def _months(days: Axis, months: Axis) -> Fact:
    """`184 days` may be 6 months or more, depending on the day that is looked from."""
    cuts = sorted(months.cuts)

    def meet(day: Value, step: Value) -> bool:
        if day is None or step is None:
            return day is step
        low = max((cut for cut in cuts if cut <= step), default=0)
        high = min((cut for cut in cuts if cut >= step), default=None)
        longest = None if high is None else steps.days_of_months(high)[1]
        if low == step:
            return steps.days_of_months(low)[0] <= day and (longest is None or day <= longest)
        return day > steps.days_of_months(low)[0] and (longest is None or day < longest)

    return _fact(days, months, meet)


def _tested(axis: Axis, test: Axis, means: Callable[[str, str], bool], text: str) -> Fact:
    """A text that is named passes or not; another one may, and surely may not."""

    def meet(value: Value, passes: Value) -> Trust:
        if value is Absent.OTHER:
            return Trust.MAYBE if passes else Trust.SURE
        held = value is not None and means(value, text)
        if axis.is_ordered and value is not None and value not in axis.cuts:
            return Trust.MAYBE
        return Trust.SURE if held is passes else Trust.NEVER

    return Fact(axis, test, meet)


def _fact(left: Axis, right: Axis, meets: Meets) -> Fact:
    return Fact(left, right, lambda a, b: Trust.SURE if meets(a, b) else Trust.NEVER)
