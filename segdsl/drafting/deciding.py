"""Decide on a model: facts about a warehouse in; a draft, or why there can be none, out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from segdsl.drafting import graph, populations, saying, stories, words
from segdsl.drafting.draft import Draft
from segdsl.drafting.facts import Link, Table, Unread
from segdsl.drafting.graph import Graph, Physical
from segdsl.drafting.sources import Builder
from segdsl.text.diagnostics import Said

OURS = "segdsl"  # the usual schema of what segdsl published, and of nothing else
RUNS = "segdsl_runs"  # a table of any such schema


@dataclass(frozen=True, slots=True)
class NoPopulation:
    """No table can be what segments are made of; `known` are the tables that were looked at."""

    known: tuple[str, ...]


def decided(
    tables: Sequence[Table],
    found: Sequence[Link],
    unread: Sequence[Unread],
    wanted: str | None,
    zone: str,
) -> Draft | NoPopulation:
    """The draft; `wanted` names the population, `zone` is that of times without one."""
    ours = {OURS, *(schema for *_, schema, name in map(_qualified, tables) if name == RUNS)}
    usable, left_out = _usable(tables, ours)
    left_out += [(one.physical, saying.unreadable(one)) for one in unread]
    names = _names(usable)
    by_physical = {table.physical: table for table in usable}
    within = [
        link
        for link in found
        if link.candidate.table in by_physical and link.candidate.target in by_physical
    ]
    rows = {table.physical: table.rows for table in usable}
    whole = graph.graph(within, rows, names)
    ranked = populations.populations(usable, whole, names, wanted)
    if not ranked:
        return NoPopulation(tuple(table.shown for table in tables))
    population = ranked[0]
    hanging = graph.without_circles(whole, population.physical, names)
    leading = hanging.leading_to(population.physical)
    kept = hanging.led_to_by(leading)
    left_out += [
        (table.physical, saying.leads_nowhere(names[population.physical]))
        for table in usable
        if table.physical not in kept
    ]
    passed_over = populations.passed_over(usable, population)
    builder = Builder(by_physical, names, hanging, population, leading, zone)
    for physical in _ordered(hanging, kept):
        builder.made[physical] = builder.table(by_physical[physical])
    made = builder.made
    sources = tuple(one for physical, one in made.items() if physical != population.physical)
    return Draft(
        population=made[population.physical],
        sources=sources,
        rows=population.rows,
        left_out=tuple(left_out),
        others=tuple(words.shown(one.shown) for one in ranked[1:4]),
        passed_over=passed_over if wanted is None else (),
        story=stories.story(by_physical, made, builder.at, hanging, population.physical),
    )


def _qualified(table: Table) -> Physical:
    return ("", *table.physical)


def _usable(
    tables: Sequence[Table], ours: Collection[str]
) -> tuple[list[Table], list[tuple[Physical, Said]]]:
    """The tables that a file can speak of, and why not of the others."""
    usable: list[Table] = []
    left_out: list[tuple[Physical, Said]] = []
    for table in tables:
        if len(table.physical) > 1 and table.physical[-2] in ours:
            left_out.append((table.physical, saying.PUBLISHED))
        elif not all(map(words.is_writable, table.physical)):
            left_out.append((table.physical, saying.UNWRITABLE))
        else:
            usable.append(table)
    return usable, left_out


def _names(tables: Sequence[Table]) -> dict[Physical, str]:
    """A name for each table, with its schema in front where two would have the same."""
    names: dict[Physical, str] = {}
    for table in tables:
        name = words.identifier(table.physical[-1])
        if name.casefold() in {one.casefold() for one in names.values()}:
            name = words.identifier("_".join(table.physical))
        names[table.physical] = words.unused(name, names.values())
    return names


def _ordered(found: Graph, kept: set[Physical]) -> list[Physical]:
    """Tables after those that they refer to, by name: `at order.ordered_at` reads what is above."""
    done: list[Physical] = []

    def visit(physical: Physical) -> None:
        if physical not in done:
            for one in found.kept.get(physical, ()):
                visit(one.candidate.target)
            done.append(physical)

    for physical in sorted(kept):
        visit(physical)
    return done
