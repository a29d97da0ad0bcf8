"""Segments to measure: each as `.seg` text, and as the query that a person would write for it.

Metrics repeat as they do in real projects: 300 segments share some 80 of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from segdsl.meaning import from_syntax, model
from segdsl.meaning.settings import Settings
from segdsl.syntax import from_text
from segdsl.text.source import SourceFile


@dataclass(frozen=True, slots=True)
class World:
    """A table of orders and its words: how rules and hand-written SQL name its columns."""

    name: str
    model: str
    day: date
    timezone: str
    members: str  # the table of the population
    relation: str  # FROM … of a query that reads the category
    bare: str  # FROM … of one that does not
    customer: str
    at: str
    amount: str
    store: str
    category: str
    category_path: str
    categories: tuple[str, ...]
    scale: int  # a usual number of rows of one customer in a year

    def since(self, days: int) -> str:
        """The first instant of the window `in last N days`, as the column holds it: in UTC."""
        return self._instant(self.day - timedelta(days=days - 1))

    @property
    def end(self) -> str:
        return self._instant(self.day + timedelta(days=1))

    def _instant(self, day: date) -> str:
        there = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.timezone))
        return f"TIMESTAMP '{there.astimezone(ZoneInfo('UTC')).replace(tzinfo=None)}'"

    def window(self, days: int) -> str:
        return f"{self.at} >= {self.since(days)} AND {self.at} < {self.end}"

    def counted(self, query: str) -> str:
        """How many members a hand-written query finds: a key of no customer is none."""
        known = f"SELECT {self.customer} FROM {self.members}"
        return f"SELECT count(*) FROM ({query}) AS found (k) WHERE k IN ({known})"


@dataclass(frozen=True, slots=True)
class Pair:
    """One segment, both ways."""

    rule: str
    query: str


def understood(world: World, chosen: Sequence[Pair]) -> model.Project:
    """The project of these segments, from text."""
    rules = "".join(f"segment s{number}: {pair.rule}\n" for number, pair in enumerate(chosen))
    module, found = from_text.module(SourceFile("benchmark.seg", world.model + rules))
    project, said = from_syntax.project([module], Settings("benchmark", world.timezone), {})
    if found or said:
        sys.exit("\n".join(one.said(one.message.says, "en") for one in (*found, *said)))
    return project


WINDOWS = (30, 90, 180, 365)
Family = Callable[[World, int], Pair]


def pairs(world: World, count: int) -> list[Pair]:
    """The first `count` segments: families in turn, thresholds moving on from round to round."""
    return list(islice(_endless(world), count))


def _endless(world: World) -> Iterator[Pair]:
    turn = 0
    while True:
        for family in FAMILIES:
            yield family(world, turn)
        turn += 1


def _frequent(world: World, turn: int) -> Pair:
    days, least = WINDOWS[turn % 4], max(1, world.scale * WINDOWS[turn % 4] // 365 + turn // 4)
    return Pair(
        f"count of orders in last {days}d >= {least}",
        f"SELECT {world.customer} FROM {world.bare} WHERE {world.window(days)} "
        f"GROUP BY 1 HAVING count(*) >= {least}",
    )


def _spender(world: World, turn: int) -> Pair:
    days, least = WINDOWS[turn % 4], 50 + 25 * turn
    return Pair(
        f"sum of orders.amount in last {days}d >= {least}",
        f"SELECT {world.customer} FROM {world.bare} WHERE {world.window(days)} "
        f"GROUP BY 1 HAVING sum({world.amount}) >= {least}",
    )


def _recent(world: World, turn: int) -> Pair:
    days = 7 + 5 * turn
    return Pair(
        f"time since last order < {days}d",
        f"SELECT DISTINCT {world.customer} FROM {world.bare} WHERE {world.window(days)}",
    )


def _lost(world: World, turn: int) -> Pair:
    days, least = (60, 90, 120, 180)[turn % 4], 1 + turn
    return Pair(
        f"count of orders >= {least} and no orders in last {days}d",
        f"SELECT {world.customer} FROM {world.bare} WHERE {world.at} < {world.end} "
        f"GROUP BY 1 HAVING count(*) >= {least} AND max({world.at}) < {world.since(days)}",
    )


def _lover(world: World, turn: int) -> Pair:
    days = WINDOWS[1 + turn % 3]
    category = world.categories[turn % len(world.categories)]
    return Pair(
        f'any orders where ({world.category_path} = "{category}") in last {days}d',
        f"SELECT DISTINCT {world.customer} FROM {world.relation} "
        f"WHERE {world.window(days)} AND {world.category} = '{category}'",
    )


def _big(world: World, turn: int) -> Pair:
    days, least = WINDOWS[turn % 2 * 2 + 1], 3 + turn // 2
    return Pair(
        f"average of orders.amount in last {days}d >= {least}",
        f"SELECT {world.customer} FROM {world.bare} WHERE {world.window(days)} "
        f"GROUP BY 1 HAVING avg({world.amount}) >= {least}",
    )


def _roaming(world: World, turn: int) -> Pair:
    days, least = WINDOWS[1 + turn % 3], 2 + turn // 3
    return Pair(
        f"number of distinct orders.store in last {days}d >= {least}",
        f"SELECT {world.customer} FROM {world.bare} WHERE {world.window(days)} "
        f"GROUP BY 1 HAVING count(DISTINCT {world.store}) >= {least}",
    )


def _best(world: World, turn: int) -> Pair:
    share = 5 + turn
    return Pair(
        f"spent in top {share}% among buyers",
        f"WITH spent AS (SELECT {world.customer} AS k, sum({world.amount}) AS s "
        f"FROM {world.bare} WHERE {world.window(365)} GROUP BY 1), "
        "ranked AS (SELECT k, rank() OVER (ORDER BY s DESC) - 1 AS better, "
        "count(*) OVER () AS n FROM spent) "
        f"SELECT k FROM ranked WHERE better * 100 < {share} * n",
    )


def _leaning(world: World, turn: int) -> Pair:
    """A share is a double, by hand too: 66.90 of 446.00 is a little more than 15 % there."""
    category, share = world.categories[turn % 6], 10 + 5 * (turn // 6)
    part = f"sum(CASE WHEN {world.category} = '{category}' THEN {world.amount} END)"
    return Pair(
        f'share of orders.amount where ({world.category_path} = "{category}") in last 365d'
        f" > {share}%",
        f"SELECT {world.customer} FROM {world.relation} WHERE {world.window(365)} GROUP BY 1 "
        f"HAVING CAST({part} AS DOUBLE PRECISION) "
        f"/ nullif(CAST(sum({world.amount}) AS DOUBLE PRECISION), 0) > 0.{share:02}",
    )


def _rising(world: World, turn: int) -> Pair:
    days = WINDOWS[turn % 2]
    factor = 1 + turn // 2
    recent = f"sum(CASE WHEN {world.at} >= {world.since(days)} THEN {world.amount} ELSE 0 END)"
    earlier = f"sum(CASE WHEN {world.at} < {world.since(days)} THEN {world.amount} ELSE 0 END)"
    return Pair(
        f"sum of orders.amount in last {days}d > "
        f"{factor} * sum of orders.amount from {2 * days}d ago to {days}d ago",
        f"SELECT {world.customer} FROM {world.bare} WHERE {world.window(2 * days)} "
        f"GROUP BY 1 HAVING {recent} > {factor} * {earlier}",
    )


FAMILIES: tuple[Family, ...] = (
    _frequent, _recent, _spender, _lover, _lost, _big, _best, _roaming, _rising, _leaning,
)  # fmt: skip
