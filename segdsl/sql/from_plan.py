"""Write SQL: a plan in, one statement for an engine out, in the form that is asked for.

`comments` says for each output name what stands above its column (its sentence and place).
"""

from segdsl.meaning.types import Type
from segdsl.planning import conditions, plan
from segdsl.sql import layout
from segdsl.sql.dialects import Dialect
from segdsl.sql.layout import Comments

VERDICTS = "verdicts"


def select(program: plan.Program, dialect: Dialect, comments: Comments) -> str:
    """The keys of the customers in any of the outputs that were asked for, in order."""
    terms = [verdict(output) for output in program.outputs]
    where = layout.sql(conditions.any_of(terms), dialect)
    key = layout.name(program.key.name, dialect)
    last = f"SELECT {key}\nFROM {_last(program, dialect)}\nWHERE {where}\nORDER BY {key}"
    return _statement(program, last, dialect, comments)


def wide(program: plan.Program, dialect: Dialect, comments: Comments) -> str:
    """One row per customer: a boolean per segment and class, the class of each segmentation."""
    key = layout.name(program.key.name, dialect)
    columns = [f"  {key}"]
    for output in program.outputs:
        shown = output.column if output.kind is plan.OutputKind.SEGMENTATION else verdict(output)
        term = (
            layout.sql(conditions.two_valued(shown), dialect)
            if (output.kind is not plan.OutputKind.SEGMENTATION)
            else layout.sql(shown, dialect)
        )
        name = layout.name(output.name, dialect)
        columns.append(f"  {term}" if term == name else f"  {term} AS {name}")
    last = "SELECT\n" + ",\n".join(columns) + f"\nFROM {_last(program, dialect)}"
    return _statement(program, last, dialect, comments)


def verdicts(program: plan.Program, dialect: Dialect) -> str:
    """One row per customer: `customer` (the key as text), `value` (what weighs it, or NULL), and
    `o0`, `o1` … for the outputs in order: a boolean, or the class of a segmentation.
    """
    key = layout.sql(plan.As(program.key, plan.Form.TEXT, Type.TEXT), dialect)
    weight = "CAST(NULL AS DECIMAL(38, 4))" if program.value is None else _weight(program, dialect)
    columns = [f"  {key} AS customer", f"  {weight} AS value"]
    for number, output in enumerate(program.outputs):
        is_whole = output.kind is plan.OutputKind.SEGMENTATION
        shown = output.column if is_whole else conditions.two_valued(verdict(output))
        columns.append(f"  {layout.sql(shown, dialect)} AS o{number}")
    last = "SELECT\n" + ",\n".join(columns) + f"\nFROM {_last(program, dialect)}"
    return _statement(program, last, dialect, {})


def members(program: plan.Program, dialect: Dialect, comments: Comments) -> str:
    """A row per membership: `segment`, `customer`, both as text."""
    return _statement(
        program, "\nUNION ALL\n".join(_member_parts(program, dialect)), dialect, comments
    )


def _member_parts(program: plan.Program, dialect: Dialect) -> list[str]:
    key = layout.sql(plan.As(program.key, plan.Form.TEXT, Type.TEXT), dialect)
    parts = []
    for output in program.outputs:
        if output.kind is plan.OutputKind.SEGMENTATION:
            prefix = plan.Const(f"{output.name}.", Type.TEXT)
            column = layout.sql(output.column, dialect)
            named = f"{layout.sql(prefix, dialect)} || {column}"
            where = f"{column} IS NOT NULL"
        else:
            named = layout.sql(plan.Const(output.name, Type.TEXT), dialect)
            where = layout.sql(verdict(output), dialect)
        parts.append(
            f"SELECT {named} AS segment, {key} AS customer\n"
            f"FROM {_last(program, dialect)}\nWHERE {where}"
        )
    return parts


