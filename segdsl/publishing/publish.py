"""Publish members: programs and a session that writes in, one transaction out.

The verdicts of every customer are computed once into a table of the session; who enters and who
leaves is what they differ by from the stays that are open. Only these are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from segdsl.meaning import model
from segdsl.planning import plan
from segdsl.publishing.publication import Change, Publication, Reason, Rule, RuleIs, Run, Stop
from segdsl.publishing.store import FORMAT, OWN, Store
from segdsl.sql import from_plan
from segdsl.statistics.survey import Kept
from segdsl.text.catalog import publishing as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about
from segdsl.warehouse.publisher import Publisher

NOW, ENTERING, LEAVING, EVERYBODY = (
    f'"{OWN}{name}"' for name in ("now", "entering", "leaving", "everybody")
)  # tables of the session
MAX_CHANGE = Decimal("0.5")
FEW = 20  # members, below which any change is a large one
TWICE = Said("a customer stands twice", "un client y est deux fois")
NO_VERDICT = Said("a verdict is missing", "un verdict manque")
NOT_WRITTEN = Said("what was written is not who is in it", "ce qui est écrit n'est pas qui y est")


class Unsound(Exception):
    """What must not be published, and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message.code)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a publication comes from: who reads its record later finds the text again."""

    started: datetime
    revision: str | None
    segdsl: str


@dataclass(slots=True)
class Writer:
    """One publication of some declared names; `is_all` says that others are taken out."""

    project: model.Project
    programs: Sequence[plan.Program]
    rules: Mapping[str, Rule]
    as_of: date
    is_all: bool
    max_change: Decimal | None  # a part of the size before; None: `MAX_CHANGE`
    publisher: Publisher
    kept: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)  # what is expected of them
    store: Store = field(init=False)
    last: Run | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.store = Store(self.publisher.schema, self.publisher.dialect)

    # --- before anything is written ---

    def prepared(self) -> Publication:
        """Computes everything and compares it with what is stored. Raises Unsound, Refused."""
        for name in self.rules:
            if name.casefold().startswith(OWN):
                raise Unsound(about(catalog.OUR_NAME, None, name=name))
        self.store.made_in(self.publisher)
        self.last = self._last()
        self._compute()
        changes = tuple(self._changes())
        made, gone = self._views()
        number = 1 if self.last is None else self.last.number + 1
        return Publication(
            run=number,
            as_of=self.as_of,
            schema=".".join(self.store.schema[-1:]),
            last=self.last,
            changes=changes,
            views=tuple(made),
            views_gone=tuple(gone),
            stops=tuple(self._stops(changes)),
        )

    def _last(self) -> Run | None:
        found = self.publisher.rows(
            f"SELECT run, as_of, project FROM {self.store.runs} ORDER BY run DESC LIMIT 1"
        )
        if not found:
            return None
        number, day, project = found[0]
        if project != self.project.name:
            schema = self.store.schema[-1]
            facts = {"schema": schema, "other": project, "project": self.project.name}
            raise Unsound(about(catalog.OTHER_PROJECT, None, **facts))
        if self.as_of < day:
            facts = {"last": day.isoformat(), "day": self.as_of.isoformat()}
            raise Unsound(about(catalog.EARLIER_DAY, None, **facts))
        return Run(int(number), day)

    def _compute(self) -> None:
        """The verdicts of everybody, then a row per customer of each segment and class."""
        dialect = self.store.dialect
        parts, everybody = [], []
        for number, program in enumerate(self.programs):
            table = f'"{OWN}verdicts_{number}"'
            self.publisher.send(
                f"CREATE TEMPORARY TABLE {table} AS\n{from_plan.verdicts(program, dialect)}"
            )
            self._sound(table, program)
            population = self.store.value(program.population)
            everybody.append(f"SELECT {population} AS population, customer, value FROM {table}")
            parts += list(self._members(table, program))
        self.publisher.send(
            f"CREATE TEMPORARY TABLE {EVERYBODY} AS\n" + "\nUNION\n".join(everybody)
        )
        self.publisher.send(f"CREATE TEMPORARY TABLE {NOW} AS\n" + "\nUNION ALL\n".join(parts))
        open_stays = f"{self.store.stays} AS stay"
        same = "stay.name = now.name AND stay.customer = now.customer"
        self.publisher.send(
            f"CREATE TEMPORARY TABLE {ENTERING} AS\nSELECT now.* FROM {NOW} AS now\n"
            f"WHERE NOT EXISTS (SELECT 1 FROM {open_stays} WHERE {same} AND stay.left_on IS NULL)"
        )
        self.publisher.send(
            f"CREATE TEMPORARY TABLE {LEAVING} AS\n"
            "SELECT stay.name, stay.population, stay.customer, one.value\n"
            f"FROM {open_stays}\nLEFT JOIN {EVERYBODY} AS one\n"
            "  ON one.population = stay.population AND one.customer = stay.customer\n"
            f"WHERE stay.left_on IS NULL AND {self._scope('stay.declared')}\n"
            f"  AND NOT EXISTS (SELECT 1 FROM {NOW} AS now WHERE {same})"
        )

    def _sound(self, table: str, program: plan.Program) -> None:
        """Each customer once, each verdict true or false. Raises Unsound."""
        segments = [
            number
            for number, output in enumerate(program.outputs)
            if output.kind is not plan.OutputKind.SEGMENTATION
        ]
        missing = " + ".join(f"COUNT(*) - COUNT(o{number})" for number in segments) or "0"
        asked = f"SELECT COUNT(*), COUNT(DISTINCT customer), {missing} FROM {table}"
        rows, keys, missing_verdicts = self.publisher.rows(asked)[0]
        if rows != keys:
            raise Unsound(about(catalog.NOT_SOUND, None, name=program.population, fact=TWICE))
        if missing_verdicts:
            raise Unsound(about(catalog.NOT_SOUND, None, name=program.population, fact=NO_VERDICT))

    def _members(self, table: str, program: plan.Program) -> Iterator[str]:
        population = self.store.value(program.population)
        for number, output in enumerate(program.outputs):
            declared = self.store.value(output.name)
            named, where = declared, f"o{number}"
            if output.kind is plan.OutputKind.SEGMENTATION:
                named = f"{self.store.value(output.name + '.')} || o{number}"
                where = f"o{number} IS NOT NULL"
            yield (
                f"SELECT {declared} AS declared, {named} AS name, {population} AS population, "
                f"customer, value FROM {table} WHERE {where}"
            )

    def _scope(self, column: str) -> str:
        if self.is_all:
            return "TRUE"
        return f"{column} IN ({', '.join(self.store.value(name) for name in self.rules)})"

    def _changes(self) -> Iterator[Change]:
        wholes = self._tallied(f"SELECT population, COUNT(*), NULL FROM {EVERYBODY} GROUP BY 1")
        before = self._tallied(
            f"SELECT stay.name, COUNT(*), MIN(stay.population) FROM {self.store.stays} AS stay\n"
            f"WHERE stay.left_on IS NULL AND {self._scope('stay.declared')} GROUP BY 1"
        )
        after = self._tallied(f"SELECT name, COUNT(*), SUM(value) FROM {NOW} GROUP BY 1")
        entered = self._tallied(f"SELECT name, COUNT(*), SUM(value) FROM {ENTERING} GROUP BY 1")
        left = self._tallied(f"SELECT name, COUNT(*), SUM(value) FROM {LEAVING} GROUP BY 1")
        stored = dict(self._stored_rules())
        nothing = (0, None)
        for name in self._names(before, after):
            rule = self.rules.get(name) or self.rules.get(name.partition(".")[0])
            population = rule.population if rule else str(before[name][1])
            weighed = self.project.value_metrics.get(population) is not None
            zero = Decimal(0) if weighed else None
            yield Change(
                name=name,
                population=population,
                rule=_rule_is(rule, stored.get(rule.name) if rule else None),
                whole=int(wholes.get(population, nothing)[0]),
                before=int(before.get(name, nothing)[0]),
                after=int(after.get(name, nothing)[0]),
                entered=int(entered.get(name, nothing)[0]),
                left=int(left.get(name, nothing)[0]),
                value=after.get(name, nothing)[1] or zero,
                value_entered=entered.get(name, nothing)[1] or zero,
                value_left=left.get(name, nothing)[1] or zero,
            )

    def _names(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
        """Segments and classes in the order of declaration, then those that are known by rows."""
        declared: list[str] = []
        for name in self.rules:
            if name in self.project.segments:
                declared.append(name)
                continue
            classes = [f"{name}.{one.name}" for one in self.project.segmentations[name].classes]
            found = {one for one in (*before, *after) if one.startswith(f"{name}.")}
            declared += [*classes, *sorted(found - set(classes))]
        return [*declared, *sorted(set(before) - set(declared))]

    def _tallied(self, sql: str) -> dict[str, tuple[int, Any]]:
        return {str(name): (size, value) for name, size, value in self.publisher.rows(sql)}

    def _stored_rules(self) -> Iterator[tuple[str, str]]:
        """The fingerprint of each rule that was published last under its name."""
        found = self.publisher.rows(
            f"SELECT name, hash FROM {self.store.rules} AS rule WHERE run = (\n"
            f"  SELECT MAX(run) FROM {self.store.rules} AS other WHERE other.name = rule.name)"
        )
        yield from ((str(name), str(hash_)) for name, hash_ in found)

    def _stops(self, changes: Sequence[Change]) -> Iterator[Stop]:
        for one in changes:
            if self.last is None or one.before == 0 or one.rule is RuleIs.GONE:
                continue
            if one.after == 0:
                yield Stop(Reason.EMPTIED, one.name, one.before, 0)
                continue
            most = MAX_CHANGE if self.max_change is None else self.max_change
            moved = abs(one.after - one.before)
            if moved > most * one.before and max(one.before, one.after) >= FEW:
                yield Stop(Reason.MOVED, one.name, one.before, one.after)
        sizes = {one.name: one for one in changes}
        for name, clauses in self.kept.items():
            for clause in clauses:
                if not clause.holds:
                    before, after = (
                        (sizes[name].before, sizes[name].after) if name in sizes else (0, 0)
                    )
                    span = clause.promise.span
                    text = " ".join(span.text.split()) if span else ""
                    yield Stop(Reason.EXPECTATION, name, before, after, text)

    def _views(self) -> tuple[dict[str, str], list[str]]:
        """The views that must be made, and the names of those that go."""
        stored = dict(self.publisher.rows(f"SELECT name, definition FROM {self.store.views}"))
        wanted = self.store.shown(self.project, list(self.rules))
        made = {name: text for name, text in wanted.items() if stored.get(name) != text}
        return made, [name for name in stored if name not in wanted] if self.is_all else []

    # --- the writing ---

    def write(self, found: Publication, origin: Origin, finished: datetime) -> None:
        """Writes what was prepared and makes it visible. Raises Unsound, Refused."""
        day, run, stays = self.store.value(self.as_of), found.run, self.store.stays
        same = f"one.name = {stays}.name AND one.customer = {stays}.customer"
        self.publisher.send(
            f"UPDATE {stays} SET left_on = {day}, left_run = {run}\nWHERE left_on IS NULL\n"
            f"  AND EXISTS (SELECT 1 FROM {LEAVING} AS one WHERE {same})"
        )
        # who left on this very day and is back never left
        self.publisher.send(
            f"UPDATE {stays} SET left_on = NULL, left_run = NULL\nWHERE left_on = {day}\n"
            f"  AND EXISTS (SELECT 1 FROM {ENTERING} AS one WHERE {same})"
        )
        self.publisher.send(
            f"INSERT INTO {stays}\nSELECT one.declared, one.name, one.population, one.customer,\n"
            f"  {day}, {run}, NULL, NULL\nFROM {ENTERING} AS one\nWHERE NOT EXISTS (\n"
            f"  SELECT 1 FROM {stays} AS stay WHERE stay.name = one.name\n"
            "    AND stay.customer = one.customer AND stay.left_on IS NULL)"
        )
        self._record(found, origin, finished)
        self._show(found)
        self._check()
        self.publisher.commit()

    def _record(self, found: Publication, origin: Origin, finished: datetime) -> None:
        value, run = self.store.value, found.run
        self.publisher.send(
            f"INSERT INTO {self.store.runs} VALUES ({run}, {value(self.project.name)}, {FORMAT}, "
            f"{value(self.as_of)}, {moment(origin.started)}, {moment(finished)}, "
            f"{value(origin.revision)}, {value(origin.segdsl)}, "
            f"{value(self.store.dialect.name)}, {found.rows})"
        )
        rules = [
            f"({run}, {value(one.name)}, {value(one.kind)}, {value(one.population)}, "
            f"{value(one.hash)}, {value(one.text)}, {value(one.place)}, {value(one.sentence)})"
            for one in self.rules.values()
        ]
        if rules:
            self.publisher.send(f"INSERT INTO {self.store.rules} VALUES\n" + ",\n".join(rules))
        figures = [
            f"({run}, {value(one.name)}, {value(one.population)}, {one.after}, {one.whole}, "
            f"{value(one.value)}, {one.entered}, {one.left})"
            for one in found.changes
            if one.rule is not RuleIs.GONE
        ]
        if figures:
            into = f"INSERT INTO {self.store.statistics} VALUES\n"
            self.publisher.send(into + ",\n".join(figures))

    def _show(self, found: Publication) -> None:
        wanted = self.store.shown(self.project, list(self.rules))
        for name in (*found.views_gone, *found.views):
            self.publisher.send(f"DROP VIEW IF EXISTS {self.store.name(name)}")
            value = self.store.value(name)
            self.publisher.send(f"DELETE FROM {self.store.views} WHERE name = {value}")
        for name in found.views:
            self.publisher.send(f"CREATE VIEW {self.store.name(name)} AS\n{wanted[name]}")
            row = f"({self.store.value(name)}, {self.store.value(wanted[name])})"
            self.publisher.send(f"INSERT INTO {self.store.views} VALUES {row}")

    def _check(self) -> None:
        """What was written is who is in it. Raises Unsound."""
        stored = self._tallied(
            f"SELECT stay.name, COUNT(*), NULL FROM {self.store.stays} AS stay\n"
            f"WHERE stay.left_on IS NULL AND {self._scope('stay.declared')} GROUP BY 1"
        )
        computed = self._tallied(f"SELECT name, COUNT(*), NULL FROM {NOW} GROUP BY 1")
        for name in {*stored, *computed}:
            if stored.get(name) != computed.get(name):
                raise Unsound(about(catalog.NOT_SOUND, None, name=name, fact=NOT_WRITTEN))


def _rule_is(rule: Rule | None, stored: str | None) -> RuleIs:
    if rule is None:
        return RuleIs.GONE
    if stored is None:
        return RuleIs.NEW
    return RuleIs.SAME if stored == rule.hash else RuleIs.CHANGED


def moment(when: datetime) -> str:
    """A literal of a moment, to the second."""
    return f"CAST('{when:%Y-%m-%d %H:%M:%S}' AS TIMESTAMP)"
