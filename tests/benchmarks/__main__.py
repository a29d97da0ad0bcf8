"""`python -m tests.benchmarks [real] [postgres] [large]`: fused programs against hand queries.

Prints, per number of segments, the time of one fused program, of one query per segment, and of the
bare scan-and-group of the same table (BARE), all medians of one run, and their ratios.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import duckdb

from segdsl.meaning import from_syntax, model
from segdsl.meaning.settings import Settings
from segdsl.planning import from_meaning
from segdsl.sql import from_plan
from segdsl.sql.dialects import DUCKDB, POSTGRES, Dialect
from segdsl.syntax import from_text
from segdsl.text.source import SourceFile
from tests import servers
from tests.benchmarks import worlds
from tests.benchmarks.segments import Pair, World, pairs

COUNTS = (1, 10, 34, 100, 300)
HEAD = "| segments | fused | hand | BARE | hand / fused | fused / BARE | compile |"
Rows = list[tuple[object, ...]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("which", nargs="*", help="real, postgres, large")
    parser.add_argument("--runs", type=int, default=5, help="of which the median is taken")
    parser.add_argument("--counts", type=int, nargs="*", default=COUNTS)
    asked = parser.parse_args()
    wanted = asked.which or ["real", "postgres", "large"]
    with tempfile.TemporaryDirectory(prefix="segdsl-benchmark-") as folder:
        real = Path(folder) / "real.duckdb"
        worlds.make_real(real)
        if "real" in wanted:
            _duckdb(worlds.REAL, real, asked.counts, asked.runs)
        if "postgres" in wanted:
            _postgres(real, asked.counts, asked.runs)
        if "large" in wanted:
            large = Path(folder) / "large.duckdb"
            worlds.make_large(large)
            _duckdb(worlds.LARGE, large, asked.counts, max(1, asked.runs // 2))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"\npeak memory of this process: {peak:.1f} GiB")
    return 0


def _duckdb(world: World, path: Path, counts: Sequence[int], runs: int) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET memory_limit = '8GiB'")
        version = f"DuckDB {duckdb.__version__}"
        _measure(
            world, DUCKDB, lambda sql: connection.execute(sql).fetchall(), counts, runs, version
        )


def _postgres(real: Path, counts: Sequence[int], runs: int) -> None:
    import psycopg

    with ExitStack() as stack:
        uri = stack.enter_context(servers.postgres())
        worlds.load_postgres(uri, real)
        connection = stack.enter_context(psycopg.connect(uri, autocommit=True))
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET jit = off")
        version = f"PostgreSQL {connection.info.server_version // 10000}"
        _measure(
            worlds.REAL,
            POSTGRES,
            lambda sql: connection.execute(sql.encode()).fetchall(),
            counts,
            max(1, runs // 2),
            version,
        )


def _measure(
    world: World,
    dialect: Dialect,
    ask: Callable[[str], Rows],
    counts: Sequence[int],
    runs: int,
    version: str,
) -> None:
    print(f"\n{world.name}, {version}, medians of {runs}\n\n{HEAD}")
    print("|---:" * 7 + "|")
    bare_query = f"SELECT {world.customer}, count(*) FROM {world.bare} GROUP BY 1"
    bare = _median(lambda: ask(f"SELECT count(*) FROM ({bare_query}) AS x"), runs)
    for count in counts:
        chosen = pairs(world, count)
        started = perf_counter()
        sql = _compiled(world, chosen, dialect)
        compiling = perf_counter() - started
        sizes = {str(row[0]): row[1] for row in ask(sql)}
        queries = [world.counted(pair.query) for pair in chosen]
        for number, query in enumerate(queries):
            (expected,) = ask(query)[0]
            if sizes[f"s{number}"] != expected:
                sys.exit(f"{chosen[number].rule}: {sizes[f's{number}']} and by hand {expected}")
        fused = _median(lambda sql=sql: ask(sql), runs)  # type: ignore[misc]
        hand = _median(lambda queries=queries: [ask(query) for query in queries], runs)  # type: ignore[misc]
        print(
            f"| {count} | {fused * 1000:.0f} ms | {hand * 1000:.0f} ms | {bare * 1000:.1f} ms "
            f"| {hand / fused:.2f} | {fused / bare:.1f} | {compiling * 1000:.0f} ms |",
            flush=True,
        )


def _compiled(world: World, chosen: Sequence[Pair], dialect: Dialect) -> str:
    """The statement that counts all members, from text: what `segdsl run` does."""
    rules = "".join(f"segment s{number}: {pair.rule}\n" for number, pair in enumerate(chosen))
    module, found = from_text.module(SourceFile("benchmark.seg", world.model + rules))
    project, said = from_syntax.project([module], Settings("benchmark", world.timezone), {})
    if found or said:
        sys.exit("\n".join(one.said(one.message.says, "en") for one in (*found, *said)))
    program = from_meaning.program(project, _names(project), world.day)
    return from_plan.sizes(program, dialect, {})


def _names(project: model.Project) -> tuple[str, ...]:
    return tuple(name for name in project.segments if name != "buyers")


def _median(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
