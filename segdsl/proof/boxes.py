"""Decide whether a condition can hold: a formula over axes in, a verdict with a witness out.

A condition is a list of boxes, a mask of cells for each axis that it looks at. Where a box leaves
room under the facts that bind its axes, the lowest cell of each axis is a customer: readable by
construction. Nothing is guessed: where the boxes are too many, or the customer found might be
impossible, the verdict is Unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import assert_never

from segdsl.proof.axes import Axis, Cell, Holds, TooComplex, Value

MOST_BOXES = 2_000
MOST_STEPS = 40_000  # meetings of two boxes, or of a value with a fact, for one question

# --- formulas ---


@dataclass(frozen=True, slots=True)
class Test:
    """A set of cells of one axis."""

    axis: Axis
    holds: Holds


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    part: Formula


Formula = Test | Both | Either | Negation
ALWAYS = Both(())
NEVER = Either(())

# --- facts and verdicts ---


class Trust(IntEnum):
    """Whether two values can be those of one customer."""

    NEVER = 0
    MAYBE = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """What binds two axes: which of their cells can be met in one customer."""

    left: Axis
    right: Axis
    meet: Callable[[Value, Value], Trust]


@dataclass(frozen=True, slots=True)
class Proved:
    """Nobody can be there."""


@dataclass(frozen=True, slots=True)
class Refuted:
    """Somebody can: `values` are theirs, by axis; `shown` are the axes that put them there."""

    values: Mapping[Axis, Value]
    shown: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """It cannot be decided: `because` is what cannot be seen through, None for too many boxes."""

    because: str | None


Verdict = Proved | Refuted | Unknown
Box = dict[int, int]  # the place of an axis -> the mask of its cells
# why the customer of a box may be impossible, in the author's words; None where they are not
Doubt = Callable[[Sequence[Axis]], str | None]


@dataclass(slots=True)
class Budget:
    """How many steps one question may take, and all of them together; None: any number."""

    each: int = MOST_STEPS
    left: int | None = None


@dataclass(slots=True)
class Space:
    """Settled axes and the facts that bind them; asks whether a formula leaves room."""

    axes: Sequence[Axis]
    facts: Sequence[Fact]
    always: Formula  # what holds of everybody
    doubt: Doubt
    budget: Budget = field(default_factory=Budget)
    steps: int = 0
    _everybody: list[Box] | None = None
    _masks: dict[tuple[int, Holds], int] = field(default_factory=dict)
    _bound: dict[Trust, list[_Bound]] = field(default_factory=dict)

    def is_empty(self, formula: Formula) -> Verdict:
        """Proved where nobody can fulfil the formula; Refuted with somebody who does."""
        budget, self.steps = self.budget, 0
        if budget.left is not None and budget.left <= 0:
            return Unknown(None)
        try:
            return self._is_empty(self.boxes(formula, is_negated=False))
        except TooComplex:
            return Unknown(None)
        finally:
            if budget.left is not None:
                budget.left -= self.steps

    def _is_empty(self, boxes: Sequence[Box]) -> Verdict:
        if self._everybody is None:
            self._everybody = self.boxes(self.always, is_negated=False)
        because: str | None = None
        is_open = False
        for box in boxes:
            for inside in self._product([[box], self._everybody]):
                if self._found(inside, Trust.MAYBE) is None:
                    continue
                doubt = self._doubted(self._placing(inside))
                found = self._found(inside, Trust.SURE) if doubt is None else None
                shown = self._placing(box)
                if found is not None:
                    return Refuted(found, shown)
                is_open = True
                because = because or doubt or (shown[0].name if shown else None)
        return Unknown(because) if is_open else Proved()

    def _placing(self, box: Box) -> tuple[Axis, ...]:
        """The axes that a box leaves less than all of, in the order they were met."""
        return tuple(axis for axis in self.axes if box.get(axis.place, axis.whole) != axis.whole)

    def _doubted(self, axes: Sequence[Axis]) -> str | None:
        own = next((axis.doubt for axis in axes if axis.doubt is not None), None)
        return own or self.doubt(axes)

    # Formulas as boxes.

    def boxes(self, formula: Formula, is_negated: bool) -> list[Box]:
        """The boxes of a formula or of its complement. Raises TooComplex."""
        match formula:
            case Test(axis):
                mask = self._mask(formula)
                mask = axis.whole & ~mask if is_negated else mask
                return [{axis.place: mask}] if mask else []
            case Negation(part):
                return self.boxes(part, not is_negated)
            case Both(parts):
                inner = [self.boxes(part, is_negated) for part in parts]
                return self._union(inner) if is_negated else self._product(inner)
            case Either(parts):
                inner = [self.boxes(part, is_negated) for part in parts]
                return self._product(inner) if is_negated else self._union(inner)
            case _:
                assert_never(formula)

    def _mask(self, test: Test) -> int:
        key = (test.axis.place, test.holds)
        if key not in self._masks:
            self._masks[key] = test.axis.mask(test.holds)
        return self._masks[key]

    def _product(self, factors: Iterable[list[Box]]) -> list[Box]:
        """The boxes where all hold: the fewest first, so that what is empty ends early."""
        found: list[Box] = [{}]
        for factor in sorted(factors, key=len):
            self._count(len(found) * len(factor))
            met = (_met(ours, theirs) for ours in found for theirs in factor)
            found = self._absorbed([box for box in met if box is not None])
        return found

    def _union(self, parts: Iterable[list[Box]]) -> list[Box]:
        single: dict[int, int] = {}  # boxes of one axis add up to one
        several: list[Box] = []
        for part in parts:
            for box in part:
                if len(box) == 1:
                    ((place, mask),) = box.items()
                    single[place] = single.get(place, 0) | mask
                else:
                    several.append(box)
        return self._absorbed([*({place: mask} for place, mask in single.items()), *several])

    def _absorbed(self, boxes: list[Box]) -> list[Box]:
        """Without the boxes that lie in others; one that holds everybody is all there is."""
        kept: list[Box] = []
        for box in sorted((self._plain(box) for box in boxes), key=len):
            self._count(len(kept))
            if not any(_lies_in(box, other) for other in kept):
                kept.append(box)
            if len(kept) > MOST_BOXES:
                raise TooComplex
        return kept

    def _plain(self, box: Box) -> Box:
        return {place: mask for place, mask in box.items() if mask != self.axes[place].whole}

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > self.budget.each:
            raise TooComplex

    # A customer in a box.

    def _found(self, box: Box, least: Trust) -> Mapping[Axis, Value] | None:
        """The lowest cells of a box that all facts allow; None where there are none."""
        rooms = [_room(axis, box.get(axis.place, axis.whole), least) for axis in self.axes]
        placed = self._placed(rooms, self._bounds(least), 0)
        if placed is None:
            return None
        return {
            axis: axis.cells[mask.bit_length() - 1].value
            for axis, mask in zip(self.axes, placed, strict=True)
        }

    def _placed(self, rooms: list[int], bounds: list[_Bound], start: int) -> list[int] | None:
        """Rooms of one cell each, by trying the lowest first after what facts rule out."""
        narrowed = self._narrowed(rooms, bounds)
        if narrowed is None:
            return None
        for place in range(start, len(narrowed)):
            room = narrowed[place]
            while room & (room - 1):
                lowest = room & -room
                tried = self._placed(_with(narrowed, place, lowest), bounds, place + 1)
                if tried is not None:
                    return tried
                room &= ~lowest
                narrowed[place] = room
            if not room:
                return None
        return self._narrowed(narrowed, bounds)

    def _narrowed(self, rooms: Sequence[int], bounds: list[_Bound]) -> list[int] | None:
        """The rooms without the cells that some fact leaves no partner for."""
        found = list(rooms)
        if not all(found):
            return None
        changed = True
        while changed:
            changed = False
            for bound in bounds:
                self._count(1)
                for one, other, partners in bound.ways:
                    room = _partnered(found[one], found[other], partners)
                    if room != found[one]:
                        if not room:
                            return None
                        found[one] = room
                        changed = True
        return found

    def _bounds(self, least: Trust) -> list[_Bound]:
        if least not in self._bound:
            self._bound[least] = [_bound(fact, least) for fact in self.facts]
        return self._bound[least]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A fact as masks: for each cell of one axis, the cells of the other that it can meet."""

    ways: tuple[tuple[int, int, tuple[int, ...]], ...]


