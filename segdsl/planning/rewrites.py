"""Choose the passes: requests over windows in, groups of requests that share one reading out.

The cost rule is that of docs/performance.md, in units of one bare scan-and-group of the source's
whole history: reading and grouping a window costs its width, looking a row up in a joined table
LOOKUP of that for each table, each fold STATE of that, and each further pass JOIN for bringing its
result to the population. A pass all of whose folds have a condition keeps only the rows that one of
them wants, as long as the conditions are few: each is then asked of every row once more.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from segdsl.meaning.types import EXACT, Type
from segdsl.planning import conditions, plan

HISTORY = 1095  # days of rows that a source is taken to hold: three years
STATE = 0.3
JOIN = 0.15
LOOKUP = 2.0
FEW = 8  # conditions that are worth asking before folding

Asked = TypeVar("Asked")


def tiers(
    requests: Sequence[Asked],
    first: Callable[[Asked], date | None],
    as_of: date,
    joined: int,
) -> list[list[Asked]]:
    """The requests by window, newest windows merged into older ones where one pass is cheaper.

    `joined` is the number of tables that a row of these requests is looked up in.
    """
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
            len(waiting), _width(waiting_since, as_of), _width(day, as_of), joined
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


def _apart_is_cheaper(folds: int, width: float, wider: float, joined: int) -> bool:
    return width * (1 + LOOKUP * joined + STATE * folds) + JOIN < wider * STATE * folds


def wanted(conditions_: Sequence[plan.Term | None]) -> plan.Term | None:
    """What a row must satisfy to be folded at all; None where that is not worth asking."""
    distinct: list[plan.Term] = []
    for condition in conditions_:
        if condition is None:
            return None
        if condition not in distinct:
            distinct.append(condition)
    return conditions.any_of(_one_of(distinct)) if 0 < len(distinct) <= FEW else None


def _one_of(parts: Sequence[plan.Term]) -> list[plan.Term]:
    """`a = 1`, `a = 2` as `a IN (1, 2)`, where engines agree on what is equal."""
    options: dict[plan.Term, list[plan.Term]] = {}
    others: list[plan.Term] = []
    for part in parts:
        match part:
            case plan.Compare("=", left, plan.Const() as right) if left.type in EXACT | {Type.TEXT}:
                options.setdefault(left, []).append(right)
            case _:
                others.append(part)
    listed: list[plan.Term] = [
        plan.OneOf(left, tuple(found)) if len(found) > 1 else plan.Compare("=", left, found[0])
        for left, found in options.items()
    ]
    return [*listed, *others]
