"""Find the thing that a place is about: an analysis and an offset in, a name and its places out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from segdsl.editor import occurrences, place, reading
from segdsl.editor.desk import Analysis
from segdsl.editor.known import Known
from segdsl.editor.occurrences import Occurrence, Sort, Symbol
from segdsl.editor.reading import Token
from segdsl.meaning import model
from segdsl.syntax import ast
from segdsl.text.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A name at a place, and what it names."""

    symbol: Symbol
    span: Span


def at(analysis: Analysis, path: str, offset: int) -> Found | None:
    """The name at an offset; by its words alone where its declaration cannot be read."""
    declaration = declaration_at(analysis, path, offset)
    if declaration is not None:
        found = [
            one
            for one in occurrences.occurrences(analysis.known, declaration)
            if one.span.start <= offset <= one.span.end
        ]
        # what is named there, before what a group's field stands for
        named = next((one for one in found if not one.is_implied), None)
        return None if named is None else Found(named.symbol, named.span)
    file = analysis.files.get(path)
    return None if file is None else _by_words(analysis.known, file, offset)


def declaration_at(analysis: Analysis, path: str, offset: int) -> ast.AnyDeclaration | None:
    """The declaration that stands around an offset, if it could be read."""
    for module in analysis.analysis.modules:
        if module.span.file.path == path:
            for one in module.declarations:
                if one.span.start <= offset <= one.span.end:
                    return one
    return None


def places(analysis: Analysis, symbol: Symbol) -> Iterator[Occurrence]:
    """Everywhere in the project that a thing is declared or named."""
    for one in occurrences.of_modules(analysis.known, analysis.analysis.modules):
        if one.symbol == symbol:
            yield one


def definition(analysis: Analysis, symbol: Symbol) -> Span | None:
    """Where a thing is declared; where a group's key has no declaration, after its `by`."""
    for one in places(analysis, symbol):
        if one.is_declaration:
            return one.span
    known = analysis.known
    match symbol.sort:
        case Sort.MEMBER:
            table = known.project.tables.get(symbol.owner)
            members = table.members() if table is not None else ()
            return next((one.span for one in members if one.name == symbol.name), None)
        case Sort.ROW:
            table = known.project.tables.get(symbol.owner)
            return None if table is None else table.span
        case _:
            return None


def token_at(file: SourceFile, offset: int) -> Token | None:
    """The word at an offset."""
    around = _words_around(file, offset)
    touching = [one for one in around if one.start <= offset <= one.end]
    inside = next((one for one in touching if one.start <= offset < one.end), None)
    return inside or (touching[0] if touching else None)


def _words_around(file: SourceFile, offset: int) -> tuple[Token, ...]:
    start = reading.declaration_start(file, offset)
    if start is None:
        return ()
    end = reading.declaration_end(file, start)
    return tuple(
        Token(one.kind, one.text, one.start + start) for one in reading.words(file.text[start:end])
    )


def _by_words(known: Known, file: SourceFile, offset: int) -> Found | None:
    """The name at an offset of a text that makes no sense, by the words before it."""
    tokens = _words_around(file, offset)
    index = next(
        (
            i
            for i, one in enumerate(tokens)
            if one.kind == "NAME" and one.start <= offset <= one.end
        ),
        None,
    )
    if index is None:
        return None
    token = tokens[index]
    span = Span(file, token.start, token.end)
    at_, parts = place.path_before(tokens, index + 1)
    before = tokens[at_ - 1].kind if at_ else ""
    is_counted = place.counts_rows(tokens[:at_])
    table = known.table(parts[0]) if before in place.AGGREGATES or is_counted else None
    if table is None:
        table = place.scope(known, tokens[:at_]).table
    elif len(parts) == 1:
        is_name = table.name == parts[0]
        return Found(Symbol(Sort.DECLARED if is_name else Sort.ROW, "" if is_name else table.name,
                            parts[0]), span)  # fmt: skip
    else:
        parts = parts[1:]
    found = known.follow(table, parts) if table is not None else None
    if found is not None:
        return Found(Symbol(Sort.MEMBER, found[0].name, parts[-1]), span)
    named = known.declared.get(parts[0])
    if named is None:
        return _class_by_words(known, tokens, index, span)
    if len(parts) == 2 and isinstance(named, model.Segmentation):
        return Found(Symbol(Sort.CLASS, parts[0], parts[1]), span)
    return Found(occurrences.declared(parts[0]), span) if len(parts) == 1 else None


def _class_by_words(
    known: Known, tokens: tuple[Token, ...], index: int, span: Span
) -> Found | None:
    wanted = place.compared(known, tokens[:index])
    name = tokens[index].name
    if wanted is None or wanted.segmentation is None:
        return None
    if all(one.name != name for one in wanted.segmentation.classes):
        return None
    return Found(Symbol(Sort.CLASS, wanted.segmentation.name, name), span)
