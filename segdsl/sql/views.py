"""Write views: programs of one segment or segmentation each in, the statements that make them out.

A view answers for the day that it was compiled for, whenever it is read.
"""

from collections.abc import Sequence

from segdsl.planning import conditions, plan
from segdsl.sql import from_plan, layout
from segdsl.sql.dialects import Dialect
from segdsl.sql.layout import Comments


def views(
    programs: Sequence[plan.Program], schema: str, dialect: Dialect, comments: Comments
) -> str:
    """A schema, and a view in it for the one output of each program: members by their key's own
    name, the class of a segmentation beside it.

    `comments` says for each output what stands above its view.
    """
    place = layout.name(schema, dialect)
    parts = [f"CREATE SCHEMA IF NOT EXISTS {place};\n"]
    for program in programs:
        (output,) = program.outputs
        day = program.as_of.isoformat()
        said = layout.comment(comments.get(output.name, "")) + layout.comment(
            f"COMPILED FOR {day}: this view says who was in on that day, on whatever day it is"
            " read. Compile it again for another one."
        )
        made = f"CREATE OR REPLACE VIEW {place}.{layout.name(output.name, dialect)} AS\n"
        parts.append(f"{said}{made}{members(program, dialect).rstrip()};\n")
    return "\n".join(parts)


def members(program: plan.Program, dialect: Dialect) -> str:
    """The members of the one output of a program: their key, and the class of a segmentation."""
    (output,) = program.outputs
    last = layout.name(program.steps[-1].name, dialect)
    columns = [layout.name(program.key.name, dialect)]
    if output.kind is plan.OutputKind.SEGMENTATION:
        columns.append(f"{layout.sql(output.column, dialect)} AS {layout.name('class', dialect)}")
    where = layout.sql(conditions.any_of([from_plan.verdict(output)]), dialect)
    body = f"SELECT {', '.join(columns)}\nFROM {last}\nWHERE {where}"
    return layout.statement(program.steps, body, dialect, {})
