"""SEG705: a test of a field that none of its `one of` values fulfils."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from segdsl.lint.rule import Context, Rule
from segdsl.meaning import model
from segdsl.meaning.vocabulary import letters
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about

Holds = Callable[[Any], bool]


def find(context: Context) -> Iterator[Diagnostic]:
    """Each such test, at its place."""
    for place in context.places:
        for node in place.nodes:
            tested = _tested(context.project, node)
            if tested is None or node.span is None:
                continue
            field, holds = tested
            allowed = context.project.tables[field.table].field(field.name).one_of
            if allowed is not None and not any(holds(one.value) for one in allowed):
                yield about(
                    catalog.OUTSIDE_VALUES,
                    node.span,
                    field=field.name,
                    text=" ".join(node.span.text.split()),
                    values=", ".join(str(one.value) for one in allowed),
                )


def _tested(project: model.Project, node: model.Condition) -> tuple[model.FieldValue, Holds] | None:
    """The field that a test looks at, and what it says of a value."""
    match node:
        case model.TextTest(word, value, text):
            return _with(project, value, (text,), word.means)
        case model.Compare(comparison, value, other):
            return _with(project, value, (other,), comparison.means)
        case model.OneOf(value, options):
            return _with(project, value, options, lambda one, option: bool(one == option))
        case _:
            return None


def _with(
    project: model.Project,
    value: model.Value,
    others: tuple[model.Value, ...],
    means: Callable[[Any, Any], bool],
) -> tuple[model.FieldValue, Holds] | None:
    fixed = [_fixed(project, one) for one in others]
    folded = isinstance(value, model.Folded)
    field = value.value if isinstance(value, model.Folded) else value
    if not isinstance(field, model.FieldValue) or None in fixed:
        return None

    def holds(allowed: Any) -> bool:
        one = letters.fold(allowed) if folded else allowed
        return any(means(one, other) for other in fixed)

    return field, holds


def _fixed(project: model.Project, value: model.Value) -> Any:
    """What a constant or parameter is, folded where it is; None where it is not fixed.

    A parameter of a template has no value by itself: its calls are other rules.
    """
    match value:
        case model.Folded(inner):
            text = _fixed(project, inner)
            return letters.fold(text) if isinstance(text, str) else None
        case model.Constant(fixed):
            return fixed
        case model.ParameterValue(name, constant) if name in project.parameters:
            return constant.value
        case _:
            return None


LOOKS_FOR = Said(
    "A test of a field with `one of` that none of its values fulfils: `contains` and the"
    " like, a comparison that ignores case, a parameter. A value written out by itself is"
    " an error already (SEG310).",
    "Un test d'un champ à `one of` qu'aucune de ses valeurs ne remplit : `contains` et"
    " ses pareils, une comparaison qui ignore la casse, un paramètre. Une valeur écrite"
    " telle quelle est déjà une erreur (SEG310).",
)
RULE = Rule(catalog.OUTSIDE_VALUES, LOOKS_FOR, find)
