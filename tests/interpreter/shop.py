"""A small shop as a model made by hand, its rows in short form, and words to ask it with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from segdsl.interpreter.evaluation import Evaluation, evaluate
from segdsl.interpreter.reading import Read, Value
from segdsl.meaning import model
from segdsl.meaning.model import Constant, FieldValue, Selection, Window
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import aggregates
from segdsl.meaning.vocabulary.aggregates import BY_NAME
from segdsl.meaning.vocabulary.periods import PERIODS, Length, Unit
from segdsl.meaning.vocabulary.predicates import COMPARISON_OF

D = date(2026, 3, 31)
NOTHING = model.Description()
Cells = dict[str, object]


def _field(name: str, type_: Type, origin: model.Origin | None = None) -> model.Field:
    zone = "UTC" if type_ is Type.DATETIME else None
    return model.Field(name, type_, origin or model.Stored(name), zone)


def _table(
    name: str,
    key: str | None,
    fields: Sequence[model.Field],
    references: Sequence[model.Reference] = (),
    at: str | None = None,
    where: model.Condition | None = None,
) -> model.Table:
    return model.Table(
        name, name[:-1], name == "customers", (name,), None, where, key, at,
        tuple(fields), tuple(references), NOTHING,
    )  # fmt: skip


def _reference(name: str, target: str) -> model.Reference:
    return model.Reference(name, target, model.Stored(name), Type.TEXT)


AMOUNT = FieldValue((), "orders", "amount", Type.MONEY)
CHANNEL = FieldValue((), "orders", "channel", Type.TEXT)
STORE = model.ReferenceKey(("store",), "stores", Type.TEXT)
CITY = FieldValue((), "customers", "city", Type.TEXT)
BORN = FieldValue((), "customers", "born", Type.DATE)
POINTS = FieldValue((), "customers", "points", Type.INTEGER)
RATIO = FieldValue((), "customers", "ratio", Type.NUMBER)
STATUS = FieldValue((), "orders", "status", Type.TEXT)
STORE_CITY = FieldValue(("store",), "stores", "city", Type.TEXT)

CUSTOMERS = _table(
    "customers",
    "id",
    (
        _field("id", Type.TEXT),
        _field("city", Type.TEXT),
        _field("born", Type.DATE),
        _field("points", Type.INTEGER),
        _field("ratio", Type.NUMBER),
    ),
    (_reference("store", "stores"),),
)
STORES = _table("stores", "id", (_field("id", Type.TEXT), _field("city", Type.TEXT)))
NOT_CANCELLED = model.Not(
    model.Compare(COMPARISON_OF["="], STATUS, Constant("cancelled", Type.TEXT))
)
ORDERS = _table(
    "orders",
    "id",
    (
        _field("id", Type.TEXT),
        _field("ordered_at", Type.DATETIME),
        _field("amount", Type.MONEY),
        _field("channel", Type.TEXT),
        _field("status", Type.TEXT),
    ),
    (_reference("customer", "customers"), _reference("store", "stores")),
    at="ordered_at",
    where=NOT_CANCELLED,
)
BORROWED = FieldValue(("order",), "orders", "ordered_at", Type.DATETIME)
LINES = _table(
    "lines",
    None,
    (
        _field("happened", Type.DATETIME, model.Computed(BORROWED)),
        _field("product", Type.TEXT),
        _field("quantity", Type.INTEGER),
    ),
    (_reference("order", "orders"),),
    at="happened",
)
SHOP = model.Project(
    name="shop",
    timezone="Europe/Paris",
    week_starts="monday",
    languages=("en",),
    value_metrics={},
    tables={table.name: table for table in (CUSTOMERS, STORES, ORDERS, LINES)},
    parameters={},
    metrics={},
    segments={},
    segmentations={},
)


def customer(key: str | None, **cells: object) -> Cells:
    return {"id": key, **cells}


def order(who: str | None, at: str | None, amount: object = 10, **cells: object) -> Cells:
    """`order("a", "2026-03-31 22:30", 50)`: the time is in UTC; midnight if none."""
    ordered_at = None if at is None else datetime.fromisoformat(at)
    return {"customer": who, "ordered_at": ordered_at, "amount": amount, **cells}


def shop(
    customers: Iterable[Cells] = (),
    orders: Iterable[Cells] = (),
    stores: Iterable[Cells] = (),
    lines: Iterable[Cells] = (),
    project: model.Project = SHOP,
    as_of: date = D,
) -> Evaluation:
    """The shop with these rows; orders without an `id` are numbered."""
    numbered = [{"id": f"o{number}", **cells} for number, cells in enumerate(orders, 1)]
    world = {
        "customers": list(customers), "orders": numbered, "stores": list(stores),
        "lines": list(lines),
    }  # fmt: skip
    return evaluate(project, world, as_of)


def declared(
    metrics: dict[str, model.Value] | None = None,
    segments: dict[str, model.Condition] | None = None,
    project: model.Project = SHOP,
) -> model.Project:
    """The shop with these metrics and segments."""
    return replace(
        project,
        metrics={
            name: model.Metric(name, "customers", value, None, NOTHING)
            for name, value in (metrics or {}).items()
        },
        segments={
            name: model.Segment(name, "customers", condition, NOTHING)
            for name, condition in (segments or {}).items()
        },
    )


def among(evaluation: Evaluation, condition: model.Condition) -> str:
    """The keys of those for whom it holds: `"a c"`."""
    return " ".join(sorted(map(str, evaluation.condition("customers", condition))))


def of(evaluation: Evaluation, value: model.Value) -> dict[Value, Read]:
    return evaluation.value("customers", value)


def orders(where: model.Condition | None = None, window: Window | None = None) -> Selection:
    return Selection("orders", ("customer",), where, window)


def lines(where: model.Condition | None = None, window: Window | None = None) -> Selection:
    return Selection("lines", ("order", "customer"), where, window)


def aggregate(
    word: str, column: model.Value | None = None, rows: Selection | None = None
) -> model.Aggregate:
    """`aggregate("sum of", AMOUNT)`: over all orders, if no rows are given."""
    record = BY_NAME[word]
    type_ = record.type_of(column.type if column else None)
    return model.Aggregate(record, rows or orders(), column, type_)


def any_(rows: Selection) -> model.Rows:
    return model.Rows(model.Quantifier.ANY, 1, rows)


def compare(left: model.Value, sign: str, right: object) -> model.Condition:
    """`compare(AMOUNT, ">=", "50")`; `!=` is the complement of `=`."""
    meant = right if isinstance(right, model.Node) else literal(right, left.type)
    if sign == "!=":
        return model.Not(model.Compare(COMPARISON_OF["="], left, meant))  # type: ignore[arg-type]
    return model.Compare(COMPARISON_OF[sign], left, meant)  # type: ignore[arg-type]


def literal(value: object, type_: Type) -> Constant:
    if isinstance(value, Length):
        return Constant(value, Type.DURATION)
    if isinstance(value, date):
        return Constant(value, Type.DATE)
    if type_ is Type.TEXT:
        return Constant(str(value), type_)
    exact = Decimal(str(value))
    return Constant(exact, Type.INTEGER if exact == int(exact) else Type.NUMBER)


def window(name: str, *arguments: Length | date) -> Window:
    return Window(next(period for period in PERIODS if period.name == name), arguments)


def days(count: int) -> Length:
    return Length(count, Unit.DAY)


def months(count: int) -> Length:
    return Length(count, Unit.MONTH)


RECENCY = model.Aggregate(aggregates.SINCE_LAST, orders(), None, Type.DURATION)
