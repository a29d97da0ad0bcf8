"""Ask many things of one population at once: conditions and values in, terms of one program out.

The terms are over the last step of the program, so that they can be counted there in any way. What
is asked twice is computed once; what is asked of another day is brought to the customers of today.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from segdsl.meaning import model
from segdsl.meaning.types import NUMERIC, Type
from segdsl.planning import conditions, days, from_meaning, plan, targets
from segdsl.planning.customers import Customers

LARGEST = 10**15  # numbers beyond are taken for it: nothing that is counted is so large


def inquire(project: model.Project, population: str, as_of: date) -> Inquiry:
    """A population of whom nothing is asked yet.

    Last rows are looked for in all history: a bound would have to know every use before the first
    is asked.
    """
    return Inquiry(from_meaning.begun(project, population, as_of, {}))


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked of a population on a day."""

    customers: Customers

    @property
    def project(self) -> model.Project:
        return self.customers.project

    @property
    def as_of(self) -> date:
        return self.customers.as_of

    def verdict(self, condition: model.Condition) -> plan.Term:
        """A term that is true exactly where the condition holds; elsewhere false or missing."""
        return conditions.condition(condition, self.customers)

    def chosen(self, target: str) -> plan.Term:
        """The verdict of a target, or of a part of it by the name `target.control`."""
        found = self.project.targets[target.partition(".")[0]]
        return targets.column(self.customers, found, target)

    def class_of(self, segmentation: str) -> plan.Term:
        """The class of a segmentation, as text."""
        return self.customers.segmentation(segmentation)

    def value(self, value: model.Value) -> plan.Term:
        return conditions.value(value, self.customers)

    def column(self, term: plan.Term, wish: str) -> plan.Column:
        """A term that many others read, as a column of its own."""
        return self.customers.column(term, wish)

    def text(self, term: plan.Term) -> plan.Term:
        return term if term.type is Type.TEXT else plan.As(term, plan.Form.TEXT, Type.TEXT)

    def month(self, term: plan.Term) -> plan.Term:
        """The month of a moment, counted from the year 0: January of the year 1 is 12."""
        day = days.day_of(term, conditions.zone_of(term), self.customers.zone)
        year, month = (plan.DatePart(part, day) for part in (plan.Part.YEAR, plan.Part.MONTH))
        years = plan.Arithmetic("*", year, plan.Const(12, Type.INTEGER), Type.INTEGER)
        counted = plan.Arithmetic("+", years, month, Type.INTEGER)
        return plan.Arithmetic("-", counted, plan.Const(1, Type.INTEGER), Type.INTEGER)

    def then(self, day: date, term_of: Callable[[Inquiry], plan.Term], wish: str) -> plan.Column:
        """What is asked of another day, as a column of today: missing for who was not there."""
        there = self.customers.on(day)
        return self.customers.brought(there, there.column(term_of(Inquiry(there)), wish))

    def program(self) -> plan.Program:
        """All that was asked; nothing can be asked after it."""
        return from_meaning.finished(self.customers, (), None)


def summand(term: plan.Term) -> plan.Term:
    """A number that is to be summed exactly, whatever its type."""
    assert term.type in NUMERIC or term.type is Type.DURATION
    return plan.As(bounded(term), plan.Form.SUMMAND, Type.MONEY)


def bounded(term: plan.Term) -> plan.Term:
    """A number that fits in a decimal: engines refuse a cast of 1e300, or of the infinite."""
    high, low = plan.Const(LARGEST, Type.INTEGER), plan.Const(-LARGEST, Type.INTEGER)
    return plan.Case(
        ((plan.Compare(">", term, high), high), (plan.Compare("<", term, low), low)),
        term,
        term.type,
    )
