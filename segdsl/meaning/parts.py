"""Take a condition apart: a condition in, a tree of its parts and the values they look at out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from segdsl.meaning import model
from segdsl.meaning.vocabulary import aggregates

DEEPEST = 24  # segments inside segments that are taken apart


class Joint(Enum):
    """How the parts make the whole."""

    ALL = "and"
    ANY = "or"
    NOT = "not"
    NAME = "name"  # the one part is what a segment, a channel or a define stands for
    LEAF = "leaf"  # taken no further apart


@dataclass(frozen=True, slots=True)
class Part:
    """A condition and its parts; `values` are those that a leaf looks at."""

    condition: model.Condition
    joint: Joint
    parts: tuple[Part, ...] = ()
    values: tuple[model.Value, ...] = ()

    def leaves(self) -> Iterator[Part]:
        """The parts that are taken no further apart, in order."""
        if self.joint is Joint.LEAF:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def everything(self) -> Iterator[Part]:
        """The part and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.everything()


def apart(project: model.Project, condition: model.Condition, names: int = DEEPEST) -> Part:
    """A condition as a tree; segments are looked into so many names deep, channels and templates
    always.
    """
    match condition:
        case model.All(parts):
            return _whole(project, condition, Joint.ALL, parts, names)
        case model.AnyOf(parts):
            return _whole(project, condition, Joint.ANY, parts, names)
        case model.Not(model.Known() | model.IsTrue() | model.OneOf() | model.TextTest()):
            return Part(condition, Joint.LEAF, (), tuple(_values(condition.condition)))
        case model.Not(model.Compare() | model.Between() | model.InClass() | model.InList()):
            return Part(condition, Joint.LEAF, (), tuple(_values(condition.condition)))
        case model.Not(inner):
            return _whole(project, condition, Joint.NOT, (inner,), names)
        case model.InSegment(name) if names > 0:
            body = project.segments[name].condition
            return _whole(project, condition, Joint.NAME, (body,), names - 1)
        case model.InChannel(name):
            body = project.channels[name].condition
            return _whole(project, condition, Joint.NAME, (body,), names)
        case model.Called(_, _, body):
            return _whole(project, condition, Joint.NAME, (body,), names)
        case _:
            return Part(condition, Joint.LEAF, (), tuple(_values(condition)))


def _whole(
    project: model.Project,
    condition: model.Condition,
    joint: Joint,
    parts: tuple[model.Condition, ...],
    names: int,
) -> Part:
    return Part(condition, joint, tuple(apart(project, part, names) for part in parts))


def _values(condition: model.Condition) -> Iterator[model.Value]:
    """What a leaf looks at, constants left out, each once."""
    seen: set[model.Value] = set()
    for value in _looked_at(condition):
        if value not in seen:
            seen.add(value)
            yield value


def _looked_at(condition: model.Condition) -> Iterator[model.Value]:
    match condition:
        case model.Compare(_, one, other):
            yield from (*_inner(one), *_inner(other))
        case model.Between(value, low, high):
            yield from (*_inner(value), *_inner(low), *_inner(high))
        case model.OneOf(value, options):
            yield from _inner(value)
            for option in options:
                yield from _inner(option)
        case model.Known(value) | model.IsTrue(value) | model.TextTest(value=value):
            yield from _inner(value)
        case model.InWindow(value) | model.Birthday(value):
            yield from _inner(value)
        case model.InClass(name):
            yield model.ClassValue(name)
        case model.InTop(standing):
            yield from _inner(standing.metric)
        case model.Near(latitude, longitude):
            yield from (latitude, longitude)
        case model.Rows(_, _, rows, None):
            word = aggregates.COUNT
            yield model.Aggregate(word, rows, None, word.type_of(None), span=condition.span)
        case _:
            pass


def _inner(value: model.Value) -> Iterator[model.Value]:
    """A value, or what an operation is done on; a fixed one is nothing to look at."""
    match value:
        case model.Constant() | model.ParameterValue():
            pass
        case model.Arithmetic(_, left, right):
            yield from (*_inner(left), *_inner(right))
        case model.Negative(inner) | model.Folded(inner) | model.CalledValue(value=inner):
            yield from _inner(inner)
        case _:
            yield value


# --- of declarations ---


def of_segment(project: model.Project, declared: model.Segment) -> Part:
    """What makes a member of a segment."""
    return apart(project, declared.condition)


def of_class(project: model.Project, declared: model.Segmentation, name: str | None) -> Part:
    """What puts somebody into a class: its condition and none of those before; None: in none."""
    if declared.by is not None:
        known = model.Known(model.ClassValue(declared.name))
        is_in = model.InClass(declared.name, (name or "",))
        return apart(project, model.Not(known) if name is None else is_in)
    parts: list[model.Condition] = []
    for one in declared.classes:
        if one.name == name:
            parts += [] if one.condition is None else [one.condition]
            break
        if one.condition is not None:
            parts.append(model.Not(one.condition))
    return apart(project, parts[0] if len(parts) == 1 else model.All(tuple(parts)))
