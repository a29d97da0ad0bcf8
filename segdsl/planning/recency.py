"""See how far back a last row matters: a project and names asked for in, first days out.

`time since last order < 90d` asks for the last order of 90 days only. Where every use of such a
value is bounded so, rows before the longest bound change nothing, and no pass reads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.moments import day_of
from segdsl.meaning.uses import bodies, declared, named
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Length
from segdsl.planning.conditions import SWAPPED, plain_constant

BOUNDED = frozenset({"<", "<=", "="})


Seen = tuple[date, model.Aggregate]  # a value and the day that it is seen on


def first_days(
    project: model.Project, names: Sequence[str], weighed_by: str | None, as_of: date
) -> Mapping[Seen, date]:
    """For each `time since last …` whose uses are all bounded, the first day whose rows matter."""
    uses = _Uses(project)
    for name in names:
        uses.declared(name.partition(".")[0], as_of)
    if weighed_by is not None:
        uses.declared(weighed_by, as_of)
    return {seen: day for seen, day in uses.first.items() if seen not in uses.free}


@dataclass(slots=True)
class _Uses:
    """The uses found so far: bounded ones by their earliest day, and values used in other ways."""

    project: model.Project
    first: dict[Seen, date] = field(default_factory=dict)
    free: set[Seen] = field(default_factory=set)
    seen: set[tuple[str, date]] = field(default_factory=set)

    def declared(self, name: str, as_of: date) -> None:
        """Everything that a metric, segment or segmentation is made of."""
        if (name, as_of) in self.seen:
            return
        self.seen.add((name, as_of))
        for part in bodies(declared(self.project)[name]):
            self.node(part, as_of)

    def node(self, node: model.Node, as_of: date) -> None:
        """A condition or value, in a place where a bare `time since` would be a use of its own."""
        match node:
            case model.Compare(comparison, left, right):
                sign = comparison.sign
                if not (
                    self._is_bounded(sign, left, right, as_of)
                    or self._is_bounded(SWAPPED.get(sign, sign), right, left, as_of)
                ):
                    self.node(left, as_of)
                    self.node(right, as_of)
            case model.Between(value, low, high):
                if not self._is_bounded("<=", value, high, as_of):
                    self.node(value, as_of)
                self.node(low, as_of)
                self.node(high, as_of)
            case model.AsOf(inner, moment) | model.ValueAsOf(inner, moment):
                self.node(inner, day_of(moment, as_of))
            case model.Aggregate() if _is_since_last(node):
                self.free.add((as_of, node))
            case _:
                name = named(node)
                if name is not None:
                    self.declared(name, as_of)
                for child in trees.children(node):
                    if isinstance(child, model.Node):
                        self.node(child, as_of)

    def _is_bounded(self, sign: str, value: model.Value, limit: model.Value, as_of: date) -> bool:
        """Notes `value < limit` where it is a `time since last` against a fixed length."""
        found, fixed = self._since_last(value, as_of), plain_constant(limit)
        if found is None or sign not in BOUNDED:
            return False
        if not (isinstance(fixed, model.Constant) and isinstance(fixed.value, Length)):
            return False
        day = fixed.value.before(found[0])
        self.first[found] = min(day, self.first.get(found, day))
        return True

    def _since_last(self, value: model.Value, as_of: date) -> Seen | None:
        """The aggregate that a value is, by itself or as a metric, and the day it is seen on."""
        match value:
            case model.MetricValue(name):
                return self._since_last(self.project.metrics[name].value, as_of)
            case model.CalledValue(_, _, inner):
                return self._since_last(inner, as_of)
            case model.ValueAsOf(inner, moment):
                return self._since_last(inner, day_of(moment, as_of))
            case model.Aggregate() if _is_since_last(value):
                return as_of, value
            case _:
                return None


def _is_since_last(node: model.Aggregate) -> bool:
    return node.word.kind is Kind.SINCE_LAST
