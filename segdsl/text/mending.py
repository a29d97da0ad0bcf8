"""Mend texts: diagnostics with fixes in; the fixes that can be made at once, and the texts, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from segdsl.text.diagnostics import Diagnostic, Fix, Trust


@dataclass(frozen=True, slots=True)
class Mend:
    """A safe fix of one file and what it mends."""

    found: Diagnostic
    fix: Fix


def mends(found: Iterable[Diagnostic]) -> tuple[Mend, ...]:
    """The safe fixes by file and place; of two that touch one place the first one."""
    every = [
        Mend(one, fix)
        for one in found
        if len(one.fixes) == 1  # several are a choice
        for fix in one.fixes
        if fix.trust is Trust.SAFE
    ]
    every.sort(key=lambda one: (one.fix.span.file.path, one.fix.span.start, -one.fix.span.end))
    kept: list[Mend] = []
    for one in every:
        last = kept[-1].fix.span if kept else None
        if last is None or last.file is not one.fix.span.file or last.end <= one.fix.span.start:
            kept.append(one)
    return tuple(kept)


def mended(text: str, fixes: Sequence[Fix]) -> str:
    """The text of one file with these fixes, none of which overlap."""
    parts, at = [], 0
    for fix in sorted(fixes, key=lambda one: one.span.start):
        parts += [text[at : fix.span.start], fix.text]
        at = fix.span.end
    return "".join([*parts, text[at:]])
