"""Gather what is asked of one population and hand out its answers: questions in, figures out.

Each topic asks first and keeps a reader, a function of the answers: so everything is asked in one
statement, and each topic stays on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from segdsl.planning import plan
from segdsl.planning.inquiry import Inquiry
from segdsl.sql import tallies
from segdsl.sql.dialects import Dialect
from segdsl.sql.tallies import Cells, Labels, Part, Sums, Tally
from segdsl.statistics.survey import Cell, Sum

T = TypeVar("T")
TOGETHER = 8  # names in a mask that something else multiplies: more would give many more rows
FEW_BITS = 14  # of a mask whose bits have little to do with each other: fewer rows to read


@dataclass(frozen=True, slots=True)
class Counted:
    """Customers of one key and mask; value: the sum of the tally's weight, 0 without one."""

    key: int | None
    mask: int
    size: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Label:
    """Customers of one text; text None: those without one or, where not `own`, all others."""

    text: str | None
    own: bool
    size: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Sizes, rows of each tally and of each text, by the numbers given when they were asked for;
    cells, and the sums of each mask by its own bits.
    """

    sizes: list[int]
    tallies: list[list[Counted]]
    labels: list[list[Label]]
    cells: list[Cell]
    sums: list[list[tuple[int, tuple[Sum, ...]]]]


Reader = Callable[[Answers], T]


@dataclass(slots=True)
class Asking:
    """What was asked so far."""

    inquiry: Inquiry
    cells: Cells = field(default_factory=lambda: Cells(masks(()), None))
    sums: Sums = field(default_factory=lambda: Sums((), ()))
    counted: dict[plan.Term, int] = field(default_factory=dict)
    tallies: list[Tally] = field(default_factory=list)
    labels: list[Labels] = field(default_factory=list)

    def size(self, verdict: plan.Term) -> int:
        """The number of a count of those for whom a term holds."""
        return self.counted.setdefault(verdict, len(self.counted))

    def tally(
        self,
        key: plan.Term | None = None,
        mask: plan.Term | None = None,
        weight: plan.Term | None = None,
    ) -> int:
        """The number of a tally."""
        self.tallies.append(Tally(key, mask, weight))
        return len(self.tallies) - 1

    def most_frequent(self, text: plan.Term, most: int) -> int:
        """The number of a count by text."""
        self.labels.append(Labels(text, most))
        return len(self.labels) - 1

    def statement(self, program: plan.Program, dialect: Dialect) -> str:
        asked = [*self.tallies, *self._ballots()]
        return tallies.statement(program, self.cells, self.sums, asked, self.labels, dialect)

    def _ballots(self) -> list[Tally]:
        """Verdicts that are each counted for themselves, several in a mask."""
        terms = tuple(self.counted)
        return [
            Tally(mask=plan.Bits(terms[start : start + FEW_BITS]))
            for start in range(0, len(terms), FEW_BITS)
        ]

    def answers(self, rows: Sequence[tuple[Any, ...]]) -> Answers:
        """The rows of the statement, each to whom it belongs."""
        ballots = len(self._ballots())
        found = Answers(
            sizes=[0] * len(self.counted),
            tallies=[[] for _ in range(len(self.tallies) + ballots)],
            labels=[[] for _ in self.labels],
            cells=[],
            sums=[[] for _ in self.sums.masks],
        )
        _sort(rows, len(self.cells.masks), found)
        for place in range(len(self.counted)):
            ballot, bit = divmod(place, FEW_BITS)
            rows_of = found.tallies[len(self.tallies) + ballot]
            found.sizes[place] = sum(one.size for one in rows_of if one.mask >> bit & 1)
        return found


def masks(terms: Sequence[plan.Term]) -> tuple[plan.Term, ...]:
    """Terms as masks of as many bits as there may be, at least one mask."""
    starts = range(0, max(1, len(terms)), plan.MOST_BITS)
    return tuple(plan.Bits(tuple(terms[start : start + plan.MOST_BITS])) for start in starts)


def _sort(rows: Sequence[tuple[Any, ...]], masks: int, found: Answers) -> None:
    """Puts each row where it belongs."""
    size_at, sums_at = 4 + masks, 6 + masks
    shifts = [plan.MOST_BITS * place for place in range(masks)]
    for row in rows:
        part, number, key, label, mask = row[:5]
        size, value = row[size_at], row[size_at + 1]
        match part:
            case Part.TALLY:
                found.tallies[number].append(Counted(key, mask, size, value))
            case Part.LABEL:
                found.labels[number].append(Label(label, key == 1, size))
            case Part.SUM:
                sums = zip(row[sums_at::2], row[sums_at + 1 :: 2], strict=True)
                found.sums[number].append((mask, tuple(Sum(*one) for one in sums)))
            case _:
                bits = zip(row[4:size_at], shifts, strict=True)
                whole = sum(some << shift for some, shift in bits)
                found.cells.append(Cell(whole, size, value))
