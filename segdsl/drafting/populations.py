"""Choose what segments are made of: tables and their references in, the likeliest first out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from segdsl.drafting import links, saying, times, words
from segdsl.drafting.facts import Table
from segdsl.drafting.graph import Graph, Physical
from segdsl.text.diagnostics import Said

# how much the name of a table says that segments are made of its rows
_NAMED = {
    **dict.fromkeys(("customer", "client", "household", "foyer", "consumer", "buyer"), 60),
    **dict.fromkeys(("member", "adherent", "subscriber", "abonne", "patient", "donor"), 50),
    **dict.fromkeys(("person", "personne", "user", "utilisateur", "guest", "student"), 40),
    **dict.fromkeys(("account", "compte", "contact", "company", "entreprise", "lead"), 30),
}


def populations(
    tables: Sequence[Table], found: Graph, names: Mapping[Physical, str], wanted: str | None
) -> list[Table]:
    """The tables that segments may be made of, the likeliest first; only the one wanted, if any."""
    with_key = [table for table in tables if links.key(table) is not None]
    if wanted is not None:
        ways = {wanted.casefold()}
        return [
            table
            for table in with_key
            if ways & {table.shown.casefold(), table.physical[-1].casefold(), names[table.physical]}
        ][:1]
    timed = {table.physical for table in tables if times.happens(table) is not None and table.rows}

    def score(table: Table) -> tuple[int, int, int]:
        referring = sum(
            any(one.candidate.target == table.physical for one in found.kept.get(other, ()))
            for other in timed
        )
        return (named(table) + 10 * min(referring, 4), referring, table.rows)

    ranked = sorted(with_key, key=score, reverse=True)
    return [one for i, one in enumerate(ranked) if i == 0 or named(one)]


def passed_over(tables: Sequence[Table], population: Table) -> tuple[Said, ...]:
    """The tables whose names make better populations, and why they are none."""
    least = named(population)
    return tuple(
        saying.without_key(table)
        for table in tables
        if named(table) > least and links.key(table) is None
    )


def named(table: Table) -> int:
    """How much the name of a table says that segments are made of its rows."""
    return said(_NAMED, table)


def said(weights: Mapping[str, int], table: Table) -> int:
    """The weight of a table's name: `customers` has more of its word than `customer_notes`."""
    parts = words.tokens(table.physical[-1])
    found = [words.singular(part) for part in parts]
    return max((weights[one] // len(parts) for one in found if one in weights), default=0)
