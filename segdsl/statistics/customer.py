"""Ask a warehouse about one customer: conditions, values and a key in, what is found out.

Everything is one statement: a program with a column for each condition and value, of which the
row of the customer is read. Ranks compare with everybody, so nobody is left out before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from segdsl.interpreter import reading
from segdsl.interpreter.reading import Read
from segdsl.meaning import model
from segdsl.meaning.parts import Joint, Part
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.predicates import EQUAL
from segdsl.planning import conditions, plan
from segdsl.planning.inquiry import inquire
from segdsl.sql import person
from segdsl.warehouse.engine import Engine


@dataclass(frozen=True, slots=True)
class Customer:
    """What is known of a customer on a day."""

    key: str
    verdicts: Mapping[model.Condition, bool]
    values: Mapping[model.Value, Read]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be asked of a customer, whoever it is."""

    program: plan.Program
    asked: tuple[model.Condition, ...]
    looked_at: tuple[model.Value, ...]
    terms: tuple[plan.Term, ...]

    def answer(self, engine: Engine, key: str) -> Customer | None:
        """The customer of a key, written as text; None where there is none. Raises Refused."""
        rows = engine.rows(person.statement(self.program, self.terms, key, engine.dialect))
        if not rows:
            return None
        count = len(self.asked)
        verdicts = dict(zip(self.asked, map(bool, rows[0][:count]), strict=True))
        cells = zip(self.looked_at, self.terms[count:], rows[0][count:], strict=True)
        values = {value: _read(value, term, cell) for value, term, cell in cells}
        return Customer(key, verdicts, values)


def question(project: model.Project, population: str, as_of: date, part: Part) -> Question:
    """Each condition of a tree with its values."""
    everything = list(part.everything())
    asked = tuple(dict.fromkeys(one.condition for one in everything))
    looked_at = tuple(dict.fromkeys(value for one in everything for value in one.values))
    inquiry = inquire(project, population, as_of)
    verdicts = [conditions.two_valued(inquiry.verdict(one)) for one in asked]
    values = [inquiry.value(one) for one in looked_at]
    # as columns of their own, so that the row of one customer is found before it is read
    named = [inquiry.column(term, "asked") for term in verdicts]
    named += [inquiry.column(term, "value") for term in values]
    return Question(inquiry.program(), asked, looked_at, tuple(named))


def _read(value: model.Value, term: plan.Term, cell: Any) -> Read:
    if cell is not None and value.type is Type.DATETIME:
        zone = conditions.zone_of(term)
        return reading.instant(cell, zone) if zone is not None else reading.cell(cell, value.type)
    return reading.cell(cell, value.type)


# --- why somebody is not there ---


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody whose row is in the table, and whether the population's `where` leaves it out;
    else its `at` does, which is missing or later than the day.
    """

    by_where: bool
    where: model.Condition | None


def left_out(
    project: model.Project, population: str, as_of: date, engine: Engine, key: str
) -> LeftOut | None:
    """Why a key is not in the population; None where no row of the table has it. Raises Refused."""
    table = project.tables[population]
    if table.where is None and table.at is None:
        return None
    bare = replace(table, where=None, at=None)
    whole = replace(project, tables={**project.tables, population: bare})
    where = model.Always(True) if table.where is None else table.where
    found = question(whole, population, as_of, Part(where, Joint.LEAF)).answer(engine, key)
    return None if found is None else LeftOut(not found.verdicts[where], table.where)


def of_key(project: model.Project, population: str, key: str) -> model.Condition | None:
    """The condition that somebody has this key; None where no key is written so."""
    table = project.tables[population]
    assert table.key is not None
    type_ = table.field(table.key).type
    value = model.FieldValue((), population, table.key, type_)
    match type_:
        case Type.TEXT:
            constant = model.Constant(key, Type.TEXT)
        case Type.INTEGER if key.removeprefix("-").isdigit():
            constant = model.Constant(Decimal(key), Type.INTEGER)
        case _:
            return None
    return model.Compare(EQUAL, value, constant)
