"""Break publications on purpose: kill them, race them, cut their line, fill their disk.

`python -m tests.publishing.faults --kills 50 --races 20` prints what readers saw meanwhile. A child
is `python -m tests.publishing.faults child ADDRESS DAY`.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import psycopg

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.warehouse import connect as reading
from segdsl.warehouse import run as runs
from segdsl.warehouse.address import Address, address
from segdsl.warehouse.engine import Engine, WarehouseError
from tests import servers
from tests.publishing import shop
from tests.publishing.shop import SCHEMA, Place

ROOT = Path(__file__).parents[2]
START = date(2026, 1, 1)
CUSTOMERS = 20_000
NAMES = tuple(f"bought_{n}" for n in range(1, 11))
TEXT = """
population customers (customer) from customers
  key customer_id: integer
source orders (order) from orders
  customer -> customers
  at day: date
metric monetary: count of orders
""" + "\n".join(f"segment {name}: any orders in last {n} days" for n, name in enumerate(NAMES, 1))
ROWS = f"""
DROP TABLE IF EXISTS customers;
DROP TABLE IF EXISTS orders;
CREATE TABLE customers AS
  SELECT CAST(n AS BIGINT) AS customer_id FROM generate_series(1, {CUSTOMERS}) AS t(n);
CREATE TABLE orders AS
  SELECT CAST(1 + (n * 7919) % {CUSTOMERS} AS BIGINT) AS customer,
    CAST(DATE '2025-12-15' + CAST((n * 31) % 120 AS INTEGER) AS DATE) AS day
  FROM generate_series(1, {CUSTOMERS * 6}) AS t(n);