def _bound(fact: Fact, least: Trust) -> _Bound:
    left, right = fact.left, fact.right
    there = [
        sum(1 << at for at, other in enumerate(right.cells)
            if fact.meet(one.value, other.value) >= least)
        for one in left.cells
    ]  # fmt: skip
    back = [
        sum(1 << at for at, mask in enumerate(there) if mask >> place & 1)
        for place in range(len(right.cells))
    ]
    ways = ((left.place, right.place, tuple(there)), (right.place, left.place, tuple(back)))
    return _Bound(ways)


def _partnered(room: int, other: int, partners: Sequence[int]) -> int:
    kept, rest = room, room
    while rest:
        lowest = rest & -rest
        if not partners[lowest.bit_length() - 1] & other:
            kept &= ~lowest
        rest &= ~lowest
    return kept


def _room(axis: Axis, mask: int, least: Trust) -> int:
    if least is Trust.SURE:
        return mask & _sure(axis.cells)
    return mask


def _sure(cells: Sequence[Cell]) -> int:
    return sum(1 << place for place, cell in enumerate(cells) if cell.is_sure)


def _with(rooms: Sequence[int], place: int, room: int) -> list[int]:
    found = list(rooms)
    found[place] = room
    return found


def _met(ours: Box, theirs: Box) -> Box | None:
    """Where two boxes meet, if they do."""
    if len(ours) < len(theirs):
        ours, theirs = theirs, ours
    found = dict(ours)
    for place, mask in theirs.items():
        both = found.get(place, mask) & mask
        if not both:
            return None
        found[place] = both
    return found


def _lies_in(box: Box, other: Box) -> bool:
    return all(place in box and not box[place] & ~mask for place, mask in other.items())
