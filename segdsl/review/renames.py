"""Find what was renamed: the meanings of two versions in, how the old names read now out.

A declaration that is gone and one that came are one and the same where they mean the same, or say
the same once names already found are read as they are now. What was renamed and changed is two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl.meaning import model, uses
from segdsl.review.likeness import Likeness, Names
from segdsl.review.meanings import BASE, Meanings


def names(before: Meanings, after: Meanings) -> Names:
    """The new names of declarations, of members of tables and of classes."""
    declared: dict[str, str] = {}
    while True:
        found = Names(
            declared, _members(before, after, declared), _classes(before, after, declared)
        )
        more = _renamed(before, after, found)
        if not more:
            return found
        declared |= more


def is_same_kind(one: uses.Declared, other: uses.Declared) -> bool:
    """Whether two declarations can be two versions of one."""
    if isinstance(one, model.Table) and isinstance(other, model.Table):
        return one.is_population is other.is_population
    return type(one) is type(other)


def body(found: uses.Declared) -> tuple[object, ...]:
    """What a declaration says but for its name and what describes it."""
    match found:
        case model.Segment(_, _, condition) | model.Channel(_, _, condition):
            return (condition,)
        case model.Metric(_, _, value, better):
            return (value, model.Constant(str(better), value.type))
        case model.Segmentation(_, _, classes, by):
            return (by, tuple(one.condition for one in classes))
        case model.Define(body=value):
            return (value,)
        case model.Target():
            return (found.condition, found.by, found.exclusions, found.limit, found.control)
        case model.Parameter() | model.List() | model.Table():
            return ()


def _renamed(before: Meanings, after: Meanings, known: Names) -> dict[str, str]:
    gone = [
        name
        for name in before.declared
        if name not in known.declared and not _stays(before, after, name)
    ]
    taken = set(known.declared.values())
    came = [
        name for name in after.declared if name not in taken and not _stays(after, before, name)
    ]
    like = Likeness(before.project, known)
    found: dict[str, str] = {}
    for old in gone:
        fits = [new for new in came if _is_one(before, after, like, old, new)]
        if fits:
            found[old] = _closest(before, after, old, fits)
            came.remove(found[old])
    return found


def _stays(here: Meanings, there: Meanings, name: str) -> bool:
    other = there.declared.get(name)
    return other is not None and is_same_kind(here.declared[name], other)


def _is_one(before: Meanings, after: Meanings, like: Likeness, old: str, new: str) -> bool:
    one, other = before.declared[old], after.declared[new]
    if not is_same_kind(one, other):
        return False
    if like.names.now(uses.found_population(one)) != uses.found_population(other):
        return False
    match one, other:
        case model.Table(), model.Table():
            return before.part(old, BASE) == after.part(new, BASE)
        case model.Parameter(), model.Parameter():
            return before.of(old) == after.of(new) and _serves(before, after, like, old, new)
        case model.Target(), model.Target() if before.target(one) == after.target(other):
            return True
    if before.of(old) == after.of(new):
        return True
    own = body(one)
    return bool(own) and like.same(own, body(other))


def _serves(before: Meanings, after: Meanings, like: Likeness, old: str, new: str) -> bool:
    """Whether what used a parameter uses the other one: that two have one value says little."""
    users = {like.names.now(one) for one in uses.used_by(before.project, old)}
    if not users:
        label = before.declared[old].description.label
        return label is not None and label == after.declared[new].description.label
    return users == set(uses.used_by(after.project, new))


def _closest(before: Meanings, after: Meanings, old: str, fits: Sequence[str]) -> str:
    """The one with the same label, else the first."""
    label = before.declared[old].description.label
    same = (new for new in fits if after.declared[new].description.label == label)
    return next(same, fits[0])


def _members(
    before: Meanings, after: Meanings, declared: dict[str, str]
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for name, table in before.project.tables.items():
        other = after.project.tables.get(declared.get(name, name))
        if other is not None:
            gone = [one.name for one in table.members()]
            came = [one.name for one in other.members()]
            for old, new in _pairs(gone, came):
                if before.part(name, old) == after.part(other.name, new):
                    found.setdefault((name, old), new)
    return _one_to_one(found)


def _classes(
    before: Meanings, after: Meanings, declared: dict[str, str]
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for name, ladder in before.project.segmentations.items():
        other = after.project.segmentations.get(declared.get(name, name))
        if other is None:
            continue
        olds = {one.name: before.condition(ladder, one) for one in ladder.classes}
        news = {one.name: after.condition(other, one) for one in other.classes}
        for old, new in _pairs(list(olds), list(news)):
            if olds[old] == news[new]:
                found.setdefault((name, old), new)
    return _one_to_one(found)


def _pairs(gone: Sequence[str], came: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name of the first that is not in the second, with each the other way round."""
    left = [name for name in gone if name not in came]
    right = [name for name in came if name not in gone]
    return ((one, other) for one in left for other in right)


def _one_to_one(found: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Of two old names that would have one new name, the first."""
    taken: set[tuple[str, str]] = set()
    kept: dict[tuple[str, str], str] = {}
    for (owner, old), new in found.items():
        if (owner, new) not in taken:
            taken.add((owner, new))
            kept[owner, old] = new
    return kept
