"""Pair the parts of two conditions that are versions of one another: two lists in, pairs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segdsl.meaning import model
from segdsl.review.likeness import Likeness

Pairs = list[tuple[model.Condition, model.Condition]]
MOST = 200  # parts that are compared each with each


def parts(node: model.Condition, shape: type[model.Node]) -> tuple[model.Condition, ...]:
    """The parts of an `and` or `or`, those of brackets of the same kind laid open; else itself."""
    if not isinstance(node, shape):
        return (node,)
    assert isinstance(node, model.All | model.AnyOf)
    return tuple(inner for part in node.parts for inner in parts(part, shape))


def paired(
    like: Likeness, olds: Sequence[model.Condition], news: Sequence[model.Condition]
) -> tuple[Pairs, list[model.Condition], list[model.Condition]]:
    """Parts that say the same are left out; then the most alike are paired; the rest is apart."""
    left, right = list(olds), list(news)
    for old in olds:
        twin = next((new for new in right if like.same(old, new)), None)
        if twin is not None:
            _without(left, old)
            _without(right, twin)
    scored = [
        (-alike(like, old, new), place, other)
        for place, old in enumerate(left[:MOST])
        for other, new in enumerate(right[:MOST])
    ]
    found: dict[int, int] = {}
    for score, place, other in sorted(scored):
        if score < 0 and place not in found and other not in found.values():
            found[place] = other
    pairs = [(left[place], right[other]) for place, other in sorted(found.items())]
    gone = [old for place, old in enumerate(left) if place not in found]
    came = [new for other, new in enumerate(right) if other not in found.values()]
    return pairs, gone, came


def alike(like: Likeness, old: model.Condition, new: model.Condition) -> int:
    """How much a condition looks like a version of another: 0 for not at all."""
    same = like.same
    if same(old, new):
        return 9
    match old, new:
        case model.Not(one), model.Not(other):
            return alike(like, one, other)
        case (model.Not(one), other) | (one, model.Not(other)):
            return 8 if same(one, other) else 0
        case model.Compare(sign, left, right), model.Compare(other, value, limit):
            if same(left, value):
                return 7 if sign == other else 5
            return 4 if _kin(like, left, value) else 2 * same(right, limit) * _is_kind(left, value)
        case model.Between(value), model.Between(other):
            return 7 if same(value, other) else 0
        case model.Between(value), model.Compare(_, other, _):
            return 5 if same(value, other) else 0
        case model.Compare(_, value, _), model.Between(other):
            return 5 if same(value, other) else 0
        case model.OneOf(value), model.OneOf(other):
            return 7 if same(value, other) else 0
        case model.OneOf(value), model.Compare(sign, other, _):
            return 6 if sign.sign == "=" and same(value, other) else 0
        case model.Compare(sign, value, _), model.OneOf(other):
            return 6 if sign.sign == "=" and same(value, other) else 0
        case model.Rows(_, _, rows, one), model.Rows(_, _, others, other):
            if like.names.now(rows.table) != others.table or not same(one, other):
                return 0
            shared = same(rows.where, others.where) + same(rows.window, others.window)
            return 4 + shared
        case model.Sequence(first, then), model.Sequence(one, other):
            pairs = ((first, one), (then, other))
            return 5 if all(like.names.now(a.table) == b.table for a, b in pairs) else 0
        case model.InTop(standing), model.InTop(other):
            return 6 if same(standing.metric, other.metric) else 0
        case model.InClass(name), model.InClass(other):
            return 6 if like.names.now(name) == other else 0
        case model.InWindow(value), model.InWindow(other):
            return 6 if same(value, other) else 0
        case model.Birthday(value), model.Birthday(other):
            return 6 if same(value, other) else 0
        case model.TextTest(word, value, _), model.TextTest(of, other, _):
            return 6 if word == of and same(value, other) else 0
        case model.AsOf(inner), model.AsOf(other):
            return min(8, alike(like, inner, other) + 1) if alike(like, inner, other) else 0
        case model.Called(name), model.Called(other):
            return 6 if like.names.now(name) == other else 0
        case model.Drawn(seed), model.Drawn(other):
            return 6 if seed == other else 0
        case model.Near(), model.Near():
            return 6 if same(replace(old, kilometres=new.kilometres), new) else 0
        case (model.All(), model.All()) | (model.AnyOf(), model.AnyOf()):
            mine, theirs = parts(old, type(old)), parts(new, type(new))
            return 3 if any(alike(like, a, b) for a in mine for b in theirs) else 0
        case _:
            return 0


def _kin(like: Likeness, old: model.Value, new: model.Value) -> bool:
    """Whether two values are the same aggregate of one source, whichever rows it takes."""
    match old, new:
        case model.Aggregate(word, rows, column), model.Aggregate(other, others, of):
            return (
                word == other
                and like.names.now(rows.table) == others.table
                and like.same(column, of)
            )
        case model.PlaceIn(place, standing), model.PlaceIn(other, ranked):
            return place is other and like.same(standing.metric, ranked.metric)
        case model.CalledValue(name), model.CalledValue(other):
            return like.names.now(name) == other
        case model.ValueAsOf(value), model.ValueAsOf(other):
            return like.same(value, other) or _kin(like, value, other)
        case _:
            return False


def _is_kind(old: model.Value, new: model.Value) -> bool:
    return type(old) is type(new)


def _without(parts: list[model.Condition], one: model.Condition) -> None:
    """Takes out the very node: others may say the same."""
    parts[:] = [part for part in parts if part is not one]
