"""Turn aggregates of the language into requests, and their answers into one value.

This is where each `Kind` of aggregate word gets its way of being computed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import COUNT, SINCE_FIRST, SINCE_LAST, Kind
from segdsl.meaning.vocabulary.aggregates import Aggregate as Word
from segdsl.planning import conditions, days, plan
from segdsl.planning.measures import Harvest
from segdsl.planning.requests import (
    Distinct,
    Favourite,
    Filter,
    Folded,
    Happened,
    OnDay,
    Picked,
    Place,
    Repeated,
)
from segdsl.planning.tables import Tables

FEW_WORDS = 2  # of a condition, in a name


@dataclass(slots=True)
class Asking:
    """A scope in which aggregates are asked of the harvest that their rows belong to."""

    tables: Tables
    harvest_of: Callable[[model.Selection], Harvest]

    @property
    def as_of(self) -> date:
        return self.tables.as_of

    @property
    def zone(self) -> str:
        return self.tables.zone

    def aggregate(self, node: model.Aggregate, wish: str | None = None) -> plan.Term:
        """The value of an aggregate over the columns that answer its requests."""
        return _Asked(self, node, wish).term()

    def moment(
        self, node: model.Aggregate, fold: plan.Fold, since: date | None = None
    ) -> plan.Column:
        """The instant of the first (MIN) or last (MAX) row of an aggregate, from a day on."""
        return _Asked(self, node, None).moment(fold, since)

    def count(self, rows: model.Selection) -> plan.Column:
        """How many rows there are."""
        node = model.Aggregate(COUNT, rows, None, Type.INTEGER)
        return _Asked(self, node, None).fold(plan.Fold.COUNT, None, self.filter_of(rows))

    def edge(self, rows: model.Selection, which: model.Which) -> plan.Column:
        """The instant of the first or last row."""
        word, fold = SINCE_FIRST, plan.Fold.MIN
        if which is model.Which.LAST:
            word, fold = SINCE_LAST, plan.Fold.MAX
        return _Asked(self, model.Aggregate(word, rows, None, Type.DURATION), None).moment(fold)

    def count_alike(self, rows: model.Selection, same: model.Value) -> plan.Column:
        """The largest number of rows that share one known value."""
        wish = "_".join(("most", rows.table, "with_same", value_word(same), *_restricted(rows)))
        request = Repeated(settled(same), self.filter_of(rows))
        return self.harvest_of(rows).request(request, wish)

    def scoped_value(self, node: conditions.ScopedValue) -> plan.Term:
        assert isinstance(node, model.Aggregate), "a group's member is an aggregate"
        return self.aggregate(node)

    def scoped_condition(self, node: conditions.ScopedCondition) -> plan.Term:
        assert isinstance(node, model.Rows), "a group is asked about its rows"
        return self.rows(node)

    def rows(self, node: model.Rows) -> plan.Term:
        """Whether there are so many rows, or so many that share a value."""
        if node.same is None:
            counted = self.count(node.rows)
        else:
            counted = self.count_alike(node.rows, node.same)
        return quantified(node.quantifier, counted, node.count)

    def anchor(self, window: model.Personal) -> plan.Term:
        raise AssertionError("a personal window is never asked of a group")

    def moment_since(self, node: model.Value) -> tuple[plan.Term, date] | None:
        return None

    def filter_of(self, selection: model.Selection) -> Filter:
        """The rows of a selection: parameters replaced, the window as days up to the as-of day."""
        where = None if selection.where is None else settled(selection.where)
        window = selection.window
        if window is None or isinstance(window, model.Personal):  # its harvest keeps to the latter
            return Filter(where)
        first, last = window.period.bounds(self.as_of, window.arguments)
        return Filter(where, first, None if last is None or last >= self.as_of else last)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One aggregate being asked."""

    asking: Asking
    node: model.Aggregate
    wish: str | None

    def term(self) -> plan.Term:
        node = self.node
        match node.word.kind:
            case Kind.COUNT:
                return self.fold(plan.Fold.COUNT, None, self.filter())
            case Kind.SUM:
                return self.fold(plan.Fold.SUM, self.column(), self.filter())
            case Kind.SMALLEST:
                return self.fold(plan.Fold.MIN, self.column(), self.filter())
            case Kind.LARGEST:
                return self.fold(plan.Fold.MAX, self.column(), self.filter())
            case Kind.AVERAGE:
                return self.average()
            case Kind.MEDIAN:
                return self.median()
            case Kind.SHARE:
                return self.share()
            case Kind.DISTINCT:
                distinct = Distinct(self.column(), self.filter(), node.word.when_empty)
                return self.harvest().request(distinct, self.named())
            case Kind.FAVOURITE:
                weight = None if node.weight is None else settled(node.weight)
                favourite = Favourite(self.column(), self.filter(), weight)
                return self.harvest().request(favourite, self.named())
            case Kind.FIRST:
                return self.picked(plan.Fold.MIN)
            case Kind.LAST:
                return self.picked(plan.Fold.MAX)
            case Kind.SINCE_FIRST:
                return self.days_since(plan.Fold.MIN)
            case Kind.SINCE_LAST:
                return self.days_since(plan.Fold.MAX)
            case Kind.GAP:
                return self.gap()
            case _:
                assert_never(node.word.kind)

    def harvest(self) -> Harvest:
        return self.asking.harvest_of(self.node.rows)

    def filter(self) -> Filter:
        return self.asking.filter_of(self.node.rows)

    def column(self) -> model.Value:
        assert self.node.column is not None
        return settled(self.node.column)

    def named(self, *words: str) -> str:
        """The author's name for it, or one made of the words of the aggregate."""
        if self.wish is not None:
            return "_".join((self.wish, *words))
        return "_".join((*wording(self.node), *words))

    def fold(
        self,
        fold: plan.Fold,
        asked: model.Value | Happened | None,
        filter_: Filter,
        *words: str,
    ) -> plan.Column:
        when_empty = self.node.word.when_empty
        if fold is plan.Fold.COUNT or (fold is plan.Fold.SUM and words):
            when_empty = 0
        return self.harvest().request(Folded(fold, asked, filter_, when_empty), self.named(*words))

    def average(self) -> plan.Term:
        total = self.fold(plan.Fold.SUM, self.column(), self.filter(), "sum")
        count = self.fold(plan.Fold.COUNT, self.column(), self.filter(), "count")
        return plan.Quotient(conditions.double(total), conditions.double(count), Type.NUMBER)

    def median(self) -> plan.Term:
        """The mean of the two middle values, which are one where their number is odd."""
        low = self.fold(plan.Fold.LOWER_MIDDLE, self.column(), self.filter(), "lower_middle")
        high = self.fold(plan.Fold.UPPER_MIDDLE, self.column(), self.filter(), "upper_middle")
        lower, upper = (plan.As(one, plan.Form.DOUBLE, Type.NUMBER) for one in (low, high))
        both = plan.Arithmetic("+", lower, upper, Type.NUMBER)
        two = plan.As(plan.Const(2, Type.INTEGER), plan.Form.DOUBLE, Type.NUMBER)
        return plan.Quotient(both, two, Type.NUMBER)

    def share(self) -> plan.Term:
        fold = plan.Fold.COUNT if self.node.column is None else plan.Fold.SUM
        asked = None if self.node.column is None else self.column()
        filter_ = self.filter()
        part = self.fold(fold, asked, filter_, "part")
        whole = self.fold(fold, asked, Filter(None, filter_.first, filter_.last), "whole")
        return plan.Quotient(conditions.double(part), conditions.double(whole), Type.PERCENT)

    def moment(self, fold: plan.Fold, since: date | None = None) -> plan.Column:
        """The instant of the first (MIN) or last (MAX) row, of those from a day on."""
        word = "first" if fold is plan.Fold.MIN else "last"
        filter_, restricted = self.filter(), _window(self.node.rows)
        if since is not None and (filter_.first is None or filter_.first < since):
            filter_ = replace(filter_, first=since)
            restricted = (*restricted, "since", since.isoformat())
        wish = "_".join((word, self.harvest().source.table.singular, "at", *restricted))
        return self.harvest().request(Folded(fold, Happened(), filter_, None), wish)

    def picked(self, fold: plan.Fold) -> plan.Term:
        moment = self.moment(fold)
        return self.harvest().request(
            Picked(self.column(), self.filter(), moment.name), self.named()
        )

    def days_since(self, fold: plan.Fold) -> plan.Term:
        return plan.DaysBetween(
            start=self.day(self.moment(fold)),
            end=plan.Const(self.asking.as_of, Type.DATE),
        )

    def day(self, moment: plan.Column) -> plan.Term:
        return days.day_of(moment, moment.zone, self.asking.zone)

    def gap(self) -> plan.Term:
        """(last day - first day) / (distinct days - 1), missing below two days."""
        first, last = self.moment(plan.Fold.MIN), self.moment(plan.Fold.MAX)
        count = self.harvest().request(Distinct(OnDay(), self.filter(), 0), self.named("days"))
        one = plan.Const(1, Type.INTEGER)
        between = plan.DaysBetween(start=self.day(first), end=self.day(last))
        steps = plan.Arithmetic("-", count, one, Type.INTEGER)
        return plan.Case(
            ((plan.Compare(">", count, one), _ratio(between, steps)),),
            plan.Const(None, Type.DURATION),
            Type.DURATION,
        )


