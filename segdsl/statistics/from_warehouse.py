"""Survey a project: its meaning, a day, days before it and an engine in, a Survey out.

Everything that is asked of a population is one statement, and the metrics behind it are computed
once a day. Above MOST_TOGETHER names there are several, since engines limit the columns of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from segdsl.compiler import Stopwatch
from segdsl.meaning import model
from segdsl.planning import plan
from segdsl.statistics import categories, questions
from segdsl.statistics.asking import Answers, Asking, Reader
from segdsl.statistics.categories import Values
from segdsl.statistics.questions import About, Figures, Round
from segdsl.statistics.survey import Survey
from segdsl.warehouse.engine import Engine


def survey(
    project: model.Project,
    as_of: date,
    days: Sequence[date],
    engine: Engine,
    watch: Stopwatch,
    told: Callable[[str], None],
) -> Survey:
    """All that a warehouse says of a project on a day, and of its segments on `days`.

    `days` are in order and end with the day; without any there are no trends. `told` hears the name
    of each population before it is asked about. The warehouse must fit: who has to look first asks
    for the questionnaire, whose programs say what is read. Raises Refused.
    """
    return questionnaire(project, as_of, days, watch).asked(engine, watch, told)


MOST_TOGETHER = 300  # names of one statement: PostgreSQL gives 1,664 columns to a SELECT


@dataclass(frozen=True, slots=True)
class Look:
    """Which values fields have: a small statement before the first round of a population."""

    asking: Asking
    program: plan.Program
    values: Reader[Values]


@dataclass(frozen=True, slots=True)
class Planned:
    """One round with its program; `look` is what has to be seen of its fields before, if any."""

    round: Round
    program: plan.Program
    look: Look | None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All that is to be asked, planned; rounds of one population stand together."""

    as_of: date
    rounds: tuple[Planned, ...]

    @property
    def programs(self) -> tuple[plan.Program, ...]:
        """What is read: for `warehouse.checks.fit`. What a look reads is in its round's too."""
        return tuple(one.program for one in self.rounds)

    def asked(self, engine: Engine, watch: Stopwatch, told: Callable[[str], None]) -> Survey:
        """The survey of a warehouse that fits. Raises Refused."""
        found = Figures()
        for one in self.rounds:
            told(one.program.population)
            if one.look is not None:
                one.round.ask_categories(
                    one.look.values(_answers(one.look.asking, one.look.program, engine, watch))
                )
            answers = _answers(one.round.asking, one.program, engine, watch)
            with watch.stage("figures"):
                one.round.keep(answers, found)
        return Survey(
            as_of=self.as_of,
            warehouse=engine.name,
            crowds=found.crowds,
            attritions=found.attritions,
            thresholds=found.thresholds,
            unknowns=found.unknowns,
            distributions=found.distributions,
            placings=found.placings,
            trends=found.trends,
            flows=found.flows,
            grids=found.grids,
            kept={},
        )


def questionnaire(
    project: model.Project, as_of: date, days: Sequence[date], watch: Stopwatch
) -> Questionnaire:
    """What is to be asked of each population, of which nothing has been looked at yet."""
    with watch.stage("planning"):
        rounds = tuple(
            one
            for population in project.populations()
            for one in _rounds(questions.about(project, population, as_of, days))
        )
    return Questionnaire(as_of, rounds)


def _rounds(about: About) -> Iterator[Planned]:
    """Everything at once, or names in several rounds, the whole population in the first."""
    members = about.members
    for start in range(0, max(1, len(members)), MOST_TOGETHER):
        one = Round(about)
        if start == 0:
            one.ask_whole()
        one.ask_members(members[start : start + MOST_TOGETHER])
        yield Planned(one, one.asking.inquiry.program(), _look(about) if start == 0 else None)


def _look(about: About) -> Look | None:
    asking, values = categories.look(about.project, about.population, about.as_of)
    return Look(asking, asking.inquiry.program(), values) if asking.labels else None


def _answers(asking: Asking, program: plan.Program, engine: Engine, watch: Stopwatch) -> Answers:
    with watch.stage("sql"):
        sql = asking.statement(program, engine.dialect)
    with watch.stage("survey"):
        rows = engine.rows(sql)
    with watch.stage("figures"):
        return asking.answers(rows)
