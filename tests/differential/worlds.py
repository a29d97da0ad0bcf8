"""Small nasty worlds: a seed in, rows for every stored table of the project and a day out.

Values come from short lists, so that they tie; days lie around the as-of day, at the distances
that windows ask about; and one world in a few is degenerate: empty tables, a single customer,
columns without a value.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

Cells = dict[str, object]

TEXTS = (
    "Paris", "paris", "Paris ", " Paris", "", "O'Brien", '"', "'", "${x}", "${env:HOME}", "a\\b",
    "\\", "50%", "%", "_", "a_b", "été", "e\u0301te\u0301", "Straße", "İ", "ΣΑΣ", "😀", "～",
    "a\nb", "NULL", "true", "35000", "35", "Rennes", "Rennes", "Lyon", "zz",
)  # fmt: skip
NUMBERS = (
    0.0,
    0.1,
    0.5,
    0.5,
    1.0,
    1 / 3,
    -2.5,
    2.5,
    1e9,
    10.25,
    float("nan"),
    0.0000005,
    1_234_567_890.123_456_7,
    1e-9,
)
INTEGERS = (0, 1, 1, 2, 2, 3, 5, -1, 10, 1_000_000_000)
AMOUNTS = tuple(
    Decimal(text)
    for text in (
        "0", "0.01", "0.01", "0.02", "10", "10", "19.99", "20", "49.99", "50", "50", "50.01", "100",
        "100", "-20", "-0.01", "999999999.99", "0.0001", "33.3333", "1000000000",
    )
)  # fmt: skip
FLAGS = ("Y", "N", "1", "0", "y", "", "oui", " Y")
TIMES = (
    time(0), time(12), time(21, 59, 59), time(22), time(22, 30), time(22, 59, 59, 999999), time(23),
    time(23, 59, 59, 999999),
)  # fmt: skip
WALL_TIMES = (time(0), time(0, 0, 1), time(9, 30), time(12), time(23, 59, 59, 999999))
DISTANCES = (
    0,
    0,
    1,
    1,
    2,
    6,
    7,
    8,
    28,
    29,
    30,
    31,
    59,
    89,
    90,
    91,
    92,
    179,
    180,
    181,
    364,
    365,
    366,
)
SPECIAL_DAYS = (
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 30), date(2024, 3, 31),
    date(2024, 4, 1), date(2024, 10, 26), date(2024, 10, 27), date(2024, 12, 31), date(2025, 1, 1),
    date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 30), date(2025, 3, 31), date(2025, 5, 31),
    date(2025, 8, 31), date(2025, 10, 26), date(2026, 2, 28),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows by declared table name, with physical column names, and the day to look from."""

    seed: int
    as_of: date
    world: dict[str, list[Cells]]

    def values(self, table: str, column: str) -> list[object]:
        """The known values of a column, as stored."""
        return [row[column] for row in self.world[table] if row[column] is not None]


