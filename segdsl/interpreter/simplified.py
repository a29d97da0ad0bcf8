"""Join conditions of which something is decided: parts in, what is left of the whole out.

A whole of which nothing is decided comes back as the very node that it was.
"""

from collections.abc import Sequence
from itertools import zip_longest

from segdsl.meaning import model

TRUE, FALSE = model.Always(True), model.Always(False)


def both(parts: Sequence[model.Condition], whole: model.All | None) -> model.Condition:
    if FALSE in parts:
        return FALSE
    left = tuple(part for part in parts if part != TRUE)
    if whole is not None and all(a is b for a, b in zip_longest(left, whole.parts)):
        return whole
    return _joined(left, TRUE, model.All, whole)


def either(parts: Sequence[model.Condition], whole: model.AnyOf | None) -> model.Condition:
    if TRUE in parts:
        return TRUE
    left = tuple(part for part in parts if part != FALSE)
    if whole is not None and all(a is b for a, b in zip_longest(left, whole.parts)):
        return whole
    return _joined(left, FALSE, model.AnyOf, whole)


def _joined(
    parts: tuple[model.Condition, ...],
    none: model.Condition,
    shape: type[model.All] | type[model.AnyOf],
    whole: model.Condition | None,
) -> model.Condition:
    if len(parts) < 2:
        return parts[0] if parts else none
    return shape(parts, span=None if whole is None else whole.span)


def negated(part: model.Condition) -> model.Condition:
    return model.Always(not part.value) if isinstance(part, model.Always) else model.Not(part)
