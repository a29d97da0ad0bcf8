"""Hypothesis strategies: small shops, days to look from, and conditions on their customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from segdsl.meaning import model
from segdsl.meaning.model import FieldValue
from segdsl.meaning.types import NUMERIC, Type, arithmetic
from segdsl.meaning.vocabulary.aggregates import AGGREGATES, Kind, Takes
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.meaning.vocabulary.predicates import COMPARISON_OF, TEXT_TESTS
from tests.interpreter.shop import (
    AMOUNT,
    BORN,
    CHANNEL,
    CITY,
    POINTS,
    RATIO,
    STORE,
    STORE_CITY,
    Cells,
    aggregate,
    compare,
    customer,
    days,
    lines,
    literal,
    months,
    order,
    orders,
    window,
)

AS_OF = st.sampled_from(
    [date(2024, 2, 29), date(2025, 2, 28), date(2026, 3, 29), date(2026, 3, 31), date(2026, 12, 31)]
)
SIZES = st.sampled_from([5, 5, 7, 7, 6, 3, 1, 0])
KEYS = ("a", "b", "c", "d", "e", "é", "")
CITIES = st.sampled_from(["Paris", "paris", "été", "e\u0301te\u0301", "", "'", "50%"])
POINT = st.sampled_from([0, 1, 1, 2, 5, 10**9, -1])
RATIOS = st.sampled_from([0.0, 0.1, 1 / 3, 2.5, float("nan")])
AMOUNTS = st.sampled_from([Decimal(text) for text in ("0", "0.01", "10", "50", "-20", "1e9")])
CHANNELS = st.sampled_from(["web", "store", "Web", ""])
HOURS = st.sampled_from([timedelta(0), timedelta(hours=12), timedelta(hours=23)])
BACK = st.sampled_from([-1, 0, 0, 1, 29, 30, 31, 31, 59, 60, 90, 91, 182, 365, 366])


@dataclass(frozen=True, slots=True)
class World:
    """Rows of the shop, and the day to look from."""

    as_of: date
    customers: list[Cells]
    orders: list[Cells]
    stores: list[Cells]
    lines: list[Cells]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A few of everything, tied and missing on purpose."""
    as_of = draw(AS_OF)
    known = KEYS[: draw(SIZES)]
    customers = [
        customer(
            key,
            city=draw(st.none() | CITIES),
            born=draw(st.none() | st.dates(date(1980, 1, 1), date(2005, 12, 31))),
            points=draw(st.none() | POINT),
            ratio=draw(st.none() | RATIOS),
            store=draw(st.sampled_from([None, "s1", "s2", "gone"])),
        )
        for key in known
    ]
    made = []
    for _ in range(draw(SIZES) * 2):
        day = datetime(as_of.year, as_of.month, as_of.day) - timedelta(days=draw(BACK))
        at = None if draw(st.integers(0, 9)) == 0 else str(day + draw(HOURS))
        who = draw(st.sampled_from([*(known or KEYS), *(known or KEYS), None]))
        channel = draw(st.none() | CHANNELS)
        status = draw(st.sampled_from([None, "paid", "cancelled"]))
        store = draw(st.sampled_from(["s1", "gone", None]))
        amount = draw(st.none() | AMOUNTS)
        made.append(order(who, at, amount, channel=channel, status=status, store=store))
    stores: list[Cells] = [{"id": "s1", "city": "Paris"}, {"id": "s2", "city": None}]
    items: list[Cells] = [
        {
            "order": draw(st.sampled_from([*(f"o{n}" for n in range(len(made))), "gone", None])),
            "product": draw(st.none() | CHANNELS),
            "quantity": draw(st.none() | POINT),
        }
        for _ in range(draw(SIZES) * 2)
    ]
    numbered: list[Cells] = [{"id": f"o{number}", **cells} for number, cells in enumerate(made)]
    return World(as_of, customers, numbered, stores, items)


LENGTHS = st.builds(
    Length, st.sampled_from([1, 2, 6, 12, 30, 90]), st.sampled_from([Unit.DAY, Unit.MONTH])
)
BIRTHDAYS = st.dates(date(1980, 1, 1), date(2005, 1, 1))
WINDOWS = st.none() | st.one_of(
    st.builds(lambda length: window("in last", length), LENGTHS),
    st.builds(lambda length: window("before ago", length), LENGTHS),
    st.builds(lambda far, near: window("from ago to ago", months(far), days(near)),
              st.sampled_from([3, 12]), st.sampled_from([1, 30, 59])),
    st.builds(lambda day: window("since", day), AS_OF),
    st.builds(lambda day: window("before", day), AS_OF),
)  # fmt: skip
SIGNS = st.sampled_from(list(COMPARISON_OF))
QUANTITY = FieldValue((), "lines", "quantity", Type.INTEGER)
LINE_AMOUNT = FieldValue(("order",), "orders", "amount", Type.MONEY)
LINE_STORE = model.ReferenceKey(("order", "store"), "stores", Type.TEXT)
LINE_CITY = FieldValue(("order", "customer"), "customers", "city", Type.TEXT)
PRODUCT = FieldValue((), "lines", "product", Type.TEXT)


def nots(part: st.SearchStrategy[model.Condition]) -> st.SearchStrategy[model.Condition]:
    return part | st.builds(model.Not, part)


