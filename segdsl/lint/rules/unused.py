"""SEG701: a parameter, template, metric or list that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl import trees
from segdsl.lint.rule import Context, Rule
from segdsl.meaning import model, uses
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about


def find(context: Context) -> Iterator[Diagnostic]:
    """Each declaration that no other one names, no promise and not segdsl.toml."""
    project = context.project
    used = set(project.value_metrics.values())
    for place in context.places:
        used.update(name for node in place.nodes for name in _named(node))
    rules: tuple[model.Segment | model.Segmentation, ...]
    rules = (*project.segments.values(), *project.segmentations.values())
    for promise in (promise for rule in rules for promise in rule.promises):
        used.update(name for node in trees.walk(promise) for name in _named(node))
    groups = (project.parameters, project.lists, project.defines, project.metrics)
    for declared in (one for group in groups for one in group.values()):
        if declared.name not in used:
            yield about(catalog.UNUSED, declared.span, name=declared.name)


def _named(node: model.Node) -> Iterator[str]:
    """What a node is by name; a call also passes on what it is given."""
    match node:
        case model.ParameterValue(name):
            yield name
        case model.Called(name, arguments) | model.CalledValue(name, arguments):
            yield name
            yield from (one.name for one in arguments if isinstance(one, model.ParameterValue))
        case _:
            other = uses.named(node)
            if other is not None:
                yield other


LOOKS_FOR = Said(
    "A parameter, `define`, metric or list that no other declaration names, no `expect`,"
    " and not `value` in segdsl.toml. Tables, fields and channels are the words of the"
    " model, and may wait; segments, segmentations and targets are what a project is for.",
    "Un paramètre, un `define`, une métrique ou une liste qu'aucune autre déclaration ne"
    " nomme, ni aucun `expect`, ni `value` dans segdsl.toml. Les tables, les champs et"
    " les canaux sont les mots du modèle, et peuvent attendre ; les segments, les"
    " segmentations et les cibles sont ce pour quoi un projet existe.",
)
RULE = Rule(catalog.UNUSED, LOOKS_FOR, find)
