"""Know how selections of rows lie to each other: two selections in, whether one covers the other.

Only what holds for every day and all rows is said; whatever is not known is no relation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from segdsl import trees
from segdsl.meaning import model
from segdsl.proof import steps
from segdsl.proof.boxes import Proved, Refuted, Verdict

# whether no row of a table can fulfil a condition
IsEmpty = Callable[[str, model.Condition], Verdict]


class Cover(IntEnum):
    """What follows from a row of one selection about rows of another."""

    NONE = 0
    EXISTS = 1  # there is one
    SAME_TIME = 2  # there is one, and it happened at the same moment
    SAME_ROW = 3  # it is the same row


@dataclass(frozen=True, slots=True)
class Relations:
    """Relates selections of one project; asks `is_empty` about their `where`."""

    project: model.Project
    is_empty: IsEmpty

    def cover(self, inner: model.Selection, outer: model.Selection) -> Cover:
        """What each row of `inner` says about rows of `outer`, of the same customer."""
        if inner.table == outer.table and inner.route == outer.route:
            fits = self.lies_within(inner, outer) and self.implies(inner, outer)
            return Cover.SAME_ROW if fits else Cover.NONE
        return self._through(inner, outer)

    def lies_within(self, inner: model.Selection, outer: model.Selection) -> bool:
        return steps.within(steps.stretch(inner.window), steps.stretch(outer.window))

    def implies(self, inner: model.Selection, outer: model.Selection) -> bool:
        """Whether a row that fulfils the `where` of one fulfils that of the other."""
        if outer.where is None or inner.where == outer.where:
            return True
        if inner.where is None:
            return False
        if set(_parts(outer.where)) <= set(_parts(inner.where)):
            return True
        return isinstance(self._without(inner, outer), Proved)

    def can_leave(self, inner: model.Selection, outer: model.Selection) -> bool:
        """Whether it is sure that a row can be in one and not in the other."""
        if not self.lies_within(inner, outer):
            return True
        return isinstance(self._without(inner, outer), Refuted)

    def _without(self, inner: model.Selection, outer: model.Selection) -> Verdict:
        """Whether no row fulfils one `where` and not the other."""
        if outer.where is None:
            return Proved()
        ours = () if inner.where is None else (inner.where,)
        return self.is_empty(inner.table, model.All((*ours, model.Not(outer.where))))

    def _through(self, inner: model.Selection, outer: model.Selection) -> Cover:
        """A line leads to its customer through an order, which therefore exists."""
        if outer.where is not None:
            return Cover.NONE
        table = self.project.tables[inner.table]
        here = table
        for place, name in enumerate(inner.route[:-1], 1):
            here = self.project.tables[here.reference(name).target]
            if here.name == outer.table and inner.route[place:] == outer.route:
                if _at_is_of(table, inner.route[:place], here):
                    return Cover.SAME_TIME if self.lies_within(inner, outer) else Cover.NONE
                return Cover.EXISTS if outer.window is None else Cover.NONE
        return Cover.NONE

    def looks_at_customer(self, rows: model.Selection) -> bool:
        """Whether its `where` reads what is a customer's own."""
        if rows.where is None:
            return False
        tables = self.project.tables
        return any(
            isinstance(part, model.FieldValue | model.ReferenceKey)
            and bool(part.through)
            and any(tables[one].is_population for one in self._met(rows.table, part.through))
            for part in trees.walk(rows.where)
        )

    def _met(self, table: str, through: tuple[str, ...]) -> list[str]:
        """The tables that references lead to."""
        found: list[str] = []
        here = self.project.tables[table]
        for name in through:
            here = self.project.tables[here.reference(name).target]
            found.append(here.name)
        return found

    def are_related(self, one: str, other: str) -> bool:
        """Whether the rows of one table are groups of the rows of the other."""
        return one in self._grouped(other) or other in self._grouped(one)

    def _grouped(self, name: str) -> set[str]:
        found: set[str] = set()
        grouping = self.project.tables[name].grouping
        while grouping is not None and grouping.table not in found:
            found.add(grouping.table)
            grouping = self.project.tables[grouping.table].grouping
        return found


def _at_is_of(table: model.Table, route: tuple[str, ...], other: model.Table) -> bool:
    """Whether rows of a table happen when the row at the end of the references does."""
    if table.at is None:
        return False
    origin = table.field(table.at).origin
    if not isinstance(origin, model.Computed):
        return False
    match origin.value:
        case model.FieldValue(through, _, name):
            return through == route and name == other.at
        case _:
            return False


def _parts(condition: model.Condition) -> tuple[model.Condition, ...]:
    return condition.parts if isinstance(condition, model.All) else (condition,)


def at_any_time(rows: model.Selection) -> model.Selection:
    return replace(rows, window=None)
