"""Whatever breaks a publication, readers see the run before or the run after, whole."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.publishing.publish import Origin, Writer
from segdsl.warehouse import connect as reading
from segdsl.warehouse.engine import Refused
from tests.publishing import faults, shop
from tests.publishing.faults import START, Expected
from tests.publishing.shop import Place

SHOP = shop.project(faults.TEXT)
DAY = START + timedelta(days=1)


@pytest.fixture(params=["duckdb", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "duckdb":
        return shop.in_duckdb(tmp_path)
    return shop.in_postgres(request.getfixturevalue("postgres_uri"))


def test_killed_anywhere_no_state_is_torn(place: Place) -> None:
    """`python -m tests.publishing.faults` does it fifty times."""
    watcher = faults.kills(place, 4, random.Random(7))
    assert watcher.torn == []
    assert watcher.looks > 4


def test_of_two_at_once_one_writes(place: Place) -> None:
    """The other finds nothing left to do, or the file of DuckDB in use."""
    found = faults.races(place, 2)
    assert (found.written, found.wrong) == (2, 0)
    assert found.waited + found.refused == 2


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    place = shop.in_duckdb(tmp_path)
    faults.load(place)
    shop.publish(place, SHOP, START)
    assert place.reads.path is not None
    size = place.reads.path.stat().st_size
    wanted = Expected(place)
    with faults.child(place, DAY, most_bytes=min(size, 300_000)) as process:
        said = process.communicate()[0].decode()
    assert process.returncode == 3, said
    assert "SEG541" in said
    assert _seen(place) == (START, wanted.on(START))
    shop.publish(place, SHOP, DAY, max_change=Decimal(1000))
    assert _seen(place) == (DAY, wanted.on(DAY))


def test_a_lost_connection_leaves_what_was_there(postgres_uri: str) -> None:
    place = shop.in_postgres(postgres_uri)
    faults.load(place)
    shop.publish(place, SHOP, START)
    session = place.publisher()
    names = tuple(SHOP.segments)
    programs, _ = compiler.weighed_programs(SHOP, names, DAY, Stopwatch())
    many = Decimal(1000)
    writer = Writer(SHOP, programs, shop.rules(SHOP, names), DAY, True, many, session)
    prepared = writer.prepared()
    with psycopg.connect(postgres_uri, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND application_name = 'segdsl'"
        )
    moment = datetime(2026, 4, 1)
    with pytest.raises(Refused, match="SEG541"):
        writer.write(prepared, Origin(moment, None, "test"), moment)
    assert _seen(place) == (START, Expected(place).on(START))
    shop.publish(place, SHOP, DAY, max_change=many)  # the lock went with the connection
    assert _seen(place) == (DAY, Expected(place).on(DAY))


def test_who_publishes_now_is_waited_for_and_not_for_ever(
    postgres_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from segdsl.warehouse import postgres_writing

    place = shop.in_postgres(postgres_uri)
    faults.load(place)
    session = place.publisher()
    monkeypatch.setattr(postgres_writing, "WAIT_SECONDS", 0.2)
    with pytest.raises(Refused, match="SEG542"):
        place.publisher()
    session.close()
    place.publisher().close()


def _seen(place: Place) -> tuple[object, faults.State]:
    engine = reading.connect(place.reads)
    try:
        return faults.seen(engine)
    finally:
        engine.close()
