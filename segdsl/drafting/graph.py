"""Decide how tables hang together: links with their shares in, one reference a column out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from segdsl.drafting.facts import Link
from segdsl.drafting.links import BY_VALUES
from segdsl.meaning.circles import circle_in
from segdsl.text import figures
from segdsl.text.diagnostics import Said

ENOUGH = 0.95  # of the values of a column must be keys of what it refers to
FEWEST = 20  # values that must be there where the name of the column says nothing
Physical = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A column that is no reference although its name says so, and why."""

    link: Link
    says: Said


@dataclass(slots=True)
class Graph:
    """The references of each table, and what was decided against."""

    kept: dict[Physical, list[Link]] = field(default_factory=dict)
    refused: dict[Physical, list[Refused]] = field(default_factory=dict)
    also: dict[tuple[Physical, str], list[Link]] = field(default_factory=dict)  # other readings

    def leading_to(self, target: Physical) -> set[Physical]:
        """Every table from which references lead to one."""
        found = {target}
        waiting = [target]
        while waiting:
            here = waiting.pop()
            for table, links in self.kept.items():
                if table not in found and any(one.candidate.target == here for one in links):
                    found.add(table)
                    waiting.append(table)
        return found

    def led_to_by(self, tables: set[Physical]) -> set[Physical]:
        """The tables and all those that references lead to from them."""
        found = set(tables)
        waiting = list(tables)
        while waiting:
            for one in self.kept.get(waiting.pop(), ()):
                if one.candidate.target not in found:
                    found.add(one.candidate.target)
                    waiting.append(one.candidate.target)
        return found

    def routes(self, start: Physical, target: Physical) -> list[tuple[Link, ...]]:
        """Every path of references, as far as a few: more need not be told apart."""
        return list(self._routes(start, target))[:8]

    def _routes(self, start: Physical, target: Physical) -> Iterator[tuple[Link, ...]]:
        waiting: deque[tuple[Physical, tuple[Link, ...]]] = deque([(start, ())])
        steps = 0
        while waiting and steps < 1_000:
            here, path = waiting.popleft()
            steps += 1
            if here == target and path:
                yield path
                continue
            waiting += [(one.candidate.target, (*path, one)) for one in self.kept.get(here, ())]


def graph(
    links: Sequence[Link], rows: Mapping[Physical, int], names: Mapping[Physical, str]
) -> Graph:
    """One reference a column, the best of its readings; circles are cut by `without_circles`."""
    found = Graph()
    by_column: dict[tuple[Physical, str], list[Link]] = {}
    for link in links:
        by_column.setdefault((link.candidate.table, link.candidate.column), []).append(link)
    for (table, column), readings in by_column.items():
        itself = [one for one in readings if one.candidate.target == table]
        fits = [one for one in readings if _fits(one) and one not in itself]
        fits.sort(
            key=lambda one: (-one.candidate.strength, -one.share, -rows[one.candidate.target])
        )
        if fits:
            found.kept.setdefault(table, []).append(fits[0])
            found.also[table, column] = fits[1:]
            continue
        refused = found.refused.setdefault(table, [])
        for one in itself[:1]:
            refused.append(Refused(one, _itself(one, names)))
        for one in readings:
            if one not in itself and one.found and one.candidate.strength > BY_VALUES:
                refused.append(Refused(one, _too_few(one, names)))
    return found


def _fits(link: Link) -> bool:
    """Whether the rows say that a column refers; a name that says nothing needs more of them."""
    if link.candidate.strength <= BY_VALUES and link.filled < FEWEST:
        return False
    return link.share >= ENOUGH


def without_circles(found: Graph, population: Physical, names: Mapping[Physical, str]) -> Graph:
    """The graph without what would close a circle: what leads to the population stays."""
    every = [one for links in found.kept.values() for one in links]
    every.sort(key=lambda one: _weight(one, population))
    uses: dict[str, set[str]] = {}
    kept: dict[Physical, list[Link]] = {}
    refused = {table: list(ones) for table, ones in found.refused.items()}
    for link in every:
        here, there = names[link.candidate.table], names[link.candidate.target]
        tried = {name: set(others) for name, others in uses.items()}
        tried.setdefault(here, set()).add(there)
        if circle_in(tried) is None:
            uses = tried
            kept.setdefault(link.candidate.table, []).append(link)
        else:
            refused.setdefault(link.candidate.table, []).append(Refused(link, _circle(link, names)))
    return Graph(kept, refused, found.also)


def _weight(link: Link, population: Physical) -> tuple[bool, bool, int, float]:
    one = link.candidate
    return (one.table == population, one.target != population, -one.strength, -link.share)


def _itself(link: Link, names: Mapping[Physical, str]) -> Said:
    one = link.candidate
    return Said(
        f"`{one.column}` leads to {names[one.target]} itself, which no reference does: a field",
        f"`{one.column}` mène à {names[one.target]} même, ce qu'aucune référence ne fait :"
        " un champ",
    )


def _too_few(link: Link, names: Mapping[Physical, str]) -> Said:
    one = link.candidate
    share, found, filled = (
        [figures.percent(link.share, language) for language in ("en", "fr")],
        [figures.count(link.found, language) for language in ("en", "fr")],
        [figures.count(link.filled, language) for language in ("en", "fr")],
    )
    return Said(
        f"decide: `{one.column}` looks like a reference to {names[one.target]}, and"
        f" {found[0]} of its {filled[0]} values ({share[0]}) are keys there",
        f"à décider : `{one.column}` ressemble à une référence vers {names[one.target]}, et"
        f" {found[1]} de ses {filled[1]} valeurs ({share[1]}) y sont des clés",
    )


def _circle(link: Link, names: Mapping[Physical, str]) -> Said:
    one = link.candidate
    return Said(
        f"`{one.column}` leads back to {names[one.target]}, in a circle: a field",
        f"`{one.column}` ramène à {names[one.target]}, en cercle : un champ",
    )
