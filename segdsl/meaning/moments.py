"""Check the days that `as of` names: a project in, what is said of days ahead or too deep out.

Names are looked into: `old as of 2025-01-01` asks everything inside `old` on that day. The same
walk serves when a project is understood, with no day known, and before a run, with one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.uses import Declared, bodies, declared, named
from segdsl.meaning.vocabulary.periods import Length
from segdsl.text.catalog import meaning as catalog
from segdsl.text.diagnostics import Diagnostic, Message

DEEPEST = 8


def day_of(moment: Length | date, around: date) -> date:
    """The day that `as of` moves to: N ago counts from the end of the day around it."""
    return moment if isinstance(moment, date) else moment.before(around)


def troubles(
    project: model.Project, names: Sequence[str], as_of: date | None
) -> tuple[Diagnostic, ...]:
    """What is wrong with the days named in these declarations and in all that they use."""
    walk = _Walk(project)
    for name in names:
        walk.declared(name, as_of, 0)
        while walk.waiting:
            walk.node(*walk.waiting.pop())
    return tuple(walk.found)


@dataclass(slots=True)
class _Walk:
    """Each declaration is looked at once for each day and depth at which it is asked.

    `waiting` is what is still to be looked at: names may lead to names thousands deep.
    """

    project: model.Project
    found: list[Diagnostic] = field(default_factory=list)
    seen: set[tuple[str, date | None, int]] = field(default_factory=set)
    said: set[object] = field(default_factory=set)
    waiting: list[tuple[model.Node, date | None, int]] = field(default_factory=list)
    all: Mapping[str, Declared] = field(init=False)

    def __post_init__(self) -> None:
        self.all = declared(self.project)

    def declared(self, name: str, around: date | None, depth: int) -> None:
        if (name, around, depth) in self.seen:
            return
        self.seen.add((name, around, depth))
        self.waiting.extend((node, around, depth) for node in bodies(self.all[name]))

    def node(self, node: model.Node, around: date | None, depth: int) -> None:
        match node:
            case model.AsOf(inner, moment) | model.ValueAsOf(inner, moment):
                self.moved(node, inner, moment, around, depth + 1)
            case _:
                name = named(node)
                if name is not None:
                    self.declared(name, around, depth)
                for child in trees.children(node):
                    if isinstance(child, model.Node):
                        self.waiting.append((child, around, depth))

    def moved(
        self,
        node: model.AsOf | model.ValueAsOf,
        inner: model.Condition | model.Value,
        moment: Length | date,
        around: date | None,
        depth: int,
    ) -> None:
        if depth > DEEPEST:
            self.say(node, catalog.AS_OF_DEEP, count=str(depth), limit=str(DEEPEST))
        elif isinstance(moment, date) and around is not None and moment > around:
            day, other = moment.isoformat(), around.isoformat()
            self.say(node, catalog.AS_OF_LATER, day=day, around=other)
        elif isinstance(moment, date) or around is not None:
            self.waiting.append((inner, day_of(moment, around or date.max), depth))
        else:
            self.waiting.append((inner, None, depth))

    def say(self, node: model.Node, message: Message, **facts: str) -> None:
        """Each place is spoken of once, however many names lead to it."""
        place = (node.span, message.code)
        if place not in self.said:
            self.said.add(place)
            self.found.append(Diagnostic(message, node.span, dict(facts)))
