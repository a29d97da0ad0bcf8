"""Know the parts of `and` and `or` as written: conditions in; parts, and their deletion, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segdsl.meaning import model
from segdsl.syntax import ast
from segdsl.text.diagnostics import Fix, Trust
from segdsl.text.source import Span
from segdsl.trees import walk

Joined = ast.All | ast.AnyOf
Written = dict[tuple[str, int, int], Joined]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of `a and b`, and its deletion, after which the others stand alone."""

    condition: model.Condition
    span: Span | None
    deletion: Fix | None = None

    @property
    def text(self) -> str:
        """The author's text on one line."""
        return "" if self.span is None else " ".join(self.span.text.split())

    def fix(self) -> tuple[Fix, ...]:
        """Its deletion, unless a comment would go with it."""
        if self.deletion is None or self.deletion.span.text.count("#") > self.deletion.text.count(
            "#"
        ):
            return ()
        return (self.deletion,)


def written(modules: Sequence[ast.Module]) -> Written:
    """Every `and` and `or` by where it stands."""
    found: Written = {}
    for module in modules:
        for declaration in module.declarations:
            for node in walk(declaration):
                if isinstance(node, ast.All | ast.AnyOf):
                    found[_place(node.span)] = node
    return found


def parts(node: model.All | model.AnyOf, texts: Written) -> tuple[Part, ...]:
    """The parts of a condition, each with its text where that is known."""
    joined = None if node.span is None else texts.get(_place(node.span))
    found = [] if joined is None else list(_flat(joined))
    if len(found) != len(node.parts):
        return tuple(Part(one, one.span) for one in node.parts)
    return tuple(
        Part(one, span, deletion) for one, (span, deletion) in zip(node.parts, found, strict=True)
    )


def _flat(joined: Joined) -> Iterator[tuple[Span, Fix]]:
    """The parts, and the deletion of each: brackets around the like are looked into."""
    for place, part in enumerate(joined.parts):
        inner = _inside(part)
        if isinstance(inner, type(joined)):
            yield from _flat(inner)
        else:
            yield part.span, _deletion(joined, place)


def _deletion(joined: Joined, place: int) -> Fix:
    """A part and its `and` deleted. What is left alone needs no brackets: around all of it there
    are some, or nothing is.
    """
    parts, file = joined.parts, joined.span.file
    if len(parts) == 2 and isinstance(parts[1 - place], ast.Brackets):
        return Fix(joined.span, _inside(parts[1 - place]).span.text, Trust.SAFE)
    if place:
        return Fix(Span(file, parts[place - 1].span.end, parts[place].span.end), "", Trust.SAFE)
    return Fix(Span(file, parts[0].span.start, parts[1].span.start), "", Trust.SAFE)


def _inside(part: ast.Expression) -> ast.Expression:
    while isinstance(part, ast.Brackets):
        part = part.inside
    return part


def _place(span: Span) -> tuple[str, int, int]:
    return span.file.path, span.start, span.end
