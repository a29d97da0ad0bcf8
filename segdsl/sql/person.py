"""Write the SQL of one customer: terms over the last step of a program in, one statement out."""

from __future__ import annotations

from collections.abc import Sequence

from segdsl.meaning.types import Type
from segdsl.planning import plan
from segdsl.sql import layout
from segdsl.sql.dialects import Dialect


def statement(program: plan.Program, terms: Sequence[plan.Term], key: str, dialect: Dialect) -> str:
    """The terms as columns, for the customer whose key is this text; no row where there is none."""
    last = program.steps[-1].name
    columns = [f"  {layout.sql(term, dialect)} AS c{place}" for place, term in enumerate(terms)]
    text = plan.As(program.key, plan.Form.TEXT, Type.TEXT)
    is_them = plan.Compare("=", text, plan.Const(key, Type.TEXT))
    select = (
        "SELECT\n"
        + ",\n".join(columns)
        + f"\nFROM {layout.name(last, dialect)}\nWHERE {layout.sql(is_them, dialect)}"
    )
    return layout.statement(program.steps, select, dialect, {})
