"""Split a file into declarations: a text in, one part per column-one keyword out."""

import re
from dataclasses import dataclass

from segdsl.syntax import ast
from segdsl.syntax.grammar import STARTS
from segdsl.syntax.mistakes import CLAUSES, RESERVED
from segdsl.text import spelling
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Said, about
from segdsl.text.source import SourceFile, Span

_LINE = re.compile(r"^([^\S\n]*)([^\s#].*)$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*")
UNFINISHED = (":", "(", ",", "=", "<", ">", "+", "*", "/", " and", " or", " not")
CONTINUING = frozenset((*RESERVED, *CLAUSES, "(", ")"))
_NAME = re.compile(r"\s+(`[^`\n]*`|[^\W\d]\w*)")
_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|#([^\n]*)')


@dataclass(frozen=True, slots=True)
class Part:
    """One declaration: its keyword, where that stands, and its whole text."""

    keyword: str
    head: Span
    span: Span
    misspelt: Diagnostic | None = None  # what is to be said of the keyword as written

    @property
    def name(self) -> str:
        """The declared name, as far as it can be seen; "" where there is none."""
        found = _NAME.match(self.span.text, len(self.head.text))
        return unquoted(found.group(1)) if found else ""


def unquoted(name: str) -> str:
    """A name without its backquotes."""
    return name.strip("`")


def declarations(file: SourceFile) -> tuple[list[Part], list[ast.Lost], list[Diagnostic]]:
    """The parts of a file, and what is lost with a line that starts nothing, which is said."""
    lost: list[ast.Lost] = []
    starts: list[_Start] = []
    found: list[Diagnostic] = []
    for match in _LINE.finditer(file.text):
        line = match.group(2)
        word = _WORD.match(line)
        text = word.group() if word else line[:1]
        head = Span(file, match.start(2), match.start(2) + len(text))
        if match.group(1):
            if text in STARTS and _names_something(text, line):
                starts.append(_Start(head, text))
                found.append(about(catalog.INDENTED_KEYWORD, head, word=text))
            elif not starts:
                starts.append(_Start(head, None))
                found.append(about(catalog.NOT_A_DECLARATION, head, word=text))
        elif text in STARTS:
            starts.append(_Start(head, text))
        elif line.startswith(("//", "--", "/*")):
            if not starts or starts[-1].keyword is None:  # elsewhere it is said as a slip
                found.append(about(catalog.COMMENT_SIGN, head, found=line[:2]))
        elif starts and starts[-1].keyword is None:
            pass  # below a line that was said already
        elif starts and (
            text in CONTINUING
            or (not _is_head(line) and _is_unfinished(file, starts[-1], match.start()))
        ):
            found.append(about(catalog.CONTINUES, head, word=text))
        elif meant := _meant(text):
            facts: dict[str, str | Said] = {"word": text, "close": meant}
            fix = Fix(head, meant)
            said = Diagnostic(catalog.MISSPELT_KEYWORD, head, facts, fixes=(fix,))
            starts.append(_Start(head, meant, said))
        else:
            starts.append(_Start(head, None))
            found.append(about(catalog.NOT_A_DECLARATION, head, word=text))
            if name := _NAME.match(line, len(text)):
                lost.append(ast.Lost("", unquoted(name.group(1)), span=head))
    ends = [*(one.head.start for one in starts[1:]), len(file.text)][: len(starts)]
    parts = [
        Part(one.keyword, one.head, _trimmed(file, one.head.start, end), one.misspelt)
        for one, end in zip(starts, ends, strict=True)
        if one.keyword is not None
    ]
    return parts, lost, found


@dataclass(frozen=True, slots=True)
class _Start:
    """The first word of a declaration and the keyword that it is or is meant to be."""

    head: Span
    keyword: str | None
    misspelt: Diagnostic | None = None


def _is_head(line: str) -> bool:
    """Whether a line looks like the head of a declaration: two words side by side, then a colon."""
    return re.match(r"[^\W\d]\w*[ \t]+[^\W\d]\w*[^:]*:", line) is not None


def _is_unfinished(file: SourceFile, start: _Start, end: int) -> bool:
    """Whether a declaration plainly goes on below this offset: it ends with a colon or a sign."""
    code = _COMMENT.sub(
        lambda m: "" if m.group(1) is not None else m.group(), file.text[start.head.start : end]
    )
    return code.rstrip().endswith(UNFINISHED)


def _names_something(keyword: str, line: str) -> bool:
    """Whether an indented line is the head of a declaration: keyword and name, side by side."""
    head = re.match(rf"{keyword}[ \t]+([^\W\d]\w*)", line)
    if head is None or head.group(1) in RESERVED:
        return False
    return re.match(r"\w+\s+(?:starts|ends)\s+with(?!\w)", line) is None


def _meant(word: str) -> str:
    close = spelling.closest(word.lower(), [*STARTS, *FRENCH])
    return FRENCH.get(close or "", close or "")


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
