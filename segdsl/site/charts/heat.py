"""How dark a cell is: a figure and the greatest one in, a level from 0 to 6 out."""

from __future__ import annotations

LEVELS = 7


def level(value: float, most: float) -> int:
    """0 for nothing, then six even steps to the greatest."""
    if value <= 0 or most <= 0:
        return 0
    return min(1 + int(value / most * (LEVELS - 1) * (1 - 1e-9)), LEVELS - 1)
