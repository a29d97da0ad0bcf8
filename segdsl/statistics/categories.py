"""Count members by the values of fields that have few: a project and an engine in, categories out.

Which values a text has only the data say, so fields are looked at first, in a statement of their
own that reads nothing but the population; then each value is a number that is quick to group by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import plan
from segdsl.planning.inquiry import Inquiry, inquire
from segdsl.statistics.asking import TOGETHER, Answers, Asking, Label, Reader
from segdsl.statistics.privacy import is_private
from segdsl.statistics.survey import Category

FEW = 12  # values of a text that make it a category
Values = Mapping[str, tuple[str, ...]]  # of each field, in the order of texts


def fields(project: model.Project, population: model.Table) -> tuple[model.Field, ...]:
    """The fields that may have few values, each of which reads the same on every engine."""
    return tuple(
        one
        for one in population.fields
        if one.name != population.key
        and (one.type in (Type.TEXT, Type.BOOLEAN) or (one.type is Type.INTEGER and one.one_of))
        and not is_private(project, _value(population, one))
    )


def look(
    project: model.Project, population: model.Table, as_of: date
) -> tuple[Asking, Reader[Values]]:
    """Asks what values the fields have; those with many are left out of the answer."""
    asking = Asking(inquire(project, population.name, as_of))
    found = fields(project, population)
    numbers = [
        asking.most_frequent(_text(asking.inquiry, population, one), _most(one)) for one in found
    ]

    def read(answers: Answers) -> Values:
        return {
            one.name: _texts(answers.labels[number])
            for one, number in zip(found, numbers, strict=True)
            if all(label.own for label in answers.labels[number])
        }

    return asking, read


def ask(inquiry: Inquiry, population: model.Table, field: model.Field) -> None:
    """Makes a field part of a program, so that its values can be counted there later."""
    inquiry.value(_value(population, field))


def category(
    asking: Asking,
    population: model.Table,
    field: model.Field,
    values: Sequence[str],
    names: Sequence[str],
    masks: Sequence[plan.Column],
) -> Reader[Category]:
    """Asks how many members have each of these values of a field.

    `masks` say who is in each of `names`, TOGETHER of these in each.
    """
    text = _text(asking.inquiry, population, field)
    missing = len(values)
    whens = tuple(
        (plan.Compare("=", text, plan.Const(value, Type.TEXT)), plan.Const(place, Type.INTEGER))
        for place, value in enumerate(values)
    )
    rest = plan.Const(missing, Type.INTEGER)
    key = plan.Case(whens, rest, Type.INTEGER) if whens else rest
    whole = asking.tally(key)
    tallies = [asking.tally(key, mask) for mask in masks]

    def read(answers: Answers) -> Category:
        sizes = [0] * (missing + 1)
        for row in answers.tallies[whole]:
            sizes[row.key or 0] += row.size
        inside = {name: [0] * (missing + 1) for name in names}
        for place, name in enumerate(names):
            group, bit = divmod(place, TOGETHER)
            for row in answers.tallies[tallies[group]]:
                if row.mask >> bit & 1:
                    inside[name][row.key or 0] += row.size
        shown = missing + bool(sizes[missing])
        return Category(
            (*values, None)[:shown],
            tuple(sizes[:shown]),
            {name: tuple(found[:shown]) for name, found in inside.items()},
        )

    return read


def _value(population: model.Table, field: model.Field) -> model.FieldValue:
    return model.FieldValue((), population.name, field.name, field.type)


def _text(inquiry: Inquiry, population: model.Table, field: model.Field) -> plan.Term:
    return inquiry.text(inquiry.value(_value(population, field)))


def _most(field: model.Field) -> int:
    return max(FEW, len(field.one_of or ()))


def _texts(labels: Sequence[Label]) -> tuple[str, ...]:
    return tuple(sorted(one.text for one in labels if one.text is not None))
