"""Take out of a project what is compared with personal fields: an analysis in, another one out.

A text that a rule compares with a private field is somebody's value, or close to one. Pages say
`…` for it in sentences, in SQL and under pictures, and of a segmentation by a private field no
class; only the author's own text stays as it was written. How many customers a rule selects may
be told whatever it reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from segdsl import trees
from segdsl.meaning import model, rewriting
from segdsl.meaning.types import Type
from segdsl.statistics.privacy import is_private
from segdsl.statistics.survey import Survey
from segdsl.warehouse.run import Results

HIDDEN = "…"
T = TypeVar("T")


def masked(project: model.Project) -> model.Project:
    """The project with no text that is compared with a private field."""
    mask = _Mask(project)
    changed = rewriting.rewritten(project, mask.changed)
    parameters = {
        name: replace(one, constant=_hidden(one.constant)) if name in mask.parameters else one
        for name, one in project.parameters.items()
    }
    return replace(changed, parameters=parameters)


def masked_survey(project: model.Project, survey: Survey) -> Survey:
    """What a survey says of conditions, without such texts; `project` is the one it was made of."""
    kept = _Mask(project).kept
    return replace(
        survey,
        attritions=kept(survey.attritions),
        thresholds={name: _each(one, kept) for name, one in survey.thresholds.items()},
        unknowns={name: _each(one, kept) for name, one in survey.unknowns.items()},
        kept={name: _each(one, kept) for name, one in survey.kept.items()},
    )


def open_results(project: model.Project, results: Results) -> Results:
    """Without classes that are values of a private field."""
    closed = closed_segmentations(project)
    told = (one for one in results.results if one.name.partition(".")[0] not in closed)
    return replace(results, results=tuple(told))


def closed_segmentations(project: model.Project) -> frozenset[str]:
    """Those whose classes are values of a private field."""
    return frozenset(
        one.name
        for one in project.segmentations.values()
        if one.by is not None and is_private(project, one.by)
    )


def _each(found: tuple[T, ...], kept: Any) -> tuple[T, ...]:
    return tuple(kept(dict(enumerate(found))).values())


class _Mask:
    """Hides texts in trees, and remembers the parameters that hold one."""

    def __init__(self, project: model.Project) -> None:
        self.project = project
        self.parameters: set[str] = set()

    def kept(self, found: Mapping[Any, T]) -> dict[Any, T]:
        return rewriting.each(found, self.changed)

    def changed(self, node: Any) -> Any:
        match node:
            case model.Compare(_, left, right):
                if self._is_personal(left) or self._is_personal(right):
                    return replace(node, left=self._text(left), right=self._text(right))
            case model.TextTest(value=value, text=text):
                if self._is_personal(value):
                    return replace(node, text=self._text(text))
            case model.Between(value, low, high):
                if self._is_personal(value):
                    return replace(node, low=self._text(low), high=self._text(high))
            case model.OneOf(value, options):
                if self._is_personal(value) and any(map(_is_text, options)):
                    for option in options:
                        self._text(option)
                    return replace(node, options=(_hidden(options[0]),))
            case model.InClass(segmentation, _):
                if segmentation in closed_segmentations(self.project):
                    return replace(node, classes=(HIDDEN,))
            case model.Called(_, arguments, _) | model.CalledValue(_, arguments, _):
                if self._hides(node):
                    return replace(node, arguments=tuple(map(self._text, arguments)))
        return node

    def _hides(self, node: model.Called | model.CalledValue) -> bool:
        """Whether what a call stands for had a text hidden in it."""
        body = node.condition if isinstance(node, model.Called) else node.value
        return any(
            isinstance(one, model.Constant) and one.value == HIDDEN for one in trees.walk(body)
        )

    def _is_personal(self, value: model.Value) -> bool:
        return value.type is Type.TEXT and is_private(self.project, value)

    def _text(self, value: Any) -> Any:
        """The value, hidden if it is a text that an author wrote."""
        match value:
            case model.ParameterValue(name) if value.type is Type.TEXT:
                self.parameters.add(name)
                return replace(value, constant=_hidden(value.constant))
            case model.Folded(inside):
                return replace(value, value=self._text(inside))
            case model.Constant() if value.type is Type.TEXT:
                return _hidden(value)
            case _:
                return value


def _is_text(value: model.Value) -> bool:
    return isinstance(value, model.Constant | model.ParameterValue) and value.type is Type.TEXT


def _hidden(found: Any) -> Any:
    """The constant, or the parameter's, with nothing to read in it."""
    match found:
        case model.Constant():
            return replace(found, value=HIDDEN)
        case model.ParameterValue(constant=constant):
            return replace(found, constant=_hidden(constant))
        case _:
            return found
