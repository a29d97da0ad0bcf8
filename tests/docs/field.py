"""Print the page of what practitioners ask for: rows in our words, rules from the example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from segdsl.meaning import model
from segdsl.prose import from_meaning as prose
from segdsl.syntax import ast
from segdsl.text.diagnostics import Language, Said
from tests.docs.field_rows import GROUPS, INTRODUCTION, OTHER, TITLE, Row
from tests.examples.boutique import example

NOT_YET = Said(
    "*Announced, not built yet: the rule is read, and refused with one message.*",
    "*Annoncé, pas encore construit : la règle est lue, et refusée par un seul message.*",
)
LEFT_OUT = ("note", "goal", "owner")
ASKED = Said("what is asked for", "ce qui est demandé")
WRITTEN = Said("written in", "écrit dans")


@dataclass(frozen=True, slots=True)
class Shown:
    """A declaration, the file that it is written in, and whether it works today."""

    declaration: ast.AnyDeclaration
    file: str
    is_built: bool


def page(language: Language) -> str:
    """The whole page, in one language."""
    shown = declarations()
    parts = [f"# {TITLE.in_(language)}", OTHER.in_(language), INTRODUCTION.in_(language)]
    for heading, rows in GROUPS:
        parts += [f"## {heading.in_(language)}", _table(rows, shown, language)]
        for row in rows:
            parts += _row(row, shown.get(row.id.lower(), ()), language)
    return "\n\n".join(parts) + "\n"


def declarations() -> dict[str, list[Shown]]:
    """What the example declares, by tag: works today first, then what waits."""
    found: dict[str, list[Shown]] = {}
    for is_built, paths in ((True, example.files()), (False, (example.PENDING,))):
        for path in (path for path in paths if path.exists()):
            for declaration in example.parsed(path)[0].declarations:
                shown = Shown(declaration, _place(path), is_built)
                for tag in example.tags(declaration):
                    found.setdefault(tag, []).append(shown)
    return found


def _place(path: Path) -> str:
    inside = path.is_relative_to(example.EXAMPLE)
    return path.relative_to(example.EXAMPLE).as_posix() if inside else ""


def _table(rows: Sequence[Row], shown: dict[str, list[Shown]], language: Language) -> str:
    lines = [f"| id | {ASKED.in_(language)} | {WRITTEN.in_(language)} |", "| --- | --- | --- |"]
    for row in rows:
        names = (f"`{one.declaration.name.text}`" for one in shown.get(row.id.lower(), ()))
        lines.append(f"| {row.id} | {row.title.in_(language)} | {', '.join(names)} |")
    return "\n".join(lines)


def _row(row: Row, shown: Sequence[Shown], language: Language) -> Iterator[str]:
    yield f"### {row.id} {row.title.in_(language)}"
    yield row.text.in_(language)
    files = dict.fromkeys(one.file for one in shown)
    for file in files:
        if file:
            rules = [rule(one.declaration) for one in shown if one.file == file]
            yield f"`{file}`:"
            yield "```\n{}\n```".format("\n".join(rules))
            yield from _sentences([one for one in shown if one.file == file], language)
    if "" in files:
        yield NOT_YET.in_(language)
        yield "```\n{}\n```".format("\n".join(rule(o.declaration) for o in shown if not o.file))


def _sentences(shown: Sequence[Shown], language: Language) -> Iterator[str]:
    project = example.project()
    lines = [
        f"- `{one.declaration.name.text}`: {_sentence(project, one.declaration, language)}"
        for one in shown
        if isinstance(one.declaration, ast.Segment)
    ]
    if lines:
        yield "\n".join(lines)


def _sentence(project: model.Project, declared: ast.Segment, language: Language) -> str:
    return prose.segment(project, declared.name.text, language)


def rule(declaration: ast.AnyDeclaration) -> str:
    """A declaration as it stands in its file, without the clauses that are for people."""
    span = declaration.span
    text, start = "", span.start
    for clause in declaration.clauses:
        is_for_people = isinstance(clause, ast.Tags | ast.Review) or (
            isinstance(clause, ast.Clause) and clause.word in LEFT_OUT
        )
        if is_for_people:
            text += span.file.text[start : clause.span.start]
            start = clause.span.end
    text += span.file.text[start : span.end]
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
