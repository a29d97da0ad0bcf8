"""Say what declarations are made of: a project and a name in, names out."""

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from segdsl import trees
from segdsl.meaning import model

Declared = (
    model.Segment | model.Segmentation | model.Metric | model.Table | model.Parameter
    | model.Channel | model.Define | model.List | model.Target
)  # fmt: skip


def declared(project: model.Project) -> dict[str, Declared]:
    """Every declaration by its name, in order: the model first."""
    groups: tuple[Mapping[str, Declared], ...] = (
        project.tables,
        project.parameters,
        project.lists,
        project.channels,
        project.defines,
        project.metrics,
        project.segments,
        project.segmentations,
        project.targets,
    )
    return {name: found for group in groups for name, found in group.items()}


def uses(project: model.Project, name: str) -> tuple[str, ...]:
    """What a declaration is directly made of, in order; its population is not named."""
    found = declared(project)[name]
    own = {name} if isinstance(found, model.Table) else {name, found_population(found)}
    if isinstance(found, model.Define):
        own |= {name for name, _ in found.parameters}
    return tuple(dict.fromkeys(used for used in _named(found) if used not in own))


def uses_of_class(project: model.Project, segmentation: str, name: str) -> tuple[str, ...]:
    """What a class is directly made of: of its segmentation's, what its own condition names."""
    found = project.segmentations[segmentation]
    own = next(one.condition for one in found.classes if one.name == name)
    named_here = set(_named(own)) if own is not None else set()
    return tuple(one for one in uses(project, segmentation) if one in named_here)


def used_by(project: model.Project, name: str) -> tuple[str, ...]:
    """The declarations directly made of this one, in order of declaration."""
    return tuple(other for other in declared(project) if name in uses(project, other))


def found_population(found: Declared) -> str:
    """The population that a declaration is about; '' for what belongs to none."""
    match found:
        case model.Metric() | model.Segment() | model.Segmentation():
            return found.population
        case model.Channel() | model.List() | model.Target():
            return found.population
        case model.Table() | model.Parameter() | model.Define():
            return ""


def bodies(found: Declared) -> Iterator[model.Condition | model.Value]:
    """The conditions and values on customers that a declaration is made of, in order."""
    match found:
        case model.Metric(value=value):
            yield value
        case model.Segment(condition=condition) | model.Channel(condition=condition):
            yield condition
        case model.Target(condition=condition, by=channels, limit=limit):
            yield from (condition, *channels, *found.exclusions)
            if limit is not None and limit.value is not None:
                yield limit.value
        case model.Segmentation(classes=classes, by=by):
            if by is not None:
                yield by
            yield from (one.condition for one in classes if one.condition is not None)
        case model.Table() | model.Parameter() | model.Define() | model.List():
            pass
        case _:
            assert_never(found)


def named(node: model.Node) -> str | None:
    """The declaration on customers that a condition or value is by name; None for all others."""
    match node:
        case model.MetricValue(name) | model.InSegment(name) | model.InChannel(name):
            return name
        case model.ClassValue(name) | model.InClass(name) | model.InList(name):
            return name
        case model.Moved(_, name):
            return name.partition(".")[0]
        case _:
            return None


def _named(node: Any) -> Iterator[str]:
    """The names that a tree speaks of, in the order of its text."""
    for part in trees.walk(node):
        match part:
            case model.Selection(table) | model.Grouping(table) | model.FieldValue(table=table):
                yield table
            case model.Reference(target=target) | model.ReferenceKey(target=target):
                yield target
            case model.ParameterValue(name):
                yield name
            case model.Called(name) | model.CalledValue(name):
                yield name
            case _:
                other = named(part)
                if other is not None:
                    yield other
