"""SEG711: a segment, segmentation or target without `note`, in a project where others have one."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.lint.lacking import lacking
from segdsl.lint.rule import Context, Rule
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said


def find(context: Context) -> Iterator[Diagnostic]:
    """Each rule without; a small project in which none has one is not bothered."""
    return lacking(context, "note", catalog.NO_NOTE)


LOOKS_FOR = Said(
    "A segment, segmentation or target without `note`, in a project where another one has it.",
    "Un segment, une segmentation ou une cible sans `note`, dans un projet où l'un des autres en a"
    " une.",
)
RULE = Rule(catalog.NO_NOTE, LOOKS_FOR, find)
