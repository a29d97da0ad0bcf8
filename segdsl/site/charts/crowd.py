"""Count over the cells of a crowd: a crowd and names in, sizes out."""

from __future__ import annotations

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
