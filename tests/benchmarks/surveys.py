"""Measure surveys: a folder to make data in, a table of seconds by stage out.

The example with the days of a page, and a hundred segments of a million customers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

from segdsl.compiler import Stopwatch
from segdsl.meaning import model
from segdsl.statistics.from_warehouse import survey
from segdsl.statistics.survey import Survey
from segdsl.warehouse.address import Address, Form
from segdsl.warehouse.duckdb import DuckDB
from tests.benchmarks import worlds
from tests.benchmarks.segments import pairs, understood

CUSTOMERS, ORDERS, SEGMENTS = 1_000_000, 10_000_000, 100
MONTHS = 8
STAGES = ("planning", "sql", "survey", "figures")
HEAD = (
    f"| | names | customers | cells | days | {' | '.join(STAGES)} | all | processor |\n"
    f"|---|{'---:|' * (6 + len(STAGES))}"
)


def measure(folder: Path, runs: int) -> None:
    """Prints the fastest of some runs of each; the large one runs once."""
    print(f"\nsurveys, DuckDB, the fastest of {runs}\n\n{HEAD}")
    address = Address("dev", Form.FOLDER, "data", worlds.EXAMPLE / "data")
    for days in ([], months(worlds.REAL.day)):
        _line("complete_journey", worlds.example(), worlds.REAL.day, days, address, runs)
    large = folder / "crowd.duckdb"
    worlds.make_large(large, CUSTOMERS, ORDERS)
    project = understood(worlds.LARGE, pairs(worlds.LARGE, SEGMENTS))
    project = replace(project, value_metrics={"customers": "spent"})
    address = Address("dev", Form.DUCKDB, "crowd", large)
    for days in ([], months(worlds.LARGE.day)[-2:]):
        _line("large", project, worlds.LARGE.day, days, address, 1)


def months(day: date) -> list[date]:
    """The last days of the months up to a day, which ends one itself."""
    found = [day]
    while len(found) < MONTHS:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found[::-1]


def _line(
    name: str,
    project: model.Project,
    as_of: date,
    days: Sequence[date],
    address: Address,
    runs: int,
) -> None:
    engine = DuckDB(address)
    try:
        timed = [_timed(project, as_of, days, engine) for _ in range(runs)]
    finally:
        engine.close()
    seconds, watch, processor, found = min(timed, key=lambda one: one[0])
    (crowd,) = found.crowds.values()
    stages = " | ".join(f"{watch.seconds.get(stage, 0):.2f} s" for stage in STAGES)
    print(
        f"| {name} | {len(crowd.names)} | {crowd.size:,} | {len(crowd.cells):,} | {len(days)} "
        f"| {stages} | {seconds:.1f} s | {processor:.1f} s |",
        flush=True,
    )


def _timed(
    project: model.Project, as_of: date, days: Sequence[date], engine: DuckDB
) -> tuple[float, Stopwatch, float, Survey]:
    watch = Stopwatch(perf_counter)
    started, worked = perf_counter(), process_time()
    found = survey(project, as_of, days, engine, watch, lambda population: None)
    return perf_counter() - started, watch, process_time() - worked, found
