"""Tables to measure on: the example's lines, and three years of a large shop made by a seed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from segdsl.meaning import from_syntax, model, settings
from segdsl.syntax import from_text
from tests.benchmarks.segments import World

EXAMPLE = Path(__file__).parents[2] / "examples" / "complete_journey"

REAL = World(
    name="complete_journey",
    model="""
population customers (customer) from households
  key household_id: integer
source products (product) from products
  key product_id: integer
  department: text
source orders (order) from lines
  customer -> customers from household_id
  product -> products from product_id
  at sold_at: datetime in "UTC"
  amount: money from sales_value
  store: integer from store_id
metric spent: sum of orders.amount in last 365d
  better higher
segment buyers: any orders in last 365d
""",
    day=date(2017, 12, 31),
    timezone="America/New_York",
    members="households",
    relation="lines LEFT JOIN products USING (product_id)",
    bare="lines",
    customer="household_id",
    at="sold_at",
    amount="sales_value",
    store="store_id",
    category="department",
    category_path="product.department",
    categories=(
        "GROCERY", "DRUG GM", "PRODUCE", "COSMETICS", "NUTRITION", "MEAT", "MEAT-PCKGD", "DELI",
        "PASTRY", "FLORAL", "SEAFOOD", "SPIRITS",
    ),
    scale=300,
)  # fmt: skip
LARGE = World(
    name="large",
    model="""
population customers (customer) from customers
  key customer_id: integer
source orders (order) from orders
  customer -> customers from customer_id
  at ordered_at: datetime in "UTC"
  amount: money
  store: integer from store_id
  category: text
metric spent: sum of orders.amount in last 365d
  better higher
segment buyers: any orders in last 365d
""",
    day=date(2025, 12, 31),
    timezone="Europe/Paris",
    members="customers",
    relation="orders",
    bare="orders",
    customer="customer_id",
    at="ordered_at",
    amount="amount",
    store="store_id",
    category="category",
    category_path="category",
    categories=tuple(f"rayon {number}" for number in range(1, 21)),
    scale=9,
)
CUSTOMERS, ORDERS = 1_500_000, 40_000_000


def make_real(path: Path) -> None:
    """The example's tables as a DuckDB file."""
    with duckdb.connect(str(path)) as connection:
        for path in sorted((EXAMPLE / "data").glob("*.parquet")):
            connection.execute(f"CREATE TABLE {path.stem} AS FROM '{path}'")


def example() -> model.Project:
    """What the example means."""
    chosen, _ = settings.settings((EXAMPLE / "segdsl.toml").read_text(encoding="utf-8"))
    assert chosen is not None
    paths = sorted(EXAMPLE.rglob("*.seg"))
    files = [from_text.source_file(path.name, path.read_bytes())[0] for path in paths]
    project, said = from_syntax.project([from_text.module(f)[0] for f in files], chosen, {})
    assert said == ()
    return project


def make_large(path: Path, customers: int = CUSTOMERS, orders: int = ORDERS) -> None:
    """Orders in the order of time over three years; a few customers buy much, many little."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET threads = 2")
        connection.execute(
            "CREATE TABLE customers AS "
            f"SELECT range::INTEGER AS customer_id FROM range({customers})"
        )
        draw = "(hash(i, {}) % 1000003) / 1000003.0"
        who = f"floor({customers} * pow({draw.format(1)}, 2))"
        connection.execute(
            f"""CREATE TABLE orders AS
            SELECT {who}::INTEGER AS customer_id,
                TIMESTAMP '2023-01-01' + to_seconds((i * {1096 * 86400 / orders})::BIGINT)
                    AS ordered_at,
                (5 + 95 * pow({draw.format(2)}, 3))::DECIMAL(9, 2) AS amount,
                (hash(i, 3) % 40)::INTEGER AS store_id,
                'rayon ' || (1 + floor(20 * pow({draw.format(4)}, 2)))::INTEGER AS category
            FROM range({orders}) AS t(i)"""
        )


def load_postgres(uri: str, source: Path) -> None:
    """The example's tables in PostgreSQL, as they stand in a DuckDB file."""
    import psycopg

    types = {"BIGINT": "bigint", "INTEGER": "integer", "VARCHAR": "text"}
    with duckdb.connect(str(source), read_only=True) as duck, psycopg.connect(uri) as there:
        for name in ("lines", "products", "households"):
            columns = duck.execute(f"DESCRIBE {name}").fetchall()
            listed = ", ".join(
                f'"{one[0]}" {types.get(one[1], one[1].replace("TIMESTAMP_S", "timestamp"))}'
                for one in columns
            )
            there.execute(f"DROP TABLE IF EXISTS {name}".encode())
            there.execute(f"CREATE TABLE {name} ({listed})".encode())
            rows = duck.execute(f"FROM {name}")
            with there.cursor().copy(f"COPY {name} FROM STDIN".encode()) as copy:
                while some := rows.fetchmany(50_000):
                    for row in some:
                        copy.write_row(row)
            there.execute(f"ANALYZE {name}".encode())
        there.commit()
