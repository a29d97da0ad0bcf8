"""Say what is promised of a segment: an `expect` or an `example` in, a sentence out."""

from __future__ import annotations

from typing import assert_never

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import predicates
from segdsl.prose.conditions import BETWEEN, about_customers, speaker
from segdsl.prose.values import Speaker
from segdsl.text.diagnostics import Language, Said

SIZE = Said("Expected: the number of members {test}.", "Attendu : l'effectif {test}.")
SIZE_SHARE = Said(
    "Expected: the number of members, as a part of the population, {test}.",
    "Attendu : l'effectif, rapporté à la population, {test}.",
)
SHARE = Said(
    "Expected: the share of the total {metric} that members hold {test}.",
    "Attendu : la part du total de {metric} que détiennent les membres {test}.",
)
PART = Said(
    "Expected: the share of members {clause} {test}.",
    "Attendu : la part des membres {clause} {test}.",
)
INSIDE = Said("Example in: {who} {clause}.", "Exemple, dedans : {who} {clause}.")
OUTSIDE = Said("Example out: {who} {clause}.", "Exemple, dehors : {who} {clause}.")


def promise(
    project: model.Project, population: str, node: model.Promise, language: Language
) -> str:
    """One sentence."""
    said = speaker(project, language)
    match node:
        case model.Expectation():
            return _expectation(said, population, node)
        case model.Example(is_in, facts):
            whole = facts[0] if len(facts) == 1 else model.All(facts)
            clause = about_customers(said, whole, population)
            who = _members(project, population)
            return said.say(INSIDE if is_in else OUTSIDE, who=who, clause=clause)
        case _:
            assert_never(node)


def _members(project: model.Project, population: str) -> str:
    """Members of a population, by its label where there is one, inside a sentence."""
    label = project.tables[population].description.label
    if not label:
        return population
    is_word = label[1:2].islower()  # not an abbreviation
    return label[:1].lower() + label[1:] if is_word else label


def _expectation(said: Speaker, population: str, node: model.Expectation) -> str:
    test = _test(said, node.bounds)
    match node.of:
        case None:
            is_count = node.bounds[0].limit.type is Type.INTEGER
            return said.say(SIZE if is_count else SIZE_SHARE, test=test)
        case model.MetricValue():
            return said.say(SHARE, metric=said.value(node.of, population), test=test)
        case condition:
            clause = about_customers(said, condition, population)
            return said.say(PART, clause=clause, test=test)


def _test(said: Speaker, bounds: tuple[model.Bound, ...]) -> str:
    limits = [said.constant(one.limit) for one in bounds]
    if len(limits) == 2:
        return said.say(BETWEEN, low=limits[0], high=limits[1])
    sign = bounds[0].sign
    word = predicates.UNEQUAL if sign == "!=" else predicates.COMPARISON_OF[sign]
    return said.say(word.number, x=limits[0])
