"""A drawn target is frozen: who was drawn stays drawn, and whoever is left out is counted."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from segdsl.interpreter.evaluation import evaluate
from segdsl.interpreter.tables import World
from segdsl.meaning.types import Type
from segdsl.publishing import files, platforms
from segdsl.publishing.contacts import contacts
from segdsl.publishing.draw import Draw, Drawer, versions
from segdsl.publishing.export import Exporter, Handed, Left, Person
from segdsl.publishing.publication import Rule
from segdsl.publishing.publish import Origin
from tests.publishing import shop
from tests.publishing.shop import Place

DAY = date(2026, 3, 5)
MOMENT = datetime(2026, 4, 1, 12, 0)
TEXT = """
population customers (customer) from customers
  key customer_id: integer
  email: text private
  name: text private
  agreed: boolean
  city: text

source orders (order) from orders
  key order_id: integer
  customer -> customers
  at day: date
  amount: money

metric monetary: sum of orders.amount in last 12 months
  better higher
metric letters: count of orders where (amount > 20)
channel mail "E-mail": email is known and agreed
channel post: city is known
segment buyers: any orders
target spring "Spring": buyers
  by      mail, post
  except  city = "Brest"
  except  any orders in last 1 day
  at most 8 highest monetary
  control 30% "spring"
  columns email, name, city
target autumn: buyers
  by mail
