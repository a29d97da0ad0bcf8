"""Find what a command is about: words of its line in, names of the project out, with findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from segdsl.meaning import model
from segdsl.meaning.uses import used_by, uses
from segdsl.text import spelling
from segdsl.text.catalog import cli as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about

IS_A_TARGET = Said(
    "it is a target: `segdsl target {target} draw` draws it",
    "c'est une cible : `segdsl target {target} draw` la tire",
)
DID_YOU_MEAN = Said("did you mean `{close}`?", "vouliez-vous dire `{close}` ?")


def selected(
    project: model.Project, words: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Segments, segmentations, classes and targets that are asked for; without words, all but
    classes. A target with a control group is asked for with both its parts.

    `fideles`, `cycle_de_vie`, `cycle_de_vie.actif`, `tag:crm`; `+fideles` with the segments it is
    made of, `fideles+` with those made of it.
    """
    if not words:
        parts = (part for one in project.targets.values() for part in one.parts())
        return (*project.segments, *project.segmentations, *parts), ()
    names: list[str] = []
    findings: list[Diagnostic] = []
    for word in words:
        found, finding = _one(project, word)
        names += found
        findings += finding
    whole = {name for name in names if name in project.segmentations}
    # a class asked for beside its whole segmentation is already in it
    kept = [name for name in names if name.partition(".")[0] not in whole or name in whole]
    return tuple(dict.fromkeys(kept)), tuple(findings)


def lasting(
    project: model.Project, words: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The same without targets, which are drawn once and are no segment that lasts; a word that
    names one is said to.
    """
    names, found = selected(project, words)
    drawn = [(word, word.partition(".")[0]) for word in words]
    wrong = tuple(
        Diagnostic(catalog.UNKNOWN_NAME, None, {"name": word, "target": target}, help=IS_A_TARGET)
        for word, target in drawn
        if target in project.targets
    )
    kept = tuple(one for one in names if one.partition(".")[0] not in project.targets)
    return kept, found or wrong


def by_population(project: model.Project, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The names of each population, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        population = declaration(project, name).population
        found[population] = (*found.get(population, ()), name)
    return found


def declaration(
    project: model.Project, name: str
) -> model.Segment | model.Segmentation | model.Target:
    """What declares a segment, a segmentation, a class, a target or a part of one."""
    whole = name.partition(".")[0]
    found = project.segments.get(name) or project.segmentations.get(whole)
    return found or project.targets[whole]


def _one(project: model.Project, word: str) -> tuple[list[str], list[Diagnostic]]:
    if word.startswith("tag:"):
        return _tagged(project, word.removeprefix("tag:"))
    name = word.removeprefix("+").removesuffix("+")
    if not _is_known(project, name):
        return [], [_unknown(project, name)]
    below = _closure(project, name, uses) if word.startswith("+") else []
    above = _closure(project, name, used_by) if word.endswith("+") else []
    own = project.targets[name].parts() if name in project.targets else (name,)
    return [*reversed(below), *own, *above], []


def _tagged(project: model.Project, tag: str) -> tuple[list[str], list[Diagnostic]]:
    names = [name for name, one in project.segments.items() if tag in one.description.tags]
    for name, ladder in project.segmentations.items():
        if tag in ladder.description.tags:
            names.append(name)
        names += [f"{name}.{c.name}" for c in ladder.classes if tag in c.description.tags]
    for target in project.targets.values():
        if tag in target.description.tags:
            names += target.parts()
    return names, [] if names else [about(catalog.UNKNOWN_TAG, None, name=tag)]


def _is_known(project: model.Project, name: str) -> bool:
    whole, dot, class_ = name.partition(".")
    if whole in project.targets:
        return name in project.targets[whole].parts()
    if not dot or whole not in project.segmentations:
        return name in project.segments or name in project.segmentations
    ladder = project.segmentations[whole]
    # the classes of `by` are known at run time
    return ladder.by is not None or any(found.name == class_ for found in ladder.classes)


def _unknown(project: model.Project, name: str) -> Diagnostic:
    classes = [
        f"{s.name}.{found.name}" for s in project.segmentations.values() for found in s.classes
    ]
    there = (*project.segments, *project.segmentations, *project.targets)
    close = spelling.closest(name, [*there, *classes])
    if close is None:
        return about(catalog.UNKNOWN_NAME, None, name=name)
    return Diagnostic(catalog.UNKNOWN_NAME, None, {"name": name, "close": close}, help=DID_YOU_MEAN)


def _closure(
    project: model.Project, name: str, step: Callable[[model.Project, str], tuple[str, ...]]
) -> list[str]:
    """The segments and segmentations reached from a name, nearest first."""
    found: dict[str, None] = {}
    waiting = [name.partition(".")[0]]
    while waiting:
        for other in step(project, waiting.pop(0)):
            if other not in found and other in {**project.segments, **project.segmentations}:
                found[other] = None
                waiting.append(other)
    return list(found)
