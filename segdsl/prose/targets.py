"""Say who a target is for: its condition and gates in, a sentence out, gate after gate."""

from __future__ import annotations

from segdsl.meaning import model
from segdsl.prose import phrases
from segdsl.prose.conditions import about_customers, speaker
from segdsl.prose.history import unmoved
from segdsl.prose.values import Speaker
from segdsl.text import figures
from segdsl.text.diagnostics import Language, Said

CHOSEN = Said(
    "{population} {clause}, who can be reached by {channels}",
    "{population} {clause}, que l'on peut joindre par {channels}",
)
EXCEPT = Said("; except those {clause}", " ; sauf ceux {clause}")
AT_MOST = Said("; at most {count}, drawn by chance", " ; au plus {count}, par tirage au sort")
HIGHEST = Said(
    "; at most {count}, the highest {value} first (unknown ones last, ties drawn by chance)",
    " ; au plus {count}, {value} du plus haut au plus bas (valeurs inconnues en dernier, ex æquo"
    " tirés au sort)",
)
LOWEST = Said(
    "; at most {count}, the lowest {value} first (unknown ones last, ties drawn by chance)",
    " ; au plus {count}, {value} du plus bas au plus haut (valeurs inconnues en dernier, ex æquo"
    " tirés au sort)",
)
CONTROL = Said(
    "; {share} of them, drawn by chance, are a control group and are not contacted",
    " ; {share} d'entre eux, tirés au sort, forment un groupe témoin qui n'est pas sollicité",
)
COLUMNS = Said("; what is given of each: {columns}", " ; ce qui est transmis : {columns}")
PART_CONTROL = Said(
    "The control group of {name}: {share} of those chosen, drawn by chance, who are not contacted.",
    "Le groupe témoin de {name} : {share} des personnes retenues, tirées au sort, qui ne sont pas"
    " sollicitées.",
)
PART_CONTACTED = Said(
    "Those chosen for {name} who are not in its control group.",
    "Les personnes retenues pour {name} qui ne sont pas dans son groupe témoin.",
)


def target(project: model.Project, name: str, language: Language) -> str:
    """Who a target is for, or a part of it, in one sentence."""
    said = speaker(project, language)
    whole, _, part = name.partition(".")
    found = project.targets[whole]
    if part:
        return _part(said, found, part)
    label = project.tables[found.population].description.label
    channels = [said.named(one.name, project.channels[one.name].description) for one in found.by]
    sentence = said.say(
        CHOSEN,
        population=phrases.capital(label or found.population),
        clause=about_customers(said, found.condition, found.population),
        channels=phrases.listed(channels, phrases.OR, language),
    )
    for one in found.exclusions:
        sentence += said.say(EXCEPT, clause=about_customers(said, one, found.population))
    sentence += _limit(said, found) + _control(said, found)
    if found.columns:
        given = [f"`{'.'.join(_path(one))}`" for one in found.columns]
        sentence += said.say(COLUMNS, columns=", ".join(given))
    bodies = (found.condition, *found.exclusions)
    return f"{sentence}." + "".join(dict.fromkeys(unmoved(said, one) for one in bodies))


def _limit(said: Speaker, found: model.Target) -> str:
    if found.limit is None:
        return ""
    count = figures.count(found.limit.count, said.language)
    if found.limit.value is None:
        return said.say(AT_MOST, count=count)
    value = said.value(found.limit.value, found.population)
    return said.say(HIGHEST if found.limit.is_highest else LOWEST, count=count, value=value)


def _control(said: Speaker, found: model.Target) -> str:
    if found.control is None:
        return ""
    return said.say(CONTROL, share=figures.percentage(found.control.share, said.language))


def _part(said: Speaker, found: model.Target, part: str) -> str:
    name = said.named(found.name, found.description)
    if part == model.CONTACTED:
        return said.say(PART_CONTACTED, name=name)
    assert found.control is not None
    share = figures.percentage(found.control.share, said.language)
    return said.say(PART_CONTROL, name=name, share=share)


def _path(node: model.FieldValue | model.ReferenceKey) -> tuple[str, ...]:
    return (*node.through, node.name) if isinstance(node, model.FieldValue) else node.through