"""
PROJECT = shop.project(TEXT)


def world(people: int = 40) -> World:
    cities = ["Rennes", "Brest", None, "=Paris"]
    customers = [
        {
            "customer_id": n,
            "email": f" Anne.{n}@Gmail.com" if n % 5 else None,
            "name": f"Zoë{n}",
            "agreed": [True, False, None][n % 3],
            "city": cities[n % 4],
        }
        for n in range(1, people + 1)
    ]
    orders = [
        {
            "order_id": 100 * n + k,
            "customer": n,
            "day": date(2026, 1, 1 + (n * k) % 28) if k else date(2026, 3, 1 + n % 5),
            "amount": Decimal((n * 13 + k * 7) % 50),
        }
        for n in range(1, people, 1)
        for k in range(n % 4)
    ]
    return {"customers": customers, "orders": orders}


@pytest.fixture(params=["duckdb", "duckdb beside", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    match request.param:
        case "duckdb":
            found = shop.in_duckdb(tmp_path)
        case "duckdb beside":
            found = shop.beside_duckdb(tmp_path)
        case _:
            uri = request.getfixturevalue("postgres_uri")
            with psycopg.connect(uri, autocommit=True) as connection:
                connection.execute(f"DROP SCHEMA IF EXISTS {shop.SCHEMA} CASCADE")
            found = shop.in_postgres(uri)
    found.load(PROJECT, world())
    return found


def draw(place: Place, name: str = "spring", day: date = DAY, hash_: str = "h") -> Draw:
    target = PROJECT.targets[name]
    rule = Rule(name, "target", "customers", hash_, "text of it", "shop.seg:1:1", "sentence")
    session = place.publisher()
    try:
        drawer = Drawer(PROJECT, target, rule, day, ("mail: rule",), session)
        found = drawer.prepared()
        if not found.is_same:
            drawer.write(found, Origin(MOMENT, "abc", "test"))
        return found
    finally:
        session.close()


def handed(place: Place, version: int, name: str = "spring") -> Handed:
    session = place.publisher()
    try:
        return Exporter(PROJECT, PROJECT.targets[name], version, DAY, session).handed()
    finally:
        session.close()


def test_who_is_drawn_is_who_the_interpreter_chooses(place: Place) -> None:
    judge = evaluate(PROJECT, world(), DAY)
    found = draw(place)
    chosen = {str(key) for key in judge.target("spring")}
    control = {str(key) for key in judge.target("spring.control")}
    assert 0 < len(control) < len(chosen) == 8
    given = handed(place, found.version)
    assert {one.customer for one in given.contacted} == chosen - control
    assert set(given.control) == control
    assert found.kept("chosen") == 8
    assert found.kept("contacted") + found.kept("control") == 8


def test_gates_count_who_is_left_and_whom_each_exclusion_holds_back(place: Place) -> None:
    judge = evaluate(PROJECT, world(), DAY)
    target = PROJECT.targets["spring"]
    held = judge.condition("customers", target.condition)
    reached = frozenset().union(*(judge.condition("customers", one) for one in target.by))
    first, second = (judge.condition("customers", one) for one in target.exclusions)
    gates = [(one.name, one.kept, one.alone) for one in draw(place).gates]
    assert gates[:5] == [
        ("population", 40, None),
        ("segment", len(held), None),
        ("reachable", len(held & reached), None),
        ("except", len(held & reached - first), len(first)),
        ("except", len(held & reached - first - second), len(second)),
    ]


def test_what_was_drawn_stays_when_the_rows_move(place: Place) -> None:
    draw(place)
    before = {one.customer for one in handed(place, 1).contacted}
    rows = world()
    place.load(PROJECT, {**rows, "orders": []})
    after = handed(place, 1)
    assert {one.customer for one in after.contacted} == before


def test_who_has_gone_or_said_no_since_is_left_out_and_counted(place: Place) -> None:
    draw(place)
    before = [one.customer for one in handed(place, 1).contacted]
    rows = world()
    gone, silent = before[0], before[1]
    people = [
        {**one, **({"email": None, "city": None} if str(one["customer_id"]) == silent else {})}
        for one in rows["customers"]
        if str(one["customer_id"]) != gone
    ]
    place.load(PROJECT, {**rows, "customers": people})
    found = handed(place, 1)
    assert [one.customer for one in found.contacted] == before[2:]
    assert dict(found.dropped) == {Left.GONE: 1, Left.UNREACHABLE: 1}


def test_a_second_draw_is_a_new_version_unless_it_is_the_same(place: Place) -> None:
    assert draw(place).version == 1
    assert draw(place).is_same
    assert draw(place, hash_="another rule").version == 2
    place.load(PROJECT, world(60))
    third = draw(place, hash_="another rule")
    assert (third.version, third.is_same) == (3, False)
    session = place.publisher()
    assert versions(session, "spring") == (1, 2, 3)
    assert versions(session, "autumn") == ()
    session.close()


def test_groups_are_compared_on_what_anybody_may_see(place: Place) -> None:
    found = draw(place)
    judge = evaluate(PROJECT, world(), DAY)
    values = judge.metric("monetary")
    control = judge.target("spring.control")
    spent = [values[key] for key in control]
    mean = sum(float(one) for one in spent if isinstance(one, Decimal)) / len(control)
    (one, other) = found.balance
    assert (one.metric, other.metric) == ("monetary", "letters")
    assert one.control == pytest.approx(mean)
    assert not one.is_apart


def test_without_a_control_group_nobody_is_kept_apart(place: Place) -> None:
    found = draw(place, "autumn")
    assert found.balance == ()
    assert found.kept("control") == 0
    assert handed(place, 1, "autumn").control == ()


# --- files ---

PEOPLE = Handed(
    target="spring",
    version=1,
    drawn_as_of=DAY,
    exported_as_of=DAY,
    rule="target spring: …",
    place="shop.seg:1:1",
    revision=None,
    consent="mail: …",
    columns=("email", "name", "city"),
    types=(Type.TEXT,) * 3,
    contacted=(
        Person("1", "mail", (" Anne.B+x@Gmail.com ", "Zoë", "=SUM(A1)")),
        Person("2", "mail post", (None, "Li\"a, O'Neil", "Rennes")),
    ),
    control=("3",),
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rennes", "Rennes"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+33612345678", "'+33612345678"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("\r", "'\r"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
    ],
)
def test_no_text_is_a_formula(text: str, written: str) -> None:
    assert files.guarded(text) == written


def test_a_file_for_people_has_the_columns_and_no_formula() -> None:
    assert files.people(PEOPLE, files.guarded).splitlines() == [
        "customer,channels,email,name,city",
        "1,mail, Anne.B+x@Gmail.com ,Zoë,'=SUM(A1)",
        '2,mail post,,"Li""a, O\'Neil",Rennes',
    ]
    assert files.people(PEOPLE, str).splitlines()[1].endswith(",=SUM(A1)")
    assert files.control(PEOPLE, files.guarded) == "customer\n3\n"


def test_parquet_keeps_every_text_and_tells_missing_from_empty(tmp_path: Path) -> None:
    from segdsl.cli.exports import contents

    texts = ("", "\\N", 'a "b", c', "two\nlines", "NULL", " x ", None)
    people = tuple(Person(str(n), "mail", (one,)) for n, one in enumerate(texts))
    given = replace(PEOPLE, columns=("text",), types=(Type.TEXT,), contacted=people, control=())
    written, rows = contents(given, "parquet", False, {})
    path = tmp_path / "x.parquet"
    path.write_bytes(written["contacted.parquet"])
    found = duckdb.execute(f"SELECT text FROM '{path}' ORDER BY CAST(customer AS INTEGER)")
    assert [one for (one,) in found.fetchall()] == list(texts)
    assert rows == {"contacted.parquet": len(texts)}


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_google_gets_hashes_under_its_own_heads() -> None:
    text, without = files.audience(PEOPLE, platforms.GOOGLE, {"name": "first_name"})
    assert text.splitlines() == [
        "Email,First Name",
        f"{_hash('anneb@gmail.com')},{_hash('zoë')}",
        "," + _hash("li\"a, o'neil"),
    ]
    assert without == 0


def test_meta_keeps_dots_and_drops_signs_from_names() -> None:
    text, _ = files.audience(PEOPLE, platforms.META, {"name": "last_name"})
    head, first, second = text.splitlines()
    assert head == "email,ln,ct"
    assert first.split(",")[0] == _hash("anne.b+x@gmail.com")
    assert second.split(",") == ["", _hash("liaoneil"), _hash("rennes")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (" 35000 ", "35000"),
        ("SW1A 1AA", "sw1a 1aa"),
        ("94103-1234", "94103-1234"),
        ("=1+1", ""),
        ("-35000", ""),
        ("\uff1d1", ""),
        ("35,000", ""),
    ],
)
def test_a_postcode_stands_as_it_is_and_is_no_formula(text: str, written: str) -> None:
    assert platforms.postcode(text) == written
    given = replace(PEOPLE, columns=("email", "zip"), contacted=(
        Person("1", "mail", ("anne@example.org", text)),
    ))  # fmt: skip
    told, _ = files.audience(given, platforms.GOOGLE, {})
    assert told.splitlines()[1] == f"{_hash('anne@example.org')},{written}"


def test_who_has_nothing_to_match_is_counted() -> None:
    only = replace(PEOPLE, columns=("email",), contacted=(
        Person("1", "mail", ("anne@example.org",)), Person("2", "mail", ("nowhere",)),
    ))  # fmt: skip
    text, without = files.audience(only, platforms.META, {})
    assert text.splitlines() == ["email", _hash("anne@example.org")]
    assert without == 1
    with pytest.raises(LookupError):
        files.audience(replace(only, columns=("city2",)), platforms.META, {})


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033-612345678", "+33612345678"),
        ("06 12 34 56 78", ""),  # which country?
        ("+1 (800) 888-8888", "+18008888888"),
        ("+12", ""),
        ("", ""),
    ],
)
def test_phones_are_written_with_their_country_or_not_at_all(text: str, e164: str) -> None:
    assert platforms.phone(text) == e164
    assert platforms.bare_phone(text) == e164[1:]


def test_the_manifest_recognises_each_file_and_says_who_is_left_out() -> None:
    given = replace(PEOPLE, dropped=PEOPLE.dropped + Counter({Left.GONE: 2}))
    data = files.people(given, files.guarded).encode()
    told: dict[str, Any] = json.loads(files.manifest(given, {"a.csv": data}, {"a.csv": 2}))
    assert told["drawn"] == {"contacted": 4, "control": 1}
    assert (told["kept"], told["dropped"]) == (2, {"gone": 2, "unreachable": 0, "unmatched": 0})
    assert told["files"] == [
        {"name": "a.csv", "rows": 2, "bytes": len(data), "sha256": sha256(data).hexdigest()}
    ]


# --- several targets on a day ---


def test_who_is_contacted_twice_is_said_pair_by_pair() -> None:
    pairs = [("a", "1"), ("a", "2"), ("b", "2"), ("b", "3"), ("c", "2")]
    found = contacts("customers", ["a", "b", "c", "d"], pairs)
    assert found.sizes == {"a": 2, "b": 2, "c": 1, "d": 0}
    assert found.times == {1: 2, 3: 1}
    assert found.people == 3
    assert [(one.one, one.other, one.size) for one in found.meetings] == [
        ("a", "b", 1), ("a", "c", 1), ("b", "c", 1),
    ]  # fmt: skip
    assert found.several == (("2", ("a", "b", "c")),)
