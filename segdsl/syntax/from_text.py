"""Read a `.seg` file: its text in, the ast of all that could be read and diagnostics out.

Never raises, whatever the text. A file is split into declarations first, so a broken one never
hides the errors of the others. What has one meaning in spite of a slip is read on.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from segdsl.syntax import ast, build, grammar, limits, lines, mistakes, slips
from segdsl.syntax.kept import Kept
from segdsl.text import figures
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import LANGUAGES, Diagnostic, Said, about
from segdsl.text.source import SourceFile, Span

MOST_READINGS = 12  # of one declaration: each likely slip takes another


def source_file(path: str, data: bytes) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
    """The text of a file in NFC; empty, with a message, where it cannot be read as text."""
    if len(data) > limits.FILE_BYTES:
        empty = SourceFile(path, "")
        size = Said(*(figures.count(len(data), language) for language in LANGUAGES))
        return empty, (about(catalog.FILE_TOO_LONG, Span(empty, 0, 0), size=size),)
    try:
        return _file(path, data.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error.start)


def _file(path: str, text: str) -> SourceFile:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceFile(path, unicodedata.normalize("NFC", text))


def _not_utf8(path: str, data: bytes, at: int) -> tuple[SourceFile, tuple[Diagnostic, ...]]:
    """Read on as Windows writes accents, so that names declared here are known to other files."""
    line = data[:at].count(b"\n") + 1
    if b"\0" in data:  # no text of 8-bit letters
        file = SourceFile(path, "")
        return file, (about(catalog.NOT_UTF8, Span(file, 0, 0), line=str(line)),)
    file = _file(path, data.decode("cp1252", errors="replace"))
    before = len(_file(path, data[:at].decode("utf-8-sig", errors="replace")).text)
    return file, (about(catalog.NOT_UTF8, Span(file, before, before + 1), line=str(line)),)


def module(file: SourceFile, kept: Kept | None = None) -> tuple[ast.Module, tuple[Diagnostic, ...]]:
    """Every declaration that could be read, every comment, and what is to be said.

    What is `kept` from an earlier reading is not parsed again.
    """
    span = Span(file, 0, len(file.text))
    found = list(limits.characters(file))
    declarations: list[ast.AnyDeclaration] = []
    split, lost, stray = lines.declarations(file)
    found.extend(stray)
    said_at = {one.span.start for one in stray if one.span is not None}
    for part in split:
        hidden = limits.has_hidden(part.span.text)  # said above
        declaration, messages = (None, ()) if hidden else _once(part, kept)
        if part.head.start not in said_at or declaration is not None:
            found.extend(
                one for one in messages if one.span is None or one.span.start not in said_at
            )
        if declaration is not None:
            declarations.append(declaration)
        else:
            lost.append(ast.Lost(part.keyword, part.name, span=part.span))
    comments = lines.comments(file)
    return ast.Module(tuple(declarations), comments, tuple(lost), span=span), tuple(found)


def _once(
    part: lines.Part, kept: Kept | None
) -> tuple[ast.AnyDeclaration | None, tuple[Diagnostic, ...]]:
    """What could be read of a declaration, parsed unless its text was read before."""
    if kept is None or part.misspelt is not None:
        return _declaration(part)
    known = kept.at(part.span)
    if known is not None:
        return known, ()
    declaration, messages = _declaration(part)
    if declaration is not None and not messages:
        kept.keep(declaration, part.span)
    return declaration, messages


def _declaration(
    part: lines.Part,
) -> tuple[ast.AnyDeclaration | None, tuple[Diagnostic, ...]]:
    """What could be read of a declaration. Its slips are said, mended, and the rest is read on."""
    known = limits.size(part.span) or mistakes.open_quote(part.span)
    if known is not None:
        return None, (known,)
    found = slips.sure(part.span)
    if part.misspelt is not None:
        found.append(slips.Found(0, len(part.head.text), part.keyword, part.misspelt))
    mended = slips.mended(part.span.text, found)
    tree = _tree(part, mended)
    for _ in range(MOST_READINGS):
        if isinstance(tree, Tree):
            break
        slip = slips.likely(part.span, tree.span.start - part.span.start, found)
        if slip is None:
            break
        again = slips.mended(part.span.text, [*found, slip])
        better = _tree(part, again)
        if isinstance(better, Stop) and better.span.start <= part.span.start + slip.end:
            break  # it explains nothing
        found.append(slip)
        mended, tree = again, better
    said = tuple(one.diagnostic for one in mended.found)
    if isinstance(tree, Stop):
        return None, _said(said, tree) if part.misspelt is None else (part.misspelt,)
    builder = build.Builder(part.span, mended)
    try:
        declaration = builder.declaration(tree)
    except RecursionError:
        return None, (about(catalog.NESTED_TOO_DEEP, part.head),)
    too_many = limits.operations(declaration) if declaration is not None else None
    if too_many is not None:
        return None, (*said, too_many)
    return declaration, (*said, *builder.diagnostics)


@dataclass(frozen=True, slots=True)
class Stop:
    """The first place where a text stops making sense, and what is said of it."""

    span: Span
    diagnostic: Diagnostic


def _said(slips_: Sequence[Diagnostic], stop: Stop) -> tuple[Diagnostic, ...]:
    """The slips, and why the reading stopped, unless a slip just before is the likely cause."""
    ends = [one.span.end for one in slips_ if one.span is not None]
    if any(0 <= stop.span.start - end <= 1 for end in ends):
        return tuple(slips_)
    return (*slips_, stop.diagnostic)


def _tree(part: lines.Part, mended: slips.Mended) -> Tree[Token] | Stop:
    try:
        return grammar.parser().parse(mended.text, start=part.keyword)
    except UnexpectedInput as error:
        return _stop(part, mended, error)
    except RecursionError:
        return Stop(part.head, about(catalog.NESTED_TOO_DEEP, part.head))


def _stop(part: lines.Part, mended: slips.Mended, error: UnexpectedInput) -> Stop:
    """The first place where the text stops making sense."""
    file, expected = part.span.file, set[str]()
    at: int | None = None
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        at, expected = error.token.start_pos, {*error.expected, *(error.accepts or ())}
    elif isinstance(error, UnexpectedCharacters):
        at, expected = error.pos_in_stream, set(error.allowed or ())
    if not isinstance(at, int):
        end = Span(file, part.span.end, part.span.end)
        return Stop(end, mistakes.unfinished(part.span))
    place = mistakes.word_at(file, part.span.start + mended.start(at), part.span.end)
    return Stop(place, mistakes.unexpected(place, part.span, expected))
