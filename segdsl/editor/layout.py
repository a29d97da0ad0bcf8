"""Lay a file out in its one form: an analysis in, the text and the one stretch that changes out."""

from __future__ import annotations

from segdsl.editor.desk import Analysis
from segdsl.syntax import to_text


def laid_out(analysis: Analysis, path: str) -> str | None:
    """The file as `segdsl fmt` writes it; None where it cannot be read without an error."""
    if any(one.span is not None and one.span.file.path == path for one in analysis.written):
        return None
    for module in analysis.analysis.modules:
        if module.span.file.path == path:
            try:
                return to_text.text(module.span.file, module)
            except to_text.LayoutError:  # a bug of ours: better no layout than another meaning
                return None
    return None


def difference(old: str, new: str) -> tuple[int, int, str]:
    """The stretch of a text that is other in the new one, by whole lines, and what it becomes."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    before, after = before[same:], after[same:]
    tail = 0
    while tail < min(len(before), len(after)) and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = len("".join(old.splitlines(keepends=True)[:same]))
    changed = before[: len(before) - tail]
    return start, start + len("".join(changed)), "".join(after[: len(after) - tail])
