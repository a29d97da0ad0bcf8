"""Lay the columns of customers into steps: what was asked of a population in, its steps out.

The facts come first: the passes over every source, joined once to the population. Columns above
them stand as late as their readers allow, so that what a step carries for a ranking is not every
verdict. Another day is the same population laid out apart, and joined to the facts by key.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import aggregates, plan
from segdsl.planning.customers import Customers
from segdsl.planning.requests import places


def steps(customers: Customers) -> list[plan.Step]:
    """All steps, those of earlier days first: a day is made of days before it."""
    found: list[plan.Step] = []
    last_of: dict[date, str] = {}
    for day in sorted(customers.days):
        there = customers.days[day]
        below = facts(there, last_of)
        found += [*below, *levels(there, below[-1])]
        last_of[day] = found[-1].name
    return found


def facts(customers: Customers, last_of: Mapping[date, str]) -> list[plan.Step]:
    """The passes over every source, and the step that joins them to the population.

    `last_of` names the last step of each earlier day.
    """
    found: list[plan.Step] = []
    columns: list[tuple[str, plan.Term]] = []
    joined: list[str] = []
    harvests = sorted(customers.harvests.values(), key=lambda one: one.source.anchor is not None)
    for harvest in harvests:  # what starts a personal window first
        answers = harvest.steps()
        place = places(answers)
        customers.held_by |= {name: held.step for name, held in place.items()}
        found.extend(answer.step for answer in answers)
        joined += [answer.step.name for answer in answers if answer.answered]
        columns += [
            (column.name, aggregates.placed(column, place, "", ""))
            for column in harvest.asked.values()
        ]
    for sequence in customers.sequences.values():
        found += sequence.steps(customers.tables, customers.key)
        joined.append(found[-1].name)
        answer = replace(sequence.answer, relation=found[-1].name, missable=True)
        term = plan.OrElse(answer, plan.Const(0, Type.INTEGER))
        columns.append((sequence.answer.name, term))
    joined += dict.fromkeys(last_of[day] for day, _ in customers.then.values())
    columns += [
        (column.name, replace(column, relation=last_of[day], missable=True))
        for day, column in customers.then.values()
    ]
    key = customers.rows.scoped_value(_key_value(customers))
    fields = [(column.name, term) for column, term in customers.fields.values()]
    joins = [_join(name, customers.key, key) for name in joined]
    whole = plan.Step(
        name=customers.tables.names.take(customers.population.singular, "facts"),
        note="",
        reads=customers.rows.reads,
        alias=customers.rows.alias,
        joins=(*customers.rows.joins.values(), *joins),
        where=customers.rows.existence(),
        columns=((customers.key.name, key), *fields, *columns),
    )
    return [*found, whole]


def _join(step: str, held: plan.Column, key: plan.Term) -> plan.Join:
    """A step with a row per customer, of whom some may have none."""
    on = plan.Compare("=", plan.Column(step, held.name, held.type), key)
    return plan.Join(plan.Made(step), step, on)


def _key_value(customers: Customers) -> model.FieldValue:
    name = customers.population.key
    assert name is not None
    return model.FieldValue((), customers.population.name, name, customers.key.type)


def levels(customers: Customers, below_all: plan.Step) -> list[plan.Step]:
    """The steps above the facts, each carrying the columns of the one below."""
    found: list[plan.Step] = []
    below = below_all.name
    top = max(
        (*customers.depth.values(), *(r.level + 1 for r in customers.rankings.values())), default=0
    )
    latest = _latest(customers, top)
    for level in range(1, top + 1):
        joins: list[plan.Join] = []
        columns: list[tuple[str, plan.Term]] = []
        for ranking in customers.rankings.values():
            if ranking.level == level - 1:
                made, join = ranking.steps(customers.tables.names, below)
                found.extend(made)
                joins.append(join)
                columns += [(column.name, column) for column in ranking.figures.values()]
        columns += [(name, term) for name, term in customers.terms.items() if latest[name] == level]
        if not columns:
            continue
        name = customers.tables.names.take(customers.population.singular, f"level_{level}")
        found.append(
            plan.Step(
                name=name,
                note="",
                reads=plan.Made(below),
                alias=None,
                joins=tuple(joins),
                where=None,
                columns=tuple(columns),
                carries=True,
            )
        )
        below = name
    return found


def _latest(customers: Customers, top: int) -> dict[str, int]:
    """The last level at which each term can stand: below whatever reads it."""
    latest = dict.fromkeys(customers.terms, top)
    for ranking in customers.rankings.values():
        for part in (ranking.value, ranking.among, ranking.per):
            if part is not None and part.name in latest:
                latest[part.name] = min(latest[part.name], ranking.level)
    for name in sorted(customers.terms, key=lambda name: customers.depth[name], reverse=True):
        for column in plan.columns_of(customers.terms[name]):
            if column.name in latest:
                latest[column.name] = min(latest[column.name], latest[name] - 1)
    return latest
