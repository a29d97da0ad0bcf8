"""Show the shape of files: an analysis in, their declarations with classes and fields out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from segdsl.editor.desk import Analysis
from segdsl.syntax import ast
from segdsl.text.source import Span

# as meant: what is written may be misspelt
KEYWORDS: dict[type, str] = {
    ast.List: "list", ast.Parameter: "parameter", ast.Channel: "channel", ast.Metric: "metric",
    ast.Define: "define", ast.Segment: "segment", ast.Segmentation: "segmentation",
    ast.Target: "target",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A declaration, class or field: its keyword, and what it covers."""

    name: str
    detail: str
    keyword: str
    span: Span
    name_span: Span
    inside: tuple[Entry, ...] = ()


def outline(analysis: Analysis, path: str) -> Iterator[Entry]:
    """The declarations of a file that can be read, in order."""
    for module in analysis.analysis.modules:
        if module.span.file.path == path:
            yield from (_entry(one) for one in module.declarations)


def search(analysis: Analysis, words: str) -> Iterator[Entry]:
    """The declarations and classes of a project whose name or label holds the letters in order."""
    for module in analysis.analysis.modules:
        for one in module.declarations:
            entry = _entry(one)
            classes = entry.inside if isinstance(one, ast.Segmentation) else ()
            for found in (entry, *classes):
                if _holds(f"{found.name} {found.detail}", words):
                    yield found


def _holds(text: str, letters: str) -> bool:
    rest = iter(text.casefold())
    return all(letter in rest for letter in letters.casefold() if not letter.isspace())


def _entry(declared: ast.AnyDeclaration) -> Entry:
    keyword = declared.keyword if isinstance(declared, ast.Table) else KEYWORDS[type(declared)]
    label = declared.label.value if declared.label is not None else ""
    inside: tuple[Entry, ...] = ()
    match declared:
        case ast.Segmentation(body=tuple() as classes):
            inside = tuple(
                Entry(
                    one.name.text,
                    one.label.value if one.label is not None else "",
                    "class",
                    one.span,
                    one.name.span,
                )
                for one in classes
            )
        case ast.Segmentation(body=ast.Split(_, shares)):
            inside = tuple(
                Entry(name.text, share.span.text, "class", name.span.to(share.span), name.span)
                for name, share in shares
            )
        case ast.Table(members=members):
            inside = tuple(_member(one) for one in members if one.name is not None)
        case _:
            pass
    return Entry(declared.name.text, label, keyword, declared.span, declared.name.span, inside)


def _member(member: ast.Field | ast.Reference) -> Entry:
    assert member.name is not None
    if isinstance(member, ast.Reference):
        detail = f"→ {member.target.text}"
        return Entry(member.name.text, detail, "reference", member.span, member.name.span)
    type_ = member.type.text if member.type is not None else ""
    return Entry(member.name.text, type_, "field", member.span, member.name.span)


def folds(analysis: Analysis, path: str) -> Iterator[tuple[int, int]]:
    """The first and last line, from 0, of what can be folded: declarations and runs of comments."""
    file = analysis.files.get(path)
    for module in analysis.analysis.modules:
        if file is None or module.span.file.path != path:
            continue
        spans = [one.span for one in (*module.declarations, *module.lost)]
        for span in sorted(spans, key=lambda one: one.start):
            first, last = span.line - 1, file.position(span.end)[0] - 1
            if last > first:
                yield first, last
        yield from _comments(module)


def _comments(module: ast.Module) -> Iterator[tuple[int, int]]:
    """Comments on lines of their own, one below the other."""
    lines = [
        one.span.line - 1
        for one in module.comments
        if not one.span.file.line(one.span.line)[: one.span.column - 1].strip()
    ]
    first = before = None
    for line in (*lines, -2):
        if before is not None and line == before + 1:
            before = line
            continue
        if first is not None and before is not None and before > first:
            yield first, before
        first = before = line
