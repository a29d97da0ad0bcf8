"""Find what would change a verdict: a tree and what is known of somebody in, least changes out.

A change is tried before it is told: the rule is evaluated with the values changed and all others as
they are. That further rows would do is told where it is sure: a row of today also changes when the
last one was and every other count, and what it does to sums is not known and must not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice

from segdsl.interpreter import supposed
from segdsl.interpreter.given import NOT_GIVEN, Known
from segdsl.interpreter.reading import Read
from segdsl.interpreter.supposed import Supposition
from segdsl.meaning import model
from segdsl.meaning.parts import Joint, Part
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.promises import further
from segdsl.promises.candidates import STEPS, Fact, Values, given, positive
from segdsl.promises.further import Further

MOST = 3  # changes that are told
MOST_SETS = 40  # of conditions that are looked at
MOST_TOGETHER = 4  # conditions that change at once
DAY = Decimal(1)
ANOTHER = "\N{HORIZONTAL ELLIPSIS}"  # stands for any text that is not written


@dataclass(frozen=True, slots=True)
class Needed:
    """A value that would have to be another one; by: how much more, where both are numbers."""

    leaf: Part
    value: model.Value
    known: Read
    fact: Fact
    by: Decimal | None


@dataclass(frozen=True, slots=True)
class Change:
    """Values that would flip the verdict together; `rows`: so many further rows surely would."""

    needed: tuple[Needed, ...]
    rows: Further | None


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody: verdicts on every part of a tree, and the values looked at."""

    project: model.Project
    population: str
    as_of: date
    verdicts: Mapping[model.Condition, bool]
    values: Mapping[model.Value, Read]


def changes(person: Person, part: Part) -> tuple[Change, ...]:
    """The least changes that flip the verdict on a tree, those of fewest conditions first."""
    search = _Search(person, part)
    if not search.is_understood():
        return ()
    found: list[Change] = []
    target = not person.verdicts[part.condition]
    sets = dict.fromkeys(islice(_flips(person, part, target), MOST_SETS))
    for leaves in sorted(sets, key=len):
        changed = [{one.leaf for one in known.needed} for known in found]
        if len(leaves) > MOST_TOGETHER or any(one <= set(leaves) for one in changed):
            continue
        change = search.change(leaves, target)
        if change is not None and (
            change.rows is None or all(change.rows != one.rows for one in found)
        ):
            found.append(change)
    return tuple(found[:MOST])


def _flips(person: Person, part: Part, target: bool) -> Iterator[tuple[Part, ...]]:
    """Sets of leaves whose change makes a part true, or false."""
    if person.verdicts[part.condition] is target:
        yield ()
        return
    match part.joint:
        case Joint.LEAF:
            yield (part,)
        case Joint.NOT:
            yield from _flips(person, part.parts[0], not target)
        case Joint.NAME:
            yield from _flips(person, part.parts[0], target)
        case Joint.ALL | Joint.ANY if (part.joint is Joint.ALL) is target:
            yield from _together(person, part.parts, target)
        case Joint.ALL | Joint.ANY:
            for one in part.parts:
                yield from _flips(person, one, target)


def _together(person: Person, parts: Sequence[Part], target: bool) -> Iterator[tuple[Part, ...]]:
    if not parts:
        yield ()
        return
    for first in _flips(person, parts[0], target):
        for rest in _together(person, parts[1:], target):
            yield tuple(dict.fromkeys((*first, *rest)))


