"""Count different values and find favourites: requests about one value in, steps out.

The rows are first rolled up to one per key and value; the counts and the favourite are read there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import conditions, days, passes, plan
from segdsl.planning.requests import (
    Answer,
    Asked,
    Distinct,
    Favourite,
    Filter,
    Happened,
    OnDay,
    Repeated,
    Request,
    union,
)
from segdsl.planning.rows import Rows
from segdsl.planning.sources import Source, with_joins

# what is kept of a value's rows: in what way, of which rows, and their weight where it is summed
_Kept = tuple[str, plan.Term | None, plan.Term | None]


@dataclass(slots=True)
class _Columns:
    """What is kept of the rows of one key and value: each column once."""

    source: Source
    rows: Rows
    outer: Filter
    word: str
    kept: dict[_Kept, str] = field(default_factory=dict)

    def name(self, kind: str, when: plan.Term | None, weight: plan.Term | None = None) -> str:
        place = (kind, when, weight)
        if place not in self.kept:
            self.kept[place] = self.source.tables.names.take(f"{kind}_{self.word}")
        return self.kept[place]

    def terms(self) -> tuple[tuple[str, plan.Term], ...]:
        return tuple((name, self._term(*place)) for place, name in self.kept.items())

    def _term(self, kind: str, when: plan.Term | None, weight: plan.Term | None) -> plan.Term:
        if weight is not None:
            return plan.Reduce(plan.Fold.SUM, weight, weight.type, when)
        if kind == "latest":
            moment = self.rows.happened()
            return plan.Reduce(plan.Fold.MAX, moment, moment.type, when)
        return plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER, when)

    def rows_of(self, request: Favourite | Repeated) -> str:
        """The column that counts, or weighs, the rows of a value."""
        when = self.source.when(self.rows, request.filter, self.outer)
        if isinstance(request, Favourite) and request.weight is not None:
            weight = passes.summand(conditions.value(request.weight, self.rows))
            return self.name("weight_of", when, weight)
        return self.name("rows_of", when)

    def counts(self, request: Distinct) -> plan.Term | None:
        """What holds on a rolled-up row whose value counts; None where every row does."""
        rows, where = self.rows, request.filter.where
        where_term = None if where is None else conditions.condition(where, rows)
        inner = self.source.when(rows, request.filter, self.outer)
        if inner is None:
            return None
        if request.filter.last is None and request.filter.first is not None:
            moment = rows.happened()
            zone = conditions.zone_of(moment)
            latest = plan.Column(None, self.name("latest", where_term), moment.type, True, zone)
            return days.compare_day(">=", latest, zone, request.filter.first, rows.zone)
        count = plan.Column(None, self.name("rows_of", inner), Type.INTEGER, False)
        return plan.Compare(">", count, plan.Const(0, Type.INTEGER))


@dataclass(frozen=True, slots=True)
class _Rolled:
    """The first step, and where its answers stand in it."""

    step: plan.Step
    keys: tuple[tuple[str, plan.Column], ...]
    value: str
    counted: Mapping[Distinct, plan.Term | None]
    liked: Mapping[Favourite, str]
    repeated: Mapping[Repeated, str]


def answers(source: Source, promised: Mapping[Request, plan.Column], asked: Asked) -> list[Answer]:
    """The steps for all distinct counts and favourites of one value."""
    rolled = _rolled(source, promised, asked)
    tops = {
        request: source.tables.names.take(f"most_{column}")
        for request, column in rolled.liked.items()
    }
    summed = _summed_up(source, promised, rolled, tops, _wish(asked))
    summed_up: list[Request] = [*rolled.counted, *rolled.repeated]
    counted = tuple((promised[request].name, request) for request in summed_up)
    favoured = [
        _favoured(source, promised[request], rolled, summed, request, top)
        for request, top in tops.items()
    ]
    return [Answer(rolled.step, ()), Answer(summed, counted), *favoured]


def _rolled(source: Source, promised: Mapping[Request, plan.Column], asked: Asked) -> _Rolled:
    """One row per key and value, with what its requests read of the rows."""
    distinct = [r for r in promised if isinstance(r, Distinct) and r.asked == asked]
    favourite = [r for r in promised if isinstance(r, Favourite) and r.asked == asked]
    rows, word, names = source.rows(), _wish(asked), source.tables.names
    repeated = [r for r in promised if isinstance(r, Repeated) and r.asked == asked]
    asking: list[Distinct | Favourite | Repeated] = [*distinct, *favourite, *repeated]
    outer = union([request.filter for request in asking])
    keys = source.keys(rows)
    value = source.term(rows, asked)
    assert value is not None
    value_name = names.take(f"{word}_value")
    columns = _Columns(source, rows, outer, word)
    counted = {request: columns.counts(request) for request in distinct}
    liked = {request: columns.rows_of(request) for request in favourite}
    alike = {request: columns.rows_of(request) for request in repeated}
    step = plan.Step(
        name=names.take(source.table.name, "by", word),
        note="",
        reads=rows.reads,
        alias=rows.alias,
        joins=(),
        where=plan.both(source.where(rows, outer, keys), plan.Known(value)),
        columns=(*keys, (value_name, value), *columns.terms()),
        group_by=(*(term for _, term in keys), value),
    )
    held = tuple((name, plan.Column(None, name, term.type)) for name, term in keys)
    return _Rolled(with_joins(step, rows), held, value_name, counted, liked, alike)


def _summed_up(
    source: Source,
    promised: Mapping[Request, plan.Column],
    rolled: _Rolled,
    tops: Mapping[Favourite, str],
    word: str,
) -> plan.Step:
    """Count the values of each key, and find the highest count of rows."""
    counts = [
        (promised[request].name, plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER, when))
        for request, when in rolled.counted.items()
    ]
    named = [(tops[one], _held(None, one, column)) for one, column in rolled.liked.items()]
    named += [
        (promised[request].name, plan.Column(None, column, Type.INTEGER, False))
        for request, column in rolled.repeated.items()
    ]
    highest = [(name, plan.Reduce(plan.Fold.MAX, held, held.type)) for name, held in named]
    return plan.Step(
        name=source.tables.names.take(source.table.name, "by", word, "counted"),
        note="",
        reads=plan.Made(rolled.step.name),
        alias=None,
        joins=(),
        where=None,
        columns=(*rolled.keys, *counts, *highest),
        group_by=tuple(term for _, term in rolled.keys),
    )


def _favoured(
    source: Source,
    answer: plan.Column,
    rolled: _Rolled,
    summed: plan.Step,
    request: Favourite,
    top: str,
) -> Answer:
    """The smallest of the values that have the highest count."""
    here = plan.Column("counted", rolled.value, answer.type, True, answer.zone)
    counted = _held("counted", request, rolled.liked[request])
    highest = plan.Compare("=", plan.Column("highest", top, counted.type), counted)
    held = [(name, plan.Column("counted", name, column.type)) for name, column in rolled.keys]
    same = [
        plan.Compare("=", plan.Column("highest", name, column.type), column)
        for name, column in held
    ]
    step = plan.Step(
        name=source.tables.names.take(f"{answer.name}_of_each"),
        note="",
        reads=plan.Made(rolled.step.name),
        alias="counted",
        joins=(
            plan.Join(plan.Made(summed.name), "highest", plan.All((*same, highest)), keeps=False),
        ),
        where=_is_there(request, counted),
        columns=(*held, (answer.name, plan.Reduce(plan.Fold.MIN, here, answer.type))),
        group_by=tuple(column for _, column in held),
    )
    return Answer(step, ((answer.name, request),))


def _held(relation: str | None, request: Favourite, column: str) -> plan.Column:
    """What speaks for a value: how many rows have it, or what they weigh."""
    if request.weight is None:
        return plan.Column(relation, column, Type.INTEGER, False)
    return plan.Column(relation, column, Type.MONEY)


def _is_there(request: Favourite, counted: plan.Column) -> plan.Term:
    """That a value has rows that speak for it."""
    if request.weight is None:
        return plan.Compare(">", counted, plan.Const(0, Type.INTEGER))
    return plan.Known(counted)


def _wish(asked: Asked) -> str:
    match asked:
        case model.FieldValue(_, _, name, _):
            return name
        case model.ReferenceKey(through, _, _):
            return through[-1]
        case OnDay() | Happened():
            return "day"
        case _:
            return "value"
