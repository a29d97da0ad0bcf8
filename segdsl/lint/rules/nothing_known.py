"""SEG707: a segment that holds of a customer of whom nothing at all is known, unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from segdsl import trees
from segdsl.interpreter import evaluation
from segdsl.lint.places import deep
from segdsl.lint.rule import Context, Rule
from segdsl.lint.rules import silent_unknowns
from segdsl.meaning import model
from segdsl.meaning.types import Type
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about


def find(context: Context) -> Iterator[Diagnostic]:
    """Each such segment; one of SEG706 says it already."""
    project = context.project
    world = {
        name: [_nobody(table, context.today)] if table.is_population else []
        for name, table in project.tables.items()
    }
    places = silent_unknowns.by_owner(context)
    seen = evaluation.evaluate(project, world, context.today)
    for name, segment in project.segments.items():
        if name in context.settled or not seen.segment(name):
            continue
        if _asks_for_absence(segment.condition):
            continue
        if any(isinstance(node, model.Standing | model.Drawn | model.AsOf | model.ValueAsOf)
               for node in deep(context.meant, segment.condition)):  # fmt: skip
            continue
        if not silent_unknowns.unsaid(context, places[name]):
            yield about(catalog.NOTHING_KNOWN, segment.span, name=name)


def _nobody(table: model.Table, today: date) -> dict[str, object]:
    """A row with a key and, where it takes one to exist, a day."""
    row: dict[str, object] = {}
    for field in table.fields:
        if isinstance(field.origin, model.Stored):
            if field.name == table.key:
                row[field.origin.column] = _KEYS.get(field.type, "?")
            elif field.name == table.at:
                row[field.origin.column] = today
    return row


_KEYS: dict[Type, object] = {
    Type.INTEGER: 0,
    Type.NUMBER: 0.0,
    Type.MONEY: Decimal(0),
    Type.DATE: date(2000, 1, 1),
}


def _asks_for_absence(condition: model.Condition) -> bool:
    """Whether a rule names something that is not there, or says how few there may be."""
    for node in trees.walk(condition):
        match node:
            case model.Not(model.Known()):
                return True
            case model.Rows(model.Quantifier.NO | model.Quantifier.AT_MOST):
                return True
            case model.Rows(model.Quantifier.EXACTLY, 0):
                return True
            case model.Compare(comparison, _, model.Constant(value)):
                if comparison.sign == "=" and value == 0:
                    return True
            case model.Between(_, model.Constant(value)) if value == 0:
                return True
            case _:
                pass
    return False


LOOKS_FOR = Said(
    "The reference computes whether a customer with no field filled in and no row in any"
    " source is in the segment. Nothing is said where the rule asks for an absence by"
    " name (`no orders`, `at most`, `is missing`, `= 0`), where SEG706 says it, or where"
    " chance, another day or the other customers decide.",
    "La référence calcule si un client sans aucun champ rempli et sans aucune ligne dans"
    " aucune source est dans le segment. Rien n'est dit si la règle nomme une absence"
    " (`no orders`, `at most`, `is missing`, `= 0`), si SEG706 le dit, ou si le hasard,"
    " un autre jour ou les autres clients décident.",
)
RULE = Rule(catalog.NOTHING_KNOWN, LOOKS_FOR, find)
