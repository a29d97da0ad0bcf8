"""How a population becomes a segment, condition by condition, as `explain` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from segdsl.cli.project import Workspace
    from segdsl.cli.session import Session
    from segdsl.meaning import model
    from segdsl.statistics.survey import Attrition, Rung


def counted(
    session: Session, workspace: Workspace, name: str, day: date, warehouse: str | None
) -> Attrition | None:
    """The rungs of a segment, class or target; None for other names and without a warehouse.

    Raises Failure.
    """
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import moments
    from segdsl.statistics import questions
    from segdsl.statistics.questions import Figures, Round

    project = workspace.analysis.project
    population = _population(project, name)
    if population is None or not (workspace.settings.warehouses or warehouse):
        return None
    found = moments.troubles(project, [name.partition(".")[0]], day)
    if found:
        raise Failure(USAGE, found)
    about = questions.about(project, project.tables[population], day, ())
    members = [one for one in about.members if one.name == name and one.is_explained]
    if not members:
        return None
    with session.watch.stage("planning"):
        asked = Round(about)
        asked.ask_explained(members[0])
        program = asked.asking.inquiry.program()
    chosen = warehouses.chosen(workspace, warehouse).name
    with warehouses.opened(session, workspace, chosen) as engine:
        warehouses.fitted(session, project, [program], engine)
        with session.watch.stage("run"):
            rows = engine.rows(asked.asking.statement(program, engine.dialect))
    figures = Figures()
    asked.keep(asked.asking.answers(rows), figures)
    return figures.attritions[name]


def tried(
    session: Session, workspace: Workspace, name: str, day: date, warehouse: str | None
) -> Attrition | None:
    """The same where a warehouse answers; where it does not, that is said beside the output."""
    from segdsl.cli.failure import Failure
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    try:
        return counted(session, workspace, name, day, warehouse)
    except Failure as failure:
        if warehouse is not None:  # it was asked for by name
            raise
        session.warn([*failure.diagnostics, about(catalog.NOT_COUNTED, None)])
        return None


def _population(project: model.Project, name: str) -> str | None:
    """The population of what has members, by its name; None for other names."""
    whole = name.partition(".")[0]
    found = (
        project.segments.get(name) or project.segmentations.get(whole) or project.targets.get(whole)
    )
    return None if found is None else found.population


def text(session: Session, project: model.Project, found: Attrition) -> str:
    """A line for each condition: who is left after it, whom it holds for, the size without it."""
    from segdsl.cli import table
    from segdsl.text import figures

    language = session.language
    head = (
        session.says("condition", "condition"),
        session.says("left", "restent"),
        session.says("alone", "seule"),
        session.says("without it", "sans elle"),
    )
    everybody = session.says("everybody", "tout le monde")
    rows: list[tuple[str, ...]] = [(everybody, figures.count(found.start, language), "", "")]
    for rung in found.rungs:
        counts = [rung.kept, rung.alone, rung.without]
        cells = ["" if one is None else figures.count(one, language) for one in counts]
        rows.append((_condition(session, project, rung), *cells))
    return table.aligned(head, rows)


def _condition(session: Session, project: model.Project, rung: Rung) -> str:
    from segdsl.promises import writing

    if rung.condition is not None:
        return writing.condition(project, rung.condition)
    if rung.alone is None:
        return session.says("(limit)", "(plafond)")
    return session.says("(in no class before)", "(dans aucune classe avant)")


def plain(project: model.Project, found: Attrition | None) -> dict[str, object] | None:
    """The same for machines."""
    from segdsl.promises import writing

    if found is None:
        return None
    return {
        "start": found.start,
        "rungs": [
            {
                "condition": None
                if one.condition is None
                else writing.condition(project, one.condition),
                "kept": one.kept,
                "alone": one.alone,
                "without": one.without,
            }
            for one in found.rungs
        ],
    }
