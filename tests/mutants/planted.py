"""Bugs planted in our own planner and printer, one at a time: each must be caught by the tests.

A bug replaces a function by a wrong one, in memory. What it replaces must exist: when code moves, a
bug that no longer fits fails loudly. Nothing that the reference interpreter runs is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlglot import exp

from segdsl import trees
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import periods
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.planning import (
    aggregates,
    conditions,
    customers,
    days,
    levels,
    passes,
    plan,
    rollups,
    rows,
    sequences,
    standings,
)
from segdsl.planning.requests import Favourite
from segdsl.sql import terms

Wrong = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Planted:
    """A bug: what it does, where, and the function that stands for the right one."""

    name: str
    owner: Any
    attribute: str
    wrong: Callable[[Any], Wrong]  # the right function -> the wrong one

    @contextmanager
    def grown(self) -> Iterator[None]:
        """While inside, the bug is in the code."""
        owner, attribute = self.owner, self.attribute
        right = owner.__dict__[attribute] if isinstance(owner, type) else getattr(owner, attribute)
        _set(owner, attribute, self.wrong(right))
        try:
            yield
        finally:
            _set(owner, attribute, right)


def _set(owner: Any, attribute: str, value: Any) -> None:
    if isinstance(owner, periods.Period):  # a frozen record
        object.__setattr__(owner, attribute, value)
    else:
        setattr(owner, attribute, value)


def _instead(value: Callable[..., Any]) -> Callable[[Any], Wrong]:
    """A wrong function that takes no notice of the right one."""
    return lambda right: value


def _after(change: Callable[[Any], Any]) -> Callable[[Any], Wrong]:
    """What the right function gives, changed."""
    return lambda right: lambda *given, **named: change(right(*given, **named))


def _changed(kind: type, change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Every part of a kind in what a function gives, changed."""

    def mend(whole: Any) -> Any:
        if isinstance(whole, list | tuple):
            return type(whole)(mend(one) for one in whole)
        return trees.rewrite(whole, lambda part: change(part) if isinstance(part, kind) else part)

    return mend


def _sign(wrong: dict[str, str]) -> Callable[[Any], Any]:
    return _changed(plan.Compare, lambda one: replace(one, sign=wrong.get(one.sign, one.sign)))


def _fold(wrong: dict[plan.Fold, plan.Fold]) -> Callable[[Any], Any]:
    return _changed(plan.Reduce, lambda one: replace(one, fold=wrong.get(one.fold, one.fold)))


def _other_sign(wrong: dict[str, str]) -> Callable[[Any], Wrong]:
    """A comparison of the author's under another sign."""
    return lambda right: lambda sign, *rest: right(wrong.get(sign, sign), *rest)


def _shorter_day(right: Any) -> Wrong:
    """The as-of day ends when it begins."""

    def compare(sign: str, term: plan.Term, zone: Any, day: Any, project_zone: str) -> plan.Term:
        found: plan.Term = right(sign, term, zone, day, project_zone)
        if sign != "<=" or term.type is Type.DATE:
            return found
        return plan.Compare(
            "<=", term, plan.Const(days._start(day, zone, project_zone), Type.DATETIME)
        )

    return compare


def _blank_is_missing(right: Any) -> Wrong:
    def read(column: plan.Column, found: Any) -> plan.Term:
        term: plan.Term = right(column, found)
        if found.type is not Type.TEXT:
            return term
        blank = plan.Compare("=", term, plan.Const("", Type.TEXT))
        return plan.Case(((blank, plan.Const(None, Type.TEXT)),), term, Type.TEXT)

    return read


def _small_letters(right: Any) -> Wrong:
    def compare(self: Any, sign: str, left: plan.Term, other: plan.Term) -> Any:
        built = right(self, sign, left, other)
        if left.type is Type.TEXT:
            built = type(built)(
                this=exp.Lower(this=built.this), expression=exp.Lower(this=built.expression)
            )
        return built

    return compare


def _months_of_30_days(right: Any) -> Wrong:
    def since(sign: str, moment: Any, as_of: Any, length: Length, zone: str) -> Any:
        if length.months is not None:
            length = Length(30 * length.months, Unit.DAY)
        return right(sign, moment, as_of, length, zone)

    return since


def _counts_missing(right: Any) -> Wrong:
    def reduced(request: Any, term: Any, when: Any) -> Any:
        is_count = request.fold is plan.Fold.COUNT
        return right(request, None if is_count else term, when)

    return reduced


def _unknown_flag_is_false(right: Any) -> Wrong:
    def flag(self: Any, *given: Any) -> Any:
        built = right(self, *given)
        built.set("default", exp.Boolean(this=False))
        return built

    return flag


def _ends_anywhere(right: Any) -> Wrong:
    def text_test(self: Any, word: Any, inner: Any, text: Any) -> Any:
        if word.name == "ends with":
            word = replace(word, name="contains")
        return right(self, word, inner, text)

    return text_test


def _day_earlier(right: Any) -> Wrong:
    def bounds(as_of: Any, given: Any) -> Any:
        first, last = right(as_of, given)
        return periods._day_before(first), last

    return bounds


