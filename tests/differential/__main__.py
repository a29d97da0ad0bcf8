"""`python -m tests.differential --pairs 100000 --seed 1`: the long run, before a release."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import ExitStack
from importlib.metadata import version

from tests import servers
from tests.differential.comparison import disagreements, duckdb_engine, postgres_engine

SHOWN = 5000  # pairs between two signs of life


def main() -> int:
    """Prints each disagreement, then the number of pairs compared; 1 if there was any."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000, help="segments times worlds")
    parser.add_argument("--seed", type=int, default=1, help="the first world")
    parser.add_argument("--at-once", type=int, default=50, help="segments per query")
    parser.add_argument("--no-postgres", action="store_true", help="compare DuckDB only")
    asked = parser.parse_args()
    started, compared, different = time.monotonic(), 0, 0
    with ExitStack() as stack:
        engines = [stack.enter_context(duckdb_engine())]
        if not asked.no_postgres:
            uri = stack.enter_context(servers.postgres())
            engines.append(stack.enter_context(postgres_engine(uri)))
        versions = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "sqlglot"))
        if not asked.no_postgres:
            versions += f", PostgreSQL {engines[1].rows('SHOW server_version')[0][0]}"
        seed = asked.seed
        while compared < asked.pairs:
            for one in disagreements(seed, asked.at_once, engines):
                print(one, end="\n\n", flush=True)
                different += 1
            compared += asked.at_once
            seed += 1
            if compared % SHOWN == 0:
                said = f"{compared} pairs, {different} disagreements"
                print(f"{said}, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    seconds = time.monotonic() - started
    names = " and ".join(engine.dialect for engine in engines)
    print(f"{compared} pairs, {different} disagreements, {names}, {seconds:.0f} s")
    print(f"seeds {asked.seed} to {seed - 1}, {asked.at_once} segments each")
    print(versions)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
