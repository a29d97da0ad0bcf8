"""The reference: a project, rows and a day in, members and values out. Slow, to be read.

It follows the language page word by word, in plain Python, and knows nothing of SQL: engines are
judged by it, customer by customer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import assert_never

from segdsl.interpreter import meeting, moments, sequence, standing, targets
from segdsl.interpreter.reading import Read, Value, day_of, text_of
from segdsl.interpreter.tables import Row, Tables, World
from segdsl.meaning import model, moves
from segdsl.meaning.moments import day_of as day_as_of
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import Kind, Seen
from segdsl.meaning.vocabulary.letters import ALIKE
from segdsl.meaning.vocabulary.periods import Length
from segdsl.meaning.vocabulary.places import haversine, haversine_of, is_place
from segdsl.meaning.vocabulary.predicates import AT_LEAST, AT_MOST, EQUAL


def evaluate(project: model.Project, world: World, as_of: date) -> Evaluation:
    """What the project says of these rows on that day; computed when asked."""
    return Evaluation(project, world, as_of)


class Evaluation:
    """The members and values of one project in one world on one day, by customer key.

    Asking raises DuplicateKey or SeveralValues where the rows asked for would stop a run.
    """

    def __init__(self, project: model.Project, world: World, as_of: date) -> None:
        self.project = project
        self.as_of = as_of
        self._timezone = project.timezone
        self._tables = Tables(project, world, as_of, self._value, self._holds)
        self._segments: dict[str, frozenset[Value]] = {}
        self._channels: dict[str, frozenset[Value]] = {}
        self._classes: dict[str, dict[Value, str | None]] = {}
        self._metrics: dict[str, dict[Value, Read]] = {}
        self._standings: dict[tuple[str, model.Standing], dict[Value, tuple[Value, Read]]] = {}
        self._days: dict[date, Evaluation] = {}

    def population(self, name: str) -> tuple[Value, ...]:
        """The keys of a population's members."""
        return tuple(self._tables.by_key(name))

    def segment(self, name: str) -> frozenset[Value]:
        """The keys of a segment's members."""
        if name not in self._segments:
            declared = self.project.segments[name]
            self._segments[name] = self.condition(declared.population, declared.condition)
        return self._segments[name]

    def channel(self, name: str) -> frozenset[Value]:
        """The keys of those who can be reached by a channel."""
        if name not in self._channels:
            declared = self.project.channels[name]
            self._channels[name] = self.condition(declared.population, declared.condition)
        return self._channels[name]

    def target(self, name: str) -> frozenset[Value]:
        """The keys of those chosen for a target, or of a part: `relance.control`, `.contacted`."""
        whole, _, part = name.partition(".")
        declared = self.project.targets[whole]
        rows = self._tables.by_key(declared.population)
        eligible = frozenset(key for key, row in rows.items() if self._passes(row, declared))
        values: dict[Value, Read] = {}
        if declared.limit is not None and declared.limit.value is not None:
            values = self.value(declared.population, declared.limit.value)
        chosen = targets.limited(declared, eligible, values)
        control = targets.drawn(declared.control, chosen)
        return {model.CONTROL: control, model.CONTACTED: chosen - control}.get(part, chosen)

    def _passes(self, row: Row, target: model.Target) -> bool:
        """Whether a customer is in the segment, reachable by a channel, and not excluded."""
        return (
            self._holds(row, target.condition)
            and any(self._holds(row, channel) for channel in target.by)
            and not any(self._holds(row, one) for one in target.exclusions)
        )

    def classes(self, name: str) -> dict[Value, str | None]:
        """The class that each customer is in, None for no class."""
        if name not in self._classes:
            declared = self.project.segmentations[name]
            rows = self._tables.by_key(declared.population)
            self._classes[name] = {key: self._class(row, declared) for key, row in rows.items()}
        return self._classes[name]

    def metric(self, name: str) -> dict[Value, Read]:
        """The value of a metric for each customer, None where it is missing."""
        if name not in self._metrics:
            declared = self.project.metrics[name]
            self._metrics[name] = self.value(declared.population, declared.value)
        return self._metrics[name]

    def condition(self, population: str, condition: model.Condition) -> frozenset[Value]:
        """The keys of those for whom a condition is true; for all others it is false."""
        rows = self._tables.by_key(population)
        return frozenset(key for key, row in rows.items() if self._holds(row, condition))

    def value(self, population: str, value: model.Value) -> dict[Value, Read]:
        """A value for each customer, None where it is missing."""
        rows = self._tables.by_key(population)
        return {key: self._typed(row, value) for key, row in rows.items()}

    # Values of a row: of a customer, or of a row of a source.

    def _value(self, row: Row, node: model.Value) -> Read:
        match node:
            case model.Constant():
                return self._constant(node)
            case model.ParameterValue(_, constant):
                return self._constant(constant)
            case model.FieldValue(through, _, name, _):
                end = self._tables.follow(row, through)
                return None if end is None else self._tables.field(end, name)
            case model.ReferenceKey(through, _, _):
                end = self._tables.follow(row, through)
                return None if end is None else self._tables.key(end)
            case model.MetricValue(name, _):
                return self.metric(name)[self._key(row)]
            case model.ClassValue(segmentation):
                return self.classes(segmentation)[self._key(row)]
            case model.Aggregate():
                return self._aggregate(row, node)
            case model.Arithmetic(operator, left, right, type_):
                a, b = self._value(row, left), self._value(row, right)
                return meeting.arithmetic(operator, a, b, type_, self._timezone)
            case model.Negative(value, _):
                known = self._value(row, value)
                return None if known is None else -meeting.number(known)
            case model.PlaceIn(place, within, _):
                ranked = self._ranked(row.table.name, within)
                return standing.place(place, self._key(row), ranked, within.better)
            case model.Truth(condition):
                return self._holds(row, condition)
            case model.DatePart(word, value):
                shown = moments.on_clock(self._value(row, value), self._timezone)
                return None if shown is None else word.means(shown, self.as_of)
            case model.Folded(value):
                text = self._value(row, value)
                return (
                    "".join(ALIKE.get(one, one) for one in text) if isinstance(text, str) else None
                )
            case model.CalledValue(_, _, value):
                return self._value(row, value)
            case model.ValueAsOf(value, moment):
                then = self._on(moment)
                there = then._tables.by_key(row.table.name).get(self._key(row))
                return None if there is None else then._value(there, value)
            case model.Broken():
                raise ValueError("a project with errors has no meaning")
            case _:
                assert_never(node)

    def _typed(self, row: Row, node: model.Value) -> Read:
        return meeting.as_type(self._value(row, node), node.type, self._timezone)

    def _constant(self, node: model.Constant) -> Read:
        """Numbers stay exact decimals. A duration is a number of days; `6mo` is that of the
        days since D stepped back 6 months: `recency < 6mo` ⇔ the last day is after that one.
        """
        if not isinstance(node.value, Length):
            return node.value
        if node.value.days is not None:
            return node.value.days
        return (self.as_of - node.value.before(self.as_of)).days

    def _beside(self, row: Row, node: model.Value, other: model.Value) -> Read:
        """A value that meets another: months step back from the day that the other is seen on."""
        fixed = isinstance(node, model.Constant | model.ParameterValue)
        return (self._seen_on(other) if fixed else self)._value(row, node)

    def _seen_on(self, node: model.Value) -> Evaluation:
        """The day that a value is seen on: that of its `as of`, by itself or inside a metric."""
        match node:
            case model.ValueAsOf(inner, moment):
                return self._on(moment)._seen_on(inner)
            case model.MetricValue(name, _):
                return self._seen_on(self.project.metrics[name].value)
            case model.CalledValue(_, _, value):
                return self._seen_on(value)
            case _:
                return self

    def _on(self, moment: Length | date) -> Evaluation:
        """The same project and rows on an earlier day."""
        day = day_as_of(moment, self.as_of)
        if day not in self._days:
            self._days[day] = Evaluation(self.project, self._tables.world, day)
        return self._days[day]

    def _key(self, row: Row) -> Value:
        key = self._tables.key(row)
        assert key is not None
        return key

    def _aggregate(self, row: Row, node: model.Aggregate) -> Read:
        where = node.rows.where
        splits = node.word.kind is Kind.SHARE
        seen = []
        for found in self._windowed(row, node.rows):
            matches = where is None or self._holds(found, where)
            if matches or splits:
                value = 1 if node.column is None else self._typed(found, node.column)
                at, day = self._tables.moment(found)
                weight = 1 if node.weight is None else self._typed(found, node.weight)
                seen.append(Seen(value, at, day, matches, weight))
        return meeting.as_type(node.word.means(seen, self.as_of), node.type, self._timezone)

    def _windowed(self, row: Row, selection: model.Selection) -> list[Row]:
        """The rows that lead to this one, inside the window; `where` not yet asked."""
        rows = self._tables.leading_to(row, selection.table, selection.route)
        window = selection.window
        return [found for found in rows if window is None or self._inside(row, found, window)]

    def _inside(self, customer: Row, row: Row, window: model.Window | model.Personal) -> bool:
        _, day = self._tables.moment(row)
        return day is not None and self._in_window(customer, day, window)

    def _in_window(self, customer: Row, day: date, window: model.Window | model.Personal) -> bool:
        match window:
            case model.Window(period, arguments):
                return period.holds(day, self.as_of, arguments)
            case model.Personal(which, rows, length):
                moments = [self._tables.moment(found) for found in self._windowed(customer, rows)]
                days = [found for _, found in moments if found is not None]
                if not days:
                    return False
                start = min(days) if which is model.Which.FIRST else max(days)
                return start <= day <= length.after(start)

    # Conditions on a row: true or false, never missing.

    def _holds(self, row: Row, node: model.Condition) -> bool:
        match node:
            case model.Always(value):
                return value
            case model.Compare(comparison, left, right):
                a, b = self._beside(row, left, right), self._beside(row, right, left)
                return meeting.compare(comparison, a, b, self._timezone)
            case model.Between(value, low, high):
                known = self._value(row, value)
                a, b = self._beside(row, low, value), self._beside(row, high, value)
                return meeting.compare(AT_LEAST, known, a, self._timezone) and meeting.compare(
                    AT_MOST, known, b, self._timezone
                )
            case model.OneOf(value, options):
                known = self._value(row, value)
                return any(
                    meeting.compare(EQUAL, known, self._beside(row, option, value), self._timezone)
                    for option in options
                )
            case model.Known(value):
                return self._value(row, value) is not None
            case model.TextTest(word, value, text):
                known, wanted = self._value(row, value), self._value(row, text)
                return isinstance(known, str) and isinstance(wanted, str) and word.means(
                    known, wanted
                )  # fmt: skip
            case model.IsTrue(value):
                return self._value(row, value) is True
            case model.InWindow(value, window):
                moment = self._value(row, value)
                return isinstance(moment, date) and self._in_window(
                    row, day_of(moment, self._timezone), window
                )
            case model.Rows(quantifier, count, rows, same):
                found = self._selected(row, rows)
                if same is not None:
                    values = [self._value(one, same) for one in found]
                    alike = Counter(value for value in values if value is not None)
                    return _QUANTIFIED[quantifier](max(alike.values(), default=0), count)
                return _QUANTIFIED[quantifier](len(found), count)
            case model.Sequence(first, after, within, denied):
                return sequence.holds(
                    self._timed(row, first),
                    self._timed(row, after),
                    within,
                    denied,
                    self.as_of,
                    self._timezone,
                )
            case model.InTop(within, share):
                ranked = self._ranked(row.table.name, within)
                return standing.in_top(share, self._key(row), ranked, within.better)
            case model.InSegment(name):
                return self._key(row) in self.segment(name)
            case model.InList(name):
                return text_of(self._key(row)) in self.project.lists[name].keys_on(self.as_of)
            case model.InChannel(name):
                return self._key(row) in self.channel(name)
            case model.InClass(segmentation, classes):
                return self.classes(segmentation)[self._key(row)] in classes
            case model.AsOf(condition, moment):
                then = self._on(moment)
                there = then._tables.by_key(row.table.name).get(self._key(row))
                return there is not None and then._holds(there, condition)
            case model.Birthday(value, window):
                birth = moments.on_clock(self._value(row, value), self._timezone)
                return birth is not None and moments.is_kept_in(birth, window, self.as_of)
            case model.Drawn(seed, start, end):
                return targets.is_drawn(seed, start, end, self._key(row))
            case model.Near(latitude, longitude, kilometres, point):
                north, east = self._value(row, latitude), self._value(row, longitude)
                if north is None or east is None:
                    return False
                place = float(meeting.number(north)), float(meeting.number(east))
                return is_place(*place) and haversine(*place, point) <= haversine_of(kilometres)
            case model.Called(_, _, condition):
                return self._holds(row, condition)
            case model.Moved():
                return self._holds(row, moves.rows(node, row.table.name))
            case model.All(parts):
                return all(self._holds(row, part) for part in parts)
            case model.AnyOf(parts):
                return any(self._holds(row, part) for part in parts)
            case model.Not(condition):
                return not self._holds(row, condition)
            case model.Broken():
                raise ValueError("a project with errors has no meaning")
            case _:
                assert_never(node)

    def _selected(self, row: Row, selection: model.Selection) -> list[Row]:
        """The rows of a selection: inside the window, and `where` holds."""
        where = selection.where
        rows = self._windowed(row, selection)
        return [found for found in rows if where is None or self._holds(found, where)]

    def _timed(self, row: Row, selection: model.Selection) -> list[sequence.Timed]:
        """The rows of a selection with their moments."""
        found = []
        for one in self._selected(row, selection):
            at, day = self._tables.moment(one)
            assert one.table.at is not None
            has_hour = one.table.field(one.table.at).type is Type.DATETIME
            if day is not None:
                found.append(sequence.Timed(one, at if has_hour else None, day))
        return found

    # Standing in the population.

    def _ranked(self, population: str, within: model.Standing) -> dict[Value, tuple[Value, Read]]:
        """By key, the metric and the group of each ranked customer."""
        if (population, within) not in self._standings:
            ranked: dict[Value, tuple[Value, Read]] = {}
            for key, row in self._tables.by_key(population).items():
                value = self._typed(row, within.metric)
                group = None if within.per is None else self._value(row, within.per)
                if value is None or (within.per is not None and group is None):
                    continue
                if within.among is None or self._holds(row, within.among):
                    ranked[key] = (value, group)
            self._standings[population, within] = ranked
        return self._standings[population, within]

    def _class(self, row: Row, declared: model.Segmentation) -> str | None:
        """The first class whose condition holds, or the text of the `by` value."""
        if declared.by is not None:
            value = self._typed(row, declared.by)
            return None if value is None else text_of(value)
        for one in declared.classes:
            if one.condition is None or self._holds(row, one.condition):
                return one.name
        return None


_QUANTIFIED: dict[model.Quantifier, Callable[[int, int], bool]] = {
    model.Quantifier.ANY: lambda found, count: found >= 1,
    model.Quantifier.NO: lambda found, count: found == 0,
    model.Quantifier.AT_LEAST: lambda found, count: found >= count,
    model.Quantifier.AT_MOST: lambda found, count: found <= count,
    model.Quantifier.EXACTLY: lambda found, count: found == count,
}
