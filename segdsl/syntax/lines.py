"""Split a file into declarations: a text in, one part per column-one keyword out."""

import re
from dataclasses import dataclass

from segdsl.syntax import ast
from segdsl.syntax.grammar import STARTS
from segdsl.text import spelling
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import Diagnostic, about
from segdsl.text.source import SourceFile, Span

_COLUMN_ONE = re.compile(r"^[^\s#].*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*")
_NAME = re.compile(r"\s+(`[^`\n]*`|[^\W\d]\w*)")
_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|#([^\n]*)')


@dataclass(frozen=True, slots=True)
class Part:
    """One declaration: its keyword, where that stands, and its whole text."""

    keyword: str
    head: Span
    span: Span

    @property
    def padded(self) -> str:
        return self.span.text

    @property
    def name(self) -> str:
        """The declared name, as far as it can be seen; "" where there is none."""
        found = _NAME.match(self.span.text, len(self.keyword))
        return unquoted(found.group(1)) if found else ""


def unquoted(name: str) -> str:
    """A name without its backquotes."""
    return name.strip("`")


def declarations(file: SourceFile) -> tuple[list[Part], list[Diagnostic]]:
    """The parts of a file; a line in column one that starts with no keyword is said once."""
    starts: list[tuple[int, str | None, Span]] = []
    found: list[Diagnostic] = []
    for match in _COLUMN_ONE.finditer(file.text):
        word = _WORD.match(match.group())
        text = word.group() if word else match.group()[:1]
        head = Span(file, match.start(), match.start() + len(text))
        if text in STARTS:
            starts.append((match.start(), text, head))
            continue
        if starts and starts[-1][1] is None:
            continue  # the lines below a line that was said already
        starts.append((match.start(), None, head))
        found.append(_stray(head, text))
    ends = [*(start for start, _, _ in starts[1:]), len(file.text)][: len(starts)]
    parts = [
        Part(keyword, head, _trimmed(file, start, end))
        for (start, keyword, head), end in zip(starts, ends, strict=True)
        if keyword is not None
    ]
    before = _before_first(file, starts[0][0] if starts else len(file.text))
    return parts, [*([before] if before else []), *found]


def _before_first(file: SourceFile, end: int) -> Diagnostic | None:
    """An indented line above the first declaration belongs to none."""
    for match in re.finditer(r"[^\n]+", file.text[:end]):
        code = _COMMENT.sub(lambda m: "" if m.group(1) is not None else m.group(), match.group())
        word = re.search(r"\S+", code)
        if word:
            start = match.start() + word.start()
            text = word.group()
            head = Span(file, start, start + len(text))
            message = catalog.INDENTED_KEYWORD if text in STARTS else catalog.NOT_A_DECLARATION
            return about(message, head, word=text, close="segment")
    return None


def _stray(head: Span, text: str) -> Diagnostic:
    close = spelling.closest(text.lower(), [*STARTS, *FRENCH])
    close = FRENCH.get(close or "", close or "")
    message = catalog.MISSPELT_KEYWORD if close else catalog.NOT_A_DECLARATION
    return about(message, head, word=text, close=close)


FRENCH = {
    "segmentation": "segmentation",
    "métrique": "metric",
    "metrique": "metric",
    "paramètre": "parameter",
    "parametre": "parameter",
    "liste": "list",
    "canal": "channel",
    "cible": "target",
    "mesure": "metric",
}


def _trimmed(file: SourceFile, start: int, end: int) -> Span:
    """The declaration without the blank lines and comments that stand below it."""
    kept = start
    for match in re.finditer(r"[^\n]+", file.text[start:end]):
        code = _COMMENT.sub(lambda m: "" if m.group(1) is not None else m.group(), match.group())
        if code.strip():
            kept = start + match.start() + len(code.rstrip())
    return Span(file, start, kept)


def comments(file: SourceFile) -> tuple[ast.Comment, ...]:
    """Every comment of the file with its place."""
    return tuple(
        ast.Comment(match.group(1), span=Span(file, match.start(), match.end()))
        for match in _COMMENT.finditer(file.text)
        if match.group(1) is not None
    )
