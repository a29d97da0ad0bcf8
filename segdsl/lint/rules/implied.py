"""SEG703: a part of an `and` that the other parts imply."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.lint import needless, parts
from segdsl.lint.rule import Context, Rule
from segdsl.lint.saying import listed
from segdsl.meaning import model
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said

ALONE = Said("it always holds", "elle se vérifie toujours")
GIVEN = Said("already said by {parts}", "déjà dit par {parts}")


def find(context: Context) -> Iterator[Diagnostic]:
    """Each part that leaves nobody out, with its deletion."""
    for place in context.places:
        for node in place.nodes:
            if not isinstance(node, model.All):
                continue
            found = needless.in_all(context.prover, place.table, node)
            shown = parts.parts(node, context.joined) if found else ()
            for one in found:
                part = shown[one.place]
                reason = listed(GIVEN, ALONE, [shown[other].text for other in one.because])
                facts: dict[str, str | Said] = {"text": part.text, "reason": reason}
                yield Diagnostic(catalog.IMPLIED, part.span, facts, fixes=part.fix())


LOOKS_FOR = Said(
    "A part of an `and`, of customers or in `where (…)`, that is proved to hold wherever"
    " the others do, or always. Nothing is said where a parameter has a part in the"
    " proof: `--set` may change it.",
    "Une partie d'un `and`, sur les clients ou dans un `where (…)`, dont on prouve"
    " qu'elle se vérifie dès que les autres se vérifient, ou toujours. Rien n'est dit si"
    " un paramètre joue dans la preuve : `--set` peut le changer.",
)
RULE = Rule(catalog.IMPLIED, LOOKS_FOR, find)