"""
SEEN = f"""
SELECT (SELECT MAX(as_of) FROM {SCHEMA}.segdsl_runs), segment, COUNT(*)
FROM {SCHEMA}.segdsl_members GROUP BY segment
"""
State = dict[str, int]


def load(place: Place) -> None:
    """Puts the rows there and removes what was published."""
    script = f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;{ROWS}"
    if place.reads.path is None:
        with psycopg.connect(place.reads.text, autocommit=True) as connection:
            connection.execute(script.encode())
    else:
        with duckdb.connect(str(place.reads.path)) as database:
            database.execute(script)


@dataclass(slots=True)
class Expected:
    """How many are in each segment on each day, computed when asked."""

    place: Place
    known: dict[date, State] = field(default_factory=dict)

    def on(self, day: date) -> State:
        if day not in self.known:
            project = shop.project(TEXT)
            programs, _ = compiler.programs(project, NAMES, day, Stopwatch())
            engine = reading.connect(self.place.reads)
            try:
                found = runs.run(programs, engine).results
            finally:
                engine.close()
            self.known[day] = {one.name: one.size for one in found if one.size}
        return self.known[day]


def seen(engine: Engine) -> tuple[date | None, State]:
    """The day and the sizes that a reader finds, in one statement."""
    rows = engine.rows(SEEN)
    return (rows[0][0] if rows else None), {str(name): int(size) for _, name, size in rows}


@contextmanager
def child(
    place: Place, day: date, *, most_bytes: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that publishes one day."""

    def bounded() -> None:
        if most_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    words = [
        sys.executable,
        "-m",
        "tests.publishing.faults",
        "child",
        place.reads.text,
        day.isoformat(),
    ]
    folder = place.reads.path.parent if place.reads.path else ROOT
    with subprocess.Popen(
        [*words, str(folder)], cwd=ROOT, preexec_fn=bounded,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        yield process
        process.kill()


def _publish(where: Address, day: date) -> int:
    """What a child does; its exit code says how it ended."""
    print("begun", flush=True)
    try:
        found = shop.publish(Place(where), shop.project(TEXT), day, max_change=Decimal(1000))
    except WarehouseError as error:
        print(error.diagnostic.message.code, error.diagnostic.facts.get("reason", ""), flush=True)
        return 3
    print("empty" if found.is_empty else "written", flush=True)
    return 0


@dataclass(slots=True)
class Watcher:
    """Readers that look all the time; `torn` are states that no publication has."""

    place: Place
    expected: Expected
    looks: int = 0
    torn: list[tuple[date | None, State]] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        stop = threading.Event()
        thread = threading.Thread(target=self._look, args=(stop,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def check(self) -> None:
        engine = reading.connect(self.place.reads)
        try:
            day, sizes = seen(engine)
        finally:
            engine.close()
        self.looks += 1
        if day is not None and sizes != self.expected.on(day):
            self.torn.append((day, sizes))

    def _look(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.check()
            time.sleep(0.02)


def kills(place: Place, times: int, draw: random.Random) -> Watcher:
    """Kills publications at random points; after each the next day is published on what is left.

    Half of the points lie in what a publication takes from its first statement, measured first.
    """
    load(place)
    watcher = Watcher(place, Expected(place))
    shop.publish(place, shop.project(TEXT), START)
    day = START
    started = time.perf_counter()
    day += timedelta(days=1)
    shop.publish(place, shop.project(TEXT), day, max_change=Decimal(1000))
    took = time.perf_counter() - started
    is_shared = place.reads.path is None  # DuckDB lets nobody look while a file is written
    for _ in range(times):
        day += timedelta(days=1)
        watcher.expected.on(day)
        with child(place, day) as process:
            assert process.stdout is not None
            process.stdout.readline()
            if is_shared:
                with watcher.watching():
                    time.sleep(draw.uniform(0, 1.2 * took))
                    process.kill()
                    process.wait()
            else:
                time.sleep(draw.uniform(0, 1.2 * took))
                process.kill()
                process.wait()
        watcher.check()
    shop.publish(place, shop.project(TEXT), day, max_change=Decimal(1000))
    watcher.check()
    return watcher


@dataclass(slots=True)
class Races:
    """How pairs of publications of one day ended: both well, or one refused."""

    written: int = 0
    waited: int = 0
    refused: int = 0
    wrong: int = 0


def races(place: Place, times: int) -> Races:
    """Two publications at once, again and again: one of each pair writes, the other has nothing to
    do or is refused, and what is stored is right.
    """
    load(place)
    expected, found, day = Expected(place), Races(), START
    for _ in range(times):
        day += timedelta(days=1)
        with child(place, day) as one, child(place, day) as other:
            said = [process.communicate()[0].decode() for process in (one, other)]
        words = [text.split() for text in said]
        found.written += sum("written" in text for text in words)
        found.waited += sum("empty" in text for text in words)
        found.refused += sum(
            "SEG520" in text or "SEG541" in text or "SEG542" in text for text in words
        )
        wanted = expected.on(day)
        engine = reading.connect(place.reads)
        try:
            found.wrong += seen(engine) != (day, wanted)
            stays = f"SELECT name, customer FROM {SCHEMA}.segdsl_stays WHERE left_on IS NULL"
            twice = f"SELECT COUNT(*) FROM ({stays} GROUP BY 1, 2 HAVING COUNT(*) > 1) AS twice"
            found.wrong += int(engine.rows(twice)[0][0]) > 0
        finally:
            engine.close()
    return found


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--races", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, servers.postgres() as uri:
        for place in (shop.in_postgres(uri), shop.in_duckdb(Path(folder))):
            name = place.reads.form.value
            seen_ = kills(place, asked.kills, random.Random(asked.seed))
            print(f"{name}: {asked.kills} kills, {seen_.looks} looks, {len(seen_.torn)} torn")
            print(f"{name}: {asked.races} races, {races(place, asked.races)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        where = address("dev", sys.argv[2], Path(sys.argv[4]))
        assert where is not None
        raise SystemExit(_publish(where, date.fromisoformat(sys.argv[3])))
    _main()
