"""Say which customers could be impossible: the axes that place one in, what to doubt out.

Facts bind measures two by two, so three of them may contradict each other unseen: the orders of two
windows add up to those of a third, an average lies between the amounts. A customer who is placed by
such measures is not shown; the verdict is then Unknown, with the measure that is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.proof import steps
from segdsl.proof.axes import Axis
from segdsl.proof.facts import kind_of, rows_of
from segdsl.proof.measures import Ago, Ahead, Counted, Measured, Since
from segdsl.proof.rows import Cover, Relations


def doubt(axes: Sequence[Axis], relations: Relations) -> str | None:
    """What could make a customer impossible who is placed by these axes; None for nothing."""
    made = [(axis, rows) for axis in axes if (rows := rows_of(axis)) is not None]
    families: dict[tuple[str, tuple[str, ...]], list[Axis]] = {}
    for axis, rows in made:
        families.setdefault((rows.table, rows.route), []).append(axis)
    doubted = [axis for family in families.values() for axis in _in_family(family, relations)]
    doubted += _of_groups([axis for axis, _ in made], relations)
    doubted += _of_standings(axes)
    doubted += _of_days(axes)
    return doubted[0].name if doubted else None


def _in_family(family: Sequence[Axis], relations: Relations) -> Iterator[Axis]:
    """Measures of the rows of one source."""
    counts = [axis for axis in family if isinstance(axis.key, Counted)]
    sinces = [axis for axis in family if isinstance(axis.key, Since)]
    others = [axis for axis in family if isinstance(axis.key, Measured)]
    yield from _of_selections(family, relations)
    if sinces and len(counts) + len(sinces) > 2:
        yield from sinces[:1] if not _are_plain(family) else ()
    if counts and len({axis.key.is_last for axis in sinces if isinstance(axis.key, Since)}) > 1:
        yield sinces[0]
    if len(others) > 1:
        yield others[1]
    for axis in others:
        yield from _of_column(axis, family, relations)


def _of_selections(family: Sequence[Axis], relations: Relations) -> Iterator[Axis]:
    """Selections that lie in each other like boxes are fine, and so are two that do not."""
    selections = list(dict.fromkeys(rows_of(axis) for axis in family))
    for one, other in combinations(selections, 2):
        assert one is not None
        assert other is not None
        inside, around = (
            relations.cover(a, b) is Cover.SAME_ROW for a, b in ((one, other), (other, one))
        )
        if inside and around:
            continue
        leaves = (relations.can_leave(other, one), relations.can_leave(one, other))
        sure = leaves[0] if inside else leaves[1] if around else all(leaves)
        if not sure or (not (inside or around) and len(selections) > 2):
            yield next(axis for axis in family if rows_of(axis) == other)


def _are_plain(family: Sequence[Axis]) -> bool:
    """Whether all look back from the day on the same rows, for the last one at most."""
    selections = [rows for axis in family if (rows := rows_of(axis)) is not None]
    windows = [steps.stretch(rows.window) for rows in selections]
    return (
        len({rows.where for rows in selections}) == 1
        and all(isinstance(one, steps.Rolling) and one.near == steps.TODAY for one in windows)
        and all(axis.key.is_last for axis in family if isinstance(axis.key, Since))
        and sum(isinstance(axis.key, Since) for axis in family) == 1
    )


def _of_column(axis: Axis, family: Sequence[Axis], relations: Relations) -> Iterator[Axis]:
    """An aggregate of a column: it may be anything if nothing else looks at the column."""
    assert isinstance(axis.key, Measured)
    if not isinstance(axis.key.value, model.Aggregate):
        return
    column, kind = axis.key.value.column, kind_of(axis)
    if kind in (Kind.SHARE, Kind.GAP) and len(family) > 1:
        yield axis
    if column is None:
        return
    if not isinstance(column, model.FieldValue) or not _is_stored(column, relations):
        yield axis
    if kind is Kind.AVERAGE and column.type is Type.INTEGER and len(family) > 1:
        yield axis
    if kind is Kind.DISTINCT and column.type is Type.BOOLEAN:
        yield axis
    selections = [axis.key.value.rows, *(rows for one in family if (rows := rows_of(one)))]
    if any(column in trees.walk(rows.where) for rows in selections if rows.where is not None):
        yield axis


def _is_stored(column: model.FieldValue, relations: Relations) -> bool:
    field = relations.project.tables[column.table].field(column.name)
    return isinstance(field.origin, model.Stored)


def _of_groups(axes: Sequence[Axis], relations: Relations) -> Iterator[Axis]:
    """Rows that are groups of other rows, both looked at."""
    for one, other in combinations(axes, 2):
        ours, theirs = rows_of(one), rows_of(other)
        assert ours is not None
        assert theirs is not None
        if relations.are_related(ours.table, theirs.table):
            yield other


def _of_standings(axes: Sequence[Axis]) -> Iterator[Axis]:
    """Two places by one metric."""
    standings: list[tuple[Axis, model.Standing]] = []
    for axis in axes:
        match axis.key:
            case Ahead(standing) | Measured(model.PlaceIn(_, standing)):
                standings.append((axis, standing))
    for (_, one), (axis, other) in combinations(standings, 2):
        if one.metric == other.metric:
            yield axis


def _of_days(axes: Sequence[Axis]) -> Iterator[Axis]:
    """A moment that is bound both by dates and by days before the day D, which is not known."""
    ago = {axis.key.value for axis in axes if isinstance(axis.key, Ago)}
    for axis in axes:
        if isinstance(axis.key, Measured) and axis.key.value in ago:
            yield axis