@dataclass(slots=True)
class _Search:
    """Looks for values that flip leaves, and tries them on the whole."""

    person: Person
    part: Part
    now: Supposition = field(init=False)
    candidates: Values = field(init=False)

    def __post_init__(self) -> None:
        person = self.person
        self.candidates = Values(person.project, person.population, (ANOTHER,))
        self.now = supposed.suppose(person.project, person.population, (), person.as_of)
        for value, known in person.values.items():
            self.now.know(value, known)
        for leaf in self.part.leaves():  # what does not follow from values is as it was found
            if self.now.holds(leaf.condition) is None:
                self.now.learn(_as_found(leaf, person.verdicts[leaf.condition]))

    def is_understood(self) -> bool:
        """Whether what is known gives the verdicts that the warehouse gave, part by part."""
        return all(
            self.now.holds(one.condition) is self.person.verdicts[one.condition]
            for one in self.part.everything()
        )

    def change(self, leaves: Sequence[Part], target: bool) -> Change | None:
        """The nearest values that flip these leaves and the whole; None where none does."""
        needed: list[Needed] = []
        trial = self.now
        for leaf in leaves:
            one = self._nearest(leaf, trial, [other.value for other in needed])
            if one is None:
                return None
            needed.append(one)
            trial = trial.changed(one.fact)
        if trial.holds(self.part.condition) is not target:
            return None
        rows = self._rows(needed, target)
        project = self.person.project
        if rows is None and not all(further.can_be(project, one.value, one.by) for one in needed):
            return None
        return Change(tuple(needed), rows)

    def _nearest(
        self, leaf: Part, trial: Supposition, changed: Sequence[model.Value]
    ) -> Needed | None:
        """A value of one thing that flips a leaf, as near to what it is as can be, where some are
        changed already. It does not become missing unless it is asked whether it is known.
        """
        options: list[tuple[Decimal, int, Needed]] = []
        for facts in self.candidates.of(leaf):
            for place, fact in enumerate(facts):
                thing = _thing(fact)
                if thing is None or thing in changed or _is_lost(leaf, fact):
                    continue
                known = self.now.value(thing)
                if known is not NOT_GIVEN and self._flips(leaf, trial, fact):
                    nearer = self._nearer(leaf, trial, thing, known, fact)
                    by = _by(known, nearer)
                    far = Decimal(place) if by is None else abs(by)
                    options.append((far, place, Needed(leaf, thing, known, nearer, by)))
        return min(options, key=lambda one: one[:2])[2] if options else None

    def _flips(self, leaf: Part, trial: Supposition, fact: Fact) -> bool:
        held = trial.changed(fact).holds(leaf.condition)
        return held is (not self.person.verdicts[leaf.condition])

    def _nearer(
        self, leaf: Part, trial: Supposition, thing: model.Value, known: Read, fact: Fact
    ) -> Fact:
        """By halves, where both are numbers: to the last step that still flips the leaf."""
        step, end = STEPS.get(thing.type, DAY), _number(fact)
        if end is None or not isinstance(known, int | float | Decimal):
            return fact
        near, far = Decimal(str(known)), end
        while abs(far - near) > step:
            middle = ((near + far) / 2).quantize(step)
            if middle in (near, far):
                break
            if self._flips(leaf, trial, _at(thing, middle)):
                far = middle
            else:
                near = middle
        return _at(thing, far)

    def _rows(self, needed: Sequence[Needed], target: bool) -> Further | None:
        """Further rows that would do, whatever else they change."""
        for one in needed:
            rows = further.rows_of(self.person.project, one.value, one.by)
            if rows is None:
                continue
            after = supposed.suppose(
                self.person.project, self.person.population, (), self.person.as_of
            )
            for value, known in self.person.values.items():
                then = further.value_after(self.person.project, value, known, rows, self.now.as_of)
                if then is not NOT_GIVEN:
                    after.know(value, then)
            for leaf in self.part.leaves():
                is_kept = not further.is_touched(self.person.project, leaf.condition, rows)
                if is_kept and after.holds(leaf.condition) is None:
                    after.learn(_as_found(leaf, self.person.verdicts[leaf.condition]))
            if after.holds(self.part.condition) is target:
                return rows
        return None


def _at(thing: model.Value, number: Decimal) -> Fact:
    """The fact that a value is so much; a duration in whole days."""
    is_duration = thing.type is Type.DURATION
    return given(thing, Length(int(number), Unit.DAY) if is_duration else number)


def _as_found(leaf: Part, held: bool) -> Fact:
    test = positive(leaf.condition)
    return test if held is (test is leaf.condition) else model.Not(test)


def _is_lost(leaf: Part, fact: Fact) -> bool:
    """Whether a value would become missing of which it is not asked whether it is known."""
    test = positive(leaf.condition)
    is_missing = isinstance(fact, model.Not) and isinstance(fact.condition, model.Known)
    return is_missing and not isinstance(test, model.Known)


def _thing(fact: Fact) -> model.Value | None:
    match fact:
        case model.Compare(_, value) | model.IsTrue(value) | model.Known(value):
            return value
        case model.InClass(name):
            return model.ClassValue(name)
        case model.Not(inner):
            return _thing(inner)
        case _:
            return None


def _number(fact: Fact) -> Decimal | None:
    match fact:
        case model.Compare(_, _, model.Constant(Decimal() as number)):
            return number
        case model.Compare(_, _, model.Constant(Length() as length)) if length.days is not None:
            return Decimal(str(length.days))
        case _:
            return None


def _by(known: Known, fact: Fact) -> Decimal | None:
    number = _number(fact)
    if number is None or isinstance(known, bool) or not isinstance(known, int | float | Decimal):
        return None
    return number - Decimal(str(known))
