"""Read `# segdsl: allow CODE -- reason`: comments and warnings in; what is still to be said out.

At the end of a line of a declaration, or right above it, a comment is about that declaration; at
the top of a file, apart from the first declaration, about the whole file. Errors are never allowed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from segdsl.syntax import ast
from segdsl.text.catalog import lint as catalog
from segdsl.text.catalog import proof
from segdsl.text.diagnostics import Diagnostic, Fix, Message, Severity, Trust, about
from segdsl.text.source import Span

_OURS = re.compile(r"\s*segdsl\s*:\s*")
_ALLOW = re.compile(r"allow\s+([^\W_]+(?:[\s,]+[^\W_]+)*?)\s*(?:(?:--|–|—)\s*(.*?)\s*)?$")
_WORD = re.compile(r"[^\W_]+")
_ABOUT_ALLOWING = (catalog.ALLOW_REASON, catalog.ALLOW_NOTHING, catalog.ALLOW_CODE)
ALLOWABLE = frozenset(
    message.code
    for room in (catalog, proof)
    for message in vars(room).values()
    if isinstance(message, Message) and message.severity is Severity.WARNING
) - {message.code for message in _ABOUT_ALLOWING}


@dataclass(frozen=True, slots=True)
class Allowance:
    """One code of a comment, and the stretch of the file that it is about; None for nowhere."""

    comment: ast.Comment
    code: Span
    reason: str
    covers: Span | None

    def fits(self, found: Diagnostic) -> bool:
        """Whether this warning is one that it allows."""
        span, covers = found.span, self.covers
        return (
            span is not None
            and covers is not None
            and found.message.code == self.code.text
            and found.message.code in ALLOWABLE
            and span.file is covers.file
            and covers.start <= span.start <= covers.end
        )


def allowances(modules: Sequence[ast.Module]) -> tuple[Allowance, ...]:
    """Every code that a comment allows, in order."""
    return tuple(found for module in modules for found in _of(module))


def sifted(
    found: Sequence[Diagnostic], allowed: Sequence[Allowance]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """What is still said, and what is allowed."""
    if not allowed:
        return tuple(found), ()
    silent = [one for one in found if any(it.fits(one) for it in allowed)]
    return tuple(one for one in found if one not in silent), tuple(silent)


def complaints(
    modules: Sequence[ast.Module],
    allowed: Sequence[Allowance],
    silent: Sequence[Diagnostic],
    off: Collection[str],
) -> Iterator[Diagnostic]:
    """What is to be said of the comments themselves; of rules that are off nothing is known."""
    for module in modules:
        for comment in module.comments:
            start = _OURS.match(comment.text)
            if start is not None and not _ALLOW.match(comment.text, start.end()):
                text = comment.text[start.end() :].strip() or comment.text.strip()
                yield about(
                    catalog.ALLOW_CODE, comment.span, code=text, example=catalog.UNUSED.code
                )
    reasonless: dict[int, list[Allowance]] = {}
    for one in allowed:
        code = one.code.text
        if code not in ALLOWABLE:
            yield about(catalog.ALLOW_CODE, one.code, code=code, example=catalog.UNUSED.code)
        elif code not in off and not any(one.fits(warning) for warning in silent):
            yield Diagnostic(catalog.ALLOW_NOTHING, one.code, {"code": code}, fixes=_without(one))
        if not one.reason:
            reasonless.setdefault(id(one.comment), []).append(one)
    for group in reasonless.values():
        comment = group[0].comment
        facts = {"text": f"#{comment.text}".rstrip()}
        codes = ", ".join(one.code.text for one in group)
        yield about(catalog.ALLOW_REASON, comment.span, codes=codes, **facts)


def _of(module: ast.Module) -> Iterator[Allowance]:
    for comment in module.comments:
        start = _OURS.match(comment.text)
        said = _ALLOW.match(comment.text, start.end()) if start is not None else None
        if said is None:
            continue
        covers = _covered(module, comment.span)
        first = comment.span.start + 1  # after the `#`
        for word in _WORD.finditer(comment.text, said.start(1), said.end(1)):
            code = Span(comment.span.file, first + word.start(), first + word.end())
            yield Allowance(comment, code, said[2] or "", covers)


def _covered(module: ast.Module, comment: Span) -> Span | None:
    """The declaration that a comment is about, or its whole file."""
    file, line = comment.file, comment.line
    known = sorted(
        (*(one.span for one in module.declarations), *(one.span for one in module.lost)),
        key=lambda span: span.start,
    )
    for span in known:
        if span.line <= line <= file.position(span.end)[0]:
            return span
    below = line + 1
    while below <= len(file.line_starts) and file.line(below).lstrip().startswith("#"):
        below += 1
    for span in known:
        if span.line == below:
            return span
    if not known or comment.start < known[0].start:
        return module.span
    return None


def _without(one: Allowance) -> tuple[Fix, ...]:
    """The comment without a code; a comment with no other code goes as a whole."""
    comment, file = one.comment.span, one.comment.span.file
    codes = _ALLOW.match(one.comment.text, len(_start(one.comment.text)))
    assert codes is not None
    words = [match.group() for match in _WORD.finditer(codes[1])]
    if len(words) > 1:
        rest = ", ".join(word for word in words if word != one.code.text)
        first = comment.start + 1
        whole = Span(file, first + codes.start(1), first + codes.end(1))
        return (Fix(whole, rest, Trust.SAFE),)
    before = file.text[: comment.start]
    start = len(before.rstrip(" \t"))
    if start == 0 or before[start - 1] == "\n":  # a line of its own
        end = comment.end + 1 if comment.end < len(file.text) else comment.end
        return (Fix(Span(file, start, end), "", Trust.SAFE),)
    return (Fix(Span(file, start, comment.end), "", Trust.SAFE),)


def _start(text: str) -> str:
    found = _OURS.match(text)
    return "" if found is None else found.group()
