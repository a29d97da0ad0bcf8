"""Lay out statements for people: steps in, SQL text out, one idea per line, comments above it.

Expressions are printed by sqlglot; this lays the printed pieces into SELECT, FROM and so on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from textwrap import wrap

from sqlglot.dialects.dialect import Dialect as SqlDialect
from sqlglot.generator import Generator

from segdsl.planning import plan
from segdsl.sql import terms
from segdsl.sql.dialects import Dialect, Folding
from segdsl.sql.sums import guarded

WIDTH = 92
WIDE = 120  # a column with its name: one line is easier to read than four
MIDDLES = (plan.Fold.LOWER_MIDDLE, plan.Fold.UPPER_MIDDLE)  # their value stands in an order
Comments = Mapping[str, str]


@cache
def _printer(dialect: str) -> Generator:
    """sqlglot's printer of one engine: making it costs more than printing an expression."""
    return SqlDialect.get_or_raise(dialect).generator(comments=False)


def sql(term: plan.Term, dialect: Dialect) -> str:
    """One expression on one line."""
    return _printer(dialect.name).generate(terms.term(term, dialect), copy=False)


@lru_cache(maxsize=4096)
def name(text: str, dialect: Dialect) -> str:
    """A quoted name; the same ones are printed again and again."""
    return _printer(dialect.name).generate(terms.identifier(text), copy=False)


