"""Run cases on subjects: which hold, and of those that do not, what was found instead.

Cases that share a model and rows are loaded once and, where they add nothing to the model, asked
together; what fails together is asked again one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from segdsl.meaning import model
from segdsl.meaning.settings import Settings
from segdsl.text.diagnostics import Diagnostic
from tests.conformance.kit import Case
from tests.conformance.questions import Question, question
from tests.conformance.subjects import Stopped, Subject
from tests.conformance.world import world
from tests.differential.comparison import Members
from tests.meaning import shop


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case on one subject: `problem` is empty where it holds."""

    case: Case
    subject: str
    problem: str = ""


class Refused(Exception):
    """The declarations of a case are not accepted."""

    def __init__(self, found: Sequence[Diagnostic]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(f"{one.message.code} {_says(one)}" for one in found))


@dataclass(slots=True)
class Asked:
    """Cases asked in one project, and what each of them expects of it."""

    cases: list[Case]
    project: model.Project
    questions: list[Question] = field(default_factory=list)


def outcomes(cases: Sequence[Case], subject: Subject) -> Iterator[Outcome]:
    """What becomes of each case of a topic."""
    for case in cases:
        if case.refuse:
            yield Outcome(case, subject.name, _refusal(case))
    for together in _worlds([case for case in cases if not case.refuse]):
        yield from _in_one_world(together, subject)


def unexpected(found: Sequence[Outcome]) -> list[str]:
    """What a run must not show, in words: nothing where every case holds."""
    return [f"{one.case.name}\n    {one.problem}" for one in found if one.problem]


def _worlds(cases: Sequence[Case]) -> list[list[Case]]:
    """Cases whose tables are the same, together."""
    found: dict[object, list[Case]] = {}
    for case in cases:
        tables = {
            name: [sorted(row.items(), key=str) for row in t] for name, t in case.rows.items()
        }
        place = (case.model, repr(sorted(tables.items())), repr(sorted(case.lists.items())))
        found.setdefault(place, []).append(case)
    return list(found.values())


def _in_one_world(cases: Sequence[Case], subject: Subject) -> Iterator[Outcome]:
    loaded = False
    for together in _projects(cases):
        for asked in _understood(together):
            if isinstance(asked, Outcome):
                yield Outcome(asked.case, subject.name, asked.problem)
                continue
            rows = world(asked.project, asked.cases[0])
            if not loaded:
                subject.load(asked.project, rows)
                loaded = True
            yield from _answered(asked, subject)


def _projects(cases: Sequence[Case]) -> list[list[Case]]:
    """Cases that may be asked in one project: same declarations, settings and day."""
    found: dict[object, list[Case]] = {}
    for case in cases:
        alone = case.name if case.stops or case.target else ""
        place = (
            case.given, case.timezone, case.week_starts, case.as_of,
            tuple(sorted(case.settings.items())), alone,
        )  # fmt: skip
        found.setdefault(place, []).append(case)
    return list(found.values())


def _understood(cases: Sequence[Case]) -> list[Asked | Outcome]:
    """One project for all; where it is refused, one for each."""
    try:
        return [_asked(cases)]
    except Refused as refused:
        if len(cases) == 1:
            return [Outcome(cases[0], "", f"refused: {refused}")]
        return [one for case in cases for one in _understood([case])]


def _asked(cases: Sequence[Case]) -> Asked:
    questions = [question(case, f"case_{number}") for number, case in enumerate(cases, 1)]
    project = _project(cases[0], *(one.text for one in questions))
    return Asked(list(cases), project, questions)


def _project(case: Case, *texts: str) -> model.Project:
    """Raises Refused where there is any error."""
    settings = Settings("kit", case.timezone, case.week_starts)
    texts = tuple(text for text in (case.model, case.given, *texts) if text)
    contents = {path: text.encode() for path, text in case.lists.items()}
    project, said = shop.understood(
        *texts, settings=settings, overrides=case.settings, contents=contents
    )
    errors = [one for one in said if one.is_error]
    if errors:
        raise Refused(errors)
    return project


def _answered(asked: Asked, subject: Subject) -> Iterator[Outcome]:
    try:
        found = subject.members(
            asked.project, world(asked.project, asked.cases[0]), asked.cases[0].as_of
        )
    except Stopped as stopped:
        for case in asked.cases:
            held = case.stops == stopped.code
            yield Outcome(case, subject.name, "" if held else f"stopped: {stopped.code}")
        return
    for case, one in zip(asked.cases, asked.questions, strict=True):
        if case.stops:
            yield Outcome(case, subject.name, f"not stopped, {case.stops} expected")
        else:
            yield Outcome(case, subject.name, "; ".join(_differences(one, found)))


def _differences(one: Question, found: Members) -> Iterator[str]:
    named = {name for name in found if name.partition(".")[0] in one.names}
    for name in sorted(named | set(one.expected)):
        expected, actual = one.expected.get(name, frozenset()), found.get(name, frozenset())
        if expected != actual:
            asked = next(
                (t for t in one.text.splitlines() if t.startswith(f"segment {name}:")), name
            )
            yield f"{asked}: expected {sorted(expected)}, found {sorted(actual)}"


def _refusal(case: Case) -> str:
    """Exactly one error is said, of the code expected, at the place expected."""
    try:
        _project(case, case.refuse)
    except Refused as refused:
        said = [(one.message.code, one.span.text if one.span else "") for one in refused.found]
        if [code for code, _ in said] != [case.error]:
            return f"expected {case.error}, found {refused}"
        if case.at and said[0][1] != case.at:
            return f"{case.error} is expected at `{case.at}`, not at `{said[0][1]}`"
        return ""
    return f"expected {case.error}, nothing found"


def _says(one: Diagnostic) -> str:
    return one.said(one.message.says, "en")
