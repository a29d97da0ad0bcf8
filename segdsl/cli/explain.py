"""`segdsl explain`: what a name means, in English and French, and the SQL of its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Dialect, Sets, TextOrJson, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from segdsl.cli.project import Workspace
    from segdsl.site.entries import Entry

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A segment, segmentation, class (`cycle.actif`) or target, a metric, channel, list,"
        " define or parameter.",
    ),
]
Customer = Annotated[
    str | None,
    typer.Option(
        "--customer",
        metavar="KEY",
        help="Say why this customer is in or out, on the warehouse, and what would change it.",
    ),
]
NoFigures = Annotated[
    bool, typer.Option("--no-figures", help="Ask no warehouse how many customers remain.")
]
FormatOption = Annotated[TextOrJson, typer.Option("--format", help="How to print it.")]


def explain(
    session: Session,
    name: Name,
    customer: Customer = None,
    no_figures: NoFigures = False,
    dialect: Dialect = None,
    format: FormatOption = TextOrJson.text,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Say what a name means in words, whom each condition keeps, and its SQL."""
    from segdsl.cli import attrition, project, usage
    from segdsl.cli import warehouse as warehouses
    from segdsl.cli.report import as_json
    from segdsl.site.entries import Gatherer

    usage.apart({"--customer": customer, "--no-figures": no_figures})
    usage.apart({"--customer": customer, "--dialect": dialect})
    workspace = project.sound(session, sets, warehouse)
    day = warehouses.as_of(workspace, warehouse, as_of)
    target = warehouses.dialect(workspace, warehouse, dialect and dialect.value)
    _require_known(workspace, name)
    if customer is not None:
        from segdsl.cli import customer as customers

        customers.explain(session, workspace, name, customer, day, warehouse, format)
        return
    found = Gatherer(workspace.analysis, day, [target], session.language, session.watch).entry(name)
    rungs = None if no_figures else attrition.tried(session, workspace, name, day, warehouse)
    model = workspace.analysis.project
    if format is TextOrJson.json:
        counted = {"attrition": attrition.plain(model, rungs)}
        head = {"as_of": day, "dialect": target.name}
        print(as_json({**head, **_value(found, target.name), **counted}))
    else:
        print(_text(session, found, "" if rungs is None else attrition.text(session, model, rungs)))


def _require_known(workspace: Workspace, name: str) -> None:
    """Raises Failure unless the name is one that can be said."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import selection
    from segdsl.text import spelling
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import Diagnostic, Said

    project = workspace.analysis.project
    others = [
        *(*project.metrics, *project.parameters, *project.channels),
        *(*project.defines, *project.lists),
    ]
    selected, found = selection.selected(project, [name])
    if name in others or name in selected[:1]:
        return
    # a segment whose name is close is known to the selection
    close = spelling.closest(name, others) or next((one.facts.get("close") for one in found), None)
    said = Diagnostic(catalog.NOT_EXPLAINED, None, {"name": name})
    if isinstance(close, str):
        help = Said(f"did you mean `{close}`?", f"vouliez-vous dire `{close}` ?")
        said = Diagnostic(catalog.NOT_EXPLAINED, None, {"name": name}, help=help)
    raise Failure(USAGE, [said])


def _value(found: Entry, dialect: str) -> dict[str, object]:
    return {
        "name": found.name,
        "kind": found.kind.name.lower(),
        "population": found.population,
        "label": found.description.label,
        "sentences": found.sentences,
        "classes": [{"name": one.name, "sentences": one.sentences} for one in found.classes],
        "promises": found.promises,
        "place": found.place,
        "source": found.source,
        "made_of": found.made_of,
        "used_by": found.used_by,
        "sql": found.sql.get(dialect),
    }


def _text(session: Session, found: Entry, attrition: str) -> str:
    """The sentences, what the name touches, and the SQL, each apart."""
    from segdsl.text.diagnostics import LANGUAGES

    label = f"  {found.description.label}" if found.description.label else ""
    first = session.language
    order = sorted(LANGUAGES, key=lambda one: one != first)
    parts = [f"{found.name}{label}\n{found.place}"]
    parts += [found.sentences[language] for language in order]
    if found.promises:
        parts.append("\n".join(one[first] for one in found.promises))
    for part in found.classes:
        parts.append("\n".join([part.name, *(f"  {part.sentences[one]}" for one in order)]))
    parts += [attrition] if attrition else []
    made_of, used_by = ", ".join(found.made_of) or "–", ", ".join(found.used_by) or "–"
    parts.append(
        session.says(
            f"made of: {made_of}\nused by: {used_by}",
            f"fait de : {made_of}\nutilisé par : {used_by}",
        )
    )
    return "\n\n".join([*parts, *(sql.rstrip() for sql in found.sql.values())])
