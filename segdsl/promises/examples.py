"""Judge examples: what a segment says of somebody of whom a few facts are given, and why.

The interpreter decides what follows from the facts by themselves on the as-of day; where it leaves
something open, a proof may show that the rest cannot matter, or that nobody is like this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from segdsl.interpreter import supposed
from segdsl.interpreter.given import NOT_GIVEN
from segdsl.interpreter.supposed import Fact, Supposition
from segdsl.meaning import model
from segdsl.meaning.parts import apart
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.promises.reasons import Reason, reasons
from segdsl.proof import saying
from segdsl.proof.boxes import Proved
from segdsl.proof.questions import Prover

Declared = model.Segment | model.Segmentation


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether somebody like this is in."""

    is_in: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """Something the verdict depends on, and how a clause gives it; what has no name cannot be
    given: None.
    """

    text: str
    given: str | None


@dataclass(frozen=True, slots=True)
class Open:
    """It depends on what is not given."""

    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Impossible:
    """Nobody is like this: facts that cannot all hold, as few as show it."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Circular:
    """A fact that says itself whether somebody is in."""

    fact: Fact


Outcome = Decided | Open | Impossible | Circular


@dataclass(frozen=True, slots=True)
class Trial:
    """An example of a declaration and what came of it."""

    declared: Declared
    example: model.Example
    outcome: Outcome

    @property
    def is_kept(self) -> bool:
        return self.outcome == Decided(self.example.is_in)


@dataclass(slots=True)
class Judge:
    """Judges the examples of one project as of one day."""

    project: model.Project
    as_of: date
    prover: Prover | None = None
    _prover: Prover = field(init=False)

    def __post_init__(self) -> None:
        self._prover = Prover(self.project) if self.prover is None else self.prover

    def later(self, days: int) -> Judge:
        """The same project, judged as of so many days later."""
        return Judge(self.project, Length(days, Unit.DAY).after(self.as_of), self._prover)

    def trials(self, names: Sequence[str]) -> Iterator[Trial]:
        """Every example of these segments and segmentations, in order."""
        for name in names:
            declared = self.project.segments.get(name) or self.project.segmentations.get(name)
            if declared is None:
                continue
            for one in declared.promises:
                if isinstance(one, model.Example):
                    yield Trial(declared, one, self.outcome(declared, one.facts))

    def outcome(self, declared: Declared, facts: Sequence[Fact]) -> Outcome:
        """What is to be said of somebody of whom these facts are known."""
        condition, given = asked(declared, facts)
        if isinstance(declared, model.Segment):
            own = model.InSegment(declared.name)
            circular = next((one for one in facts if one in (own, model.Not(own))), None)
            if circular is not None:
                return Circular(circular)
        if self._is_impossible(declared.population, given):
            return Impossible(self._fewest(declared.population, given))
        somebody = supposed.suppose(self.project, declared.population, given, self.as_of)
        left = somebody.left_of(condition)
        if isinstance(left, model.Always):
            return Decided(left.value)
        proved = self._proved(declared.population, given, left)
        if proved is not None:
            return Decided(proved)
        left = self._narrowed(declared.population, given, left)
        whole = declared.name if isinstance(declared, model.Segmentation) else None
        return Open(tuple(dict.fromkeys(_missing(somebody, left, whole))))

    def reason(self, trial: Trial) -> Reason | None:
        """The verdict on each condition, as far as the facts decide it; None of who cannot be."""
        if not isinstance(trial.outcome, Decided | Open):
            return None
        declared = trial.declared
        condition, given = asked(declared, trial.example.facts)
        somebody = supposed.suppose(self.project, declared.population, given, self.as_of)
        part = apart(self.project, condition)
        # what an example gives is no customer's own
        return reasons(self.project, part, somebody.holds, somebody.value, lambda value: False)

    def _proved(self, population: str, facts: Sequence[Fact], left: model.Condition) -> bool | None:
        """The verdict on what is left, where it is the same for all who are like this."""
        everything = (*facts, left, model.Not(left))
        questions = self._prover.about(population, everything)
        given = list(range(len(facts)))
        if isinstance(questions.together([*given, len(facts)]), Proved):
            return False
        if isinstance(questions.together([*given, len(facts) + 1]), Proved):
            return True
        return None

    def _narrowed(
        self, population: str, facts: Sequence[Fact], left: model.Condition
    ) -> model.Condition:
        """What is left without the parts that are proved to change nothing."""
        if not isinstance(left, model.All | model.AnyOf):
            return left
        idle = isinstance(left, model.All)
        parts = [one for one in left.parts if self._proved(population, facts, one) is not idle]
        return type(left)(tuple(parts), span=left.span)

    # Facts that contradict each other.

    def _is_impossible(self, population: str, facts: Sequence[Fact]) -> bool:
        """Whether one does not hold of who is like the others, or it is proved of all of them."""
        for place, fact in enumerate(facts):
            others = [*facts[:place], *facts[place + 1 :]]
            if supposed.suppose(self.project, population, others, self.as_of).holds(fact) is False:
                return True
        together = self._prover.about(population, facts).together(range(len(facts)))
        return bool(facts) and isinstance(together, Proved)

    def _fewest(self, population: str, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        kept = list(facts)
        for fact in facts:
            fewer = [one for one in kept if one is not fact]
            if self._is_impossible(population, fewer):
                kept = fewer
        return tuple(kept)


def asked(declared: Declared, facts: Sequence[Fact]) -> tuple[model.Condition, tuple[Fact, ...]]:
    """The condition that an example is about, and the facts that are known of somebody.

    In an example of a segmentation its own class is no fact but what is expected: `example in:
    recency = 20d, cycle is actif`. Without one, somebody is in where they have a class.
    """
    if isinstance(declared, model.Segment):
        return declared.condition, tuple(facts)
    claims = tuple(fact for fact in facts if _is_about(declared.name, fact))
    given = tuple(fact for fact in facts if fact not in claims)
    if claims:
        return (claims[0] if len(claims) == 1 else model.All(claims)), given
    if declared.by is not None:
        return model.Known(declared.by), given
    return model.InClass(declared.name, tuple(one.name for one in declared.classes)), given


def _is_about(segmentation: str, fact: Fact) -> bool:
    match fact:
        case model.Not(inner):
            return _is_about(segmentation, inner)
        case model.InClass(name) | model.Known(model.ClassValue(name)):
            return name == segmentation
        case _:
            return False


# --- what is not given ---


def _missing(
    somebody: Supposition, left: model.Condition, own: str | None = None
) -> Iterator[Missing]:
    """What the rest of a condition asks for, by the names that can be given; of the segmentation
    `own` that the example is about, what its classes ask for.
    """
    match left:
        case model.All(parts) | model.AnyOf(parts):
            for part in parts:
                yield from _missing(somebody, part, own)
        case model.Not(inner) | model.Called(condition=inner):
            yield from _missing(somebody, inner, own)
        case model.IsTrue(model.Truth(inner)):
            yield from _missing(somebody, somebody.left_of(inner))
        case model.InSegment(name) | model.InList(name):
            yield Missing(name, f"not {name}")
        case model.InClass(name) if name == own:
            yield from _classes(somebody, somebody.project.segmentations[name])
        case model.InClass(name):
            yield Missing(name, f"{name} is …")
        case model.InChannel(name):
            yield from _missing(
                somebody, somebody.left_of(somebody.project.channels[name].condition)
            )
        case model.Compare(_, one, other):
            yield from _all(somebody, (one, other))
        case model.Between(value, low, high):
            yield from _all(somebody, (value, low, high))
        case model.OneOf(value, options):
            yield from _all(somebody, (value, *options))
        case model.Known(value) | model.IsTrue(value) | model.TextTest(value=value):
            yield from _value(somebody, value)
        case model.InWindow(value, model.Window()) | model.Birthday(value):
            yield from _value(somebody, value)
        case model.Near(latitude, longitude):
            yield from _all(somebody, (latitude, longitude))
        case model.Always():
            pass
        case _:
            yield Missing(saying.text_of(left), None)


def _all(somebody: Supposition, values: Sequence[model.Value]) -> Iterator[Missing]:
    for value in values:
        yield from _value(somebody, value)


def _value(somebody: Supposition, value: model.Value) -> Iterator[Missing]:
    if somebody.value(value) is not NOT_GIVEN:
        return
    match value:
        case model.MetricValue(name):
            yield Missing(name, f"{name} = …")
        case model.ClassValue(name):
            yield Missing(name, f"{name} is …")
        case model.FieldValue() | model.ReferenceKey():
            yield Missing(saying.value(value), f"{saying.value(value)} = …")
        case model.Arithmetic(_, left, right):
            yield from _all(somebody, (left, right))
        case model.Negative(inner) | model.DatePart(_, inner) | model.Folded(inner):
            yield from _value(somebody, inner)
        case model.CalledValue(_, _, inner):
            yield from _value(somebody, inner)
        case model.Truth(condition):
            yield from _missing(somebody, somebody.left_of(condition))
        case _:
            yield Missing(saying.text_of(value), None)


def _classes(somebody: Supposition, declared: model.Segmentation) -> Iterator[Missing]:
    if declared.by is not None:
        yield from _value(somebody, declared.by)
    for one in declared.classes:
        if one.condition is not None:
            yield from _missing(somebody, somebody.left_of(one.condition))
