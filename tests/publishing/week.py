"""Publish the boutique for a week of days, on PostgreSQL, and compare its history with runs.

`python -m tests.publishing.week --customers 2000` says how many answers were compared and how many
differ: who was in each segment and class on each day, by the history and by a run as of that day.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import psycopg

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.warehouse import connect as reading
from segdsl.warehouse import run as runs
from tests import servers
from tests.examples.boutique import example, worlds
from tests.publishing import shop
from tests.publishing.shop import Place

LAST = date(2026, 3, 31)
DAYS = 7


def filled(uri: str, customers: int) -> Place:
    """The example's warehouse in PostgreSQL."""
    project = example.project()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "small.duckdb"
        example.script().make(file, customers, seed=1)
        with duckdb.connect(str(file), read_only=True) as connection:
            rows = worlds.stored(connection, project)
    with psycopg.connect(uri) as server:
        worlds.create(project, lambda sql: server.execute(sql.encode()))
        worlds.fill_postgres(server, project, rows)
        server.commit()
    return shop.in_postgres(uri)


def compared(place: Place) -> tuple[int, int]:
    """How many answers of a week were compared, and how many differ."""
    project = example.project()
    names = (*project.segments, *project.segmentations)
    days = [LAST - timedelta(days=n) for n in reversed(range(DAYS))]
    for day in days:
        shop.publish(place, project, day, max_change=Decimal(10**6))
    past = place.history()
    answers = wrong = 0
    try:
        for day in days:
            programs, said = compiler.programs(project, names, day, Stopwatch())
            assert not said
            engine = reading.connect(place.reads)
            recomputed: dict[str, set[str]] = {}
            for name, key in runs.members(programs, engine):
                recomputed.setdefault(name, set()).add(key)
            engine.close()
            for declared in names:
                for part in {
                    *past.parts(declared),
                    *(n for n in recomputed if _is_of(n, declared)),
                }:
                    answers += 1
                    wrong += set(past.members(part, day)) != recomputed.get(part, set())
    finally:
        past.engine.close()
    return answers, wrong


def _is_of(name: str, declared: str) -> bool:
    return name == declared or name.startswith(f"{declared}.")


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=2000)
    asked = parser.parse_args()
    started = time.perf_counter()
    with servers.postgres() as uri:
        answers, wrong = compared(filled(uri, asked.customers))
    seconds = f"{time.perf_counter() - started:.0f} s"
    print(f"{asked.customers} customers, {DAYS} days: {answers} answers, {wrong} differ, {seconds}")


if __name__ == "__main__":
    _main()
