"""`segdsl examples`: the customers on the boundary of a segment, as clauses to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from segdsl.cli.options import AsOf, Sets, TextOrJson
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from segdsl.cli.project import Workspace
    from segdsl.meaning.parts import Part
    from segdsl.promises.boundary import Proposal, Proposals
    from segdsl.promises.coverage import Shown
    from segdsl.promises.examples import Declared

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A segment or a segmentation of declared classes.")
]
Coverage = Annotated[
    bool,
    typer.Option("--coverage", help="Say which conditions the examples that are there show."),
]
FormatOption = Annotated[TextOrJson, typer.Option("--format", help="How to print it.")]
OTHERS = {"en": ("other", "another"), "fr": ("autre", "autre encore")}


def examples(
    session: Session,
    name: Name,
    coverage: Coverage = False,
    format: FormatOption = TextOrJson.text,
    as_of: AsOf = None,
    sets: Sets = None,
) -> None:
    """Propose examples of a segment: who is just in and just out."""
    from segdsl.cli import project
    from segdsl.cli import warehouse as warehouses
    from segdsl.promises import boundary
    from segdsl.promises import coverage as shown
    from segdsl.promises.examples import Judge

    workspace = project.sound(session, sets)
    declared = _declared(workspace, name)
    judge = Judge(workspace.analysis.project, warehouses.as_of(workspace, None, as_of))
    if coverage:
        with session.watch.stage("examples"):
            covered = shown.coverage(judge, declared)
        _print_coverage(session, declared, covered, format)
        return
    with session.watch.stage("examples"):
        found = boundary.proposals(judge, declared, OTHERS[session.language])
    _print_proposals(session, workspace, declared, found, format)


def _declared(workspace: Workspace, name: str) -> Declared:
    """The segment or segmentation of a name. Raises Failure."""
    from segdsl.cli.failure import USAGE, Failure
    from segdsl.meaning import selection
    from segdsl.text.catalog import cli as catalog
    from segdsl.text.diagnostics import about

    project = workspace.analysis.project
    found = project.segments.get(name) or project.segmentations.get(name)
    if found is not None:
        return found
    names, said = selection.selected(project, [name])
    if said:
        raise Failure(USAGE, said)
    raise Failure(USAGE, [about(catalog.NO_EXAMPLES_OF, None, name=name, whole=_whole(names))])


def _whole(names: tuple[str, ...]) -> str:
    return names[0].partition(".")[0] if names else ""


# --- proposals ---


def _print_proposals(
    session: Session, workspace: Workspace, declared: Declared, found: Proposals, format: TextOrJson
) -> None:
    from segdsl.cli.report import as_json
    from segdsl.promises import boundary, writing

    project = workspace.analysis.project
    if format is TextOrJson.json:
        listed = [
            {
                "in": one.is_in,
                "clause": boundary.clause(project, one),
                "shows": [
                    {"condition": writing.condition(project, leaf.condition), "holds": holds}
                    for leaf, holds in one.shows
                ],
            }
            for one in found.examples
        ]
        without = [writing.condition(project, leaf.condition) for leaf in found.without]
        print(as_json({"name": declared.name, "examples": listed, "without": without}))
        return
    for one in found.examples:
        print(f"  {boundary.clause(project, one)}{_comment(session, workspace, one)}")
    for line in _without(session, workspace, declared, found):
        session.note(line)


def _comment(session: Session, workspace: Workspace, one: Proposal) -> str:
    """Which conditions hold or not, so that this customer is in or out."""
    parts = []
    for holds, said in (
        (True, session.says(": true", "\N{NO-BREAK SPACE}: vrai")),
        (False, session.says(": false", "\N{NO-BREAK SPACE}: faux")),
    ):
        texts = [_text(workspace, leaf) for leaf, held in one.shows if held is holds]
        if texts:
            parts.append(f"{', '.join(texts)}{said}")
    return f"  # {session.says('; ', ' ; ').join(parts)}"


def _text(workspace: Workspace, leaf: Part) -> str:
    from segdsl.promises import writing

    return writing.condition(workspace.analysis.project, leaf.condition)


def _without(
    session: Session, workspace: Workspace, declared: Declared, found: Proposals
) -> Iterator[str]:
    """The conditions for which there is no example, and why."""
    from segdsl.meaning import model

    if isinstance(declared, model.Segmentation) and declared.by is not None:
        yield session.says(
            f"`{declared.name}` has the classes that its data have: no boundary lies between them",
            f"`{declared.name}` a les classes de ses données : aucune limite ne les sépare",
        )
        return
    if found.without:
        yield session.says(
            "no example for these: what they look at has no name that can be given, moves with the"
            " day, or decides nothing by itself; a metric or segment of its own gives it a name",
            "pas d'exemple pour celles-ci : ce qu'elles regardent n'a pas de nom à donner, bouge"
            " avec le jour, ou ne décide rien seul ; une métrique ou un segment à part leur donne"
            " un nom",
        )
        for leaf in found.without:
            yield f"  {_place(leaf)}{_text(workspace, leaf)}"


def _place(leaf: Part) -> str:
    span = leaf.condition.span
    return "" if span is None else f"{span.place}  "


# --- coverage ---


def _print_coverage(
    session: Session, declared: Declared, found: tuple[Shown, ...], format: TextOrJson
) -> None:
    from segdsl.cli.report import as_json

    if format is TextOrJson.json:
        print(as_json({"name": declared.name, "conditions": [_covered(one) for one in found]}))
        return
    for one in found:
        print("\n".join(_lines(session, one)))
    covered = sum(one.is_covered for one in found)
    said = session.says(
        f"{covered} of {len(found)} conditions are shown true and false",
        f"conditions montrées vraies et fausses : {covered} sur {len(found)}",
    )
    if covered < len(found):
        said += session.says(
            f"; `segdsl examples {declared.name}` proposes the rest",
            f" ; `segdsl examples {declared.name}` propose le reste",
        )
    session.note(said)


def _lines(session: Session, one: Shown) -> Iterator[str]:
    from segdsl.proof import saying

    sign = "✓" if one.is_covered else "✗"
    yield f"{sign} {_place(one.leaf)}{saying.text_of(one.leaf.condition)}"
    nobody = session.says("no example", "aucun exemple")
    sides = (
        (session.says("true: ", "vrai : "), one.true),
        (session.says("false:", "faux : "), one.false),
    )
    for said, shown in sides:
        places = ", ".join(f"{x.span.file.path}:{x.span.line}" for x in shown if x.span)
        yield f"    {said} {places or nobody}"


def _covered(one: Shown) -> dict[str, object]:
    from segdsl.proof import saying

    span = one.leaf.condition.span
    return {
        "condition": saying.text_of(one.leaf.condition),
        "file": None if span is None else span.file.path,
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
        "true": [x.span.line for x in one.true if x.span],
        "false": [x.span.line for x in one.false if x.span],
    }
