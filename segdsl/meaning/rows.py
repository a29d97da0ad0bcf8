"""Resolve rows of sources and what is made of them: selections, aggregates, windows."""

from segdsl.meaning import model
from segdsl.meaning.calls import Calls
from segdsl.meaning.literals import as_length, ends_first, shown
from segdsl.meaning.names import did_you_mean, hint
from segdsl.meaning.scopes import Scope
from segdsl.meaning.settings import DAYS
from segdsl.meaning.types import NAMES, NUMERIC
from segdsl.meaning.vocabulary import aggregates, periods
from segdsl.meaning.vocabulary.aggregates import Kind, Takes
from segdsl.meaning.vocabulary.periods import Length, Unit
from segdsl.syntax import ast
from segdsl.text.catalog import meaning as catalog
from segdsl.text.diagnostics import Said
from segdsl.text.source import Span


class Rows(Calls):
    """Adds rows to the values that can be resolved."""

    def selection(
        self,
        source: ast.Name,
        via: ast.Name | None,
        where: ast.Expression | None,
        window: ast.Window | None,
    ) -> model.Selection | None:
        """Rows of a source; None where something is unknown, which has been said."""
        shapes = self.project.shapes
        scope = self.scope
        if not (scope.is_customer or scope.is_field or scope.groups == source.text):
            self.say(catalog.AGGREGATE_HERE, source.span, table=scope.table)
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
            rows = type(self)(self.scope.row_of(source.text))
            condition = rows.condition(where)
            if isinstance(condition, model.Broken):
                return None
        bounds: model.Window | model.Personal | None = None
        if window is not None:
            if not self.needs_time(source):
                return None
            bounds = self.any_window(window)
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
            close: Said = did_you_mean(name, name)
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
            chosen = [route for route in routes if route[0] == via.text]
            chosen = chosen or [route for route in routes if via.text in route]
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
        word = aggregates.BY_NAME[node.word]
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
        weight = None
        if node.weighted is not None:
            weight = self._weight(node.weighted, source)
            if isinstance(weight, model.Broken):
                return weight
        type_ = word.type_of(None if column is None else column.type)
        return model.Aggregate(word, rows, column, type_, weight, span=node.span)

    def _weight(self, path: ast.Path, source: ast.Name) -> model.Value:
        """The number that each row counts for."""
        weight = Scope(self.project, source.text, is_customer=False).member(path)
        if isinstance(weight, model.Broken) or weight.type in NUMERIC:
            return weight
        return self.say(
            catalog.WRONG_COLUMN_TYPE,
            path.span,
            word="weighted by",
            column=path.span.text,
            type=NAMES[weight.type],
        )

    def _source_of(self, word: aggregates.Aggregate, node: ast.Aggregate) -> ast.Name | None:
        """The source's name; after `time since` also the word for one of its rows."""
        first = node.column.parts[0]
        if word.takes is not Takes.DAYS:
            return first
        return self.of_one_row(first)

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

    # --- windows ---

    def any_window(self, node: ast.Window) -> model.Window | model.Personal | None:
        """A window of the calendar or of a customer's own time; None, already said."""
        if isinstance(node, ast.WithinAfter):
            return self._personal(node)
        return self.window(node)

    def _personal(self, node: ast.WithinAfter) -> model.Personal | None:
        if not self.scope.is_customer:
            self.say(catalog.PERSONAL_HERE, node.span)
            return None
        if node.length.unit == Unit.HOUR.value:
            self.say(catalog.HOURS_IN_WINDOW, node.span)
            return None
        source = self.of_one_row(node.source)
        rows = self.selection(source, None, None, None)
        if rows is None or not self.needs_time(source):
            return None
        which = model.Which(node.word)
        return model.Personal(which, rows, as_length(node.length), span=node.span)

    def of_one_row(self, noun: ast.Name) -> ast.Name:
        """The source of which the noun is one row, or that it names: `after first order`."""
        for name, shape in self.project.shapes.by_name.items():
            if noun.text in (shape.singular, name):
                return ast.Name(name, span=noun.span)
        return noun

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
            case ast.FromTo(ast.Date() as first, ast.Ago(end)):
                period, given = periods.FROM_DAY_TO_AGO, (first, as_length(end))
            case ast.FromTo(ast.Ago(start), ast.Date() as last):
                period, given = periods.FROM_AGO_TO_DAY, (as_length(start), last)
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
                raise AssertionError(f"a window of the calendar, not {node}")
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