def comment(text: str, indent: str = "") -> str:
    """The text as `--` lines; no character of it can end the comment early."""
    lines = re.split(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", text)
    width = max(40, WIDTH - len(indent) - 3)
    wrapped = (part for line in lines for part in _WRAP(line, width))
    return "".join(f"{indent}-- {line}\n" for line in wrapped if line.strip())


_WRAP = partial(wrap, break_long_words=False, break_on_hyphens=False)


def statement(
    steps: Sequence[plan.Step], last: str, dialect: Dialect, comments: Comments, heading: str = ""
) -> str:
    """`WITH` every step, then the last SELECT given as text."""
    if dialect.mistakes_sums:
        steps = guarded(steps)
    reading = _readings(steps, last, dialect)
    parts = []
    for step in steps:
        kept = " MATERIALIZED" if reading[step.name] > 1 and dialect.materializes else ""
        head = f"{name(step.name, dialect)} AS{kept} (\n"
        parts.append(f"{comment(step.note)}{head}{select(step, dialect, comments, '  ')}\n)")
    body = ",\n".join(parts)
    return f"{comment(heading)}WITH\n{body}\n{last}\n" if parts else f"{comment(heading)}{last}\n"


def _readings(steps: Sequence[plan.Step], last: str, dialect: Dialect) -> dict[str, int]:
    """How often each step is read."""
    found = {step.name: last.count(f"FROM {name(step.name, dialect)}") for step in steps}
    for step in steps:
        for relation in (step.reads, *(join.relation for join in step.joins)):
            if isinstance(relation, plan.Made):
                found[relation.step] += 1
    return found


def select(step: plan.Step, dialect: Dialect, comments: Comments, indent: str = "") -> str:
    """One SELECT, each column, join and condition on a line of its own."""
    lines = [f"{indent}SELECT"]
    columns = []
    if step.carries:
        assert isinstance(step.reads, plan.Made)
        columns.append(f"{indent}  {name(step.reads.step, dialect)}.*")
    for column, term in step.columns:
        note = comment(comments.get(column, ""), f"{indent}  ")
        columns.append(f"{note}{indent}  {_column(column, term, dialect, indent + '  ')}")
    lines.append(",\n".join(columns))
    lines.append(f"{indent}FROM {_relation(step.reads, step.alias, dialect)}")
    for join in step.joins:
        word = "LEFT JOIN" if join.keeps else "JOIN"
        lines.append(f"{indent}{word} {_relation(join.relation, join.alias, dialect)}")
        lines.append(f"{indent}  ON {_conditions(join.on, dialect, indent + '  ')}")
    if step.where is not None:
        lines.append(f"{indent}WHERE {_conditions(step.where, dialect, indent)}")
    if step.group_by:
        keys = ", ".join(sql(term, dialect) for term in step.group_by)
        lines.append(f"{indent}GROUP BY {keys}")
    return "\n".join(lines)


def _relation(relation: plan.Relation, alias: str | None, dialect: Dialect) -> str:
    return _printer(dialect.name).generate(terms.table(relation, alias), copy=False)


def _column(column: str, term: plan.Term, dialect: Dialect, indent: str) -> str:
    if isinstance(term, plan.Column) and term.name == column:
        return sql(term, dialect)
    named = f" AS {name(column, dialect)}"
    width = max(WIDTH // 2, WIDE - len(named))
    return _expression(term, dialect, indent, width) + named


def _expression(term: plan.Term, dialect: Dialect, indent: str, width: int = WIDTH) -> str:
    """The term on one line where it fits, else its parts on lines of their own."""
    line = sql(term, dialect)
    if len(line) + len(indent) <= width:
        return line
    deeper = indent + "  "
    match term:
        case plan.All(parts):
            return _parts(parts, "AND", dialect, indent)
        case plan.AnyOf(parts):
            return _parts(parts, "OR", dialect, indent)
        case plan.OrElse(inner, otherwise):
            body = _expression(inner, dialect, deeper)
            return f"COALESCE(\n{deeper}{body},\n{deeper}{sql(otherwise, dialect)}\n{indent})"
        case plan.Case(whens, otherwise, _):
            return _case(whens, otherwise, dialect, indent)
        case plan.Reduce(fold=fold, when=when) if when is not None and fold not in MIDDLES:
            return _reduce(term, when, dialect, indent)
        case plan.Quotient(plan.As() as left, right):
            return f"{sql(left, dialect)}\n{deeper}/ NULLIF({sql(right, dialect)}, 0)"
    return line


def _reduce(term: plan.Reduce, when: plan.Term, dialect: Dialect, indent: str) -> str:
    """A fold over some of the rows, its condition on lines of its own."""
    deeper = indent + "  "
    whole = sql(replace(term, when=None), dialect)
    if dialect.folding is Folding.FILTER:
        conditions = _conditions(when, dialect, deeper)
        return f"{whole} FILTER (\n{deeper}WHERE {conditions}\n{indent})"
    fold = whole.partition("(")[0]
    value = "1" if term.term is None else sql(term.term, dialect)
    conditions = _expression(when, dialect, deeper)
    return f"{fold}(CASE\n{deeper}WHEN {conditions}\n{deeper}THEN {value}\n{indent}END)"


def _case(
    whens: tuple[tuple[plan.Term, plan.Term], ...],
    otherwise: plan.Term,
    dialect: Dialect,
    indent: str,
) -> str:
    lines = ["CASE"]
    for when, then in whens:
        condition = _expression(when, dialect, indent + "    ")
        lines.append(f"{indent}  WHEN {condition} THEN {sql(then, dialect)}")
    if not (isinstance(otherwise, plan.Const) and otherwise.value is None):
        lines.append(f"{indent}  ELSE {sql(otherwise, dialect)}")
    return "\n".join([*lines, f"{indent}END"])


def _parts(parts: tuple[plan.Term, ...], word: str, dialect: Dialect, indent: str) -> str:
    deeper = indent + "  "
    bodies = [_bracketed(part, dialect, deeper) for part in parts]
    return f"\n{deeper}{word} ".join(bodies)


def _bracketed(term: plan.Term, dialect: Dialect, indent: str) -> str:
    body = _expression(term, dialect, indent)
    return f"({body})" if isinstance(term, plan.AnyOf | plan.All) else body


def _conditions(term: plan.Term, dialect: Dialect, indent: str) -> str:
    """Conditions joined by AND, one a line."""
    if isinstance(term, plan.All):
        bodies = [_bracketed(part, dialect, indent + "  ") for part in term.parts]
        return f"\n{indent}  AND ".join(bodies)
    return _expression(term, dialect, indent)
