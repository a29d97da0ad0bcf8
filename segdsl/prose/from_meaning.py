"""Say what a project means, in English or French: declarations in, sentences out."""

from __future__ import annotations

from collections.abc import Sequence

from segdsl.meaning import model
from segdsl.meaning.types import NAMES
from segdsl.prose import phrases, targets
from segdsl.prose.conditions import about_customers, about_rows, speaker
from segdsl.prose.history import unmoved
from segdsl.prose.values import Speaker
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

SEGMENT = Said("{population} {clause}.", "{population} {clause}.")
CLASS = Said(
    "{population} {clause}, and in none of the classes above.",
    "{population} {clause}, et qui ne sont dans aucune des classes précédentes.",
)
FIRST_CLASS = SEGMENT
OTHERWISE = Said(
    "All other {population}: in none of the classes above.",
    "Le reste des {population} : dans aucune des classes précédentes.",
)
ONLY_OTHERWISE = Said("All {population}.", "L'ensemble des {population}.")
RUN_TIME_CLASS = Said(
    "{population} whose {value} is {name}.", "{population} dont {value} est {name}."
)
SEGMENTATION = Said(
    "Each {one} is in the first of {count} classes that fits: {classes}; {rest}.",
    "Chaque {one} est dans la première des {count} classes qui convient : {classes} ; {rest}.",
)
EXCLUSIVE = Said(
    "Each {one} is in exactly one of {count} classes, in whatever order they are read: {classes}.",
    "Chaque {one} est dans une classe et une seule sur {count}, quel que soit leur ordre :"
    " {classes}.",
)
SPLIT = Said(
    "Each {one} is drawn by chance into one class, the same at each run (draw {seed}): {classes}.",
    "Chaque {one} est affecté au hasard à une classe, la même à chaque exécution"
    " (tirage {seed}) : {classes}.",
)
DRAWN_CLASS = Said("{name} ({share})", "{name} ({share})")
NOBODY_LEFT = Said("nobody is left out", "personne n'est oublié")
SOME_LEFT = Said("those who fit none are in no class", "si aucune ne convient, pas de classe")
BY = Said(
    "Each {one} is in the class of its value, {value}; without one, in no class.",
    "Chaque {one} est dans la classe de sa valeur, {value} ; sans valeur, dans aucune.",
)
METRIC = Said("{value}; {empty}{better}.", "{value} ; {empty}{better}.")
MISSING = Said(
    "unknown where there is nothing to go by",
    "valeur inconnue quand rien ne permet de la calculer",
)
NUMBER_WHEN_EMPTY = Said("{number} without any {rows}", "{number} pour qui n'a pas {de_rows}")
ALWAYS_KNOWN = Said("always known", "valeur toujours connue")
HIGHER = Said("; the higher the better", " ; plus la valeur est élevée, mieux c'est")
LOWER = Said("; the lower the better", " ; plus la valeur est basse, mieux c'est")
LINES = Said(
    "{population} on a list kept by hand: {count} lines of `{path}`.",
    "{population} d'une liste tenue à la main : {count} lignes de `{path}`.",
)
LINE = Said(
    "{population} on a list kept by hand: {count} line of `{path}`.",
    "{population} d'une liste tenue à la main : {count} ligne de `{path}`.",
)
EXPIRES = Said(
    " A line with a day `expires` counts up to and including it.",
    " Une ligne qui a une date `expires` compte jusqu'à cette date incluse.",
)
DEFINE = Said("With {parameters}: {body}.", "Avec {parameters} : {body}.")
PARAMETER = Said("{value} ({type}).", "{value} ({type}).")


def output(project: model.Project, name: str, language: Language) -> str:
    """Who is in what a command may ask for: a segment, a segmentation, a class, a target."""
    if name in project.segments:
        return segment(project, name, language)
    whole, dot, part = name.partition(".")
    if whole in project.targets:
        return targets.target(project, name, language)
    return class_(project, whole, part, language) if dot else segmentation(project, whole, language)


def segment(project: model.Project, name: str, language: Language) -> str:
    """Who is in a segment, in one sentence."""
    found = project.segments[name]
    said = speaker(project, language)
    clause = about_customers(said, found.condition, found.population)
    everybody = _everybody(project, found.population)
    sentence = said.say(SEGMENT, population=everybody, clause=clause)
    return sentence + unmoved(said, found.condition)


def channel(project: model.Project, name: str, language: Language) -> str:
    """Who can be reached by a channel, in one sentence."""
    found = project.channels[name]
    said = speaker(project, language)
    clause = about_customers(said, found.condition, found.population)
    everybody = _everybody(project, found.population)
    sentence = said.say(SEGMENT, population=everybody, clause=clause)
    return sentence + unmoved(said, found.condition)


def list_(project: model.Project, name: str, language: Language) -> str:
    """Who is on a list: how many lines there are, and for how long they count."""
    found = project.lists[name]
    said = speaker(project, language)
    population = _everybody(project, found.population)
    count = len(found.lines)
    shown = figures.count(count, language)
    template = LINE if count == 1 else LINES
    sentence = said.say(template, population=population, count=shown, path=found.path)
    if any(one.expires is not None for one in found.lines):
        sentence += said.say(EXPIRES)
    return sentence


