"""SEG713: personal data in a target's columns that its channels do not ask for."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl import trees
from segdsl.lint.rule import Context, Rule
from segdsl.meaning import model
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about


def find(context: Context) -> Iterator[Diagnostic]:
    """Each private column of a target that no condition of its channels reads."""
    project = context.project
    for target in project.targets.values():
        needed = {
            (part.table, part.name)
            for channel in target.by
            for part in trees.walk(project.channels[channel.name].condition)
            if isinstance(part, model.FieldValue)
        }
        for column in target.columns:
            if not isinstance(column, model.FieldValue) or (column.table, column.name) in needed:
                continue
            if project.tables[column.table].field(column.name).private:
                path = ".".join((*column.through, column.name))
                yield about(catalog.PRIVATE_COLUMN, column.span, column=path, name=target.name)


LOOKS_FOR = Said(
    "A `private` field in the `columns` of a target that the condition of none of its"
    " channels reads.",
    "Un champ `private` dans les `columns` d'une cible, que la condition d'aucun de ses"
    " canaux ne lit.",
)
RULE = Rule(catalog.PRIVATE_COLUMN, LOOKS_FOR, find)
