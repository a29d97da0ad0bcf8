"""Fold the rows of a source in one reading: requests that share it in, one step out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from segdsl.meaning.types import Type
from segdsl.planning import conditions, plan, rewrites
from segdsl.planning.requests import Answer, Filter, Folded, Request, union
from segdsl.planning.rows import Rows
from segdsl.planning.sources import Source, with_joins


def answer(
    source: Source, promised: Mapping[Request, plan.Column], group: Sequence[Folded]
) -> Answer:
    """The step that answers a group of requests under their promised names."""
    rows = source.rows()
    # a group exists by any of its rows, also by one outside the windows of its members
    outer = Filter() if source.one_pass else union([request.filter for request in group])
    keys = source.keys(rows)
    wanted = _wanted(source, rows, group)
    columns = []
    for request in group:
        asked = None if _condition(source, rows, request) == wanted else request.filter.where
        when = source.when(rows, replace(request.filter, where=asked), outer)
        term = source.term(rows, request.asked)
        columns.append((promised[request].name, _reduced(request, term, when)))
    step = plan.Step(
        name=source.tables.names.take(*_name(source, outer)),
        note="",
        reads=rows.reads,
        alias=rows.alias,
        joins=(),
        where=plan.both(source.where(rows, outer, keys), wanted),
        columns=(*keys, *columns),
        group_by=tuple(term for _, term in keys),
    )
    answered = tuple((promised[request].name, request) for request in group)
    return Answer(with_joins(step, rows), answered)


def _wanted(source: Source, rows: Rows, group: Sequence[Folded]) -> plan.Term | None:
    """What keeps a row in the step beyond its window; a step that makes groups keeps all."""
    if source.one_pass:
        return None
    return rewrites.wanted([_condition(source, rows, request) for request in group])


def _condition(source: Source, rows: Rows, request: Folded) -> plan.Term | None:
    """What the author asks of a row, apart from its window."""
    where = request.filter.where
    return None if where is None else conditions.condition(where, rows)


def _name(source: Source, outer: Filter) -> tuple[str, ...]:
    if source.one_pass:
        return (source.table.name, "by", "group")
    if source.anchor is not None:
        return (source.table.name, *source.anchor.words)
    if outer.first is not None:
        return (source.table.name, "since", outer.first.isoformat())
    return (source.table.name, "of_all_time")


def _reduced(request: Folded, term: plan.Term | None, when: plan.Term | None) -> plan.Term:
    match request.fold:
        case plan.Fold.COUNT:
            return plan.Reduce(plan.Fold.COUNT, term, Type.INTEGER, when)
        case plan.Fold.SUM:
            assert term is not None
            exact = summand(term)
            summed = plan.Reduce(plan.Fold.SUM, exact, exact.type, when)
            if exact is term:
                return summed
            return plan.As(summed, plan.Form.DOUBLE, term.type)
        case _:  # one of the values
            assert term is not None
            return plan.Reduce(request.fold, term, term.type, when)


def summand(term: plan.Term) -> plan.Term:
    """Doubles are summed as decimals, so that the order of rows changes nothing."""
    if term.type in (Type.NUMBER, Type.PERCENT, Type.DURATION):
        return plan.As(term, plan.Form.SUMMAND, Type.MONEY)
    return term
