"""Build conditions, values and windows: pieces of the parser's tree in, ast nodes out."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from lark import Token, Tree

from segdsl.syntax import ast
from segdsl.syntax.slips import Mended
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Message
from segdsl.text.source import Span

UNITS = {
    "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year",
    "hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year",
}  # fmt: skip


class ValueBuilder:
    """Knows the declaration's place in its file, and collects what is to be said."""

    def __init__(self, whole: Span, mended: Mended) -> None:
        self.whole = whole
        self.mended = mended
        self.diagnostics: list[Diagnostic] = []

    # --- places and words ---

    def span(self, node: Any) -> Span:
        start, file = self.whole.start, self.whole.file
        if isinstance(node, Token):
            assert node.start_pos is not None
            assert node.end_pos is not None
            first, last = node.start_pos, node.end_pos
        else:
            first, last = node.meta.start_pos, node.meta.end_pos
        return Span(file, start + self.mended.start(first), start + self.mended.end(last))

    def say(self, message: Message, span: Span, **facts: str) -> None:
        self.diagnostics.append(Diagnostic(message, span, dict(facts)))

    def is_a(self, node: Any, *names: str) -> bool:
        return isinstance(node, Tree) and node.data in names

    def word(self, token: Token) -> str:
        return str(token).strip("`")

    def name(self, tree: Any) -> ast.Name:
        token: Any = tree.children[0] if isinstance(tree, Tree) else tree
        return ast.Name(self.word(token), span=self.span(token))

    def of(self, tree: Any) -> ast.Name | None:
        return None if tree is None else self.name(tree.children[1])

    def label(self, token: Any) -> ast.Text | None:
        return None if token is None else self.text(token)

    def text(self, token: Token) -> ast.Text:
        inside = str(token)[1:-1]
        return ast.Text(re.sub(r"\\(.)", r"\1", inside), span=self.span(token))

    def path(self, tree: Any) -> ast.Path:
        return ast.Path(tuple(self.name(part) for part in tree.children), span=self.span(tree))

    # --- literals ---

    def number(self, token: Token) -> ast.Number:
        return ast.Number(Decimal(str(token).replace("_", "")), span=self.span(token))

    def percent(self, token: Token) -> ast.Percent:
        digits = str(token).rstrip("% \t\n").replace("_", "")
        return ast.Percent(Decimal(digits), span=self.span(token))

    def whole_number(self, token: Token) -> int:
        value = self.number(token).value
        if value != value.to_integral_value():
            self.say(catalog.NOT_WHOLE, self.span(token), found=str(token))
        return int(value)

    def duration(self, token: Token) -> ast.Duration:
        digits, unit = re.match(r"([\d_]+)\s*(\w+)", str(token)).groups()  # type: ignore[union-attr]
        singular = unit if unit in UNITS else unit.rstrip("s")
        return ast.Duration(int(digits.replace("_", "")), UNITS[singular], span=self.span(token))

    def date(self, token: Token) -> ast.Date:
        try:
            value = date.fromisoformat(str(token))
        except ValueError:
            self.say(catalog.NO_SUCH_DAY, self.span(token), found=str(token))
            value = date(2000, 1, 1)
        return ast.Date(value, span=self.span(token))

    def literal(self, token: Token) -> ast.Expression:
        match token.type:
            case "NUMBER":
                return self.number(token)
            case "PERCENT":
                return self.percent(token)
            case "DURATION":
                return self.duration(token)
            case "DATE":
                return self.date(token)
            case "TEXT":
                return self.text(token)
            case "TRUE" | "FALSE":
                return ast.Boolean(token.type == "TRUE", span=self.span(token))
        raise AssertionError(f"{token.type} is no literal")

    # --- conditions ---

    def expression(self, node: Any) -> ast.Expression:
        if isinstance(node, Token):
            return self.literal(node)
        span = self.span(node)
        match node.data, node.children:
            case "condition", [first, *rest]:
                return self.logic(first, rest, span)
            case "not_", [_, inner]:
                return ast.Not(self.expression(inner), span=span)
            case "compare", [left, *rest]:
                return self.compare(left, rest, span)
            case "between", [value, word, low, _, high]:
                return ast.Between(
                    self.expression(value),
                    self.expression(low),
                    self.expression(high),
                    word.type == "NOT_BETWEEN",
                    span=span,
                )
            case "in_", [value, word, *options, folded]:
                return ast.In(
                    self.expression(value),
                    tuple(self.expression(option) for option in options),
                    word.type == "NOT_IN",
                    folded is not None,
                    span=span,
                )
            case "known", [value, word]:
                return ast.Known(self.expression(value), word.type == "IS_MISSING", span=span)
            case "is_", [value, word, option]:
                return ast.Is(
                    self.expression(value),
                    self.expression(option),
                    word.type == "IS_NOT",
                    span=span,
                )
            case "text_test", [value, word, text, folded]:
                return ast.TextTest(
                    _words(word),
                    self.expression(value),
                    self.expression(text),
                    folded is not None,
                    span=span,
                )
            case "in_top", [value, _, share, among, per]:
                return ast.InTop(
                    self.expression(value),
                    self.percent(share),
                    self.among(among),
                    self.per(per),
                    span=span,
                )
            case _:
                return self.value(node, span)

    def logic(self, first: Any, rest: list[Any], span: Span) -> ast.Expression:
        """`a and b and c`; a mix of both words is refused with the two ways to read it."""
        words = [str(word) for word in rest[::2]]
        nodes = [first, *rest[1::2]]
        if len(set(words)) > 1:
            readings = self.readings(nodes, words)
            is_whole = "#" not in span.text  # a reading has no comments: one would be lost
            fixes = tuple(Fix(span, one) for one in readings.values()) if is_whole else ()
            self.diagnostics.append(
                Diagnostic(catalog.AND_OR_MIXED, span, dict(readings), fixes=fixes)
            )
        parts = tuple(self.expression(node) for node in nodes)
        if words[0] == "and":
            return ast.All(parts, span=span)
        return ast.AnyOf(parts, span=span)

    def readings(self, nodes: list[Any], words: list[str]) -> dict[str, str]:
        """The text with brackets round each run of `and`, and round each run of `or`."""
        texts = [" ".join(self.span(node).text.split()) for node in nodes]
        return {
            "reading_and": _grouped(texts, words, "and"),
            "reading_or": _grouped(texts, words, "or"),
        }

    def compare(self, left: Any, rest: list[Any], span: Span) -> ast.Expression:
        folded = rest[-1]
        pairs = rest[:-1]
        if len(pairs) > 2:
            return self.chained([left, *pairs], span)
        sign, right = pairs
        return ast.Compare(
            str(sign),
            self.expression(left),
            self.expression(right),
            folded is not None,
            span=span,
        )

    def chained(self, nodes: list[Any], span: Span) -> ast.Expression:
        """`a < b < c`, refused: what is said again as two comparisons."""
        texts = [self.span(node).text for node in nodes]
        threes = range(0, len(nodes) - 2, 2)
        fix = " and ".join(" ".join(texts[at : at + 3]) for at in threes)
        self.diagnostics.append(
            Diagnostic(catalog.CHAINED_COMPARISON, span, {"fix": fix}, fixes=(Fix(span, fix),))
        )
        sides = [self.expression(node) for node in nodes[::2]]
        parts = tuple(
            ast.Compare(str(sign), low, high, span=low.span.to(high.span))
            for sign, low, high in zip(nodes[1::2], sides, sides[1:], strict=False)
        )
        return ast.All(parts, span=span)

    # --- values ---

    def value(self, node: Any, span: Span) -> ast.Expression:
        match node.data, node.children:
            case (("sum" | "product"), [first, *rest]):
                return self.arithmetic(first, rest)
            case "negative", [_, inner]:
                return ast.Negative(self.expression(inner), span=span)
            case "brackets", [inner]:
                return ast.Brackets(self.expression(inner), span=span)
            case "path", _:
                return self.path(node)
            case "call", [name, *arguments]:
                given = tuple(self.expression(argument) for argument in arguments)
                return ast.Call(self.name(name), given, span=span)
            case "date_word", [word, value]:
                return ast.DateWord(_words(word), self.expression(value), span=span)
            case "date_test", [value, window]:
                return ast.DateTest(self.expression(value), self.window(window), span=span)
            case "as_of", [value, _, moment]:
                return ast.AsOf(self.expression(value), self.moment(moment), span=span)
            case "sample", [_, share, seed]:
                return ast.Sample(self.percent(share), self.text(seed), span=span)
            case "moved", [word, path, window]:
                return ast.Moved(str(word), self.path(path), self.window(window), span=span)
            case "reachable", [_, channel]:
                return ast.ReachableBy(self.name(channel), span=span)
            case "nearby", [reference, _, number, _, latitude, longitude]:
                return ast.Nearby(
                    None if reference is None else self.reference(reference),
                    self.number(number).value,
                    self.coordinate(latitude),
                    self.coordinate(longitude),
                    span=span,
                )
            case "standing", [word, metric, among, per]:
                return ast.Standing(
                    _words(word),
                    self.expression(metric),
                    self.among(among),
                    self.per(per),
                    span=span,
                )
            case _:
                return self.rows_or_aggregate(node, span)

    def arithmetic(self, first: Any, rest: list[Any]) -> ast.Expression:
        left = self.expression(first)
        for sign, node in zip(rest[::2], rest[1::2], strict=True):
            right = self.expression(node)
            left = ast.Arithmetic(str(sign), left, right, span=left.span.to(right.span))
        return left

    def coordinate(self, tree: Any) -> Decimal:
        minus, number = tree.children
        value = self.number(number).value
        return -value if minus is not None else value

    def reference(self, tree: Any) -> ast.Path:
        """A path, where the grammar lets brackets and calls stand too."""
        while self.is_a(tree, "brackets"):
            tree = tree.children[0]
        if self.is_a(tree, "path"):
            return self.path(tree)
        span = self.span(tree)
        self.say(catalog.UNEXPECTED, span, found=" ".join(span.text.split()), near="`store`")
        return ast.Path((ast.Name("store", span=span),), span=span)

    def among(self, tree: Any) -> ast.Expression | None:
        return None if tree is None else self.expression(tree.children[1])

    def per(self, tree: Any) -> ast.Path | None:
        return None if tree is None else self.path(tree.children[1])

    # --- rows and aggregates ---

    def rows_or_aggregate(self, node: Any, span: Span) -> ast.Expression:
        match node.data, node.children:
            case "rows", [word, count, selection]:
                number = self.whole_number(count)
                return ast.Rows(_words(word), number, self.selection(selection), span=span)
            case "rows", [word, selection]:
                return ast.Rows(_words(word), None, self.selection(selection), span=span)
            case "sequence", [_, first, word, name, via, where, _, length]:
                then = ast.Selection(
                    self.name(name),
                    via=self.via(via),
                    where=self.where(where),
                    span=self.span(name),
                )
                return ast.Sequence(
                    self.selection(first),
                    word.type == "THEN_NO",
                    then,
                    self.duration(length),
                    span=span,
                )
            case (("aggregate" | "share_of"), [word, path, via, where, window]):
                return self.aggregate(word, self.path(path), via, None, where, window, span)
            case (("since" | "gap"), [word, name, via, where, window]):
                path = ast.Path((self.name(name),), span=self.span(name))
                return self.aggregate(word, path, via, None, where, window, span)
            case "favourite", [word, path, via, weighted, where, window]:
                return self.aggregate(word, self.path(path), via, weighted, where, window, span)
        raise AssertionError(f"no value is called {node.data}")

    def aggregate(
        self,
        word: Token,
        path: ast.Path,
        via: Any,
        weighted: Any,
        where: Any,
        window: Any,
        span: Span,
    ) -> ast.Aggregate:
        return ast.Aggregate(
            _words(word),
            path,
            self.via(via),
            None if weighted is None else self.path(weighted.children[2]),
            self.where(where),
            None if window is None else self.window(window),
            span=span,
        )

    def selection(self, tree: Any) -> ast.Selection:
        name, via, same, where, window = tree.children
        return ast.Selection(
            self.name(name),
            self.via(via),
            None if same is None else self.path(same.children[1]),
            self.where(where),
            None if window is None else self.window(window),
            span=self.span(tree),
        )

    def via(self, tree: Any) -> ast.Name | None:
        return None if tree is None else self.name(tree.children[1])

    def where(self, tree: Any) -> ast.Expression | None:
        return None if tree is None else self.expression(tree.children[1])

    # --- windows ---

    def window(self, tree: Any) -> ast.Window:
        span = self.span(tree)
        match tree.data, tree.children:
            case "in_last", [_, length]:
                return ast.InLast(self.duration(length), span=span)
            case "in_next", [_, length]:
                return ast.InNext(self.duration(length), span=span)
            case "from_to", [_, start, _, end]:
                return ast.FromTo(self.moment(start), self.moment(end), span=span)
            case "since_day", [_, day]:
                return ast.Since(self.date(day), span=span)
            case "before", [_, moment]:
                return ast.Before(self.moment(moment), span=span)
            case "in_this", [words]:
                return ast.InThis(str(words).split()[-1], span=span)
            case "in_previous", [words]:
                return self.in_previous(words, span)
            case "in_period", [words]:
                return self.in_period(words, span)
            case "within_after", [_, length, word, name]:
                which = str(word).split()[-1]
                return ast.WithinAfter(self.duration(length), which, self.name(name), span=span)
        raise AssertionError(f"no window is called {tree.data}")

    def moment(self, tree: Any) -> ast.Ago | ast.Date:
        token = tree.children[0]
        if token.type == "DATE":
            return self.date(token)
        return ast.Ago(self.duration(token), span=self.span(tree))

    def in_previous(self, words: Token, span: Span) -> ast.InPrevious:
        parts = str(words).split()
        count = int(parts[2]) if len(parts) > 3 else 1
        return ast.InPrevious(count, parts[-1].rstrip("s"), span=span)

    def in_period(self, words: Token, span: Span) -> ast.InPeriod:
        year, _, rest = str(words).split()[1].partition("-")
        if rest.startswith("Q") and int(year) > 0:
            return ast.InPeriod(int(year), quarter=int(rest[1:]), span=span)
        month = int(rest) if rest.isdigit() else None
        if int(year) < 1 or (month is not None and not 1 <= month <= 12):
            self.say(catalog.NO_SUCH_DAY, span, found=str(words).split()[1])
            return ast.InPeriod(1, span=span)
        return ast.InPeriod(int(year), month=month, span=span)


def _words(token: Token) -> str:
    """The words of a terminal with one space between them."""
    return " ".join(str(token).split())


def _grouped(texts: list[str], words: list[str], which: str) -> str:
    groups: list[list[str]] = [[texts[0]]]
    for word, text in zip(words, texts[1:], strict=True):
        if word == which:
            groups[-1].append(text)
        else:
            groups.append([text])
    other = " or " if which == "and" else " and "
    return other.join(
        group[0] if len(group) == 1 else "(" + f" {which} ".join(group) + ")" for group in groups
    )
