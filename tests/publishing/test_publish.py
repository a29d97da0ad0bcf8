"""Members are written once, whole, with their history; every answer equals a recomputation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.meaning import model
from segdsl.publishing.publication import Publication, Reason, RuleIs
from segdsl.publishing.publish import Unsound, Writer
from segdsl.warehouse import connect as reading
from segdsl.warehouse.address import address
from segdsl.warehouse.engine import Refused, Unreachable
from tests.publishing import shop
from tests.publishing.shop import FIRST, WEEK, Place

PROJECT = shop.project()
EDITED = shop.project(shop.TEXT.replace("at least 2 orders", "at least 3 orders"))
WITHOUT = shop.project(shop.TEXT.replace("segment nobody: monetary < 0", ""))


@pytest.fixture(params=["duckdb", "duckdb beside", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty schema in each kind of warehouse, and the rows of a shop."""
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
    found.load(PROJECT, shop.world(1))
    return found


def held(place: Place, name: str) -> tuple[str, ...]:
    """Who is in it on the last published day."""
    past = place.history()
    try:
        return past.members(name, past.runs()[-1][1])
    finally:
        past.engine.close()


def view(place: Place, name: str) -> list[tuple[object, ...]]:
    engine = reading.connect(place.writes or place.reads)
    try:
        return engine.rows(f'SELECT * FROM "{shop.SCHEMA}"."{name}" ORDER BY 1')
    finally:
        engine.close()


def test_a_week_of_days_answers_as_a_recomputation_does(place: Place) -> None:
    rows = shop.world(1)
    for day in WEEK:
        shop.publish(place, PROJECT, day, max_change=Decimal(100))
    past = place.history()
    try:
        names = {name for day in WEEK for name in shop.expected(PROJECT, rows, day)}
        assert len(names) > 7
        for day in WEEK:
            wanted = shop.expected(PROJECT, rows, day)
            for name in names:
                assert past.members(name, day) == wanted.get(name, ()), (name, day)
        for name in names:
            for since, until in pairwise(WEEK):
                then, now = (
                    set(shop.expected(PROJECT, rows, d).get(name, ())) for d in (since, until)
                )
                moves = past.moves(name, since, until)
                assert set(moves.entered) == now - then, (name, until)
                assert set(moves.left) == then - now, (name, until)
        figures = past.days("frequent")
        assert [day.as_of for day in figures] == list(WEEK)
        assert [day.size for day in figures] == [
            len(shop.expected(PROJECT, rows, day).get("frequent", ())) for day in WEEK
        ]
    finally:
        past.engine.close()


def test_the_first_publication_says_what_it_makes(place: Place) -> None:
    found = shop.publish(place, PROJECT, FIRST)
    wanted = shop.expected(PROJECT, shop.world(1), FIRST)
    assert found.last is None
    assert {one.rule for one in found.changes} == {RuleIs.NEW}
    assert {one.name: one.entered for one in found.changes if one.entered} == {
        name: len(keys) for name, keys in wanted.items()
    }
    assert set(found.views) == {
        "segdsl_members", "segdsl_stays_of_customers", "frequent", "spenders", "nobody", "cycle",
        "channel",
    }  # fmt: skip


def test_publishing_twice_changes_nothing(place: Place) -> None:
    shop.publish(place, PROJECT, FIRST)
    again = shop.publish(place, PROJECT, FIRST)
    assert again.is_empty
    past = place.history()
    assert past.runs() == ((1, FIRST),)
    past.engine.close()


def test_views_have_the_key_by_its_own_name_and_type(place: Place) -> None:
    shop.publish(place, PROJECT, FIRST)
    wanted = shop.expected(PROJECT, shop.world(1), FIRST)
    assert view(place, "spenders") == sorted((int(key), FIRST) for key in wanted["spenders"])
    classes = {str(key): class_ for key, class_, _ in view(place, "cycle")}
    assert classes == {
        key: name.partition(".")[2]
        for name, keys in wanted.items()
        if name.startswith("cycle.")
        for key in keys
    }
    assert len(view(place, "segdsl_members")) == sum(map(len, wanted.values()))


def test_only_what_moves_is_written(place: Place) -> None:
    rows = shop.world(1)
    shop.publish(place, PROJECT, WEEK[0])
    found = shop.publish(place, PROJECT, WEEK[1], max_change=Decimal(100))
    before, after = (shop.expected(PROJECT, rows, day) for day in WEEK[:2])
    moved = sum(
        len(set(before.get(name, ())) ^ set(after.get(name, ()))) for name in {*before, *after}
    )
    assert found.rows == moved
    assert 0 < moved < sum(map(len, after.values()))


