"""Refuse texts that are too large or hold what no text should: a file in, diagnostics out."""

import re
from collections.abc import Iterator

from segdsl.syntax import ast
from segdsl.text import figures
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Said, about
from segdsl.text.source import SourceFile, Span
from segdsl.trees import children

FILE_BYTES = 1_000_000
NESTING = 64
TOKENS = 10_000
DIGITS = 18
NAME_BYTES = 63
AS_OF_NESTING = 8
OPERATIONS = 100

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
# what is skipped, a bracket, or a word: enough to count without parsing
_PIECE = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|#[^\n]*|[()]|\d[\d_.]*|[^\W\d]\w*|[^\w\s]')


def characters(file: SourceFile) -> Iterator[Diagnostic]:
    """The first character that must not be in a `.seg` file, if there is one."""
    found = _FORBIDDEN.search(file.text)
    if found:
        span = Span(file, found.start(), found.end())
        yield about(catalog.FORBIDDEN_CHARACTER, span, code=f"U+{ord(found.group()):04X}")


def has_hidden(text: str) -> bool:
    """Whether a text holds a character that must not be in a `.seg` file."""
    return _FORBIDDEN.search(text) is not None


def size(span: Span) -> Diagnostic | None:
    """The first limit that a declaration goes over."""
    depth = count = as_of = 0
    last = ""
    for piece in _PIECE.finditer(span.text):
        text = piece.group()
        if text[0] == "#":
            continue
        count += 1
        depth += (text == "(") - (text == ")")
        if depth > NESTING:
            return about(catalog.NESTED_TOO_DEEP, _place(span, piece), most=str(NESTING))
        if count > TOKENS:
            return about(catalog.TOO_LONG, _place(span, piece), most=_figure(TOKENS))
        if text[0].isdigit() and sum(c.isdigit() for c in text) > DIGITS:
            return about(catalog.TOO_MANY_DIGITS, _place(span, piece), most=str(DIGITS))
        if _is_name(text) and len(text.strip("`").encode()) > NAME_BYTES:
            return about(catalog.NAME_TOO_LONG, _place(span, piece), most=str(NAME_BYTES))
        as_of += last == "as" and text == "of"
        if as_of > AS_OF_NESTING:
            return about(catalog.AS_OF_TOO_DEEP, _place(span, piece), most=str(AS_OF_NESTING))
        last = text
    return None


def operations(declaration: ast.AnyDeclaration) -> Diagnostic | None:
    """Too many operations inside each other: `1 + 1 + 1 + …`, `not not not …`."""
    span = declaration.span
    if span.end - span.start <= OPERATIONS:  # each takes a character at least
        return None
    waiting: list[tuple[ast.Node, int]] = [(declaration, 0)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, ast.Arithmetic | ast.Negative | ast.Not):
            depth += 1
        if depth > OPERATIONS:
            return about(catalog.TOO_MANY_OPERATIONS, node.span, most=str(OPERATIONS))
        waiting.extend((below, depth) for below in children(node))
    return None


def _figure(number: int) -> Said:
    return Said(*(figures.count(number, language) for language in LANGUAGES))


def _place(span: Span, piece: re.Match[str]) -> Span:
    return Span(span.file, span.start + piece.start(), span.start + piece.end())


def _is_name(text: str) -> bool:
    return text[0] == "`" or text[0] == "_" or text[0].isalpha()
