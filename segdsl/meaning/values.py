"""Resolve values: expressions in, typed model values out."""

from dataclasses import replace
from decimal import Decimal

from segdsl.meaning import model
from segdsl.meaning.literals import as_length, constant, ends_first, length_of, shown
from segdsl.meaning.names import hint
from segdsl.meaning.scopes import Meant, Scope
from segdsl.meaning.settings import DAYS
from segdsl.meaning.types import NAMES, NUMERIC, Type, arithmetic
from segdsl.meaning.vocabulary import aggregates, periods
from segdsl.meaning.vocabulary.aggregates import Kind, Takes
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.diagnostics import Message, Said
from segdsl.text.source import Span


class Values:
    """Resolves values in one scope; conditions are added by `conditions.Conditions`."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.project = scope.project

    def say(self, message: Message, span: Span, **facts: str | Said) -> model.Broken:
        self.project.report.say(message, span, (), **facts)
        return model.Broken(span=span)

    def unsupported(self, what: str, span: Span) -> model.Broken:
        return self.say(catalog.NOT_SUPPORTED, span, what=what)

    def condition(self, node: ast.Expression) -> model.Condition:
        raise NotImplementedError  # resolved by `conditions.Conditions`

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
            case ast.Standing(word, metric, among, per):
                return self._standing_value(word, metric, among, per, node)
            case ast.Broken():
                return model.Broken(span=node.span)
            case ast.DateWord(word, inner):
                self.value(inner)
                return self.unsupported(word, node.span)
            case ast.AsOf(inner):
                self.whole(inner)
                return self.unsupported("as of", node.span)
            case ast.Call(name, arguments):
                return self._call(name, arguments, node)
            case _:
                found = self.condition(node)
                if isinstance(found, model.Broken):
                    return found
                return model.Truth(found, span=node.span)

    def _call(
        self, name: ast.Name, arguments: tuple[ast.Expression, ...], node: ast.Node
    ) -> model.Value:
        """A template of the project; that it is not built yet is said where it is declared."""
        for argument in arguments:
            self.value(argument)
        names = self.project.names
        declared = names.declared.get(name.text)
        if not isinstance(declared, ast.Define) and name.text not in names.lost:
            there = [n for n, d in names.declared.items() if isinstance(d, ast.Define)]
            close = hint(name.text, there) if there else _NOT_CALLED
            return self.say(catalog.UNKNOWN_NAME, name.span, name=name.text, hint=close)
        return model.Broken(span=node.span)

    def whole(self, node: ast.Expression) -> model.Value:
        """The value of a metric or of `by`: a segment there is its yes or no."""
        match node:
            case ast.Brackets(inside):
                return self.whole(inside)
            case ast.Path():
                meant = self.scope.path(node)
                if isinstance(meant, model.InSegment | model.InClass):
                    return model.Truth(meant, span=node.span)
                return meant
            case _:
                return self.value(node)

    def _as_value(self, meant: Meant, node: ast.Expression) -> model.Value:
        if isinstance(meant, model.InSegment | model.InClass):
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

    # --- rows and aggregates ---

    def selection(
        self,
        source: ast.Name,
        via: ast.Name | None,
        where: ast.Expression | None,
        window: ast.Window | None,
    ) -> model.Selection | None:
        """Rows of a source; None where something is unknown, which has been said."""
        shapes = self.project.shapes
        if not self.scope.is_customer and self.scope.groups != source.text:
            self.say(catalog.AGGREGATE_HERE, source.span, table=self.scope.table)
            return None
        if source.text not in shapes.by_name:
            self._unknown_source(source)
            return None
        route: tuple[str, ...] = ()
        if self.scope.groups is None:
            found = self._route(source, via)
            if found is None:
                return None
            route = found
        condition = None
        if where is not None:
            rows = type(self)(Scope(self.project, source.text, is_customer=False))
            condition = rows.condition(where)
            if isinstance(condition, model.Broken):
                return None
        bounds = None
        if window is not None:
            if not self.needs_time(source):
                return None
            bounds = self.window(window)
            if isinstance(window, ast.InNext) and bounds is not None:
                self.say(catalog.FUTURE_ROWS, window.span)
            if bounds is None:
                return None
        return model.Selection(source.text, route, condition, bounds, span=source.span)

    def _unknown_source(self, source: ast.Name) -> None:
        if source.text in self.project.names.lost:
            return  # said where it is declared
        shapes = self.project.shapes.by_name
        singular = {shape.singular: name for name, shape in shapes.items()}
        if source.text in singular:
            name = singular[source.text]
            close = Said(f"did you mean `{name}`?", f"vouliez-vous dire `{name}` ?")
        else:
            sources = [name for name, shape in shapes.items() if not shape.is_population]
            close = hint(source.text, sources)
            owner = next((name for name in sources if source.text in shapes[name].fields), None)
            if owner is not None:
                column = f"{owner}.{source.text}"
                close = Said(
                    f"a column is named with its source: `{column}`",
                    f"une colonne se nomme avec sa source : `{column}`",
                )
        self.say(catalog.UNKNOWN_SOURCE, source.span, name=source.text, hint=close)

    def _route(self, source: ast.Name, via: ast.Name | None) -> tuple[str, ...] | None:
        population = self.scope.table
        shapes = self.project.shapes
        routes = shapes.routes(source.text, population)
        if via is not None:
            chosen = [route for route in routes if via.text in route]
            if not chosen:
                self.say(
                    catalog.UNKNOWN_COLUMN,
                    via.span,
                    table=source.text,
                    name=via.text,
                    place=shapes.place_of(source.text),
                    hint=hint(via.text, [route[0] for route in routes]),
                )
                return None
            routes = chosen
        if not routes:
            if not shapes.is_broken_beyond(source.text):
                self.say(catalog.NO_ROUTE, source.span, table=source.text, population=population)
            return None
        if len(routes) > 1:
            self.say(
                catalog.TWO_ROUTES,
                source.span,
                table=source.text,
                population=population,
                routes=", ".join(".".join(route) for route in routes),
                first=routes[0][0],
            )
            return None
        return routes[0]

    def needs_time(self, source: ast.Name) -> bool:
        """Whether rows of the source say when they happened; said where not."""
        shape = self.project.shapes.by_name[source.text]
        if shape.at is None:
            self.say(catalog.NO_AT, source.span, table=source.text)
        return bool(shape.at)

    def aggregate(self, node: ast.Aggregate) -> model.Value:
        built = aggregates.BY_NAME.get(node.word)
        word = built or replace(aggregates.AVERAGE, name=node.word)  # `median of` is like it
        found = self._aggregate(word, node)
        if isinstance(found, model.Broken):
            return found
        if built is None:
            return self.unsupported(node.word, node.span)
        if node.weighted is not None:
            return self.unsupported("weighted by", node.weighted.span)
        return found

    def _aggregate(self, word: aggregates.Aggregate, node: ast.Aggregate) -> model.Value:
        source = self._source_of(word, node)
        if source is None:
            return model.Broken(span=node.span)
        if word.kind is Kind.SHARE and node.where is None:
            return self.say(catalog.SHARE_NEEDS_WHERE, node.span)
        rows = self.selection(source, node.via, node.where, node.window)
        if rows is None:
            return model.Broken(span=node.span)
        if (word.takes is Takes.DAYS or word.kind in (Kind.FIRST, Kind.LAST)) and (
            not self.needs_time(source)
        ):
            return model.Broken(span=node.span)
        column = self._column(word, node, source)
        if isinstance(column, model.Broken):
            return column
        type_ = word.type_of(None if column is None else column.type)
        return model.Aggregate(word, rows, column, type_, span=node.span)

    def _source_of(self, word: aggregates.Aggregate, node: ast.Aggregate) -> ast.Name | None:
        """The source's name; after `time since` also the word for one of its rows."""
        first = node.column.parts[0]
        if word.takes is not Takes.DAYS:
            return first
        for name, shape in self.project.shapes.by_name.items():
            if first.text in (shape.singular, name):
                return ast.Name(name, span=first.span)
        return first

    def _column(
        self, word: aggregates.Aggregate, node: ast.Aggregate, source: ast.Name
    ) -> model.Value | None:
        parts = node.column.parts[1:]
        table = source.text
        if not parts:
            if word.takes in (Takes.ROWS, Takes.DAYS, Takes.EITHER):
                return None
            return self.say(catalog.COLUMN_NEEDED, node.column.span, word=word.name, table=table)
        if word.takes in (Takes.ROWS, Takes.DAYS):
            return self.say(catalog.NO_COLUMN_HERE, node.column.span, word=word.name, table=table)
        rows = Scope(self.project, table, is_customer=False)
        span = Span(parts[0].span.file, parts[0].span.start, parts[-1].span.end)
        column = rows.member(ast.Path(parts, span=span))
        if not isinstance(column, model.Broken) and not word.accepts(column.type):
            return self.say(
                catalog.WRONG_COLUMN_TYPE,
                span,
                word=word.name,
                column=span.text,
                type=NAMES[column.type],
            )
        return column

    # --- standings ---

    def _standing_value(
        self,
        word: str,
        metric: ast.Expression,
        among: ast.Expression | None,
        per: ast.Path | None,
        node: ast.Node,
    ) -> model.Value:
        standing = self.standing(metric, among, per)
        if standing is None:
            return model.Broken(span=node.span)
        place = model.Place(word)
        type_ = Type.PERCENT if place is model.Place.CUMULATIVE_SHARE else Type.INTEGER
        if place is model.Place.CUMULATIVE_SHARE and standing.metric.type not in SUMMABLE:
            return self.say(
                catalog.WRONG_COLUMN_TYPE,
                metric.span,
                word=word,
                column=shown(metric),
                type=NAMES[standing.metric.type],
            )
        return model.PlaceIn(place, standing, type_, span=node.span)

    def standing(
        self, metric: ast.Expression, among: ast.Expression | None, per: ast.Path | None
    ) -> model.Standing | None:
        """Customers in the order of a metric; None, already said, where that is no order."""
        if not self.scope.is_customer:
            self.say(catalog.AGGREGATE_HERE, metric.span, table=self.scope.table)
            return None
        value = self.value(metric)
        if isinstance(value, model.Broken):
            return None
        if not isinstance(value, model.MetricValue):
            self.say(catalog.NOT_A_METRIC, metric.span, text=shown(metric))
            return None
        declared = self.project.names.declared[value.name]
        assert isinstance(declared, ast.Metric)
        better = better_of(declared)
        if better is None:
            self.say(catalog.NO_BETTER, metric.span, name=value.name)
            return None
        inside = None if among is None else self.condition(among)
        each = None if per is None else self.scope.member(per)
        if isinstance(inside, model.Broken) or isinstance(each, model.Broken):
            return None
        return model.Standing(value, better, inside, each)

    # --- windows ---

    def window(self, node: ast.Window) -> model.Window | None:
        """A period and its arguments; None, already said, where it is none."""
        given: tuple[periods.Argument | ast.Date, ...]
        match node:
            case ast.InLast(length):
                period, given = periods.IN_LAST, (as_length(length),)
            case ast.FromTo(ast.Ago(start), ast.Ago(end)):
                period, given = periods.FROM_AGO, (as_length(start), as_length(end))
            case ast.FromTo(ast.Date() as first, ast.Date() as last):
                period, given = periods.FROM_TO, (first, last)
            case ast.Before(ast.Ago(length)):
                period, given = periods.BEFORE_AGO, (as_length(length),)
            case ast.Before(ast.Date() as day):
                period, given = periods.BEFORE, (day,)
            case ast.Since(day):
                period, given = periods.SINCE, (day,)
            case ast.InNext(length):
                period, given = periods.IN_NEXT, (as_length(length),)
            case ast.InThis(unit):
                period, given = periods.IN_THIS, (self._calendar(1, unit),)
            case ast.InPrevious(count, unit):
                period, given = periods.IN_PREVIOUS, (self._calendar(count, unit),)
            case ast.InPeriod(year, quarter, month):
                period, given = periods.IN_NAMED, (periods.Named(year, quarter, month),)
            case _:
                self.unsupported(" ".join(node.span.text.split()), node.span)
                return None
        for argument in given:
            if isinstance(argument, Length) and argument.unit is Unit.HOUR:
                self.say(catalog.HOURS_IN_WINDOW, node.span)
                return None
        plain = tuple(
            argument.value if isinstance(argument, ast.Date) else argument for argument in given
        )
        if isinstance(node, ast.FromTo) and ends_first(plain):
            fix = f"from {shown(node.end)} to {shown(node.start)}"
            self.say(catalog.WINDOW_ORDER, node.span, fix=fix)
            return None
        return model.Window(period, plain, span=node.span)

    def _calendar(self, count: int, unit: str) -> periods.Calendar:
        weekday = DAYS.index(self.scope.project.week_starts)  # Monday is 0
        return periods.Calendar(count, Unit(unit), weekday)


_NOT_CALLED = Said(
    "brackets after a name call a `define`; a condition needs `and` or `or` before them",
    "des parenthèses après un nom appellent un `define` ; une condition demande `and` ou `or`",
)
SUMMABLE = NUMERIC | {Type.DURATION}


def better_of(metric: ast.Metric) -> model.Better | None:
    for clause in metric.clauses:
        if isinstance(clause, ast.Clause) and clause.word == "better":
            return model.Better(clause.text)
    return None
