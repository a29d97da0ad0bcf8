"""Count who enters and who leaves: two rules beside one another and an engine in, figures out.

Both rules are asked of the same rows on the same day, in one statement a population, so that every
difference comes from the rules. Where a population itself means something else, each version is
asked by itself, and the keys are compared here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from segdsl import compiler
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import conditions, plan
from segdsl.review.beside import Beside
from segdsl.review.changes import Added, Changes, Kind, Removed
from segdsl.review.counts import Count, Movement
from segdsl.sql import from_plan
from segdsl.warehouse import run as runs
from segdsl.warehouse.engine import Engine

MOST_OUTPUTS = 600  # of one statement: each is a size and a value, PostgreSQL has 1,664 columns
ENTERED, LEFT = "+ ", "- "  # before the name of what is counted


@dataclass(frozen=True, slots=True)
class Pair:
    """What is counted: by its name in the old version, as it is called now, and in which whole."""

    old: str | None
    new: str | None
    population: str | None  # the old version's


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted; `old` is the project that holds the old names."""

    pairs: tuple[Pair, ...]
    beside: Beside
    changes: Changes

    @property
    def together(self) -> tuple[Pair, ...]:
        return tuple(
            one
            for one in self.pairs
            if one.old is None or one.population in self.beside.populations
        )

    @property
    def apart(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one not in self.together)

    @property
    def alone(self) -> tuple[Pair, ...]:
        """The new version without the old one, of which nothing can be counted."""
        return tuple(replace(one, old=None) for one in self.pairs if one.new is not None)


def asked(changes: Changes, beside: Beside) -> Asked:
    """What a review counts: what may have moved, what is new and what is gone."""
    return Asked(tuple(_pairs(changes)), beside, changes)


def programs(
    found: Asked, pairs: Sequence[Pair], as_of: date, watch: compiler.Stopwatch
) -> tuple[plan.Program, ...]:
    """The programs that count pairs: a statement for each population, several only of very many."""
    made: list[plan.Program] = []
    for some in batches(found, pairs):
        names = [one.new for one in some if one.new is not None]
        names += [_old(found, one) for one in some if one.old is not None]
        project = found.beside.project
        here, said = compiler.weighed_programs(project, tuple(dict.fromkeys(names)), as_of, watch)
        assert not said, said
        made += [_crossed(found, program, some) for program in here]
    return tuple(made)


def batches(
    found: Asked, pairs: Sequence[Pair], most: int = MOST_OUTPUTS
) -> Iterator[tuple[Pair, ...]]:
    """Pairs that are counted in one statement: engines have a limit of columns."""
    some: list[Pair] = []
    count = 0
    for pair in pairs:
        ladder = found.changes.after.segmentations.get(pair.new or pair.old or "")
        here = 4 if ladder is None else 4 + 2 * len(ladder.classes)
        if some and count + here > most:
            yield tuple(some)
            some, count = [], 0
        some.append(pair)
        count += here
    if some:
        yield tuple(some)


def apart_programs(
    found: Asked, as_of: date, watch: compiler.Stopwatch
) -> tuple[tuple[plan.Program, ...], tuple[plan.Program, ...]]:
    """The programs of what cannot be asked together: of the old version and of the new one."""
    olds = tuple(one.old for one in found.apart if one.old is not None)
    news = tuple(one.new for one in found.apart if one.new is not None)
    sides = []
    for project, names in ((found.changes.before, olds), (found.changes.after, news)):
        made: tuple[plan.Program, ...] = ()
        if names:
            made, said = compiler.weighed_programs(project, names, as_of, watch)
            assert not said, said
        sides.append(made)
    return sides[0], sides[1]


def counted(
    found: Asked,
    pairs: Sequence[Pair],
    made: Sequence[plan.Program],
    engine: Engine,
) -> tuple[dict[str, Movement], dict[str, Count]]:
    """The figures of pairs that are asked together, and of the populations. Raises Refused."""
    results = runs.run(made, engine)
    figures = {one.name: Count(one.size, one.value) for one in results.results}
    moved = {one.name: one for pair in pairs for one in _movements(found, pair, figures)}
    return moved, {one.name: Count(one.size, one.value) for one in results.populations}


