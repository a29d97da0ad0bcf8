"""Pick the value on the earliest or latest row: requests in, a step per moment out."""

from collections.abc import Mapping, Sequence

from segdsl.planning import plan
from segdsl.planning.requests import Answer, Filter, Picked, Request
from segdsl.planning.sources import Source, with_joins


def answers(
    source: Source, promised: Mapping[Request, plan.Column], passes: Mapping[str, str]
) -> list[Answer]:
    """The steps for all picks; `passes` names the step that holds each moment."""
    groups: dict[tuple[Filter, str], list[Picked]] = {}
    for request in promised:
        if isinstance(request, Picked):
            groups.setdefault((request.filter, request.moment), []).append(request)
    return [
        _answer(source, promised, passes[moment], group) for (_, moment), group in groups.items()
    ]


def _answer(
    source: Source,
    promised: Mapping[Request, plan.Column],
    pass_name: str,
    group: Sequence[Picked],
) -> Answer:
    """One step for picks of the same rows at the same moment."""
    filter_, moment = group[0].filter, group[0].moment
    rows = source.rows()
    keys = source.keys(rows)
    happened = rows.happened()
    same = [plan.Compare("=", plan.Column("found", name, term.type), term) for name, term in keys]
    at = plan.Compare("=", plan.Column("found", moment, happened.type), happened)
    columns = tuple(
        (
            promised[request].name,
            plan.Reduce(
                plan.Fold.MIN,
                source.term(rows, request.asked),
                promised[request].type,
            ),
        )
        for request in group
    )
    where = plan.both(source.where(rows, filter_, keys), source.when(rows, filter_, filter_))
    step = plan.Step(
        name=source.tables.names.take(source.table.name, "at", moment),
        note="",
        reads=rows.reads,
        alias=rows.alias,
        joins=(),
        where=where,
        columns=(*keys, *columns),
        group_by=tuple(term for _, term in keys),
    )
    found = plan.Join(plan.Made(pass_name), "found", plan.All((*same, at)), keeps=False)
    step = with_joins(step, rows, found)
    return Answer(step, tuple((promised[request].name, request) for request in group))
