"""Values of somebody of whom a few things are known: what is given in, other values out.

What follows from the rows that a source may have is not guessed: a value is given, is computed from
values that are, or is not given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, assert_never

from segdsl.interpreter import meeting, moments
from segdsl.interpreter.reading import Read, Value, text_of
from segdsl.meaning import model
from segdsl.meaning.moments import day_of as day_as_of
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.letters import fold
from segdsl.meaning.vocabulary.periods import Length

DEEPEST = 24  # names inside names that are looked into


class NotGiven(Enum):
    """A value of which the facts say nothing: not even whether it is missing."""

    NOT_GIVEN = "not given"


NOT_GIVEN: Final = NotGiven.NOT_GIVEN
Known = Read | NotGiven


@dataclass(slots=True)
class Given:
    """Values and truths that are given of somebody; conditions on them are asked of `holds`."""

    project: model.Project
    population: str
    as_of: date
    _values: dict[model.Value, Read] = field(default_factory=dict)
    _truths: dict[model.Condition, bool] = field(default_factory=dict)
    _depth: int = 0

    def value(self, node: model.Value) -> Known:
        """A value as its type, None where it is missing, or NOT_GIVEN."""
        return self._typed(self._value(node), node.type)

    def holds(self, node: model.Condition) -> bool | None:
        """Whether a condition holds; None where the facts do not decide it."""
        raise NotImplementedError

    # What is given.

    def _know(self, value: model.Value, known: Read) -> None:
        """A value by its name and by what the name stands for, as long as they are of one type."""
        self._values[value] = known
        match value:
            case model.MetricValue(name):
                body = self.project.metrics[name].value
                if body.type is value.type and body not in self._values:
                    self._know(body, known)

    def _typed(self, known: Known, type_: Type) -> Known:
        if known is NOT_GIVEN:
            return NOT_GIVEN
        return meeting.as_type(known, type_, self.project.timezone)

    # Values.

    def _value(self, node: model.Value) -> Known:
        if node in self._values:
            return self._values[node]
        match node:
            case model.Constant():
                return self._fixed(node)
            case model.ParameterValue(_, constant):
                return self._fixed(constant)
            case model.MetricValue(name):
                return self._inside(self.project.metrics[name].value)
            case model.FieldValue((), table, name):
                origin = self.project.tables[table].field(name).origin
                if isinstance(origin, model.Computed):
                    return self._typed(self._inside(origin.value), node.type)
                return NOT_GIVEN
            case model.ClassValue(name):
                return self._class(self.project.segmentations[name])
            case model.Arithmetic(operator, left, right, type_):
                a, b = self._value(left), self._value(right)
                if a is None or b is None:
                    return None
                if a is NOT_GIVEN or b is NOT_GIVEN:
                    return NOT_GIVEN
                return meeting.arithmetic(operator, a, b, type_, self.project.timezone)
            case model.Negative(value):
                known = self._value(value)
                if known is None or known is NOT_GIVEN:
                    return known
                return -meeting.number(known)
            case model.PlaceIn(_, standing):
                return None if self._is_unranked(standing) else NOT_GIVEN
            case model.Truth(condition):
                held = self.holds(condition)
                return NOT_GIVEN if held is None else held
            case model.DatePart(word, value):
                known = self._value(value)
                if known is NOT_GIVEN:
                    return NOT_GIVEN
                shown = moments.on_clock(known, self.project.timezone)
                return None if shown is None else word.means(shown, self.as_of)
            case model.Folded(value):
                known = self._value(value)
                return fold(known) if isinstance(known, str) else known
            case model.CalledValue(_, _, value):
                return self._value(value)
            case model.ValueAsOf():
                return NOT_GIVEN
            case model.FieldValue() | model.ReferenceKey() | model.Aggregate() | model.Broken():
                return NOT_GIVEN
            case _:
                assert_never(node)

    def _inside(self, body: model.Value) -> Known:
        """What a name stands for."""
        if self._depth >= DEEPEST:
            return NOT_GIVEN
        self._depth += 1
        try:
            return self._value(body)
        finally:
            self._depth -= 1

    def _fixed(self, node: model.Constant | model.ParameterValue, day: date | None = None) -> Read:
        """As the reference reads it: `6mo` is the days since the day that far before."""
        constant = node.constant if isinstance(node, model.ParameterValue) else node
        if not isinstance(constant.value, Length):
            return constant.value
        if constant.value.days is not None:
            return constant.value.days
        seen_on = self.as_of if day is None else day
        return (seen_on - constant.value.before(seen_on)).days

    def _class(self, declared: model.Segmentation) -> Known:
        if declared.by is not None:
            known = self.value(declared.by)
            return text_of(known) if known is not None and known is not NOT_GIVEN else known
        for one in declared.classes:
            held = True if one.condition is None else self.holds(one.condition)
            if held is None:
                return NOT_GIVEN
            if held:
                return one.name
        return None

    def _is_unranked(self, standing: model.Standing) -> bool:
        """Whether it is sure that somebody is not among those compared."""
        return (
            self._value(standing.metric) is None
            or (standing.per is not None and self._value(standing.per) is None)
            or (standing.among is not None and self.holds(standing.among) is False)
        )

    def _beside(self, node: model.Value, other: model.Value) -> Known:
        """A value that meets another: months step back from the day that the other is seen on."""
        if isinstance(node, model.Constant | model.ParameterValue):
            return self._fixed(node, self._seen_on(other, self.as_of))
        return self._value(node)

    def _seen_on(self, node: model.Value, day: date) -> date:
        match node:
            case model.ValueAsOf(inner, moment):
                return self._seen_on(inner, day_as_of(moment, day))
            case model.MetricValue(name):
                return self._seen_on(self.project.metrics[name].value, day)
            case model.CalledValue(_, _, value):
                return self._seen_on(value, day)
            case _:
                return day

    def _key(self) -> Value | None:
        """The key of the customer, where it is given."""
        table = self.project.tables[self.population]
        assert table.key is not None
        key = model.FieldValue((), table.name, table.key, table.field(table.key).type)
        known = self._value(key)
        return None if known is NOT_GIVEN else known
