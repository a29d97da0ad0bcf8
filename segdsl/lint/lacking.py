"""Know what is written below some declarations and not below others: a clause in, names out."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.lint.rule import Context
from segdsl.syntax import ast
from segdsl.text.diagnostics import Diagnostic, Message, about


def lacking(context: Context, word: str, message: Message) -> Iterator[Diagnostic]:
    """The rules of a project without a clause that another one has."""
    kinds = (ast.Segment, ast.Segmentation, ast.Target)
    rules = [one for one in context.written.values() if isinstance(one, kinds)]
    bare = [one for one in rules if not _has(one, word)]
    if len(bare) < len(rules):
        for one in bare:
            yield about(message, one.name.span, name=one.name.text)


def _has(declared: ast.Declaration, word: str) -> bool:
    return any(isinstance(one, ast.Clause) and one.word == word for one in declared.clauses)
