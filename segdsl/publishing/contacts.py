"""Say who would be contacted more than once: targets of a day and their members in, pairs out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two targets that contact the same people."""

    one: str
    other: str
    size: int


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a day asks of the customers of one population.

    sizes: how many each target contacts; times: how many customers are contacted so many times.
    """

    population: str
    sizes: Mapping[str, int]
    times: Mapping[int, int]
    meetings: tuple[Meeting, ...]
    several: tuple[
        tuple[str, tuple[str, ...]], ...
    ]  # key, targets: of who is contacted twice or more

    @property
    def people(self) -> int:
        """How many are contacted at all."""
        return sum(self.times.values())


def contacts(population: str, targets: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Contacts:
    """From (target, customer) pairs; every target is counted, empty ones too."""
    held: dict[str, list[str]] = {}
    for target, customer in pairs:
        held.setdefault(customer, []).append(target)
    order = {name: place for place, name in enumerate(targets)}
    met: Counter[tuple[str, str]] = Counter()
    several = []
    for customer, found in sorted(held.items()):
        names = sorted(set(found), key=order.__getitem__)
        if len(names) > 1:
            several.append((customer, tuple(names)))
            met.update(combinations(names, 2))
    sizes = Counter(target for target, _ in pairs)
    times = Counter(len(set(found)) for found in held.values())
    return Contacts(
        population=population,
        sizes={name: sizes[name] for name in targets},
        times=dict(sorted(times.items())),
        meetings=tuple(
            Meeting(one, other, size)
            for (one, other), size in sorted(met.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        several=tuple(several),
    )