def compared(
    found: Asked,
    olds: Sequence[plan.Program],
    news: Sequence[plan.Program],
    engine: Engine,
    most: int,
) -> dict[str, Movement]:
    """The figures of what is asked apart: keys are compared here. Raises Refused."""
    sides = []
    for made in (olds, news):
        figures = {one.name: Count(one.size, one.value) for one in runs.run(made, engine).results}
        keys: dict[str, set[str]] = {}
        for name, key in runs.members(made, engine) if made else ():
            keys.setdefault(name, set()).add(key)
        sides.append((figures, keys))
    (was, had), (now, have) = sides
    moved: dict[str, Movement] = {}
    for pair in found.apart:
        for old, new in _named(found, pair, was, now):
            ours, theirs = had.get(old or "", set()), have.get(new or "", set())
            enter, leave = sorted(theirs - ours), sorted(ours - theirs)
            name = new or old or ""
            moved[name] = Movement(
                name,
                None if old is None else was.get(old, Count(0, None)),
                None if new is None else now.get(new, Count(0, None)),
                Count(len(enter), None),
                Count(len(leave), None),
                tuple(enter[:most]),
                tuple(leave[:most]),
            )
    return moved


def with_keys(
    moved: Mapping[str, Movement], made: Sequence[plan.Program], engine: Engine, most: int
) -> dict[str, Movement]:
    """The figures of pairs asked together, with the first keys that move. Raises Refused."""
    crossed = [
        replace(one, outputs=tuple(o for o in one.outputs if o.name.startswith((ENTERED, LEFT))))
        for one in made
    ]
    keys: dict[str, list[str]] = {}
    for name, key in runs.members([one for one in crossed if one.outputs], engine):
        keys.setdefault(name, []).append(key)
    return {
        name: replace(
            one,
            entering=tuple(keys.get(f"{ENTERED}{name}", ())[:most]),
            leaving=tuple(keys.get(f"{LEFT}{name}", ())[:most]),
        )
        for name, one in moved.items()
    }


# --- what is counted ---


def _pairs(changes: Changes) -> Iterator[Pair]:
    kinds = (Kind.SEGMENT, Kind.SEGMENTATION, Kind.TARGET)
    for one in changes.moved:
        population = _population(changes.before, one.before)
        if one.kind is Kind.TARGET:
            yield from _parts(changes, one.before, one.name, population)
        else:
            yield Pair(one.before, one.name, population)
    for change in changes.changes:
        if isinstance(change, Added) and change.kind in kinds:
            yield Pair(None, change.name, None)
        elif isinstance(change, Removed) and change.kind in kinds:
            yield Pair(change.name, None, _population(changes.before, change.name))


def _population(project: model.Project, name: str) -> str:
    found = project.segments.get(name) or project.segmentations.get(name)
    return (found or project.targets[name]).population


def _parts(changes: Changes, old: str, new: str, population: str) -> Iterator[Pair]:
    """A target and, where both versions have a control group, its two parts."""
    was, now = changes.before.targets[old].parts(), changes.after.targets[new].parts()
    for here, there in zip(was, now, strict=False):
        yield Pair(here, there, population)


def _old(found: Asked, pair: Pair) -> str:
    """The old name of a pair as it is called beside the new ones."""
    assert pair.old is not None
    whole, dot, part = pair.old.partition(".")
    return f"{found.beside.old[whole]}{dot}{part}"


# --- both rules in one program ---


def _crossed(found: Asked, program: plan.Program, pairs: Sequence[Pair]) -> plan.Program:
    """The program with an output for who enters each pair and one for who leaves it."""
    outputs = {one.name: one for one in program.outputs}
    more: list[plan.Output] = []
    for pair in pairs:
        if pair.old is None or pair.new is None or pair.new not in outputs:
            continue
        old, new = outputs[_old(found, pair)], outputs[pair.new]
        more += _crossings(found, pair, old, new)
    return replace(program, outputs=(*program.outputs, *more))


