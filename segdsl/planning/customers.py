"""Read customers: metrics, segments and standings of one population in, columns by level out.

Level 0 are the facts: a row per customer with the fields and answers that anything needs. A metric,
a condition on others or a standing is a column one level above what it reads, computed once under
the author's name and reused. `levels` lays the columns into steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from segdsl.meaning import model, moves
from segdsl.meaning.moments import day_of
from segdsl.meaning.types import Type
from segdsl.planning import aggregates, chance, conditions, plan
from segdsl.planning.lists import on_list
from segdsl.planning.measures import Harvest
from segdsl.planning.recency import Seen
from segdsl.planning.rows import Rows
from segdsl.planning.sequences import Part, Sequence
from segdsl.planning.sources import Anchor, Source
from segdsl.planning.standings import Figure, Ranking
from segdsl.planning.tables import Tables

Route = tuple[str, ...]


@dataclass(slots=True)
class Customers:
    """One population: what is asked of it, and the columns that answer."""

    tables: Tables
    population: model.Table
    recent: Mapping[Seen, date]  # `time since last`: the first day whose rows matter
    days: dict[date, "Customers"] = field(default_factory=dict)  # the same on other days: shared
    key: plan.Column = field(init=False)
    rows: Rows = field(init=False)
    fields: dict[conditions.ScopedValue, tuple[plan.Column, plan.Term]] = field(
        default_factory=dict
    )
    harvests: dict[tuple[str, Route, model.Personal | None], Harvest] = field(default_factory=dict)
    sequences: dict[model.Sequence, Sequence] = field(default_factory=dict)
    held_by: dict[str, str] = field(default_factory=dict)  # an answer's column -> its step
    defined: dict[tuple[str, object], plan.Column] = field(default_factory=dict)
    terms: dict[str, plan.Term] = field(default_factory=dict)  # column -> its term, above facts
    depth: dict[str, int] = field(default_factory=dict)  # column -> its level
    rankings: dict[object, Ranking] = field(default_factory=dict)
    then: dict[str, tuple[date, plan.Column]] = field(default_factory=dict)  # from another day

    def __post_init__(self) -> None:
        self.rows = Rows(self.tables, self.population, self.population.singular)
        assert self.population.key is not None
        key = self.population.field(self.population.key)
        first = next(iter(self.days.values()), None)
        name = self.tables.names.take(key.name) if first is None else first.key.name
        self.key = plan.Column(None, name, key.type, missable=False)
        self.days[self.as_of] = self

    @property
    def as_of(self) -> date:
        return self.tables.as_of

    @property
    def zone(self) -> str:
        return self.tables.zone

    @property
    def project(self) -> model.Project:
        return self.tables.project

    # --- what is declared ---

    def segment(self, name: str) -> plan.Column:
        """The column of verdicts of a segment."""
        return self._verdicts("segment", name, self.project.segments[name].condition)

    def channel(self, name: str) -> plan.Column:
        """The column of who can be reached by a channel."""
        return self._verdicts("channel", name, self.project.channels[name].condition)

    def listed(self, name: str) -> plan.Column:
        """The column of who is on a list, by the lines that count on the day."""
        keys = self.project.lists[name].keys_on(self.as_of)
        return self._define(("list", name), name, lambda: on_list(self.key, keys))

    def lists(self) -> tuple[plan.ListUse, ...]:
        """The lists that are asked on any day, with all their lines."""
        places = {place: None for there in self.days.values() for place in there.defined}
        names = [name for kind, name in places if kind == "list" and isinstance(name, str)]
        found = [self.project.lists[name] for name in dict.fromkeys(names)]
        return tuple(
            plan.ListUse(
                one.name, len(one.lines), on_list(self.key, [line.key for line in one.lines])
            )
            for one in found
        )

    def _verdicts(self, kind: str, name: str, condition: model.Condition) -> plan.Column:
        return self._define(
            (kind, name),
            name,
            lambda: conditions.two_valued(conditions.condition(condition, self)),
        )

    def verdicts(self, kind: str, name: str, term: plan.Term, wish: str) -> plan.Column:
        """The column of a term that says who is in something."""
        return self._define((kind, name), wish, lambda: conditions.two_valued(term))

    def segmentation(self, name: str) -> plan.Column:
        """The column of classes of a segmentation, as text."""
        found = self.project.segmentations[name]
        return self._define(("segmentation", name), name, lambda: self._class(found))

    def _class(self, found: model.Segmentation) -> plan.Term:
        if found.by is not None:
            return _as_text(conditions.value(found.by, self))
        whens: list[tuple[plan.Term, plan.Term]] = []
        otherwise = plan.Const(None, Type.TEXT)
        for class_ in found.classes:
            name = plan.Const(class_.name, Type.TEXT)
            if class_.condition is None:
                otherwise = name
            else:
                whens.append((conditions.condition(class_.condition, self), name))
        return plan.Case(tuple(whens), otherwise, Type.TEXT) if whens else otherwise

    def metric(self, name: str) -> plan.Column:
        """The column of a metric: an answer of the facts where it is one, else one above them."""
        value = self.project.metrics[name].value
        return self._define(("metric", name), name, lambda: self._named_value(value, name))

    def _named_value(self, value: model.Value, name: str) -> plan.Term:
        if isinstance(value, model.Aggregate):
            return self._aggregate(value, name)
        return conditions.value(value, self)

    def _define(
        self, key: tuple[str, object], wish: str, term_of: Callable[[], plan.Term]
    ) -> plan.Column:
        """The column for a term; a term that is a column already needs no other."""
        if key not in self.defined:
            term = term_of()
            if isinstance(term, plan.Column):
                self.defined[key] = term
            else:
                name = self.tables.names.take(wish)
                zone = conditions.zone_of(term)
                self.terms[name] = term
                self.depth[name] = 1 + self.level(term)
                self.defined[key] = plan.Column(None, name, term.type, term.missable, zone)
        return self.defined[key]

    def column(self, term: plan.Term, wish: str) -> plan.Column:
        """The term as a column of its own."""
        return self._define(("term", term), wish, lambda: term)

    def level(self, term: plan.Term) -> int:
        """The level of the highest column that a term reads."""
        return max((self.depth.get(column.name, 0) for column in plan.columns_of(term)), default=0)

    # --- as a scope of conditions ---

    def scoped_value(self, node: conditions.ScopedValue) -> plan.Term:
        match node:
            case model.FieldValue(through, _, name, _):
                return self._fact(node, "_".join((*through, name)))
            case model.ReferenceKey(through, _, _):
                return self._fact(node, "_".join(through))
            case model.MetricValue(name, _):
                return self.metric(name)
            case model.ClassValue(segmentation):
                return self.segmentation(segmentation)
            case model.Aggregate():
                return self._aggregate(node, None)
            case model.PlaceIn(place, standing, _):
                return self._figure(standing, Figure(place))
            case model.ValueAsOf(inner, moment):
                there = self.on(day_of(moment, self.as_of))
                return self.brought(there, there.column(conditions.value(inner, there), "value"))
            case _:
                assert_never(node)

    def scoped_condition(self, node: conditions.ScopedCondition) -> plan.Term:
        match node:
            case model.Rows():
                return self._asking().rows(node)
            case model.Sequence():
                return plan.Compare(">=", self._sequence(node), plan.Const(1, Type.INTEGER))
            case model.InTop(standing, share):
                return self._figure(standing, Figure(None, share))
            case model.InSegment(name):
                return self.segment(name)
            case model.InChannel(name):
                return self.channel(name)
            case model.InList(name):
                return self.listed(name)
            case model.Moved():
                return self._asking().rows(moves.rows(node, self.population.name))
            case model.Drawn(seed, start, end):
                drawn = (chance.from_on(self.key, seed, start), chance.below(self.key, seed, end))
                return conditions.all_of(drawn)
            case model.InClass(segmentation, classes):
                column = self.segmentation(segmentation)
                options = tuple(plan.Const(class_, Type.TEXT) for class_ in classes)
                if len(options) == 1:
                    return plan.Compare("=", column, options[0])
                return plan.OneOf(column, options)
            case model.AsOf(inner, moment):
                there = self.on(day_of(moment, self.as_of))
                term = conditions.two_valued(conditions.condition(inner, there))
                return self.brought(there, there.column(term, "held"))
            case _:
                assert_never(node)

    def moment_since(self, node: model.Value) -> tuple[plan.Term, date] | None:
        match node:
            case model.Aggregate(word):
                fold = aggregates.is_time_since(word)
                if fold is None:
                    return None
                since = self.recent.get((self.as_of, node))
                return self._asking().moment(node, fold, since), self.as_of
            case model.MetricValue(name, _):
                return self.moment_since(self.project.metrics[name].value)
            case model.CalledValue(_, _, inner):
                return self.moment_since(inner)
            case model.ValueAsOf(inner, moment):
                there = self.on(day_of(moment, self.as_of))
                found = there.moment_since(inner)
                if found is None:
                    return None
                return self.brought(there, there.column(found[0], "moment")), found[1]
            case _:
                return None

    # --- other days ---

    def on(self, day: date) -> "Customers":
        """The same population as it stood on another day."""
        if day not in self.days:
            tables = self.tables.on(day)
            Customers(tables, self.population, self.recent, self.days)
        return self.days[day]

    def brought(self, there: "Customers", column: plan.Column) -> plan.Column:
        """A column of another day as one of today: missing for who was not there yet."""
        if there is self:
            return column
        self.then[column.name] = (there.as_of, column)
        return replace(column, missable=True)

    # --- facts ---

    def _fact(self, node: conditions.ScopedValue, wish: str) -> plan.Term:
        if node not in self.fields:
            term = self.rows.scoped_value(node)
            name = self.tables.names.take(wish)
            zone = conditions.zone_of(term)
            column = plan.Column(None, name, term.type, term.missable, zone)
            self.fields[node] = (column, term)
        return self.fields[node][0]

    def _asking(self) -> aggregates.Asking:
        return aggregates.Asking(self.tables, self._harvest)

    def _harvest(self, selection: model.Selection) -> Harvest:
        window = selection.window
        personal = window if isinstance(window, model.Personal) else None
        place = (selection.table, selection.route, personal)
        if place not in self.harvests:
            self.harvests[place] = Harvest(self._source(selection, personal))
        return self.harvests[place]

    def _source(self, selection: model.Selection, personal: model.Personal | None) -> Source:
        """The rows of a table by customer, those inside a personal window where there is one."""
        route = selection.route
        anchor = None
        if personal is not None:
            moment = self.anchor(personal)
            words = aggregates.personal_words(personal)
            anchor = Anchor(personal, moment, lambda: self.held_by[moment.name], words)
        return Source(
            self.tables,
            self.tables.table(selection.table),
            lambda rows: ((self.key.name, rows.customer(route)),),
            one_pass=False,
            anchor=anchor,
        )

    def anchor(self, window: model.Personal) -> plan.Column:
        """The instant of a customer's first or last row, from which a personal window starts."""
        return self._asking().edge(window.rows, window.which)

    def _sequence(self, node: model.Sequence) -> plan.Column:
        """How many rows begin the sequence."""
        if node not in self.sequences:
            first, then = (self._part(rows) for rows in (node.first, node.then))
            wish = f"{node.first.table}_then_{'no_' if node.denied else ''}{node.then.table}"
            column = plan.Column(None, self.tables.names.take(wish), Type.INTEGER, missable=False)
            self.sequences[node] = Sequence(first, then, node, column)
        return self.sequences[node].answer

    def _part(self, rows: model.Selection) -> Part:
        personal = rows.window if isinstance(rows.window, model.Personal) else None
        return Part(self._source(rows, personal), self._asking().filter_of(rows))

    def _aggregate(self, node: model.Aggregate, wish: str | None) -> plan.Term:
        return self._asking().aggregate(node, wish)

    # --- standings ---

    def _figure(self, standing: model.Standing, figure: Figure) -> plan.Column:
        ranking = self._ranking(standing)
        if figure not in ranking.figures:
            name = self.tables.names.take(figure.wish(ranking.value.name))
            ranking.figures[figure] = plan.Column(None, name, figure.type)
            self.depth[name] = ranking.level
        return ranking.figures[figure]

    def _ranking(self, standing: model.Standing) -> Ranking:
        if standing not in self.rankings:
            value = self.column(conditions.value(standing.metric, self), "ranked_value")
            among = None
            if standing.among is not None:
                term = conditions.condition(standing.among, self)
                among = self.column(conditions.two_valued(term), "ranked_among")
            per = None
            if standing.per is not None:
                per = self.column(conditions.value(standing.per, self), "ranked_per")
            level = max(self._held_at(part) for part in (value, among, per) if part is not None)
            self.rankings[standing] = Ranking(value, standing.better, among, per, level)
        return self.rankings[standing]

    def _held_at(self, column: plan.Column) -> int:
        """The level whose step has the column: figures are joined in one above their ranking."""
        figures = {held.name for one in self.rankings.values() for held in one.figures.values()}
        return self.level(column) + (column.name in figures)


def _as_text(term: plan.Term) -> plan.Term:
    return term if term.type is Type.TEXT else plan.As(term, plan.Form.TEXT, Type.TEXT)
