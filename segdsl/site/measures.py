"""Tell figures of a catalog: a name and a language in, its size, share and value as text out.

The one place that decides which figures are too small to be told, for pages of every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.site.charts import discretion
from segdsl.site.entries import Catalog, Entry, Kind, Sentences
from segdsl.statistics.crowds import Reading
from segdsl.statistics.survey import Course, Kept, Unknown
from segdsl.warehouse.run import Result

REACH = "reach "  # stands before the name of a channel among the names of a crowd


@dataclass(frozen=True, slots=True)
class Measure:
    """Customers and what they are worth; shares go from 0 to 1.

    `told` False: they are too few, and `size` is all that is said of them. part: what they hold of
    the total value, None where nothing is weighed.
    """

    name: str
    size: int
    share: float | None
    value: Decimal | None
    part: float | None
    told: bool


@dataclass(frozen=True, slots=True)
class Change:
    """How a size changed since a day; `by` is None where that would tell of a few customers."""

    since: date
    by: int | None
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """What an author expects, or an example; `holds` None: it was not measured.

    measured: a size where `is_count`, else a share; None also where few could be counted from it.
    """

    sentences: Sentences
    is_example: bool
    is_count: bool
    measured: Decimal | None
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of some customers a channel reaches, and what part of them that is."""

    channel: str
    size: int
    share: float | None
    told: bool


def is_told(size: int, least: int) -> bool:
    return not 0 < size < least


def whole(catalog: Catalog, population: str) -> Measure | None:
    """All customers of a population."""
    found = catalog.figures
    for one in found.results.populations if found else ():
        if one.name == population:
            return Measure(population, one.size, None, one.value, None, True)
    return None


def measure(catalog: Catalog, name: str) -> Measure | None:
    """A segment, class, target, or part of a target; of a segmentation all who are in a class."""
    if catalog.figures is None:
        return None
    if name in catalog.project.segmentations:
        return _together(catalog, name)
    result = catalog.figures.result(name)
    return None if result is None else _measured(catalog, result, _beside(catalog, result))


def classes(catalog: Catalog, segmentation: str) -> tuple[Measure, ...]:
    """The classes of a segmentation, in its order, by their names without it."""
    results = catalog.figures.classes(segmentation) if catalog.figures else ()
    start = len(segmentation) + 1
    return tuple(
        replace(_measured(catalog, one, results), name=one.name[start:]) for one in results
    )


def covered(catalog: Catalog, population: str) -> float | None:
    """The part of a population that is in at least one segment."""
    crowd = _crowd(catalog, population)
    if crowd is None or not crowd.crowd.size:
        return None
    names = [one for one in crowd.crowd.names if one in catalog.project.segments]
    return crowd.covered(names) / crowd.crowd.size


def reached(catalog: Catalog, name: str) -> tuple[Reach, ...]:
    """By each channel, how many of a population, or of the members of a segment or class."""
    is_whole = name in catalog.project.tables
    population = name if is_whole else catalog.entry(name).population
    crowd = _crowd(catalog, population)
    if crowd is None or not (is_whole or name in crowd.places):
        return ()
    return tuple(_reaches(catalog, crowd, () if is_whole else (name,)))


def change(catalog: Catalog, entry: Entry) -> Change | None:
    """How a size changed over the last three months, and the sizes on the way."""
    survey = catalog.survey
    trend = survey.trends.get(entry.population) if survey else None
    course = trend.courses.get(entry.name) if trend else None
    if trend is None or course is None or len(trend.days) < 2:
        return None
    then = Length(3, Unit.MONTH).before(trend.days[-1])
    place = max((i for i, day in enumerate(trend.days[:-1]) if day <= then), default=0)
    return Change(trend.days[place], _difference(catalog, course, place), course.sizes)


def promises(catalog: Catalog, entry: Entry) -> Iterator[Promised]:
    """What the author of a segment or segmentation promises of it, in order."""
    project = catalog.project
    found: model.Segment | model.Segmentation | None = project.segments.get(entry.name)
    found = found or project.segmentations.get(entry.name)
    kept = catalog.survey.kept.get(entry.name, ()) if catalog.survey else ()
    own = measure(catalog, entry.name)
    hides = own is not None and not own.told
    for promise, sentences in zip(found.promises if found else (), entry.promises, strict=True):
        measured = next((one for one in kept if one.promise == promise), None)
        yield _promised(promise, sentences, measured, hides)


