"""Compare one declaration with what it was: two versions of it in, edits and wordings out.

Edits may move customers. Wordings move nobody: labels, notes, owners, what is expected, how a field
is called by people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segdsl import trees
from segdsl.meaning import model, uses
from segdsl.review.conditions import Differences
from segdsl.review.edits import (
    Aspect,
    Came,
    Dropped,
    Edit,
    Effect,
    Fact,
    Inside,
    Joined,
    Joint,
    Lines,
    Piece,
    Recalled,
    Reordered,
    Replaced,
    Went,
)
from segdsl.review.likeness import Likeness
from segdsl.text.source import Span

WORDS = (Aspect.LABEL, Aspect.NOTE, Aspect.GOAL, Aspect.OWNER)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Compares the declarations of two versions of a project."""

    like: Likeness
    after: model.Project

    @property
    def differences(self) -> Differences:
        return Differences(self.like)

    def edits(self, old: uses.Declared, new: uses.Declared) -> tuple[Edit, ...]:
        """What is said otherwise and may mean something else."""
        return tuple(self._edits(old, new))

    def wordings(self, old: uses.Declared, new: uses.Declared) -> tuple[Edit, ...]:
        """What is said otherwise and moves nobody."""
        return tuple(self._wordings(old, new))

    # --- what may move customers ---

    def _edits(self, old: uses.Declared, new: uses.Declared) -> Iterator[Edit]:
        population = uses.found_population(new)
        was = self.like.names.now(uses.found_population(old))
        if was != population:
            yield Fact(Aspect.POPULATION, was, population)
        match old, new:
            case model.Segment(), model.Segment():
                yield from self.differences.conditions(old.condition, new.condition)
            case model.Channel(), model.Channel():
                yield from self.differences.conditions(old.condition, new.condition)
            case model.Metric(), model.Metric():
                yield from self.differences.values(old.value, new.value, None)
                yield from _fact(Aspect.BETTER, _better(old), _better(new))
            case model.Segmentation(), model.Segmentation():
                yield from self._segmentations(old, new)
            case model.Target(), model.Target():
                yield from self._targets(old, new)
            case model.Parameter(), model.Parameter():
                if old.constant != new.constant:
                    yield Fact(Aspect.VALUE, _text(old.constant), _text(new.constant))
            case model.List(), model.List():
                yield from _lines(old, new)
            case model.Define(), model.Define():
                yield from self._defines(old, new)
            case model.Table(), model.Table():
                yield from self._tables(old, new)
            case _:
                pass

    def _segmentations(self, old: model.Segmentation, new: model.Segmentation) -> Iterator[Edit]:
        if old.by is not None or new.by is not None:
            if old.by is not None and new.by is not None:
                yield from self.differences.values(old.by, new.by, None)
            else:
                yield Replaced(old, new, None)
            return
        now = {self.like.names.class_(old.name, one.name): one for one in old.classes}
        there = {one.name: one for one in new.classes}
        for name, was in now.items():
            if name not in there:
                yield Went(Piece.CLASS, was.name, _condition(was))
            elif name != was.name:
                yield Recalled(Piece.CLASS, was.name, name)
        for name, one in there.items():
            if name not in now:
                yield Came(Piece.CLASS, name, _condition(one))
        kept, order = [n for n in now if n in there], [n for n in there if n in now]
        if kept != order:
            yield Reordered(tuple(kept), tuple(order))
        for name in order:
            inside = tuple(self._classes(now[name], there[name]))
            if inside:
                yield Inside(Piece.CLASS, name, inside)

    def _classes(self, old: model.Class, new: model.Class) -> Iterator[Edit]:
        match old.condition, new.condition:
            case None, None:
                pass
            case model.Node() as one, model.Node() as other:
                yield from self.differences.conditions(one, other)
            case None, model.Node() as came:
                yield Joined(came, Joint.WHERE, None, Effect.NARROWER)
            case model.Node() as gone, None:
                yield Dropped(gone, Joint.WHERE, None, Effect.WIDER)

    def _targets(self, old: model.Target, new: model.Target) -> Iterator[Edit]:
        yield from self.differences.conditions(old.condition, new.condition)
        names = self.like.names
        was, now = [names.now(one.name) for one in old.by], [one.name for one in new.by]
        yield from (Went(Piece.CHANNEL, name, "") for name in was if name not in now)
        yield from (Came(Piece.CHANNEL, name, "") for name in now if name not in was)
        yield from self._exclusions(old.exclusions, new.exclusions)
        if not self.like.same(old.limit, new.limit):
            yield Fact(Aspect.LIMIT, _limit(old.limit), _limit(new.limit))
        elif new.limit is not None and old.name != new.name:
            yield Fact(Aspect.NAME_DRAWS, old.name, new.name)
        one, other = old.control, new.control
        if (one and one.share) != (other and other.share):
            yield Fact(Aspect.CONTROL, _share(one), _share(other))
        if one is not None and other is not None and one.seed != other.seed:
            yield Fact(Aspect.SEED, one.seed, other.seed)
        if not self.like.same(old.columns, new.columns):
            yield Fact(Aspect.COLUMNS, _listed(old.columns), _listed(new.columns))

    def _exclusions(
        self, olds: Sequence[model.Condition], news: Sequence[model.Condition]
    ) -> Iterator[Edit]:
        same = self.like.same
        gone = [old for old in olds if not any(same(old, new) for new in news)]
        came = [new for new in news if not any(same(old, new) for old in olds)]
        if len(gone) == len(came) == 1:
            edits = self.differences.conditions(gone[0], came[0])
            yield Inside(Piece.EXCLUSION, _text(came[0]), edits)
            return
        yield from (Went(Piece.EXCLUSION, "", _text(one)) for one in gone)
        yield from (Came(Piece.EXCLUSION, "", _text(one)) for one in came)

    def _defines(self, old: model.Define, new: model.Define) -> Iterator[Edit]:
        was, now = (
            ", ".join(f"{name}: {type_.value}" for name, type_ in one.parameters)
            for one in (old, new)
        )
        yield from _fact(Aspect.PARAMETERS, was, now)
        one_body, other_body = old.body, new.body
        if self.like.names.now(old.table) != new.table:
            # of which rows it is first said is no choice of its author
            one_body, other_body = _anywhere(one_body), _anywhere(other_body)
        match one_body, other_body:
            case model.Truth(one), model.Truth(other):
                yield from self.differences.conditions(one, other)
            case one, other:
                yield from self.differences.values(one, other, None)

    # --- tables ---

    def _tables(self, old: model.Table, new: model.Table) -> Iterator[Edit]:
        names = self.like.names
        yield from _fact(Aspect.ROLE, _role(old), _role(new))
        yield from _fact(Aspect.TABLE, ".".join(old.physical), ".".join(new.physical))
        yield from self._groupings(old, new)
        yield from self._wheres(old.where, new.where, new.name)
        yield from _fact(Aspect.KEY, self._now(old, old.key), new.key)
        yield from _fact(Aspect.AT, self._now(old, old.at), new.at)
        now = {names.member(old.name, one.name): one for one in old.members()}
        there = {one.name: one for one in new.members()}
        for name, was in now.items():
            if name not in there:
                yield Went(_piece(was), was.name, "")
            elif name != was.name:
                yield Recalled(_piece(was), was.name, name)
        for name, one in there.items():
            if name not in now:
                yield Came(_piece(one), name, "")
            else:
                inside = tuple(self._members(now[name], one, new))
                if inside:
                    yield Inside(_piece(one), name, inside)

    def _now(self, table: model.Table, member: str | None) -> str | None:
        return None if member is None else self.like.names.member(table.name, member)

    def _groupings(self, old: model.Table, new: model.Table) -> Iterator[Edit]:
        one, other = old.grouping, new.grouping
        was = None if one is None else self.like.names.now(one.table)
        yield from _fact(Aspect.GROUPS, was, None if other is None else other.table)
        if one is not None and other is not None:
            yield from self._wheres(one.where, other.where, other.table)

    def _wheres(
        self, old: model.Condition | None, new: model.Condition | None, table: str
    ) -> Iterator[Edit]:
        match old, new:
            case None, None:
                pass
            case None, model.Node() as came:
                yield Joined(came, Joint.WHERE, table, Effect.UNCLEAR)
            case model.Node() as gone, None:
                yield Dropped(gone, Joint.WHERE, table, Effect.UNCLEAR)
            case model.Node() as one, model.Node() as other:
                edits = self.differences.row_conditions(one, other, table)
                if edits:
                    yield Inside(None, table, edits)

    def _members(
        self,
        old: model.Field | model.Reference,
        new: model.Field | model.Reference,
        table: model.Table,
    ) -> Iterator[Edit]:
        if isinstance(old, model.Reference) and isinstance(new, model.Reference):
            yield from _fact(Aspect.TARGET, self.like.names.now(old.target), new.target)
        elif isinstance(old, model.Field) and isinstance(new, model.Field):
            yield from _fact(Aspect.TYPE, old.type.value, new.type.value)
            yield from _fact(Aspect.ZONE, old.zone, new.zone)
            yield from _fact(Aspect.FLAGS, _flags(old), _flags(new))
        else:
            yield from _fact(Aspect.ROLE, _piece(old).value, _piece(new).value)
        yield from self._origins(old.origin, new.origin, table)

    def _origins(self, old: model.Origin, new: model.Origin, table: model.Table) -> Iterator[Edit]:
        match old, new:
            case model.Stored(one), model.Stored(other):
                yield from _fact(Aspect.COLUMN, one, other)
            case model.Computed(one), model.Computed(other):
                yield from self.differences.values(one, other, table.name)
            case model.Gathered(one), model.Gathered(other):
                yield from self.differences.values(one, other, table.name)
            case model.Shared(one, _), model.Shared(other, _) if self.like.same(one, other):
                pass
            case _:
                yield Replaced(old, new, table.name)

    # --- what moves nobody ---

    def _wordings(self, old: uses.Declared, new: uses.Declared) -> Iterator[Edit]:
        yield from _described(old.description, new.description)
        match old, new:
            case model.Segment(), model.Segment():
                yield from self._promises(old.promises, new.promises)
            case model.Segmentation(), model.Segmentation():
                yield from self._promises(old.promises, new.promises)
                yield from _fact(Aspect.EXCLUSIVE, _yes(old.exclusive), _yes(new.exclusive))
                now = {self.like.names.class_(old.name, one.name): one for one in old.classes}
                for one in new.classes:
                    if one.name in now:
                        inside = tuple(_described(now[one.name].description, one.description))
                        if inside:
                            yield Inside(Piece.CLASS, one.name, inside)
            case model.List(), model.List():
                yield from _fact(Aspect.PATH, old.path, new.path)
                if _keys(old) == _keys(new) and old.lines != new.lines:
                    yield Fact(Aspect.REASONS, None, None)
            case model.Table(), model.Table():
                yield from _fact(Aspect.SINGULAR, old.singular, new.singular)
                now_ = {self.like.names.member(old.name, one.name): one for one in old.fields}
                for field in new.fields:
                    was = now_.get(field.name)
                    if was is not None:
                        inside = (
                            *_fact(Aspect.ONE_OF, _options(was), _options(field)),
                            *_fact(Aspect.PRIVATE, _yes(was.private), _yes(field.private)),
                        )
                        if inside:
                            yield Inside(Piece.FIELD, field.name, inside)
            case _:
                pass

    def _promises(
        self, olds: Sequence[model.Promise], news: Sequence[model.Promise]
    ) -> Iterator[Edit]:
        """Clauses that came and went; one that took the place of another is both at once."""
        for kind, aspect in ((model.Expectation, Aspect.EXPECT), (model.Example, Aspect.EXAMPLE)):
            mine = [one for one in olds if isinstance(one, kind)]
            theirs = [one for one in news if isinstance(one, kind)]
            gone = [one for one in mine if not any(self.like.same(one, new) for new in theirs)]
            came = [one for one in theirs if not any(self.like.same(old, one) for old in mine)]
            for old in list(gone):
                new = next((one for one in came if self._is_version(old, one)), None)
                if new is not None:
                    gone.remove(old)
                    came.remove(new)
                    yield Fact(aspect, _text(old), _text(new))
            yield from (Fact(aspect, _text(one), None) for one in gone)
            yield from (Fact(aspect, None, _text(one)) for one in came)

    def _is_version(self, old: model.Promise, new: model.Promise) -> bool:
        if isinstance(old, model.Expectation) and isinstance(new, model.Expectation):
            return old.measure is new.measure and self.like.same(old.of, new.of)
        return False