ORDER_CONDITIONS = nots(
    st.one_of(
        st.builds(compare, st.just(AMOUNT), SIGNS, AMOUNTS),
        st.builds(compare, st.just(CHANNEL), SIGNS, CHANNELS),
        st.builds(compare, st.just(STORE), SIGNS, st.just("s1")),
        st.builds(model.Known, st.sampled_from([AMOUNT, CHANNEL, STORE, STORE_CITY])),
    )
)
LINE_CONDITIONS = nots(
    st.one_of(
        st.builds(compare, st.just(QUANTITY), SIGNS, POINT),
        st.builds(compare, st.just(LINE_AMOUNT), SIGNS, AMOUNTS),
        st.builds(compare, st.just(LINE_CITY), SIGNS, CITIES),
        st.builds(compare, st.just(QUANTITY), SIGNS, st.just(LINE_AMOUNT)),
        st.builds(model.Known, st.sampled_from([LINE_STORE, PRODUCT])),
    )
)
ROW_CONDITIONS = ORDER_CONDITIONS
SELECTIONS = st.one_of(
    st.builds(orders, st.none() | ORDER_CONDITIONS, WINDOWS),
    st.builds(lines, st.none() | LINE_CONDITIONS, WINDOWS),
)


@st.composite
def aggregates(draw: st.DrawFn) -> model.Aggregate:
    word = draw(st.sampled_from(AGGREGATES))
    rows = draw(SELECTIONS)
    columns: dict[str, tuple[model.Value, ...]] = {
        "orders": (AMOUNT, CHANNEL, STORE),
        "lines": (QUANTITY, LINE_AMOUNT, PRODUCT, LINE_STORE),
    }
    if word.takes in (Takes.ROWS, Takes.DAYS) or (word.takes is Takes.EITHER and draw(HALF)):
        return aggregate(word.name, None, rows)
    fitting = [column for column in columns[rows.table] if word.accepts(column.type)]
    return aggregate(word.name, draw(st.sampled_from(fitting)), rows)


HALF = st.booleans()
NUMBERS: tuple[model.Value, ...] = (POINTS, RATIO)
NUMERIC_AGGREGATES = aggregates().filter(lambda value: value.type in NUMERIC)


@st.composite
def sums(draw: st.DrawFn) -> model.Value:
    """Arithmetic of two numbers: of a type that the language gives it."""
    operands = st.sampled_from(NUMBERS) | NUMERIC_AGGREGATES
    left, right = draw(operands), draw(operands)
    if draw(st.integers(0, 5)) == 0:
        return model.Negative(left, left.type)
    operator = draw(st.sampled_from("+-/"))
    type_ = arithmetic(operator, left.type, right.type)
    assert type_ is not None
    return model.Arithmetic(operator, left, right, type_)


@st.composite
def value_tests(draw: st.DrawFn) -> model.Condition:
    """A test of a field, an aggregate or arithmetic, with a literal of its type."""
    fields: st.SearchStrategy[model.Value] = st.sampled_from(
        [CITY, STORE_CITY, STORE, POINTS, RATIO, BORN]
    )
    value: model.Value = draw(fields | aggregates() | aggregates() | sums())
    if draw(st.integers(0, 5)) == 0:
        return model.Known(value)
    match value.type:
        case Type.TEXT if draw(HALF):
            text = literal(draw(CITIES), Type.TEXT)
            return model.TextTest(draw(st.sampled_from(TEXT_TESTS)), value, text)
        case Type.TEXT:
            return draw(_several(value, CITIES))
        case Type.DATE if draw(HALF):
            since = window(draw(st.sampled_from(["since", "before"])), draw(BIRTHDAYS))
            return model.InWindow(value, since)
        case Type.DATE:
            return draw(_several(value, BIRTHDAYS))
        case Type.DURATION:
            lengths = st.builds(days, st.integers(0, 400))
            if isinstance(value, model.Aggregate) and value.word.kind is not Kind.GAP:
                lengths |= st.builds(months, st.sampled_from([1, 2, 6, 12]))
            return draw(_several(value, lengths))
        case _:
            return draw(_several(value, POINT | AMOUNTS))


@st.composite
def _several(
    draw: st.DrawFn, value: model.Value, literals: st.SearchStrategy[object]
) -> model.Condition:
    """A comparison, `between` or `in`, with drawn literals."""
    low, high = (literal(draw(literals), value.type) for _ in range(2))
    match draw(st.integers(0, 4)):
        case 0:
            return model.Between(value, low, high)
        case 1:
            return model.OneOf(value, (low, high))
        case _:
            return compare(value, draw(SIGNS), low)


QUANTIFIED = st.builds(model.Rows, st.sampled_from(model.Quantifier), st.integers(1, 3), SELECTIONS)
RANKED = st.sampled_from(NUMBERS) | NUMERIC_AGGREGATES
STANDINGS = st.builds(
    model.Standing,
    RANKED,
    st.sampled_from(model.Better),
    st.none() | value_tests(),
    st.sampled_from([None, None, CITY, STORE]),
)
TOPS = st.builds(model.InTop, STANDINGS, st.sampled_from([Decimal(20), Decimal(50), Decimal(100)]))


@st.composite
def places(draw: st.DrawFn) -> model.Condition:
    place = draw(st.sampled_from(model.Place))
    share = place is model.Place.CUMULATIVE_SHARE
    value = model.PlaceIn(place, draw(STANDINGS), Type.PERCENT if share else Type.INTEGER)
    bound = draw(st.sampled_from(["0", "0.5", "0.8", "1"] if share else ["1", "2", "3", "5"]))
    return compare(value, draw(SIGNS), bound)


ATOMS = st.one_of(
    value_tests(), value_tests(), QUANTIFIED, TOPS, places(), st.builds(model.Always, HALF)
)
CONDITIONS: st.SearchStrategy[model.Condition] = st.recursive(
    ATOMS,
    lambda part: st.one_of(
        st.builds(model.Not, part),
        st.builds(lambda a, b: model.All((a, b)), part, part),
        st.builds(lambda a, b: model.AnyOf((a, b)), part, part),
    ),
    max_leaves=6,
)
