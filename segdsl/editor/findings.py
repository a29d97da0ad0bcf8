"""Show what is wrong in an editor: diagnostics in; messages with their help and fixes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segdsl.editor.desk import Analysis
from segdsl.text.diagnostics import Diagnostic, Fix, Language, Said
from segdsl.text.source import SourceFile, Span

HELP = Said("help: ", "aide : ")
MEND = Said("Write `{text}`", "Écrire `{text}`")
REMOVE = Said("Remove `{text}`", "Retirer `{text}`")


@dataclass(frozen=True, slots=True)
class Related:
    """Another place of a message, and what is said of it."""

    span: Span
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A message as an editor shows it; `why` is said of who asks for it."""

    span: Span
    code: str
    is_error: bool
    says: str
    why: str
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file and what is written instead."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Mending:
    """A fix that is offered: what it is called, the message that it mends, and its edits."""

    title: str
    code: str
    span: Span
    edits: tuple[Edit, ...]


def findings(found: Sequence[Diagnostic], whole: SourceFile, language: Language) -> list[Finding]:
    """Every message; what has no place of its own stands at the start of `whole`."""
    return [_finding(one, whole, language) for one in found]


def _finding(found: Diagnostic, whole: SourceFile, language: Language) -> Finding:
    says = found.said(found.message.says, language)
    help_ = found.help or found.message.help
    if help_ is not None:
        says += f"\n{HELP.in_(language)}{found.said(help_, language)}"
    related = tuple(Related(one.span, found.said(one.says, language)) for one in found.related)
    span = found.span or Span(whole, 0, 0)
    why = found.said(found.message.why, language)
    return Finding(span, found.message.code, found.is_error, says, why, related)


def mendings(
    analysis: Analysis, path: str, start: int, end: int, language: Language
) -> list[Mending]:
    """The fixes of what is said about a stretch of a file."""
    offered: list[Mending] = []
    for found in analysis.analysis.diagnostics:
        span = found.span
        if span is None or span.file.path != path or not found.fixes:
            continue
        if span.start <= end and start <= span.end:
            for fix in found.fixes:  # several are a choice
                title, edit = _title(fix, language), Edit(fix.span, fix.text)
                offered.append(Mending(title, found.message.code, span, (edit,)))
    return offered


def _title(fix: Fix, language: Language) -> str:
    if fix.text.strip():
        return MEND.in_(language).format(text=_short(fix.text))
    return REMOVE.in_(language).format(text=_short(fix.span.text))


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
