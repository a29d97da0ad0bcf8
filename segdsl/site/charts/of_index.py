"""Draw what is known of a population: a catalog and a survey in, pictures of its index out."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.site.charts import crowd, graph, grid, lineage, matrix, upset
from segdsl.site.charts.graph import Layer
from segdsl.site.charts.labels import Labels
from segdsl.site.charts.lineage import Link
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.site.entries import Catalog
from segdsl.statistics.survey import Survey
from segdsl.text.diagnostics import Language


def for_population(
    catalog: Catalog,
    survey: Survey | None,
    population: str,
    language: Language,
    least: int,
    link: Link | None = None,
) -> tuple[Picture, ...]:
    """The pictures of a population, in reading order.

    least: the smallest number of customers that may be told. link: the page of a declaration by
    its name; without it nothing is a link.
    """
    labels = Labels(catalog, Pen(language, least))
    found: list[Picture | None] = []
    if survey is not None:
        found += [*_segments(survey, population, labels), _grid(survey, population, labels)]
    found.append(_lineage(population, labels, link))
    return tuple(picture for picture in found if picture is not None)


def _segments(survey: Survey, population: str, labels: Labels) -> Iterator[Picture | None]:
    found = survey.crowds.get(population)
    if found is None:
        return
    names = [name for name in found.names if name in labels.project.segments]
    called = {name: labels.of(name) for name in names}
    reading = crowd.read(found)
    members = {
        name: matrix.Member(
            called[name],
            reading.size_of(name),
            crowd.shared(found, name, names),
            labels.rests_on(name),
        )
        for name in names
    }
    yield matrix.picture("overlaps", members, labels.pen)
    combinations = reading.combinations(names, upset.MOST)
    known = upset.Known(found.size, reading.overlap)
    yield upset.picture("combinations", combinations, known, called, labels.pen)


def _lineage(population: str, labels: Labels, link: Link | None) -> Picture | None:
    found = graph.lineage(labels.project, population)
    called = {
        node.name: node.name if node.layer is Layer.FIELD else labels.of(node.name)
        for node in found.nodes
    }
    return lineage.picture("lineage", found, called, link, labels.pen)


def _grid(survey: Survey, population: str, labels: Labels) -> Picture | None:
    found = survey.grids.get(population)
    if found is None:
        return None
    value = labels.project.value_metrics.get(population)
    return grid.picture(
        "scores",
        found,
        labels.of(found.recency),
        labels.of(found.frequency),
        labels.of(value) if value else "",
        labels.pen,
    )
