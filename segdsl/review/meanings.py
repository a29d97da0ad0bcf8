"""Tell when two things mean the same whatever they are called: a project in, digests out.

What a name stands for is part of a digest, the name is not: a metric written out, a `define`
expanded, a segment inlined, `not (a or b)` for `not a and not b` give the same digest. Equal
digests mean the same members; different ones prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from typing import Any

from segdsl.meaning import model, uses
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import aggregates
from segdsl.meaning.vocabulary.periods import Calendar, Length, Unit

BASE = ""  # of a table: which rows it has, whatever their fields
SWAPPED = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(slots=True)
class Meanings:
    """The digests of one project without errors."""

    project: model.Project
    declared: dict[str, uses.Declared] = field(init=False)
    _names: dict[str, str] = field(default_factory=dict)
    _conditions: dict[tuple[str, bool], str] = field(default_factory=dict)
    _metrics: dict[str, str] = field(default_factory=dict)
    _parts: dict[tuple[str, str], str] = field(default_factory=dict)
    _joined: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.declared = uses.declared(self.project)
        for name in _in_order(self.project, self.declared):
            self._names[name] = self._declaration(self.declared[name])

    def of(self, name: str) -> str:
        """The digest of a declaration."""
        return self._names[name]

    def class_(self, segmentation: str, name: str) -> str:
        """The digest of a class, with those before it: who is really in it."""
        found = self.project.segmentations[segmentation]
        return self._condition(model.InClass(segmentation, (name,)), found.population, False)

    def condition(self, ladder: model.Segmentation, one: model.Class) -> str:
        """The digest of what a class asks by itself."""
        if one.condition is None:
            return "otherwise"
        return self._condition(one.condition, ladder.population, False)

    def part(self, table: str, member: str) -> str:
        """The digest of a field or reference; BASE for what a row of the table is."""
        key = (table, member)
        if key not in self._parts:
            self._parts[key] = _digest("circle", table, member)  # met again on the way
            found = self.project.tables[table]
            self._parts[key] = self._base(found) if member == BASE else self._member(found, member)
        return self._parts[key]

    # --- declarations ---

    def _declaration(self, found: uses.Declared) -> str:
        population = uses.found_population(found)
        base = self.part(population, BASE) if population else ""
        match found:
            case model.Segment(name, _, condition) | model.Channel(name, _, condition):
                self._named(name, condition, population, True)  # asked for later, never deep
                kind = type(found).__name__
                return _digest(kind, base, self._named(name, condition, population, False))
            case model.Metric(name=name, better=better):
                return _digest("metric", base, self._metric(name), str(better))
            case model.Segmentation():
                return _digest("segmentation", base, *self._classes(found))
            case model.Target():
                return _digest("target", base, self.target(found), self._ties(found))
            case model.Parameter(constant=constant):
                return _digest("parameter", self._plain(constant, ""))
            case model.List(lines=lines):
                keys = sorted(f"{one.key} {one.expires}" for one in lines)
                return _digest("list", base, *keys)
            case model.Define(parameters=parameters, body=body):
                types = (f"{name} {type_.value}" for name, type_ in parameters)
                return _digest("define", *types, self._value(body, found.table))
            case model.Table():
                members = (self.part(found.name, one.name) for one in found.members())
                return _digest("table", self.part(found.name, BASE), *members)

    def target(self, found: model.Target) -> str:
        """What a target means but for its name, by which ties at the cut are settled."""
        at = found.population
        channels = sorted(self._condition(one, at, False) for one in found.by)
        exclusions = sorted(self._condition(one, at, False) for one in found.exclusions)
        limit = "" if found.limit is None else self._plain(found.limit, at)
        control = "" if found.control is None else self._plain(found.control, at)
        columns = (self._value(one, at) for one in found.columns)
        condition = self._condition(found.condition, at, False)
        return _digest(condition, "|", *channels, "|", *exclusions, limit, control, *columns)

    def _ties(self, found: model.Target) -> str:
        return "" if found.limit is None else found.name

    def _classes(self, found: model.Segmentation) -> Iterator[str]:
        if found.by is not None:
            yield self._value(found.by, found.population)
        for one in found.classes:
            yield self.condition(found, one)

    # --- tables ---

    def _base(self, table: model.Table) -> str:
        where = self._where(table.where, table.name)
        grouping = ""
        if table.grouping is not None:
            inside = table.grouping.table
            grouping = self.part(inside, BASE) + self._where(table.grouping.where, inside)
        keys = [
            self.part(table.name, one.name)
            for one in table.members()
            if one.name in (table.key, table.at) or _is_key(one)
        ]
        return _digest("rows", *table.physical, where, grouping, str(table.is_population), *keys)

    def _where(self, condition: model.Condition | None, table: str) -> str:
        return "" if condition is None else self._condition(condition, table, False)

    def _member(self, table: model.Table, name: str) -> str:
        found = next(one for one in table.members() if one.name == name)
        match found.origin:
            case model.Stored(column):
                origin = _digest("stored", column)
            case model.Computed(value):
                origin = _digest("computed", self._value(value, table.name))
            case model.Gathered(value):
                origin = _digest("gathered", self._value(value, self._inside(table)))
            case model.Shared(value, is_key):
                origin = _digest("shared", self._value(value, self._inside(table)), str(is_key))
        if isinstance(found, model.Reference):
            return _digest("reference", origin, self.part(found.target, BASE))
        zone = f"{found.zone} {self.project.timezone}" if found.type is Type.DATETIME else ""
        return _digest("field", origin, found.type.value, zone, repr(found.flags))

    def _inside(self, table: model.Table) -> str:
        return table.name if table.grouping is None else table.grouping.table

    def _through(self, references: Sequence[str], table: str) -> Iterator[str]:
        """The digests of references that are followed from a table."""
        here = table
        for name in references:
            yield self.part(here, name)
            here = self.project.tables[here].reference(name).target

    # --- conditions ---

    def _condition(self, node: model.Condition, at: str, denied: bool) -> str:
        """The digest of a condition on rows of a table, or of its complement."""
        match node:
            case model.Not(inner):
                return self._condition(inner, at, not denied)
            case model.All(parts):
                return self._join("or" if denied else "and", parts, at, denied)
            case model.AnyOf(parts):
                return self._join("and" if denied else "or", parts, at, denied)
            case model.Called(_, _, inner):
                return self._condition(inner, at, denied)
            case model.IsTrue(model.Truth(inner)):
                return self._condition(inner, at, denied)
            case model.InSegment(name):
                return self._named(name, self.project.segments[name].condition, at, denied)
            case model.InChannel(name):
                return self._named(name, self.project.channels[name].condition, at, denied)
            case model.Always(value):
                return _digest("always", str(value is not denied))
            case model.Between(value, low, high):
                ends = (self._compared(">=", value, low, at), self._compared("<=", value, high, at))
                return self._joint("or" if denied else "and", [_denied(e, denied) for e in ends])
            case model.Rows(quantifier, count, rows, None) if (
                quantifier is not model.Quantifier.EXACTLY
            ):
                least, is_denied = _at_least(quantifier, count)
                counted = model.Aggregate(aggregates.COUNT, rows, None, Type.INTEGER)
                number = model.Constant(Decimal(least), Type.INTEGER)
                test = self._compared(">=", counted, number, at)
                return _denied(test, denied is not is_denied)
            case _:
                return _denied(self._leaf(node, at), denied)

    def _named(self, name: str, condition: model.Condition, at: str, denied: bool) -> str:
        key = (name, denied)
        if key not in self._conditions:
            self._conditions[key] = self._condition(condition, at, denied)
        return self._conditions[key]

    def _join(self, word: str, parts: Sequence[model.Condition], at: str, denied: bool) -> str:
        return self._joint(word, [self._condition(part, at, denied) for part in parts])

    def _joint(self, word: str, digests: Sequence[str]) -> str:
        """An `and` or `or` of digests in any order, those of the same word inside it laid open."""
        flat: set[str] = set()
        for one in digests:
            inner = self._joined.get(one)
            flat |= inner[1] if inner is not None and inner[0] == word else {one}
        if len(flat) == 1:
            return flat.pop()
        found = _digest(word, *sorted(flat))
        self._joined[found] = (word, frozenset(flat))
        return found

    def _leaf(self, node: model.Condition, at: str) -> str:
        match node:
            case model.Compare(comparison, left, right):
                return self._compared(comparison.sign, left, right, at)
            case model.OneOf(value, (only,)):
                return self._compared("=", value, only, at)
            case model.OneOf(value, options):
                found = sorted({self._value(option, at) for option in options})
                return _digest("one of", self._value(value, at), *found)
            case model.InClass(name, classes):
                return self._in_class(self.project.segmentations[name], classes)
            case model.InList(name):
                return _digest("listed", self.of(name))
            case model.Rows(quantifier, count, rows, same):  # the shared value is a row's
                shared = "" if same is None else self._value(same, rows.table)
                counted = (quantifier.value, str(count))
                return _digest("rows", *counted, self._plain(rows, at), shared)
            case _:
                return self._plain(node, at)

    def _in_class(self, found: model.Segmentation, classes: tuple[str, ...]) -> str:
        if found.by is not None:
            return _digest("in class", self.of(found.name), *sorted(set(classes)))
        # who comes after the last of these classes changes nothing
        places = [place for place, one in enumerate(found.classes) if one.name in classes]
        above = list(self._classes(found))[: max(places, default=-1) + 1]
        return _digest("in class", *map(str, places), *above)

    def _compared(self, sign: str, left: model.Value, right: model.Value, at: str) -> str:
        one, other = self._value(left, at), self._value(right, at)
        if isinstance(left, model.Constant | model.ParameterValue) or (sign == "=" and one > other):
            one, other, sign = other, one, SWAPPED[sign]
        return _digest("compare", sign, one, other)

    # --- values ---

    def _value(self, node: model.Value, at: str) -> str:
        match node:
            case model.ParameterValue(name) if name not in self.project.parameters:
                return _digest("given", name)  # of a `define` said by itself
            case model.ParameterValue(_, constant):
                return self._plain(constant, at)
            case model.MetricValue(name):
                return self._metric(name)
            case model.CalledValue(_, _, value):
                return self._value(value, at)
            case model.Truth(condition):
                return _digest("truth", self._condition(condition, at, False))
            case model.FieldValue(through, table, name):
                bases = [self.part(table, BASE)] if through else []
                return _digest("value", *self._through(through, at), *bases, self.part(table, name))
            case model.ReferenceKey(through, target):
                return _digest("key of", *self._through(through, at), self.part(target, BASE))
            case model.ClassValue(name):
                found = self.project.segmentations[name]
                return _digest("class", self.of(name), *(one.name for one in found.classes))
            case model.Aggregate(word, rows, column, type_, weight):
                parts = (
                    "" if one is None else self._value(one, rows.table) for one in (column, weight)
                )
                return _digest("aggregate", word.name, self._plain(rows, at), type_.value, *parts)
            case _:
                return self._plain(node, at)

    def _metric(self, name: str) -> str:
        if name not in self._metrics:
            metric = self.project.metrics[name]
            self._metrics[name] = self._value(metric.value, metric.population)
        return self._metrics[name]

    def _plain(self, node: Any, at: str) -> str:
        """The digest of any shape by its fields."""
        match node:
            case model.Selection(table, route, where, window):
                inside = "" if where is None else self._condition(where, table, False)
                return _digest(
                    "selection",
                    self.part(table, BASE),
                    *self._through(route, table),
                    inside,
                    self._plain(window, table),
                )
            case Length():
                return _length(node)
            case Calendar(count, unit, first) if unit is not Unit.WEEK or not first:
                return _digest("calendar", str(count), unit.value)
            case model.Constant(value=Decimal() as number):
                return _digest("number", f"{number.normalize():f}")
            case model.Constant(value):
                return self._plain(value, at)
            case None | bool() | int() | str() | date():
                return _digest(type(node).__name__, str(node))
            case Decimal():
                return _digest("number", f"{node.normalize():f}")
            case Enum():
                return _digest("word", str(node))
            case tuple():
                return _digest("several", *(self._any(one, at) for one in node))
        if isinstance(name := getattr(node, "name", None), str) and not isinstance(
            node, model.Node
        ):
            return _digest("word", type(node).__name__, name)  # a word of the vocabulary
        assert is_dataclass(node), node
        parts = (self._any(getattr(node, one.name), at) for one in fields(node) if one.compare)
        return _digest(type(node).__name__, *parts)

    def _any(self, node: Any, at: str) -> str:
        if isinstance(node, _CONDITIONS):
            return self._condition(node, at, False)
        return self._value(node, at)


_CONDITIONS = (
    model.Always, model.Compare, model.Between, model.OneOf, model.Known, model.TextTest,
    model.IsTrue, model.InWindow, model.Rows, model.Sequence, model.InTop, model.InSegment,
    model.InClass, model.InList, model.InChannel, model.AsOf, model.Called, model.All,
    model.AnyOf, model.Not, model.Birthday, model.Drawn, model.Near, model.Moved,
)  # fmt: skip


def _at_least(quantifier: model.Quantifier, count: int) -> tuple[int, bool]:
    """At least how many rows a quantifier asks for, and whether that is denied."""
    match quantifier:
        case model.Quantifier.NO:
            return 1, True
        case model.Quantifier.AT_MOST:
            return count + 1, True
        case model.Quantifier.ANY:
            return 1, False
        case _:
            return count, False


def _is_key(member: model.Field | model.Reference) -> bool:
    return isinstance(member.origin, model.Shared) and member.origin.is_key


def _denied(digest: str, denied: bool) -> str:
    return f"not {digest}" if denied else digest


def _length(node: Length) -> str:
    """`12 months` is `1y`, `4w` is `28d`; hours are instants, never days."""
    if node.months is not None:
        return _digest("months", str(node.months))
    if node.unit is Unit.HOUR:
        return _digest("hours", str(node.count))
    return _digest("days", str(node.days))


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _in_order(project: model.Project, declared: dict[str, uses.Declared]) -> Iterator[str]:
    """Declarations after those that they name, so that none waits for another thousands deep."""
    seen: set[str] = set()
    for start in declared:
        waiting = [(start, False)]
        while waiting:
            name, is_ready = waiting.pop()
            if is_ready:
                yield name
            elif name not in seen and name in declared:
                seen.add(name)
                waiting.append((name, True))
                waiting.extend((used, False) for used in uses.uses(project, name))
