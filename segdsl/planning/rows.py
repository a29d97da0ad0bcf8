"""Read the rows of one table: fields and conditions of a row in, terms and joins out."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from segdsl import trees
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import conditions, days, plan
from segdsl.planning.tables import COUNTED, Counts, Tables, follows, read_column

Through = tuple[str, ...]


@dataclass(slots=True)
class Rows:
    """A row of `table` under an alias, and the joins that its paths need, in order."""

    tables: Tables
    table: model.Table
    alias: str
    reads: plan.Relation = field(init=False)
    joins: dict[Through, plan.Join] = field(default_factory=dict)
    aliases: dict[Through, str] = field(default_factory=dict)
    is_base: bool = False  # read before the table's own `where`, to make the step that keeps rows
    at_path: Through = ()  # the row that values are read from: moved along by computed fields

    def __post_init__(self) -> None:
        tables = self.tables
        self.reads = tables.base(self.table) if self.is_base else tables.relation(self.table)
        self.aliases[()] = self.alias

    @property
    def as_of(self) -> date:
        return self.tables.as_of

    @property
    def zone(self) -> str:
        return self.tables.zone

    # --- rows and references ---

    def existence(self) -> plan.Term | None:
        """What makes a row exist: the table's `where`, a time not after the as-of day, and, in a
        population, a known key.
        """
        known = None
        if self.table.is_population and self.table.key is not None:
            known = plan.Known(self._field((), self.table.field(self.table.key)))
        return plan.both(known, self._existence(()))

    def _existence(self, path: Through) -> plan.Term | None:
        table = self.end(path)
        happened = None
        if table.at is not None:
            at = self._field(path, table.field(table.at))
            happened = days.compare_day("<=", at, conditions.zone_of(at), self.as_of, self.zone)
        kept = None
        if table.where is not None and (self._in_base(path) or not follows(self.tables, table)):
            kept = self._condition_at(path, table.where)
        return plan.both(kept, happened)

    def _in_base(self, path: Through) -> bool:
        return self.is_base and not path

    def _condition_at(self, path: Through, node: model.Condition) -> plan.Term:
        before, self.at_path = self.at_path, path
        term = conditions.condition(node, self)
        self.at_path = before
        return term

    def customer(self, route: Through) -> plan.Term:
        """The population's key that the row belongs to; rows on the way must exist."""
        for length in range(1, len(route)):
            self.follow(route[:length], keeps=False)
        return self._reference(route)

    def end(self, path: Through) -> model.Table:
        table = self.table
        for name in path:
            table = self.tables.table(table.reference(name).target)
        return table

    def follow(self, path: Through, keeps: bool = True) -> str:
        """The alias of the row that a path of references finds, joined once."""
        if path in self.aliases:
            if not keeps and path in self.joins:
                self.joins[path] = _strict(self.joins[path])
            return self.aliases[path]
        self.follow(path[:-1], keeps)
        target = self.end(path)
        alias = self._alias(path)
        self.aliases[path] = alias
        relation = self.tables.relation(target)
        assert target.key is not None
        key = self._field(path, target.field(target.key))
        on = plan.Compare("=", key, self._reference(path))
        whole = plan.both(on, self._existence(path))
        assert whole is not None
        self.joins[path] = plan.Join(relation, alias, whole, keeps)
        return alias

    def _alias(self, path: Through) -> str:
        wish = path[-1]
        taken = {alias.casefold() for alias in self.aliases.values()}
        number = 1
        alias = wish
        while alias.casefold() in taken:
            number += 1
            alias = f"{wish}_{number}"
        return alias

    def _reference(self, path: Through) -> plan.Term:
        """The column that holds the last reference of a path."""
        alias = self.follow(path[:-1])
        owner = self.end(path[:-1])
        reference = owner.reference(path[-1])
        match reference.origin:
            case model.Stored() as stored:
                return self.tables.stored(owner, alias, read_column(reference, stored))
            case model.Shared():
                return self.tables.grouped(owner, alias, reference.name)
            case _:
                assert_never(reference.origin)

    # --- fields ---

    def _field(self, path: Through, found: model.Field) -> plan.Term:
        alias = self.follow(path)
        owner = self.end(path)
        match found.origin:
            case model.Stored() as stored:
                column = self.tables.stored(owner, alias, read_column(found, stored))
                return _read(column, found)
            case model.Gathered() | model.Shared():
                return self.tables.grouped(owner, alias, found.name)
            case model.Computed(value):
                before, self.at_path = self.at_path, path
                term = conditions.fitted(conditions.value(value, self), found.type)
                self.at_path = before
                return self._beyond(path, term)
            case _:
                assert_never(found.origin)

    def _beyond(self, path: Through, term: plan.Term) -> plan.Term:
        """A computed term, missing where its path finds no row: no condition is false there."""
        if not path or term.missable:
            return term
        target = self.end(path)
        assert target.key is not None
        found = plan.Known(self._field(path, target.field(target.key)))
        return plan.Case(((found, term),), plan.Const(None, term.type), term.type)

    def happened(self) -> plan.Term:
        """When the row happened."""
        assert self.table.at is not None
        return self._field((), self.table.field(self.table.at))

    # --- as a scope of conditions ---

    def scoped_value(self, node: conditions.ScopedValue) -> plan.Term:
        match node:
            case model.FieldValue(through, _, name, _):
                path = self.at_path + through
                return self._field(path, self.end(path).field(name))
            case model.ReferenceKey(through, _, _):
                path = self.at_path + through
                target = self.end(path)
                assert target.key is not None
                return self._field(path, target.field(target.key))
            case model.Aggregate():
                return self._counted(self._counting().aggregate(node))
            case _:
                raise AssertionError(f"{type(node).__name__} is never read from a row")

    def scoped_condition(self, node: conditions.ScopedCondition) -> plan.Term:
        match node:
            case model.Rows():
                return self._counted(self._counting().rows(node))
            case _:
                raise AssertionError(f"{type(node).__name__} is never asked of a row")

    # --- what a field counts of the rows that refer to this one ---

    def _counting(self) -> Counts:
        return self.tables.counts_of(self.end(self.at_path))

    def _counted(self, term: plan.Term) -> plan.Term:
        """A term over what is counted by key, read from the step that counts, joined once."""
        path, owner = self.at_path, self.end(self.at_path)
        counts = self.tables.counts_of(owner)

        def change(part: object) -> object:
            if not isinstance(part, plan.Column):
                return part
            made = self.tables.counted(owner, part.name)
            alias = self._follow_counted(path, made)
            found = replace(part, relation=alias, missable=True)
            nothing = counts.when_empty(part.name)
            if nothing is None:
                return found
            return plan.OrElse(found, plan.Const(nothing, Type.INTEGER))

        return trees.rewrite(term, change)

    def _follow_counted(self, path: Through, made: plan.Made) -> str:
        place = (*path, COUNTED)
        if place not in self.aliases:
            owner = self.end(path)
            assert owner.key is not None
            key = self._field(path, owner.field(owner.key))
            alias = self._alias((made.step,))
            self.aliases[place] = alias
            held = self.tables.counts_of(owner).key
            on = plan.Compare("=", plan.Column(alias, held, key.type), key)
            self.joins[place] = plan.Join(made, alias, on)
        return self.aliases[place]

    def anchor(self, window: model.Personal) -> plan.Term:
        raise AssertionError("a personal window is never asked of a row")

    def moment_since(self, node: model.Value) -> tuple[plan.Term, date] | None:
        if not isinstance(node, model.Aggregate):
            return None
        moment = self._counting().since(node)
        return None if moment is None else (self._counted(moment), self.as_of)


def _strict(join: plan.Join) -> plan.Join:
    return plan.Join(join.relation, join.alias, join.on, keeps=False)


def _read(column: plan.Column, found: model.Field) -> plan.Term:
    """A stored column in the form that its declared type promises."""
    if found.flags is not None:
        text = plan.As(column, plan.Form.TEXT, Type.TEXT)
        return plan.Flag(text, found.flags.true, found.flags.false)
    match found.type:
        case Type.MONEY:
            return plan.As(column, plan.Form.MONEY, Type.MONEY)
        case Type.NUMBER | Type.PERCENT:
            return plan.RealNumber(column, found.type)
        case _:
            return column
