"""Answer from what was published: a session that reads and a question in, days and members out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from segdsl.publishing.store import Store
from segdsl.text.catalog import publishing as catalog
from segdsl.text.diagnostics import about
from segdsl.warehouse.engine import Engine, Refused


@dataclass(frozen=True, slots=True)
class Day:
    """A segment in one publication; value None without a metric that weighs."""

    run: int
    as_of: date
    size: int
    whole: int
    value: Decimal | None
    entered: int
    left: int

    @property
    def share(self) -> float | None:
        return self.size / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Stay:
    """A customer's time in a segment or class, and the rule that let them in; `left` None: it
    lasts.
    """

    name: str
    entered: date
    left: date | None
    run: int
    revision: str | None
    place: str
    rule: str


@dataclass(frozen=True, slots=True)
class Moves:
    """Who entered and who left from the day after `since` up to `until`; a customer who did both
    is in both.
    """

    since: date
    until: date
    entered: tuple[str, ...]
    left: tuple[str, ...]


class TooEarly(Refused):
    """A day before the first publication was asked for."""


@dataclass(frozen=True, slots=True)
class History:
    """The published past of one schema."""

    engine: Engine
    store: Store
    warehouse: str

    def runs(self) -> tuple[tuple[int, date], ...]:
        """Number and day of each publication, in order. Raises Refused where there is none."""
        schema = self.store.schema[-1]
        missing = Refused(
            about(catalog.NOT_PUBLISHED, None, schema=schema, warehouse=self.warehouse)
        )
        if self.engine.columns((*self.store.schema, "segdsl_runs")) is None:
            raise missing
        found = self.engine.rows(f"SELECT run, as_of FROM {self.store.runs} ORDER BY run")
        if not found:
            raise missing
        return tuple((int(run), day) for run, day in found)

    def parts(self, name: str) -> tuple[str, ...]:
        """A segment or class by itself; the classes of a segmentation that were ever published,
        with and without members. () of a name that never was.
        """
        value, start = self.store.value(name), self.store.value(f"{name}.")
        found = self.engine.rows(
            f"SELECT name FROM {self.store.stays} WHERE declared = {value} OR name = {value}\n"
            f"UNION SELECT name FROM {self.store.statistics}\n"
            f"WHERE name = {value} OR substr(name, 1, length({start})) = {start} ORDER BY 1"
        )
        return tuple(str(one) for (one,) in found)

    def days(self, name: str) -> tuple[Day, ...]:
        """The figures of a segment or class, publication by publication. With the first nobody
        enters: who is in it was there before, nobody knows since when.
        """
        found = self.engine.rows(
            "SELECT one.run, run.as_of, one.size, one.whole, one.value, one.entered, one.left_\n"
            f"FROM {self.store.statistics} AS one\nJOIN {self.store.runs} AS run\n"
            f"  ON run.run = one.run\nWHERE one.name = {self.store.value(name)}\nORDER BY one.run"
        )
        return tuple(
            Day(int(run), day, int(size), int(whole), value, int(came) if place else 0, int(went))
            for place, (run, day, size, whole, value, came, went) in enumerate(found)
        )

    def members(self, name: str, day: date) -> tuple[str, ...]:
        """Who was in it on a day, by that day's rule, sorted. Raises TooEarly before the first."""
        self._covers(day)
        return self._keys(
            f"name = {self.store.value(name)} AND entered <= {self.store.value(day)}\n"
            f"  AND (left_on IS NULL OR left_on > {self.store.value(day)})"
        )

    def moves(self, name: str, since: date, until: date) -> Moves:
        """Who entered and left after `since`, up to `until`; who was there when the segment was
        first published did not enter. Raises TooEarly before the first.
        """
        self._covers(since)
        named = f"name = {self.store.value(name)} AND (left_on IS NULL OR left_on > entered)"
        low, high = self.store.value(since), self.store.value(until)
        seen = f"NOT {self.store.was_there}"
        entered = self._keys(f"{named}\n  AND entered > {low} AND entered <= {high} AND {seen}")
        left = self._keys(f"{named}\n  AND left_on > {low} AND left_on <= {high}")
        return Moves(since, until, entered, left)

    def stays(self, customer: str, name: str) -> tuple[Stay, ...]:
        """The stays of a customer, earliest first, each with the text that let them in."""
        listed = ", ".join(self.store.value(one) for one in self.parts(name))
        found = self.engine.rows(
            "SELECT stay.name, stay.entered, stay.left_on, stay.entered_run, run.revision,\n"
            "  rule.place, rule.rule\n"
            f"FROM {self.store.stays} AS stay\n"
            f"JOIN {self.store.runs} AS run ON run.run = stay.entered_run\n"
            f"JOIN {self.store.rules} AS rule\n"
            "  ON rule.run = stay.entered_run AND rule.name = stay.declared\n"
            f"WHERE stay.customer = {self.store.value(customer)} AND stay.name IN ({listed})\n"
            "ORDER BY stay.entered, stay.name"
        )
        return tuple(
            Stay(part, entered, left, int(run), revision, place, rule)
            for part, entered, left, run, revision, place, rule in found
        )

    def _keys(self, where: str) -> tuple[str, ...]:
        asked = f"SELECT DISTINCT customer FROM {self.store.stays} AS stay\nWHERE {where}"
        return tuple(sorted(str(key) for (key,) in self.engine.rows(asked)))

    def _covers(self, day: date) -> None:
        first = self.runs()[0][1]
        if day < first:
            facts = {"first": first.isoformat(), "day": day.isoformat()}
            raise TooEarly(about(catalog.NOT_YET_THERE, None, **facts))
