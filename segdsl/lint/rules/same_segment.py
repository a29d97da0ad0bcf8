"""SEG702: a segment with the same members as another one, whatever the data."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.lint.rule import Context, Rule
from segdsl.meaning import model
from segdsl.proof.alike import alike
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Related, Said

HERE = Said("`{other}` is here", "`{other}` est ici")


def find(context: Context) -> Iterator[Diagnostic]:
    """Each later segment of two, beside the first one."""
    groups: dict[str, list[model.Segment]] = {}
    for segment in context.project.segments.values():
        if segment.name not in context.settled:
            groups.setdefault(segment.population, []).append(segment)
    for population, segments in groups.items():
        pairs = alike(context.prover, population, [one.condition for one in segments])
        for first, later in pairs:
            one, other = segments[later], segments[first]
            if other.condition == model.InSegment(one.name):  # a second name, declared before
                one, other = other, one
            facts: dict[str, str | Said] = {"name": one.name, "other": other.name}
            related = () if other.span is None else (Related(other.span, HERE),)
            yield Diagnostic(catalog.SAME_SEGMENT, one.span, facts, related)


LOOKS_FOR = Said(
    "Two segments of one population whose conditions say the same: in another order, by"
    " another name, or with other bounds that come to the same, which is proved. Proofs"
    " are tried for segments that look at the same measures; where a parameter has a part"
    " in it, only for conditions written alike.",
    "Deux segments d'une population dont les conditions disent la même chose : dans un"
    " autre ordre, sous un autre nom, ou avec d'autres bornes qui reviennent au même, ce"
    " qui est prouvé. On essaie de le prouver pour les segments qui regardent les mêmes"
    " mesures ; dès qu'un paramètre y joue, seulement s'ils sont écrits de la même façon.",
)
RULE = Rule(catalog.SAME_SEGMENT, LOOKS_FOR, find)
