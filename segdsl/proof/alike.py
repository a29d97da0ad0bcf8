"""Find conditions that hold of the same customers: conditions in, pairs of places out.

Written alike, or proved so: of conditions that look at the same measures, those that agree on a few
customers drawn from the cells are asked about. What cannot be decided is no pair.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import assert_never

from segdsl import trees
from segdsl.meaning import model, uses
from segdsl.proof.axes import Axis, Value
from segdsl.proof.boxes import Both, Either, Formula, Negation, Proved, Space, Test
from segdsl.proof.questions import Prover, Questions

MOST_TOGETHER = 60  # conditions on the same measures that are read at once
MOST_PROOFS = 300
DRAWN = 48  # customers by whom conditions are told apart
DEEPEST = 24


def alike(
    prover: Prover, population: str, conditions: Sequence[model.Condition]
) -> tuple[tuple[int, int], ...]:
    """Pairs (first, later): each later condition holds of whom its first one holds."""
    found: dict[int, int] = {}
    firsts: list[int] = []
    for places in _groups([_plain(prover.project, one) for one in conditions]):
        firsts.append(places[0])
        found.update(dict.fromkeys(places[1:], places[0]))
    project = prover.project
    fixed = sorted(firsts)
    if project.parameters:
        fixed = [place for place in fixed if not _varies(project, conditions[place])]
    measured = {place: prover.measures(population, conditions[place]) for place in fixed}
    proofs = 0
    for group in _groups([measured[place] for place in fixed]):
        if measured[fixed[group[0]]] is None or not 1 < len(group) <= MOST_TOGETHER:
            continue
        places = [fixed[place] for place in group]
        asked = prover.about(population, [conditions[place] for place in places])
        if asked.space is None:
            continue
        for among in _groups(_told(asked.space, asked.formulas)):
            for place, other in _pairs(among):
                if places[other] in found or places[place] in found:
                    continue
                proofs += 1
                if proofs <= MOST_PROOFS and _are_same(asked, place, other):
                    found[places[other]] = places[place]
    return tuple((_first(found, later), later) for later in sorted(found))


def _first(found: Mapping[int, int], place: int) -> int:
    """The first of all that are alike."""
    while place in found:
        place = found[place]
    return place


def _groups(keys: Iterable[Hashable]) -> list[list[int]]:
    """The places of equal keys, in order."""
    groups: dict[Hashable, list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(key, []).append(place)
    return list(groups.values())


def _pairs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, place in enumerate(places):
        for other in places[at + 1 :]:
            yield place, other


def _are_same(asked: Questions, one: int, other: int) -> bool:
    return all(
        isinstance(asked.is_within(this, (that,)), Proved)
        for this, that in ((one, other), (other, one))
    )


# --- as written ---


def _plain(project: model.Project, condition: model.Condition) -> Hashable:
    """A key that is equal where conditions say the same in another order, or by a name."""
    here = condition
    for _ in range(DEEPEST):
        match here:
            case model.InSegment(name):
                here = project.segments[name].condition
            case model.Called(_, _, inner):
                here = inner
            case model.All(parts):
                return "and", frozenset(_plain(project, part) for part in parts)
            case model.AnyOf(parts):
                return "or", frozenset(_plain(project, part) for part in parts)
            case _:
                break
    return here


def _varies(project: model.Project, condition: model.Condition) -> bool:
    """Whether a parameter has a part in it: what is proved may not hold with `--set`."""
    waiting: list[model.Node] = [condition]
    seen: set[str] = set()
    while waiting:
        for node in trees.walk(waiting.pop()):
            if isinstance(node, model.ParameterValue):
                return True
            name = uses.named(node)
            if name is not None and name not in seen:
                seen.add(name)
                waiting.extend(uses.bodies(uses.declared(project)[name]))
    return False


# --- told apart ---


def _told(space: Space, formulas: Sequence[Formula]) -> list[Hashable]:
    """Of each formula, which of the drawn customers fulfil it."""
    draw = Random(0)
    customers = [
        {axis: draw.choice(axis.cells).value for axis in space.axes if axis.cells}
        for _ in range(DRAWN)
    ]
    return [tuple(_holds(one, customer) for customer in customers) for one in formulas]


def _holds(formula: Formula, customer: Mapping[Axis, Value]) -> bool:
    match formula:
        case Test(axis, holds):
            return axis in customer and holds(customer[axis])
        case Both(parts):
            return all(_holds(part, customer) for part in parts)
        case Either(parts):
            return any(_holds(part, customer) for part in parts)
        case Negation(part):
            return not _holds(part, customer)
        case _:
            assert_never(formula)
