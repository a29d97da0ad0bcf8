"""A small project on files: ten customers, their orders and visits, on 31 March 2026."""

from __future__ import annotations

from pathlib import Path

SETTINGS = """\
language = 1
name = "shop"
timezone = "Europe/Paris"
languages = ["en", "fr"]
value = "monetary"

[warehouse.dev]
url = "data"
as_of = "2026-03-31"
"""
MODEL = """\
population customers (customer) "Customers" from customers
  key customer_id: text
  city: text

source orders (order) "Orders" from orders
  key order_id: integer
  customer -> customers from customer_id
  at day: date
  amount: money
  channel: text one of ("web", "store", "phone")
"""
METRICS = """\
parameter lately: duration = 60d
metric frequency "Orders in 12 months": count of orders in last 12 months
  better higher
metric recency "Time since the last order": time since last order
  better lower
metric monetary "Spend in 12 months": sum of orders.amount in last 12 months
  better higher
"""
SEGMENTS = """\
segment loyal "Loyal customers": frequency >= 3 and recency < lately
  tags crm

segment rennes: city = "Rennes"
  tags crm, place

segment loyal_in_rennes: loyal and rennes

segmentation cycle "Life cycle":
  prospect "Prospects" when no orders
  active   "Active"    when recency < 90d
  sleeping "Sleeping"  otherwise

segmentation channel: by most frequent orders.channel
"""
CUSTOMERS = """\
customer_id,city
c01,Rennes
c02,Paris
c03,Rennes
c04,
c05,Lyon
c06,Paris
c07,Rennes
c08,
c09,Brest
c10,Lyon
"""
ORDERS = """\
order_id,customer_id,day,amount,channel
1,c01,2026-03-20,80.00,web
2,c01,2026-02-11,45.50,web
3,c01,2025-12-19,120.00,store
4,c02,2026-03-30,15.00,web
5,c03,2025-06-01,300.00,store
6,c03,2025-04-12,80.00,store
7,c04,2026-03-02,60.00,phone
8,c06,2026-03-29,20.00,web
9,c06,2026-03-15,22.00,web
10,c06,2026-02-28,25.00,web
"""
FILES = {
    "segdsl.toml": SETTINGS,
    "model.seg": MODEL,
    "metrics.seg": METRICS,
    "segments/all.seg": SEGMENTS,
    "data/customers.csv": CUSTOMERS,
    "data/orders.csv": ORDERS,
}


def shop(folder: Path, changed: dict[str, str | bytes | None] | None = None) -> Path:
    """Writes the project, some files changed, added or (None) left out; gives its folder."""
    for name, content in {**FILES, **(changed or {})}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
