"""See how far back a last row matters: a project and names asked for in, first days out.

`time since last order < 90d` asks for the last order of 90 days only. Where every use of such a
value is bounded so, rows before the longest bound change nothing, and no pass reads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Length
from segdsl.planning.conditions import SWAPPED, plain_constant

BOUNDED = frozenset({"<", "<=", "="})


def first_days(
    project: model.Project, names: Sequence[str], weighed_by: str | None, as_of: date
) -> Mapping[model.Aggregate, date]:
    """For each `time since last …` whose uses are all bounded, the first day whose rows matter."""
    uses = _Uses(project, as_of)
    for name in names:
        uses.declared(name.partition(".")[0])
    if weighed_by is not None:
        uses.declared(weighed_by)
    return {node: day for node, day in uses.first.items() if node not in uses.free}


@dataclass(slots=True)
class _Uses:
    """The uses found so far: bounded ones by their earliest day, and values used in other ways."""

    project: model.Project
    as_of: date
    first: dict[model.Aggregate, date] = field(default_factory=dict)
    free: set[model.Aggregate] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def declared(self, name: str) -> None:
        """Everything that a metric, segment or segmentation is made of."""
        if name in self.seen:
            return
        self.seen.add(name)
        if name in self.project.metrics:
            self.node(self.project.metrics[name].value)
        elif name in self.project.segments:
            self.node(self.project.segments[name].condition)
        else:
            found = self.project.segmentations[name]
            for part in (found.by, *(one.condition for one in found.classes)):
                if part is not None:
                    self.node(part)

    def node(self, node: model.Node) -> None:
        """A condition or value, in a place where a bare `time since` would be a use of its own."""
        match node:
            case model.Compare(comparison, left, right):
                sign = comparison.sign
                if not (
                    self._is_bounded(sign, left, right)
                    or self._is_bounded(SWAPPED.get(sign, sign), right, left)
                ):
                    self.node(left)
                    self.node(right)
            case model.Between(value, low, high):
                if not self._is_bounded("<=", value, high):
                    self.node(value)
                self.node(low)
                self.node(high)
            case model.MetricValue(name) | model.InSegment(name):
                self.declared(name)
            case model.ClassValue(name) | model.InClass(name):
                self.declared(name)
            case model.Aggregate() if _is_since_last(node):
                self.free.add(node)
            case _:
                for child in trees.children(node):
                    if isinstance(child, model.Node):
                        self.node(child)

    def _is_bounded(self, sign: str, value: model.Value, limit: model.Value) -> bool:
        """Notes `value < limit` where it is a `time since last` against a fixed length."""
        found, fixed = self._since_last(value), plain_constant(limit)
        if found is None or sign not in BOUNDED:
            return False
        if not (isinstance(fixed, model.Constant) and isinstance(fixed.value, Length)):
            return False
        day = fixed.value.before(self.as_of)
        self.first[found] = min(day, self.first.get(found, day))
        return True

    def _since_last(self, value: model.Value) -> model.Aggregate | None:
        """The aggregate that a value is, by itself or as a metric."""
        if isinstance(value, model.MetricValue):
            return self._since_last(self.project.metrics[value.name].value)
        return value if isinstance(value, model.Aggregate) and _is_since_last(value) else None


def _is_since_last(node: model.Aggregate) -> bool:
    return node.word.kind is Kind.SINCE_LAST
