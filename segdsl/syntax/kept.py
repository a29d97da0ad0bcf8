"""Keep what was read: the text of a declaration in, its ast at another place of a file out.

For editors: at each keystroke one declaration has changed, and the others are only further down.
Kept is only what was read without a message, which depends on nothing but the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from segdsl.syntax import ast
from segdsl.text.source import SourceFile, Span
from segdsl.trees import given, is_node

MOST = 20_000  # declarations that are remembered


@dataclass(slots=True)
class Kept:
    """Declarations by their text; the ones least recently put in are forgotten first."""

    found: dict[str, ast.AnyDeclaration] = field(default_factory=dict)

    def at(self, span: Span) -> ast.AnyDeclaration | None:
        """What was read of this text, with the places that it has here."""
        known = self.found.get(span.text)
        return None if known is None else moved(known, span)

    def keep(self, declaration: ast.AnyDeclaration, span: Span) -> None:
        if len(self.found) >= MOST:
            self.found.pop(next(iter(self.found)))
        self.found[span.text] = declaration


def moved(declaration: ast.AnyDeclaration, to: Span) -> ast.AnyDeclaration:
    """The declaration as it would have been read at another place of the same text."""
    known = declaration.span
    shift = to.start - known.start
    is_here = known.file.path == to.file.path and not shift
    # on the same line nothing above has changed that a place could tell
    if is_here and known.file.position(known.start) == to.file.position(to.start):
        return declaration
    found: ast.AnyDeclaration = _moved(declaration, shift, to.file)
    return found


def _moved(value: Any, shift: int, file: SourceFile) -> Any:
    kind: Any = type(value)
    if kind is Span:
        return Span(file, value.start + shift, value.end + shift)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return tuple([_moved(item, shift, file) for item in value])
    if not is_node(kind):
        return value
    return kind(**{name: _moved(getattr(value, name), shift, file) for name in given(kind)})


_PLAIN = frozenset((str, int, bool, type(None), Decimal, date))
