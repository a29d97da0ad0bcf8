"""Decide which counts may be told: counts and what they add up to in, those to hide out.

A count below the least that may be told is hidden; so are enough of its neighbours that it cannot
be found by taking away the rest from a total which is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def is_small(size: int, least: int) -> bool:
    """Whether a count is of somebody, and of too few."""
    return 0 < size < least


def hidden(sizes: Sequence[int], sums: Iterable[Sequence[int]], least: int) -> frozenset[int]:
    """The places of the counts not to tell; `sums` are the places that add up to a known total.

    In each sum with a small count at least two are hidden, and they hold so many together that
    nothing follows for one of them; where there is nothing else to hide, nothing helps.
    """
    kept_back = {place for place, size in enumerate(sizes) if is_small(size, least)}
    groups = [tuple(group) for group in sums]
    changed = True
    while changed:
        changed = False
        for group in groups:
            more = _more(sizes, group, kept_back, least)
            changed = changed or bool(more)
            kept_back |= more
    return frozenset(kept_back)


def _more(sizes: Sequence[int], group: Sequence[int], kept_back: set[int], least: int) -> set[int]:
    inside = [place for place in group if place in kept_back]
    if not inside:
        return set()
    told = sorted((sizes[place], place) for place in group if place not in kept_back)
    free = [place for size, place in told if size > 0]
    more: set[int] = set()
    total = sum(sizes[place] for place in inside)
    while free and (len(inside) + len(more) < 2 or total < 2 * least):
        taken = free.pop(0)
        more.add(taken)
        total += sizes[taken]
    return more