def sizes(program: plan.Program, dialect: Dialect, comments: Comments) -> str:
    """Rows `name`, `size`, `value`: '' for the whole population, then each output and class.

    `list NAME` has how many customers are on a list that is asked, by any of its lines.
    Classes of a segmentation are named `segmentation.class`; those nobody is in have no row.
    `value` is the sum of the metric by which segments are weighed, NULL where there is none.
    """
    segments = [o for o in program.outputs if o.kind is not plan.OutputKind.SEGMENTATION]
    ladders = [o for o in program.outputs if o.kind is plan.OutputKind.SEGMENTATION]
    last = _last(program, dialect)
    lists = {f"list {one.name}": one.on_it for one in program.lists}
    verdicts = [None, *(verdict(output) for output in segments), *lists.values()]
    counts = [
        layout.sql(plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER, when), dialect)
        for when in verdicts
    ]
    totals = {f"size_{number}": count for number, count in enumerate(counts)}
    sizes_ = _unnested([layout.name(name, dialect) for name in totals], "size")
    values = f"  {_value(program, None, dialect)} AS value"
    if program.value is not None:
        weighed = {f"value_{i}": _value(program, w, dialect) for i, w in enumerate(verdicts)}
        values = _unnested([layout.name(name, dialect) for name in weighed], "value")
        totals |= weighed
    lines = ",\n".join(f"    {term} AS {layout.name(n, dialect)}" for n, term in totals.items())
    made = f"totals AS (\n  SELECT\n{lines}\n  FROM {last}\n)"
    names = _unnested(
        [_text(name, dialect) for name in ("", *(o.name for o in segments), *lists)], "name"
    )
    parts = [f"SELECT\n{names},\n{sizes_},\n{values}\nFROM totals"]
    for output in ladders:
        column = layout.sql(output.column, dialect)
        parts.append(
            f"SELECT {_text(output.name + '.', dialect)} || {column}, COUNT(*), "
            f"{_value(program, None, dialect)}\nFROM {last}\n"
            f"WHERE {column} IS NOT NULL\nGROUP BY {column}"
        )
    body = layout.statement(
        program.steps,
        f", {made}\n" + "\nUNION ALL\n".join(parts),
        dialect,
        comments,
        _heading(program),
    )
    return body.replace("\n)\n, totals", "\n),\ntotals")


def _unnested(items: list[str], name: str) -> str:
    """A column of a row for each item: a UNION of as many SELECTs takes long to plan."""
    return f"  UNNEST(ARRAY[{', '.join(items)}]) AS {name}"


def check(found: plan.Check, dialect: Dialect) -> str:
    """Up to five keys, as text, that break a promise of the model; none where it is kept."""
    last = f"SELECT *\nFROM {layout.name(found.steps[-1].name, dialect)}\nORDER BY 1\nLIMIT 5"
    return layout.statement(found.steps, last, dialect, {})


def verdict(output: plan.Output) -> plan.Term:
    """The condition under which a customer is in an output."""
    if output.kind in (plan.OutputKind.SEGMENT, plan.OutputKind.TARGET):
        return output.column
    if output.class_ is not None:
        return plan.Compare("=", output.column, plan.Const(output.class_, Type.TEXT))
    return plan.Known(output.column)


def _value(program: plan.Program, when: plan.Term | None, dialect: Dialect) -> str:
    if program.value is None:
        return "CAST(NULL AS DECIMAL(38, 4))"
    summed = plan.Reduce(plan.Fold.SUM, _summand(program.value), Type.MONEY, when)
    return f"CAST(COALESCE({layout.sql(summed, dialect)}, 0) AS DECIMAL(38, 4))"


def _weight(program: plan.Program, dialect: Dialect) -> str:
    """What one customer weighs, 0 where it is missing."""
    assert program.value is not None
    return f"CAST(COALESCE({layout.sql(_summand(program.value), dialect)}, 0) AS DECIMAL(38, 4))"


def _summand(value: plan.Column) -> plan.Term:
    if value.type in (Type.NUMBER, Type.PERCENT, Type.DURATION):
        return plan.As(value, plan.Form.SUMMAND, Type.MONEY)
    return value


def _text(value: str, dialect: Dialect) -> str:
    return layout.sql(plan.Const(value, Type.TEXT), dialect)


def _last(program: plan.Program, dialect: Dialect) -> str:
    return layout.name(program.steps[-1].name, dialect)


def _heading(program: plan.Program) -> str:
    return f"As of {program.as_of.isoformat()}: rows after that day do not exist."


def _statement(program: plan.Program, last: str, dialect: Dialect, comments: Comments) -> str:
    return layout.statement(program.steps, last, dialect, comments, _heading(program))
