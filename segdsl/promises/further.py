"""Say what further rows of today would do to a value: a value and rows in, the value then out.

Only what is sure is said. A count without conditions of its own rises, the last row is of today;
what sums and favourites become depends on rows that nobody has seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from segdsl import trees
from segdsl.interpreter.given import NOT_GIVEN, Known
from segdsl.interpreter.reading import Read
from segdsl.meaning import model
from segdsl.meaning.uses import bodies, declared, named
from segdsl.meaning.vocabulary.aggregates import Kind


@dataclass(frozen=True, slots=True)
class Further:
    """So many more rows of a source, today, that fulfil a condition."""

    table: str
    where: model.Condition | None
    count: int


def rows_of(project: model.Project, value: model.Value, by: Decimal | None) -> Further | None:
    """The rows that would bring a value where it has to be; None where no rows do."""
    match _body(project, value):
        case model.Aggregate(word, rows) if word.kind is Kind.COUNT and by is not None and by > 0:
            return Further(rows.table, rows.where, int(by))
        case model.Aggregate(word, rows) if word.kind is Kind.SINCE_LAST and (by is None or by < 0):
            return Further(rows.table, rows.where, 1)
        case _:
            return None


def can_be(project: model.Project, value: model.Value, by: Decimal | None) -> bool:
    """Whether a value can move so without further rows: what has happened stays, and time only
    grows.
    """
    if by is None or by > 0:
        return True
    match _body(project, value):
        case model.Aggregate(word) if word.kind in (Kind.SINCE_LAST, Kind.SINCE_FIRST):
            return False
        case model.Aggregate(word, rows) if word.kind in (Kind.COUNT, Kind.DISTINCT):
            return rows.window is not None
        case _:
            return True


def value_after(
    project: model.Project, value: model.Value, known: Read, rows: Further, as_of: date
) -> Known:
    """The value once there are these rows too; NOT_GIVEN where that is not sure."""
    body = _body(project, value)
    if not is_touched(project, body, rows):
        return known
    if not isinstance(body, model.Aggregate) or body.rows.table != rows.table:
        return NOT_GIVEN
    if body.rows.where is not None and body.rows.where != rows.where:
        return NOT_GIVEN
    window = body.rows.window
    if isinstance(window, model.Personal):
        return NOT_GIVEN
    if window is not None and not window.period.holds(as_of, as_of, window.arguments):
        return known
    match body.word.kind:
        case Kind.COUNT:
            return int(str(known)) + rows.count
        case Kind.SINCE_LAST:
            return 0
        case Kind.SINCE_FIRST:
            return 0 if known is None else known
        case _:
            return NOT_GIVEN


def is_touched(project: model.Project, node: model.Node, rows: Further) -> bool:
    """Whether a value or condition may look at these rows, or at rows that come with them."""
    tables = _near(project, rows.table)
    return any(
        (isinstance(one, model.Selection) and one.table in tables)
        or isinstance(one, model.Standing)
        or (isinstance(one, model.FieldValue) and _is_counted(project, one))
        for one in _reached(project, node)
    )


def _is_counted(project: model.Project, value: model.FieldValue) -> bool:
    """Whether a field is made from rows of other tables."""
    origin = project.tables[value.table].field(value.name).origin
    return not isinstance(origin, model.Stored)


def _near(project: model.Project, table: str) -> set[str]:
    """The sources that may have new rows when this one has: those that refer to it, that it refers
    to or that group it.
    """
    found = {table}
    waiting = [table]
    while waiting:
        here = waiting.pop()
        for other in project.tables.values():
            if not other.is_population and other.name not in found and _touch(project, here, other):
                found.add(other.name)
                waiting.append(other.name)
    return found


def _touch(project: model.Project, name: str, other: model.Table) -> bool:
    here = project.tables[name]
    refers = any(one.target == name for one in other.references)
    referred = any(one.target == other.name for one in here.references)
    groups = other.grouping is not None and other.grouping.table == name
    grouped = here.grouping is not None and here.grouping.table == other.name
    return refers or referred or groups or grouped


def _body(project: model.Project, value: model.Value) -> model.Value:
    """What a metric or a template stands for."""
    match value:
        case model.MetricValue(name):
            return _body(project, project.metrics[name].value)
        case model.CalledValue(_, _, inner):
            return _body(project, inner)
        case _:
            return value


def _reached(project: model.Project, node: model.Node) -> Iterator[model.Node]:
    """A tree and all that it names."""
    seen: set[str] = set()
    waiting: list[model.Node] = [node]
    everything = declared(project)
    while waiting:
        for one in trees.walk(waiting.pop()):
            yield one
            name = named(one)
            if name is not None and name not in seen:
                seen.add(name)
                waiting.extend(bodies(everything[name]))
