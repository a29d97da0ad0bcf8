"""Lay out why somebody is in or out: a tree of verdicts in, lines or plain data out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from segdsl.text.diagnostics import Said

if TYPE_CHECKING:
    from segdsl.promises.reasons import Reason, Seen
    from segdsl.text.diagnostics import Language

# a sign for eyes, a word for ears and for who sees no colours
VERDICTS = {
    True: Said("✓ yes", "✓ oui"),
    False: Said("✗ no ", "✗ non"),
    None: Said("?    ", "?    "),
}
JOINTS = {
    "and": Said("all of", "toutes ces conditions"),
    "or": Said("one of", "l'une de ces conditions"),
    "not": Said("not", "ne pas"),
}
MISSING = Said("missing", "manquant")
NOT_GIVEN = Said("not given", "non donné")
HIDDEN = Said("known (personal data)", "connu (donnée personnelle)")
HIDDEN_MISSING = Said("missing (personal data)", "manquant (donnée personnelle)")
INDENT = "  "


def lines(reason: Reason, language: Language, depth: int = 0) -> Iterator[str]:
    """A line for each condition, those that it is made of below it."""
    verdict = VERDICTS[reason.holds].in_(language)
    said = JOINTS.get(reason.joint.value)
    text = reason.text if said is None else said.in_(language)
    seen = ", ".join(_seen(one, language) for one in reason.seen)
    tail = f"   [{seen}]" if seen else ""
    yield f"{INDENT * depth}{verdict}  {text}{tail}"
    for part in reason.parts:
        yield from lines(part, language, depth + 1)


def plain(reason: Reason) -> dict[str, object]:
    """The same for machines: `holds` null where it is not known, no private value."""
    return {
        "condition": reason.text,
        "joint": reason.joint.value,
        "holds": reason.holds,
        "values": [_plain(one) for one in reason.seen],
        "parts": [plain(one) for one in reason.parts],
    }


def _seen(one: Seen, language: Language) -> str:
    colon = ": " if language == "en" else "\N{NO-BREAK SPACE}: "
    return f"{one.name}{colon}{_value(one, language)}"


def _value(one: Seen, language: Language) -> str:
    from segdsl.interpreter import given
    from segdsl.promises import writing

    if one.known is given.NOT_GIVEN:
        return NOT_GIVEN.in_(language)
    if one.is_private:
        return (HIDDEN_MISSING if one.known is None else HIDDEN).in_(language)
    if one.known is None:
        return MISSING.in_(language)
    return writing.literal(one.known, one.type)


def _plain(one: Seen) -> dict[str, object]:
    from segdsl.interpreter import given

    state = "known"
    if one.known is given.NOT_GIVEN:
        state = "not_given"
    elif one.known is None:
        state = "missing"
    shown = None if one.is_private or state != "known" else one.known
    return {"name": one.name, "state": state, "private": one.is_private, "value": shown}