def _ratio(left: plan.Term, right: plan.Term) -> plan.Term:
    return plan.Quotient(
        plan.As(left, plan.Form.DOUBLE, Type.NUMBER),
        plan.As(right, plan.Form.DOUBLE, Type.NUMBER),
        Type.DURATION,
    )


def settled(node: trees.T) -> trees.T:
    """The same condition or value with each parameter replaced by its value, ready to compare."""

    def change(part: object) -> object:
        return part.constant if isinstance(part, model.ParameterValue) else part

    return trees.rewrite(node, change)


def wording(node: model.Aggregate) -> tuple[str, ...]:
    """Words for a name: `sum_of`, `orders`, `amount`, then those of the rows."""
    restricted = _restricted(node.rows)
    match node.column:
        case model.FieldValue(_, _, name, _):
            return (node.word.name, node.rows.table, name, *restricted)
        case model.ReferenceKey(through, _, _):
            return (node.word.name, node.rows.table, *through, *restricted)
        case _:
            return (node.word.name, node.rows.table, *restricted)


def _restricted(rows: model.Selection) -> tuple[str, ...]:
    """What tells some rows of a table from others: texts or fields of `where`, and the window."""
    if rows.where is None:
        return _window(rows)
    where, denied = rows.where, tuple[str, ...]()
    if isinstance(where, model.Not):
        where, denied = where.condition, ("not",)
    parts = list(trees.walk(where))
    texts = [p.value for p in parts if isinstance(p, model.Constant) and p.type is Type.TEXT]
    fields = [part.name for part in parts if isinstance(part, model.FieldValue)]
    is_mixed = any(isinstance(part, model.Not) for part in parts)
    words = [str(word).lower() for word in (fields if is_mixed else texts or fields)]
    return (*denied, *words[:FEW_WORDS], *_window(rows))