def sample(seed: int, customers: int = 25) -> Sample:
    """The world of a seed; about `customers` of them, except in degenerate worlds."""
    return _Drawing(Random(f"world {seed}"), customers).sample(seed)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, clipped to its end."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class _Drawing:
    def __init__(self, random: Random, customers: int) -> None:
        self.random = random
        self.as_of = self._as_of()
        self.size = random.choice((1, 3, customers, customers, customers, customers, customers))
        self.missing = random.choice((0.0, 0.1, 0.1, 0.3))
        self.keys = _customer_keys(self.size)

    def sample(self, seed: int) -> Sample:
        rows = self.random.choice((1, 3, 3, 6))
        orders = self.size * rows
        world: dict[str, list[Cells]] = {
            "customers": [self._customer(key) for key in self.keys],
            "households": [self._household(number) for number in range(1 + self.size // 3)],
            "stores": [self._store(number) for number in range(1, 5)],
            "products": [self._product(key) for key in ("p1", "p2", "p'3", "é", "P1", "")],
            "orders": [self._order(number) for number in range(orders)],
            "lines": [self._line(orders) for _ in range(orders * 2)],
            "contacts": [self._contact() for _ in range(self.size * 2)],
            "scans": self._scans(self.size * 2),
            "gifts": [self._gift(orders) for _ in range(self.size * 2)],
            "addresses": [self._address(number) for number in range(self.size * 2)],
            "returns": [self._return(orders) for _ in range(orders)],
        }
        if self.random.random() < 0.2:
            world[self.random.choice(list(world))] = []
        if self.random.random() < 0.2:
            self._forget_a_column(world)
        return Sample(seed, self.as_of, world)

    def _as_of(self) -> date:
        if self.random.random() < 0.6:
            return self.random.choice(SPECIAL_DAYS)
        return date(2024, 1, 1) + timedelta(days=self.random.randrange(800))

    def _forget_a_column(self, world: dict[str, list[Cells]]) -> None:
        table = self.random.choice([name for name, rows in world.items() if rows])
        column = self.random.choice([name for name in world[table][0] if not name.endswith("_id")])
        for row in world[table]:
            row[column] = None

    def _maybe(self, draw: Callable[[], object]) -> object:
        return None if self.random.random() < self.missing else draw()

    def _of(self, values: Sequence[object]) -> object:
        return self._maybe(lambda: self.random.choice(values))

    def _day(self) -> date:
        """A day that some window is about, or a day after the as-of day."""
        chance = self.random.random()
        if chance < 0.05:
            return self.as_of + timedelta(days=self.random.choice((1, 1, 2, 30)))
        if chance < 0.75:
            return self.as_of - timedelta(days=self.random.choice(DISTANCES))
        step = months_before(self.as_of, self.random.choice((1, 1, 2, 3, 6, 12, 12, 24)))
        return step + timedelta(days=self.random.choice((-1, 0, 0, 1)))

    def _instant(self) -> datetime:
        return datetime.combine(self._day(), self.random.choice(TIMES))

    def _birth(self) -> date:
        year = self.random.choice((1960, 1984, 1990, 2000, 2004))
        leap = date(year, 2, 29) if year % 4 == 0 else date(year, 3, 1)
        days = (date(year, 2, 28), leap, date(year, 3, 31), date(year, 12, 31))
        return self.random.choice(days)

    def _customer_key(self) -> object:
        """Mostly a customer; some dangle, some are missing."""
        chance = self.random.random()
        if chance < 0.03:
            return None
        return "nobody" if chance < 0.06 else self.random.choice(self.keys)

    def _customer(self, key: str) -> Cells:
        return {
            "customer_id": None if self.size > 3 and self.random.random() < 0.03 else key,
            "created": self._maybe(self._day),
            "anonymised": self._of((False, False, False, False, True)),
            "email": self._of(("a@b.fr", "x@y.fr", "")),
            "city": self._of(TEXTS),
            "birth_date": self._maybe(self._birth),
            "gender": self._of(("F", "M", "F", "M", "f", "X")),
            "optin": self._of(FLAGS),
            "vip": self._of((True, False)),
            "points": self._of(INTEGERS),
            "ratio": self._of(NUMBERS),
            "balance": self._of(AMOUNTS),
            "discount": self._of((0.0, 0.1, 0.3, 0.3, 1.0)),
            "store_id": self._of((1, 2, 3, 4, 99)),
            "household_id": self._of(range(2 + self.size // 3)),
        }

    def _household(self, number: int) -> Cells:
        return {
            "household_id": number,
            "joined": self._maybe(self._day),
            "size": self._of(INTEGERS),
            "region": self._of(TEXTS),
        }

    def _store(self, number: int) -> Cells:
        return {
            "store_id": number,
            "city": self._of(TEXTS),
            "status": self._of(("open", "closed", "")),
            "surface": self._of(NUMBERS),
            "opened": self._maybe(self._day),
        }

    def _order(self, number: int) -> Cells:
        return {
            "order_id": number,
            "customer_id": self._customer_key(),
            "store_id": self._of((1, 2, 3, 4, 99)),
            "ordered at": self._maybe(self._instant),
            "status": self._of(("paid", "paid", "paid", "cancelled", "test", "Test")),
            "amount": self._of(AMOUNTS),
            "channel": self._of(("web", "web", "store", "phone", "Web", "")),
            "weight": self._of(NUMBERS),
            "delivered": self._maybe(self._day),
            "rated": self._of(INTEGERS),
        }

    def _product(self, key: str) -> Cells:
        return {
            "product_id": key,
            "category": self._of(("jardin", "jardin", "été", "e\u0301te\u0301", "", "Jardin")),
            "price": self._of(AMOUNTS),
            "is_new": self._of((True, False)),
        }

    def _line(self, orders: int) -> Cells:
        return {
            "order_id": self._of(
                (self.random.randrange(orders + 1), self.random.randrange(orders))
            ),
            "product_id": self._of(("p1", "p1", "p2", "p'3", "é", "P1", "", "none")),
            "quantity": self._of((0, 1, 1, 2, 3, -1, 1000)),
            "unit_price": self._of(AMOUNTS),
            "promo flag": self._of(FLAGS),
        }

    def _contact(self) -> Cells:
        return {
            "customer_id": self._customer_key(),
            "day": self._maybe(self._day),
            "kind": self._of(TEXTS),
            "cost": self._of((0.0, 0.05, 0.5, 1.25)),
        }

    def _gift(self, orders: int) -> Cells:
        return {
            "giver_id": self._customer_key(),
            "receiver_id": self._customer_key(),
            "order_id": self._maybe(lambda: self.random.randrange(orders + 1)),
            "given_at": self._maybe(self._instant),
            "worth": self._of(AMOUNTS),
        }

    def _address(self, number: int) -> Cells:
        return {
            "address_id": number,
            "customer_id": self._customer_key(),
            "postcode": self._of(("35000", "35700", "75001", "", "F-35000")),
            "is_main": self._of((True, False)),
        }

    def _return(self, orders: int) -> Cells:
        return {
            "order_id": self._maybe(lambda: self.random.randrange(orders + 1)),
            "day": self._maybe(self._day),
            "amount": self._of(AMOUNTS),
            "delay": self._of(INTEGERS),
        }

    def _scans(self, baskets: int) -> list[Cells]:
        """Scans of a basket name one customer and one store, or none."""
        scans: list[Cells] = []
        for number in range(baskets):
            customer, store, day = self._customer_key(), self._of((1, 2, 3, 99)), self._day()
            for _ in range(self.random.choice((1, 2, 3))):
                moment = datetime.combine(day, self.random.choice(WALL_TIMES))
                scans.append(
                    {
                        "customer_id": self._of((customer,)),
                        "store_id": self._of((store,)),
                        "scanned_at": None if self.random.random() < 0.05 else moment,
                        "basket_id": None if number == 0 else f"b{number}",
                        "article": self._of(TEXTS),
                        "amount": self._of(AMOUNTS),
                    }
                )
        return scans


def _customer_keys(count: int) -> list[str]:
    """As many distinct keys: they differ by case, accents, blanks and quotes, one is empty."""
    nasty = ["", "c1", "C1", "c1 ", "c'1", 'c"1', "${c}", "é", "e\u0301", "\\", "😀"]
    return (nasty + [f"c{number}" for number in range(2, count)])[:count]
