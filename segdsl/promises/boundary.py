"""Propose examples: a segment in, the customers on either side of each of its conditions out.

For every condition two customers are looked for who differ in it alone, next to what is written,
so that one is in and the other out. Each is judged like any example: what is proposed holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice, product

from segdsl.interpreter import supposed
from segdsl.meaning import model
from segdsl.meaning.parts import Joint, Part, apart
from segdsl.promises import writing
from segdsl.promises.candidates import STEPS, Candidates, Fact, Facts, given
from segdsl.promises.examples import Decided, Declared, Judge

LATER = (0, 152, 245, 365)  # days on which an example must say the same
MOST_TRIES = 400  # customers that are looked at for one condition
Wanted = tuple[Part, bool]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An example of a customer; `shows` are the conditions that decide it, and how."""

    is_in: bool
    facts: tuple[Fact, ...]
    shows: tuple[tuple[Part, bool], ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Examples to paste, and the conditions for which there is none."""

    examples: tuple[Proposal, ...]
    without: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """What an example is asked about: a segment's condition, or the one of a class that is not
    taken by a class before it. `claim` is what the example says of the class.
    """

    whole: Part
    before: tuple[Part, ...]
    claim: tuple[Fact, ...]


def proposals(judge: Judge, declared: Declared, others: tuple[str, ...]) -> Proposals:
    """Examples of a segment, or of each class of a segmentation, as clauses would have them.

    others: texts to give where a text must be none of those that are written.
    """
    found: dict[tuple[bool, tuple[Fact, ...]], Proposal] = {}
    without: list[Part] = []
    for rung in rungs(judge.project, declared):
        search = _Search(judge, declared, rung, others)
        for leaf in dict.fromkeys(rung.whole.leaves()):
            pair = search.pair(leaf)
            if not pair:
                without.append(leaf)
            for one in pair:
                key = one.is_in, tuple(sorted(one.facts, key=repr))
                known = found.get(key)
                shows = one.shows if known is None else (*known.shows, *one.shows)
                found[key] = replace(one if known is None else known, shows=shows)
    examples = sorted(found.values(), key=lambda one: not one.is_in)
    return Proposals(tuple(examples), tuple(without))


def rungs(project: model.Project, declared: Declared) -> Iterator[Rung]:
    """What is asked: one condition, or that of each class in order."""
    if isinstance(declared, model.Segment):
        yield Rung(apart(project, declared.condition, names=0), (), ())
        return
    before: list[Part] = []
    for one in declared.classes:
        if one.condition is None:
            return
        whole = apart(project, one.condition, names=0)
        yield Rung(whole, tuple(before), (model.InClass(declared.name, (one.name,)),))
        before.append(whole)


@dataclass(slots=True)
class _Search:
    """Looks for customers who differ in one condition."""

    judge: Judge
    declared: Declared
    rung: Rung
    others: tuple[str, ...]
    _candidates: Candidates = field(init=False)
    _facts: dict[Part, tuple[Facts, ...]] = field(default_factory=dict)
    _leaves: list[Part] = field(init=False)
    _days: tuple[Judge, ...] = field(init=False)
    _tries: int = 0

    def __post_init__(self) -> None:
        self._days = tuple(self.judge.later(days) for days in LATER)
        population = self.declared.population
        self._candidates = Candidates(self.judge.project, population, self.others)
        wholes = (*self.rung.before, self.rung.whole)
        self._leaves = [leaf for whole in wholes for leaf in whole.leaves()]

    def pair(self, leaf: Part) -> list[Proposal]:
        """One who is in and one who is out, because of this leaf; also one of whom it is missing.

        Nothing where nobody can be given: a condition without a name, or that changes nothing.
        """
        self._tries = 0
        wanted = [(one, False) for one in self.rung.before]
        wanted += _decisive(self.rung.whole, leaf) or []
        ways = [list(self._decided(leaf, holds, wanted)) for holds in (True, False)]
        pairs = ((one, other) for one in ways[0] for other in ways[1])
        found = next((pair for pair in pairs if pair[0].is_in is not pair[1].is_in), None)
        if found is None:
            return []
        nearer = self._nearer(leaf, *found)
        return [*nearer, *self._missing(leaf, wanted, nearer)]

    def _decided(self, leaf: Part, holds: bool, wanted: Sequence[Wanted]) -> Iterator[Proposal]:
        """A customer for whom a leaf holds or not, all else as wanted; then one of whom no more is
        given than what the leaf looks at.
        """
        for asked in ([(leaf, holds), *wanted], [(leaf, holds)]):
            for facts in self._all(asked, ()):
                verdict = self._verdict(facts)
                if verdict is not None:
                    yield self._proposal(verdict, facts, leaf, holds)
                    break

    def _missing(
        self, leaf: Part, wanted: Sequence[Wanted], pair: Sequence[Proposal]
    ) -> Iterator[Proposal]:
        """Somebody of whom the value is missing, where that can be."""
        for facts in self._of(leaf):
            if not _is_missing(facts[-1]) or any(facts[-1] in one.facts for one in pair):
                continue
            held = self._holds(facts[-1:], leaf)
            for more in (*islice(self._all(wanted, facts[-1:]), 3), facts[-1:]):
                verdict = self._verdict(more)
                if held is not None and verdict is not None:
                    yield self._proposal(verdict, more, leaf, held)
                    break

    def _nearer(self, leaf: Part, one: Proposal, other: Proposal) -> tuple[Proposal, Proposal]:
        """The same two with one number as near to each other as its steps allow."""
        pair = (one, other)
        ours = [fact for fact in one.facts if fact not in other.facts]
        theirs = [fact for fact in other.facts if fact not in one.facts]
        match ours, theirs:
            case [model.Compare(_, thing, model.Constant(Decimal() as low))], [
                model.Compare(_, other_thing, model.Constant(Decimal() as high))
            ] if thing == other_thing:
                step = STEPS[thing.type]
            case _:
                return pair
        kept = [fact for fact in one.facts if fact not in ours and fact not in self.rung.claim]
        while abs(high - low) > step:
            middle = ((low + high) / 2).quantize(step)
            facts = (*kept, given(thing, middle))
            verdict, held = self._verdict(facts), self._holds(facts, leaf)
            if verdict is None or held is None or middle in (low, high):
                return pair
            found = self._proposal(verdict, facts, leaf, held)
            if verdict is one.is_in:
                low, pair = middle, (found, pair[1])
            else:
                high, pair = middle, (pair[0], found)
        return pair

    def _proposal(self, verdict: bool, facts: Facts, leaf: Part, holds: bool) -> Proposal:
        """Facts in the order in which the conditions ask for them, the class last."""
        order = [_thing(facts_[0]) for one in self._leaves for facts_ in self._of(one)]
        ordered = sorted(facts, key=lambda fact: order.index(_thing(fact)))
        return Proposal(verdict, (*ordered, *self.rung.claim), ((leaf, holds),))

    def _verdict(self, facts: Sequence[Fact]) -> bool | None:
        """Whether an example of these facts is in or out; None where it would be refused, or be
        another one on a later day.
        """
        outcomes = {
            judge.outcome(self.declared, (*facts, *self.rung.claim)) for judge in self._days
        }
        if len(outcomes) > 1:
            return None
        outcome = outcomes.pop()
        return outcome.is_in if isinstance(outcome, Decided) else None

    # Facts under which conditions hold or do not.

    def _all(self, wanted: Sequence[Wanted], facts: Facts) -> Iterator[Facts]:
        """Facts that make each part as it is wanted, the nearest first."""
        if not wanted:
            yield facts
            return
        (part, holds), *rest = wanted
        for more in self._one(part, holds, facts):
            yield from self._all(rest, more)

    def _one(self, part: Part, holds: bool, facts: Facts) -> Iterator[Facts]:
        held = self._holds(facts, part)
        if held is not None:
            if held is holds:
                yield facts
            return
        match part.joint:
            case Joint.NOT:
                yield from self._one(part.parts[0], not holds, facts)
            case Joint.NAME:
                yield from self._one(part.parts[0], holds, facts)
            case Joint.ALL | Joint.ANY if (part.joint is Joint.ALL) is holds:
                yield from self._all([(one, holds) for one in part.parts], facts)
            case Joint.ALL | Joint.ANY:
                for one in part.parts:
                    yield from self._one(one, holds, facts)
            case Joint.LEAF:
                yield from self._leaf(part, holds, facts)

    def _leaf(self, leaf: Part, holds: bool, facts: Facts) -> Iterator[Facts]:
        known = {_thing(fact) for fact in facts}
        asked = [those for those in self._of(leaf) if _thing(those[0]) not in known]
        for more in product(*asked):
            self._tries += 1
            if self._tries > MOST_TRIES:
                return
            if self._holds((*facts, *more), leaf) is holds:
                yield (*facts, *more)

    def _of(self, leaf: Part) -> tuple[Facts, ...]:
        if leaf not in self._facts:
            self._facts[leaf] = self._candidates.of(leaf, self._leaves)
        return self._facts[leaf]

    def _holds(self, facts: Facts, part: Part) -> bool | None:
        project, population = self.judge.project, self.declared.population
        somebody = supposed.suppose(project, population, facts, self.judge.as_of)
        return somebody.holds(part.condition)


def _decisive(whole: Part, leaf: Part) -> list[Wanted] | None:
    """How the other parts must be for a leaf to decide; None where it is not below the whole."""
    if whole == leaf:
        return []
    for place, part in enumerate(whole.parts):
        inside = _decisive(part, leaf)
        if inside is not None:
            others = (*whole.parts[:place], *whole.parts[place + 1 :])
            return [*((one, whole.joint is Joint.ALL) for one in others), *inside]
    return None


def _thing(fact: Fact) -> model.Value | Fact:
    """What a fact is about."""
    match fact:
        case model.Not(inner):
            return _thing(inner)
        case model.Compare(_, value) | model.Known(value) | model.IsTrue(value):
            return value
        case model.InClass(name):
            return model.ClassValue(name)
        case _:
            return fact


def _is_missing(fact: Fact) -> bool:
    return isinstance(fact, model.Not) and isinstance(fact.condition, model.Known)


def clause(project: model.Project, proposal: Proposal) -> str:
    """`example in:  frequency = 4, recency = 89d`."""
    facts = ", ".join(writing.condition(project, fact) for fact in proposal.facts)
    return f"example {'in: ' if proposal.is_in else 'out:'} {facts}"
