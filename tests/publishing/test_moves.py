"""`entered fideles in last 3d` says who came in by the published history, on every engine."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.interpreter.evaluation import evaluate
from segdsl.meaning import moves
from segdsl.meaning.model import Move
from segdsl.prose import from_meaning as prose
from segdsl.text.diagnostics import Language
from segdsl.warehouse import checks
from segdsl.warehouse import connect as reading
from segdsl.warehouse import run as runs
from tests.publishing import shop
from tests.publishing.shop import WEEK, Place

PLAIN = shop.project()
ASKING = shop.project(
    shop.TEXT
    + """
segment came: entered frequent in last 3d
segment went: left frequent in last 3d
segment warmed: entered cycle.warm from 2026-03-03 to 2026-03-06
segment stayed_away: not entered frequent in last 30d
segment earlier: (entered frequent in last 2d) as of 2 days ago
segment web: entered channel.web since 2026-03-02
segment regular: frequent and not entered frequent in last 3d
"""
)
NAMES = ("came", "went", "warmed", "stayed_away", "earlier", "web", "regular")
LAST = WEEK[-1]


@pytest.fixture(params=["duckdb", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A week of publications."""
    if request.param == "duckdb":
        found = shop.in_duckdb(tmp_path)
    else:
        uri = request.getfixturevalue("postgres_uri")
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {shop.SCHEMA} CASCADE")
        found = shop.in_postgres(uri)
    found.load(PLAIN, shop.world(3))
    return found


def members(place: Place, day: date = LAST) -> dict[str, set[str]]:
    names = NAMES if day == LAST else ("came", "went", "web")
    programs, said = compiler.programs(ASKING, names, day, Stopwatch())
    assert not said
    engine = reading.connect(place.reads)
    try:
        assert checks.fit(ASKING, programs, engine) == ()
        found: dict[str, set[str]] = {name: set() for name in NAMES}
        for name, key in runs.members(programs, engine):
            found[name].add(key)
        return found
    finally:
        engine.close()


def test_moves_are_those_between_the_days_that_were_published(place: Place) -> None:
    rows = shop.world(3)
    for day in WEEK:
        shop.publish(place, PLAIN, day, max_change=Decimal(1000))
    found = members(place)
    on = [shop.expected(PLAIN, rows, day) for day in WEEK]

    def moved(name: str, first: int, last: int, before: int) -> set[str]:
        """Who was in it on a day and not the day before (or the other way round: before = 1)."""
        sets = [set(one.get(name, ())) for one in on]
        pairs = [(sets[n - 1], sets[n]) for n in range(first, last + 1)]
        return set().union(*((then - now if before else now - then) for then, now in pairs))

    assert found["came"] == moved("frequent", 4, 6, 0)
    assert found["went"] == moved("frequent", 4, 6, 1)
    assert found["warmed"] == moved("cycle.warm", 2, 5, 0)
    assert found["earlier"] == moved("frequent", 3, 4, 0)
    assert found["web"] == moved("channel.web", 1, 6, 0)
    everybody = {str(one["customer_id"]) for one in rows["customers"]}
    assert found["stayed_away"] == everybody - moved("frequent", 1, 6, 0)
    assert found["regular"] == set(on[6].get("frequent", ())) - found["came"]
    assert all(found[name] for name in ("came", "went", "warmed", "stayed_away"))


def test_the_reference_reads_the_same_history(place: Place) -> None:
    for day in WEEK:
        shop.publish(place, PLAIN, day, max_change=Decimal(1000))
    engine = reading.connect(place.reads)
    stays = engine.rows(
        "SELECT name, customer, entered, left_on, was_there "
        f"FROM {shop.SCHEMA}.segdsl_stays_of_customers"
    )
    engine.close()
    cells = [
        dict(zip(("name", "customer", "entered", "left_on", "was_there"), row, strict=True))
        for row in stays
    ]
    world = {**shop.world(3), **{moves.source(which, "customers"): cells for which in Move}}
    judge = evaluate(ASKING, world, LAST)
    found = members(place)
    for name in NAMES:
        assert found[name] == {str(key) for key in judge.segment(name)}, name


def test_who_was_there_when_a_segment_was_first_published_did_not_enter(place: Place) -> None:
    shop.publish(place, PLAIN, WEEK[0])
    found = members(place, WEEK[0])
    assert found["came"] == found["web"] == set()
    shop.publish(place, PLAIN, WEEK[1], max_change=Decimal(1000))
    then, now = (set(shop.expected(PLAIN, shop.world(3), day)["frequent"]) for day in WEEK[:2])
    assert members(place, WEEK[1])["came"] == now - then
    past = place.history()
    assert set(past.moves("frequent", WEEK[0], WEEK[1]).entered) == now - then
    past.engine.close()


def test_without_a_history_it_is_said_that_there_is_none(place: Place) -> None:
    programs, _ = compiler.programs(ASKING, ("came",), LAST, Stopwatch())
    engine = reading.connect(place.reads)
    try:
        found = checks.fit(ASKING, programs, engine)
        assert [one.message.code for one in found] == ["SEG548"]
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("name", "language", "sentence"),
    [
        ("came", "en", "Customers who entered “L'élite ${x}” in the last 3 days."),
        ("came", "fr",
         "Customers qui sont entrés dans « L'élite ${x} » au cours des 3 derniers jours."),
        ("warmed", "en",
         "Customers who entered “warm” of “cycle” from 3 March 2026 to 6 March 2026."),
        ("stayed_away", "fr",
         "Customers qui ne sont pas entrés dans « L'élite ${x} » au cours des 30 derniers jours."),
        ("went", "en", "Customers who left “L'élite ${x}” in the last 3 days."),
    ],
)  # fmt: skip
def test_it_is_said_in_words(name: str, language: Language, sentence: str) -> None:
    said = prose.segment(ASKING, name, language).replace("\u00a0", " ").replace("\u202f", " ")
    assert said == sentence


def test_the_words_stay_free_as_names() -> None:
    text = shop.TEXT.replace("  city: text\n", "  city: text\n  entered: date\n  left: boolean\n")
    rules = "segment a: entered in last 30d and left\nsegment b: entered is known\n"
    rules += 'segment entered_late: left\n  note "in last 30d"\n'
    project = shop.project(text + rules)
    assert set(project.segments) >= {"a", "b", "entered_late"}


def test_history_goes_on_while_rules_ask_for_it(place: Place) -> None:
    """What asks for the past can be published itself, once there is a past."""
    many = Decimal(1000)
    shop.publish(place, PLAIN, WEEK[0], max_change=many)
    shop.publish(place, ASKING, WEEK[0] + timedelta(days=1), max_change=many)
    past = place.history()
    assert past.parts("stayed_away") == ("stayed_away",)
    assert past.parts("came") == ("came",)  # published, and nobody in it yet
    assert [one.size for one in past.days("came")] == [0]
    assert past.parts("never") == ()
    past.engine.close()
