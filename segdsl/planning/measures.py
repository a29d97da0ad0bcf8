"""Collect what is asked of the rows of a source per customer or group: requests in, steps out.

A request gives back the column that will hold its answer. When all is asked, `steps` lays the
requests into few passes: one per window tier and set of joined tables, one roll-up per value whose
distinct counts or favourites are wanted, one pick per first or last value.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import conditions, days, plan, rewrites
from segdsl.planning.rows import Rows
from segdsl.planning.tables import Tables, paths

Keys = Callable[[Rows], tuple[tuple[str, plan.Term], ...]]


@dataclass(frozen=True, slots=True)
class Happened:
    """Instead of a value: when the row happened."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """Instead of a value: the day on which the row happened."""


Asked = model.Value | Happened | OnDay


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows: a condition, a first and a last day (None: all history up to the as-of day)."""

    where: model.Condition | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A fold of a value over the rows; COUNT without a value counts them."""

    fold: plan.Fold
    asked: Asked | None
    filter: Filter
    when_empty: int | None


@dataclass(frozen=True, slots=True)
class Distinct:
    """The number of different known values."""

    asked: Asked
    filter: Filter
    when_empty: int | None


@dataclass(frozen=True, slots=True)
class Favourite:
    """The most frequent known value."""

    asked: Asked
    filter: Filter


@dataclass(frozen=True, slots=True)
class Picked:
    """The value of the rows at the moment that another request holds."""

    asked: Asked
    filter: Filter
    moment: str  # the column of a Folded MIN or MAX of Happened


Request = Folded | Distinct | Favourite | Picked


@dataclass(frozen=True, slots=True)
class Answer:
    """A step, and the requests that it answers with the names of its columns."""

    step: plan.Step
    answered: tuple[tuple[str, Request], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands, whether it can be missing there, and what stands for no rows."""

    step: str
    missable: bool
    when_empty: int | None


def places(answers: Sequence[Answer]) -> dict[str, Place]:
    """The place of each answered column."""
    return {
        name: Place(answer.step.name, not _is_count(request), _when_empty(request))
        for answer in answers
        for name, request in answer.answered
    }


def _is_count(request: Request) -> bool:
    match request:
        case Folded(plan.Fold.COUNT) | Distinct():
            return True
        case _:
            return False


