"""Resolve conditions: expressions in, two-valued model conditions out.

Every negated word becomes `Not` around its positive shape.
"""

from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.comparisons import Comparisons, folded_text, maybe_not
from segdsl.meaning.literals import as_length, shown
from segdsl.meaning.names import hint
from segdsl.meaning.scopes import Chosen, Scope
from segdsl.meaning.types import NAMES, NUMERIC, Type
from segdsl.meaning.values import BIRTHDAY
from segdsl.meaning.vocabulary import predicates
from segdsl.meaning.vocabulary.periods import Unit
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.catalog import words as words_catalog
from segdsl.text.diagnostics import Said
from segdsl.text.source import Span


class Conditions(Comparisons):
    """Resolves conditions and values in one scope."""

    def condition(self, node: ast.Expression) -> model.Condition:
        span = node.span
        match node:
            case ast.Brackets(inside):
                return self.condition(inside)
            case ast.Not(inner):
                return negated(self.condition(inner), span)
            case ast.All(parts):
                return self._joined(parts, model.All, span)
            case ast.AnyOf(parts):
                return self._joined(parts, model.AnyOf, span)
            case ast.Compare(operator, left, right, folded):
                return self._compare(operator, left, right, folded, span)
            case ast.Between(value, low, high, is_negated):
                return maybe_not(self._between(value, low, high, span), is_negated)
            case ast.In(value, options, is_negated, folded):
                found = self._in(value, options, span, folded)
                return maybe_not(found, is_negated)
            case ast.Is(value, option, is_negated):
                return maybe_not(self._is(value, (option,), span), is_negated)
            case ast.Known(value, is_negated):
                return maybe_not(self._known(value, span), is_negated)
            case ast.TextTest(word, value, text, folded):
                return self._text_test(word, value, text, folded, span)
            case ast.Rows(word, count, selection):
                return self._rows(word, count, selection, span)
            case ast.DateTest(value, window):
                return self._date_test(value, window, span)
            case ast.InTop(metric, share, among, per):
                return self._in_top(metric, share, among, per, span)
            case ast.Boolean(truth):
                return model.Always(truth, span=span)
            case ast.Path():
                return self._path(node)
            case ast.Sequence():
                return self._sequence(node)
            case ast.Sample(share, seed):
                return self._sample(share, seed, span)
            case ast.Nearby():
                return self._near(node)
            case ast.ReachableBy(channel):
                return self.reachable(channel, span)
            case ast.Moved():
                return self._moved(node)
            case _:
                return self._truth(self.value(node), node)

    def _joined(
        self,
        parts: tuple[ast.Expression, ...],
        shape: type[model.All] | type[model.AnyOf],
        span: Span,
    ) -> model.Condition:
        resolved: list[model.Condition] = []
        for part in parts:
            found = self.condition(part)
            resolved.extend(found.parts if isinstance(found, shape) else (found,))
        if any(isinstance(part, model.Broken) for part in resolved):
            return model.Broken(span=span)
        return shape(tuple(resolved), span=span)

    def _path(self, node: ast.Path) -> model.Condition:
        meant = self.scope.path(node)
        if isinstance(meant, Chosen):
            return meant
        return self._truth(meant, node)

    def _truth(self, value: model.Value, node: ast.Expression) -> model.Condition:
        if isinstance(value, model.Broken):
            return value
        if isinstance(value, model.Truth):
            return value.condition
        if value.type is not Type.BOOLEAN:
            advice = Said(f"compare it: `{shown(node)} >= …`", f"comparez : `{shown(node)} >= …`")
            if isinstance(value, model.Constant):
                advice = Said(
                    "several values are written `in (…, …)`",
                    "plusieurs valeurs s'écrivent `in (…, …)`",
                )
            return self.say(
                catalog.NOT_A_CONDITION,
                node.span,
                text=shown(node),
                type=NAMES[value.type],
                hint=advice,
            )
        return model.IsTrue(value, span=node.span)

    # --- classes ---

    def _in(
        self,
        value: ast.Expression,
        options: tuple[ast.Expression, ...],
        span: Span,
        folded: bool = False,
    ) -> model.Condition:
        if self._is_segmentation(value) or self._is_lost(value) or isinstance(value, ast.AsOf):
            if folded and self._is_segmentation(value):
                fix = f"{shown(value)} in ({', '.join(map(shown, options))})"
                return self.say(catalog.CLASS_TEST, span, name=shown(value), fix=fix)
            return self._is(value, options, span)
        v = self.value(value)
        found = [self.value(option) for option in options]
        if isinstance(v, model.Broken) or any(isinstance(f, model.Broken) for f in found):
            return model.Broken(span=span)
        for option, resolved in zip(options, found, strict=True):
            texts = v.type is resolved.type is Type.TEXT
            trouble = None
            if not (folded and texts):
                trouble = self._incomparable(v, resolved, value, option, span)
            if trouble is None and folded and not texts:
                trouble = self._types_differ(v, resolved, value, option, span)
            if trouble is not None:
                return trouble
        if folded:
            v, found = folded_text(v), [folded_text(one) for one in found]
        return model.OneOf(v, tuple(found), span=span)

    def _is_segmentation(self, node: ast.Expression) -> bool:
        return self.segmentation_of(node) is not None

    def _is_lost(self, node: ast.Expression) -> bool:
        """Whether it names what could not be read where it is declared, which is said there."""
        if not isinstance(node, ast.Path):
            return False
        lost = self.project.names.lost.get(node.parts[0].text)
        return lost is not None and lost.name not in self.project.names.declared

    def _is(
        self, value: ast.Expression, options: tuple[ast.Expression, ...], span: Span
    ) -> model.Condition:
        """`cycle is actif`; of anything else `is` says equal."""
        if self._is_lost(value):
            return model.Broken(span=span)
        if isinstance(value, ast.AsOf):
            then, moment = self._is(value.value, options, span), self.moment(value.moment)
            if isinstance(then, model.Broken) or moment is None:
                return model.Broken(span=span)
            return model.AsOf(then, moment, span=span)
        if not self._is_segmentation(value):
            if len(options) == 1:
                return self._compare("=", value, options[0], False, span)
            return self._in(value, options, span)
        meant = self.value(value)
        if isinstance(meant, model.Broken):
            return meant
        assert isinstance(meant, model.ClassValue)
        names = tuple(_class_name(option) for option in options)
        declared = self.project.names.declared[meant.segmentation]
        assert isinstance(declared, ast.Segmentation)
        given = tuple(name for name in names if name is not None)
        if len(given) < len(names):
            return self.say(catalog.NOT_A_VALUE, span, text=shown(options[0]))
        found = self.scope.classes(declared, given, value)
        if isinstance(found, model.Broken):
            return found
        if isinstance(declared.body, ast.By):
            by = self.value(declared.body.value)
            for name, option in zip(given, options, strict=True):
                text = model.Constant(name.text, Type.TEXT, span=option.span)
                if by.type is Type.TEXT and self._not_one_of(by, text) is not None:
                    return model.Broken(span=span)
        return model.InClass(found.segmentation, found.classes, span=span)

    # --- the rest ---

    def reachable(self, channel: ast.Name, span: Span) -> model.Condition:
        """Who can be reached by a channel."""
        names = self.project.names
        declared = names.declared.get(channel.text)
        if not isinstance(declared, ast.Channel):
            if channel.text in names.lost:
                return model.Broken(span=span)  # said where it is declared
            there = [name for name, one in names.declared.items() if isinstance(one, ast.Channel)]
            close = hint(channel.text, there)
            return self.say(catalog.UNKNOWN_CHANNEL, channel.span, name=channel.text, hint=close)
        if not self.scope.is_customer:
            table = self.scope.table
            return self.say(catalog.NOT_IN_WHERE, channel.span, name=channel.text, table=table)
        if not self.scope.is_of_here(declared, channel):
            return model.Broken(span=span)
        return model.InChannel(channel.text, span=span)

    def _moved(self, node: ast.Moved) -> model.Condition:
        """Who entered or left a segment or class, by what was published."""
        span, which = node.span, model.Move(node.word)
        if not self.scope.is_customer:
            return self.say(words_catalog.MOVED_HERE, span, word=node.word)
        match self.scope.path(node.path):
            case model.Broken() as found:
                return found
            case model.InSegment(name):
                pass
            case model.InClass(segmentation, (class_,)):
                name = f"{segmentation}.{class_}"
            case _:
                facts = {"word": node.word, "text": shown(node.path)}
                return self.say(words_catalog.NOT_PUBLISHABLE, node.path.span, **facts)
        window = self.any_window(node.window)
        if window is None:
            return model.Broken(span=span)
        return model.Moved(which, name, window, span=span)

    def _known(self, value: ast.Expression, span: Span) -> model.Condition:
        found = self.value(value)
        if isinstance(found, model.Broken):
            return found
        return model.Known(found, span=span)

    def _text_test(
        self,
        word: str,
        value: ast.Expression,
        text: ast.Expression,
        folded: bool,
        span: Span,
    ) -> model.Condition:
        a, b = self.value(value), self.value(text)
        if isinstance(a, model.Broken) or isinstance(b, model.Broken):
            return model.Broken(span=span)
        if a.type is not Type.TEXT or b.type is not Type.TEXT:
            return self._types_differ(a, b, value, text, span)
        if folded:
            a, b = folded_text(a), folded_text(b)
        return model.TextTest(predicates.TEXT_TEST_OF[word], a, b, span=span)

    def _rows(
        self, word: str, count: int | None, selection: ast.Selection, span: Span
    ) -> model.Condition:
        source = self._one_row(selection.source) if count == 1 else selection.source
        rows = self.selection(source, selection.via, selection.where, selection.window)
        if rows is None:
            return model.Broken(span=span)
        same = None
        if selection.same is not None:
            same = Scope(self.project, rows.table, is_customer=False).member(selection.same)
            if isinstance(same, model.Broken):
                return same
        quantifier = model.Quantifier(word)
        default = 0 if quantifier is model.Quantifier.NO else 1
        return model.Rows(quantifier, default if count is None else count, rows, same, span=span)

    def _sequence(self, node: ast.Sequence) -> model.Condition:
        """`any visits then orders within 7d`: both sources say when their rows happened."""
        if not self.scope.is_customer:
            return self.say(catalog.SEQUENCE_HERE, node.span)
        first = self.selection(
            node.first.source, node.first.via, node.first.where, node.first.window
        )
        then = self.selection(node.then.source, node.then.via, node.then.where, None)
        if node.first.same is not None:
            return self.say(catalog.SAME_IN_SEQUENCE, node.first.same.span)
        if first is None or then is None:
            return model.Broken(span=node.span)
        for source in (node.first.source, node.then.source):
            if not self.needs_time(source):
                return model.Broken(span=node.span)
        length = as_length(node.within)
        if length.unit is Unit.HOUR:
            for source in (node.first.source, node.then.source):
                shape = self.project.shapes.by_name[source.text]
                if shape.fields.get(shape.at or "") is Type.DATE:
                    return self.say(catalog.HOURS_OF_DAYS, node.within.span, table=source.text)
        return model.Sequence(first, then, length, node.negated, span=node.span)

    def _one_row(self, noun: ast.Name) -> ast.Name:
        """The source of which the noun is one row: `exactly 1 order`."""
        for name, shape in self.project.shapes.by_name.items():
            if noun.text == shape.singular and noun.text not in self.project.shapes.by_name:
                return ast.Name(name, span=noun.span)
        return noun

    def _date_test(self, value: ast.Expression, window: ast.Window, span: Span) -> model.Condition:
        if isinstance(value, ast.DateWord) and value.word == BIRTHDAY:
            return self._birthday(value, window, span)
        found = self.value(value)
        if isinstance(found, model.Broken):
            return found
        if found.type not in (Type.DATE, Type.DATETIME):
            return self.say(
                catalog.TYPES_DIFFER,
                span,
                left=shown(value),
                right=shown(window),
                left_type=NAMES[found.type],
                right_type=Said("a window of dates", "une fenêtre de dates"),
                hint=Said("windows bound dates", "une fenêtre borne des dates"),
            )
        bounds = self.any_window(window)
        if bounds is None:
            return model.Broken(span=span)
        return model.InWindow(found, bounds, span=span)

    def _birthday(self, node: ast.DateWord, window: ast.Window, span: Span) -> model.Condition:
        value = self.moment_value(node.word, node.value, node)
        if isinstance(value, model.Broken):
            return model.Broken(span=span)
        if isinstance(window, ast.Since | ast.Before | ast.WithinAfter):
            return self.say(words_catalog.BIRTHDAY_WINDOW, span, text=shown(node))
        bounds = self.window(window)
        if bounds is None:
            return model.Broken(span=span)
        return model.Birthday(value, bounds, span=span)

    def _sample(self, share: ast.Percent, seed: ast.Text, span: Span) -> model.Condition:
        if not self.scope.is_customer:
            return self.say(words_catalog.SAMPLE_HERE, span)
        if not 0 <= share.value <= 100:
            return self.say(catalog.SHARE_RANGE, share.span)
        return model.Drawn(seed.value, Decimal(0), share.value, span=span)

    def _near(self, node: ast.Nearby) -> model.Condition:
        span = node.span
        parts = () if node.reference is None else node.reference.parts
        table = self.scope.table
        if node.reference is not None:
            found = self.scope.path(node.reference)
            if isinstance(found, model.Broken):
                return model.Broken(span=span)
            if not isinstance(found, model.ReferenceKey):
                return self.say(
                    words_catalog.NO_PLACE, node.reference.span, table=shown(node.reference)
                )
            table = found.target
        fields = self.project.shapes.by_name[table].fields
        place: list[model.FieldValue] = []
        for name in ("latitude", "longitude"):
            if name not in fields:
                return self.say(words_catalog.NO_PLACE, span, table=table)
            path = ast.Path((*parts, ast.Name(name, span=span)), span=span)
            field = self.scope.member(path)
            if isinstance(field, model.Broken):
                return model.Broken(span=span)
            if not isinstance(field, model.FieldValue) or field.type not in NUMERIC:
                return self.say(words_catalog.NO_PLACE, span, table=table)
            place.append(field)
        point = (node.latitude, node.longitude)
        if abs(point[0]) > 90 or abs(point[1]) > 180:
            return self.say(words_catalog.NO_SUCH_PLACE, span)
        return model.Near(place[0], place[1], node.kilometres, point, span=span)

    def _in_top(
        self,
        metric: ast.Expression,
        share: ast.Percent,
        among: ast.Expression | None,
        per: ast.Path | None,
        span: Span,
    ) -> model.Condition:
        if not 0 <= share.value <= 100:
            return self.say(catalog.SHARE_RANGE, share.span)
        standing = self.standing(metric, among, per)
        if standing is None:
            return model.Broken(span=span)
        return model.InTop(standing, share.value, span=span)


def negated(condition: model.Condition, span: Span) -> model.Condition:
    """The complement; a broken condition stays broken."""
    if isinstance(condition, model.Broken):
        return condition
    return model.Not(condition, span=span)


def _class_name(node: ast.Expression) -> ast.Name | None:
    match node:
        case ast.Path((name,)):
            return name
        case ast.Text(value):
            return ast.Name(value, span=node.span)
        case ast.Number():
            return ast.Name(node.span.text, span=node.span)
        case ast.Boolean(truth):
            return ast.Name("true" if truth else "false", span=node.span)
        case _:
            return None
