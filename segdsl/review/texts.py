"""Compare two versions by their text, where the old one has errors: what is declared in each.

Names that came and went, and declarations whose text differs in more than layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segdsl.review.declarations import quoted
from segdsl.syntax import ast
from segdsl.text.diagnostics import Language, Said

CAME = Said("new names: {names}", "noms nouveaux : {names}")
WENT = Said("names gone: {names}", "noms disparus : {names}")
CHANGED = Said("texts changed: {names}", "textes modifiés : {names}")
NOTHING = Said("the texts are the same", "les textes sont les mêmes")


@dataclass(frozen=True, slots=True)
class Texts:
    """Names of declarations by what became of their text."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.came or self.went or self.changed)


def texts(before: Sequence[ast.Module], after: Sequence[ast.Module]) -> Texts:
    """What became of each declared name."""
    old, new = _declared(before), _declared(after)
    return Texts(
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name in old and old[name] != new[name]),
    )


def text(found: Texts, language: Language) -> str:
    """The names, a line for each fate."""
    if found.is_nothing:
        return NOTHING.in_(language)
    told = ((CAME, found.came), (WENT, found.went), (CHANGED, found.changed))
    return "\n".join(
        said.in_(language).format(names=", ".join(f"`{name}`" for name in names))
        for said, names in told
        if names
    )


def as_value(found: Texts) -> dict[str, object]:
    """The names as JSON has them."""
    return {"came": found.came, "went": found.went, "changed": found.changed}


def _declared(modules: Sequence[ast.Module]) -> dict[str, str]:
    """The text of each declaration on one line, those that could not be read as their name."""
    found = {lost.name: "" for module in modules for lost in module.lost}
    for module in modules:
        for one in module.declarations:
            found[one.name.text] = quoted(one.span)
    return found
