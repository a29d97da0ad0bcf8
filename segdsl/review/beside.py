"""Put an old version beside the new one: what changed in, one project that holds both out.

What means the same in both is there once. The rest of the old version stands under other names,
with all that it uses in the old sense, so that both rules can be asked of the same customers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from segdsl.meaning import model, moves, uses
from segdsl.review.changes import Changes
from segdsl.review.likeness import Names, Translation
from segdsl.review.meanings import BASE, Meanings

D = TypeVar("D")
M = TypeVar("M", model.Field, model.Reference)
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
    names = dict(shared)
    taken = {name.casefold() for name in new.declared}
    for name in old.declared:
        if name not in names:
            names[name] = _free(name, mark, taken)
    members = _members(changes, old, new, shared, mark)
    classes = {key: name for key, name in changes.names.classes.items() if key[0] in shared}
    translation = Translation(changes.before, Names(names, members, classes))
    copies = {name for name in old.declared if name not in shared}
    project = _added(changes.after, changes.before, translation, copies)
    populations = {one.name for one in changes.before.populations()}
    if changes.before.timezone != changes.after.timezone:
        populations = set()  # days are other days: what is beside would mean something else
    return Beside(project, names, classes, frozenset(populations.intersection(shared)))


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
    """Tables that have the rows they had, whatever became of their fields."""
    found: dict[str, str] = {}
    for name in changes.before.tables:
        now = changes.names.now(name)
        if now in changes.after.tables and old.part(name, BASE) == new.part(now, BASE):
            found[name] = now
    return found


def _members(
    changes: Changes, old: Meanings, new: Meanings, shared: Mapping[str, str], mark: str
) -> dict[tuple[str, str], str]:
    """How members of shared tables are called: those that meant something else get a new name."""
    found: dict[tuple[str, str], str] = {}
    for name, table in changes.before.tables.items():
        if name not in shared:
            continue
        other = changes.after.tables[shared[name]]
        there = {one.name for one in other.members()}
        taken = {one.casefold() for one in there}
        for one in table.members():
            now = changes.names.member(name, one.name)
            is_same = now in there and old.part(name, one.name) == new.part(other.name, now)
            is_followed = isinstance(one, model.Field) or one.target in shared
            if is_same and is_followed:
                found[name, one.name] = now
            else:
                found[name, one.name] = _free(one.name, mark, taken)
    return found


def _free(name: str, mark: str, taken: set[str]) -> str:
    found = f"{name} ({mark})"
    number = 2
    while found.casefold() in taken:
        found = f"{name} ({mark} {number})"
        number += 1
    taken.add(found.casefold())
    return found


def _added(
    after: model.Project, before: model.Project, translation: Translation, wanted: set[str]
) -> model.Project:
    """The new version with copies of declarations of the old one."""
    now = translation.names.now

    def copied(ours: dict[str, D], theirs: Mapping[str, D]) -> dict[str, D]:
        more = {
            now(name): _copy(one, translation) for name, one in theirs.items() if name in wanted
        }
        return {**ours, **more}

    tables = copied(after.tables, before.tables)
    for name, table in before.tables.items():
        if name not in wanted:
            tables[now(name)] = _with_old_members(tables[now(name)], table, translation)
    weights = {
        now(population): now(metric)
        for population, metric in before.value_metrics.items()
        if population in wanted
    }
    return replace(
        after,
        value_metrics={**weights, **after.value_metrics},
        tables=tables,
        parameters=copied(after.parameters, before.parameters),
        metrics=copied(after.metrics, before.metrics),
        segments=copied(after.segments, before.segments),
        segmentations=copied(after.segmentations, before.segmentations),
        channels=copied(after.channels, before.channels),
        defines=copied(after.defines, before.defines),
        lists=copied(after.lists, before.lists),
        targets=copied(after.targets, before.targets),
        histories={**moves.under(before.histories, now), **after.histories},
    )


def _with_old_members(
    table: model.Table, was: model.Table, translation: Translation
) -> model.Table:
    """A table with the members of its old version that meant something else."""
    there = {one.name for one in table.members()}
    old = _table(was, translation)
    return replace(
        table,
        fields=(*table.fields, *(one for one in old.fields if one.name not in there)),
        references=(
            *table.references,
            *(one for one in old.references if one.name not in there),
        ),
    )


def _copy(declared: D, translation: Translation) -> D:
    """A declaration of the old version under the names of the whole."""
    now = translation.names.now
    found: uses.Declared
    match declared:
        case model.Table():
            found = _table(declared, translation)
        case model.Define():
            body = translation.tree(declared.body, declared.table)
            found = replace(declared, name=now(declared.name), table=now(declared.table), body=body)
        case model.Parameter():
            found = replace(declared, name=now(declared.name))
        case model.List():
            population = now(declared.population)
            found = replace(declared, name=now(declared.name), population=population)
        case model.Target(name, population):
            found = replace(
                translation.tree(declared, population),
                name=now(name),
                population=now(population),
                drawn_as=name,
            )
        case model.Segment() | model.Segmentation() | model.Metric() | model.Channel():
            found = replace(
                translation.tree(declared, declared.population),
                name=now(declared.name),
                population=now(declared.population),
            )
        case _:
            raise AssertionError(declared)
    return found  # type: ignore[return-value]


def _table(table: model.Table, translation: Translation) -> model.Table:
    """A table of the old version with its members under their new names."""
    now, member = translation.names.now, translation.names.member
    inside = table.name if table.grouping is None else table.grouping.table
    grouping = table.grouping
    if grouping is not None:
        where = None if grouping.where is None else translation.tree(grouping.where, inside)
        grouping = replace(grouping, table=now(inside), where=where)

    def moved(one: M) -> M:
        computed = isinstance(one.origin, model.Computed)
        origin = translation.tree(one.origin, table.name if computed else inside)
        return replace(one, name=member(table.name, one.name), origin=origin)

    where = None if table.where is None else translation.tree(table.where, table.name)
    return replace(
        table,
        name=now(table.name),
        grouping=grouping,
        where=where,
        key=None if table.key is None else member(table.name, table.key),
        at=None if table.at is None else member(table.name, table.at),
        fields=tuple(moved(one) for one in table.fields),
        references=tuple(replace(moved(one), target=now(one.target)) for one in table.references),
    )
