"""`segdsl test`: the `example` and `expect` clauses of segments, and what came of each."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Names, Sets, WarehouseName
from segdsl.cli.session import Session
from segdsl.text.diagnostics import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from segdsl.cli.project import Workspace
    from segdsl.meaning import model
    from segdsl.promises.reasons import Reason
    from segdsl.statistics.expected import Questions
    from segdsl.statistics.survey import Kept
    from segdsl.text.diagnostics import Diagnostic, Language


class Format(StrEnum):
    text = "text"
    json = "json"
    github = "github"


NoWarehouse = Annotated[
    bool,
    typer.Option("--no-warehouse", help="Check the examples only: they need no data."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print what came of them.")]


class Status(Enum):
    """What came of a clause."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_MEASURED = "not_measured"


WORDS = {
    Status.KEPT: Said("ok", "tenu"),
    Status.BROKEN: Said("BROKEN", "NON TENU"),
    Status.NOT_MEASURED: Said("not measured", "non mesuré"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """A clause of a segment, what came of it and, where it is broken, what is to be said."""

    name: str
    promise: model.Promise
    status: Status
    measured: Decimal | None = None
    finding: Diagnostic | None = None
    reason: Reason | None = None


def test(
    session: Session,
    names: Names = None,
    no_warehouse: NoWarehouse = False,
    format: FormatOption = Format.text,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Check the examples and expectations of segments."""
    from segdsl.cli import project, usage
    from segdsl.cli import warehouse as warehouses

    usage.apart({"--no-warehouse": no_warehouse, "--warehouse": warehouse})
    workspace = project.sound(session, sets, warehouse)
    day = warehouses.as_of(workspace, warehouse, as_of)
    wanted = asked(workspace, names or [])
    there = bool(workspace.settings.warehouses) or warehouse is not None
    name = warehouses.chosen(workspace, warehouse).name if there and not no_warehouse else None
    results = tested(session, workspace, wanted, day, name)
    print_results(session, workspace, results, day, name, format)
    if format is Format.text:
        session.note(f"\n{_summary(session, results)}")
    if any(one.status is Status.BROKEN for one in results):
        raise typer.Exit(1)


def tested(
    session: Session, workspace: Workspace, names: Sequence[str], day: date, warehouse: str | None
) -> list[Result]:
    """Every clause of segments and segmentations, in order. Raises Failure."""
    from segdsl.meaning import model, selection

    project = workspace.analysis.project
    examples = iter(_examples(session, project, names, day))
    measured = _measured(session, workspace, names, day, warehouse)
    found: list[Result] = []
    for name in names:
        declared = selection.declaration(project, name)
        assert not isinstance(declared, model.Target)
        answers = iter(measured.get(name, ()))
        for promise in declared.promises:
            if isinstance(promise, model.Example):
                found.append(next(examples))
            else:
                found.append(_expectation(name, promise, next(answers, None)))
    return found


def asked(workspace: Workspace, words: list[str]) -> list[str]:
    """The segments and segmentations of the names given, each once. Raises Failure."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import selection

    project = workspace.analysis.project
    names, found = selection.lasting(project, words)
    if found:
        raise Failure(USAGE, found)
    wholes = (name if name in project.segments else name.partition(".")[0] for name in names)
    return list(dict.fromkeys(wholes))


def _examples(
    session: Session, project: model.Project, names: Sequence[str], day: date
) -> Iterator[Result]:
    from segdsl.promises import saying
    from segdsl.promises.examples import Judge

    with session.watch.stage("examples"):
        judge = Judge(project, day)
        for trial in judge.trials(names):
            finding = saying.of_trial(project, trial)
            status = Status.KEPT if finding is None else Status.BROKEN
            reason = judge.reason(trial) if finding is not None else None
            yield Result(trial.declared.name, trial.example, status, None, finding, reason)


def _measured(
    session: Session, workspace: Workspace, names: Sequence[str], day: date, warehouse: str | None
) -> Mapping[str, tuple[Kept, ...]]:
    """What the warehouse says of expectations; nothing without one. Raises Failure."""
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.statistics import expected

    if warehouse is None:
        return {}
    clauses: Questions = expected.questions(workspace.analysis.project, names, day, session.watch)
    if clauses.found:
        raise Failure(USAGE, clauses.found)
    if not clauses.asked:
        return {}
    with warehouses.opened(session, workspace, warehouse) as engine:
        warehouses.fitted(session, clauses.project, clauses.all_programs, engine)
        with session.watch.stage("run"):
            return clauses.answers(engine)


def _expectation(name: str, promise: model.Expectation, answer: Kept | None) -> Result:
    from segdsl.promises import saying

    if answer is None:
        return Result(name, promise, Status.NOT_MEASURED)
    if answer.holds:
        return Result(name, promise, Status.KEPT, answer.measured)
    finding = saying.of_expectation(name, promise, answer.measured)
    return Result(name, promise, Status.BROKEN, answer.measured, finding)


# --- what is printed ---


def print_results(
    session: Session,
    workspace: Workspace,
    results: Sequence[Result],
    day: date,
    warehouse: str | None,
    format: Format,
) -> None:
    """What came of every clause, in the form asked for."""
    from segdsl.cli.report import as_json, for_github

    match format:
        case Format.json:
            listed = [_value(one, session.language) for one in results]
            print(as_json({"as_of": day, "warehouse": warehouse, "results": listed}))
        case Format.github:
            found = [one.finding for one in results if one.finding is not None]
            if found:
                print(for_github(found, session.language, workspace.folder))
        case Format.text:
            print(_heading(session, day, warehouse))
            for block in (*_clauses(results, session.language), *_findings(session, results)):
                print(f"\n{block}")


def _heading(session: Session, day: date, warehouse: str | None) -> str:
    if warehouse is None:
        return session.says(f"as of {day}, no warehouse", f"au {day}, sans entrepôt")
    return session.says(f"as of {day}, warehouse {warehouse}", f"au {day}, entrepôt {warehouse}")


def _clauses(results: Sequence[Result], language: Language) -> Iterator[str]:
    """A block for each segment, a line for each of its clauses."""
    widest = max((len(WORDS[one.status].in_(language)) for one in results), default=0)
    for name in dict.fromkeys(one.name for one in results):
        lines = [name]
        for one in results:
            if one.name == name:
                status = WORDS[one.status].in_(language).ljust(widest)
                lines.append(f"  {status}  {_place(one)}  {_clause(one)}{_told(one, language)}")
        yield "\n".join(lines)


def _clause(result: Result) -> str:
    span = result.promise.span
    return " ".join(span.text.split()) if span is not None else ""


def _place(result: Result) -> str:
    span = result.promise.span
    return f"{span.file.path}:{span.line}" if span is not None else ""


def _told(result: Result, language: Language) -> str:
    """The figure that was measured."""
    from segdsl.meaning import model
    from segdsl.promises import saying

    if result.measured is None or not isinstance(result.promise, model.Expectation):
        return ""
    return f"  → {saying.found(result.promise, result.measured, language)}"


def _findings(session: Session, results: Sequence[Result]) -> Iterator[str]:
    """What is to be said of broken clauses, an example with its conditions."""
    from segdsl.cli import reasons
    from segdsl.cli.report import hidden, palette_for
    from segdsl.text import report

    palette = palette_for(session.color.value, sys.stdout)
    for one in results:
        if one.finding is None:
            continue
        text = hidden(report.text([one.finding], session.language, palette))
        if one.reason is not None:
            text += "".join(f"\n    {line}" for line in reasons.lines(one.reason, session.language))
        yield text


def _summary(session: Session, results: Sequence[Result]) -> str:
    counts = {status: sum(one.status is status for one in results) for status in Status}
    if not results:
        return session.says(
            "there is no `example` and no `expect` clause: `segdsl examples NAME` proposes some",
            "aucune clause `example` ni `expect` : `segdsl examples NOM` en propose",
        )
    kept, broken = counts[Status.KEPT], counts[Status.BROKEN]
    waiting = counts[Status.NOT_MEASURED]
    en = f"{kept} kept, {broken} broken"
    fr = f"tenues : {kept}, non tenues : {broken}"
    if waiting:
        en += f", {waiting} not measured without a warehouse"
        fr += f", non mesurées sans entrepôt : {waiting}"
    return session.says(en, fr)


def _value(result: Result, language: Language) -> dict[str, object]:
    """A clause for machines."""
    from segdsl.cli import reasons
    from segdsl.meaning import model
    from segdsl.text import report

    is_example = isinstance(result.promise, model.Example)
    said = None if result.finding is None else report.as_json([result.finding], language)[0]
    span = result.promise.span
    return {
        "name": result.name,
        "kind": "example" if is_example else "expect",
        "clause": _clause(result),
        "file": None if span is None else span.file.path,
        "line": None if span is None else span.line,
        "status": result.status.value,
        "measured": result.measured,
        "diagnostic": said,
        "reason": None if result.reason is None else reasons.plain(result.reason),
    }
