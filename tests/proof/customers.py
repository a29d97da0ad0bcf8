"""Make the customer that a refutation shows: values by axis in, rows of the shop out.

A number of rows of each kind is looked for so that every count and every time is as shown. Kinds
differ by their day, channel and amount; conditions on rows are asked of the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from itertools import product

from segdsl.interpreter.evaluation import Evaluation
from segdsl.meaning import model
from segdsl.proof.axes import Absent, Value
from segdsl.proof.boxes import Refuted
from segdsl.proof.measures import Counted, Measured, Since
from tests.interpreter.shop import Cells, D, any_, customer, order, shop

AGES = (0, 1, 2, 5, 10, 28, 29, 30, 31, 32, 58, 59, 60, 61, 62, 63, 88, 89, 90, 91, 92, 93, 181,
        182, 183, 184, 185, 186, 364, 365, 366, 367, 400)  # fmt: skip
CHANNELS = (None, "web", "store", "Web", "")
AMOUNTS = tuple(map(Decimal, ("0", "0.01", "1", "10", "11", "50", "51", "-20", "1e9")))
MOST_ROWS = 7


def world(found: Refuted) -> Evaluation | None:
    """A shop with one customer who is as shown; None where other measures are shown.

    Fails where no rows give the customer: then a proof showed somebody impossible.
    """
    shown = {axis: found.values[axis] for axis in found.shown}
    fields: dict[str, object] = {}
    wanted: list[tuple[Counted | Since, Value]] = []
    for axis, value in shown.items():
        match axis.key:
            case Measured(model.FieldValue((), "customers", name)):
                fields[name] = "…" if value is Absent.OTHER else value
            case Counted() | Since(in_months=False):
                wanted.append((axis.key, value))
            case _:
                return None
    orders = _orders(wanted)
    assert orders is not None, found.shown
    return shop([customer("a", **fields)], orders)


@dataclass(frozen=True, slots=True)
class Kind:
    """A row, how long ago it was, and the places of the measures that look at it."""

    cells: Cells
    age: int
    inside: frozenset[int]


def _orders(wanted: Sequence[tuple[Counted | Since, Value]]) -> list[Cells] | None:
    """Rows that give every measure its value."""
    keys = tuple(key for key, _ in wanted)
    values = [value for _, value in wanted]
    kinds = _kinds(keys)
    counted = [place for place, key in enumerate(keys) if isinstance(key, Counted)]

    def search(start: int, rows: list[Kind]) -> list[Kind] | None:
        counts = {place: sum(place in row.inside for row in rows) for place in counted}
        left = MOST_ROWS - len(rows)
        if any(not 0 <= values[place] - counts[place] <= left for place in counted):
            return None
        if any(
            not _can_be(key, _seen(key, place, rows), values[place])
            for place, key in enumerate(keys)
        ):
            return None
        if all(_seen(key, place, rows) == values[place] for place, key in enumerate(keys)):
            return rows
        if len(rows) == MOST_ROWS:
            return None
        for at in range(start, len(kinds)):
            found = search(at, [*rows, kinds[at]])
            if found is not None:
                return found
        return None

    found = search(0, [])
    return None if found is None else [kind.cells for kind in found]


def _can_be(key: Counted | Since, seen: int | None, value: Value) -> bool:
    """Whether more rows can still bring a time to its value: they only come nearer the ends."""
    if isinstance(key, Counted) or seen is None:
        return True
    if value is None:
        return False
    return bool(seen >= value) if key.is_last else bool(seen <= value)


def _seen(key: Counted | Since, place: int, rows: Sequence[Kind]) -> int | None:
    ages = [row.age for row in rows if place in row.inside]
    match key:
        case Counted():
            return len(ages)
        case Since(_, is_last):
            pick = min if is_last else max
            return pick(ages, default=None)


@cache
def _kinds(keys: tuple[Counted | Since, ...]) -> list[Kind]:
    """A row of each kind; the interpreter says which measures look at it."""
    drawn = list(product(AGES, CHANNELS, AMOUNTS))
    noon = datetime.combine(D, time(12))
    rows = [
        order(str(number), str(noon - timedelta(days=age)), amount, channel=channel)
        for number, (age, channel, amount) in enumerate(drawn)
    ]
    evaluation = shop([customer(str(number)) for number in range(len(rows))], rows)
    members = [evaluation.condition("customers", any_(key.rows)) for key in keys]
    ages = any(isinstance(key, Since) for key in keys)
    kinds: dict[object, Kind] = {}
    for number, (age, _, _) in enumerate(drawn):
        inside = frozenset(at for at, those in enumerate(members) if str(number) in those)
        if inside:
            cells = {**rows[number], "customer": "a"}
            kinds.setdefault((inside, age if ages else 0), Kind(cells, age, inside))
    return list(kinds.values())
