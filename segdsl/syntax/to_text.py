"""Write a `.seg` file in its one layout: a file without errors and its ast in, a text out.

Every word and every comment stays, in its order: spaces and line breaks are all that changes. What
is written is read again, and must have the same ast and the same comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from segdsl.syntax import ast, breaking, declaration, from_text
from segdsl.syntax.breaking import Line
from segdsl.syntax.pieces import Kind, Piece, pieces
from segdsl.text.source import SourceFile

LISTED = frozenset(("metric", "parameter"))  # may follow each other without a blank line


class LayoutError(Exception):
    """A bug of ours: the layout would have changed what the file says."""


def text(file: SourceFile, module: ast.Module) -> str:
    """The file in its layout. Raises LayoutError rather than change what it says."""
    written = "".join(f"{line}\n" for line in _lines(file, module))
    if written != file.text and not _is_alike(file, module, written):
        raise LayoutError(file.path)
    return written


def _is_alike(file: SourceFile, module: ast.Module, written: str) -> bool:
    """Whether a text, read as a file, says all that the module says, and is not too long."""
    again, too_long = from_text.source_file(file.path, written.encode())
    read, found = from_text.module(again)
    return (
        not too_long
        and not found
        and read.declarations == module.declarations
        and _said(read) == _said(module)
    )


def _said(module: ast.Module) -> list[str]:
    return [comment.text.rstrip() for comment in module.comments]


# --- a file ---


@dataclass(frozen=True, slots=True)
class _Entry:
    """A declaration or a comment between two: its lines, and whether its author parted it."""

    lines: tuple[Line, ...]
    keyword: str  # "" for a comment
    parted: bool


def _lines(file: SourceFile, module: ast.Module) -> Iterator[str]:
    entries = list(_entries(file, module))
    last: int | None = None  # the declaration above
    for i, entry in enumerate(entries):
        if not entry.keyword:
            continue
        if last is not None and not _together(entries[last], entry):
            between = entries[last + 1 : i + 1]
            if not any(one.parted for one in between):
                entries[last + 1] = replace(between[0], parted=True)
        last = i
    for i, entry in enumerate(entries):
        if entry.parted and i > 0:
            yield ""
        yield from breaking.shown(entry.lines)


def _together(above: _Entry, below: _Entry) -> bool:
    """Whether two declarations may stand without a blank line between them, as the author likes."""
    if above.keyword in LISTED and below.keyword in LISTED:
        return True
    return len(above.lines) == len(below.lines) == 1


def _entries(file: SourceFile, module: ast.Module) -> Iterator[_Entry]:
    rows = [declaration.rows(one) for one in module.declarations]
    found = pieces(file, frozenset(start for one in rows for start in one))
    at = 0
    for one, starts in zip(module.declarations, rows, strict=True):
        while found[at].start < one.span.start:
            yield _comment(found[at])
            at += 1
        end = at
        while end < len(found) and (found[end].start < one.span.end or _is_below(file, found[end])):
            end += 1
        lines = tuple(declaration.laid(starts, found[at:end]))
        yield _Entry(lines, found[at].text, found[at].breaks > 1)
        at = end
    for piece in found[at:]:
        yield _comment(piece)


def _comment(piece: Piece) -> _Entry:
    return _Entry((Line(0, comment=replace(piece, kind=Kind.ALONE)),), "", piece.breaks > 1)


def _is_below(file: SourceFile, piece: Piece) -> bool:
    """Whether a piece below a declaration is a comment of it: beside it, or indented."""
    if piece.kind in (Kind.BESIDE, Kind.UNDER):
        return True
    return piece.is_comment and piece.breaks == 1 and file.text[piece.start - 1] != "\n"