def unknowns(catalog: Catalog, entry: Entry) -> Iterator[Unknown]:
    """Values that it asks for and that are missing for somebody."""
    survey = catalog.survey
    yield from (one for one in survey.unknowns.get(entry.name, ()) if one.size) if survey else ()


def _promised(
    promise: model.Promise, sentences: Sentences, kept: Kept | None, hides: bool
) -> Promised:
    if isinstance(promise, model.Example):
        return Promised(sentences, True, False, None, None)
    is_count = promise.of is None and promise.bounds[0].limit.type is Type.INTEGER
    if kept is None:
        return Promised(sentences, False, is_count, None, None)
    return Promised(sentences, False, is_count, None if hides else kept.measured, kept.holds)


def _difference(catalog: Catalog, course: Course, place: int) -> int | None:
    sizes = course.sizes[place], course.sizes[-1]
    by = sizes[1] - sizes[0]
    if not all(is_told(size, catalog.least) for size in (*sizes, abs(by))):
        return None
    return by


def _beside(catalog: Catalog, found: Result) -> tuple[Result, ...]:
    """The results that a result stands beside, of which no customer is in two; itself among them.

    Classes and the two parts of a target: what is told of the others must not give one away.
    """
    assert catalog.figures is not None
    start, _, part = found.name.partition(".")
    if not part:
        return (found,)
    if start in catalog.project.targets:
        parts = (f"{start}.{one}" for one in (model.CONTACTED, model.CONTROL))
        return tuple(one for name in parts if (one := catalog.figures.result(name)) is not None)
    return catalog.figures.classes(start)


def _measured(catalog: Catalog, found: Result, beside: Sequence[Result]) -> Measure:
    total = whole(catalog, found.population)
    if found.name in _hidden(catalog, found.population, beside):
        return Measure(found.name, found.size, None, None, None, False)
    part = None
    if found.value is not None and total is not None and total.value:
        part = float(found.value / total.value)
    return Measure(found.name, found.size, found.share, found.value, part, True)


def _hidden(catalog: Catalog, population: str, beside: Sequence[Result]) -> set[str]:
    """The names not to tell: those of a few, and others by which these could be found."""
    total = whole(catalog, population)
    sizes = [one.size for one in beside]
    rest = total.size - sum(sizes) if total is not None and len(sizes) > 1 else 0
    together = range(len(sizes) + 1)
    places = discretion.hidden([*sizes, max(rest, 0)], [together], catalog.least)
    if len(sizes) == 1:
        places = frozenset({0}) if not is_told(sizes[0], catalog.least) else frozenset()
    return {beside[place].name for place in places if place < len(beside)}


def _together(catalog: Catalog, segmentation: str) -> Measure | None:
    """All who are in some class."""
    assert catalog.figures is not None
    results = catalog.figures.classes(segmentation)
    if not results:
        return None
    values = [one.value for one in results if one.value is not None]
    size = sum(one.size for one in results)
    population = results[0].population
    total = whole(catalog, population)
    share = size / total.size if total and total.size else None
    value = sum(values, Decimal(0)) if values else None
    kind = Kind.SEGMENTATION.name.lower()
    found = Result(segmentation, kind, population, size, share, value)
    return _measured(catalog, found, (found,))


def _reaches(catalog: Catalog, crowd: Reading, own: tuple[str, ...]) -> Iterator[Reach]:
    size = crowd.overlap(*own)
    for channel in catalog.project.channels:
        name = f"{REACH}{channel}"
        if name in crowd.places:
            count = crowd.overlap(*own, name)
            told = all(is_told(one, catalog.least) for one in (count, size, size - count))
            yield Reach(channel, count, count / size if told and size else None, told)


def _crowd(catalog: Catalog, population: str) -> Reading | None:
    return catalog.figures.readings.get(population) if catalog.figures else None
