"""Build the ast of one declaration: the parser's tree in, a declaration and diagnostics out.

The only place, with its neighbours `build_values` and `build_tables`, that knows the tree's shape.
"""

from typing import Any

from lark import Token, Tree

from segdsl.syntax import ast
from segdsl.syntax.build_tables import TableBuilder


class Builder(TableBuilder):
    """Builds one declaration; what it has to say is in `diagnostics`."""

    def declaration(self, tree: Any) -> ast.AnyDeclaration:
        whole = self.whole
        match tree.data, tree.children:
            case (("population" | "source"), _):
                return self.table(tree)
            case "list", [_, name, label, of, _, path, _, key, *clauses]:
                return ast.List(
                    name=self.name(name),
                    label=self.label(label),
                    of=self.of(of),
                    clauses=self.clauses(clauses),
                    path=self.text(path),
                    key=self.name(key),
                    span=whole,
                )
            case "parameter", [_, name, label, type_, _, value, *clauses]:
                return ast.Parameter(
                    name=self.name(name),
                    label=self.label(label),
                    clauses=self.clauses(clauses),
                    type=self.name(type_),
                    value=self.expression(value),
                    span=whole,
                )
            case "channel", [_, name, label, of, condition, *clauses]:
                return ast.Channel(
                    name=self.name(name),
                    label=self.label(label),
                    of=self.of(of),
                    clauses=self.clauses(clauses),
                    condition=self.expression(condition),
                    span=whole,
                )
            case "metric", [_, name, label, of, value, *clauses]:
                return ast.Metric(
                    name=self.name(name),
                    label=self.label(label),
                    of=self.of(of),
                    clauses=self.clauses(clauses),
                    value=self.expression(value),
                    span=whole,
                )
            case "segment", [_, name, label, of, condition, *clauses]:
                return ast.Segment(
                    name=self.name(name),
                    label=self.label(label),
                    of=self.of(of),
                    clauses=self.clauses(clauses),
                    condition=self.expression(condition),
                    span=whole,
                )
            case "define", [_, name, *rest]:
                return self.define(name, rest)
            case "segmentation", [_, name, label, of, exclusive, *rest]:
                return self.segmentation(name, label, of, exclusive, rest)
            case "target", [_, name, label, condition, *rest]:
                return self.target(name, label, condition, rest)
        raise AssertionError(f"no declaration is called {tree.data}")

    def define(self, name: Any, rest: list[Any]) -> ast.Define:
        parameters = []
        while rest and self.is_a(rest[0], "define_parameter"):
            parameter = rest.pop(0)
            parameters.append(
                ast.DefineParameter(
                    self.name(parameter.children[0]),
                    self.name(parameter.children[1]),
                    span=self.span(parameter),
                )
            )
        label, body, *clauses = rest
        return ast.Define(
            name=self.name(name),
            label=self.label(label),
            clauses=self.clauses(clauses),
            parameters=tuple(parameters),
            body=self.expression(body),
            span=self.whole,
        )

    # --- segmentations ---

    def segmentation(
        self, name: Any, label: Any, of: Any, exclusive: Any, rest: list[Any]
    ) -> ast.Segmentation:
        kinds = [child for child in rest if self.is_a(child, "class", "by", "split")]
        clauses = [child for child in rest if child not in kinds]
        body: tuple[ast.Class, ...] | ast.By | ast.Split
        first = kinds[0]
        match first.data, first.children:
            case "by", [_, value]:
                body = ast.By(self.expression(value), span=self.span(first))
            case "split", [_, seed, *shares]:
                parts = tuple(
                    (self.name(share.children[0]), self.percent(share.children[1]))
                    for share in shares
                )
                body = ast.Split(self.text(seed), parts, span=self.span(first))
            case _:
                body = tuple(self.class_(child) for child in kinds)
                last = body[-1]
                # clauses below the last class are of the whole
                clauses = [*kinds[-1].children[self._clauses_at(kinds[-1]) :], *clauses]
                body = (
                    *body[:-1],
                    ast.Class(last.name, last.label, last.condition, (), span=last.span),
                )
        return ast.Segmentation(
            name=self.name(name),
            label=self.label(label),
            of=self.of(of),
            clauses=self.clauses(clauses),
            exclusive=exclusive is not None,
            body=body,
            span=self.whole,
        )

    def class_(self, tree: Any) -> ast.Class:
        name, label, word, *rest = tree.children
        condition = None
        if word.type == "WHEN":
            condition = self.expression(rest[0])
        at = self._clauses_at(tree)
        return ast.Class(
            self.name(name),
            self.label(label),
            condition,
            self.clauses(tree.children[at:]),
            span=self.span(tree),
        )

    def _clauses_at(self, tree: Any) -> int:
        return 4 if tree.children[2].type == "WHEN" else 3

    # --- targets ---

    def target(self, name: Any, label: Any, condition: Any, rest: list[Any]) -> ast.Target:
        gates = [child for child in rest if child.data.startswith("gate_")]
        clauses = [child for child in rest if not child.data.startswith("gate_")]
        return ast.Target(
            name=self.name(name),
            label=self.label(label),
            clauses=self.clauses(clauses),
            condition=self.expression(condition),
            gates=tuple(self.gate(gate) for gate in gates),
            span=self.whole,
        )

    def gate(self, tree: Any) -> ast.Gate:
        span = self.span(tree)
        match tree.data, tree.children:
            case "gate_by", [_, *paths]:
                return ast.Gate("by", tuple(self.path(path) for path in paths), span=span)
            case "gate_except", [_, condition]:
                return ast.Gate("except", condition=self.expression(condition), span=span)
            case "gate_at_most", [_, count, order, path]:
                return ast.Gate(
                    "at most",
                    count=self.whole_number(count),
                    order=None if order is None else str(order),
                    value=None if path is None else self.path(path),
                    span=span,
                )
            case "gate_at_most", [_, count, *_]:
                return ast.Gate("at most", count=self.whole_number(count), span=span)
            case "gate_control", [_, share, seed]:
                return ast.Gate(
                    "control", share=self.percent(share), seed=self.text(seed), span=span
                )
            case "gate_columns", [_, *paths]:
                return ast.Gate("columns", tuple(self.path(path) for path in paths), span=span)
        raise AssertionError(f"no gate is called {tree.data}")

    # --- clauses ---

    def clauses(self, trees: list[Any]) -> tuple[ast.AnyClause, ...]:
        return tuple(self.clause(tree) for tree in trees if isinstance(tree, Tree))

    def clause(self, tree: Any) -> ast.AnyClause:
        span = self.span(tree)
        match tree.data, tree.children:
            case "clause_text", [word, text]:
                return ast.Clause(str(word), self.text(text).value, span=span)
            case "tags", [_, *names]:
                return ast.Tags(tuple(self.name(name) for name in names), span=span)
            case "review", [_, day]:
                return ast.Review(self.date(day), span=span)
            case "better", [_, which]:
                return ast.Clause("better", str(which), span=span)
            case "expect_size", [word, expected]:
                return self.expect("size", word, None, expected)
            case "expect_share", [word, path, expected]:
                return self.expect("share of", word, path, expected)
            case "expect_reach", [word, path, expected]:
                return self.expect("reach by", word, path, expected)
            case "expect_overlap", [word, path, expected]:
                return self.expect("overlap with", word, path, expected)
            case (("example_in" | "example_out"), [_, *facts]):
                given = tuple(self.expression(fact) for fact in facts)
                return ast.Example(tree.data == "example_in", given, span=span)
        raise AssertionError(f"no clause is called {tree.data}")

    def expect(self, measure: str, word: Token, path: Any, tree: Any) -> ast.Expect:
        of = None if path is None else self.path(path)
        place = ast.Broken(span=self.span(word))
        span = self.span(word).to(self.span(tree))
        test: ast.Compare | ast.Between
        match tree.children:
            case [sign, value]:
                test = ast.Compare(str(sign), place, self.expression(value), span=span)
            case [_, low, _, high]:
                test = ast.Between(place, self.expression(low), self.expression(high), span=span)
            case _:
                raise AssertionError("an expectation compares")
        return ast.Expect(measure, of, test, span=span)
