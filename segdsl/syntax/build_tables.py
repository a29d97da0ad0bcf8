"""Build populations and sources, with their fields and references."""

from typing import Any

from lark import Token

from segdsl.syntax import ast
from segdsl.syntax.build_values import ValueBuilder
from segdsl.text.catalog import syntax as catalog


class TableBuilder(ValueBuilder):
    """Adds tables to what can be built."""

    def table(self, tree: Any) -> ast.Table:
        _, name, singular, label, origin, *rest = tree.children
        physical = grouping = where = None
        if origin.data == "origin":
            _, parts, where_tree = origin.children
            physical = ast.Physical(
                tuple(self.physical_name(part) for part in parts.children),
                span=self.span(parts),
            )
            where = self.where(where_tree)
        else:
            _, source, where_tree, _, *paths = origin.children
            grouping = ast.Grouping(
                self.name(source),
                self.where(where_tree),
                tuple(self.path(path) for path in paths),
                span=self.span(origin),
            )
        members = [child for child in rest if self.is_a(child, *_MEMBERS)]
        clauses = [child for child in rest if child not in members]
        return ast.Table(
            name=self.name(name),
            label=self.label(label),
            clauses=tuple(self.clause(clause) for clause in clauses),
            keyword=tree.data,
            singular=None if singular is None else self.name(singular.children[0]),
            physical=physical,
            grouping=grouping,
            where=where,
            members=tuple(self.member(member) for member in members),
            span=self.whole,
        )

    def clause(self, tree: Any) -> ast.AnyClause:
        raise NotImplementedError  # built by `build.Builder`

    def physical_name(self, tree: Any) -> str:
        token = tree.children[0]
        assert isinstance(token, Token)
        if token.type == "TEXT":
            return self.text(token).value
        return self.word(token)

    def member(self, tree: Any) -> ast.Field | ast.Reference:
        match tree.data, tree.children:
            case "reference", [name, target, _, column]:
                return ast.Reference(
                    self.name(name),
                    self.name(target),
                    None if column is None else self.column(column),
                    span=self.span(tree),
                )
            case "reference", [name, target, *_]:
                return ast.Reference(self.name(name), self.name(target), None, span=self.span(tree))
            case "at_borrowed", [_, path]:
                return ast.Field("at", None, None, value=self.path(path), span=self.span(tree))
            case "at_field", [_, name, type_, *rest]:
                return self.field("at", name, type_, rest, tree)
            case "field", [key, name, type_, *rest]:
                return self.field("" if key is None else "key", name, type_, rest, tree)
        raise AssertionError(f"no member is called {tree.data}")

    def column(self, tree: Any) -> ast.Name:
        return ast.Name(self.physical_name(tree), span=self.span(tree))

    def field(self, role: str, name: Any, type_: Any, rest: list[Any], tree: Any) -> ast.Field:
        modifiers = [child for child in rest if self.is_a(child, *_MODIFIERS)]
        others = [child for child in rest if child not in modifiers and child is not None]
        value = None
        if others:
            sign, expression = others
            if str(sign) != "=":
                self.say(catalog.UNEXPECTED, self.span(sign), found=str(sign), near="=")
            value = self.expression(expression)
        zone = column = one_of = None
        true: tuple[ast.Expression, ...] = ()
        false: tuple[ast.Expression, ...] = ()
        flag_spans = []
        private = False
        for modifier in modifiers:
            match modifier.data, modifier.children:
                case "in_zone", [_, text]:
                    zone = self.text(text)
                case "from_column", [_, found]:
                    column = self.column(found)
                case "one_of", [_, literals]:
                    one_of = self.literals(literals)
                case "is_private", _:
                    private = True
                case "true_flags", [_, literals]:
                    true = self.literals(literals)
                    flag_spans.append(self.span(modifier))
                case "false_flags", [_, literals]:
                    false = self.literals(literals)
                    flag_spans.append(self.span(modifier))
        flags = None
        if flag_spans:
            flags = ast.Flags(true, false, span=flag_spans[0].to(flag_spans[-1]))
        return ast.Field(
            role,
            self.name(name),
            self.name(type_),
            zone=zone,
            private=private,
            column=column,
            one_of=one_of,
            flags=flags,
            value=value,
            span=self.span(tree),
        )

    def literals(self, tree: Any) -> tuple[ast.Expression, ...]:
        return tuple(self.expression(child) for child in tree.children)


_MEMBERS = ("field", "at_field", "at_borrowed", "reference")
_MODIFIERS = ("in_zone", "from_column", "one_of", "is_private", "true_flags", "false_flags")
