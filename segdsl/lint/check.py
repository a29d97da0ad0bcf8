"""Look for what is perhaps not meant: a project without errors in, warnings out, by rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from segdsl.lint.parts import written
from segdsl.lint.places import places
from segdsl.lint.rule import Context, Rule
from segdsl.lint.rules import RULES
from segdsl.meaning import model, uses
from segdsl.proof.boxes import Budget
from segdsl.proof.questions import Prover
from segdsl.syntax import ast
from segdsl.text.catalog import proof
from segdsl.text.diagnostics import Diagnostic

# steps of proofs: what people write takes a hundred, and `check` is waited for
EACH, TOGETHER = 4_000, 300_000


def diagnostics(
    project: model.Project,
    modules: Sequence[ast.Module],
    known: Sequence[Diagnostic],
    today: date,
    off: Collection[str] = (),
    rules: Sequence[Rule] = RULES,
) -> tuple[Diagnostic, ...]:
    """What the rules find that are not `off`; `known` is what was said of the project before."""
    settled = [one for one in known if one.message in (proof.NEVER, proof.ALWAYS)]
    context = Context(
        project,
        today,
        Prover(project, Budget(EACH, TOGETHER)),
        frozenset(str(one.facts["name"]) for one in settled),
        {one.name.text: one for module in modules for one in module.declarations},
        uses.declared(project),
        tuple(places(project)),
        written(modules),
    )
    on = [rule for rule in rules if rule.message.code not in off]
    return tuple(found for rule in on for found in rule.find(context))
