"""Find through what a declaration is touched: the names that lead from it to what changed.

A table is seen by its parts, so that a segment is touched by the fields that it uses and by which
rows there are (`orders.where`), not by a field beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segdsl import trees
from segdsl.meaning import model, uses
from segdsl.review.edits import Aspect, Came, Edit, Fact, Inside, Piece, Recalled, Went
from segdsl.review.likeness import Names
from segdsl.review.meanings import BASE, Meanings

Place = tuple[str, str]  # a declaration and '', or a table and its member or BASE
ROWS = {Aspect.TABLE: "from", Aspect.KEY: "key", Aspect.AT: "at", Aspect.GROUPS: "groups"}


@dataclass(slots=True)
class Finder:
    """Finds paths in the new version; `pairs` are its names with the old ones."""

    old: Meanings
    new: Meanings
    pairs: Mapping[str, str]
    edits: Mapping[str, tuple[Edit, ...]]
    names: Names
    _steps: dict[Place, tuple[Place, ...]] = field(default_factory=dict)

    def path(self, name: str) -> tuple[str, ...]:
        """The shortest way to something that says otherwise, as shown; () where there is none."""
        start: Place = (name, "")
        came_from: dict[Place, Place | None] = {start: None}
        waiting = [start]
        while waiting:
            here = waiting.pop(0)
            if here != start and (shown := self._changed(here)):
                return self._shown(came_from, here, shown)
            for step in self._next(here):
                if step not in came_from and self._differs(step):
                    came_from[step] = here
                    waiting.append(step)
        if self.edits.get(name):  # it differs by what it says itself, which may be all
            return ()
        last = [place for place in came_from if place != start]
        ends = last[-1:] or [start]
        project, other = self.new.project, self.old.project
        if project.timezone != other.timezone or project.week_starts != other.week_starts:
            shown = "timezone" if project.timezone != other.timezone else "week_starts"
            return (*self._shown(came_from, ends[0], self._text(ends[0])), shown)
        return ()

    def _shown(
        self, came_from: Mapping[Place, Place | None], end: Place, text: str
    ) -> tuple[str, ...]:
        found = [text]
        here = came_from[end]
        while here is not None:
            found.append(self._text(here))
            here = came_from[here]
        return tuple(dict.fromkeys(reversed(found)))

    def _text(self, place: Place) -> str:
        name, member = place
        return f"{name}.{member}" if member and member != "*" else name

    # --- whether a place changed ---

    def _is_table(self, name: str) -> bool:
        return name in self.new.project.tables

    def _differs(self, place: Place) -> bool:
        name, member = place
        before = self.pairs.get(name)
        if before is None:
            return True
        if not self._is_table(name):
            return self.old.of(before) != self.new.of(name)
        part = BASE if member == "*" else member
        was = self._was(before, part)
        members = {one.name for one in self.old.project.tables[before].members()}
        if part != BASE and was not in members:
            return True
        return self.old.part(before, was) != self.new.part(name, part)

    def _was(self, table: str, member: str) -> str:
        back = {new: old for (owner, old), new in self.names.members.items() if owner == table}
        return back.get(member, member)

    def _changed(self, place: Place) -> str:
        """How a place is shown that says otherwise itself; '' for one that does not."""
        name, member = place
        edits = self.edits.get(name)
        if edits is None:
            return self._text(place)
        if not self._is_table(name):
            return name if edits else ""
        for edit in edits:
            match edit:
                case Inside(Piece.FIELD | Piece.REFERENCE, inside) if inside == member:
                    return f"{name}.{member}"
                case Came(_, inside) if inside == member:
                    return f"{name}.{member}"
                case Fact(aspect) if member == "*" and aspect in ROWS:
                    return f"{name}.{ROWS[aspect]}"
                case Inside(Piece()) | Recalled() | Went() | Came() | Fact():
                    continue
                case _ if member == "*":
                    return f"{name}.where"
        return ""

    # --- what a place uses ---

    def _next(self, place: Place) -> tuple[Place, ...]:
        if place not in self._steps:
            self._steps[place] = tuple(dict.fromkeys(self._uses(place)))
        return self._steps[place]

    def _uses(self, place: Place) -> Iterator[Place]:
        name, member = place
        found = self.new.declared[name]
        if not isinstance(found, model.Table):
            population = uses.found_population(found)
            own = found.table if isinstance(found, model.Define) else population
            yield from self._named(found, own)
            if population:
                yield (population, "*")
        elif member == "*":
            yield from self._named(found.where, name)
            if found.grouping is not None:
                yield (found.grouping.table, "*")
                yield from self._named(found.grouping.where, found.grouping.table)
            keys = (one.name for one in found.members() if one.name in (found.key, found.at))
            yield from ((name, key) for key in keys)
        else:
            one = next(one for one in found.members() if one.name == member)
            inside = name if found.grouping is None else found.grouping.table
            yield from self._named(one.origin, inside)
            if isinstance(one, model.Reference):
                yield (one.target, "*")

    def _named(self, node: Any, table: str) -> Iterator[Place]:
        """The places that a tree speaks of; `table` is where its references start."""
        waiting = [] if node is None else [(node, table)]
        while waiting:
            part, here = waiting.pop()
            yield from self._place(part, here)
            waiting.extend(reversed(list(_below(part, here))))

    def _place(self, part: Any, table: str) -> Iterator[Place]:
        match part:
            case model.Selection(name, route):
                yield (name, "*")
                yield from self._followed(route, name)
            case model.FieldValue(through, owner, name):
                yield from self._followed(through, table)
                if through:
                    yield (owner, "*")
                yield (owner, name)
            case model.ReferenceKey(through, target):
                yield from self._followed(through, table)
                yield (target, "*")
            case model.ParameterValue(name) if name in self.new.project.parameters:
                yield (name, "")
            case model.Called(name) | model.CalledValue(name):
                yield (name, "")
            case _:
                other = uses.named(part)
                if other is not None:
                    yield (other, "")

    def _followed(self, references: Sequence[str], table: str) -> Iterator[Place]:
        here = table
        for name in references:
            yield (here, name)
            here = self.new.project.tables[here].reference(name).target


def _below(node: Any, table: str) -> Iterator[tuple[Any, str]]:
    """What stands below a node, each with the table where its references start."""
    match node:
        case model.Selection(name):
            inside = name
        case model.Aggregate(rows=rows) | model.Rows(rows=rows):
            inside = rows.table  # of the column, and of a value that rows share
        case _:
            inside = table
    for child in trees.children(node):
        yield child, inside
