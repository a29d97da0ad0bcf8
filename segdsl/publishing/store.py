"""The schema that segdsl keeps in a warehouse: its tables and views as SQL text.

`segdsl_runs` has a row per publication, `segdsl_rules` the rules of each, `segdsl_statistics`
their figures. `segdsl_stays` is the history: a row per customer's stay in a segment or class, from
the day `entered` until before `left_on`, NULL while it lasts. Who reads takes the views: one per
segment and segmentation, by its name, and `segdsl_members` of all. `segdsl_draws` has a row per
draw of a target, `segdsl_drawn` who was drawn: both are only ever added to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import plan
from segdsl.sql import layout
from segdsl.sql.dialects import Dialect
from segdsl.warehouse.publisher import Publisher

FORMAT = 1  # of the tables below
OWN = "segdsl_"  # names that begin so are ours
KEYS = {
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE PRECISION",
    Type.MONEY: "DECIMAL(18, 4)",
    Type.DATE: "DATE",
}


@dataclass(frozen=True, slots=True)
class Store:
    """Where a project's members are kept."""

    schema: tuple[str, ...]
    dialect: Dialect

    def name(self, table: str) -> str:
        """A table or view of the schema, quoted."""
        return ".".join(layout.name(part, self.dialect) for part in (*self.schema, table))

    @property
    def runs(self) -> str:
        return self.name("segdsl_runs")

    @property
    def rules(self) -> str:
        return self.name("segdsl_rules")

    @property
    def statistics(self) -> str:
        return self.name("segdsl_statistics")

    @property
    def stays(self) -> str:
        return self.name("segdsl_stays")

    @property
    def draws(self) -> str:
        return self.name("segdsl_draws")

    @property
    def drawn(self) -> str:
        return self.name("segdsl_drawn")

    @property
    def views(self) -> str:
        return self.name("segdsl_views")

    @property
    def was_there(self) -> str:
        """Whether a `stay` began with the first publication of its segment: since when is not
        known, and nobody entered that day.
        """
        first = f"SELECT MIN(rule.run) FROM {self.rules} AS rule WHERE rule.name = stay.declared"
        return f"stay.entered_run = ({first})"

    def value(self, value: str | int | bool | date | Decimal | None) -> str:
        """A literal."""
        match value:
            case None:
                return "NULL"
            case bool():
                return "TRUE" if value else "FALSE"
            case int():
                return str(value)
            case Decimal():
                return f"CAST('{value:f}' AS DECIMAL(38, 4))"
            case date():
                return layout.sql(plan.Const(value, Type.DATE), self.dialect)
            case str():
                return layout.sql(plan.Const(value, Type.TEXT), self.dialect)

    def made_in(self, publisher: Publisher) -> None:
        """Makes the schema and its tables where they are not there. Raises Refused."""
        if not publisher.has_schema():
            schema = ".".join(layout.name(part, self.dialect) for part in self.schema)
            publisher.send(f"CREATE SCHEMA {schema}")
        for sql in self._tables():
            publisher.send(sql)

    def _tables(self) -> Iterator[str]:
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.runs} (\n"
            "  run BIGINT PRIMARY KEY, project TEXT NOT NULL, format INTEGER NOT NULL,\n"
            "  as_of DATE NOT NULL, started TIMESTAMP NOT NULL, finished TIMESTAMP NOT NULL,\n"
            "  revision TEXT, segdsl TEXT NOT NULL, engine TEXT NOT NULL,\n"
            "  written BIGINT NOT NULL\n)"
        )
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.rules} (\n"
            "  run BIGINT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,\n"
            "  population TEXT NOT NULL, hash TEXT NOT NULL, rule TEXT NOT NULL,\n"
            "  place TEXT NOT NULL, sentence TEXT NOT NULL\n)"
        )
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.statistics} (\n"
            "  run BIGINT NOT NULL, name TEXT NOT NULL, population TEXT NOT NULL,\n"
            "  size BIGINT NOT NULL, whole BIGINT NOT NULL, value DECIMAL(38, 4),\n"
            "  entered BIGINT NOT NULL, left_ BIGINT NOT NULL\n)"
        )
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.stays} (\n"
            "  declared TEXT NOT NULL, name TEXT NOT NULL, population TEXT NOT NULL,\n"
            "  customer TEXT NOT NULL, entered DATE NOT NULL, entered_run BIGINT NOT NULL,\n"
            "  left_on DATE, left_run BIGINT\n)"
        )
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.views} (\n"
            "  name TEXT NOT NULL, definition TEXT NOT NULL\n)"
        )
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.draws} (\n"
            "  target TEXT NOT NULL, version BIGINT NOT NULL, project TEXT NOT NULL,\n"
            "  population TEXT NOT NULL, as_of DATE NOT NULL, drawn TIMESTAMP NOT NULL,\n"
            "  revision TEXT, segdsl TEXT NOT NULL, hash TEXT NOT NULL, rule TEXT NOT NULL,\n"
            "  place TEXT NOT NULL, sentence TEXT NOT NULL, consent TEXT NOT NULL,\n"
            "  report TEXT NOT NULL, PRIMARY KEY (target, version)\n)"
        )
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.drawn} (\n"
            "  target TEXT NOT NULL, version BIGINT NOT NULL, customer TEXT NOT NULL,\n"
            "  part TEXT NOT NULL, channels TEXT NOT NULL\n)"
        )
        if self.dialect.has_partial_indexes:
            yield (
                "CREATE UNIQUE INDEX IF NOT EXISTS segdsl_one_stay_at_a_time\n"
                f"  ON {self.stays} (name, customer) WHERE left_on IS NULL"
            )

    def shown(self, project: model.Project, declared: list[str]) -> dict[str, str]:
        """The SELECT of each view: those of everything, then one per segment and segmentation."""
        found = {
            "segdsl_members": (
                "SELECT name AS segment, customer, entered AS since\n"
                f"FROM {self.stays}\nWHERE left_on IS NULL"
            )
        }
        for population in project.populations():
            key = f"CAST(customer AS {self._type(project, population.name)}) AS customer"
            found[f"segdsl_stays_of_{population.name}"] = (
                f"SELECT declared, name, {key}, entered, left_on,\n"
                f"  {self.was_there} AS was_there\n"
                f"FROM {self.stays} AS stay\nWHERE population = {self.value(population.name)}"
            )
        for name in declared:
            found[name] = self._view(project, name)
        return found

    def _view(self, project: model.Project, name: str) -> str:
        where = f"FROM {self.stays}\nWHERE declared = {self.value(name)} AND left_on IS NULL"
        if name in project.segments:
            key = self._key(project, project.segments[name].population)
            return f"SELECT {key}, entered AS since\n{where}"
        key = self._key(project, project.segmentations[name].population)
        start = len(name) + 2
        return f"SELECT {key}, SUBSTRING(name, {start}) AS class, entered AS since\n{where}"

    def _key(self, project: model.Project, population: str) -> str:
        """The key of a population by its own name and type."""
        name = project.tables[population].key
        assert name is not None
        type_ = self._type(project, population)
        return f"CAST(customer AS {type_}) AS {layout.name(name, self.dialect)}"

    def _type(self, project: model.Project, population: str) -> str:
        return KEYS.get(project.key_type(population), "TEXT")
