"""Read a condition of the model as a formula over axes; segments and classes are read as their own.

Tests are asked of the value that stands for a cell, with the comparisons of the language: a missing
value fulfils none, and what is negated is the exact complement. What is not known here is a
condition that may hold or not, which proves nothing false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cache
from typing import Any

from segdsl.meaning import model
from segdsl.meaning.types import MOMENTS, Type
from segdsl.meaning.vocabulary import periods
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Length
from segdsl.meaning.vocabulary.predicates import COMPARISON_OF, EQUAL, Comparison
from segdsl.proof import steps
from segdsl.proof.axes import DOMAIN_OF, Absent, Axis, Domain, Holds, Known, TooComplex, Value
from segdsl.proof.boxes import ALWAYS, NEVER, Both, Either, Formula, Negation, Test
from segdsl.proof.measures import Measures

DEEPEST = 24  # segments inside segments that are read; one more may hold or not
MOST_TESTS = 6_000

SWAPPED = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
FLOATS = frozenset({Type.NUMBER, Type.PERCENT})
# the fields of the shapes that are read; with another one a shape means something else
SHAPES: dict[type[model.Node], tuple[str, ...]] = {
    model.Compare: ("comparison", "left", "right"),
    model.Between: ("value", "low", "high"),
    model.OneOf: ("value", "options"),
    model.TextTest: ("word", "value", "text"),
    model.Rows: ("quantifier", "count", "rows", "same"),
    model.InTop: ("standing", "share"),
    model.InClass: ("segmentation", "classes"),
    model.InSegment: ("name",),
    model.InChannel: ("name",),
    model.Called: ("define", "arguments", "condition"),
    model.CalledValue: ("define", "arguments", "value"),
    model.Aggregate: ("word", "rows", "column", "type", "weight"),
    model.Selection: ("table", "route", "where", "window"),
    model.Standing: ("metric", "better", "among", "per"),
    model.Class: ("name", "condition", "description"),
}


@dataclass(slots=True)
class Reading:
    """Reads conditions on one table: on customers of a population, or on rows of a source."""

    project: model.Project
    table: str
    measures: Measures
    always: list[Formula] = field(default_factory=list)  # what holds of everybody
    _tests: int = 0
    _depth: int = 0
    _named: dict[model.Condition, Formula] = field(default_factory=dict)
    _ranked: set[model.Standing] = field(default_factory=set)
    _bound_axes: set[Axis] = field(default_factory=set)

    def formula(self, node: model.Condition) -> Formula:
        """The formula of a condition. Raises TooComplex."""
        self._depth += 1
        try:
            return self._formula(node) if is_known(node) else self._free(node)
        finally:
            self._depth -= 1

    def _formula(self, node: model.Condition) -> Formula:
        match node:
            case model.All(parts):
                return Both(tuple(self.formula(part) for part in parts))
            case model.AnyOf(parts):
                return Either(tuple(self.formula(part) for part in parts))
            case model.Not(part):
                return Negation(self.formula(part))
            case model.Always(holds):
                return ALWAYS if holds else NEVER
            case model.Compare(comparison, left, right):
                return self._compare(node, comparison, left, right)
            case model.Between(value, low, high):
                at_least = self._compare(node, COMPARISON_OF[">="], value, low)
                return Both((at_least, self._compare(node, COMPARISON_OF["<="], value, high)))
            case model.OneOf(value, options):
                return self._one_of(node, value, options)
            case model.Known(value):
                return self._known(value)
            case model.TextTest():
                return self._text_test(node)
            case model.IsTrue(value):
                return self._is_true(value)
            case model.InWindow():
                return self._in_window(node)
            case model.Rows(quantifier, count, rows, None) if is_known(rows):
                return self._test(self.measures.counted(rows), QUANTIFIED[quantifier](count), count)
            case model.InTop(standing, share) if is_known(standing):
                return self._test(
                    self._ahead(standing), lambda ahead: _is_under(ahead, share), share
                )
            case model.InSegment(name):
                return self._inside(node, lambda: self.formula(self._segment(name)))
            case model.InClass(segmentation, classes):
                return self._inside(node, lambda: self._in_class(node, segmentation, classes))
            case model.InChannel(name):
                return self._inside(node, lambda: self.formula(self._channel(name)))
            case model.Called(_, _, condition):
                return self.formula(condition)
            case model.Drawn(seed, start, end):
                chance = self.measures.chance(seed)
                return self._test(chance, lambda drawn: start <= drawn < end, start, end)
            case model.InList():
                return self._test(self.measures.listed(node), _is_true)
            case _:
                return self._free(node)

    def _channel(self, name: str) -> model.Condition:
        return self.project.channels[name].condition

    def _segment(self, name: str) -> model.Condition:
        return self.project.segments[name].condition

    def _inside(self, node: model.Condition, read: Callable[[], Formula]) -> Formula:
        """What a name stands for, unless names stand inside names too deep; read once."""
        if node not in self._named:
            self._named[node] = read() if self._depth <= DEEPEST else self._free(node)
        return self._named[node]

    def _free(self, node: model.Condition) -> Formula:
        return self._test(self.measures.free(node), _is_true)

    def _test(self, axis: Axis, holds: Holds, *cuts: Known) -> Formula:
        self._tests += 1
        if self._tests > MOST_TESTS:
            raise TooComplex
        axis.cuts.update(cuts)
        return Test(axis, holds)

    # Comparisons.

    def _compare(
        self, node: model.Condition, comparison: Comparison, left: model.Value, right: model.Value
    ) -> Formula:
        a, b = self.plain(left), self.plain(right)
        if isinstance(a, model.Constant):
            a, b, comparison = b, a, COMPARISON_OF[SWAPPED[comparison.sign]]
        if isinstance(a, model.Constant) and isinstance(b, model.Constant):
            return self._constants(node, comparison, a, b)
        if isinstance(b, model.Constant):
            return self._with_constant(node, comparison, a, b)
        if a == b:
            return self._known(left) if comparison.means(0, 0) else NEVER
        if is_known(a) and is_known(b):
            return self._test(self.measures.met(a, b), _compares(comparison, 0))
        return self._free(node)

    def _constants(
        self, node: model.Condition, comparison: Comparison, a: model.Constant, b: model.Constant
    ) -> Formula:
        left, right = _fixed(a, b.type), _fixed(b, a.type)
        if isinstance(left, Length) or isinstance(right, Length):
            return self._free(node)
        return ALWAYS if comparison.means(left, right) else NEVER

    def _with_constant(
        self, node: model.Condition, comparison: Comparison, value: model.Value, b: model.Constant
    ) -> Formula:
        fixed = _fixed(b, value.type)
        if isinstance(value, model.Truth):
            inner = self.formula(value.condition)
            return _of_truth(comparison, inner, fixed)
        in_months = isinstance(fixed, Length)
        axis = self._axis(value, in_months)
        if axis is None or (axis.domain is Domain.MONTHS) is not in_months:
            return self._free(node)
        if isinstance(fixed, Length):
            fixed = fixed.months
        if isinstance(fixed, str) and comparison is not EQUAL:
            axis.is_ordered = True
        if isinstance(value, model.PlaceIn) and value.place is model.Place.SCORE:
            holds = _compares(comparison, fixed)
            scores = tuple(map(Decimal, (20, 40, 60, 80)))
            return self._test(axis, lambda ahead: holds(_score(ahead)), *scores)
        return self._test(axis, _compares(comparison, fixed), fixed)

    def _one_of(
        self, node: model.Condition, value: model.Value, options: tuple[model.Value, ...]
    ) -> Formula:
        plain, fixed = self.plain(value), [self.plain(option) for option in options]
        constants = [one for one in fixed if isinstance(one, model.Constant)]
        special = isinstance(plain, model.Truth | model.Constant | model.PlaceIn)
        values = {_fixed(one, plain.type) for one in constants}
        if special or len(constants) < len(fixed) or any(isinstance(v, Length) for v in values):
            return Either(tuple(self._compare(node, EQUAL, value, option) for option in options))
        axis = self._axis(plain, in_months=False)
        if axis is None:
            return self._free(node)
        return self._test(axis, lambda known: known is not None and known in values, *values)

    def _known(self, value: model.Value) -> Formula:
        plain = self.plain(value)
        match plain:
            case model.Constant() | model.Truth():
                return ALWAYS
            case model.ClassValue(name):
                return self._has_class(self.project.segmentations[name])
        axis = self._axis(plain, in_months=False)
        if axis is None:
            return self._free(model.Known(value, span=value.span))
        return self._test(axis, _is_known)

    def _is_true(self, value: model.Value) -> Formula:
        match self.plain(value):
            case model.Truth(condition):
                return self.formula(condition)
            case model.Constant(held):
                return ALWAYS if held is True else NEVER
            case plain:
                axis = self._axis(plain, in_months=False)
                if axis is None:
                    return self._free(model.IsTrue(value, span=value.span))
                return self._test(axis, _is_true)

    def _text_test(self, node: model.TextTest) -> Formula:
        value, text = self.plain(node.value), self.plain(node.text)
        if not isinstance(text, model.Constant) or not isinstance(text.value, str):
            return self._free(node)
        if isinstance(value, model.Constant):
            return ALWAYS if node.word.means(str(value.value), text.value) else NEVER
        axis = self._axis(value, in_months=False)
        if axis is None:
            return self._free(node)
        axis.cuts.add(text.value)
        return self._test(self.measures.tested(value, node.word, text.value), _is_true)

    def _in_window(self, node: model.InWindow) -> Formula:
        """A fixed window bounds the day, a rolling one how many days ago it lies."""
        value = self.plain(node.value)
        if not is_known(value) or value.type not in MOMENTS:
            return self._free(node)
        window = steps.stretch(node.window)
        if isinstance(window, steps.Fixed):
            first, last = window.first, window.last
            ends = (day for day in (first, last) if day is not None)
            return self._test(
                self.measures.measured(value), lambda day: _is_between(day, first, last), *ends
            )
        if not isinstance(node.window, model.Window):
            return self._free(node)
        match node.window.period, node.window.arguments:
            case periods.IN_NEXT, (Length() as length,) if length.months is None:
                soon = -steps.days(length)[0]
                return self._test(
                    self.measures.ago(value), lambda ago: _is_between(ago, soon, -1), soon, 0
                )
        if isinstance(window, steps.Rolling) and _in_days(window):
            near = steps.days(window.near)[0]
            far = None if window.far is None else steps.days(window.far)[0]
            return self._test(
                self.measures.ago(value),
                lambda ago: ago is not None and near <= ago and (far is None or ago < far),
                *(near, *(() if far is None else (far,))),
            )
        return self._free(node)

    # Standings and classes.

    def _ahead(self, standing: model.Standing) -> Axis:
        """The place among the ranked, who are all in `among` and have the metric."""
        axis = self.measures.ahead(standing)
        if standing not in self._ranked:
            self._ranked.add(standing)
            is_ranked = Test(axis, _is_known)
            metric = self._known(standing.metric)
            if standing.among is None and standing.per is None:
                self.always.append(_same(is_ranked, metric))
            else:
                self.always.append(Either((Negation(is_ranked), metric)))
            if standing.among is not None:
                self.always.append(Either((Negation(is_ranked), self.formula(standing.among))))
            if standing.per is not None:
                self.always.append(Either((Negation(is_ranked), self._known(standing.per))))
        return axis

    def _in_class(self, node: model.Condition, name: str, classes: tuple[str, ...]) -> Formula:
        declared = self.project.segmentations[name]
        if declared.by is not None:
            return self._by(node, declared.by, classes)
        if not declared.classes or not all(is_known(one) for one in declared.classes):
            return self._free(node)
        parts: list[Formula] = []
        before: list[Formula] = []
        for one in declared.classes:
            own = ALWAYS if one.condition is None else self.formula(one.condition)
            if one.name in classes:
                parts.append(Both((*(Negation(other) for other in before), own)))
            before.append(own)
        return Either(tuple(parts))

    def _by(self, node: model.Condition, by: model.Value, classes: Iterable[str]) -> Formula:
        """A class of values is the value, written as text."""
        value = self.plain(by)
        if value.type is not Type.TEXT or isinstance(value, model.ClassValue):
            return self._free(node)
        texts = tuple(model.Constant(text, Type.TEXT) for text in classes)
        return self._one_of(node, value, texts)

    def _has_class(self, declared: model.Segmentation) -> Formula:
        if declared.by is not None:
            return self._known(declared.by)
        names = tuple(one.name for one in declared.classes)
        return self.formula(model.InClass(declared.name, names, span=declared.span))

    # Values.

    def plain(self, value: model.Value) -> model.Value:
        """The value that a metric, a parameter or a field computed on the row stands for."""
        for _ in range(DEEPEST):
            match value:
                case model.ParameterValue(_, constant):
                    return constant
                case model.MetricValue(name):
                    inner = self.project.metrics[name].value
                case model.CalledValue(_, _, called):
                    inner = called
                case model.FieldValue((), table, name):
                    found = self.project.tables[table].field(name).origin
                    if not isinstance(found, model.Computed):
                        return value
                    inner = found.value
                case _:
                    return value
            if inner.type is not value.type:
                return value
            value = inner
        return value

    def _axis(self, value: model.Value, in_months: bool) -> Axis | None:
        """The axis of a value, None where it is not known what the value is."""
        if value.type not in DOMAIN_OF or not is_known(value):
            return None
        match value:
            case model.Aggregate(word, rows) if word.kind is Kind.COUNT:
                return self.measures.counted(rows)
            case model.Aggregate(word, rows) if word.kind in (Kind.SINCE_LAST, Kind.SINCE_FIRST):
                return self.measures.since(rows, word.kind is Kind.SINCE_LAST, in_months)
            case model.PlaceIn(model.Place.SCORE, standing):
                return self._ahead(standing)
            case model.PlaceIn(_, standing):
                axis = self.measures.measured(value)
                self._bind_place(value, axis, standing)
                return axis
            case model.ClassValue():
                return None
            case _:
                return self.measures.measured(value)

    def _bind_place(self, value: model.PlaceIn, axis: Axis, standing: model.Standing) -> None:
        """A rank is known where the place is."""
        is_known_here = Test(axis, _is_known)
        is_ranked = Test(self._ahead(standing), _is_known)
        if value.place is model.Place.RANK:
            self._say_once(_same(is_known_here, is_ranked), axis)
        else:
            self._say_once(Either((Negation(is_known_here), is_ranked)), axis)

    def _say_once(self, formula: Formula, axis: Axis) -> None:
        if axis not in self._bound_axes:
            self._bound_axes.add(axis)
            self.always.append(formula)


@cache
def _is_shape(kind: type[Any]) -> bool:
    known = SHAPES.get(kind)
    return known is None or known == tuple(one.name for one in fields(kind) if one.name != "span")


def is_known(node: model.Node) -> bool:
    """Whether a shape has no field that is not read here; of values also what they are made of."""
    kind: Callable[[Any], Any] = type  # mypy takes no type for a key of a cache
    if not _is_shape(kind(node)):
        return False
    match node:
        case model.Aggregate(_, rows):
            return is_known(rows)
        case model.PlaceIn(_, standing):
            return is_known(standing)
        case _:
            return True


# --- tests of a value ---


def _fixed(constant: model.Constant, other: Type) -> Known:
    """What a constant is where it meets a value of that type; a Length for calendar steps."""
    match constant.value:
        case Length() as length:
            if length.days is None:
                return length
            return int(length.days) if length.days == int(length.days) else length.days
        case Decimal() as number:
            if other in FLOATS:
                return float(number)
            return int(number) if number == int(number) and other is not Type.MONEY else number
        case other_value:
            return other_value


def _compares(comparison: Comparison, fixed: Known) -> Holds:
    if comparison is EQUAL:
        return lambda known: known is not None and known == fixed
    return lambda known: (
        known is not None and known is not Absent.OTHER and comparison.means(known, fixed)
    )


def _of_truth(comparison: Comparison, inner: Formula, fixed: Known) -> Formula:
    """`(a > 2) = true`: a truth is never missing."""
    parts: list[Formula] = []
    if comparison.means(True, fixed):
        parts.append(inner)
    if comparison.means(False, fixed):
        parts.append(Negation(inner))
    return Either(tuple(parts))


def _same(one: Formula, other: Formula) -> Formula:
    return Either((Both((one, other)), Both((Negation(one), Negation(other)))))


def _is_true(known: Value) -> bool:
    return known is True


def _is_known(known: Value) -> bool:
    return known is not None


def _is_under(ahead: Value, share: Decimal) -> bool:
    return ahead is not None and ahead < share


def _score(ahead: Value) -> Value:
    return None if ahead is None else 5 - int(ahead // 20)


def _is_between(known: Value, low: Known, high: Known) -> bool:
    return known is not None and (low is None or low <= known) and (high is None or known <= high)


def _in_days(window: steps.Rolling) -> bool:
    return window.near.months is None and (window.far is None or window.far.months is None)


QUANTIFIED: dict[model.Quantifier, Callable[[int], Holds]] = {
    model.Quantifier.ANY: lambda count: lambda found: found >= 1,
    model.Quantifier.NO: lambda count: lambda found: found == 0,
    model.Quantifier.AT_LEAST: lambda count: lambda found: found >= count,
    model.Quantifier.AT_MOST: lambda count: lambda found: found <= count,
    model.Quantifier.EXACTLY: lambda count: lambda found: found == count,
}
