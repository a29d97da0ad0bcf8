"""Hypothesis strategies: small shops, days to look from, and conditions on their customers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.aggregates import AGGREGATES, Takes
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
    literal,
    order,
    orders,
    window,
)

AS_OF = st.sampled_from(
    [date(2024, 2, 29), date(2025, 2, 28), date(2026, 3, 29), date(2026, 3, 31), date(2026, 12, 31)]
)
KEYS = ("a", "b", "c", "d", "e", "é", "")
CITIES = st.sampled_from(["Paris", "paris", "été", "e\u0301te\u0301", "", "'", "50%"])
POINT = st.sampled_from([0, 1, 1, 2, 5, 10**9, -1])
RATIOS = st.sampled_from([0.0, 0.1, 1 / 3, 2.5, float("nan")])
AMOUNTS = st.sampled_from([Decimal(text) for text in ("0", "0.01", "10", "50", "-20", "1e9")])
CHANNELS = st.sampled_from(["web", "store", "Web", ""])
HOURS = st.sampled_from([timedelta(0), timedelta(hours=12), timedelta(hours=22, minutes=30)])
BACK = st.sampled_from([-1, 0, 1, 29, 30, 31, 59, 90, 91, 365, 366])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[date, list[Cells], list[Cells], list[Cells]]:
    """A day, customers, orders and stores."""
    as_of = draw(AS_OF)
    known = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=len(KEYS)))
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
    for _ in range(draw(st.integers(0, 12))):
        day = datetime(as_of.year, as_of.month, as_of.day) - timedelta(days=draw(BACK))
        at = None if draw(st.integers(0, 9)) == 0 else str(day + draw(HOURS))
        who = draw(st.sampled_from([*(known or KEYS), *(known or KEYS), None]))
        channel = draw(st.none() | CHANNELS)
        status = draw(st.sampled_from([None, "paid", "cancelled"]))
        store = draw(st.sampled_from(["s1", "gone", None]))
        amount = draw(st.none() | AMOUNTS)
        made.append(order(who, at, amount, channel=channel, status=status, store=store))
    stores: list[Cells] = [{"id": "s1", "city": "Paris"}, {"id": "s2", "city": None}]
    return as_of, customers, made, stores


LENGTHS = st.builds(
    Length, st.sampled_from([1, 2, 6, 12, 30, 90]), st.sampled_from([Unit.DAY, Unit.MONTH])
)
WINDOWS = st.none() | st.builds(lambda length: window("in last", length), LENGTHS)
SIGNS = st.sampled_from(list(COMPARISON_OF))
ROW_CONDITIONS = st.one_of(
    st.builds(compare, st.just(AMOUNT), SIGNS, AMOUNTS),
    st.builds(compare, st.just(CHANNEL), SIGNS, CHANNELS),
    st.builds(model.Not, st.builds(compare, st.just(CHANNEL), SIGNS, CHANNELS)),
    st.builds(model.Known, st.sampled_from([AMOUNT, CHANNEL, STORE])),
)
SELECTIONS = st.builds(orders, st.none() | ROW_CONDITIONS, WINDOWS)


@st.composite
def aggregates(draw: st.DrawFn) -> model.Aggregate:
    word = draw(st.sampled_from(AGGREGATES))
    numbers = word.takes in (Takes.NUMBERS, Takes.EITHER)
    rowwise = word.takes in (Takes.ROWS, Takes.DAYS)
    column = None if rowwise else draw(st.sampled_from([AMOUNT] if numbers else [AMOUNT, CHANNEL]))
    return aggregate(word.name, column, draw(SELECTIONS))


@st.composite
def value_tests(draw: st.DrawFn) -> model.Condition:
    """A test of a field or an aggregate, with a literal of its type."""
    value = draw(st.sampled_from([CITY, STORE_CITY, POINTS, RATIO, BORN]) | aggregates())
    if draw(st.integers(0, 5)) == 0:
        return model.Known(value)
    match value.type:
        case Type.TEXT if draw(st.booleans()):
            text = literal(draw(CITIES), Type.TEXT)
            return model.TextTest(draw(st.sampled_from(TEXT_TESTS)), value, text)
        case Type.TEXT:
            return compare(value, draw(SIGNS), draw(CITIES))
        case Type.DATE:
            return compare(value, draw(SIGNS), draw(st.dates(date(1980, 1, 1), date(2005, 1, 1))))
        case Type.DURATION:
            return compare(value, draw(SIGNS), Length(draw(st.integers(0, 400)), Unit.DAY))
        case _:
            return compare(value, draw(SIGNS), draw(POINT))


QUANTIFIED = st.builds(model.Rows, st.sampled_from(model.Quantifier), st.integers(1, 3), SELECTIONS)
STANDINGS = st.builds(
    model.Standing,
    st.sampled_from([POINTS, RATIO]),
    st.sampled_from(model.Better),
    st.none() | value_tests(),
    st.sampled_from([None, None, CITY, STORE]),
)
TOPS = st.builds(model.InTop, STANDINGS, st.sampled_from([Decimal(20), Decimal(50), Decimal(100)]))
ATOMS = st.one_of(value_tests(), QUANTIFIED, TOPS, st.builds(model.Always, st.booleans()))
CONDITIONS: st.SearchStrategy[model.Condition] = st.recursive(
    ATOMS,
    lambda part: st.one_of(
        st.builds(model.Not, part),
        st.builds(lambda a, b: model.All((a, b)), part, part),
        st.builds(lambda a, b: model.AnyOf((a, b)), part, part),
    ),
    max_leaves=6,
)
