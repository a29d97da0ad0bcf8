"""`python -m tests.benchmarks [real] [postgres] [example] [large] [survey]`: fused or one by one.

Prints, per number of segments, the time of one fused program, of one hand-written query per
segment, and of the bare scan-and-group of the same table (BARE), and their ratios. The three are
run in turn and medians taken, so that what else the machine does is shared by all. `example` sets
the example's own segments against one program of the same compiler for each of them; `survey` times
all that pages need to know of a warehouse, by stage.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter

import duckdb

from segdsl.meaning import model
from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from segdsl.sql.dialects import DUCKDB, POSTGRES, Dialect
from tests import servers
from tests.benchmarks import surveys, worlds
from tests.benchmarks.segments import Pair, World, pairs, understood

COUNTS = (1, 10, 34, 100, 300)
HEAD = "| segments | fused | one by one | BARE | one by one / fused | fused / BARE | compile |"
WHICH = ("real", "postgres", "example", "large", "survey")
Rows = list[tuple[object, ...]]
Ask = Callable[[str], Rows]


@dataclass(frozen=True, slots=True)
class Contest:
    """One line of a table: statements that answer the same, and that of BARE."""

    count: int
    fused: str
    singles: list[str]
    bare: str
    compiling: float  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("which", nargs="*", help=", ".join(WHICH))
    parser.add_argument("--runs", type=int, default=5, help="of which the median is taken")
    parser.add_argument("--counts", type=int, nargs="*", default=COUNTS)
    asked = parser.parse_args()
    wanted = asked.which or WHICH
    with tempfile.TemporaryDirectory(prefix="segdsl-benchmark-") as folder:
        real = Path(folder) / "real.duckdb"
        worlds.make_real(real)
        if "real" in wanted:
            _duckdb(worlds.REAL, real, asked.counts, asked.runs)
        if "postgres" in wanted:
            _postgres(real, asked.counts, max(1, asked.runs // 2))
        if "example" in wanted:
            _example(real, asked.runs)
        if "large" in wanted:
            large = Path(folder) / "large.duckdb"
            worlds.make_large(large)
            _duckdb(worlds.LARGE, large, asked.counts, max(1, asked.runs // 4))
        if "survey" in wanted:
            surveys.measure(Path(folder), asked.runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"\npeak memory of this process: {peak:.1f} GiB")
    return 0


@contextmanager
def _asking_duckdb(path: Path) -> Iterator[Ask]:
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET memory_limit = '8GiB'")
        yield lambda sql: connection.execute(sql).fetchall()


def _duckdb(world: World, path: Path, counts: Sequence[int], runs: int) -> None:
    with _asking_duckdb(path) as ask:
        _measure(world, DUCKDB, ask, counts, runs, f"DuckDB {duckdb.__version__}")


def _postgres(real: Path, counts: Sequence[int], runs: int) -> None:
    import psycopg

    with ExitStack() as stack:
        uri = stack.enter_context(servers.postgres())
        worlds.load_postgres(uri, real)
        connection = stack.enter_context(psycopg.connect(uri, autocommit=True))
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET jit = off")
        version = f"PostgreSQL {connection.info.server_version // 10000}"

        def ask(sql: str) -> Rows:
            return connection.execute(sql.encode()).fetchall()

        _measure(worlds.REAL, POSTGRES, ask, counts, runs, version)


def _measure(
    world: World, dialect: Dialect, ask: Ask, counts: Sequence[int], runs: int, version: str
) -> None:
    _head(f"{world.name}, {version}, medians of {runs}")
    for count in counts:
        chosen = pairs(world, count)
        fused, compiling = _timed(partial(_compiled, world, chosen, dialect))
        singles = [world.counted(pair.query) for pair in chosen]
        contest = Contest(count, fused, singles, _bare(world.customer, world.bare), compiling)
        rules = {f"s{number}": pair.rule for number, pair in enumerate(chosen)}
        _check(ask, contest, rules.__getitem__)
        _line(ask, contest, runs)


def _check(ask: Ask, contest: Contest, rule: Callable[[str], str]) -> None:
    """Both ways find as many members, or the run stops."""
    sizes = {str(row[0]): row[1] for row in ask(contest.fused)}
    for number, query in enumerate(contest.singles):
        (expected,) = ask(query)[0]
        if sizes[f"s{number}"] != expected:
            sys.exit(f"{rule(f's{number}')}: {sizes[f's{number}']} and by hand {expected}")


def _example(real: Path, runs: int) -> None:
    """The example's segments and segmentations: one program of all, one program for each."""
    project = replace(worlds.example(), value_metrics={})
    names = (*project.segments, *project.segmentations)

    def compiled(asked: Sequence[str]) -> str:
        program = from_meaning.program(project, asked, worlds.REAL.day)
        return from_plan.sizes(program, DUCKDB, {})

    fused, compiling = _timed(lambda: compiled(names))
    singles = [compiled([name]) for name in names]
    with _asking_duckdb(real) as ask:
        found = sorted({row for query in singles for row in ask(query)})
        if found != sorted(ask(fused)):
            sys.exit("the example's segments differ one by one")
        _head(f"the example's own segments, one by one compiled, medians of {runs}")
        bare = _bare("household_id", "lines")
        _line(ask, Contest(len(names), fused, singles, bare, compiling), runs)


def _bare(customer: str, relation: str) -> str:
    counted = f"SELECT {customer}, count(*) FROM {relation} GROUP BY 1"
    return f"SELECT count(*) FROM ({counted}) AS x"


def _head(title: str) -> None:
    print(f"\n{title}\n\n{HEAD}\n{'|---:' * 7}|")


def _line(ask: Ask, contest: Contest, runs: int) -> None:
    ways = ([contest.fused], contest.singles, [contest.bare])
    times = [[_seconds(ask, queries) for queries in ways] for _ in range(runs)]
    fused, single, bare = (statistics.median(column) for column in zip(*times, strict=True))
    print(
        f"| {contest.count} | {fused * 1000:.0f} ms | {single * 1000:.0f} ms "
        f"| {bare * 1000:.1f} ms | {single / fused:.2f} | {fused / bare:.1f} "
        f"| {contest.compiling * 1000:.0f} ms |",
        flush=True,
    )


def _timed(work: Callable[[], str]) -> tuple[str, float]:
    """What is compiled, and the median of three times; loading the grammar is not in it."""
    times = []
    for _ in range(3):
        started = perf_counter()
        done = work()
        times.append(perf_counter() - started)
    return done, statistics.median(times)


def _seconds(ask: Ask, queries: Sequence[str]) -> float:
    started = perf_counter()
    for query in queries:
        ask(query)
    return perf_counter() - started


def _compiled(world: World, chosen: Sequence[Pair], dialect: Dialect) -> str:
    """The statement that counts all members, from text: what `segdsl run` does."""
    project = understood(world, chosen)
    program = from_meaning.program(project, _names(project), world.day)
    return from_plan.sizes(program, dialect, {})


def _names(project: model.Project) -> tuple[str, ...]:
    return tuple(name for name in project.segments if name != "buyers")


if __name__ == "__main__":
    sys.exit(main())