def test_a_changed_rule_is_seen_and_its_text_kept_beside_each_stay(place: Place) -> None:
    shop.publish(place, PROJECT, FIRST)
    found = shop.publish(place, EDITED, FIRST, max_change=Decimal(100))
    assert {one.name for one in found.changes if one.rule is RuleIs.CHANGED} == {
        "frequent", "spenders",
    }  # fmt: skip
    wanted = shop.expected(EDITED, shop.world(1), FIRST)
    assert held(place, "frequent") == wanted.get("frequent", ())
    past = place.history()
    customer = wanted["spenders"][0]
    (stay,) = past.stays(customer, "spenders")
    assert (stay.name, stay.entered, stay.place) == ("spenders", FIRST, "shop.seg:1:1")
    assert stay.rule == "text of spenders isn't ${it}"
    assert stay.revision == "abc"
    past.engine.close()


def test_the_same_day_with_the_rule_taken_back_is_as_it_was(place: Place) -> None:
    shop.publish(place, PROJECT, FIRST)
    for text in (EDITED, PROJECT):
        shop.publish(place, text, FIRST, max_change=Decimal(100))
    wanted = shop.expected(PROJECT, shop.world(1), FIRST)
    assert held(place, "frequent") == wanted["frequent"]
    assert [since for _, since in view(place, "frequent")] == [FIRST] * len(wanted["frequent"])


def test_some_names_are_published_alone(place: Place) -> None:
    rows = shop.world(1)
    shop.publish(place, PROJECT, WEEK[0])
    shop.publish(place, PROJECT, WEEK[1], ["cycle"], Decimal(100))
    then, now = (shop.expected(PROJECT, rows, day) for day in WEEK[:2])
    assert held(place, "frequent") == then["frequent"]
    assert held(place, "cycle.fresh") == now["cycle.fresh"]


def test_what_is_no_longer_declared_goes_and_keeps_its_past(place: Place) -> None:
    text = shop.TEXT.replace("monetary < 0", "monetary >= 0")
    shop.publish(place, shop.project(text), WEEK[0])
    found = shop.publish(place, WITHOUT, WEEK[1], max_change=Decimal(100))
    gone = next(one for one in found.changes if one.name == "nobody")
    assert (gone.rule, gone.after, gone.left) == (RuleIs.GONE, 0, 29)
    assert found.views_gone == ("nobody",)
    with pytest.raises(Refused):
        view(place, "nobody")
    past = place.history()
    assert len(past.members("nobody", WEEK[0])) == 29
    assert past.members("nobody", WEEK[1]) == ()
    past.engine.close()


def test_an_emptied_segment_and_a_leap_are_stopped(place: Place) -> None:
    shop.publish(place, PROJECT, FIRST)
    text = shop.TEXT.replace("monetary < 0", "monetary >= 0").replace("2 orders", "50 orders")
    found = _prepared(place, shop.project(text))
    assert {(one.reason, one.name) for one in found.stops} >= {(Reason.EMPTIED, "frequent")}
    shop.publish(place, shop.project(shop.TEXT.replace("monetary < 0", "monetary >= 0")), FIRST)
    text = shop.TEXT.replace("monetary < 0", "monetary >= 0 and sample 10%")
    moved = _prepared(place, shop.project(text.replace("sample 10%", 'sample 10% "a"')))
    assert (Reason.MOVED, "nobody") in {(one.reason, one.name) for one in moved.stops}


def _prepared(place: Place, project: model.Project) -> Publication:
    """What would be written: nothing is."""
    names = (*project.segments, *project.segmentations)
    programs, _ = compiler.weighed_programs(project, names, FIRST, Stopwatch())
    session = place.publisher()
    try:
        return Writer(
            project, programs, shop.rules(project, names), FIRST, True, None, session
        ).prepared()
    finally:
        session.close()


def test_nothing_is_left_behind_by_a_plan_that_is_not_carried_out(place: Place) -> None:
    _prepared(place, PROJECT)
    if place.writes is not None and place.writes.path is not None:
        assert not place.writes.path.exists()
        return
    past = place.history()
    with pytest.raises(Refused, match="SEG548"):
        past.runs()
    past.engine.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: (PROJECT, FIRST - timedelta(days=1)), "SEG544"),
        (lambda: (replace(PROJECT, name="other"), FIRST), "SEG543"),
        (
            lambda: (
                shop.project(shop.TEXT.replace("segment nobody", "segment Segdsl_runs")),
                FIRST,
            ),
            "SEG545",
        ),
    ],
)
def test_what_cannot_be_right_is_not_written(
    place: Place, change: Callable[[], tuple[model.Project, date]], code: str
) -> None:
    shop.publish(place, PROJECT, FIRST)
    project, day = change()
    with pytest.raises(Unsound, match=code):
        shop.publish(place, project, day)
    assert held(place, "frequent") == shop.expected(PROJECT, shop.world(1), FIRST)["frequent"]


def test_before_the_first_day_nothing_is_known(place: Place) -> None:
    shop.publish(place, PROJECT, FIRST)
    past = place.history()
    with pytest.raises(Refused, match="SEG549"):
        past.members("frequent", FIRST - timedelta(days=1))
    past.engine.close()


def test_a_folder_of_files_needs_a_database_beside_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "customers.csv").write_text("customer_id,city\n1,Rennes\n")
    reads = address("dev", "data", tmp_path)
    assert reads is not None
    with pytest.raises(Unreachable, match="SEG540"):
        Place(reads).publisher()
