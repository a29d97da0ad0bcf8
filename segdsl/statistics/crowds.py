"""Read a crowd: its cells in, sizes, overlaps, combinations and averages of any names out.

A name is one long whole number with a bit for each cell that is in it, and so is each binary digit
of the cells' sizes and values. Who is in two names is then `a & b`, counting is `int.bit_count`:
a thousand pairs over a hundred thousand cells take a fraction of a second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import or_

from segdsl.statistics.survey import Crowd, Sum


@dataclass(frozen=True, slots=True)
class Combination:
    """Customers who are in just these of some names; value None without a weight."""

    names: tuple[str, ...]
    size: int
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Average:
    """The average of a metric over those for whom it is known; None of nobody."""

    inside: Decimal | None
    outside: Decimal | None


@dataclass(slots=True)
class Reading:
    """A crowd, and what was counted of it so far. Raises KeyError for a name it has not."""

    crowd: Crowd
    places: dict[str, int] = field(init=False)
    everybody: int = field(init=False)  # all cells
    cells_of: dict[str, int] = field(init=False)
    digits: dict[object, Digits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells = self.crowd.cells
        self.places = {name: place for place, name in enumerate(self.crowd.names)}
        self.everybody = (1 << len(cells)) - 1
        planes = _planes([cell.mask for cell in cells])
        self.cells_of = {
            name: planes[place] if place < len(planes) else 0 for name, place in self.places.items()
        }

    # --- sizes ---

    def size_of(self, name: str) -> int:
        return self._size(self.cells_of[name])

    def value_of(self, name: str) -> Decimal | None:
        """What its members are worth together; None without a metric that weighs them."""
        return self._value(self.cells_of[name])

    def covered(self, names: Iterable[str]) -> int:
        """How many are in at least one of these."""
        return self._size(reduce(or_, (self.cells_of[name] for name in names), 0))

    def overlap(self, *names: str) -> int:
        """How many are in all of these; everybody is in all of none."""
        return self._size(self._together(names))

    def shared_value(self, *names: str) -> Decimal | None:
        """What those in all of these are worth."""
        return self._value(self._together(names))

    def overlaps(self, names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """How many are in both of each pair, a row for each name; the diagonal has the sizes."""
        found = [[0] * len(names) for _ in names]
        for row, name in enumerate(names):
            for column in range(row + 1):
                both = self.cells_of[name] & self.cells_of[names[column]]
                found[row][column] = found[column][row] = self._size(both) if both else 0
        return tuple(map(tuple, found))

    def combinations(self, names: Sequence[str], limit: int) -> tuple[Combination, ...]:
        """The largest groups of customers who are in just the same of these, at most `limit`.

        Those in none of them are a combination too. Of equal sizes the one of earlier names first.
        """
        places = [self.places[name] for name in names]
        wanted = sum(1 << place for place in set(places))
        sizes: Counter[int] = Counter()
        values: dict[int, Decimal] = {}
        for cell in self.crowd.cells:
            mask = cell.mask & wanted
            sizes[mask] += cell.size
            values[mask] = values.get(mask, Decimal(0)) + (cell.value or 0)
        told = {
            mask: tuple(n for n, place in enumerate(places) if mask >> place & 1) for mask in sizes
        }
        first = sorted(sizes, key=lambda mask: (-sizes[mask], told[mask]))[:limit]
        weighed = self.crowd.value is not None
        return tuple(
            Combination(
                tuple(names[n] for n in told[mask]), sizes[mask], values[mask] if weighed else None
            )
            for mask in first
        )

    # --- metrics and categories ---

    def average(self, metric: str, name: str) -> Average:
        """The average of a metric over the members of a name, and over all others."""
        place = self.crowd.metrics.index(metric)
        inside, whole = self.crowd.sums[name][place], self.crowd.whole[place]
        outside = Sum(whole.total - inside.total, whole.known - inside.known)
        return Average(_average(inside), _average(outside))

    def average_of_all(self, metric: str) -> Decimal | None:
        """The average of a metric over the population."""
        return _average(self.crowd.whole[self.crowd.metrics.index(metric)])

    def sum_of(self, metric: str, name: str) -> Decimal:
        """The sum of a metric over the members of a name."""
        return self.crowd.sums[name][self.crowd.metrics.index(metric)].total

    def known(self, metric: str, name: str) -> int:
        """For how many members of a name a metric is known."""
        return self.crowd.sums[name][self.crowd.metrics.index(metric)].known

    def known_of_all(self, metric: str) -> int:
        """For how many customers a metric is known."""
        return self.crowd.whole[self.crowd.metrics.index(metric)].known

    def by_category(self, category: str, name: str) -> dict[str | None, int]:
        """How many members of a name have each value of a category; None: missing."""
        found = self.crowd.categories[category]
        return dict(zip(found.labels, found.members[name], strict=True))

    def all_by_category(self, category: str) -> dict[str | None, int]:
        """How many customers have each value of a category; None: missing."""
        found = self.crowd.categories[category]
        return dict(zip(found.labels, found.sizes, strict=True))

    # --- pieces ---

    def _together(self, names: Iterable[str]) -> int:
        cells = self.everybody
        for name in names:
            cells &= self.cells_of[name]
        return cells

    def _size(self, cells: int) -> int:
        return int(self._of("size", lambda: [Decimal(c.size) for c in self.crowd.cells], cells))

    def _value(self, cells: int) -> Decimal | None:
        if self.crowd.value is None:
            return None
        return self._of("value", lambda: [c.value or Decimal(0) for c in self.crowd.cells], cells)

    def _of(self, key: object, numbers: Callable[[], Sequence[Decimal]], cells: int) -> Decimal:
        """The sum of a number over some cells; its digits are taken apart once."""
        if key not in self.digits:
            self.digits[key] = _digits(numbers())
        return self.digits[key].sum_over(cells)


def _average(found: Sum) -> Decimal | None:
    return found.total / found.known if found.known else None


@dataclass(frozen=True, slots=True)
class Digits:
    """A number for each cell, in binary: `planes[n]` has the cells whose digit `n` is 1.

    The number is what the digits say, plus `least`, times ten to the power of `exponent`.
    """

    planes: tuple[int, ...]
    least: int
    exponent: int

    def sum_over(self, cells: int) -> Decimal:
        whole = sum((plane & cells).bit_count() << n for n, plane in enumerate(self.planes))
        return Decimal(whole + self.least * cells.bit_count()).scaleb(self.exponent)


def _digits(numbers: Sequence[Decimal]) -> Digits:
    exponents = (number.as_tuple().exponent for number in numbers)
    exponent = min((one for one in exponents if isinstance(one, int)), default=0)
    exponent = min(0, exponent)
    whole = [int(number.scaleb(-exponent)) for number in numbers]
    least = min(0, min(whole, default=0))
    return Digits(tuple(_planes([one - least for one in whole])), least, exponent)


# for each bit of a byte, the table that turns bytes into the digit of that bit, as text
_DIGIT_OF = [bytes(ord("0") + (byte >> bit & 1) for byte in range(256)) for bit in range(8)]


def _planes(numbers: Sequence[int]) -> list[int]:
    """For each binary digit, one number whose bit `i` is that digit of the number `i`.

    Bytes are moved by slices and tables: a loop over 100,000 numbers would be felt.
    """
    width = (max(numbers, default=0).bit_length() + 7) // 8
    data = b"".join(number.to_bytes(width, "little") for number in reversed(numbers))
    planes = []
    for place in range(width):
        column = data[place::width]
        planes += [int(column.translate(table), 2) for table in _DIGIT_OF]
    return planes