def define(project: model.Project, name: str, language: Language) -> str:
    """What a `define` says, with the names of its parameters for their values."""
    found = project.defines[name]
    said = speaker(project, language)
    listed = [f"`{one}` ({NAMES[type_].in_(language)})" for one, type_ in found.parameters]
    match found.body:
        case model.Truth(condition) if project.tables[found.table].is_population:
            body = about_customers(said, condition, found.table)
        case model.Truth(condition):
            body = about_rows(said, condition)
        case value_:
            body = said.value(value_, found.table)
    return said.say(DEFINE, parameters=phrases.listed(listed, phrases.AND, language), body=body)


def class_(project: model.Project, segmentation: str, name: str, language: Language) -> str:
    """Who is in a class; of a `by` segmentation `name` is any value."""
    found = project.segmentations[segmentation]
    said = speaker(project, language)
    population = _everybody(project, found.population)
    if found.by is not None:
        value = said.value(found.by, found.population)
        if language == "en":
            value = value.removeprefix("the ")
        return said.say(RUN_TIME_CLASS, population=population, value=value, name=said.quoted(name))
    place = next(i for i, one in enumerate(found.classes) if one.name == name)
    condition = found.classes[place].condition
    if condition is None:
        template = OTHERWISE if place else ONLY_OTHERWISE
        return said.say(template, population=phrases.small(population))
    clause = about_customers(said, condition, found.population)
    is_alone = place == 0 or found.exclusive  # whose classes are proved to share nobody
    sentence = said.say(FIRST_CLASS if is_alone else CLASS, population=population, clause=clause)
    return sentence + unmoved(said, condition)


def segmentation(project: model.Project, name: str, language: Language) -> str:
    """How a segmentation divides its population."""
    found = project.segmentations[name]
    said = speaker(project, language)
    one = project.tables[found.population].singular
    if found.by is not None:
        return said.say(BY, one=one, value=said.value(found.by, found.population))
    drawn = [one for one in found.classes if isinstance(one.condition, model.Drawn)]
    if drawn:
        return _split(said, one, drawn)
    labels = [said.named(one.name, one.description) for one in found.classes]
    if found.exclusive:
        classes = phrases.listed(labels, phrases.AND, language)
        return said.say(EXCLUSIVE, one=one, count=str(len(labels)), classes=classes)
    is_closed = any(one.condition is None for one in found.classes)
    return said.say(
        SEGMENTATION,
        one=one,
        count=str(len(labels)),
        classes=phrases.listed(labels, phrases.AND, language),
        rest=said.say(NOBODY_LEFT if is_closed else SOME_LEFT),
    )


def _split(said: Speaker, one: str, classes: Sequence[model.Class]) -> str:
    """How chance divides a population: each class and its share."""
    shown, seed = [], ""
    for each in classes:
        assert isinstance(each.condition, model.Drawn)
        seed = each.condition.seed
        part = figures.percentage(each.condition.end - each.condition.start, said.language)
        name = said.named(each.name, each.description)
        shown.append(said.say(DRAWN_CLASS, name=name, share=part))
    listed = phrases.listed(shown, phrases.AND, said.language)
    return said.say(SPLIT, one=one, seed=said.quoted(seed), classes=listed)


def metric(project: model.Project, name: str, language: Language) -> str:
    """What a metric measures, what it is for who has no rows, and which end is best."""
    found = project.metrics[name]
    said = speaker(project, language)
    value = phrases.capital(said.value(found.value, found.population)).removesuffix(",")
    without = said.without_rows(found.value)
    if without is not None:
        _, table, number = without
        empty = said.say(NUMBER_WHEN_EMPTY, number=str(number), rows=said.rows_of(table))
    else:
        empty = said.say(MISSING if said.may_miss(found.value) else ALWAYS_KNOWN)
    better = ""
    if found.better is not None:
        better = said.say(HIGHER if found.better is model.Better.HIGHER else LOWER)
    sentence = said.say(METRIC, value=value, empty=empty, better=better)
    return sentence + unmoved(said, found.value)


def parameter(project: model.Project, name: str, language: Language) -> str:
    """What a parameter is worth."""
    found = project.parameters[name]
    said = speaker(project, language)
    return said.say(
        PARAMETER, value=said.constant(found.constant), type=NAMES[found.type].in_(language)
    )


def condition(
    project: model.Project, population: str, node: model.Condition, language: Language
) -> str:
    """A condition on customers as a clause that stands after their noun."""
    return about_customers(speaker(project, language), node, population)


def value(project: model.Project, population: str, node: model.Value, language: Language) -> str:
    """A value of customers as a noun phrase."""
    return speaker(project, language).value(node, population)


def _everybody(project: model.Project, population: str) -> str:
    """The members of a population, as their author calls them."""
    label = project.tables[population].description.label
    return phrases.capital(label or population)
