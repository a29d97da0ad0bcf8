"""Change what a project declares: a project and a change of nodes in, the project changed out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from segdsl import trees
from segdsl.meaning import model

T = TypeVar("T")
Change = Callable[[Any], Any]


def rewritten(project: model.Project, change: Change) -> model.Project:
    """The project with `change` applied to each node of its declarations, children first; what is
    not touched is shared. Parameters and lists hold no rules, and stay.
    """
    return replace(
        project,
        tables=each(project.tables, change),
        metrics=each(project.metrics, change),
        segments=each(project.segments, change),
        segmentations=each(project.segmentations, change),
        channels=each(project.channels, change),
        defines=each(project.defines, change),
        targets=each(project.targets, change),
    )


def each(found: Mapping[Any, T], change: Change) -> dict[Any, T]:
    """Each of these trees with the change."""
    return {name: trees.rewrite(one, change) for name, one in found.items()}
