"""Link what an author wrote: a declaration and the names it uses in, its text in pieces out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from segdsl import trees
from segdsl.syntax import ast


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `name` is the declaration that it is the name of, if it is one."""

    text: str
    name: str | None = None


def pieces(
    found: ast.AnyDeclaration, names: Mapping[str, str], rows: Mapping[str, str]
) -> tuple[Piece, ...]:
    """The whole text of a declaration.

    names: the words to link, each with what it names; rows: the same for words that name the rows
    of a table where rows are counted, and may name something else in other places.
    """
    return tuple(_pieces(found, names, rows))


def _pieces(
    found: ast.AnyDeclaration, names: Mapping[str, str], rows: Mapping[str, str]
) -> Iterator[Piece]:
    text, whole = found.span.file.text, found.span.text
    place = found.span.start + len(whole) - len(whole.lstrip())
    end = found.span.start + len(whole.rstrip())
    for name, target in _linked(found, names, rows):
        if name.span.start < place:
            continue
        if name.span.start > place:
            yield Piece(text[place : name.span.start])
        yield Piece(name.span.text, target)
        place = name.span.end
    if place < end:
        yield Piece(text[place:end])


def _linked(
    found: ast.AnyDeclaration, names: Mapping[str, str], rows: Mapping[str, str]
) -> list[tuple[ast.Name, str]]:
    """The names to link and what they name, in the order of the text."""
    fields = set(map(id, _names_of_fields(found)))
    linked: list[tuple[ast.Name, str]] = []
    for node in trees.walk(found):
        match node:
            case ast.Selection(source=name) | ast.WithinAfter(source=name):
                target = rows.get(name.text) or names.get(name.text)
            case ast.Aggregate(column=ast.Path(parts=(name, *_))):
                target = names.get(name.text) or rows.get(name.text)
                fields.add(id(name))
            case ast.Name() as name if id(name) not in fields:
                target = names.get(name.text)
            case _:
                continue
        if target is not None:
            linked.append((name, target))
    return sorted(linked, key=lambda one: one[0].span.start)


def _names_of_fields(found: ast.AnyDeclaration) -> Iterator[ast.Name]:
    """Names that are no declaration's, though one may be called the same."""
    yield found.name
    for node in trees.walk(found):
        match node:
            case ast.Gate(word="columns", paths=paths):
                yield from (name for path in paths for name in path.parts)
            case ast.Path(parts=(_, *rest)):
                yield from rest
            case ast.Class(name=name) | ast.DefineParameter(name=name):
                yield name
            case ast.Split(shares=shares):
                yield from (name for name, _ in shares)
            case ast.Tags(names=tags):
                yield from tags
