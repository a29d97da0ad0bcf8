"""Say parts of a rule inside a sentence: texts of the author in, both languages out."""

from __future__ import annotations

from collections.abc import Sequence

from segdsl.text.diagnostics import Said


def listed(several: Said, none: Said, texts: Sequence[str]) -> Said:
    """A template with its `{parts}`, or what is said where there are none."""
    if not texts:
        return none
    return Said(
        several.en.format(parts=_listed(texts, "and")),
        several.fr.format(parts=_listed(texts, "et")),
    )


def _listed(texts: Sequence[str], last: str) -> str:
    quoted = [f"`{text}`" for text in texts]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
