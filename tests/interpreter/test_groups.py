"""Rows that exist only as a grouping of another source."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from segdsl.interpreter.evaluation import Evaluation
from segdsl.interpreter.tables import SeveralValues
from segdsl.meaning import model
from segdsl.meaning.model import FieldValue, Gathered, Selection, Shared
from segdsl.meaning.types import Type
from tests.interpreter.shop import (
    AMOUNT,
    CHANNEL,
    NOTHING,
    SHOP,
    aggregate,
    among,
    any_,
    compare,
    customer,
    of,
    order,
    shop,
)

MEMBERS = Selection("orders", ())
CUSTOMER_KEY = model.ReferenceKey(("customer",), "customers", Type.TEXT)
ORDERED_AT = FieldValue((), "orders", "ordered_at", Type.DATETIME)
TOTAL = FieldValue((), "visits", "total", Type.MONEY)


def visits(where: model.Condition | None = None) -> model.Project:
    """Orders of one channel are one visit, of one customer."""
    table = model.Table(
        name="visits",
        singular="visit",
        is_population=False,
        physical=(),
        grouping=model.Grouping("orders", compare(AMOUNT, ">=", 0)),
        where=where,
        key="channel",
        at="first_at",
        fields=(
            model.Field("channel", Type.TEXT, Shared(CHANNEL, is_key=True)),
            model.Field(
                "first_at",
                Type.DATETIME,
                Gathered(aggregate("smallest of", ORDERED_AT, MEMBERS)),
                "UTC",
            ),
            model.Field("total", Type.MONEY, Gathered(aggregate("sum of", AMOUNT, MEMBERS))),
        ),
        references=(model.Reference("customer", "customers", Shared(CUSTOMER_KEY), Type.TEXT),),
        description=NOTHING,
    )
    return replace(SHOP, tables={**SHOP.tables, "visits": table})


VISITS = Selection("visits", ("customer",))
COUNT = aggregate("count of", rows=VISITS)


def grouped(*orders: dict[str, object], where: model.Condition | None = None) -> Evaluation:
    return shop([customer("a"), customer("b")], orders, project=visits(where))


def test_one_row_per_known_key() -> None:
    rows = grouped(
        order("a", "2026-03-01", 5, channel="x"),
        order("a", "2026-03-02", 6, channel="x"),
        order("a", "2026-03-03", 7, channel="y"),
        order("b", "2026-03-03", 7, channel=None),
    )
    assert of(rows, COUNT) == {"a": 2, "b": 0}
    assert of(rows, aggregate("largest of", TOTAL, VISITS)) == {"a": 11, "b": None}


def test_rows_left_out_or_of_tomorrow_are_in_no_group() -> None:
    rows = grouped(
        order("a", "2026-03-01", 5, channel="x"),
        order("b", "2026-04-02", 6, channel="x"),
        order("b", "2026-03-02", -6, channel="x"),
        order("b", "2026-03-02", 6, channel="x", status="cancelled"),
    )
    assert of(rows, aggregate("sum of", TOTAL, VISITS)) == {"a": 5, "b": 0}


def test_a_row_that_names_no_customer_follows_its_group() -> None:
    rows = grouped(
        order(None, "2026-03-01", 5, channel="x"),
        order("gone", "2026-03-01", 5, channel="x"),
        order("a", "2026-03-01", 5, channel="x"),
    )
    assert of(rows, aggregate("sum of", TOTAL, VISITS)) == {"a": 15, "b": 0}


def test_two_known_values_of_a_shared_field_stop_the_run() -> None:
    rows = grouped(order("a", "2026-03-01", channel="x"), order("b", "2026-03-01", channel="x"))
    with pytest.raises(SeveralValues) as stopped:
        rows.value("customers", COUNT)
    assert (stopped.value.table, stopped.value.field) == ("visits", "customer")
    assert stopped.value.group == ("x",)


def test_the_where_of_the_grouped_table_is_asked_of_the_group() -> None:
    large = compare(TOTAL, ">=", 10)
    rows = grouped(
        order("a", "2026-03-01", 5, channel="x"),
        order("a", "2026-03-01", 5, channel="x"),
        order("b", "2026-03-01", 9, channel="y"),
        where=large,
    )
    assert among(rows, any_(VISITS)) == "a"


def test_a_group_happened_when_its_field_says() -> None:
    rows = grouped(
        order("a", "2026-03-02", channel="x"), order("a", "2026-03-01 10:00", channel="x")
    )
    first_at = FieldValue((), "visits", "first_at", Type.DATETIME)
    seen = of(rows, aggregate("first of", first_at, VISITS))
    assert seen == {"a": datetime(2026, 3, 1, 10), "b": None}
