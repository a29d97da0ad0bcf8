"""Ask about conditions of one population: model conditions in, verdicts with a witness out.

Each verdict holds for every day and all rows that the model allows. Proved, Refuted with a customer
who shows it, or Unknown with what cannot be seen through: never a guess.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from segdsl.meaning import model
from segdsl.proof import doubts, facts, saying
from segdsl.proof.axes import Axis, TooComplex, Value
from segdsl.proof.boxes import (
    Both,
    Budget,
    Formula,
    Negation,
    Refuted,
    Space,
    Unknown,
    Verdict,
)
from segdsl.proof.measures import Measured, Measures, Since, Tested
from segdsl.proof.reading import Reading
from segdsl.proof.rows import Relations
from segdsl.text.diagnostics import Said

DEEPEST_ROWS = 3  # sources inside `where` of sources: fields that count rows of another source


@dataclass(slots=True)
class Prover:
    """Answers questions about one project; what rows of sources can be is asked once."""

    project: model.Project
    budget: Budget = field(default_factory=Budget)
    _names: dict[model.Value, str] | None = None
    _rows: dict[tuple[str, model.Condition], Verdict] = field(default_factory=dict)
    _inside: int = 0

    def can_never_hold(self, population: str, condition: model.Condition) -> Verdict:
        """Proved if nobody can fulfil it; Refuted with somebody who does."""
        return self.about(population, (condition,)).none(0)

    def always_holds(self, population: str, condition: model.Condition) -> Verdict:
        """Proved if everybody fulfils it; Refuted with somebody who does not."""
        return self.about(population, (condition,)).everybody(0)

    def excludes(self, population: str, one: model.Condition, other: model.Condition) -> Verdict:
        """Proved if nobody fulfils both; Refuted with somebody who does."""
        return self.about(population, (one, other)).both(0, 1)

    def implies(self, population: str, one: model.Condition, other: model.Condition) -> Verdict:
        """Proved if all who fulfil one fulfil the other; Refuted with somebody who does not."""
        return self.about(population, (one, model.Not(other))).both(0, 1)

    def covers(self, population: str, conditions: Sequence[model.Condition]) -> Verdict:
        """Proved if everybody fulfils one of them; Refuted with somebody who fulfils none."""
        return self.about(population, conditions).nobody_left()

    def about(self, table: str, conditions: Sequence[model.Condition]) -> Questions:
        """Several questions about the same conditions, which are read once."""
        measures = Measures(self.project, self._named())
        reading = Reading(self.project, table, measures)
        try:
            formulas = [reading.formula(condition) for condition in conditions]
            relations = Relations(self.project, self._no_row)
            bound = facts.bind(measures, relations)
        except TooComplex:
            return Questions(None, ())
        space = Space(
            tuple(measures.axes.values()),
            bound,
            Both(tuple(reading.always)),
            lambda axes: doubts.doubt(axes, relations),
            self.budget,
        )
        return Questions(space, tuple(formulas))

    def measures(self, table: str, condition: model.Condition) -> frozenset[Hashable] | None:
        """What a condition looks at; None where it is too complex."""
        measures = Measures(self.project, self._named())
        try:
            Reading(self.project, table, measures).formula(condition)
        except TooComplex:
            return None
        return frozenset(measures.axes)

    def _no_row(self, table: str, condition: model.Condition) -> Verdict:
        """Whether no row of a source can fulfil a condition."""
        key = table, condition
        if key not in self._rows:
            self._rows[key] = Unknown(None)
            if self._inside < DEEPEST_ROWS:
                self._inside += 1
                self._rows[key] = self.can_never_hold(table, condition)
                self._inside -= 1
        return self._rows[key]

    def _named(self) -> dict[model.Value, str]:
        """The metrics by their values: the first of those that are the same."""
        if self._names is None:
            self._names = {}
            reading = Reading(self.project, "", Measures(self.project, {}))
            for name, metric in self.project.metrics.items():
                self._names.setdefault(reading.plain(metric.value), name)
        return self._names


@dataclass(frozen=True, slots=True)
class Questions:
    """What can be asked of several conditions, named by their places."""

    space: Space | None
    formulas: tuple[Formula, ...]

    def none(self, one: int) -> Verdict:
        """Proved if nobody fulfils a condition."""
        return self._is_empty(*self.formulas[one : one + 1])

    def everybody(self, one: int) -> Verdict:
        """Proved if everybody fulfils a condition."""
        return self._is_empty(*(Negation(part) for part in self.formulas[one : one + 1]))

    def both(self, one: int, other: int) -> Verdict:
        """Proved if nobody fulfils both."""
        return self.together((one, other))

    def together(self, places: Sequence[int]) -> Verdict:
        """Proved if nobody fulfils all of these."""
        return self._is_empty(*(self.formulas[place] for place in places if self.formulas))

    def neither(self, places: Sequence[int]) -> Verdict:
        """Proved if everybody fulfils one of these."""
        return self._is_empty(
            *(Negation(self.formulas[place]) for place in places if self.formulas)
        )

    def nobody_left(self) -> Verdict:
        """Proved if everybody fulfils one of the conditions."""
        return self._is_empty(*(Negation(part) for part in self.formulas))

    def newcomers(self, one: int) -> Verdict:
        """Proved if all who fulfil a condition fulfil one of those before it."""
        before = (Negation(part) for part in self.formulas[:one])
        return self._is_empty(*self.formulas[one : one + 1], *before)

    def follows(self, one: int, others: Sequence[int]) -> Verdict:
        """Proved if all who fulfil the others fulfil this one."""
        given = (self.formulas[place] for place in others if self.formulas)
        return self._is_empty(*given, *(Negation(part) for part in self.formulas[one : one + 1]))

    def is_within(self, one: int, others: Sequence[int]) -> Verdict:
        """Proved if all who fulfil this one fulfil one of the others."""
        rest = (Negation(self.formulas[place]) for place in others if self.formulas)
        return self._is_empty(*self.formulas[one : one + 1], *rest)

    def _is_empty(self, *parts: Formula) -> Verdict:
        return Unknown(None) if self.space is None else self.space.is_empty(Both(parts))


def witness(found: Refuted) -> Said:
    """The customer of a refutation: ``frequency = 3` and `recency = 95d``."""
    said = [saying.fact(axis, value) for axis, value in _shown(found)]
    if not said:
        return Said("any values at all", "n'importe quelles valeurs")
    return Said(_listed([one.en for one in said], "and"), _listed([one.fr for one in said], "et"))


def _shown(found: Refuted) -> list[tuple[Axis, Value]]:
    """Each measure once: days say more than calendar steps, a text more than its tests."""
    kept: dict[str, tuple[Axis, Value]] = {}
    for axis in found.shown:
        here = axis
        match axis.key:
            case Since(rows, is_last, True):
                here = _axis(found, Since(rows, is_last, False))
            case Tested(value):
                here = _axis(found, Measured(value))
        kept.setdefault(here.name, (here, found.values[here]))
    return list(kept.values())


def _axis(found: Refuted, key: Hashable) -> Axis:
    return next(axis for axis in found.values if axis.key == key)


def _listed(parts: list[str], last: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"
