"""SEG708: a name or label that speaks of a stretch of time which its rule does not look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from segdsl.lint.places import Body, deep
from segdsl.lint.rule import Context, Rule
from segdsl.lint.spans_of_time import Claim, Evidence, claims, evidence
from segdsl.meaning import model, uses
from segdsl.syntax import ast
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said, about

SHOWN = 3  # windows that are named in a message


def find(context: Context) -> Iterator[Diagnostic]:
    """The first such claim of each parameter, metric, segment and class."""
    declared = context.meant
    for name, written in context.written.items():
        if name not in declared:
            continue
        match written, declared[name]:
            case ast.Segmentation(body=tuple() as classes), model.Segmentation() as whole:
                for one, meant in zip(classes, whole.classes, strict=True):
                    if isinstance(one, ast.Class) and meant.condition is not None:
                        yield from _of(context, (one.name, one.label), [meant.condition])
            case ((ast.Metric() | ast.Segment()), found):
                yield from _of(context, (written.name, written.label), [*uses.bodies(found)])
            case ast.Parameter(), model.Parameter(constant=constant):
                yield from _of(context, (written.name, written.label), [constant])
            case _:
                pass


def _of(
    context: Context, said: tuple[ast.Name, ast.Text | None], bodies: Sequence[Body]
) -> Iterator[Diagnostic]:
    texts = [(said[0].text, said[0].span)]
    if said[1] is not None:
        texts.append((said[1].value, said[1].span))
    claimed = [(claim, span) for text, span in texts for claim in claims(text)]
    if not claimed:
        return
    there = evidence(deep(context.meant, *bodies))
    for claim, span in claimed:
        if there.windows and not there.bears(claim):
            facts = {"name": said[0].text, "claim": claim.text}
            yield about(catalog.WINDOW_NAME, span, found=_listed(there, claim), **facts)
            return


def _listed(there: Evidence, claim: Claim) -> Said:
    quoted = [f"`{window}`" for window in dict.fromkeys(there.windows)]
    shown = ", ".join(quoted[:SHOWN]) + (", …" if len(quoted) > SHOWN else "")
    return Said(shown, shown)


LOOKS_FOR = Said(
    "In the name or label of a parameter, metric, segment or class: a number with a unit"
    " (`90j`, `12 mois`, `30 days`), a unit by itself (`month`, `trimestre`), a year"
    " (`2025`); where the rule, with all that it names, looks at windows and none is of"
    " that length. 90 days are three months. A number that the rule has otherwise, such"
    " as an age, and a rate (`par mois`) are not doubted.",
    "Dans le nom ou le libellé d'un paramètre, d'une métrique, d'un segment ou d'une"
    " classe : un nombre avec une unité (`90j`, `12 mois`, `30 days`), une unité seule"
    " (`month`, `trimestre`), une année (`2025`) ; quand la règle, avec tout ce qu'elle"
    " nomme, regarde des fenêtres et qu'aucune n'est de cette durée. 90 jours font trois"
    " mois. Un nombre que la règle contient autrement, par exemple un âge, et une"
    " fréquence (`par mois`) ne sont pas mis en doute.",
)
RULE = Rule(catalog.WINDOW_NAME, LOOKS_FOR, find)