def _day_more(right: Any) -> Wrong:
    def bounds(as_of: Any, given: Any) -> Any:
        first, last = right(as_of, given)
        return first, periods._next_day(last)

    return bounds


def _inner_joins(right: Any) -> Wrong:
    def facts(there: Any, last_of: Any) -> Any:
        *before, last = right(there, last_of)
        joins = tuple(replace(join, keeps=False) for join in last.joins)
        return [*before, replace(last, joins=joins)]

    return facts


PRINTER = terms._Printer
PLANTED = (
    # missing values
    Planted("no complement of what is missing", conditions, "two_valued",
            _instead(lambda term: term)),
    Planted("an empty text is missing", rows, "_read", _blank_is_missing),
    Planted("an unknown flag is false", PRINTER, "flag", _unknown_flag_is_false),
    Planted("missing values are counted", passes, "_reduced", _counts_missing),
    Planted("customers without rows are lost", levels, "facts", _inner_joins),
    Planted("a computed field is there beyond a missing reference", rows.Rows, "_beyond",
            _instead(lambda self, path, term: term)),
    # comparisons
    Planted("no brackets", PRINTER, "inner", _instead(lambda self, node: self.term(node))),
    Planted("`<` as `<=`", conditions, "_compare", _other_sign({"<": "<="})),
    Planted("`>=` as `>`", conditions, "_compare", _other_sign({">=": ">"})),
    Planted("texts compare without case", PRINTER, "compare", _small_letters),
    Planted("`ends with` is `contains`", PRINTER, "text_test", _ends_anywhere),
    Planted("a quotient by zero", PRINTER, "quotient", _instead(
        lambda self, left, right: exp.Div(this=self.inner(left), expression=self.inner(right),
                                          typed=True))),
    # days
    Planted("the afternoon of the as-of day is lost", days, "compare_day", _shorter_day),
    Planted("rows after the as-of day exist", rows.Rows, "_existence", _instead(
        lambda self, path: None)),
    Planted("`in last` begins a day early", periods.IN_LAST, "bounds", _day_earlier),
    Planted("`from … to …` ends a day late", periods.FROM_TO, "bounds", _day_more),
    Planted("`from a day to … ago` ends a day late", periods.FROM_DAY_TO_AGO, "bounds", _day_more),
    Planted("`before … ago` takes a day more", periods.BEFORE_AGO, "bounds", lambda right:
            lambda as_of, given: (None, periods._next_day(right(as_of, given)[1]))),
    Planted("`in previous` holds the current one", periods.IN_PREVIOUS, "bounds", lambda right:
            lambda as_of, given: (right(as_of, given)[0], as_of)),
    Planted("a month is 30 days", conditions, "_since", _months_of_30_days),
    Planted("instants are days of their own zone", days, "_start", _instead(
        lambda day, zone, project_zone: datetime.combine(day, time()))),
    # aggregates
    Planted("a tied favourite is the largest", rollups, "_favoured", _after(lambda found: replace(
        found, step=_fold({plan.Fold.MIN: plan.Fold.MAX})(found.step)))),
    Planted("weights are not looked at", rollups._Columns, "rows_of", lambda right:
            lambda self, request: right(self, replace(request, weight=None))
            if isinstance(request, Favourite) else right(self, request)),
    Planted("the smallest number of rows that share a value", rollups, "_summed_up",
            _after(_fold({plan.Fold.MAX: plan.Fold.MIN}))),
    Planted("an average over missing values too", aggregates._Asked, "average", _instead(
        lambda self: plan.Quotient(
            conditions.double(self.fold(plan.Fold.SUM, self.column(), self.filter(), "sum")),
            conditions.double(self.fold(plan.Fold.COUNT, None, self.filter(), "count")),
            Type.NUMBER))),
    Planted("the lower middle for a median", aggregates._Asked, "median", _instead(
        lambda self: conditions.double(
            self.fold(plan.Fold.LOWER_MIDDLE, self.column(), self.filter(), "lower_middle")))),
    Planted("money as doubles", terms, "_form", lambda right: lambda form: right(
        plan.Form.DOUBLE if form is plan.Form.MONEY else form)),
    # standing
    Planted("a top takes one too many", standings, "_below_share", _after(_sign({"<": "<="}))),
    Planted("what one holds counts as ahead of oneself", standings.Ranking, "_above", _after(
        lambda term: term.left)),
    # other days, sequences, a customer's own time
    Planted("`as of` is today", customers.Customers, "on", _instead(lambda self, day: self)),
    Planted("a row follows another of the same instant", sequences.Sequence, "_fits", _after(
        _sign({">": ">="}))),
    Planted("a row of a day follows itself", sequences.Sequence, "_may_follow_itself", _instead(
        lambda self: False)),
    Planted("`then no` does not wait", sequences.Sequence, "_is_over", _instead(
        lambda self, tables: plan.TRUE)),
    Planted("a personal window is a day short", conditions, "soon_after", _after(
        _sign({"<=": "<"}))),
)  # fmt: skip
