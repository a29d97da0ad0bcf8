"""Choose the passes: requests over windows in, groups of requests that share one reading out.

The cost rule is that of docs/performance.md, in units of one bare scan-and-group of the source's
whole history: reading and grouping a window costs its width, each fold STATE of that, and each
further pass JOIN for bringing its result to the population.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

HISTORY = 1095  # days of rows that a source is taken to hold: three years
STATE = 0.3
JOIN = 0.15

Asked = TypeVar("Asked")


def tiers(
    requests: Sequence[Asked], first: Callable[[Asked], date | None], as_of: date
) -> list[list[Asked]]:
    """The requests by window, newest windows merged into older ones where one pass is cheaper."""
    by_first: dict[date | None, list[Asked]] = {}
    for request in requests:
        by_first.setdefault(first(request), []).append(request)
    newest_first = sorted(by_first, key=lambda day: day or date.min, reverse=True)
    done: list[list[Asked]] = []
    waiting: list[Asked] = []
    waiting_since: date | None = None
    for day in newest_first:
        here = by_first[day]
        if waiting and _apart_is_cheaper(
            len(waiting), _width(waiting_since, as_of), _width(day, as_of)
        ):
            done.append(waiting)
            waiting = here
        else:
            waiting = [*here, *waiting]
        waiting_since = day
    if waiting:
        done.append(waiting)
    return done[::-1]


def _width(first: date | None, as_of: date) -> float:
    """The share of the history that a window covers."""
    return 1.0 if first is None else min(1.0, max(0, (as_of - first).days + 1) / HISTORY)


def _apart_is_cheaper(folds: int, width: float, wider: float) -> bool:
    return width * (1 + STATE * folds) + JOIN < wider * STATE * folds