@dataclass(slots=True)
class Harvest:
    """All requests to one source along one route."""

    tables: Tables
    table: model.Table
    keys: Keys
    one_pass: bool  # for groups: every fold in the pass that makes the groups
    extra: model.Condition | None = None  # the `where` after `groups …`
    asked: dict[Request, plan.Column] = field(default_factory=dict)

    # --- requests ---

    def request(self, request: Request, wish: str) -> plan.Column:
        """The column that will answer; asked twice, answered once."""
        if request not in self.asked:
            type_, zone = self._type(request)
            missable = _when_empty(request) is None
            name = self.tables.names.take(wish)
            self.asked[request] = plan.Column(None, name, type_, missable, zone)
        return self.asked[request]

    def _type(self, request: Request) -> tuple[Type, str | None]:
        match request:
            case Folded(plan.Fold.COUNT) | Distinct():
                return Type.INTEGER, None
            case Folded(asked=asked) | Favourite(asked=asked) | Picked(asked=asked):
                term = self._term(self._rows(), asked)
                assert term is not None
                return term.type, conditions.zone_of(term)
            case _:
                assert_never(request)

    # --- steps ---

    def steps(self) -> list[Answer]:
        """The passes, roll-ups and picks that answer everything asked so far."""
        folded = [request for request in self.asked if isinstance(request, Folded)]
        answers = [self._pass(group) for group in self._passes(folded)]
        moments = {name: answer.step.name for answer in answers for name, _ in answer.answered}
        for asked in dict.fromkeys(
            r.asked for r in self.asked if isinstance(r, Distinct | Favourite)
        ):
            answers.extend(self._rolled_up(asked))
        answers.extend(self._picks(moments))
        return answers

    def _answered(self, group: Sequence[Request]) -> tuple[tuple[str, Request], ...]:
        return tuple((self.asked[request].name, request) for request in group)

    def _passes(self, folded: Sequence[Folded]) -> list[list[Folded]]:
        if self.one_pass:
            return [list(folded)]
        by_joins: dict[frozenset[tuple[str, ...]], list[Folded]] = {}
        for request in folded:
            by_joins.setdefault(self._joins(request), []).append(request)
        return [
            tier
            for group in by_joins.values()
            for tier in rewrites.tiers(group, lambda r: r.filter.first, self.tables.as_of)
        ]

    def _joins(self, request: Folded) -> frozenset[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for node in (request.asked, request.filter.where):
            if node is not None and not isinstance(node, Happened | OnDay):
                found.update(paths(self.tables, self.table, node))
        return frozenset(found)

    def _rows(self) -> Rows:
        return Rows(self.tables, self.table, self.table.singular)

    def _term(self, rows: Rows, asked: Asked | None) -> plan.Term | None:
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

    def _pass(self, group: Sequence[Folded]) -> Answer:
        rows = self._rows()
        # a group exists by any of its rows, also by one outside the windows of its members
        outer = Filter() if self.one_pass else _union([request.filter for request in group])
        keys = self.keys(rows)
        columns = []
        for request in group:
            when = self._when(rows, request.filter, outer)
            term = self._term(rows, request.asked)
            columns.append((self.asked[request].name, _reduced(request, term, when)))
        step = plan.Step(
            name=self.tables.names.take(*self._pass_name(outer)),
            note="",
            reads=rows.reads,
            alias=rows.alias,
            joins=(),
            where=self._where(rows, outer, keys),
            columns=(*keys, *columns),
            group_by=tuple(term for _, term in keys),
        )
        step = _with_joins(step, rows)
        return Answer(step, self._answered(group))

    def _pass_name(self, outer: Filter) -> tuple[str, ...]:
        if self.one_pass:
            return (self.table.name, "by", "group")
        if outer.first is not None:
            return (self.table.name, "since", outer.first.isoformat())
        return (self.table.name, "of_all_time")

    def _where(
        self, rows: Rows, outer: Filter, keys: tuple[tuple[str, plan.Term], ...]
    ) -> plan.Term | None:
        """The rows of a step: those that exist, inside its window."""
        extra = None if self.extra is None else conditions.condition(self.extra, rows)
        known = None
        if self.one_pass:
            known = plan.both(*(plan.Known(term) for _, term in keys if term.missable))
        return plan.both(rows.existence(), extra, self._inside(rows, outer), known)

    def _inside(self, rows: Rows, filter_: Filter) -> plan.Term | None:
        if filter_.first is None and filter_.last is None:
            return None
        moment = rows.happened()
        zone = conditions.zone_of(moment)
        return days.between_days(moment, zone, filter_.first, filter_.last, rows.zone)

    def _when(self, rows: Rows, filter_: Filter, outer: Filter) -> plan.Term | None:
        """What a row must satisfy for one request, beyond what the step keeps anyway."""
        first = None if filter_.first == outer.first else filter_.first
        last = None if filter_.last == outer.last else filter_.last
        inside = self._inside(rows, Filter(None, first, last))
        where = None if filter_.where is None else conditions.condition(filter_.where, rows)
        return plan.both(inside, where)

    # --- roll-ups: one row per key and value ---

    def _rolled_up(self, asked: Asked) -> list[Answer]:
        rows = self._rows()
        distinct = [r for r in self.asked if isinstance(r, Distinct) and r.asked == asked]
        favourite = [r for r in self.asked if isinstance(r, Favourite) and r.asked == asked]
        both: list[Distinct | Favourite] = [*distinct, *favourite]
        outer = _union([request.filter for request in both])
        keys = self.keys(rows)
        value = self._term(rows, asked)
        assert value is not None
        names = self.tables.names
        value_name = names.take(f"{_wish(asked)}_value")
        columns: dict[tuple[str, plan.Term | None], str] = {}

        def column(kind: str, when: plan.Term | None) -> str:
            if (kind, when) not in columns:
                columns[kind, when] = names.take(f"{kind}_{_wish(asked)}")
            return columns[kind, when]

        counted = {
            request: self._distinct_column(rows, request, outer, column) for request in distinct
        }
        liked = {
            request: column("rows_of", self._when(rows, request.filter, outer))
            for request in favourite
        }
        rolled = plan.Step(
            name=names.take(self.table.name, "by", _wish(asked)),
            note="",
            reads=rows.reads,
            alias=rows.alias,
            joins=(),
            where=plan.both(self._where(rows, outer, keys), plan.Known(value)),
            columns=(
                *keys,
                (value_name, value),
                *(
                    (name, self._rolled_column(rows, kind, when))
                    for (kind, when), name in columns.items()
                ),
            ),
            group_by=(*(term for _, term in keys), value),
        )
        rolled = _with_joins(rolled, rows)
        held = tuple((name, plan.Column(None, name, term.type)) for name, term in keys)
        return self._summed_up(rolled, held, (value_name, value), counted, liked)

    def _distinct_column(
        self,
        rows: Rows,
        request: Distinct,
        outer: Filter,
        column: Callable[[str, plan.Term | None], str],
    ) -> plan.Term | None:
        """What holds on a rolled-up row whose value counts; None where every row does."""
        where = request.filter.where
        where_term = None if where is None else conditions.condition(where, rows)
        inner = self._when(rows, request.filter, outer)
        if inner is None:
            return None
        if request.filter.last is None and request.filter.first is not None:
            moment = rows.happened()
            zone = conditions.zone_of(moment)
            latest = plan.Column(None, column("latest", where_term), moment.type, True, zone)
            return days.compare_day(">=", latest, zone, request.filter.first, rows.zone)
        count = plan.Column(None, column("rows_of", inner), Type.INTEGER, False)
        return plan.Compare(">", count, plan.Const(0, Type.INTEGER))

    def _rolled_column(self, rows: Rows, kind: str, when: plan.Term | None) -> plan.Term:
        if kind == "latest":
            moment = rows.happened()
            return plan.Reduce(plan.Fold.MAX, moment, moment.type, when)
        return plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER, when)

    def _summed_up(
        self,
        rolled: plan.Step,
        keys: tuple[tuple[str, plan.Column], ...],
        value: tuple[str, plan.Term],
        counted: dict[Distinct, plan.Term | None],
        liked: dict[Favourite, str],
    ) -> list[Answer]:
        """Count the values of each key, find the highest count, and the value that has it."""
        names = self.tables.names
        tops = {request: names.take(f"most_{column}") for request, column in liked.items()}
        columns: list[tuple[str, plan.Term]] = [
            (self.asked[request].name, plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER, when))
            for request, when in counted.items()
        ]
        columns += [
            (
                tops[request],
                plan.Reduce(
                    plan.Fold.MAX, plan.Column(None, column, Type.INTEGER, False), Type.INTEGER
                ),
            )
            for request, column in liked.items()
        ]
        summed = plan.Step(
            name=names.take(self.table.name, "by", _wish_of(value[0]), "counted"),
            note="",
            reads=plan.Made(rolled.name),
            alias=None,
            joins=(),
            where=None,
            columns=(*keys, *columns),
            group_by=tuple(term for _, term in keys),
        )
        own = [Answer(rolled, ()), Answer(summed, self._answered(list(counted)))]
        return own + [
            self._favoured(rolled, summed, keys, value, request, liked[request], tops[request])
            for request in liked
        ]

    def _favoured(
        self,
        rolled: plan.Step,
        summed: plan.Step,
        keys: tuple[tuple[str, plan.Column], ...],
        value: tuple[str, plan.Term],
        request: Favourite,
        count: str,
        top: str,
    ) -> Answer:
        answer = self.asked[request]
        here = plan.Column("counted", value[0], answer.type, True, answer.zone)
        counted = plan.Column("counted", count, Type.INTEGER, False)
        highest = plan.Column("highest", top, Type.INTEGER)
        same = [
            plan.Compare(
                "=",
                plan.Column("highest", name, column.type),
                plan.Column("counted", name, column.type),
            )
            for name, column in keys
        ]
        step = plan.Step(
            name=self.tables.names.take(f"{answer.name}_of_each"),
            note="",
            reads=plan.Made(rolled.name),
            alias="counted",
            joins=(
                plan.Join(
                    plan.Made(summed.name),
                    "highest",
                    plan.All((*same, plan.Compare("=", highest, counted))),
                    keeps=False,
                ),
            ),
            where=plan.Compare(">", counted, plan.Const(0, Type.INTEGER)),
            columns=(
                *((name, plan.Column("counted", name, column.type)) for name, column in keys),
                (answer.name, plan.Reduce(plan.Fold.MIN, here, answer.type)),
            ),
            group_by=tuple(plan.Column("counted", name, column.type) for name, column in keys),
        )
        return Answer(step, self._answered([request]))

    # --- picks: the value on the earliest or latest row ---

    def _picks(self, moments: dict[str, str]) -> list[Answer]:
        groups: dict[tuple[Filter, str], list[Picked]] = {}
        for request in self.asked:
            if isinstance(request, Picked):
                groups.setdefault((request.filter, request.moment), []).append(request)
        return [
            self._pick(filter_, moment, moments[moment], group)
            for (filter_, moment), group in groups.items()
        ]

    def _pick(
        self, filter_: Filter, moment: str, pass_name: str, group: Sequence[Picked]
    ) -> Answer:
        rows = self._rows()
        keys = self.keys(rows)
        happened = rows.happened()
        same = [
            plan.Compare("=", plan.Column("found", name, term.type), term) for name, term in keys
        ]
        at = plan.Compare("=", plan.Column("found", moment, happened.type), happened)
        columns = tuple(
            (
                self.asked[request].name,
                plan.Reduce(
                    plan.Fold.MIN,
                    self._term(rows, request.asked),
                    self.asked[request].type,
                ),
            )
            for request in group
        )
        where = plan.both(self._where(rows, filter_, keys), self._when(rows, filter_, filter_))
        step = plan.Step(
            name=self.tables.names.take(self.table.name, "at", moment),
            note="",
            reads=rows.reads,
            alias=rows.alias,
            joins=(),
            where=where,
            columns=(*keys, *columns),
            group_by=tuple(term for _, term in keys),
        )
        found = plan.Join(plan.Made(pass_name), "found", plan.All((*same, at)), keeps=False)
        step = _with_joins(step, rows, found)
        return Answer(step, self._answered(group))


