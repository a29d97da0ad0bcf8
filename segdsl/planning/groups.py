"""Make the steps behind declared tables: groups of rows, and tables that keep some rows."""

from dataclasses import replace

from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.planning import aggregates, conditions, plan
from segdsl.planning.measures import Harvest
from segdsl.planning.requests import places
from segdsl.planning.rows import Rows
from segdsl.planning.sources import Source
from segdsl.planning.tables import Layer, Tables, member, read_column


def steps(tables: Tables, table: model.Table, layer: Layer) -> list[plan.Step]:
    """The steps that make a declared table, the last one named as `tables.made` says."""
    match layer:
        case Layer.GROUPS:
            return _groups(tables, table)
        case Layer.KEPT:
            return [_kept(tables, table)]
        case Layer.COUNTED:
            return tables.counts_of(table).steps()


def _kept(tables: Tables, table: model.Table) -> plan.Step:
    rows = Rows(tables, table, table.singular, is_base=True)
    where = rows.existence()
    columns = tuple(
        (name, _raw(tables, table, rows.alias, name))
        for name in tables.wanted[table.name, Layer.KEPT]
    )
    return plan.Step(
        name=tables.made[table.name, Layer.KEPT],
        note="",
        reads=rows.reads,
        alias=rows.alias,
        joins=tuple(rows.joins.values()),
        where=where,
        columns=columns,
    )


def _raw(tables: Tables, table: model.Table, alias: str, name: str) -> plan.Term:
    """A column as it stands in the table, to be read again by those who read the kept rows."""
    if table.grouping is not None:
        return tables.grouped(table, alias, name)
    for found in table.members():
        if isinstance(found.origin, model.Stored) and found.origin.column == name:
            return tables.stored(table, alias, read_column(found, found.origin))
    raise AssertionError(f"{table.name} has no column {name}")


def _groups(tables: Tables, table: model.Table) -> list[plan.Step]:
    assert table.grouping is not None
    inner = tables.table(table.grouping.table)
    wanted = list(tables.wanted[table.name, Layer.GROUPS])
    keys = tuple(
        found
        for found in table.members()
        if isinstance(found.origin, model.Shared) and found.origin.is_key
    )

    def key_terms(rows: Rows) -> tuple[tuple[str, plan.Term], ...]:
        found = []
        for key in keys:
            assert isinstance(key.origin, model.Shared)
            found.append((key.name, conditions.value(key.origin.value, rows)))
        return tuple(found)

    harvest = Harvest(Source(tables, inner, key_terms, one_pass=True, extra=table.grouping.where))
    reader = aggregates.Asking(tables, lambda selection: harvest)
    key_names = {key.name for key in keys}
    terms = {
        name: _member(reader, harvest, member(table, name))
        for name in wanted
        if name not in key_names
    }
    answers = harvest.steps()
    main = answers[0].step
    place = places(answers)
    columns: list[tuple[str, plan.Term]] = [
        (key.name, plan.Column("rows", key.name, key.type)) for key in keys
    ]
    columns += [
        (name, aggregates.placed(term, place, main.name, "rows")) for name, term in terms.items()
    ]
    joined = {found.step for found in place.values()} - {main.name}
    joins = tuple(
        plan.Join(
            plan.Made(answer.step.name),
            answer.step.name,
            plan.All(
                tuple(
                    plan.Compare(
                        "=",
                        plan.Column(answer.step.name, key.name, key.type),
                        plan.Column("rows", key.name, key.type),
                    )
                    for key in keys
                )
            ),
        )
        for answer in answers
        if answer.step.name in joined
    )
    whole = plan.Step(
        name=tables.made[table.name, Layer.GROUPS],
        note="",
        reads=plan.Made(main.name),
        alias="rows",
        joins=joins,
        where=None,
        columns=tuple(columns),
    )
    return [*(answer.step for answer in answers), whole]


def _member(
    reader: aggregates.Asking, harvest: Harvest, found: model.Field | model.Reference
) -> plan.Term:
    """The term of a group's field or reference over the answers of its harvest."""
    match found.origin:
        case model.Gathered(value):
            term = conditions.value(value, reader)
            return conditions.fitted(term, found.type) if isinstance(found, model.Field) else term
        case model.Shared(value, _):
            return aggregates.shared(harvest, value, found.name)
        case _:
            raise AssertionError(f"{found.name} is no member of a group")


def several_values(
    tables: Tables, table: model.Table, found: model.Field | model.Reference
) -> tuple[plan.Step, ...]:
    """Steps whose last one gives up to five groups that hold two values of a shared member."""
    assert table.grouping is not None
    assert isinstance(found.origin, model.Shared)
    found_groups = tables.names.take("groups")
    inner = tables.table(table.grouping.table)
    rows = Rows(tables, inner, inner.singular)
    keys = [
        conditions.value(key.origin.value, rows)
        for key in table.members()
        if isinstance(key.origin, model.Shared) and key.origin.is_key
    ]
    value = conditions.value(found.origin.value, rows)
    extra = None
    if table.grouping.where is not None:
        extra = conditions.condition(table.grouping.where, rows)
    step = plan.Step(
        name=found_groups,
        note="",
        reads=rows.reads,
        alias=rows.alias,
        joins=(),
        where=plan.both(rows.existence(), extra, *(plan.Known(key) for key in keys)),
        columns=(
            *((f"key_{number}", key) for number, key in enumerate(keys, 1)),
            ("smallest", plan.Reduce(plan.Fold.MIN, value, value.type)),
            ("largest", plan.Reduce(plan.Fold.MAX, value, value.type)),
        ),
        group_by=tuple(keys),
    )
    return (
        replace(step, joins=tuple(rows.joins.values())),
        plan.Step(
            name=tables.names.take("trouble"),
            note="",
            reads=plan.Made(found_groups),
            alias=None,
            joins=(),
            where=plan.Not(
                plan.OrElse(
                    plan.Compare(
                        "=",
                        plan.Column(None, "smallest", value.type),
                        plan.Column(None, "largest", value.type),
                    ),
                    plan.TRUE,
                )
            ),
            columns=tuple(
                (
                    f"key_{number}",
                    plan.As(
                        plan.Column(None, f"key_{number}", key.type), plan.Form.TEXT, Type.TEXT
                    ),
                )
                for number, key in enumerate(keys, 1)
            ),
        ),
    )
