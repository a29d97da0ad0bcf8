"""What follows from the little that is known of somebody: facts in, what is left to ask out.

A condition comes back as `true` or `false` where the facts decide it, else as the part of it that
they leave open. Not given is not missing: nothing is said of it. Segments, classes and metrics
are looked into, but what is given of them goes first; days count from the as-of day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from segdsl.interpreter import meeting, moments, simplified, targets
from segdsl.interpreter.given import DEEPEST, NOT_GIVEN, Given, Known
from segdsl.interpreter.reading import Read, day_of, text_of
from segdsl.meaning import model
from segdsl.meaning.moments import day_of as day_as_of
from segdsl.meaning.vocabulary import aggregates
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.meaning.vocabulary.places import haversine, haversine_of, is_place
from segdsl.meaning.vocabulary.predicates import AT_LEAST, AT_MOST, EQUAL, Comparison

Fact = model.Condition


def suppose(
    project: model.Project, population: str, facts: Sequence[Fact], as_of: date
) -> Supposition:
    """What somebody is supposed to be: facts as examples give them, of one population."""
    found = Supposition(project, population, as_of)
    for fact in facts:
        found.learn(fact)
    return found


class Supposition(Given):
    """Somebody of whom a few things are known."""

    def know(self, value: model.Value, known: Read) -> None:
        """One more value that is known."""
        self._know(value, known)

    def learn(self, fact: Fact) -> None:
        """One more thing that is known."""
        match fact:
            case model.Not(model.Known(value)):
                self._know(value, None)
            case model.Compare(_, value, model.Constant() | model.ParameterValue() as fixed):
                known = self._fixed(fixed)
                self._know(value, meeting.as_type(known, value.type, self.project.timezone))
            case model.IsTrue(value):
                self._know(value, True)
            case model.Not(model.IsTrue(value)):
                self._know(value, False)
            case model.InClass(segmentation, (name,)):
                self._know(model.ClassValue(segmentation), name)
            case model.Not(condition):
                self._truths[condition] = False
            case condition:
                self._truths[condition] = True

    def changed(self, fact: Fact) -> Supposition:
        """The same person with another value, by whatever name it was given."""
        other = Supposition(self.project, self.population, self.as_of)
        other._truths = dict(self._truths)
        other._values = dict(self._values)
        apart = Supposition(self.project, self.population, self.as_of)
        apart.learn(fact)
        for value, known in apart._values.items():
            for name in [one for one in other._values if self._body(one) == self._body(value)]:
                other._values[name] = known
            other._values[value] = known
        return other

    def _body(self, value: model.Value) -> model.Value:
        """What a metric stands for, as long as it is another metric's name."""
        while isinstance(value, model.MetricValue):
            body = self.project.metrics[value.name].value
            if body.type is not value.type:
                break
            value = body
        return value

    def left_of(self, node: model.Condition) -> model.Condition:
        """`true` or `false` where it is decided, else what is left of it to be asked."""
        match node:
            case model.Always():
                return node
            case model.All(parts):
                return simplified.both([self.left_of(part) for part in parts], node)
            case model.AnyOf(parts):
                return simplified.either([self.left_of(part) for part in parts], node)
            case model.Not(inner):
                left = self.left_of(inner)
                if isinstance(left, model.Always):
                    return model.Always(not left.value)
                return node if left is inner else model.Not(left, span=node.span)
            case model.Called(_, _, condition):
                left = self.left_of(condition)
                return _named(node, left, left is condition)
            case model.InSegment(name) if node not in self._truths:
                return self._left_of_name(node, self.project.segments[name].condition)
            case model.InChannel(name):
                return self._left_of_name(node, self.project.channels[name].condition)
            case model.InClass(name, classes):
                return self._left_of_class(node, self.project.segmentations[name], classes)
            case model.IsTrue(model.Truth(condition)):
                return self.left_of(condition)
            case _:
                held = self._held(node)
                return node if held is None else model.Always(held)

    def holds(self, node: model.Condition) -> bool | None:
        """Whether a condition holds; None where the facts do not decide it."""
        left = self.left_of(node)
        return left.value if isinstance(left, model.Always) else None

    # Conditions by a name.

    def _left_of_name(self, node: model.Condition, body: model.Condition) -> model.Condition:
        """What is left of the body, or the name itself where the facts say nothing of it."""
        if self._depth >= DEEPEST:
            return node
        self._depth += 1
        try:
            left = self.left_of(body)
        finally:
            self._depth -= 1
        return _named(node, left, left is body)

    def _left_of_class(
        self, node: model.Condition, declared: model.Segmentation, classes: tuple[str, ...]
    ) -> model.Condition:
        given = self._values.get(model.ClassValue(declared.name), NOT_GIVEN)
        if given is not NOT_GIVEN:
            return model.Always(given in classes)
        open_ = [
            one
            for one in classes
            if self._truths.get(model.InClass(declared.name, (one,))) is not False
        ]
        if not open_:
            return simplified.FALSE
        if declared.by is not None:
            known = self.value(declared.by)
            if known is NOT_GIVEN:
                return node
            return model.Always(known is not None and text_of(known) in classes)
        if self._depth >= DEEPEST:
            return node
        self._depth += 1
        try:
            return self._first_match(node, declared, open_)
        finally:
            self._depth -= 1

    def _first_match(
        self, node: model.Condition, declared: model.Segmentation, classes: Sequence[str]
    ) -> model.Condition:
        """Its classes in order: one that is asked for holds, and none before it does."""
        ways: list[model.Condition] = []
        before: list[model.Condition] = []
        is_untouched = True
        for one in declared.classes:
            body = simplified.TRUE if one.condition is None else one.condition
            left = self.left_of(body)
            is_untouched &= left is body
            if one.name in classes:
                ways.append(
                    simplified.both([*(simplified.negated(other) for other in before), left], None)
                )
            if left == simplified.TRUE:
                break
            before.append(left)
        return _named(node, simplified.either(ways, None), is_untouched)

    # Conditions that stand by themselves: true, false, or None where they are not decided.

    def _held(self, node: model.Condition) -> bool | None:
        if node in self._truths:
            return self._truths[node]
        match node:
            case model.Compare(comparison, left, right):
                return self._compared(comparison, left, right)
            case model.Between(value, low, high):
                return _all(
                    self._compared(AT_LEAST, value, low), self._compared(AT_MOST, value, high)
                )
            case model.OneOf(value, options):
                return _any(*(self._compared(EQUAL, value, option) for option in options))
            case model.Known(value):
                known = self._value(value)
                return None if known is NOT_GIVEN else known is not None
            case model.TextTest(word, value, text):
                known, wanted = self._value(value), self._value(text)
                if isinstance(known, str) and isinstance(wanted, str):
                    return word.means(known, wanted)
                return False if known is None or wanted is None else None
            case model.IsTrue(value):
                known = self._value(value)
                return None if known is NOT_GIVEN else known is True
            case model.InWindow(value, window):
                return self._in_window(self._value(value), window)
            case model.Rows():
                return self._rows(node)
            case model.InTop(standing):
                return False if self._is_unranked(standing) else None
            case model.InList(name):
                key = self._key()
                if key is None:
                    return None
                return text_of(key) in self.project.lists[name].keys_on(self.as_of)
            case model.AsOf(condition, moment):
                return self._then(condition, moment)
            case model.Birthday(value, window):
                known = self._value(value)
                if known is NOT_GIVEN:
                    return None
                birth = moments.on_clock(known, self.project.timezone)
                return birth is not None and moments.is_kept_in(birth, window, self.as_of)
            case model.Drawn(seed, start, end):
                key = self._key()
                return None if key is None else targets.is_drawn(seed, start, end, key)
            case model.Near():
                return self._is_near(node)
            case _:  # the others are taken apart above, or hold for rows that nobody gives
                return None

    def _compared(
        self, comparison: Comparison, left: model.Value, right: model.Value
    ) -> bool | None:
        a, b = self._beside(left, right), self._beside(right, left)
        if a is None or b is None:
            return False
        if a is NOT_GIVEN or b is NOT_GIVEN:
            return None
        return meeting.compare(comparison, a, b, self.project.timezone)

    def _in_window(self, known: Known, window: model.Window | model.Personal) -> bool | None:
        if known is not NOT_GIVEN and not isinstance(known, date):
            return False
        if known is NOT_GIVEN or isinstance(window, model.Personal):
            return None
        day = day_of(known, self.project.timezone)
        return window.period.holds(day, self.as_of, window.arguments)

    def _is_near(self, node: model.Near) -> bool | None:
        north, east = self._value(node.latitude), self._value(node.longitude)
        if north is None or east is None:
            return False
        if north is NOT_GIVEN or east is NOT_GIVEN:
            return None
        place = float(meeting.number(north)), float(meeting.number(east))
        far = haversine_of(node.kilometres)
        return is_place(*place) and haversine(*place, node.point) <= far

    def _then(self, condition: model.Condition, moment: Length | date) -> bool | None:
        """On another day: what has no history is as it is today, the rest is not known."""
        day = day_as_of(moment, self.as_of)
        lasting: dict[model.Value, Read] = {
            value: known for value, known in self._values.items() if self._is_lasting(value)
        }
        held = Supposition(self.project, self.population, day, lasting).holds(condition)
        may_be_younger = self.project.tables[self.population].at is not None
        return None if held and may_be_younger else held

    def _is_lasting(self, value: model.Value) -> bool:
        """Whether a value is the same whatever day it is looked at."""
        match value:
            case model.FieldValue(_, table, name):
                found = self.project.tables[table]
                is_stored = isinstance(found.field(name).origin, model.Stored)
                return is_stored and (found.is_population or found.at is None)
            case model.ReferenceKey(_, target):
                return self.project.tables[target].at is None
            case _:
                return False

    # Rows of a source are never given, but how many there are may follow from what is.

    def _rows(self, node: model.Rows) -> bool | None:
        if node.same is not None:
            return None
        counted = self._values.get(_aggregate(aggregates.COUNT, node.rows), NOT_GIVEN)
        if isinstance(counted, int | Decimal):
            return QUANTIFIED[node.quantifier](int(counted), node.count)
        fewest, most = self._counted(node.rows)
        held = {QUANTIFIED[node.quantifier](count, node.count) for count in (fewest, most)}
        # each quantifier but `exactly` changes once between none and ever so many
        is_exact = node.quantifier is model.Quantifier.EXACTLY and fewest < node.count < most
        return None if len(held) > 1 or is_exact else held.pop()

    def _counted(self, rows: model.Selection) -> tuple[int, int]:
        """How many rows there are at least and at most, by the days of the first and the last."""
        whenever = replace(rows, window=None)
        last = self._values.get(_aggregate(aggregates.SINCE_LAST, whenever), NOT_GIVEN)
        first = self._values.get(_aggregate(aggregates.SINCE_FIRST, whenever), NOT_GIVEN)
        if last is None or first is None:
            return 0, 0
        days = [
            Length(int(meeting.number(ago)), Unit.DAY).before(self.as_of)
            for ago in (first, last)
            if ago is not NOT_GIVEN
        ]
        window = rows.window
        if isinstance(window, model.Personal) or not days:
            return 0, MANY
        if window is None:
            return 1, MANY
        inside = {day for day in days if window.period.holds(day, self.as_of, window.arguments)}
        start, end = window.period.bounds(self.as_of, window.arguments)
        is_over = last is not NOT_GIVEN and start is not None and days[-1] < start
        is_ahead = first is not NOT_GIVEN and end is not None and days[0] > end
        return len(inside), 0 if is_over or is_ahead else MANY


def _named(node: model.Condition, left: model.Condition, is_untouched: bool) -> model.Condition:
    """The name of a condition where nothing is decided inside it, else what is left."""
    return node if is_untouched and not isinstance(left, model.Always) else left


MANY = 10**9
QUANTIFIED: dict[model.Quantifier, Callable[[int, int], bool]] = {
    model.Quantifier.ANY: lambda found, count: found >= 1,
    model.Quantifier.NO: lambda found, count: found == 0,
    model.Quantifier.AT_LEAST: lambda found, count: found >= count,
    model.Quantifier.AT_MOST: lambda found, count: found <= count,
    model.Quantifier.EXACTLY: lambda found, count: found == count,
}


def _aggregate(word: aggregates.Aggregate, rows: model.Selection) -> model.Aggregate:
    return model.Aggregate(word, rows, None, word.type_of(None))


def _all(*parts: bool | None) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _any(*parts: bool | None) -> bool | None:
    if True in parts:
        return True
    return None if None in parts else False
