"""Count over the cells of a crowd: a crowd and names in, sizes out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from segdsl.statistics.survey import Crowd


def size(crowd: Crowd, name: str) -> int:
    """How many customers are in it."""
    bit = 1 << crowd.names.index(name)
    return sum(cell.size for cell in crowd.cells if cell.mask & bit)


def shared(crowd: Crowd, name: str) -> dict[str, int]:
    """How many of its members are in each other thing, in the crowd's order."""
    own = crowd.names.index(name)
    inside = [cell for cell in crowd.cells if cell.mask >> own & 1]
    return {
        other: sum(cell.size for cell in inside if cell.mask >> place & 1)
        for place, other in enumerate(crowd.names)
        if place != own
    }


def parts(crowd: Crowd, segmentation: str) -> tuple[str, ...]:
    """The classes of a segmentation, in the crowd's order."""
    start = f"{segmentation}."
    return tuple(name.removeprefix(start) for name in crowd.names if name.startswith(start))


def classes(crowd: Crowd, segmentation: str) -> dict[str | None, tuple[int, Decimal | None]]:
    """Size and value of each class, and (None) of those who are in none."""
    bits = {
        1 << crowd.names.index(f"{segmentation}.{part}"): part
        for part in parts(crowd, segmentation)
    }
    found: dict[str | None, tuple[int, Decimal | None]] = {
        part: (0, None if crowd.value is None else Decimal(0)) for part in (*bits.values(), None)
    }
    for cell in crowd.cells:
        part = next((part for bit, part in bits.items() if cell.mask & bit), None)
        size_, value = found[part]
        found[part] = (size_ + cell.size, _sum(value, cell.value))
    return found


def _sum(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left + right


def combinations(crowd: Crowd, names: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Who is in just these of some names, whatever else they are in."""
    bits = [(1 << crowd.names.index(name), name) for name in names]
    found: dict[tuple[str, ...], int] = {}
    for cell in crowd.cells:
        inside = tuple(name for bit, name in bits if cell.mask & bit)
        found[inside] = found.get(inside, 0) + cell.size
    return found


def means(
    crowd: Crowd, metric: int, name: str, least: int
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The mean of a metric over members, over all others and over everybody.

    None where fewer than `least` have a value, or where taking away would leave so few.
    """
    bit = 1 << crowd.names.index(name)
    sums, known = [Decimal(0), Decimal(0)], [0, 0]
    for cell in crowd.cells:
        side = 0 if cell.mask & bit else 1
        sums[side] += cell.sums[metric]
        known[side] += cell.known[metric]
    whole = sum(sums, Decimal(0)) / sum(known) if sum(known) >= max(least, 1) else None
    if any(0 < count < least for count in known):
        return None, None, whole
    inside, outside = (
        total / count if count else None for total, count in zip(sums, known, strict=True)
    )
    return inside, outside, whole


def category(crowd: Crowd, field: str, name: str) -> tuple[tuple[str | None, int, int], ...]:
    """For each value of a field, how many have it among the members and among all others."""
    bit = 1 << crowd.names.index(name)
    found: dict[str | None, list[int]] = {}
    for group in crowd.categories[field]:
        sides = found.setdefault(group.label, [0, 0])
        sides[0 if group.mask & bit else 1] += group.size
    return tuple((label, inside, outside) for label, (inside, outside) in found.items())