def _anywhere(value: model.Value) -> model.Value:
    """What a `define` says without the way from the rows that it is said of."""

    def changed(node: Any) -> Any:
        match node:
            case model.Selection():
                return replace(node, route=())
            case model.FieldValue():
                return replace(node, table="")
            case _:
                return node

    return trees.rewrite(value, changed)


# --- facts as text ---


def _fact(aspect: Aspect, before: str | None, after: str | None) -> Iterator[Fact]:
    before, after = before or None, after or None
    if before != after:
        yield Fact(aspect, before, after)


def _described(old: model.Description, new: model.Description) -> Iterator[Fact]:
    for aspect in WORDS:
        yield from _fact(aspect, getattr(old, aspect.value), getattr(new, aspect.value))
    yield from _fact(Aspect.TAGS, ", ".join(old.tags), ", ".join(new.tags))
    yield from _fact(Aspect.REVIEW, _day(old), _day(new))


def _day(description: model.Description) -> str | None:
    return None if description.review is None else description.review.isoformat()


def _better(metric: model.Metric) -> str | None:
    return None if metric.better is None else metric.better.value


def _role(table: model.Table) -> str:
    return "population" if table.is_population else "source"


def _piece(member: model.Field | model.Reference) -> Piece:
    return Piece.FIELD if isinstance(member, model.Field) else Piece.REFERENCE


