"""A source as it is read for requests: rows, what they hold, and which of them a step keeps."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from segdsl.meaning import model
from segdsl.planning import conditions, days, plan
from segdsl.planning.requests import Asked, Filter, Happened, OnDay
from segdsl.planning.rows import Rows
from segdsl.planning.tables import Tables

_ANCHOR = "<anchor>"  # its place among joins, where no reference is called so
Keys = Callable[[Rows], tuple[tuple[str, plan.Term], ...]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """When a customer's own time starts: `step` has the key and the instant of each of them."""

    window: model.Personal
    moment: plan.Column
    step: Callable[[], str]  # named when the steps are laid out
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One table along one route: `keys` are the columns that its rows are grouped by."""

    tables: Tables
    table: model.Table
    keys: Keys
    one_pass: bool  # for groups: every fold in the pass that makes the groups
    extra: model.Condition | None = None  # the `where` after `groups …`
    anchor: Anchor | None = None  # rows are inside a personal window

    def rows(self) -> Rows:
        """A row of the table, for one step."""
        return Rows(self.tables, self.table, self.table.singular)

    def term(self, rows: Rows, asked: Asked | None) -> plan.Term | None:
        """The value that is asked of a row."""
        match asked:
            case None:
                return None
            case Happened():
                return rows.happened()
            case OnDay():
                moment = rows.happened()
                return days.day_of(moment, conditions.zone_of(moment), rows.zone)
            case _:
                return conditions.value(asked, rows)

    def where(
        self, rows: Rows, outer: Filter, keys: tuple[tuple[str, plan.Term], ...]
    ) -> plan.Term | None:
        """The rows of a step: those that exist, inside its window."""
        extra = None if self.extra is None else conditions.condition(self.extra, rows)
        known = None
        if self.one_pass:
            known = plan.both(*(plan.Known(term) for _, term in keys if term.missable))
        soon = None if self.anchor is None else self._soon(self.anchor, rows, keys)
        return plan.both(rows.existence(), extra, self.inside(rows, outer), soon, known)

    def _soon(
        self, anchor: Anchor, rows: Rows, keys: tuple[tuple[str, plan.Term], ...]
    ) -> plan.Term:
        """That a row happened within so long of its customer's anchor, which is joined."""
        step = anchor.step()
        ((key, customer),) = keys
        rows.joins[_ANCHOR,] = plan.Join(
            plan.Made(step),
            step,
            plan.Compare("=", plan.Column(step, key, customer.type), customer),
            keeps=False,
        )
        start = replace(anchor.moment, relation=step)
        return conditions.soon_after(start, rows.happened(), anchor.window.length, rows.zone)

    def inside(self, rows: Rows, filter_: Filter) -> plan.Term | None:
        """That a row happened in the window."""
        if filter_.first is None and filter_.last is None:
            return None
        moment = rows.happened()
        zone = conditions.zone_of(moment)
        return days.between_days(moment, zone, filter_.first, filter_.last, rows.zone)

    def when(self, rows: Rows, filter_: Filter, outer: Filter) -> plan.Term | None:
        """What a row must satisfy for one request, beyond what the step keeps anyway."""
        first = None if filter_.first == outer.first else filter_.first
        last = None if filter_.last == outer.last else filter_.last
        inside = self.inside(rows, Filter(None, first, last))
        where = None if filter_.where is None else conditions.condition(filter_.where, rows)
        return plan.both(inside, where)


def with_joins(step: plan.Step, rows: Rows, *more: plan.Join) -> plan.Step:
    """The step with every join that its terms turned out to need."""
    return replace(step, joins=(*rows.joins.values(), *more))
