"""Read a `.seg` file: its text in, the ast of all that could be read and diagnostics out.

Never raises, whatever the text. A file is split into declarations first, so a broken one never
hides the errors of the others; each gives at most one message.
"""

import unicodedata

from lark import Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from segdsl.syntax import ast, build, grammar, limits, lines, mistakes
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import Diagnostic, about
from segdsl.text.source import SourceFile, Span


def source_file(path: str, data: bytes) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
    """The text of a file in NFC; empty, with a message, where it cannot be read as text."""
    if len(data) > limits.FILE_BYTES:
        empty = SourceFile(path, "")
        found = about(catalog.FILE_TOO_LONG, Span(empty, 0, 0), size=f"{len(data):,}")
        return empty, (found,)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        empty = SourceFile(path, "")
        return empty, (about(catalog.NOT_UTF8, Span(empty, 0, 0), line=str(line)),)
    return SourceFile(path, unicodedata.normalize("NFC", text.replace("\r\n", "\n"))), ()


def module(file: SourceFile) -> tuple[ast.Module, tuple[Diagnostic, ...]]:
    """Every declaration that could be read, every comment, and what is to be said."""
    span = Span(file, 0, len(file.text))
    found = list(limits.characters(file))
    if found:
        return ast.Module((), span=span), tuple(found)
    declarations: list[ast.AnyDeclaration] = []
    lost: list[ast.Lost] = []
    split, stray = lines.declarations(file)
    found.extend(stray)
    for part in split:
        declaration, messages = _declaration(part)
        found.extend(messages)
        if declaration is not None:
            declarations.append(declaration)
        else:
            lost.append(ast.Lost(part.keyword, part.name, span=part.span))
    comments = lines.comments(file)
    return ast.Module(tuple(declarations), comments, tuple(lost), span=span), tuple(found)


def _declaration(
    part: lines.Part,
) -> tuple[ast.AnyDeclaration | None, tuple[Diagnostic, ...]]:
    known = limits.size(part.span) or mistakes.find(part.span)
    if known is not None:
        return None, (known,)
    try:
        tree = grammar.parser().parse(part.padded, start=part.keyword)
    except UnexpectedInput as error:
        return None, (_unexpected(part, error),)
    except RecursionError:
        return None, (about(catalog.NESTED_TOO_DEEP, part.head),)
    assert isinstance(tree, Tree)
    builder = build.Builder(part.span)
    try:
        declaration = builder.declaration(tree)
    except RecursionError:
        return None, (about(catalog.NESTED_TOO_DEEP, part.head),)
    too_many = limits.operations(declaration) if declaration is not None else None
    if too_many is not None:
        return None, (too_many,)
    return declaration, tuple(builder.diagnostics)


def _unexpected(part: lines.Part, error: UnexpectedInput) -> Diagnostic:
    """One message about the first place where the text stops making sense."""
    file = part.span.file
    if isinstance(error, UnexpectedToken):
        token = error.token
        if token.type == "$END" or not isinstance(token.start_pos, int):
            return mistakes.unfinished(part.span)
        start = part.span.start + token.start_pos
        place = Span(file, start, start + max(1, len(token)))
        return mistakes.unexpected(place, part.span, set(error.expected))
    if isinstance(error, UnexpectedCharacters):
        start = part.span.start + (error.pos_in_stream or 0)
        return mistakes.unexpected(
            mistakes.word_at(file, start), part.span, set(error.allowed or ())
        )
    return mistakes.unfinished(part.span)
