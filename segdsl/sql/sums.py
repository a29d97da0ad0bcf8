"""Guard sums from an engine that believes to know them: steps in, the same steps out.

DuckDB 2.0.1 takes a left join for empty where it can prove that the joined table is, by its
smallest and largest values: no campaign had begun by that day. A sum over the join is then taken
for 0, and a comparison with it is decided without looking. Of a CASE nothing is believed.
"""

from collections.abc import Sequence
from dataclasses import replace

from segdsl import trees
from segdsl.meaning.types import Type
from segdsl.planning import plan

SOME = plan.Compare(
    ">", plan.Reduce(plan.Fold.COUNT, None, Type.INTEGER), plan.Const(0, Type.INTEGER)
)


def guarded(steps: Sequence[plan.Step]) -> list[plan.Step]:
    """The steps with each sum above a left join as `CASE WHEN COUNT(*) > 0 THEN SUM(…) END`."""
    found: list[plan.Step] = []
    above: set[str] = set()  # steps in or below which a left join stands
    for step in steps:
        relations = (step.reads, *(join.relation for join in step.joins))
        below = {one.step for one in relations if isinstance(one, plan.Made)}
        if below & above or any(join.keeps for join in step.joins):
            above.add(step.name)
            columns = tuple((name, trees.rewrite(term, _guarded)) for name, term in step.columns)
            step = replace(step, columns=columns)
        found.append(step)
    return found


def _guarded(part: object) -> object:
    if not (isinstance(part, plan.Reduce) and part.fold is plan.Fold.SUM):
        return part
    return plan.Case(((SOME, part),), plan.Const(None, part.type), part.type)
