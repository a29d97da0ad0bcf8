"""Measure what is expected of segments: `expect` clauses in, what was found and whether it holds.

Every clause of a population is asked in one program, as sizes of segments that stand for it: the
members, those of them whom a channel reaches, those who are also in something else. Shares of a
metric are sums, and take a further program for each further metric. Of nobody no share is known:
then nothing was measured, and the clause does not hold. Bounds are compared exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from segdsl import compiler
from segdsl.compiler import Stopwatch
from segdsl.meaning import model, selection
from segdsl.meaning.types import Type
from segdsl.meaning.vocabulary import predicates
from segdsl.statistics.survey import Kept
from segdsl.text.diagnostics import Diagnostic
from segdsl.warehouse import run

if TYPE_CHECKING:
    from segdsl.planning import plan
    from segdsl.warehouse.engine import Engine


def kept(
    project: model.Project,
    names: Sequence[str],
    as_of: date,
    engine: Engine,
    watch: Stopwatch,
) -> Mapping[str, tuple[Kept, ...]]:
    """What the `expect` clauses of segments and segmentations say on a warehouse, by name.

    Raises Refused.
    """
    return questions(project, names, as_of, watch).answers(engine)


@dataclass(frozen=True, slots=True)
class Question:
    """A clause: its part and its whole are segments that stand for it, '' for everybody.

    metric: whose sums are compared; None for numbers of customers.
    """

    name: str
    promise: model.Expectation
    population: str
    part: str
    whole: str
    metric: str | None = None

    @property
    def is_a_number(self) -> bool:
        """Whether members are counted, and not compared with others."""
        limit = self.promise.bounds[0].limit
        return self.promise.measure is model.Measure.SIZE and limit.type is Type.INTEGER


@dataclass(frozen=True, slots=True)
class Questions:
    """The clauses asked for and the programs that answer them, by population and metric ('' for
    sizes).

    `project` is the one asked, with the segments that stand for clauses. `found` is why there is
    no program: a day named by `as of` that is later than the day asked for.
    """

    project: model.Project
    names: tuple[str, ...]
    asked: tuple[Question, ...]
    programs: Mapping[tuple[str, str], plan.Program]
    found: tuple[Diagnostic, ...]

    @property
    def all_programs(self) -> tuple[plan.Program, ...]:
        """Each program once."""
        return tuple({id(one): one for one in self.programs.values()}.values())

    def answers(self, engine: Engine) -> Mapping[str, tuple[Kept, ...]]:
        """By name, each clause with what was measured. Raises Refused."""
        asked = {id(one): _Figures.of(one, engine) for one in self.all_programs}
        figures = {key: asked[id(one)] for key, one in self.programs.items()}
        answers: dict[str, tuple[Kept, ...]] = dict.fromkeys(self.names, ())
        for one in self.asked:
            answers[one.name] += (_answer(one, figures[one.population, one.metric or ""]),)
        return {name: given for name, given in answers.items() if given}


def questions(
    project: model.Project, names: Sequence[str], as_of: date, watch: Stopwatch
) -> Questions:
    """What is to be asked for the clauses of these segments and segmentations."""
    stands: dict[str, model.Segment] = {}
    asked = tuple(one for name in names for one in _asked(project, name, stands))
    whole = replace(project, segments={**project.segments, **stands})
    programs: dict[tuple[str, str], plan.Program] = {}
    found: tuple[Diagnostic, ...] = ()
    for population, metric, words in _grouped(asked):
        weights = {population: metric} if metric else {}
        weighed = replace(whole, value_metrics=weights)
        made, said = compiler.weighed_programs(weighed, words, as_of, watch)
        found += said
        for program in made:
            programs[population, metric] = program
            programs.setdefault((population, ""), program)
    return Questions(whole, tuple(names), asked, programs, found)


def members(project: model.Project, name: str) -> model.Condition:
    """Who is in a segment, or has a class of a segmentation."""
    if name in project.segments:
        return model.InSegment(name)
    declared = project.segmentations[name]
    if declared.by is not None:
        return model.Known(model.ClassValue(name))
    return model.InClass(name, tuple(one.name for one in declared.classes))


def _asked(
    project: model.Project, name: str, stands: dict[str, model.Segment]
) -> Iterator[Question]:
    """The clauses of one declaration; the segments that they need are added to `stands`."""
    declared = selection.declaration(project, name)
    assert not isinstance(declared, model.Target)
    promised = [one for one in declared.promises if isinstance(one, model.Expectation)]
    own = members(project, name)
    for number, one in enumerate(promised, 1):
        label = f"expect {name}"
        _stand(stands, label, declared.population, own)
        match one.measure, one.of:
            case model.Measure.SIZE, _:
                yield Question(name, one, declared.population, label, "")
            case model.Measure.SHARE, model.MetricValue(metric):
                yield Question(name, one, declared.population, label, "", metric)
            case _, condition:
                assert condition is not None
                assert not isinstance(condition, model.MetricValue)
                both = f"expect {name} {number}"
                _stand(stands, both, declared.population, model.All((own, condition)))
                yield Question(name, one, declared.population, both, label)


def _stand(
    stands: dict[str, model.Segment], name: str, population: str, condition: model.Condition
) -> None:
    stands[name] = model.Segment(name, population, condition, model.Description())


def _grouped(asked: Sequence[Question]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Programs to make: a population, a metric or '', and the segments to be counted.

    The first metric of a population is summed beside all its sizes.
    """
    for population in dict.fromkeys(one.population for one in asked):
        here = [one for one in asked if one.population == population]
        metrics = list(dict.fromkeys(one.metric for one in here if one.metric is not None))
        everything = [one for one in here if one.metric in (None, *metrics[:1])]
        yield population, metrics[0] if metrics else "", _segments(everything)
        for metric in metrics[1:]:
            yield population, metric, _segments([one for one in here if one.metric == metric])


def _segments(asked: Sequence[Question]) -> tuple[str, ...]:
    used = [segment for one in asked for segment in (one.part, one.whole) if segment]
    return tuple(dict.fromkeys(used))


@dataclass(frozen=True, slots=True)
class _Figures:
    """Sizes and sums by segment; '' is everybody."""

    sizes: Mapping[str, int]
    sums: Mapping[str, Decimal | None]

    @classmethod
    def of(cls, program: plan.Program, engine: Engine) -> _Figures:
        results = run.run((program,), engine)
        everybody = results.populations[0]
        sizes = {"": everybody.size, **{one.name: one.size for one in results.results}}
        sums = {"": everybody.value, **{one.name: one.value for one in results.results}}
        return cls(sizes, sums)


def _answer(question: Question, figures: _Figures) -> Kept:
    bounds = question.promise.bounds
    if question.is_a_number:
        size = Decimal(figures.sizes[question.part])
        return Kept(question.promise, size, _holds(Fraction(size), bounds))
    of = figures.sizes if question.metric is None else figures.sums
    part, whole = of[question.part], of[question.whole]
    if not whole or part is None:
        return Kept(question.promise, None, False)
    measured = Decimal(part) / Decimal(whole)
    return Kept(question.promise, measured, _holds(Fraction(part) / Fraction(whole), bounds))


def _holds(measured: Fraction, bounds: Sequence[model.Bound]) -> bool:
    for bound in bounds:
        assert isinstance(bound.limit.value, Decimal)
        sign = bound.sign
        word = predicates.UNEQUAL if sign == "!=" else predicates.COMPARISON_OF[sign]
        if not word.means(measured, Fraction(bound.limit.value)):
            return False
    return True
