"""Say what leads to what: a catalog and a name in, the names around it and their links out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from segdsl.site.entries import Catalog, Entry, Kind

SHOWN = frozenset(Kind) - {Kind.POPULATION, Kind.SOURCE}  # what people write rules with


@dataclass(frozen=True, slots=True)
class Lineage:
    """Names, and links from what is used to what uses it; both in the order of declaration."""

    names: tuple[str, ...]
    links: tuple[tuple[str, str], ...]

    def numbered(self) -> list[tuple[int, int]]:
        """The links, between places of the names."""
        places = {name: place for place, name in enumerate(self.names)}
        return [(places[start], places[end]) for start, end in self.links]


def around(catalog: Catalog, entry: Entry) -> Lineage:
    """All that a declaration is made of, all that is made of it, and itself."""
    name = entry.name.partition(".")[0]
    above = _reached(name, lambda one: catalog.entries[one].made_of)
    below = _reached(name, lambda one: catalog.entries[one].used_by)
    return _lineage(catalog, {name, *above, *below}, {name, *above}, {name, *below})


def whole(catalog: Catalog) -> Lineage:
    """Everything that people write rules with."""
    names = {name for name, one in catalog.entries.items() if one.kind in SHOWN}
    return _lineage(catalog, names, names, names)


def _lineage(catalog: Catalog, names: set[str], above: set[str], below: set[str]) -> Lineage:
    """Links among what stands above a name, and among what stands below it."""
    order = tuple(name for name in catalog.entries if name in names)
    links = [
        (used, name)
        for name in order
        for used in catalog.entries[name].made_of
        if {used, name} <= above or {used, name} <= below
    ]
    return Lineage(order, tuple(links))


def _reached(name: str, step: Callable[[str], Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in step(waiting.pop()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
