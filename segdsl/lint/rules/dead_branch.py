"""SEG704: a part of an `or` that adds nobody: the others take them, or what stands beside."""

from __future__ import annotations

from collections.abc import Iterator

from segdsl.lint import needless, parts
from segdsl.lint.places import Place
from segdsl.lint.rule import Context, Rule
from segdsl.lint.saying import listed
from segdsl.meaning import model
from segdsl.text.catalog import lint as catalog
from segdsl.text.diagnostics import Diagnostic, Said

NEVER = Said("it never holds", "elle ne se vérifie jamais")
TAKEN = Said("already taken by {parts}", "déjà pris par {parts}")
BESIDE = Said("it never holds beside {parts}", "elle ne se vérifie jamais avec {parts}")


def find(context: Context) -> Iterator[Diagnostic]:
    """Each such branch once, with its deletion."""
    for place in context.places:
        beside = _beside(context, place)
        for node in place.nodes:
            if not isinstance(node, model.AnyOf):
                continue
            found = needless.in_any(context.prover, place.table, node)
            shown = parts.parts(node, context.joined)
            said = {}
            for one in found:
                if _says_unknown(node, one):
                    continue
                because = [shown[other].text for other in one.because]
                said[one.place] = listed(TAKEN, NEVER, because)
            for at, reason in beside.get(id(node), {}).items():
                said.setdefault(at, reason)
            if len(said) == len(shown):  # one of them stays
                said.popitem()
            for at, reason in said.items():
                facts: dict[str, str | Said] = {"text": shown[at].text, "reason": reason}
                yield Diagnostic(catalog.DEAD_BRANCH, shown[at].span, facts, fixes=shown[at].fix())


def _says_unknown(node: model.AnyOf, found: needless.Needless) -> bool:
    """Whether it says what a negation beside it does: `city != "Paris" or city is missing`."""
    match node.parts[found.place]:
        case model.Not(model.Known()):
            return any(isinstance(node.parts[one], model.Not) for one in found.because)
        case _:
            return False


def _beside(context: Context, place: Place) -> dict[int, dict[int, Said]]:
    """By `or` inside an `and`, the branches that the rest of the `and` rules out."""
    found: dict[int, dict[int, Said]] = {}
    for node in place.nodes:
        if not isinstance(node, model.All):
            continue
        for branches in node.parts:
            if isinstance(branches, model.AnyOf):
                found[id(branches)] = {
                    one.place: listed(BESIDE, NEVER, _rest(node, branches, one, context.joined))
                    for one in needless.beside(context.prover, place.table, node, branches)
                }
    return found


def _rest(
    node: model.All, branches: model.AnyOf, found: needless.Needless, texts: parts.Written
) -> list[str]:
    rest = [part for part in parts.parts(node, texts) if part.condition is not branches]
    return [rest[one].text for one in found.because]


LOOKS_FOR = Said(
    "A part of an `or` that is proved to hold only where another part does, or never"
    " beside what the `or` is joined to by `and`. Nothing is said where a parameter has a"
    " part in the proof.",
    "Une partie d'un `or` dont on prouve qu'elle ne se vérifie que là où une autre se"
    " vérifie, ou jamais avec ce que `and` joint à ce `or`. Rien n'est dit si un"
    " paramètre joue dans la preuve.",
)
RULE = Rule(catalog.DEAD_BRANCH, LOOKS_FOR, find)
