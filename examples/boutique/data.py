"""Make the warehouse of the example: a number of customers and a seed in, tables out.

Everything is invented, by the SQL of `invented/`: the same seed gives the same rows, and more
customers leave the first ones as they were. The dirt of real warehouses is put in on purpose: flags
with odd values, cities typed in capitals, orders without a card or of customers whom nobody knows,
cancelled and test orders, corrections weeks later, namesakes, days after the day of the example.

    python data.py                          boutique.duckdb beside this file, 50,000 customers
    python data.py --customers 2000000      more of them
    python data.py --seed 7 other.duckdb
    python data.py data                     a folder of Parquet files: data/crm/customers.parquet…
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
CUSTOMERS = 50_000
SEED = 1
TODAY = "2026-03-31"


def make(target: Path, customers: int = CUSTOMERS, seed: int = SEED) -> list[str]:
    """Writes the warehouse: a DuckDB file if that is its suffix, else a folder of Parquet files.

    Returns the names of its tables. A file, or tables, that are there already are replaced.
    """
    if target.suffix == ".duckdb":
        target.unlink(missing_ok=True)
        return _into(target, customers, seed)
    with tempfile.TemporaryDirectory(prefix="boutique-") as folder:
        file = Path(folder) / "boutique.duckdb"
        names = _into(file, customers, seed)
        with duckdb.connect(str(file), read_only=True) as connection:
            for name in names:
                path = target.joinpath(*name.split(".")).with_suffix(".parquet")
                path.parent.mkdir(parents=True, exist_ok=True)
                place = str(path).replace("'", "''")
                connection.execute(f"COPY {name} TO '{place}' (FORMAT parquet, COMPRESSION zstd)")
    return names


def _into(file: Path, customers: int, seed: int) -> list[str]:
    facts = {"$customers": str(int(customers)), "$seed": str(int(seed)), "$today": TODAY}
    with duckdb.connect(str(file)) as connection:
        for script in sorted((HERE / "invented").glob("*.sql")):
            sql = script.read_text(encoding="utf-8")
            for mark, value in facts.items():
                sql = sql.replace(mark, value)
            connection.execute(sql)
        found = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
            "WHERE NOT temporary ORDER BY ALL"
        )
        return [str(name) for (name,) in found.fetchall()]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "target", nargs="?", type=Path, default=HERE / "boutique.duckdb", metavar="FILE_OR_FOLDER"
    )
    parser.add_argument("--customers", type=int, default=CUSTOMERS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S")
    asked = parser.parse_args()
    names = make(asked.target, asked.customers, asked.seed)
    print(f"{asked.target}: {len(names)} tables, {asked.customers:,} customers, seed {asked.seed}")


if __name__ == "__main__":
    main()
