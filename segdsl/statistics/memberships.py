"""Say what customers of a population can be in: a project in, names with their conditions out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.planning import plan
from segdsl.planning.inquiry import Inquiry
from segdsl.statistics import variants


@dataclass(frozen=True, slots=True)
class Step:
    """A rung before it is counted: what is shown of it, None where that is no condition of the
    author's, and what is asked.
    """

    shown: model.Condition | None
    asked: model.Condition


@dataclass(frozen=True, slots=True)
class Membership:
    """A segment, class, target, part of one, or channel: by the name that a survey gives it.

    own: the condition written there, None of `otherwise` and where none is taken apart. steps: what
    must hold besides a limit, in order. besides: those of them that are not in `own`. holds: the
    whole as one condition, None of a target. limit: the most who can be chosen.
    """

    name: str
    holds: model.Condition | None
    own: model.Condition | None = None
    steps: tuple[Step, ...] = ()
    besides: tuple[model.Condition, ...] = ()
    limit: int | None = None
    is_explained: bool = True

    def verdict(self, inquiry: Inquiry) -> plan.Term:
        """A term that holds for its members."""
        return inquiry.chosen(self.name) if self.holds is None else inquiry.verdict(self.holds)

    def with_own(self, own: model.Condition) -> model.Condition:
        """All that must hold, if its own condition were another."""
        return model.All((*self.besides, own)) if self.besides else own


def memberships(project: model.Project, population: str) -> tuple[Membership, ...]:
    """Everything whose members are known without looking: not the classes of `by`."""
    return (
        *_segments(project, population),
        *_classes(project, population),
        *_targets(project, population),
        *_channels(project, population),
    )


def _segments(project: model.Project, population: str) -> Iterator[Membership]:
    for segment in project.segments.values():
        if segment.population == population:
            own = segment.condition
            steps = tuple(Step(part, part) for part in variants.parts(own))
            yield Membership(segment.name, model.InSegment(segment.name), own, steps)


def _classes(project: model.Project, population: str) -> Iterator[Membership]:
    """Each class behind those before it: whoever is in one of these is in no later one."""
    for one in project.segmentations.values():
        if one.population != population:
            continue
        earlier: tuple[str, ...] = ()
        for class_ in one.classes:
            before: tuple[model.Condition, ...] = ()
            if earlier:
                before = (model.Not(model.InClass(one.name, earlier)),)
            own = class_.condition
            steps = [Step(None, condition) for condition in before]
            if own is not None:
                steps += [Step(part, part) for part in variants.parts(own)]
            holds = model.InClass(one.name, (class_.name,))
            yield Membership(f"{one.name}.{class_.name}", holds, own, tuple(steps), before)
            earlier = (*earlier, class_.name)


def _targets(project: model.Project, population: str) -> Iterator[Membership]:
    """The whole with its gates, then its parts, of which nothing is to be explained."""
    for target in project.targets.values():
        if target.population == population:
            gates: tuple[model.Condition, ...] = (
                model.AnyOf(target.by),
                *map(model.Not, target.exclusions),
            )
            steps = tuple(Step(one, one) for one in (target.condition, *gates))
            limit = None if target.limit is None else target.limit.count
            yield Membership(target.name, None, target.condition, steps, gates, limit)
            for part in target.parts()[1:]:
                yield Membership(part, None, is_explained=False)


def _channels(project: model.Project, population: str) -> Iterator[Membership]:
    for channel in project.channels.values():
        if channel.population == population:
            holds = model.InChannel(channel.name)
            yield Membership(f"reach {channel.name}", holds, is_explained=False)
