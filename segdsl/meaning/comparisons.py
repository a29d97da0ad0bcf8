"""Resolve comparisons: two values that may meet in, a test out; what may not is said."""

from segdsl.meaning import model
from segdsl.meaning.literals import is_upside_down, length_of, other_form, shown
from segdsl.meaning.names import hint, mended, quoted
from segdsl.meaning.standings import Standings
from segdsl.meaning.types import NAMES, Type, comparable
from segdsl.meaning.vocabulary import predicates
from segdsl.meaning.vocabulary.aggregates import Kind
from segdsl.meaning.vocabulary.periods import Unit
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.diagnostics import Said
from segdsl.text.source import Span


class Comparisons(Standings):
    """Adds comparisons to what can be resolved."""

    def _compare(
        self,
        operator: str,
        left: ast.Expression,
        right: ast.Expression,
        folded: bool,
        span: Span,
    ) -> model.Condition:
        classes = self.segmentation_of(left) or self.segmentation_of(right)
        if classes is not None:
            other = right if self.segmentation_of(left) else left
            word = "is not" if operator == "!=" else "is"
            known = self.project.classes_of(classes) or ()
            named = isinstance(other, ast.Text) and other.value in known
            option = other.value if named and isinstance(other, ast.Text) else shown(other)
            fix = f"{classes.name.text} {word} {option}"
            return self.say(catalog.CLASS_TEST, span, name=classes.name.text, fix=mended(fix, fix))
        a, b = self.value(left), self.value(right)
        if isinstance(a, model.Broken) or isinstance(b, model.Broken):
            return model.Broken(span=span)
        free = folded and a.type is b.type is Type.TEXT
        trouble = None if free else self._incomparable(a, b, left, right, span)
        if trouble is not None:
            return trouble
        if folded:
            if a.type is not Type.TEXT:
                return self._types_differ(a, _A_TEXT, left, right, span)
            a, b = model.Folded(a, span=a.span), folded_text(b)
        sign = "=" if operator == "!=" else operator
        found = model.Compare(predicates.COMPARISON_OF[sign], a, b, span=span)
        return maybe_not(found, operator == "!=")

    def _incomparable(
        self,
        a: model.Value,
        b: model.Value,
        left: ast.Expression,
        right: ast.Expression,
        span: Span,
    ) -> model.Broken | None:
        if not comparable(a.type, b.type):
            return self._types_differ(a, b, left, right, span)
        for ours, theirs in ((a, b), (b, a)):
            length = length_of(ours)
            if length is not None and length.months is not None and not self._is_since(theirs):
                return self.months_here(ours, span)
            if isinstance(ours, model.Constant):
                trouble = self._not_one_of(theirs, ours)
                if trouble is not None:
                    return trouble
        return None

    def _types_differ(
        self,
        a: model.Value,
        b: model.Value,
        left: ast.Expression,
        right: ast.Expression,
        span: Span,
    ) -> model.Broken:
        number = {Type.INTEGER, Type.NUMBER}
        if a.type is Type.DURATION and b.type in number and isinstance(b, model.Constant):
            days = mended(shown(right), f"{shown(right)}d")
            return self.say(catalog.BARE_NUMBER, right.span, left=shown(left), right=days)
        if b.type is Type.DURATION and a.type in number and isinstance(a, model.Constant):
            days = mended(shown(left), f"{shown(left)}d")
            return self.say(catalog.BARE_NUMBER, left.span, left=shown(right), right=days)
        advice = other_form(a, right) or other_form(b, left) or _whole_years(a, b, right)
        if advice is None:
            advice = Said("compare values of the same kind", "comparez des valeurs de même nature")
        return self.say(
            catalog.TYPES_DIFFER,
            span,
            left=shown(left),
            right=shown(right),
            left_type=NAMES[a.type],
            right_type=NAMES[b.type],
            hint=advice,
        )

    def _is_since(self, value: model.Value) -> bool:
        """Whether the value is a `time since …`, by itself or as a metric."""
        match value:
            case model.Aggregate(word):
                return word.kind in (Kind.SINCE_FIRST, Kind.SINCE_LAST)
            case model.MetricValue(name, _):
                declared = self.project.names.declared[name]
                assert isinstance(declared, ast.Metric)
                metric = self.project.metric_of(declared, declared.name)
                return metric is not None and self._is_since(metric.value)
            case model.ValueAsOf(inner) | model.CalledValue(value=inner):
                return self._is_since(inner)
            case _:
                return False

    def _not_one_of(self, value: model.Value, fixed: model.Constant) -> model.Broken | None:
        """A literal that the model says a field never has."""
        if isinstance(value, model.ValueAsOf | model.CalledValue):
            return self._not_one_of(value.value, fixed)
        if isinstance(value, model.Aggregate) and value.column is not None:
            if value.word.gives is not None:
                return None
            return self._not_one_of(value.column, fixed)
        if isinstance(value, model.MetricValue):
            metric = self.project.names.declared[value.name]
            assert isinstance(metric, ast.Metric)
            known = self.project.metric_of(metric, metric.name)
            return None if known is None else self._not_one_of(known.value, fixed)
        if not isinstance(value, model.FieldValue):
            return None
        found = self.project.fields.get((value.table, value.name))
        if found is None or found.one_of is None:
            return None
        values = [option.value for option in found.one_of]
        if fixed.value in values:
            return None
        texts = [str(option) for option in values]
        assert fixed.span is not None
        return self.say(
            catalog.NOT_ONE_OF,
            fixed.span,
            field=value.name,
            value=str(fixed.value),
            values=", ".join(texts),
            hint=quoted(hint(str(fixed.value), texts)),
        )

    def _between(
        self, value: ast.Expression, low: ast.Expression, high: ast.Expression, span: Span
    ) -> model.Condition:
        v, a, b = self.value(value), self.value(low), self.value(high)
        if any(isinstance(part, model.Broken) for part in (v, a, b)):
            return model.Broken(span=span)
        trouble = self._incomparable(v, a, value, low, span) or self._incomparable(
            v, b, value, high, span
        )
        if trouble is not None:
            return trouble
        if is_upside_down(a, b):
            return self.say(catalog.BETWEEN_ORDER, span, low=shown(low), high=shown(high))
        return model.Between(v, a, b, span=span)


_A_TEXT = model.Constant("", Type.TEXT)


def folded_text(value: model.Value) -> model.Value:
    """A text read without case and accents: a fixed one at once."""
    return model.Folded(value, span=value.span)


def _whole_years(value: model.Value, limit: model.Value, written: ast.Expression) -> Said | None:
    """`age of birth_date < 25 years`: an age is a number of years already."""
    length = length_of(limit)
    if not isinstance(value, model.DatePart) or length is None or length.unit is not Unit.YEAR:
        return None
    return Said(
        f"write `{length.count}` for `{shown(written)}`: an age is a number of years",
        f"écrivez `{length.count}` pour `{shown(written)}` : un âge est un nombre d'années",
    )


def maybe_not(condition: model.Condition, is_negated: bool) -> model.Condition:
    if not is_negated or isinstance(condition, model.Broken):
        return condition
    return model.Not(condition, span=condition.span)
