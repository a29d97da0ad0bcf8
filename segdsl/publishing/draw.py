"""Draw a target: a project, a day and a session that writes in, a version frozen for good out.

What is stored is the rule, the day, who was chosen, who is kept apart, and by which channels each
could be reached that day: it is never computed again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from math import sqrt

from segdsl.meaning import model
from segdsl.meaning.types import NUMERIC, Type
from segdsl.planning import conditions, plan
from segdsl.planning.inquiry import inquire, summand
from segdsl.publishing.publication import Rule
from segdsl.publishing.publish import TWICE, Origin, Unsound, moment
from segdsl.publishing.store import OWN, Store
from segdsl.sql import from_plan
from segdsl.statistics.privacy import is_private
from segdsl.text.catalog import publishing as catalog
from segdsl.text.diagnostics import about
from segdsl.warehouse.publisher import Publisher

TABLE = f'"{OWN}target"'  # of the session
FAR = 3.0  # standard errors between two means, beyond which chance is a poor explanation


@dataclass(frozen=True, slots=True)
class Gate:
    """Who is left after a gate: `name` says which, `text` the exclusion as it is written, `kept`
    how many, `alone` whom it holds back by itself of the whole population (exclusions only).
    """

    name: str
    kept: int
    text: str = ""
    alone: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """A metric in both groups: means (None of nobody), how far they are apart in standard
    deviations of all those chosen, and whether that is further than chance explains.
    """

    metric: str
    contacted: float | None
    control: float | None
    difference: float | None
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """A version of a target; `is_same` where the last version is this one already."""

    target: str
    version: int
    as_of: date
    is_same: bool
    gates: tuple[Gate, ...]
    channels: tuple[tuple[str, int], ...]  # how many of those contacted each one reaches
    balance: tuple[Balance, ...]

    def kept(self, gate: str) -> int:
        return next(one.kept for one in self.gates if one.name == gate)


@dataclass(slots=True)
class Drawer:
    """One draw."""

    project: model.Project
    target: model.Target
    rule: Rule
    as_of: date
    consent: tuple[str, ...]  # the rules of its channels, as they are written
    publisher: Publisher
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(self.publisher.schema, self.publisher.dialect)

    def programs(self) -> tuple[plan.Program, ...]:
        """What is read, to be compared with the warehouse first."""
        return (self._asked()[0],)

    def prepared(self) -> Draw:
        """Computes the draw and compares it with the last version. Raises Unsound, Refused."""
        self.store.made_in(self.publisher)
        program, terms = self._asked()
        columns = from_plan.columns(program, self.store.dialect, terms)
        self.publisher.send(f"CREATE TEMPORARY TABLE {TABLE} AS\n{columns}")
        rows, keys = self.publisher.rows(f"SELECT COUNT(*), COUNT(DISTINCT customer) FROM {TABLE}")[
            0
        ]
        if rows != keys:
            raise Unsound(about(catalog.NOT_SOUND, None, name=program.population, fact=TWICE))
        last = self._last()
        return Draw(
            target=self.target.name,
            version=1 if last is None else last + 1,
            as_of=self.as_of,
            is_same=last is not None and self._is_same(last),
            gates=tuple(self._gates()),
            channels=tuple(self._channels()),
            balance=tuple(self._balance()) if self.target.control is not None else (),
        )

    def write(self, found: Draw, origin: Origin) -> None:
        """Freezes it. Raises Refused."""
        value = self.store.value
        name, version = value(found.target), found.version
        reached = " || ".join(
            f"CASE WHEN channel_{n} THEN {value(one.name + ' ')} ELSE '' END"
            for n, one in enumerate(self.target.by)
        )
        self.publisher.send(
            f"INSERT INTO {self.store.drawn}\nSELECT {name}, {version}, customer,\n"
            f"  CASE WHEN control THEN '{model.CONTROL}' ELSE '{model.CONTACTED}' END,\n"
            f"  TRIM({reached})\nFROM {TABLE} WHERE chosen"
        )
        consent = "\n".join(self.consent)
        report = {
            "gates": [asdict(one) for one in found.gates],
            "channels": dict(found.channels),
            "balance": [asdict(one) for one in found.balance],
        }
        written = (
            name, str(version), value(self.project.name), value(self.target.population),
            value(self.as_of), moment(origin.started), value(origin.revision),
            value(origin.segdsl), value(self.rule.hash), value(self.rule.text),
            value(self.rule.place), value(self.rule.sentence), value(consent),
            value(json.dumps(report, ensure_ascii=False)),
        )  # fmt: skip
        self.publisher.send(f"INSERT INTO {self.store.draws} VALUES ({', '.join(written)})")
        self.publisher.commit()

    # --- what is asked ---

    def _asked(self) -> tuple[plan.Program, dict[str, plan.Term]]:
        inquiry = inquire(self.project, self.target.population, self.as_of)
        target = self.target

        def held(condition: model.Condition) -> plan.Term:
            return conditions.two_valued(inquiry.verdict(condition))

        terms = {"held": held(target.condition), "reached": held(model.AnyOf(target.by))}
        terms |= {f"except_{n}": held(one) for n, one in enumerate(target.exclusions)}
        terms |= {f"channel_{n}": held(one) for n, one in enumerate(target.by)}
        terms["chosen"] = conditions.two_valued(inquiry.chosen(target.name))
        control: plan.Term = plan.FALSE
        if target.control is not None:
            control = conditions.two_valued(inquiry.chosen(f"{target.name}.{model.CONTROL}"))
        terms["control"] = control
        for number, metric in enumerate(self._metrics()):
            value = inquiry.value(model.MetricValue(metric.name, metric.value.type))
            terms[f"metric_{number}"] = summand(value)
        return inquiry.program(), terms

    def _metrics(self) -> list[model.Metric]:
        """By which groups are compared: numbers that anybody may see."""
        return [
            one
            for one in self.project.metrics.values()
            if one.population == self.target.population
            and one.value.type in (*NUMERIC, Type.DURATION)
            and not is_private(self.project, one.value)
        ]

    # --- what is found ---

    def _gates(self) -> Iterator[Gate]:
        steps = ["TRUE", "held", "reached"]
        names = ["population", "segment", "reachable"]
        for number in range(len(self.target.exclusions)):
            steps.append(f"NOT except_{number}")
            names.append("except")
        steps.append("chosen")
        names.append("chosen")
        ends = ["chosen AND NOT control", "chosen AND control"]
        wheres = [" AND ".join(steps[: n + 1]) for n in range(len(steps))] + ends
        alone = [f"except_{n}" for n in range(len(self.target.exclusions))]
        asked = ", ".join(f"COUNT(CASE WHEN {one} THEN 1 END)" for one in (*wheres, *alone))
        counts = [int(n) for n in self.publisher.rows(f"SELECT {asked} FROM {TABLE}")[0]]
        held_back = zip(self.target.exclusions, counts[len(wheres) :], strict=True)
        for name, kept in zip((*names, model.CONTACTED, model.CONTROL), counts, strict=False):
            if name == "except":
                exclusion, count = next(held_back)
                text = exclusion.span.text if exclusion.span else ""
                yield Gate(name, kept, " ".join(text.split()), count)
            else:
                yield Gate(name, kept)

    def _channels(self) -> Iterator[tuple[str, int]]:
        asked = ", ".join(
            f"COUNT(CASE WHEN chosen AND NOT control AND channel_{n} THEN 1 END)"
            for n in range(len(self.target.by))
        )
        counts = self.publisher.rows(f"SELECT {asked} FROM {TABLE}")[0]
        yield from zip((one.name for one in self.target.by), map(int, counts), strict=True)

    def _balance(self) -> Iterator[Balance]:
        metrics = self._metrics()
        if not metrics:
            return
        asked = ", ".join(
            f"AVG(CAST(metric_{n} AS DOUBLE PRECISION)), "
            f"STDDEV_SAMP(CAST(metric_{n} AS DOUBLE PRECISION)), COUNT(metric_{n})"
            for n in range(len(metrics))
        )
        found = {}
        for group, where in (
            (model.CONTACTED, "chosen AND NOT control"),
            (model.CONTROL, "chosen AND control"),
            ("all", "chosen"),
        ):
            found[group] = self.publisher.rows(f"SELECT {asked} FROM {TABLE} WHERE {where}")[0]
        for number, metric in enumerate(metrics):
            at = 3 * number
            (one, _, here), (other, _, there) = (
                found[group][at : at + 3] for group in (model.CONTACTED, model.CONTROL)
            )
            spread = found["all"][at + 1]
            apart, is_apart = None, False
            if here and there and spread:
                apart = (one - other) / spread
                is_apart = abs(apart) > FAR * sqrt(1 / here + 1 / there)
            yield Balance(metric.name, one, other, apart, is_apart)

    def _last(self) -> int | None:
        (row,) = self.publisher.rows(
            f"SELECT MAX(version) FROM {self.store.draws} "
            f"WHERE target = {self.store.value(self.target.name)}"
        )
        return None if row[0] is None else int(row[0])

    def _is_same(self, version: int) -> bool:
        """Whether a version has the same rule, day and people."""
        value = self.store.value
        where = f"target = {value(self.target.name)} AND version = {version}"
        ((day, hash_),) = self.publisher.rows(
            f"SELECT as_of, hash FROM {self.store.draws} WHERE {where}"
        )
        if (day, hash_) != (self.as_of, self.rule.hash):
            return False
        people = (
            f"SELECT customer, CASE WHEN control THEN '{model.CONTROL}' "
            f"ELSE '{model.CONTACTED}' END FROM {TABLE} WHERE chosen"
        )
        stored = f"SELECT customer, part FROM {self.store.drawn} WHERE {where}"
        asked = " + ".join(
            f"(SELECT COUNT(*) FROM ({a} EXCEPT {b}) AS one)"
            for a, b in ((people, stored), (stored, people))
        )
        return int(self.publisher.rows(f"SELECT {asked}")[0][0]) == 0


def versions(publisher: Publisher, target: str) -> tuple[int, ...]:
    """The versions of a target that were drawn, in order; () where none was."""
    store = Store(publisher.schema, publisher.dialect)
    if publisher.columns((*store.schema, "segdsl_draws")) is None:
        return ()
    rows = publisher.rows(
        f"SELECT version FROM {store.draws} WHERE target = {store.value(target)} ORDER BY version"
    )
    return tuple(int(version) for (version,) in rows)