def _window(rows: model.Selection) -> tuple[str, ...]:
    """`in last`, `90d`."""
    if rows.window is None:
        return ()
    if isinstance(rows.window, model.Personal):
        return personal_words(rows.window)
    name = rows.window.period.name
    begins = "from" if name.startswith("from") else name.removesuffix(" ago")
    return (begins, "_to_".join(str(argument) for argument in rows.window.arguments))


def quantified(quantifier: model.Quantifier, counted: plan.Term, count: int) -> plan.Term:
    """A number of rows against what is asked."""
    match quantifier:
        case model.Quantifier.ANY:
            return plan.Compare(">=", counted, plan.Const(1, Type.INTEGER))
        case model.Quantifier.NO:
            return plan.Compare("=", counted, plan.Const(0, Type.INTEGER))
        case model.Quantifier.AT_LEAST:
            return plan.Compare(">=", counted, plan.Const(count, Type.INTEGER))
        case model.Quantifier.AT_MOST:
            return plan.Compare("<=", counted, plan.Const(count, Type.INTEGER))
        case model.Quantifier.EXACTLY:
            return plan.Compare("=", counted, plan.Const(count, Type.INTEGER))
        case _:
            assert_never(quantifier)


def personal_words(window: model.Personal) -> tuple[str, ...]:
    """`within`, `30d`, `after`, `first`, `orders`."""
    return ("within", str(window.length), "after", window.which.value, window.rows.table)


def value_word(value: model.Value) -> str:
    """A word for a value of a row."""
    match value:
        case model.FieldValue(_, _, name, _):
            return name
        case model.ReferenceKey(through, _, _):
            return through[-1]
        case _:
            return "value"


def is_time_since(word: Word) -> plan.Fold | None:
    """Which row a `time since …` counts from, if the word is one."""
    match word.kind:
        case Kind.SINCE_FIRST:
            return plan.Fold.MIN
        case Kind.SINCE_LAST:
            return plan.Fold.MAX
        case _:
            return None


def shared(
    harvest: Harvest, value: model.FieldValue | model.ReferenceKey, wish: str
) -> plan.Column:
    """The one value of a group: the smallest, since a check has found no second one."""
    return harvest.request(Folded(plan.Fold.MIN, settled(value), Filter(), None), wish)


def placed(term: plan.Term, place: Mapping[str, Place], main: str, alias: str) -> plan.Term:
    """A term over answers, each column read from the step that holds it.

    `alias` stands for the step `main`, which has every key; the others may find nothing.
    """

    def change(part: object) -> object:
        if not (isinstance(part, plan.Column) and part.relation is None):
            return part
        found = place[part.name]
        inner = found.step == main
        here = replace(
            part,
            relation=alias if inner else found.step,
            missable=found.missable or not inner,
        )
        if found.when_empty is None or not here.missable:
            return here
        return plan.OrElse(here, plan.Const(found.when_empty, Type.INTEGER))

    return trees.rewrite(term, change)
