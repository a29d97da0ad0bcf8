"""Find the parts of `and` and `or` that could be left out: conditions in; parts, and why, out.

What is proved holds for every day and all rows, but only for the parameters as they are: where one
has a part in it, nothing is said, since `--set` may give it another value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from segdsl.lint.places import deep
from segdsl.meaning import model, uses
from segdsl.proof.boxes import Proved, Verdict
from segdsl.proof.questions import Prover, Questions

MOST_PARTS = 40
# whether a part of given ones can go, beside others
Goes = Callable[[Questions, int, Sequence[int]], Verdict]


@dataclass(frozen=True, slots=True)
class Needless:
    """The place of a part, and the fewest others that make it needless; none: it is so alone."""

    place: int
    because: tuple[int, ...]


def in_all(prover: Prover, table: str, node: model.All) -> tuple[Needless, ...]:
    """The parts of an `and` that leave nobody out."""
    asked = _asked(prover, table, node.parts)
    if asked is None or isinstance(asked.together(range(len(node.parts))), Proved):
        return ()
    return tuple(_needless(prover.project, asked, node.parts, Questions.follows))


def in_any(prover: Prover, table: str, node: model.AnyOf) -> tuple[Needless, ...]:
    """The parts of an `or` that add nobody."""
    asked = _asked(prover, table, node.parts)
    if asked is None or isinstance(asked.neither(range(len(node.parts))), Proved):
        return ()
    return tuple(_needless(prover.project, asked, node.parts, Questions.is_within))


def beside(
    prover: Prover, table: str, node: model.All, branches: model.AnyOf
) -> tuple[Needless, ...]:
    """The parts of an `or` inside an `and` that never hold beside the rest of it."""
    rest = tuple(part for part in node.parts if part is not branches)
    everything = (*rest, *branches.parts)
    asked = _asked(prover, table, everything)
    places = range(len(rest))
    if asked is None or isinstance(asked.together(places), Proved):
        return ()
    found = []
    for place in range(len(branches.parts)):
        here = len(rest) + place
        if isinstance(asked.together((*places, here)), Proved):
            because = _fewest(asked, here, tuple(places), _never_beside)
            if not _depends(prover.project, [everything[one] for one in (here, *because)]):
                found.append(Needless(place, because))
    return tuple(found) if len(found) < len(branches.parts) else ()


def _asked(prover: Prover, table: str, conditions: Sequence[model.Condition]) -> Questions | None:
    return prover.about(table, conditions) if len(conditions) <= MOST_PARTS else None


def _needless(
    project: model.Project, asked: Questions, parts: Sequence[model.Condition], goes: Goes
) -> Iterator[Needless]:
    """Later parts first, so that of two that say the same the first one stays."""
    kept = list(range(len(parts)))
    for place in reversed(range(len(parts))):
        others = tuple(other for other in kept if other != place)
        if not isinstance(goes(asked, place, others), Proved):
            continue
        because = _fewest(asked, place, others, goes)
        if not _depends(project, [parts[one] for one in (place, *because)]):
            kept = list(others)
            yield Needless(place, because)


def _fewest(asked: Questions, place: int, others: tuple[int, ...], goes: Goes) -> tuple[int, ...]:
    """The others without those that the proof does not need."""
    kept = others
    for other in others:
        fewer = tuple(one for one in kept if one != other)
        if isinstance(goes(asked, place, fewer), Proved):
            kept = fewer
    return kept


def _never_beside(asked: Questions, place: int, others: Sequence[int]) -> Verdict:
    return asked.together((*others, place))


def _depends(project: model.Project, conditions: Sequence[model.Condition]) -> bool:
    """Whether a parameter has a part in what conditions mean."""
    return any(
        isinstance(node, model.ParameterValue) for node in deep(uses.declared(project), *conditions)
    )
