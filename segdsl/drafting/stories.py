"""Choose the rows by which to measure first: dated sources in, one with an amount if any out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from segdsl.drafting import draft, members, words
from segdsl.drafting.draft import Reference, Story
from segdsl.drafting.facts import Column, Link, Table
from segdsl.drafting.graph import Graph, Physical
from segdsl.drafting.populations import said

# how much it says that its rows are what customers buy
_BOUGHT = {
    **dict.fromkeys(("order", "commande", "purchase", "achat", "transaction", "sale", "vente"), 30),
    **dict.fromkeys(("invoice", "facture", "ticket", "receipt", "payment", "paiement"), 20),
    **dict.fromkeys(("donation", "don", "booking", "reservation", "subscription", "line"), 10),
}


def story(
    tables: Mapping[Physical, Table],
    made: Mapping[Physical, draft.Table],
    at: Mapping[Physical, tuple[str, ...]],
    hanging: Graph,
    population: Physical,
) -> Story | None:
    """The rows by which to measure first: dated, with one way to customers, paid if any."""
    best: tuple[tuple[bool, bool, bool, int, int], Story] | None = None
    for physical, path in at.items():
        table, source = tables[physical], made[physical]
        routes = hanging.routes(physical, population)
        way = _way(routes, source)
        if way is None or not table.rows:
            continue
        via = way if len(routes) > 1 else None
        amount = _amount(table, source)
        own = len(path) == 1
        weight = said(_BOUGHT, table)
        story = Story(source, via, amount, _last(physical, path, tables, made))
        score = (amount is not None, own, via is None, weight, table.rows)
        if best is None or score > best[0]:
            best = (score, story)
    return None if best is None else best[1]


def _way(routes: Sequence[tuple[Link, ...]], source: draft.Table) -> str | None:
    """The reference that leads to the population: the only one, or the only one that does at once.

    None where no single reference can be named for it.
    """
    direct = [route for route in routes if len(route) == 1] if len(routes) > 1 else routes
    if len(direct) != 1:
        return None
    column = direct[0][0].candidate.column
    if sum(route[0].candidate.column == column for route in routes) > 1:
        return None
    return next(
        one.name for one in source.members if isinstance(one, Reference) and one.column == column
    )


def _last(
    physical: Physical,
    path: tuple[str, ...],
    tables: Mapping[Physical, Table],
    made: Mapping[Physical, draft.Table],
) -> date | None:
    """The last day of the moments that a path leads to."""
    by_name = {table.name: here for here, table in made.items()}
    for step in path[:-1]:
        target = next(
            one.target
            for one in made[physical].members
            if isinstance(one, Reference) and one.name == step
        )
        physical = by_name[target]
    column = next(one.column for one in made[physical].fields if one.name == path[-1])
    return next(one.last for one in tables[physical].columns if one.name == column)


def _amount(table: Table, source: draft.Table) -> str | None:
    """The amount of a row: the likeliest of its columns of money."""
    by_column = {field.column: field.name for field in source.fields if field.type == "money"}
    found = [one for one in table.columns if one.name in by_column and one.filled]

    def weight(column: Column) -> int:
        said = words.tokens(column.name)
        places = [members.AMOUNTS.index(one) for one in said if one in members.AMOUNTS]
        less = bool(set(said) & {"discount", "disc", "remise", "tax", "tva", "unit", "cost", "fee"})
        return min(places, default=len(members.AMOUNTS)) + 20 * less

    found.sort(key=weight)
    return by_column[found[0].name] if found else None
