"""A shop whose members move from day to day: a project, rows by a seed, and publications."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import psycopg

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.interpreter import evaluation
from segdsl.interpreter.evaluation import Evaluation
from segdsl.interpreter.tables import World
from segdsl.meaning import model
from segdsl.meaning.identity import fingerprint
from segdsl.meaning.settings import Settings
from segdsl.publishing.history import History
from segdsl.publishing.publication import Publication, Rule
from segdsl.publishing.publish import Origin, Writer
from segdsl.publishing.store import Store
from segdsl.warehouse import connect as reading
from segdsl.warehouse import publisher
from segdsl.warehouse.address import Address, address
from tests.differential.engines import load_duckdb, load_postgres

FIRST = date(2026, 3, 1)
WEEK = tuple(FIRST + timedelta(days=n) for n in range(7))
SCHEMA = "segdsl"
SETTINGS = Settings("shop", "Europe/Paris", value={"": "monetary"})
TEXT = """
population customers (customer) from customers
  key customer_id: integer
  city: text

source orders (order) from orders
  key order_id: integer
  customer -> customers
  at day: date
  amount: money
  channel: text

metric monetary: sum of orders.amount in last 12 months
  better higher
metric frequency: count of orders in last 12 months
  better higher

segment frequent "L'élite ${x}": at least 2 orders in last 5 days
segment spenders: monetary >= 60 and not frequent
segment nobody: monetary < 0
segmentation cycle:
  fresh when any orders in last 2 days
  warm  when any orders in last 4 days
  cold  otherwise
segmentation channel: by last of orders.channel
"""


def project(text: str = TEXT) -> model.Project:
    """The model of a text without errors."""
    analysis = compiler.analyse(SETTINGS, [("shop.seg", text.encode())], {}, Stopwatch())
    assert not analysis.has_errors, analysis.diagnostics
    return analysis.project


def world(seed: int, customers: int = 30) -> World:
    """Customers and their orders of two weeks around the first day."""
    draw = random.Random(seed)
    orders = [
        {
            "order_id": number,
            "customer": draw.randint(1, customers + 2),  # some of nobody
            "day": FIRST + timedelta(days=draw.randint(-5, 8)),
            "amount": Decimal(draw.randint(1, 6000)) / 100,
            "channel": draw.choice(["web", "store", "l'été", None]),
        }
        for number in range(customers * 4)
    ]
    people = [
        {"customer_id": n, "city": draw.choice(["Rennes", None])} for n in range(1, customers)
    ]
    return {"customers": people, "orders": orders}


@dataclass(frozen=True, slots=True)
class Place:
    """A warehouse with the rows of a world, and where members are written."""

    reads: Address
    writes: Address | None = None

    def publisher(self) -> publisher.Publisher:
        return publisher.connect(self.reads, self.writes, SCHEMA)

    def history(self) -> History:
        """What was published there; its engine is to be closed."""
        engine = reading.connect(self.writes or self.reads)
        return History(engine, Store((SCHEMA,), engine.dialect), engine.name)

    def load(self, shop: model.Project, rows: World) -> None:
        """Puts the rows where they are read."""
        if self.reads.path is None:
            with psycopg.connect(self.reads.text) as connection:
                load_postgres(connection, shop, rows)
        else:
            with duckdb.connect(str(self.reads.path)) as connection:
                load_duckdb(connection, shop, rows)


def in_duckdb(folder: Path) -> Place:
    """A database file that is read and written."""
    found = address("dev", "duckdb:shop.duckdb", folder)
    assert found is not None
    return Place(found)


def beside_duckdb(folder: Path) -> Place:
    """A database file that is read, another one that is written."""
    writes = address("dev", "duckdb:segments.duckdb", folder)
    return Place(in_duckdb(folder).reads, writes)


def in_postgres(uri: str) -> Place:
    found = address("prod", uri, Path())
    assert found is not None
    return Place(found)


def publish(
    place: Place,
    shop: model.Project,
    day: date,
    names: Sequence[str] = (),
    max_change: Decimal | None = None,
) -> Publication:
    """Publishes all, or some names; returns what was written."""
    wanted = tuple(names) or (*shop.segments, *shop.segmentations)
    programs, found = compiler.weighed_programs(shop, wanted, day, Stopwatch())
    assert not found
    session = place.publisher()
    try:
        writer = Writer(shop, programs, rules(shop, wanted), day, not names, max_change, session)
        prepared = writer.prepared()
        if not prepared.is_empty:
            moment = datetime(2026, 4, 1, 12, 0)
            writer.write(prepared, Origin(moment, "abc", "test"), moment)
        return prepared
    finally:
        session.close()


def rules(shop: model.Project, names: Sequence[str]) -> dict[str, Rule]:
    return {
        name: Rule(
            name,
            "segment" if name in shop.segments else "segmentation",
            (shop.segments.get(name) or shop.segmentations[name]).population,
            fingerprint(shop, name),
            f"text of {name} isn't ${{it}}",
            "shop.seg:1:1",
            "sentence",
        )
        for name in names
    }


def expected(shop: model.Project, rows: World, day: date) -> dict[str, tuple[str, ...]]:
    """Who is in each segment and class on a day, by the interpreter; only those with members."""
    judge: Evaluation = evaluation.evaluate(shop, rows, day)
    found: dict[str, list[str]] = {}
    for name in shop.segments:
        found[name] = [str(key) for key in judge.segment(name)]
    for name in shop.segmentations:
        for key, class_ in judge.classes(name).items():
            if class_ is not None:
                found.setdefault(f"{name}.{class_}", []).append(str(key))
    return {name: tuple(sorted(keys)) for name, keys in found.items() if keys}
