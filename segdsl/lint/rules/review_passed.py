"""SEG712: a declaration whose `review` date has passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl.lint.rule import Context, Rule
from segdsl.syntax import ast
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about


def find(context: Context) -> Iterator[Diagnostic]:
    """Each date before today, of declarations and of classes."""
    for name, declared in context.written.items():
        yield from _passed(context, name, declared.clauses)
        if isinstance(declared, ast.Segmentation) and isinstance(declared.body, tuple):
            for one in declared.body:
                yield from _passed(context, f"{name}.{one.name.text}", one.clauses)


def _passed(context: Context, name: str, clauses: Sequence[ast.AnyClause]) -> Iterator[Diagnostic]:
    today = context.today
    for clause in clauses:
        if isinstance(clause, ast.Review) and clause.day.value < today:
            facts = {"day": clause.day.value.isoformat(), "today": today.isoformat()}
            yield about(catalog.REVIEW_PASSED, clause.span, name=name, **facts)


LOOKS_FOR = Said(
    "A `review` date, of a declaration or of a class, before the day from which the"
    " project is looked at: `--as-of`, else that of the warehouse, else yesterday.",
    "Une date `review`, d'une déclaration ou d'une classe, antérieure au jour d'où l'on"
    " regarde le projet : `--as-of`, sinon celui de l'entrepôt, sinon hier.",
)
RULE = Rule(catalog.REVIEW_PASSED, LOOKS_FOR, find)
