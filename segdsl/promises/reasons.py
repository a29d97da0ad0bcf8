"""Say why somebody is in or out: a condition and what is known of them in, a tree of verdicts out.

What is known may come from an example or from a warehouse: it is asked of functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from segdsl.interpreter.given import Known
from segdsl.meaning import model
from segdsl.meaning.parts import Joint, Part
from segdsl.meaning.types import Type
from segdsl.promises import writing

Holds = Callable[[model.Condition], bool | None]
Value = Callable[[model.Value], Known]
IsPrivate = Callable[[model.Value], bool]


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that a condition looks at; of a private one only whether it is known is told."""

    name: str
    type: Type
    known: Known
    is_private: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition as its author wrote it, whether it holds (None: not known), and why."""

    text: str
    joint: Joint
    holds: bool | None
    seen: tuple[Seen, ...]
    parts: tuple[Reason, ...]


def reasons(
    project: model.Project, part: Part, holds: Holds, value: Value, is_private: IsPrivate
) -> Reason:
    """The verdict on a condition and on each of its parts."""
    seen = tuple(
        Seen(writing.name(one), one.type, value(one), is_private(one)) for one in part.values
    )
    parts = tuple(reasons(project, one, holds, value, is_private) for one in part.parts)
    text = writing.condition(project, part.condition)
    return Reason(text, part.joint, holds(part.condition), seen, parts)
