"""What pictures ask of a crowd: a crowd and names in, sizes, means and categories out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from segdsl.site.charts import discretion
from segdsl.site.charts.categories import Value
from segdsl.statistics.crowds import Reading
from segdsl.statistics.survey import Crowd


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """A crowd by its identity: its fields are too many to compare."""

    crowd: Crowd

    def __hash__(self) -> int:
        return id(self.crowd)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.crowd is self.crowd


def read(crowd: Crowd) -> Reading:
    """The crowd taken apart: once, though every page of a project asks for it."""
    return _read(_Kept(crowd))


@lru_cache(maxsize=8)
def _read(kept: _Kept) -> Reading:
    return Reading(kept.crowd)


def classes(crowd: Crowd, segmentation: str) -> dict[str | None, tuple[int, Decimal | None]]:
    """Size and value of each class in the crowd's order, then (None) of those in none."""
    if segmentation in crowd.classes:
        found = crowd.classes[segmentation]
        order = [*(part for part in found if part is not None), None]
        return {part: (found.get(part, 0), None) for part in order}
    reading, start = read(crowd), f"{segmentation}."
    names = [name for name in crowd.names if name.startswith(start)]
    left, value = crowd.size, crowd.value
    parts: dict[str | None, tuple[int, Decimal | None]] = {}
    for name in names:
        size, held = reading.size_of(name), reading.value_of(name)
        parts[name.removeprefix(start)] = (size, held)
        left -= size
        value = None if value is None or held is None else value - held
    return {**parts, None: (left, value)}


def means(
    crowd: Crowd, metric: str, name: str, least: int
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The mean of a metric over members, over all others and over everybody.

    None where fewer than `least` have a value, or where taking away would leave so few.
    """
    reading = read(crowd)
    inside, everybody = reading.known(metric, name), reading.known_of_all(metric)
    whole = reading.average_of_all(metric) if everybody >= least else None
    if any(discretion.is_small(size, least) for size in (inside, everybody - inside)):
        return None, None, whole
    found = reading.average(metric, name)
    return found.inside, found.outside, whole


def category(crowd: Crowd, field: str, name: str) -> tuple[Value, ...]:
    """For each value of a field, how many have it among the members and among all others."""
    reading = read(crowd)
    inside = reading.by_category(field, name)
    return tuple(
        Value(label, inside[label], size - inside[label])
        for label, size in reading.all_by_category(field).items()
    )


def shared(crowd: Crowd, name: str, others: Sequence[str]) -> dict[str, int]:
    """How many of its members are in each of some others."""
    reading = read(crowd)
    return {other: reading.overlap(name, other) for other in others if other != name}
