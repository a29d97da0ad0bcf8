"""Draw what is known of one declaration: a catalog, a survey and a name in, pictures out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.site.charts import (
    attrition,
    categories,
    crowd,
    discretion,
    flow,
    fragility,
    histogram,
    overlaps,
    profile,
    stack,
    trend,
    words,
)
from segdsl.site.charts.categories import Category
from segdsl.site.charts.columns import Subject
from segdsl.site.charts.labels import Labels
from segdsl.site.charts.pen import Pen
from segdsl.site.charts.picture import Picture
from segdsl.site.entries import Catalog
from segdsl.statistics.survey import Crowd, Survey
from segdsl.text.diagnostics import Language


def for_entry(
    catalog: Catalog, survey: Survey | None, name: str, language: Language, least: int
) -> tuple[Picture, ...]:
    """The pictures of a segment, class, target, segmentation or metric, in reading order.

    least: the smallest number of customers that may be told. A class is `segmentation.class`.
    """
    if survey is None:
        return ()
    one = _One(survey, Labels(catalog, Pen(language, least)), name)
    project = catalog.project
    if name in project.metrics:
        found = one.of_metric(project.metrics[name])
    elif name in project.segmentations:
        found = one.of_segmentation(project.segmentations[name])
    else:
        found = one.of_members(_population(project, name))
    return tuple(picture for picture in found if picture is not None)


def _population(project: model.Project, name: str) -> str:
    whole = name.partition(".")[0]
    if whole in project.segments:
        return project.segments[whole].population
    if whole in project.targets:
        return project.targets[whole].population
    return project.segmentations[whole].population


class _One:
    """Draws one name of a survey."""

    def __init__(self, survey: Survey, labels: Labels, name: str) -> None:
        self.survey = survey
        self.labels = labels
        self.name = name
        self.pen = labels.pen

    # --- who is in it ---

    def of_members(self, population: str) -> Iterator[Picture | None]:
        yield self._attrition(population)
        yield from self._placings(population)
        yield fragility.picture(
            "fragility", self.survey.thresholds.get(self.name, ()), population, self.labels
        )
        yield self._trend(population)
        yield from self._profile(population)
        yield self._overlaps(population)

    def _attrition(self, population: str) -> Picture | None:
        found = self.survey.attritions.get(self.name)
        if found is None:
            return None
        is_target = self.name.partition(".")[0] in self.labels.project.targets
        unsaid = self.pen.say(words.GATE if is_target else words.NOT_BEFORE)
        said = [
            unsaid if one.condition is None else self.labels.condition(population, one.condition)
            for one in found.rungs
        ]
        members = self.labels.members(population)
        return attrition.picture("attrition", found, said, members, self.pen)

    def _placings(self, population: str) -> Iterator[Picture | None]:
        for one in self.survey.placings.get(self.name, ()):
            whole = self.survey.distributions.get(one.metric)
            if whole is not None:
                subject = self._subject(one.metric, population)
                yield histogram.placed(f"values-{_id(one.metric)}", one, whole, subject, self.pen)

    def _trend(self, population: str) -> Picture | None:
        found = self.survey.trends.get(population)
        course = found.courses.get(self.name) if found else None
        if found is None or course is None:
            return None
        return trend.picture("trend", found.days, course, self.pen)

    def _overlaps(self, population: str) -> Picture | None:
        found = self.survey.crowds.get(population)
        if found is None or self.name not in found.names:
            return None
        reading = crowd.read(found)
        whole = self.name.partition(".")[0]
        rests_on = self.labels.rests_on(whole)
        others = [
            overlaps.Other(
                self.labels.of(other),
                reading.size_of(other),
                shared,
                self.labels.family(other),
                is_kin=other.partition(".")[0] in rests_on or whole in self.labels.rests_on(other),
            )
            for other, shared in crowd.shared(found, self.name, self._others(found)).items()
        ]
        return overlaps.picture(
            "overlaps",
            reading.size_of(self.name),
            found.size,
            others,
            self.labels.members(population),
            self.pen,
        )

    def _others(self, found: Crowd) -> list[str]:
        """All else in a crowd: not its own parts, nor the classes beside it."""
        whole = self.name.partition(".")[0]
        return [name for name in found.names if name.partition(".")[0] != whole]

    def _profile(self, population: str) -> Iterator[Picture | None]:
        found = self.survey.crowds.get(population)
        if found is None or self.name not in found.names:
            return
        size = crowd.read(found).size_of(self.name)
        few = (discretion.is_small(one, self.pen.least) for one in (size, found.size - size))
        if not size or size == found.size or any(few):
            return
        yield profile.picture("averages", self._averages(found), self.pen)
        table = self.labels.project.tables[population]
        fields = [
            Category(field, crowd.category(found, field, self.name)) for field in found.categories
        ]
        fields = [
            self._truths(one) if table.field(one.label).type is Type.BOOLEAN else one
            for one in fields
        ]
        yield categories.picture("categories", fields, self.pen)

    def _truths(self, found: Category) -> Category:
        """A field that is true or false, its values as yes and no."""
        said = {"true": self.pen.say(words.YES), "false": self.pen.say(words.NO)}
        values = (replace(one, label=said.get(one.label or "", one.label)) for one in found.values)
        return replace(found, values=tuple(values))

    def _averages(self, found: Crowd) -> list[profile.Average]:
        averages = []
        for metric in found.metrics:
            inside, outside, whole = crowd.means(found, metric, self.name, self.pen.least)
            if whole is not None:
                label, type_ = self.labels.of(metric), self.labels.type_of(metric)
                averages.append(profile.Average(label, type_, inside, outside, whole))
        return averages

    # --- others ---

    def of_segmentation(self, segmentation: model.Segmentation) -> Iterator[Picture | None]:
        found = self.survey.crowds.get(segmentation.population)
        if found is None:
            return
        parts = [
            stack.Part(
                self.pen.say(words.NO_CLASS)
                if part is None
                else self.labels.of_class(f"{self.name}.{part}"),
                size,
                value,
            )
            for part, (size, value) in crowd.classes(found, self.name).items()
            if size or part is not None
        ]
        weighed = self.labels.project.value_metrics.get(segmentation.population)
        value = self.labels.of(weighed) if weighed else ""
        yield stack.picture("classes", parts, value, self.pen)
        yield self._flow(segmentation)

    def _flow(self, segmentation: model.Segmentation) -> Picture | None:
        found = self.survey.flows.get(self.name)
        if found is None:
            return None
        names = [one.name for one in segmentation.classes]
        labels = {one: self.labels.of_class(f"{self.name}.{one}") for one in names}
        return flow.picture("flow", found, names, labels, self.pen)

    def of_metric(self, metric: model.Metric) -> Iterator[Picture | None]:
        found = self.survey.distributions.get(metric.name)
        if found is not None:
            yield histogram.alone(
                "values", found, self._subject(metric.name, metric.population), self.pen
            )

    def _subject(self, metric: str, population: str) -> Subject:
        return Subject(
            self.labels.of(metric), self.labels.type_of(metric), self.labels.members(population)
        )


def _id(name: str) -> str:
    """A name as part of an id: letters, digits and `-`."""
    return "".join(
        char if char.isascii() and char.isalnum() else f"-{ord(char):x}-" for char in name
    )
