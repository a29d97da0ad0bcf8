"""Know what a condition can measure: a value or rows of the model in, the axis they lie on out.

An axis is known by its key, so that `at least 2 orders`, `count of orders` and a metric that says
the same are one axis.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import aggregates
from segdsl.meaning.vocabulary.aggregates import Aggregate, Kind
from segdsl.meaning.vocabulary.predicates import TextTest
from segdsl.proof import saying
from segdsl.proof.axes import DOMAIN_OF, Axis, Domain, TooComplex

MOST_AXES = 120


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows: `at least 2 orders in last 90d`."""

    rows: model.Selection


@dataclass(frozen=True, slots=True)
class Since:
    """How long ago the last (or first) row was, in whole days or in calendar steps."""

    rows: model.Selection
    is_last: bool
    in_months: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """Any other value of a customer or row: a field, a sum, arithmetic."""

    value: model.Value


@dataclass(frozen=True, slots=True)
class Ago:
    """How many whole days before D the day of a moment lies; below 0 for days to come."""

    value: model.Value


@dataclass(frozen=True, slots=True)
class Chance:
    """What a seed draws for a customer: from 0 to below 100."""

    seed: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Which percentage of the ranked is strictly better; missing for the unranked."""

    standing: model.Standing


@dataclass(frozen=True, slots=True)
class Tested:
    """Whether a text passes `starts with` or the like."""

    value: model.Value
    word: TextTest
    text: str


@dataclass(frozen=True, slots=True)
class Met:
    """How two values compare: -1, 0, 1, missing where one of them is."""

    left: model.Value
    right: model.Value


@dataclass(frozen=True, slots=True)
class Free:
    """A condition that is not seen through: it may hold or not."""

    condition: model.Condition


@dataclass(slots=True)
class Measures:
    """The axes that a question has met, in order."""

    project: model.Project
    names: dict[model.Value, str]  # how the author calls a value: its metric
    axes: dict[Hashable, Axis] = field(default_factory=dict)

    def counted(self, rows: model.Selection) -> Axis:
        name = self._metric(aggregates.COUNT, rows, f"count of {saying.rows(rows)}")
        return self._axis(Counted(rows), Domain.WHOLE, name, can_miss=False, lowest=0)

    def since(self, rows: model.Selection, is_last: bool, in_months: bool) -> Axis:
        one = replace(rows, table=self.project.tables[rows.table].singular, span=None)
        word = aggregates.SINCE_LAST if is_last else aggregates.SINCE_FIRST
        name = self._metric(word, rows, f"{word.name} {saying.rows(one)}")
        domain = Domain.MONTHS if in_months else Domain.WHOLE
        axis = self._axis(Since(rows, is_last, in_months), domain, name, lowest=0)
        axis.says = None if in_months else saying.days
        return axis

    def measured(self, value: model.Value) -> Axis:
        """The axis of a value; numbers of orders and times since have axes of their own."""
        domain = DOMAIN_OF[value.type]
        axis = self._axis(Measured(value), domain, self.named(value), self._can_miss(value))
        if value.type is Type.DURATION:
            axis.says = saying.days
        match value:
            case model.Aggregate(word, _, column):
                _bound(axis, word.kind, column)
            case model.PlaceIn(model.Place.RANK):
                axis.lowest = 1
            case model.PlaceIn() | model.FieldValue() | model.ReferenceKey():
                pass
            case _:
                axis.doubt = axis.name
        return axis

    def ago(self, value: model.Value) -> Axis:
        axis = self._axis(Ago(value), Domain.WHOLE, self.named(value), self._can_miss(value))
        axis.says = saying.days_ago
        return axis

    def ahead(self, standing: model.Standing) -> Axis:
        axis = self._axis(Ahead(standing), Domain.NUMBER, self.named(standing.metric))
        axis.lowest, axis.below = Decimal(0), Decimal(100)
        axis.says = saying.place
        return axis

    def chance(self, seed: str) -> Axis:
        axis = self._axis(Chance(seed), Domain.NUMBER, f'the chance "{seed}"', can_miss=False)
        axis.lowest, axis.below = Decimal(0), Decimal(100)
        return axis

    def tested(self, value: model.Value, word: TextTest, text: str) -> Axis:
        name = f'{self.named(value)} {word.name} "{text}"'
        return self._axis(Tested(value, word, text), Domain.TRUTH, name, can_miss=False)

    def met(self, left: model.Value, right: model.Value) -> Axis:
        name = f"{self.named(left)} = {self.named(right)}"
        axis = self._axis(Met(left, right), Domain.ORDER, name)
        axis.doubt = name
        return axis

    def listed(self, condition: model.InList) -> Axis:
        """Whether a customer is on a list: anybody may be."""
        return self._axis(Free(condition), Domain.TRUTH, condition.name, can_miss=False)

    def free(self, condition: model.Condition) -> Axis:
        axis = self._axis(Free(condition), Domain.TRUTH, saying.text_of(condition), can_miss=False)
        axis.doubt = axis.name
        return axis

    def named(self, value: model.Value) -> str:
        """The metric that a value is, else the author's text."""
        return self.names.get(value) or saying.value(value)

    def _metric(self, word: Aggregate, rows: model.Selection, text: str) -> str:
        """The metric that counts or looks back at these rows, else the text."""
        return self.names.get(model.Aggregate(word, rows, None, word.type_of(None)), text)

    def _can_miss(self, value: model.Value) -> bool:
        match value:
            case model.FieldValue((), table, name):
                found = self.project.tables[table]
                is_key = found.is_population and found.key == name
                return not is_key and found.at != name
            case model.Aggregate(word):
                return word.when_empty is None
            case _:
                return True

    def _axis(
        self,
        key: Hashable,
        domain: Domain,
        name: str,
        can_miss: bool = True,
        lowest: int | None = None,
    ) -> Axis:
        found = self.axes.get(key)
        if found is None:
            if len(self.axes) >= MOST_AXES:
                raise TooComplex
            found = Axis(len(self.axes), key, domain, name, can_miss, lowest)
            self.axes[key] = found
        return found


def _bound(axis: Axis, kind: Kind, column: model.Value | None) -> None:
    """The values that an aggregate can have, whatever the rows."""
    match kind:
        case Kind.DISTINCT:
            axis.lowest = 0
        case Kind.GAP:
            axis.lowest = 1.0
        case Kind.SHARE if column is None:  # a share of sums may be anything: amounts may be < 0
            axis.lowest, axis.highest = 0.0, 1.0
        case (Kind.SUM | Kind.AVERAGE | Kind.SMALLEST | Kind.LARGEST | Kind.FIRST | Kind.LAST
              | Kind.FAVOURITE | Kind.SHARE):  # fmt: skip
            pass
        case _:
            axis.doubt = axis.name
