"""Whatever tables are called and hold, what is drafted of them checks clean and runs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segdsl import compiler
from segdsl.drafting import deciding, reading, starters, writing
from segdsl.drafting.draft import Draft
from segdsl.meaning.settings import Settings
from segdsl.text.diagnostics import Language
from segdsl.warehouse import checks, run
from segdsl.warehouse.address import Address, Form
from segdsl.warehouse.connect import connect

TABLES = (
    "customers", "orders", "order", "Order_Lines", "in", "population", "clients", "où", "a b",
    "frequency", "loyal", "cycle", "products", "status", "customer", "2024", "segment", "best",
)  # fmt: skip
COLUMNS = (
    "id", "customer_id", "CustomerID", "client", "order_id", "orders", "key", "at", "date", "or",
    "not", "created_at", "amount", "total price", "is_vip", "email", "e-mail", "first", "last of",
    "status", "list", "frequency", "recency", "name", "product", "from", "segment", "é", 'q"uote',
    "back\\slash", "#hash", "`tick`", "parent_id", "customers", "one", "population", "private",
)  # fmt: skip
VALUES = {
    "INTEGER": st.integers(0, 6),
    "VARCHAR": st.sampled_from(
        ["", "a", "b", 'q"', "back\\", "Y", "N", "é", "a\nb", "#", "x@y.org", "2024-01-01"]
    ),
    "DECIMAL(9,2)": st.integers(-5, 5),
    "DOUBLE": st.sampled_from([0.5, float("nan"), float("inf")]),
    "BOOLEAN": st.booleans(),
    "DATE": st.sampled_from([date(2024, 1, 1), date(2024, 6, 30)]),
    "TIMESTAMP": st.sampled_from(["2024-01-01 10:00:00", "infinity"]),
    "TIMESTAMPTZ": st.sampled_from(["2024-01-01 10:00:00+02"]),
    "UUID": st.none(),
    "INTEGER[]": st.none(),
}


@st.composite
def schemas(draw: st.DrawFn) -> list[tuple[str, dict[str, str], list[tuple[object, ...]]]]:
    """Some tables: the name, the columns with their types, the rows."""
    tables = draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=5, unique_by=str.lower))
    found = []
    for table in tables:
        names = draw(
            st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=7, unique_by=str.lower)
        )
        columns = {name: draw(st.sampled_from(sorted(VALUES))) for name in names}
        row = st.tuples(*(st.none() | VALUES[type_] for type_ in columns.values()))
        rows = draw(st.lists(row, max_size=6))
        if draw(st.booleans()):  # a key, so that there is often a population
            columns = {"id": "INTEGER", **{n: t for n, t in columns.items() if n != "id"}}
            kept = [i for i, name in enumerate(names) if name != "id"]
            rows = [(k, *(one[i] for i in kept)) for k, one in enumerate(rows)]
        found.append((table, columns, rows))
    return found


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def every_field(draft: Draft) -> Iterator[str]:
    """A segment for each field that can be asked for, so that each is compared with its column."""
    number = count()
    for field in draft.population.fields:
        yield f"segment every_{next(number)}: {field.name} is known\n"
    for source in draft.sources:
        if any(" ways to " in one.en for one in source.notes):
            continue
        for field in source.fields:
            yield f"segment every_{next(number)}: any {source.name} where ({field.name} is known)\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(schema=schemas(), language=st.sampled_from(("en", "fr")))
def test_a_drafted_project_checks_clean_and_runs(
    schema: list[tuple[str, dict[str, str], list[tuple[object, ...]]]], language: Language
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.duckdb"
        with duckdb.connect(str(path)) as connection:
            for table, columns, rows in schema:
                listed = ", ".join(f"{quoted(name)} {type_}" for name, type_ in columns.items())
                connection.execute(f"CREATE TABLE {quoted(table)} ({listed})")
                for row in rows:
                    places = ", ".join("?" for _ in row)
                    connection.execute(f"INSERT INTO {quoted(table)} VALUES ({places})", row)
        address = Address("dev", Form.DUCKDB, f"duckdb:{path}", path)
        reader = reading.Reader(lambda: connect(address))
        try:
            tables, unread = reader.tables()
            links = reader.links(tables)
        finally:
            reader.close()
        assert unread == []
        draft = deciding.decided(tables, links, unread, None, "Europe/Paris")
        if isinstance(draft, deciding.NoPopulation):
            return
        first = starters.starters(draft, language)
        texts = [("model.seg", writing.model(draft, language)), ("segments.seg", first.text)]
        assert "x@y.org" not in texts[0][1] + texts[1][1]
        value = None if first.value is None else {"": first.value}
        chosen = Settings("any", "Europe/Paris", value=value)
        files = [(name, text.encode()) for name, text in texts]
        analysis = compiler.analyse(chosen, files, {}, compiler.Stopwatch())
        said = [(one.message.code, one.facts) for one in analysis.diagnostics]
        assert said == [], texts
        files.append(("every.seg", "".join(every_field(draft)).encode()))
        analysis = compiler.analyse(chosen, files, {}, compiler.Stopwatch())
        assert not analysis.has_errors, (texts, files[-1])
        programs, found = compiler.weighed_programs(
            analysis.project, [], date(2024, 12, 31), compiler.Stopwatch()
        )
        assert not found
        engine = connect(address)
        try:
            assert checks.fit(analysis.project, programs, engine) == ()
            run.run(programs, engine)
        finally:
            engine.close()
