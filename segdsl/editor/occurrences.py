"""Find where names stand and what they name: declarations as written in, occurrences out.

Names are followed as the language follows them, without needing that all else is right: a name
that means nothing has no occurrence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from segdsl.editor.known import Known
from segdsl.meaning import model
from segdsl.syntax import ast
from segdsl.text.source import Span
from segdsl.trees import children


class Sort(Enum):
    """What a name names."""

    DECLARED = "declared"  # anything of the one namespace of the project
    ROW = "row"  # the word for one row of a table; owner: the table
    MEMBER = "member"  # a field or reference; owner: its table
    CLASS = "class"  # owner: its segmentation
    ARGUMENT = "argument"  # a parameter of a `define`; owner: the define


@dataclass(frozen=True, slots=True)
class Symbol:
    """A thing that has a name; `owner` is what the name belongs to, "" for the project."""

    sort: Sort
    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a thing is named, or declared."""

    symbol: Symbol
    span: Span
    is_declaration: bool = False
    is_implied: bool = False  # the thing is meant without being named: a group's field


def declared(name: str) -> Symbol:
    return Symbol(Sort.DECLARED, "", name)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whose members stand alone; `arguments` of the `define` around."""

    table: str | None
    is_customer: bool = True
    define: str = ""
    arguments: frozenset[str] = frozenset()

    def rows(self, table: str | None) -> _Scope:
        return replace(self, table=table, is_customer=False)


def occurrences(known: Known, declaration: ast.AnyDeclaration) -> Iterator[Occurrence]:
    """Every name in a declaration that means something."""
    finder = _Finder(known)
    own = declaration.name
    yield Occurrence(declared(own.text), own.span, is_declaration=True)
    if declaration.of is not None:
        yield from finder.name(declaration.of)
    yield from finder.declaration(declaration)


def of_modules(known: Known, modules: Sequence[ast.Module]) -> Iterator[Occurrence]:
    """Every name of a project that means something, file by file."""
    for module in modules:
        for declaration in module.declarations:
            yield from occurrences(known, declaration)


class _Finder:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.declared = known.declared

    # --- declarations ---

    def declaration(self, node: ast.AnyDeclaration) -> Iterator[Occurrence]:
        match node:
            case ast.Table():
                yield from self.table(node)
            case ast.Define(name=name, parameters=parameters, body=body):
                found = self.known.project.defines.get(name.text)
                table = found.table if found is not None else None
                is_customer = table is None or self.known.project.tables[table].is_population
                names = frozenset(one.name.text for one in parameters)
                for one in parameters:
                    symbol = Symbol(Sort.ARGUMENT, name.text, one.name.text)
                    yield Occurrence(symbol, one.name.span, is_declaration=True)
                scope = _Scope(table, is_customer, name.text, names)
                if body is not None:
                    yield from self.visit(body, scope)
            case ast.Segmentation(name=name, body=body):
                yield from self.classes(name.text, body, self.of_population(node))
            case ast.Target(condition=condition, gates=gates):
                scope = self.of_target(node)
                if condition is not None:
                    yield from self.visit(condition, scope)
                for gate in gates:
                    yield from self.gate(gate, scope)
            case _:
                scope = self.of_population(node)
                for child in children(node):
                    if child is not node.name and child is not node.of:
                        yield from self.visit(child, scope)
                return
        scope = self.of_population(node)
        for clause in node.clauses:
            yield from self.visit(clause, scope)

    def of_population(self, node: ast.Declaration) -> _Scope:
        found = self.known.population(None if node.of is None else node.of.text)
        return _Scope(None if found is None else found.name)

    def of_target(self, node: ast.Target) -> _Scope:
        found = self.known.project.targets.get(node.name.text)
        return self.of_population(node) if found is None else _Scope(found.population)

    def table(self, node: ast.Table) -> Iterator[Occurrence]:
        own = node.name.text
        if node.singular is not None:
            symbol = Symbol(Sort.ROW, own, node.singular.text)
            yield Occurrence(symbol, node.singular.span, is_declaration=True)
        scope = _Scope(own, is_customer=False)
        inside = scope
        if node.grouping is not None:
            grouping = node.grouping
            yield from self.name(grouping.source)
            inside = scope.rows(grouping.source.text)
            if grouping.where is not None:
                yield from self.visit(grouping.where, inside)
            for path in grouping.by:
                yield from self.visit(path, inside)
        if node.where is not None:
            yield from self.visit(node.where, scope)
        by = {one.parts[-1].text for one in node.grouping.by} if node.grouping else set()
        for member in node.members:
            yield from self.member(own, member, scope, inside, by)

    def member(
        self,
        table: str,
        node: ast.Field | ast.Reference,
        scope: _Scope,
        inside: _Scope,
        by: set[str],
    ) -> Iterator[Occurrence]:
        if node.name is not None:
            symbol = Symbol(Sort.MEMBER, table, node.name.text)
            yield Occurrence(symbol, node.name.span, is_declaration=True)
        is_grouped = inside is not scope
        value = node.value if isinstance(node, ast.Field) else None
        if is_grouped and value is None and node.name is not None:
            column = node.column or node.name
            implied = [
                replace(one, is_implied=node.column is None) for one in self.path((column,), inside)
            ]
            yield from implied if node.name.text not in by else ()
        if isinstance(node, ast.Reference):
            yield from self.name(node.target)
        elif value is not None:
            borrows = node.name is None
            yield from self.visit(value, scope if borrows or not is_grouped else inside)

    def classes(self, segmentation: str, body: object, scope: _Scope) -> Iterator[Occurrence]:
        match body:
            case ast.By(value):
                yield from self.visit(value, scope)
            case ast.Split(_, shares):
                for name, _ in shares:
                    symbol = Symbol(Sort.CLASS, segmentation, name.text)
                    yield Occurrence(symbol, name.span, is_declaration=True)
            case tuple() as classes:
                for one in classes:
                    symbol = Symbol(Sort.CLASS, segmentation, one.name.text)
                    yield Occurrence(symbol, one.name.span, is_declaration=True)
                    if one.condition is not None:
                        yield from self.visit(one.condition, scope)

    def gate(self, gate: ast.Gate, scope: _Scope) -> Iterator[Occurrence]:
        for path in gate.paths:
            if gate.word == "by":
                yield from self.name(path.parts[0])
            else:
                yield from self.path(path.parts, scope)
        for node in (gate.condition, gate.value):
            if node is not None:
                yield from self.visit(node, scope)

    # --- names ---

    def name(self, node: ast.Name) -> Iterator[Occurrence]:
        """A name of the project, or the word for one row of a table."""
        if node.text in self.declared:
            yield Occurrence(declared(node.text), node.span)
            return
        table = self.known.table(node.text)
        if table is not None:
            yield Occurrence(Symbol(Sort.ROW, table.name, node.text), node.span)

    def path(self, parts: Sequence[ast.Name], scope: _Scope) -> Iterator[Occurrence]:
        """A path in a rule: arguments first, then members, then names of the project."""
        first = parts[0]
        if first.text in scope.arguments:
            yield Occurrence(Symbol(Sort.ARGUMENT, scope.define, first.text), first.span)
            return
        table = self.known.project.tables.get(scope.table or "")
        if table is not None and self.known.follow(table, (first.text,)) is not None:
            yield from self.members(table, parts)
            return
        if first.text not in self.declared:
            return
        yield Occurrence(declared(first.text), first.span)
        found = self.declared[first.text]
        if isinstance(found, model.Segmentation) and len(parts) > 1:
            yield from self.class_(found, parts[1])

    def members(self, table: model.Table | None, parts: Sequence[ast.Name]) -> Iterator[Occurrence]:
        for part in parts:
            found = self.known.follow(table, (part.text,)) if table is not None else None
            if table is None or found is None:
                return
            yield Occurrence(Symbol(Sort.MEMBER, table.name, part.text), part.span)
            table = self.known.target(found[1])

    def class_(self, found: model.Segmentation, name: ast.Name) -> Iterator[Occurrence]:
        if any(one.name == name.text for one in found.classes):
            yield Occurrence(Symbol(Sort.CLASS, found.name, name.text), name.span)

    # --- rules ---

    def visit(self, node: ast.Node, scope: _Scope) -> Iterator[Occurrence]:
        match node:
            case ast.Path(parts):
                yield from self.path(parts, scope)
            case ast.Is(value, option):
                yield from self.visit(value, scope)
                yield from self.option(value, option, scope)
            case ast.In(value, options):
                yield from self.visit(value, scope)
                for option in options:
                    yield from self.option(value, option, scope)
            case ast.Selection(source, via, same, where, window):
                yield from self.name(source)
                table = self.known.table(source.text)
                rows = scope.rows(None if table is None else table.name)
                yield from self.refined(rows, table, via, same, where)
                if window is not None:
                    yield from self.visit(window, scope)
            case ast.Aggregate(column=column, via=via, weighted=weighted):
                yield from self.name(column.parts[0])
                table = self.known.table(column.parts[0].text)
                yield from self.members(table, column.parts[1:])
                rows = scope.rows(None if table is None else table.name)
                yield from self.refined(rows, table, via, weighted, node.where)
                if node.window is not None:
                    yield from self.visit(node.window, scope)
            case ast.WithinAfter(source=source):
                yield from self.name(source)
            case ast.ReachableBy(channel):
                yield from self.name(channel)
            case ast.Expect(measure="reach by", of=path) if path is not None:
                yield from self.name(path.parts[0])  # a field may be called like the channel
            case ast.Call(name, arguments):
                yield from self.name(name)
                for argument in arguments:
                    yield from self.visit(argument, scope)
            case ast.Tags() | ast.Name():
                return
            case _:
                for child in children(node):
                    yield from self.visit(child, scope)

    def refined(
        self,
        rows: _Scope,
        table: model.Table | None,
        via: ast.Name | None,
        path: ast.Path | None,
        where: ast.Node | None,
    ) -> Iterator[Occurrence]:
        if via is not None:
            yield from self.members(table, (via,))
        if path is not None:
            yield from self.visit(path, rows)
        if where is not None:
            yield from self.visit(where, rows)

    def option(self, value: ast.Node, option: ast.Node, scope: _Scope) -> Iterator[Occurrence]:
        """What stands after `is` or in `in (…)`: a class where the value is a segmentation."""
        while isinstance(value, ast.AsOf | ast.Brackets):
            value = value.value if isinstance(value, ast.AsOf) else value.inside
        if isinstance(value, ast.Path) and isinstance(option, ast.Path):
            found = self.declared.get(value.parts[0].text)
            if isinstance(found, model.Segmentation):
                yield from self.class_(found, option.parts[0])
                return
        yield from self.visit(option, scope)
