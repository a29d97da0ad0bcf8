"""Draw what is known of a population: a catalog and a survey in, pictures of its index out."""

from __future__ import annotations

from segdsl.site.charts import grid
from segdsl.site.charts.labels import Labels
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.site.entries import Catalog
from segdsl.statistics.survey import Survey
from segdsl.text.diagnostics import Language


def for_population(
    catalog: Catalog, survey: Survey | None, population: str, language: Language, least: int
) -> tuple[Picture, ...]:
    """The pictures of a population, in reading order.

    least: the smallest number of customers that may be told.
    """
    labels = Labels(catalog, Pen(language, least))
    found = [_grid(survey, population, labels)] if survey else []
    return tuple(picture for picture in found if picture is not None)


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
