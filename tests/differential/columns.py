"""What generated text may name: the fields in reach of each table, with values that occur in them.

A literal is drawn from the data, or lies one unit beside it: that is where a bound is missed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from tests.differential.worlds import Sample


@dataclass(frozen=True, slots=True)
class Column:
    """A value as text, its type, and where values like it occur (table, physical column)."""

    text: str
    type: str
    table: str
    column: str
    options: tuple[str, ...] | None = None

    def named(self, text: str) -> Column:
        return replace(self, text=text)


def _columns(table: str, described: str) -> tuple[Column, ...]:
    """`name type` or `name type physical`, by semicolons; `one` is a text one of some."""
    columns = []
    for entry in described.split(";"):
        name, type_, *rest = entry.split()
        physical = " ".join(rest) or name
        columns.append(Column(name, type_, table, physical, ONE_OF.get((table, name))))
    return tuple(columns)


ONE_OF = {
    ("customers", "gender"): ("F", "M"),
    ("orders", "channel"): ("web", "store", "phone"),
}
OWN = {
    "customers": _columns(
        "customers",
        "customer_id text; created date; email text; city text; birth_date date; gender text;"
        "optin_email boolean optin; vip boolean; points integer; ratio number; balance money;"
        "discount percent; is_senior boolean optin; per_point number ratio;"
        "store integer store_id; household integer household_id; given money balance",
    ),
    "households": _columns(
        "households", "household_id integer; joined date; size integer; region text"
    ),
    "stores": _columns(
        "stores",
        "store_id integer; city text; surface number; opened date; lately integer store_id;"
        "turnover money surface",
    ),
    "orders": _columns(
        "orders",
        "order_id integer; customer text customer_id; store integer store_id; status text;"
        "ordered_at datetime ordered at; amount money; channel text; weight number;"
        "delivered date; rated integer; with_promo boolean status; items integer rated;"
        "top_line money amount; usual_product text status; twice boolean status;"
        "back boolean status",
    ),
    "products": _columns("products", "product_id text; category text; price money; is_new boolean"),
    "lines": _columns(
        "lines",
        "order integer order_id; product text product_id; quantity integer; unit_price money;"
        "amount money unit_price; share number unit_price; is_promo boolean promo flag",
    ),
    "contacts": _columns(
        "contacts", "customer text customer_id; day date; kind text; cost percent"
    ),
    "scans": _columns(
        "scans",
        "customer text customer_id; store integer store_id; scanned_at datetime; basket_id text;"
        "article text; amount money",
    ),
    "gifts": _columns(
        "gifts",
        "giver text giver_id; receiver text receiver_id; order integer order_id;"
        "given_at datetime; worth money",
    ),
    "addresses": _columns(
        "addresses",
        "address_id integer; customer text customer_id; postcode text; is_main boolean",
    ),
    "returns": _columns(
        "returns",
        "order integer order_id; day date; amount money; is_big boolean amount; delay integer",
    ),
    "contact_days": _columns(
        "contacts",
        "customer text customer_id; day date; contacts integer cost; recent integer cost;"
        "kind text; costs percent cost",
    ),
    "city_totals": (
        *_columns(
            "orders",
            "customer text customer_id; total money amount; best money amount;"
            "usual text channel; latest integer rated; web percent amount",
        ),
        Column("city", "text", "stores", "city"),
    ),
    "habits": tuple(
        Column(text, type_, "scans", column)
        for text, type_, column in (
            ("customer", "text", "customer_id"),
            ("store", "integer", "store_id"),
            ("visits", "integer", "store_id"),
            ("best", "money", "amount"),
            ("often", "boolean", "article"),
            ("usual", "text", "article"),
        )
    ),
    "visits": tuple(
        Column(text, type_, "scans", column)
        for text, type_, column in (
            ("basket_id", "text", "basket_id"),
            ("customer", "text", "customer_id"),
            ("store", "integer", "store_id"),
            ("first_scan", "datetime", "scanned_at"),
            ("amount", "money", "amount"),
            ("articles", "integer", "store_id"),
            ("usual", "text", "article"),
            ("mean", "number", "amount"),
        )
    ),
}
BEYOND = {
    "customers": {"store": "stores", "household": "households"},
    "orders": {"store": "stores", "customer": "customers"},
    "lines": {"order": "orders", "product": "products"},
    "contacts": {"customer": "customers"},
    "scans": {"store": "stores", "customer": "customers"},
    "habits": {"store": "stores", "customer": "customers"},
    "visits": {"store": "stores", "customer": "customers"},
    "gifts": {"giver": "customers", "receiver": "customers", "order": "orders"},
    "addresses": {"customer": "customers"},
    "returns": {"order": "orders"},
    "contact_days": {"customer": "customers"},
    "city_totals": {"customer": "customers"},
}
# the references that say whose rows they are, where there is more than one path
VIA = {"gifts": ("giver", "receiver", "order")}
SINGULAR = {
    "orders": "order", "lines": "line", "contacts": "contact", "scans": "scan", "visits": "visit",
    "gifts": "gift", "addresses": "address", "returns": "return", "contact_days": "contact_day",
    "city_totals": "city_total", "habits": "habit",
}  # fmt: skip
SOURCES = {
    "customers": tuple(SINGULAR),
    "households": (*SINGULAR, "customers"),
}
DATED = frozenset(SINGULAR) - {"addresses", "city_totals", "habits"}
HOURED = frozenset({"orders", "lines", "scans"})  # their times have hours


def reach(table: str, depth: int = 2) -> tuple[Column, ...]:
    """The columns of a table and, through its references, of others: `store.city`."""
    found = list(OWN[table])
    if depth:
        for reference, target in BEYOND.get(table, {}).items():
            beyond = reach(target, depth - 1)
            found.extend(column.named(f"{reference}.{column.text}") for column in beyond)
    return tuple(found)


class Literals:
    """Literals of a type, near the data of a sample."""

    def __init__(self, random: Random, sample: Sample) -> None:
        self.random = random
        self.sample = sample

    def like(self, column: Column) -> str:
        """A literal to compare this column with."""
        if column.options is not None:
            return quoted(self.random.choice(column.options))
        known = self.sample.values(column.table, column.column)
        value = self.random.choice(known) if known else None
        match column.type:
            case "boolean":
                return self.random.choice(("true", "false", "p_yes"))
            case "text":
                return quoted(str(value) if value is not None else "Paris")
            case "date" | "datetime":
                return self.day(value if isinstance(value, date) else None)
            case "percent":
                return f"{plain(Decimal(str(value or 0)) * 100)}%"
            case _:
                number = value if isinstance(value, int | float | Decimal) else 1
                return self.number(column.type, number)

    def number(self, type_: str, near: int | float | Decimal) -> str:
        unit = {"integer": Decimal(1), "money": Decimal("0.01")}.get(type_, Decimal("0.5"))
        exact = Decimal(str(near)) if near == near else Decimal(0)
        return plain(exact + self.random.choice((0, 0, 0, 1, -1)) * unit)

    def day(self, near: date | None = None) -> str:
        day = near.date() if isinstance(near, datetime) else near
        day = day or self.sample.as_of - timedelta(days=self.random.choice((0, 1, 30, 90, 365)))
        return (day + timedelta(days=self.random.choice((0, 0, 1, -1)))).isoformat()

    def days(self) -> int:
        """A number of days back to some row, or one beside it; at least one."""
        known = self.sample.values("orders", "ordered at") or [self.sample.as_of]
        moment = self.random.choice(known)
        assert isinstance(moment, date)
        day = moment.date() if isinstance(moment, datetime) else moment
        return max(1, (self.sample.as_of - day).days + self.random.choice((0, 0, 1, -1)))

    def length(self) -> str:
        """A duration in days, weeks or hours."""
        days = self.days()
        return self.random.choice(
            (f"{days}d", f"{days} days" if days > 1 else "1 day", f"{1 + days // 7}w", "90d")
        )

    def steps(self) -> str:
        """A calendar step."""
        return self.random.choice(("1mo", "2 months", "3mo", "6mo", "12 months", "1y", "2y"))


def quoted(text: str) -> str:
    """A text of a `.seg` file; a line break cannot stand in one."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def unquoted(literal: str) -> str:
    """What a text literal says."""
    return re.sub(r"\\(.)", r"\1", unicodedata.normalize("NFC", literal[1:-1]))


def plain(number: Decimal) -> str:
    """Without an exponent, and without more digits than the language takes."""
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
