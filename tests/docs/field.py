"""Print the page of what practitioners ask for: rows in our words, rules from the example."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.prose import from_meaning as prose
from segdsl.prose import targets
from segdsl.syntax import ast
from segdsl.text.diagnostics import Language, Said
from tests.docs.data_picture import picture
from tests.docs.field_rows import GROUPS, INTRODUCTION, OTHER, TITLE, Row
from tests.examples.boutique import example

# the clauses that a row is about; elsewhere a rule is shown by itself
PROMISES, PEOPLE = (ast.Expect, ast.Example), (ast.Clause, ast.Review)
ABOUT = {"Q2": PROMISES, "Q3": PROMISES, "Q4": PROMISES, "Q5": PEOPLE}
ASKED = Said("what is asked for", "ce qui est demandé")
NEEDED = Said("The data it needs", "Les données qu'il faut")
WRITTEN = Said("in boutique", "dans boutique")
REAL = Said("in complete_journey, on real data", "dans complete_journey, sur des données réelles")


@dataclass(frozen=True, slots=True)
class Shown:
    """A declaration and the file that it is written in."""

    declaration: ast.AnyDeclaration
    file: str


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
    """What the example declares, by tag."""
    found: dict[str, list[Shown]] = {}
    for path in example.files():
        for declaration in example.parsed(path)[0].declarations:
            shown = Shown(declaration, path.relative_to(example.EXAMPLE).as_posix())
            for tag in example.tags(declaration):
                found.setdefault(tag, []).append(shown)
    return found


def _table(rows: Sequence[Row], shown: dict[str, list[Shown]], language: Language) -> str:
    real = example.tagged(example.files(example.REAL))
    head = ("id", *(said.in_(language) for said in (ASKED, WRITTEN, REAL)))
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    for row in rows:
        ours = [one.declaration for one in shown.get(row.id.lower(), ())]
        cells = (_names(ours), _names(real.get(row.id.lower(), ())))
        lines.append(" | ".join((row.id, row.title.in_(language), *cells)))
    lines = [f"| {line} |" for line in lines]
    return "\n".join(lines)


def _names(declarations: Sequence[ast.AnyDeclaration]) -> str:
    return ", ".join(f"`{one.name.text}`" for one in declarations)


def _row(row: Row, shown: Sequence[Shown], language: Language) -> Iterator[str]:
    yield f"### {row.id} {row.title.in_(language)}"
    yield row.text.in_(language)
    files = dict.fromkeys(one.file for one in shown)
    for file in files:
        ours = [one for one in shown if one.file == file]
        rules = [rule(one.declaration, ABOUT.get(row.id, ())) for one in ours]
        yield f"`{file}`:"
        yield "```\n{}\n```".format("\n".join(rules))
        yield from _sentences(ours, language)
    if shown:
        yield f"<details><summary>{NEEDED.in_(language)}</summary>"
        yield picture(example.project(), [one.declaration.name.text for one in shown])
        yield "</details>"


def _sentences(shown: Sequence[Shown], language: Language) -> Iterator[str]:
    project = example.project()
    said: dict[type[ast.Declaration], Callable[[model.Project, str, Language], str]] = {
        ast.Segment: prose.segment,
        ast.Channel: prose.channel,
        ast.List: prose.list_,
        ast.Target: targets.target,
    }
    lines = [
        f"- `{one.declaration.name.text}`: {say(project, one.declaration.name.text, language)}"
        for one in shown
        if (say := said.get(type(one.declaration))) is not None
    ]
    if lines:
        yield "\n".join(lines)


def rule(declaration: ast.AnyDeclaration, kept: tuple[type[ast.AnyClause], ...]) -> str:
    """A declaration as it stands in its file, without the clauses that are not of these kinds.

    `better` stays: it is part of what a metric means.
    """
    span = declaration.span
    text, start = "", span.start
    for clause in declaration.clauses:
        is_meaning = isinstance(clause, ast.Clause) and clause.word == "better"
        if not (is_meaning or isinstance(clause, kept)):
            text += span.file.text[start : clause.span.start]
            start = clause.span.end
    text += span.file.text[start : span.end]
    return "\n".join(line.rstrip() for line in text.splitlines() if line.split("#")[0].strip())
