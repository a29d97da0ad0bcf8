"""Tell how words are coloured: an analysis and a file in, stretches and what they are out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from segdsl.editor import occurrences, reading
from segdsl.editor.desk import Analysis
from segdsl.editor.known import Known
from segdsl.editor.occurrences import Occurrence, Sort
from segdsl.editor.reading import Token
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.syntax.terminals import terminals
from segdsl.text.source import SourceFile


class Colour(Enum):
    """The kinds of words, by the names that editors have for them."""

    KEYWORD = "keyword"
    COMMENT = "comment"
    STRING = "string"
    NUMBER = "number"
    OPERATOR = "operator"
    TYPE = "type"
    CLASS = "class"
    ENUM = "enum"
    ENUM_MEMBER = "enumMember"
    VARIABLE = "variable"
    PARAMETER = "parameter"
    FUNCTION = "function"
    PROPERTY = "property"
    STRUCT = "struct"
    EVENT = "event"
    INTERFACE = "interface"


COLOURS = tuple(Colour)
LITERALS = {
    "TEXT": Colour.STRING,
    "NUMBER": Colour.NUMBER,
    "PERCENT": Colour.NUMBER,
    "DURATION": Colour.NUMBER,
    "DATE": Colour.NUMBER,
    "COMPARISON": Colour.OPERATOR,
    "PLUS": Colour.OPERATOR,
    "MINUS": Colour.OPERATOR,
    "TIMES": Colour.OPERATOR,
    "OVER": Colour.OPERATOR,
    "_ARROW": Colour.OPERATOR,
    "IN_PERIOD": Colour.KEYWORD,
}
DECLARED: dict[type, Colour] = {
    model.Table: Colour.STRUCT,
    model.Metric: Colour.VARIABLE,
    model.Segment: Colour.CLASS,
    model.Segmentation: Colour.ENUM,
    model.List: Colour.CLASS,
    model.Parameter: Colour.PARAMETER,
    model.Define: Colour.FUNCTION,
    model.Channel: Colour.EVENT,
    model.Target: Colour.INTERFACE,
}


@dataclass(frozen=True, slots=True)
class Coloured:
    """A stretch of one line; `is_declared` where the name is given."""

    start: int
    end: int
    colour: Colour
    is_declared: bool = False


def coloured(analysis: Analysis, path: str) -> tuple[Coloured, ...]:
    """Every word of a file that has a colour, in order; none goes over a line's end."""
    file = analysis.files.get(path)
    if file is None:
        return ()
    names = _names(analysis, path)
    found: list[Coloured] = []
    for _, tokens in reading.declaration_words(file):
        for token in tokens:
            found += _token(analysis.known, file, token, names)
    for module in analysis.analysis.modules:
        if module.span.file.path == path:
            for one in module.comments:
                found.append(Coloured(one.span.start, one.span.end, Colour.COMMENT))
    return tuple(sorted(found, key=lambda one: one.start))


def _names(analysis: Analysis, path: str) -> dict[int, Occurrence]:
    """What is named at each place of a file."""
    found: dict[int, Occurrence] = {}
    for module in analysis.analysis.modules:
        if module.span.file.path == path:
            for declaration in module.declarations:
                for one in occurrences.occurrences(analysis.known, declaration):
                    if not one.is_implied:
                        found[one.span.start] = one
    return found


def _token(
    known: Known, file: SourceFile, token: Token, names: dict[int, Occurrence]
) -> Iterator[Coloured]:
    terminal = terminals().get(token.kind)
    colour = LITERALS.get(token.kind)
    is_declared = False
    if terminal is not None and terminal.is_keyword:
        colour = Colour.KEYWORD
    elif token.kind == "NAME":
        named = names.get(token.start)
        colour = _of_name(known, token, named)
        is_declared = named is not None and named.is_declaration
    if colour is None:
        return
    start = token.start  # `in\n  last` is two stretches
    for part in file.text[token.start : token.end].split("\n"):
        shown = part.strip()
        if shown:
            at = start + part.index(shown)
            yield Coloured(at, at + len(shown), colour, is_declared)
        start += len(part) + 1


def _of_name(known: Known, token: Token, named: Occurrence | None) -> Colour | None:
    if named is None:
        return Colour.TYPE if token.text in _TYPES else None
    match named.symbol.sort:
        case Sort.DECLARED:
            found = known.declared.get(named.symbol.name)
            return None if found is None else DECLARED[type(found)]
        case Sort.ROW:
            return Colour.STRUCT
        case Sort.MEMBER:
            return Colour.PROPERTY
        case Sort.CLASS:
            return Colour.ENUM_MEMBER
        case Sort.ARGUMENT:
            return Colour.PARAMETER


_TYPES = frozenset(one.value for one in Type)
