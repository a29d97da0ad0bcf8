"""Hand a drawn target over: a version and a session in, the people with their columns out.

Who was drawn is what was frozen; the columns, and whether a channel still reaches them, are of the
day of the export. Nobody is added, and whoever is left out is counted with the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import conditions, plan
from segdsl.planning.inquiry import inquire
from segdsl.publishing.store import OWN, Store
from segdsl.sql import from_plan
from segdsl.warehouse.publisher import Publisher

TABLE = f'"{OWN}export"'  # of the session


class Left(Enum):
    """Why somebody who was drawn is not in a file."""

    GONE = "gone"  # no longer in the population
    UNREACHABLE = "unreachable"  # no channel of the target reaches them any more
    UNMATCHED = "unmatched"  # nothing that a platform could match


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was drawn: the key as text, and the columns of the target."""

    customer: str
    channels: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A version of a target, ready to be written; `dropped` counts who is left out."""

    target: str
    version: int
    drawn_as_of: date
    exported_as_of: date
    rule: str
    place: str
    revision: str | None
    consent: str
    columns: tuple[str, ...]
    types: tuple[Type, ...]  # of the columns
    contacted: tuple[Person, ...]
    control: tuple[str, ...]
    dropped: Counter[Left] = field(default_factory=Counter)


@dataclass(slots=True)
class Exporter:
    """One export; nothing that it sends is ever committed."""

    project: model.Project
    target: model.Target
    version: int
    as_of: date
    publisher: Publisher

    def program(self) -> plan.Program:
        """What is read, to be compared with the warehouse first."""
        return self._asked()[0]

    def handed(self) -> Handed:
        """Everybody who was drawn, sorted by key. Raises Refused."""
        store = Store(self.publisher.schema, self.publisher.dialect)
        program, terms = self._asked()
        columns = from_plan.columns(program, store.dialect, terms)
        self.publisher.send(f"CREATE TEMPORARY TABLE {TABLE} AS\n{columns}")
        name = store.value(self.target.name)
        where = f"drawn.target = {name} AND drawn.version = {self.version}"
        (head,) = self.publisher.rows(
            f"SELECT as_of, rule, place, revision, consent FROM {store.draws} AS drawn\n"
            f"WHERE {where}"
        )
        listed = "".join(f", now.c{n}" for n in range(len(self.target.columns)))
        rows = self.publisher.rows(
            "SELECT drawn.customer, drawn.part, drawn.channels, now.reached IS NOT NULL,\n"
            f"  now.reached{listed}\nFROM {store.drawn} AS drawn\n"
            f"LEFT JOIN {TABLE} AS now ON now.customer = drawn.customer\n"
            f"WHERE {where}"
        )
        dropped: Counter[Left] = Counter()
        people, control = [], []
        for customer, part, channels, is_there, reached, *values in rows:
            if part == model.CONTROL:
                control.append(str(customer))
            elif not is_there:
                dropped[Left.GONE] += 1
            elif not reached:
                dropped[Left.UNREACHABLE] += 1
            else:
                people.append(Person(str(customer), str(channels), tuple(values)))
        return Handed(
            target=self.target.name,
            version=self.version,
            drawn_as_of=head[0],
            exported_as_of=self.as_of,
            rule=head[1],
            place=head[2],
            revision=head[3],
            consent=head[4],
            columns=tuple(map(_name, self.target.columns)),
            types=tuple(one.type for one in self.target.columns),
            contacted=tuple(sorted(people, key=lambda one: one.customer)),
            control=tuple(sorted(control)),
            dropped=dropped,
        )

    def _asked(self) -> tuple[plan.Program, dict[str, plan.Term]]:
        inquiry = inquire(self.project, self.target.population, self.as_of)
        reached = inquiry.verdict(model.AnyOf(self.target.by))
        terms: dict[str, plan.Term] = {"reached": conditions.two_valued(reached)}
        for number, column in enumerate(self.target.columns):
            terms[f"c{number}"] = inquiry.value(column)
        return inquiry.program(), terms


def text_of(value: object) -> str:
    """A cell for people and machines: days as ISO, numbers without thousands, "" for missing."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _name(column: model.FieldValue | model.ReferenceKey) -> str:
    match column:
        case model.FieldValue(through, _, name):
            return ".".join((*through, name))
        case model.ReferenceKey(through):
            return ".".join(through)