def _crossings(
    found: Asked, pair: Pair, old: plan.Output, new: plan.Output
) -> Iterator[plan.Output]:
    assert pair.new is not None
    if new.kind is not plan.OutputKind.SEGMENTATION:
        yield from _both_ways(pair.new, from_plan.verdict(old), from_plan.verdict(new))
    elif new.classes and old.classes:
        for was, now in _class_names(found, pair):
            verdicts = []
            for column, name in ((old.column, was), (new.column, now)):
                test = plan.Compare("=", column, plan.Const(name or "", Type.TEXT))
                verdicts.append(plan.FALSE if name is None else test)
            yield from _both_ways(f"{pair.new}.{now or was}", verdicts[0], verdicts[1])
    else:  # classes that the rows know
        moved = conditions.negated(plan.Compare("=", old.column, new.column))
        nothing = plan.Const(None, Type.TEXT)
        for sign, column in ((ENTERED, new.column), (LEFT, old.column)):
            case = plan.Case(((moved, column),), nothing, Type.TEXT)
            yield plan.Output(f"{sign}{pair.new}", plan.OutputKind.SEGMENTATION, case)


def _both_ways(name: str, old: plan.Term, new: plan.Term) -> Iterator[plan.Output]:
    for sign, one, other in ((ENTERED, new, old), (LEFT, old, new)):
        term = conditions.all_of((one, conditions.negated(other)))
        yield plan.Output(f"{sign}{name}", plan.OutputKind.SEGMENT, term)


def _class_names(found: Asked, pair: Pair) -> list[tuple[str | None, str | None]]:
    """The classes of both versions: as the old one is called beside, and the new one."""
    before = found.changes.before.segmentations[pair.old or ""]
    after = found.changes.after.segmentations[pair.new or ""]
    names = found.changes.names
    now = {names.class_(before.name, one.name): one.name for one in before.classes}
    listed: list[tuple[str | None, str | None]] = []
    for one in after.classes:
        was = now.get(one.name)
        listed.append((None if was is None else found.beside.class_(before.name, was), one.name))
    there = {one.name for one in after.classes}
    listed += [(was, None) for name, was in now.items() if name not in there]
    return listed


# --- figures ---


def _movements(found: Asked, pair: Pair, figures: Mapping[str, Count]) -> Iterator[Movement]:
    for old, new in _named(found, pair, figures, figures, beside=True):
        name = new or old or ""
        shown = name
        if new is None and pair.old is not None:  # by the name that it had
            shown = name.replace(found.beside.old[pair.old.partition(".")[0]], pair.old, 1)
            if pair.new is not None:
                shown = f"{pair.new}.{name.rpartition('.')[2]}"
        nobody = Count(0, Decimal(0))
        before = None if old is None else figures.get(old, nobody)
        after = None if new is None else figures.get(new, nobody)
        entered, left = figures.get(f"{ENTERED}{shown}"), figures.get(f"{LEFT}{shown}")
        if pair.old is None:
            entered, left = after, None
        elif pair.new is None:
            entered, left = None, before
        else:
            entered, left = entered or nobody, left or nobody
        yield Movement(shown, before, after, entered, left)


def _named(
    found: Asked,
    pair: Pair,
    was: Mapping[str, Count],
    now: Mapping[str, Count],
    beside: bool = False,
) -> Iterator[tuple[str | None, str | None]]:
    """The names of a pair as figures have them: itself, or its classes with one another."""
    old = None if pair.old is None else (_old(found, pair) if beside else pair.old)
    before = found.changes.before.segmentations.get(pair.old or "")
    after = found.changes.after.segmentations.get(pair.new or "")
    if before is None and after is None:
        yield old, pair.new
        return
    if before is not None and after is not None and before.classes and after.classes:
        for one, other in _class_names(found, pair):
            yield (
                None if one is None else f"{old}.{one}",
                None if other is None else f"{pair.new}.{other}",
            )
        return
    theirs = [] if old is None else _classes_in(was, old)
    ours = [] if pair.new is None else _classes_in(now, pair.new)
    for name in dict.fromkeys((*theirs, *ours)):
        yield (
            None if old is None or name not in theirs else f"{old}.{name}",
            None if pair.new is None or name not in ours else f"{pair.new}.{name}",
        )


def _classes_in(figures: Mapping[str, Count], segmentation: str) -> list[str]:
    start = f"{segmentation}."
    return [name.removeprefix(start) for name in figures if name.startswith(start)]