def _yes(truth: bool) -> str | None:
    return "yes" if truth else None


def _options(field: model.Field) -> str | None:
    return None if field.one_of is None else ", ".join(_text(one) for one in field.one_of)


def _flags(field: model.Field) -> str | None:
    if field.flags is None:
        return None
    sides = (
        ", ".join(f'"{one}"' for one in side) for side in (field.flags.true, field.flags.false)
    )
    return "true ({}) false ({})".format(*sides)


def _condition(one: model.Class) -> str:
    return "otherwise" if one.condition is None else _text(one.condition)


def _limit(limit: model.Limit | None) -> str | None:
    if limit is None:
        return None
    if limit.value is None:
        return str(limit.count)
    return f"{limit.count} {'highest' if limit.is_highest else 'lowest'} {_text(limit.value)}"


def _share(control: model.Control | None) -> str | None:
    return None if control is None else f"{control.share.normalize():f}%"


def _listed(columns: Sequence[model.FieldValue | model.ReferenceKey]) -> str:
    return ", ".join(_text(one) for one in columns)


def _text(node: model.Node) -> str:
    """The author's text on one line."""
    return quoted(node.span)


def quoted(span: Span | None) -> str:
    """What an author wrote, on one line."""
    return "" if span is None else " ".join(span.text.split())


def _keys(found: model.List) -> Mapping[str, str]:
    return {one.key: str(one.expires) for one in found.lines}


def _lines(old: model.List, new: model.List) -> Iterator[Lines]:
    was, now = ({one.key: one for one in found.lines} for found in (old, new))
    added = tuple(one for key, one in now.items() if key not in was)
    removed = tuple(one for key, one in was.items() if key not in now)
    changed = tuple(
        one for key, one in now.items() if key in was and was[key].expires != one.expires
    )
    if added or removed or changed:
        yield Lines(added, removed, changed)
