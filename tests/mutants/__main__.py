"""`python -m tests.mutants`: plant each bug and say what catches it; fails if one is not caught."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version

from tests.differential.comparison import duckdb_engine
from tests.mutants.hunt import caught, caught_by_pairs
from tests.mutants.planted import PLANTED


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", help="bugs whose name holds this text")
    parser.add_argument("--pairs", type=int, default=2000, help="drawn pairs at most for each bug")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--drawn", action="store_true", help="without the rules of the page")
    asked = parser.parse_args()
    print(f"DuckDB {version('duckdb')}, sqlglot {version('sqlglot')}, from seed {asked.seed}")
    hunt = caught_by_pairs if asked.drawn else caught
    missed = 0
    with duckdb_engine() as engine:
        for bug in PLANTED:
            if asked.only is None or asked.only in bug.name:
                found = hunt(bug, [engine], asked.pairs, asked.seed)
                missed += found is None
                print(f"{bug.name:<56} {found or 'NOT CAUGHT'}", flush=True)
    print(f"{missed} not caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
