"""Find who did one thing and then, or then not, another: two selections in, steps out.

Each side is first rolled up to one row per customer and moment. A moment is the instant of a row
or, where one side knows days only, its day; then the same row could follow itself, so rows that are
on both sides are counted too.
"""

from collections.abc import Callable
from collections.abc import Sequence as Several
from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.periods import Unit
from segdsl.planning import conditions, days, plan
from segdsl.planning.requests import Filter
from segdsl.planning.rows import Rows
from segdsl.planning.sources import Source, with_joins
from segdsl.planning.tables import Tables

COUNT = plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER)
ONE = plan.Const(1, Type.INTEGER)
UTC = "UTC"
More = Callable[[plan.Term], list[tuple[str, plan.Term]]]  # a moment -> columns made of it


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a sequence: the rows of a source that a filter keeps."""

    source: Source
    filter: Filter

    def has_hours(self) -> bool:
        table = self.source.table
        assert table.at is not None
        return table.field(table.at).type is Type.DATETIME

    def zone(self) -> str | None:
        table = self.source.table
        assert table.at is not None
        return table.field(table.at).zone

    def kept(self, rows: Rows) -> tuple[plan.Term, plan.Term | None]:
        """The customer of a row, and what keeps it."""
        keys = self.source.keys(rows)
        where = plan.both(
            self.source.where(rows, self.filter, keys),
            self.source.when(rows, self.filter, self.filter),
        )
        return keys[0][1], where


@dataclass(frozen=True, slots=True)
class Sequence:
    """`first` and then, or then not, `then`; `answer` counts the moments that begin it."""

    first: Part
    then: Part
    node: model.Sequence
    answer: plan.Column

    def steps(self, tables: Tables, key: plan.Column) -> Several[plan.Step]:
        """The steps, the last of which has the key and the answer."""
        wish = self.answer.name
        first = self._begins(tables.names.take(wish, "begins"), key, tables.zone)
        then = self._follows(tables.names.take(wish, "follows"), key, tables.zone)
        made = [first, then]
        if self._may_follow_itself():
            made.append(self._both(tables.names.take(wish, "itself"), key))
        joins = [
            plan.Join(plan.Made(step.name), alias, self._same(alias, key, with_moment=True))
            for step, alias in zip(made[2:], ("itself",), strict=False)
        ]
        follows = plan.All((self._same("follows", key, with_moment=False), *self._fits()))
        joins.append(plan.Join(plan.Made(then.name), "follows", follows))
        there = plan.Known(plan.Column("follows", key.name, key.type))
        where: plan.Term | None = there
        if self.node.denied:
            where = plan.both(plan.Not(there), self._is_over(tables))
        begins = plan.Column("begins", key.name, key.type, missable=False)
        pairs = plan.Step(
            name=tables.names.take(wish, "each"),
            note="",
            reads=plan.Made(first.name),
            alias="begins",
            joins=tuple(joins),
            where=where,
            columns=((key.name, begins), (self.answer.name, COUNT)),
            group_by=(begins,),
        )
        return [*made, pairs]

    # --- sides ---

    def _has_hours(self) -> bool:
        return self.first.has_hours() and self.then.has_hours()

    def _may_follow_itself(self) -> bool:
        """Whether one row could stand on both sides at one moment."""
        same = self.first.source.table.name == self.then.source.table.name
        return same and not self._has_hours()

    def _zone(self) -> str | None:
        """The zone that the instants of both sides are naive in; None for days."""
        if not self._has_hours():
            return None
        zones = {self.first.zone(), self.then.zone()}
        if len(zones) == 1 and self.node.within.unit is not Unit.HOUR:
            return self.first.zone()
        return UTC

    def _moment(self, rows: Rows) -> plan.Term:
        happened = rows.happened()
        zone, here = self._zone(), conditions.zone_of(happened)
        if zone is None:
            return days.day_of(happened, here, rows.zone)
        assert here is not None
        return happened if here == zone else plan.InZone(happened, here, zone)

    def _begins(self, name: str, key: plan.Column, zone: str) -> plan.Step:
        """Moments that may begin the sequence, and until when something may follow."""

        def until(moment: plan.Term) -> list[tuple[str, plan.Term]]:
            return [("until", self._until(moment, zone))]

        return self._side(self.first, name, key, until)

    def _follows(self, name: str, key: plan.Column, zone: str) -> plan.Step:
        """Moments that may follow, and their day where moments are instants."""
        has_days = self._zone() is not None and self.node.within.unit is not Unit.HOUR

        def day(moment: plan.Term) -> list[tuple[str, plan.Term]]:
            return [("day", days.day_of(moment, self._zone(), zone))] if has_days else []

        return self._side(self.then, name, key, day)

    def _side(self, part: Part, name: str, key: plan.Column, more: More) -> plan.Step:
        rows = part.source.rows()
        customer, where = part.kept(rows)
        moment = self._moment(rows)
        counts = [("rows", COUNT)] if self._may_follow_itself() else []
        step = plan.Step(
            name=name,
            note="",
            reads=rows.reads,
            alias=rows.alias,
            joins=(),
            where=where,
            columns=((key.name, customer), ("moment", moment), *more(moment), *counts),
            group_by=(customer, moment),
        )
        return with_joins(step, rows)

    def _until(self, moment: plan.Term, zone: str) -> plan.Term:
        """The last day, or instant for hours, on which a later row still follows."""
        if self.node.within.unit is Unit.HOUR:
            return plan.Later(moment, self.node.within)
        return plan.Later(days.day_of(moment, self._zone(), zone), self.node.within)

    def _both(self, name: str, key: plan.Column) -> plan.Step:
        """The rows that are on both sides, for one customer."""
        rows = self.first.source.rows()
        customer, where = self.first.kept(rows)
        other, and_where = self.then.kept(rows)
        same = None if customer == other else plan.Compare("=", customer, other)
        moment = self._moment(rows)
        step = plan.Step(
            name=name,
            note="",
            reads=rows.reads,
            alias=rows.alias,
            joins=(),
            where=plan.both(where, and_where, same),
            columns=((key.name, customer), ("moment", moment), ("rows", COUNT)),
            group_by=(customer, moment),
        )
        return with_joins(step, rows)

    # --- what follows ---

    def _at(self, alias: str) -> plan.Column:
        zone = self._zone()
        type_ = Type.DATE if zone is None else Type.DATETIME
        return plan.Column(alias, "moment", type_, missable=alias != "begins", zone=zone)

    def _same(self, alias: str, key: plan.Column, with_moment: bool) -> plan.Term:
        ours = plan.Column("begins", key.name, key.type)
        same = plan.Compare("=", plan.Column(alias, key.name, key.type), ours)
        if not with_moment:
            return same
        return plan.All((same, plan.Compare("=", self._at(alias), self._at("begins"))))

    def _fits(self) -> list[plan.Term]:
        """That a row comes later, and soon enough."""
        begins, follows, until = self._at("begins"), self._at("follows"), self._last_moment()
        if self._zone() is None:
            later: plan.Term = plan.Compare(">=", follows, begins)
            if self._may_follow_itself():
                next_day = plan.Compare(">", follows, begins)
                same_day = plan.All((plan.Compare("=", follows, begins), self._another()))
                later = plan.AnyOf((next_day, same_day))
            return [later, plan.Compare("<=", follows, until)]
        soon = follows if until.type is Type.DATETIME else plan.Column("follows", "day", Type.DATE)
        return [plan.Compare(">", follows, begins), plan.Compare("<=", soon, until)]

    def _last_moment(self) -> plan.Column:
        is_instant = self.node.within.unit is Unit.HOUR
        type_, zone = (Type.DATETIME, UTC) if is_instant else (Type.DATE, None)
        return plan.Column("begins", "until", type_, missable=False, zone=zone)

    def _another(self) -> plan.Term:
        """That a row of the same day is followed by another one, not by itself."""
        itself = plan.OrElse(
            plan.Column("itself", "rows", Type.INTEGER), plan.Const(0, Type.INTEGER)
        )
        then = plan.Column("follows", "rows", Type.INTEGER)
        first = plan.Column("begins", "rows", Type.INTEGER, missable=False)
        if self.node.denied:  # some row of the day has no other after it
            alone = plan.All((plan.Compare("=", then, ONE), plan.Compare(">=", itself, ONE)))
        else:
            alone = plan.All(
                tuple(plan.Compare("=", count, ONE) for count in (first, then, itself))
            )
        return plan.Not(plan.OrElse(alone, plan.FALSE))

    def _is_over(self, tables: Tables) -> plan.Term:
        """That the time for it has passed at the end of the as-of day."""
        until = self._last_moment()
        if until.type is Type.DATETIME:
            end = days.end_of_day(tables.as_of, UTC, tables.zone)
            return plan.Compare("<", until, plan.Const(end, Type.DATETIME))
        return plan.Compare("<=", until, plan.Const(tables.as_of, Type.DATE))
