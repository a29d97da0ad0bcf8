"""Put an old version beside the new one: what changed in, one project that holds both out.

What means the same in both is there once. The rest of the old version stands under other names,
with all that it uses in the old sense, so that both rules can be asked of the same customers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from segdsl.meaning import model, uses
from segdsl.review.changes import Changes
from segdsl.review.likeness import Names, Translation
from segdsl.review.meanings import BASE, Meanings

D = TypeVar("D")
MARKS = {"en": "before", "fr": "avant"}


@dataclass(frozen=True, slots=True)
class Beside:
    """`project` holds the new version and what the old one meant otherwise; `old` says by which
    name each declaration of the old version is called in it, `classes` likewise.

    `populations`: those of the old version that are the same in the new one.
    """

    project: model.Project
    old: Mapping[str, str]
    classes: Mapping[tuple[str, str], str]
    populations: frozenset[str]

    def class_(self, segmentation: str, name: str) -> str:
        """How a class of the old version is called here."""
        return self.classes.get((segmentation, name), name)


def beside(changes: Changes, mark: str) -> Beside:
    """Both versions in one project; copies are named `fideles (mark)`."""
    old, new = Meanings(changes.before), Meanings(changes.after)
    shared = _shared(changes, old, new)
    taken = {name.casefold() for name in new.declared} | {
        name.casefold() for name in shared.values()
    }
    names = dict(shared)
    for name in old.declared:
        if name not in names:
            names[name] = _free(name, mark, taken)
    kept = set(shared)
    translation = Translation(
        changes.before,
        Names(
            names,
            {key: name for key, name in changes.names.members.items() if key[0] in kept},
            {key: name for key, name in changes.names.classes.items() if key[0] in kept},
        ),
    )
    copies = [name for name in old.declared if name not in shared]
    project = _added(changes.after, changes.before, translation, copies)
    populations = {one.name for one in changes.before.populations()}
    if changes.before.timezone != changes.after.timezone:
        populations = set()  # days are other days: what is beside would mean something else
    return Beside(
        project, names, translation.names.classes, frozenset(populations.intersection(shared))
    )


def _shared(changes: Changes, old: Meanings, new: Meanings) -> dict[str, str]:
    """What of the old version can be read as something of the new one."""
    names = changes.names
    tables = _shared_tables(changes, old, new)
    found = dict(tables)
    for name, declared in old.declared.items():
        now = names.now(name)
        if isinstance(declared, model.Table) or now not in new.declared:
            continue
        is_same = old.of(name) == new.of(now)
        population = uses.found_population(declared)
        if is_same and (not population or population in tables):
            found[name] = now
    return found


def _shared_tables(changes: Changes, old: Meanings, new: Meanings) -> dict[str, str]:
    """Tables that have all they had; none that leads to one which is not the same."""
    names = changes.names
    found: dict[str, str] = {}
    for name, table in changes.before.tables.items():
        now = names.now(name)
        other = changes.after.tables.get(now)
        if other is None or old.part(name, BASE) != new.part(now, BASE):
            continue
        there = {one.name for one in other.members()}
        members = [(one.name, names.member(name, one.name)) for one in table.members()]
        if all(to in there and old.part(name, was) == new.part(now, to) for was, to in members):
            found[name] = now
    while True:
        apart = [
            name
            for name in found
            if any(one.target not in found for one in changes.before.tables[name].references)
            or _grouped(changes.before.tables[name], found)
        ]
        if not apart:
            return found
        for name in apart:
            del found[name]


def _grouped(table: model.Table, found: Mapping[str, str]) -> bool:
    return table.grouping is not None and table.grouping.table not in found


def _free(name: str, mark: str, taken: set[str]) -> str:
    found = f"{name} ({mark})"
    number = 2
    while found.casefold() in taken:
        found = f"{name} ({mark} {number})"
        number += 1
    taken.add(found.casefold())
    return found


def _added(
    after: model.Project, before: model.Project, translation: Translation, copies: list[str]
) -> model.Project:
    """The new version with copies of declarations of the old one."""
    wanted = set(copies)

    def copied(ours: dict[str, D], theirs: Mapping[str, D]) -> dict[str, D]:
        more = {
            translation.names.now(name): _copy(one, translation)
            for name, one in theirs.items()
            if name in wanted
        }
        return {**ours, **more}

    weights = {
        translation.names.now(population): translation.names.now(metric)
        for population, metric in before.value_metrics.items()
        if population in wanted
    }
    return replace(
        after,
        value_metrics={**weights, **after.value_metrics},
        tables=copied(after.tables, before.tables),
        parameters=copied(after.parameters, before.parameters),
        metrics=copied(after.metrics, before.metrics),
        segments=copied(after.segments, before.segments),
        segmentations=copied(after.segmentations, before.segmentations),
        channels=copied(after.channels, before.channels),
        defines=copied(after.defines, before.defines),
        lists=copied(after.lists, before.lists),
        targets=copied(after.targets, before.targets),
    )


def _copy(declared: D, translation: Translation) -> D:
    """A declaration of the old version under the names of the whole."""
    now = translation.names.now
    found = translation.tree(declared)
    match found:
        case model.Table():
            grouping = found.grouping
            if grouping is not None:
                grouping = replace(grouping, table=now(grouping.table))
            references = tuple(replace(one, target=now(one.target)) for one in found.references)
            found = replace(found, name=now(found.name), grouping=grouping, references=references)
        case model.Define():
            found = replace(found, name=now(found.name), table=now(found.table))
        case model.Parameter():
            found = replace(found, name=now(found.name))
        case model.Target(name):
            found = replace(found, name=now(name), population=now(found.population), drawn_as=name)
        case model.Segment() | model.Segmentation() | model.Metric():
            found = replace(found, name=now(found.name), population=now(found.population))
        case model.Channel() | model.List():
            found = replace(found, name=now(found.name), population=now(found.population))
    return found  # type: ignore[no-any-return]
