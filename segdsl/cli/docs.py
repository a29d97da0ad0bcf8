"""`segdsl docs`: a page about every declaration of a project, with figures where there are rows."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from segdsl.cli.options import AsOf, Sets, WarehouseName
from segdsl.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from segdsl.cli.project import Workspace
    from segdsl.meaning import model
    from segdsl.site.entries import Figures
    from segdsl.text.diagnostics import Language

PERIODS = 13  # days of a trend: the first one is a year before the last
FEWEST_PERIODS = 4  # so that there is always one three months before
MOST_COUNTS = 600  # names times days of one statement; far above, engines refuse or take minutes
LEDGER = ".segdsl-pages"  # the pages of the last time, so that none outlives its declaration


class Format(StrEnum):
    html = "html"
    markdown = "markdown"
    json = "json"


FOLDERS = {Format.html: Path("site"), Format.markdown: Path("pages")}
ENDINGS = {Format.html: ".html", Format.markdown: ".md", Format.json: ".json"}
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        help="The folder to write to; by default `site`, `pages` for Markdown, and standard"
        " output for JSON.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="What to write.")]
NoFigures = Annotated[bool, typer.Option("--no-figures", help="Write without a warehouse.")]


def docs(
    session: Session,
    output: Output = None,
    format: FormatOption = Format.html,
    no_figures: NoFigures = False,
    as_of: AsOf = None,
    warehouse: WarehouseName = None,
    sets: Sets = None,
) -> None:
    """Write a site about every segment, and about what segments are made of."""
    from segdsl.cli import project
    from segdsl.cli import warehouse as warehouses

    workspace = project.sound(session, sets, warehouse)
    day = warehouses.as_of(workspace, warehouse, as_of)
    wanted = not no_figures and (workspace.settings.warehouses or warehouse is not None)
    figures = measured(session, workspace, day, warehouse) if wanted else None
    pages = made(session, workspace, day, figures, format)
    if output is None and format is Format.json:
        print(pages[index(format)], end="")
        return
    folder = session.folder / (output or FOLDERS[format])
    written(session, pages, format, folder)
    count, where = len(pages), folder / index(format)
    session.note(session.says(f"{count} files: {where}", f"{count} fichiers : {where}"))


def index(format: Format) -> str:
    """The file to open first."""
    return f"index{ENDINGS[format]}"


def measured(
    session: Session, workspace: Workspace, day: date, warehouse: str | None
) -> Figures | None:
    """The sizes, shares and values of everything; None of a project with nothing to run."""
    from dataclasses import replace

    from segdsl.cli import compile
    from segdsl.cli import warehouse as warehouses
    from segdsl.site.entries import Figures
    from segdsl.statistics import expected
    from segdsl.statistics.audit import Limits, audit
    from segdsl.statistics.from_warehouse import questionnaire
    from segdsl.statistics.spreads import spreads
    from segdsl.warehouse import run as runs

    found = workspace.analysis.project
    if not (found.segments or found.segmentations or found.targets):
        return None
    name = warehouses.chosen(workspace, warehouse).name
    programs = compile.weighed_programs(session, workspace, [], day)
    asked = questionnaire(found, day, _periods(found, day), session.watch)
    promised = expected.questions(found, _promising(found), day, session.watch)
    with warehouses.opened(session, workspace, name) as engine:
        warehouses.fitted(session, found, [*programs, *asked.programs], engine)
        with session.watch.stage("run"):
            results = runs.run(programs, engine)
        survey = asked.asked(engine, session.watch, session.detail)
        with session.watch.stage("run"):
            kept = promised.answers(engine)
        survey = replace(survey, kept=kept)
        names = tuple(one for crowd in survey.crowds.values() for one in crowd.names)
        spread = spreads(found, day, names, engine, session.watch)
        audits = {one.name: one for one in audit(found, survey, spread, names, Limits())}
        return Figures(day, name, results, survey, audits)


def _promising(project: model.Project) -> list[str]:
    """The segments and segmentations of which their authors expect something."""
    from segdsl.meaning import model

    groups = (project.segments, project.segmentations)
    return [
        name
        for group in groups
        for name, one in group.items()
        if any(isinstance(promise, model.Expectation) for promise in one.promises)
    ]


def _periods(project: model.Project, day: date) -> list[date]:
    """Days a month apart that end with the day: a year of them, fewer where segments are many."""
    from segdsl.meaning.vocabulary.periods import Length, Unit
    from segdsl.statistics.memberships import memberships

    names = max(len(memberships(project, one.name)) for one in project.populations())
    count = max(FEWEST_PERIODS, min(PERIODS, MOST_COUNTS // max(names, 1)))
    return [Length(back, Unit.MONTH).before(day) for back in range(count - 1, 0, -1)] + [day]


def made(
    session: Session, workspace: Workspace, day: date, figures: Figures | None, format: Format
) -> dict[str, str]:
    """The text of each page, by its path."""
    from segdsl.cli.progress import progress
    from segdsl.cli.report import as_json
    from segdsl.site import document, entries, html, markdown

    languages = _languages(session, workspace)
    least = workspace.settings.min_cell
    with progress(session, session.says("pages", "pages")):
        catalog = entries.catalog(
            workspace.analysis, day, figures, session.language, session.watch, least
        )
        with session.watch.stage("pages"):
            match format:
                case Format.html:
                    return html.pages(catalog, languages)
                case Format.markdown:
                    return markdown.pages(catalog, languages)
                case Format.json:
                    return {index(format): f"{as_json(document.document(catalog, languages))}\n"}
                case _:
                    assert_never(format)


def written(session: Session, pages: dict[str, str], format: Format, folder: Path) -> None:
    """Writes the pages. Those of what is gone are removed; other files are left alone."""
    from segdsl.cli import files

    with session.watch.stage("writing"):
        before = _before(folder)
        ending = ENDINGS[format]
        for path in before:
            if path.endswith(ending) and path not in pages and _is_inside(path):
                with suppress(OSError, ValueError):  # not a page of ours after all
                    (folder / path).unlink()
        for path, text in pages.items():
            files.write(folder / path, text)
        others = [path for path in before if not path.endswith(ending) and path not in pages]
        files.write(folder / LEDGER, "".join(f"{path}\n" for path in (*pages, *others)))


def _languages(session: Session, workspace: Workspace) -> Sequence[Language]:
    """The language asked for, else those of the project."""
    from segdsl.text.diagnostics import LANGUAGES

    if session.lang is not None:
        return [session.language]
    return [one for own in workspace.settings.languages for one in LANGUAGES if one == own]


def _before(folder: Path) -> list[str]:
    """The pages that were written last time, in whatever format."""
    try:
        return (folder / LEDGER).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _is_inside(path: str) -> bool:
    """Whether a line of the ledger names a file below the folder: anybody may have changed it."""
    return not path.startswith("/") and ".." not in path.split("/")
