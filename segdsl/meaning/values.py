"""Resolve values: expressions in, typed model values out."""

from datetime import date
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.literals import as_length, constant, length_of, shown
from segdsl.meaning.scopes import Chosen, Meant, Scope
from segdsl.meaning.types import NAMES, Type, arithmetic
from segdsl.meaning.vocabulary.dates import DATE_WORD_OF, HOUR
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.catalog import words as words_catalog
from segdsl.text.diagnostics import Message, Said
from segdsl.text.source import Span


class Values:
    """Resolves values in one scope; `calls`, `rows`, `standings` and so on add to it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.project = scope.project

    def say(self, message: Message, span: Span, **facts: str | Said) -> model.Broken:
        self.project.report.say(message, span, (), **facts)
        return model.Broken(span=span)

    def condition(self, node: ast.Expression) -> model.Condition:
        raise NotImplementedError  # resolved by `conditions.Conditions`

    def call(self, node: ast.Call) -> model.Value:
        raise NotImplementedError  # resolved by `calls.Calls`

    def aggregate(self, node: ast.Aggregate) -> model.Value:
        raise NotImplementedError  # resolved by `rows.Rows`

    def place(self, node: ast.Standing) -> model.Value:
        raise NotImplementedError  # resolved by `standings.Standings`

    # --- values ---

    def value(self, node: ast.Expression) -> model.Value:
        """The value that an expression is; a condition is a boolean value."""
        match node:
            case (
                ast.Number()
                | ast.Percent()
                | ast.Duration()
                | ast.Date()
                | ast.Text()
                | (ast.Boolean())
            ):
                return constant(node)
            case ast.Path():
                return self._as_value(self.scope.path(node), node)
            case ast.Brackets(inside):
                return self.value(inside)
            case ast.Arithmetic(operator, left, right):
                return self._arithmetic(operator, left, right, node)
            case ast.Negative(inner):
                return self._negative(inner, node)
            case ast.Aggregate():
                return self.aggregate(node)
            case ast.Standing():
                return self.place(node)
            case ast.Broken():
                return model.Broken(span=node.span)
            case ast.DateWord(word, inner):
                return self._date_part(word, inner, node)
            case ast.AsOf():
                return self._as_of(node)
            case ast.Call():
                return self.call(node)
            case _:
                found = self.condition(node)
                if isinstance(found, model.Broken):
                    return found
                return model.Truth(found, span=node.span)

    def _date_part(self, word: str, inner: ast.Expression, node: ast.Node) -> model.Value:
        if word == BIRTHDAY:
            if not isinstance(self.value(inner), model.Broken):
                self.say(words_catalog.BIRTHDAY_WINDOW, node.span, text=shown(node))
            return model.Broken(span=node.span)
        found = DATE_WORD_OF[word]
        value = self.moment_value(word, inner, node, must_have_hour=found is HOUR)
        if isinstance(value, model.Broken):
            return model.Broken(span=node.span)
        return model.DatePart(found, value, span=node.span)

    def moment_value(
        self, word: str, inner: ast.Expression, node: ast.Node, must_have_hour: bool = False
    ) -> model.Value:
        """The moment that a word about dates speaks of; what has no date is said."""
        value = self.value(inner)
        if isinstance(value, model.Broken):
            return value
        if value.type is Type.DATETIME or (value.type is Type.DATE and not must_have_hour):
            return value
        return self.say(
            words_catalog.NO_DATE_THERE,
            node.span,
            word=word,
            needs=NAMES[Type.DATETIME if must_have_hour else Type.DATE],
            text=shown(inner),
            type=NAMES[value.type],
        )

    def whole(self, node: ast.Expression) -> model.Value:
        """The value of a metric or of `by`: a segment there is its yes or no."""
        match node:
            case ast.Brackets(inside):
                return self.whole(inside)
            case ast.Path():
                meant = self.scope.path(node)
                if isinstance(meant, Chosen):
                    return model.Truth(meant, span=node.span)
                return meant
            case _:
                return self.value(node)

    def segmentation_of(self, node: ast.Expression) -> ast.Segmentation | None:
        """The segmentation that a bare name of a condition on customers is."""
        if isinstance(node, ast.AsOf):
            return self.segmentation_of(node.value)
        if not isinstance(node, ast.Path) or len(node.parts) > 1 or not self.scope.is_customer:
            return None
        declared = self.project.names.declared.get(node.parts[0].text)
        return declared if isinstance(declared, ast.Segmentation) else None

    def _as_of(self, node: ast.AsOf) -> model.Value:
        """A value of another day; a condition there is its yes or no."""
        value = self.whole(node.value)
        moment = self.moment(node.moment)
        if isinstance(value, model.Broken) or moment is None:
            return model.Broken(span=node.span)
        if isinstance(value, model.Truth):
            return model.Truth(model.AsOf(value.condition, moment, span=node.span), span=node.span)
        return model.ValueAsOf(value, moment, span=node.span)

    def moment(self, node: ast.Ago | ast.Date) -> Length | date | None:
        """The day that `as of` names; None, already said, where it is none."""
        if not self.scope.is_customer:
            self.say(catalog.AS_OF_HERE, node.span)
            return None
        if isinstance(node, ast.Date):
            return node.value
        if node.length.unit == Unit.HOUR.value:
            self.say(catalog.HOURS_IN_WINDOW, node.span)
            return None
        return as_length(node.length)

    def _as_value(self, meant: Meant, node: ast.Expression) -> model.Value:
        if isinstance(meant, Chosen):
            return self.say(catalog.NOT_A_VALUE, node.span, text=shown(node))
        return meant

    def _arithmetic(
        self, operator: str, left: ast.Expression, right: ast.Expression, node: ast.Node
    ) -> model.Value:
        a, b = self.value(left), self.value(right)
        if isinstance(a, model.Broken) or isinstance(b, model.Broken):
            return model.Broken(span=node.span)
        type_ = arithmetic(operator, a.type, b.type)
        if type_ is None:
            return self.say(
                catalog.BAD_ARITHMETIC,
                node.span,
                operator=operator,
                left_type=NAMES[a.type],
                right_type=NAMES[b.type],
            )
        if any(self.has_months(part) for part in (a, b)):
            return self.months_here(a if self.has_months(a) else b, node.span)
        return model.Arithmetic(operator, a, b, type_, span=node.span)

    def has_months(self, node: model.Value) -> bool:
        length = length_of(node)
        return length is not None and length.months is not None

    def months_here(self, node: model.Value, span: Span) -> model.Broken:
        length = length_of(node)
        months = length.months if length is not None and length.months else 6
        return self.say(catalog.MONTHS_HERE, span, days=str(30 * months))

    def _negative(self, inner: ast.Expression, node: ast.Node) -> model.Value:
        value = self.value(inner)
        match value:
            case model.Broken():
                return value
            case model.Constant(Decimal() as number, type_):
                return model.Constant(-number, type_, span=node.span)
        if arithmetic("-", value.type, value.type) is not value.type:
            return self.say(
                catalog.BAD_ARITHMETIC,
                node.span,
                operator="-",
                left_type=NAMES[value.type],
                right_type=NAMES[value.type],
            )
        return model.Negative(value, value.type, span=node.span)


BIRTHDAY = "birthday of"
