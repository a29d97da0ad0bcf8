"""`segdsl audit`: the guides' tests of a good segment, put to those of a project."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Names, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from segdsl.statistics.audit import Audited, Finding


class Format(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the findings.")]
Strict = Annotated[bool, typer.Option("--strict", help="Fail where somebody should look.")]
LEGEND = {
    "en": (
        "`!`: somebody should look. of-all: of the population; value: of the total; reach: by the",
        "best channel; alike: shared with the most similar segment, of all in either; spread: the",
        "members' deviation beside everybody's (median over metrics); turnover: who came or went",
        "in a month, of those before and after.",
    ),
    "fr": (
        "`!` : à regarder de près. part : de la population ; valeur : du total ; joignables : par",
        "le meilleur canal ; semblable : partagé avec le segment le plus proche, sur ceux de l'un",
        "ou l'autre ; dispersion : écart type des membres rapporté à celui de tous (médiane des",
        "métriques) ; renouvelés : entrés ou sortis en un mois, sur ceux d'avant et d'après.",
    ),
}
DAYS = 7  # ends of months in a trend, the day itself among them
MONTH = 30


def audit(
    session: Session,
    names: Names = None,
    strict: Strict = False,
    format: FormatOption = Format.text,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Say whether segments are quantifiable, profitable, reachable, distinct, alike and stable."""
    from segdsl.cli import project
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import selection
    from segdsl.statistics import from_warehouse
    from segdsl.statistics.audit import Limits
    from segdsl.statistics.audit import audit as audited
    from segdsl.statistics.spreads import spreads

    workspace = project.sound(session, sets, warehouse)
    model = workspace.analysis.project
    selected, found = selection.lasting(model, names or [])
    if found:
        raise Failure(USAGE, found)
    wanted = tuple(one for name in selected for one in _parts(model, name))
    day = warehouses.as_of(workspace, warehouse, as_of)
    days = [day - timedelta(days=MONTH * n) for n in reversed(range(DAYS))]
    asked = from_warehouse.questionnaire(model, day, days, session.watch)
    with warehouses.opened(session, workspace, warehouse) as engine:
        warehouses.fitted(session, model, asked.programs, engine)
        survey = asked.asked(engine, session.watch, session.detail)
        spread = spreads(model, day, wanted, engine, session.watch)
        name = engine.name
    results = audited(model, survey, spread, wanted, Limits())
    _print(session, results, day, name, format)
    if strict and not all(one.is_good for one in results):
        raise typer.Exit(1)


def _parts(project: object, name: str) -> tuple[str, ...]:
    """A segment or class; of a segmentation its declared classes; no target."""
    from segdsl.meaning import model

    assert isinstance(project, model.Project)
    if name in project.segments:
        return (name,)
    whole, _, part = name.partition(".")
    if whole not in project.segmentations:
        return ()
    if part:
        return (name,)
    return tuple(f"{name}.{one.name}" for one in project.segmentations[whole].classes)


def _print(
    session: Session, found: Sequence[Audited], day: date, warehouse: str, format: Format
) -> None:
    from dataclasses import asdict

    from segdsl.cli import table
    from segdsl.cli.report import as_json
    from segdsl.text.figures import count

    if format is Format.json:
        values = [
            asdict(one)
            | {
                "findings": [
                    asdict(each)
                    | {"criterion": each.criterion.value, "verdict": each.verdict.value}
                    for each in one.findings
                ]
            }
            for one in found
        ]
        print(as_json({"as_of": day, "warehouse": warehouse, "segments": values}))
        return
    language = session.language
    head = session.says(
        "name size of-all value reach alike spread turnover",
        "nom effectif part valeur joignables semblable dispersion renouvelés",
    ).split()
    rows = [
        (one.name, count(one.size, language), *(_cell(session, each) for each in one.findings))
        for one in found
    ]
    lay_out = table.piped if format is Format.markdown else table.aligned
    print(session.says(f"as of {day}, warehouse {warehouse}", f"au {day}, entrepôt {warehouse}"))
    print(f"\n{lay_out(head, rows)}\n")
    print("\n".join(LEGEND[language]))


def _cell(session: Session, one: Finding) -> str:
    """The figure with its mark and, where that says more, what it is of."""
    from segdsl.statistics.audit import Criterion, Verdict
    from segdsl.text.figures import percent

    if one.figure is None:
        return "–"
    mark = " !" if one.verdict is Verdict.LOOK else ""
    named = (
        f" {one.of}"
        if one.of and one.criterion in (Criterion.REACHABLE, Criterion.DISTINCT)
        else ""
    )
    return f"{percent(one.figure, session.language)}{named}{mark}"