def _with_joins(step: plan.Step, rows: Rows, *more: plan.Join) -> plan.Step:
    """The step with every join that its terms turned out to need."""
    return replace(step, joins=(*rows.joins.values(), *more))


def _when_empty(request: Request) -> int | None:
    match request:
        case Folded(when_empty=when_empty):
            return when_empty
        case Distinct(when_empty=when_empty):
            return when_empty
        case Favourite() | Picked():
            return None
        case _:
            assert_never(request)


def _reduced(request: Folded, term: plan.Term | None, when: plan.Term | None) -> plan.Term:
    match request.fold:
        case plan.Fold.COUNT:
            return plan.Reduce(plan.Fold.COUNT, term, Type.INTEGER, when)
        case plan.Fold.SUM:
            assert term is not None
            summand = _summand(term)
            summed = plan.Reduce(plan.Fold.SUM, summand, summand.type, when)
            if summand is term:
                return summed
            return plan.As(summed, plan.Form.DOUBLE, term.type)
        case plan.Fold.MIN | plan.Fold.MAX:
            assert term is not None
            return plan.Reduce(request.fold, term, term.type, when)
        case _:
            assert_never(request.fold)


def _summand(term: plan.Term) -> plan.Term:
    """Doubles are summed as decimals, so that the order of rows changes nothing."""
    if term.type in (Type.NUMBER, Type.PERCENT, Type.DURATION):
        return plan.As(term, plan.Form.SUMMAND, Type.MONEY)
    return term


def _union(filters: Sequence[Filter]) -> Filter:
    """The window that holds all windows."""
    firsts = [filter_.first for filter_ in filters]
    lasts = [filter_.last for filter_ in filters]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    last = None if None in lasts else max(day for day in lasts if day is not None)
    return Filter(None, first, last)


def _wish(asked: Asked) -> str:
    match asked:
        case model.FieldValue(_, _, name, _):
            return name
        case model.ReferenceKey(through, _, _):
            return through[-1]
        case OnDay() | Happened():
            return "day"
        case _:
            return "value"


def _wish_of(value_name: str) -> str:
    return value_name.removesuffix("_value")
