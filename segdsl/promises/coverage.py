"""Say what the examples of a segment show: each condition in, who makes it true and false out.

An example shows a condition where the verdict would be another one if that condition alone
answered otherwise. One that is only true beside others that decide anyway shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from segdsl import trees
from segdsl.interpreter import supposed
from segdsl.meaning import model
from segdsl.meaning.parts import Part
from segdsl.promises.boundary import rungs
from segdsl.promises.examples import Declared, Judge, Trial, asked


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition, and the examples that show it true and false."""

    leaf: Part
    true: tuple[model.Example, ...]
    false: tuple[model.Example, ...]

    @property
    def is_covered(self) -> bool:
        return bool(self.true and self.false)


def coverage(judge: Judge, declared: Declared) -> tuple[Shown, ...]:
    """What the examples of a declaration that hold show of each of its conditions."""
    kept = [trial for trial in judge.trials([declared.name]) if trial.is_kept]
    leaves = dict.fromkeys(
        leaf for rung in rungs(judge.project, declared) for leaf in rung.whole.leaves()
    )
    return tuple(_shown(judge, declared, leaf, kept) for leaf in leaves)


def _shown(judge: Judge, declared: Declared, leaf: Part, trials: Sequence[Trial]) -> Shown:
    found: dict[bool, list[model.Example]] = {True: [], False: []}
    for trial in trials:
        _, given = asked(declared, trial.example.facts)
        somebody = supposed.suppose(judge.project, declared.population, given, judge.as_of)
        held = somebody.holds(leaf.condition)
        if held is not None and _decides(judge, declared, leaf, held, trial):
            found[held].append(trial.example)
    return Shown(leaf, tuple(found[True]), tuple(found[False]))


def _decides(judge: Judge, declared: Declared, leaf: Part, held: bool, trial: Trial) -> bool:
    """Whether the verdict is another one where the leaf answers otherwise."""
    other = _with(judge.project, declared, leaf.condition, model.Always(not held))
    project = judge.project
    if isinstance(other, model.Segment):
        project = replace(project, segments={**project.segments, other.name: other})
    else:
        project = replace(project, segmentations={**project.segmentations, other.name: other})
    condition, given = asked(other, trial.example.facts)
    somebody = supposed.suppose(project, declared.population, given, judge.as_of)
    return somebody.holds(condition) is (not trial.example.is_in)


def _with(
    project: model.Project, declared: Declared, leaf: model.Condition, instead: model.Always
) -> Declared:
    """The declaration with another answer in place of a condition, also inside channels and
    templates that it is reached through.
    """

    def change(node: model.Node) -> model.Node:
        match node:
            case model.InChannel(name):
                return trees.rewrite(project.channels[name].condition, change)
        return instead if node == leaf else node

    if isinstance(declared, model.Segment):
        return replace(declared, condition=trees.rewrite(declared.condition, change))
    classes = tuple(
        replace(
            one,
            condition=None if one.condition is None else trees.rewrite(one.condition, change),
        )
        for one in declared.classes
    )
    return replace(declared, classes=classes)
