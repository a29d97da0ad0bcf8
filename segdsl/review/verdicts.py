"""Prove who can enter and who can leave: two rules beside one another in, verdicts out.

A verdict holds for every day and all rows that the model allows. Where it cannot be had that is
said, with what stands in its way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from segdsl.meaning import model
from segdsl.proof import boxes, questions
from segdsl.review.beside import Beside
from segdsl.review.changes import Changes
from segdsl.text.diagnostics import Said

MOST = 400  # rules of one review that are asked about


class Relation(Enum):
    """How the new rule stands to the old one."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    DISJOINT = "disjoint"
    CROSSING = "crossing"  # somebody may enter, somebody may leave
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Nobody:
    """Proved: there cannot be anybody."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """There can be: a customer who shows it."""

    witness: Said


@dataclass(frozen=True, slots=True)
class Open:
    """Not decided; `because` of what cannot be seen through, None where the cases are too many."""

    because: str | None


Way = Nobody | Somebody | Open


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who can enter the new rule, and who can leave the old one."""

    relation: Relation
    enters: Way
    leaves: Way


def verdicts(changes: Changes, beside: Beside) -> Mapping[str, Verdict]:
    """By segment, `segmentation.class` or target: what is proved of it."""
    prover = questions.Prover(beside.project)
    found: dict[str, Verdict] = {}
    for name, population, old, new in _pairs(changes, beside):
        if len(found) == MOST:
            break
        found[name] = _verdict(prover, population, old, new)
    return found


def _pairs(
    changes: Changes, beside: Beside
) -> Iterator[tuple[str, str, model.Condition, model.Condition]]:
    """The rules to compare, both in words of the whole."""
    before, after = changes.before, changes.after
    for one in changes.moved:
        old = beside.old[one.before]
        if one.name in after.segments:
            segment = before.segments[one.before]
            if segment.population in beside.populations:
                here = after.segments[one.name].population
                yield one.name, here, model.InSegment(old), model.InSegment(one.name)
        elif one.name in after.segmentations:
            ladder, was = after.segmentations[one.name], before.segmentations[one.before]
            if was.population in beside.populations and ladder.by is was.by is None:
                yield from _classes(changes, beside, was, ladder)
        else:
            target, had = after.targets[one.name], before.targets[one.before]
            is_cut = target.limit is not None or had.limit is not None
            if had.population in beside.populations and not is_cut:
                copy = beside.project.targets[old]
                yield one.name, target.population, _gates(copy), _gates(target)


def _classes(
    changes: Changes, beside: Beside, was: model.Segmentation, now: model.Segmentation
) -> Iterator[tuple[str, str, model.Condition, model.Condition]]:
    for one in was.classes:
        name = changes.names.class_(was.name, one.name)
        if any(other.name == name for other in now.classes):
            old = model.InClass(beside.old[was.name], (beside.class_(was.name, one.name),))
            new = model.InClass(now.name, (name,))
            yield f"{now.name}.{name}", now.population, old, new


def _gates(target: model.Target) -> model.Condition:
    """Who passes every gate of a target that takes all who do."""
    barred = (model.Not(one) for one in target.exclusions)
    return model.All((target.condition, model.AnyOf(target.by), *barred))


def _verdict(
    prover: questions.Prover, population: str, old: model.Condition, new: model.Condition
) -> Verdict:
    asked = prover.about(population, (old, new, model.Not(old), model.Not(new)))
    enters, leaves = _way(asked.both(1, 2)), _way(asked.both(0, 3))
    return Verdict(_relation(asked, enters, leaves), enters, leaves)


def _relation(asked: questions.Questions, enters: Way, leaves: Way) -> Relation:
    match enters, leaves:
        case Nobody(), Nobody():
            return Relation.EQUAL
        case Nobody(), _:
            return Relation.SUBSET
        case _, Nobody():
            return Relation.SUPERSET
        case _ if isinstance(asked.both(0, 1), boxes.Proved):
            return Relation.DISJOINT
        case Somebody(), Somebody():
            return Relation.CROSSING
        case _:
            return Relation.UNKNOWN


def _way(found: boxes.Verdict) -> Way:
    match found:
        case boxes.Proved():
            return Nobody()
        case boxes.Refuted():
            return Somebody(questions.witness(found))
        case boxes.Unknown(because):
            return Open(because)
