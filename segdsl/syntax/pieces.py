"""Cut a `.seg` file into pieces: its text in; words, signs and comments with their spaces out.

For files without errors: what such a file means tells words apart that look alike, with no parser.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import Enum, auto

from segdsl.syntax.mistakes import RESERVED
from segdsl.syntax.terminals import terminals
from segdsl.text.columns import width
from segdsl.text.source import SourceFile


class Kind(Enum):
    """What a piece is to whoever breaks lines."""

    WORD = auto()  # a word, a name, a literal, a sign that no line is broken at
    LOGIC = auto()  # `and`, `or` between conditions
    THEN = auto()
    COMPARISON = auto()
    SUM = auto()  # `+`, `-` between two values
    PRODUCT = auto()
    COMMA = auto()
    OPEN = auto()
    CLOSE = auto()
    BESIDE = auto()  # a comment on a line of code
    UNDER = auto()  # a comment that goes on below one, in the same column
    ALONE = auto()  # any other comment on a line of its own


OPERATORS = frozenset((Kind.LOGIC, Kind.THEN, Kind.COMPARISON, Kind.SUM, Kind.PRODUCT))
COMMENTS = frozenset((Kind.BESIDE, Kind.UNDER, Kind.ALONE))


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: `gap` is what stands before it on a line, `breaks` the line breaks before it."""

    text: str
    kind: Kind
    start: int
    gap: str
    breaks: int

    @property
    def is_comment(self) -> bool:
        return self.kind in COMMENTS


_PIECE = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<quoted>"(?:[^"\\\n]|\\.)*"|`[^`\n]*`)
      | (?P<phrase>in\s+\d{4}(?:-Q[1-4]|-\d\d)?(?![\w-])|ignoring\s+case\s+and\s+accents(?!\w))
      | (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
      | (?P<duration>"""
    + terminals()["DURATION"].pattern
    + r""")
      | (?P<number>\d[\d_]*(?:\.\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<sign>->|<=|>=|!=|\S)""",
    re.VERBOSE,
)
_DURATION = re.compile(r"([\d_]+)\s*(\w+)")
_SHORT = frozenset(("d", "w", "mo", "y", "h"))
_COUNTING = frozenset(("least", "most", "exactly"))  # below them a number counts rows
_SIGNS = {
    "(": Kind.OPEN, ")": Kind.CLOSE, ",": Kind.COMMA, "*": Kind.PRODUCT, "/": Kind.PRODUCT,
    "+": Kind.SUM, "=": Kind.COMPARISON, "!=": Kind.COMPARISON, "<": Kind.COMPARISON,
    "<=": Kind.COMPARISON, ">": Kind.COMPARISON, ">=": Kind.COMPARISON,
}  # fmt: skip
_TIGHT_BEFORE = frozenset((")", ",", ":", ".", "%"))
_TIGHT_AFTER = frozenset(("(", "."))


def pieces(file: SourceFile, gates: Set[int]) -> list[Piece]:
    """Every piece of a file without errors; `gates` are the places where lines of targets begin."""
    return list(_pieces(file, gates))


def _pieces(file: SourceFile, gates: Set[int]) -> Iterator[Piece]:
    text, at, done = file.text, 0, 0
    before: list[str] = ["", "", ""]  # the last words and signs, the very last at the end
    waiting = [0]  # for each open bracket, how many `between` still wait for their `and`
    is_negative = False
    last = -1  # where the last word or sign begins
    comment_column = -1  # of the comment just above, where that may go on
    while match := _PIECE.search(text, at):
        start, at = match.span()
        breaks = text.count("\n", done, start)
        group, found = match.lastgroup, match.group()
        if group == "comment":
            done = at
            column = width(text[text.rfind("\n", 0, start) + 1 : start])
            kind = _comment(breaks if last >= 0 else 1, column, comment_column)
            comment_column = -1 if kind is Kind.ALONE else column
            yield Piece(found.rstrip(), kind, start, "", breaks)
            continue
        if group == "duration" and before[-1] in _COUNTING:  # `at least 2 days`: rows of `days`
            at = start + len(re.match(r"[\d_]+", found).group())  # type: ignore[union-attr]
            found, group = text[start:at], "number"
        done, comment_column = at, -1
        is_sign = group == "sign"
        tight = (
            found in _TIGHT_BEFORE
            or before[-1] in _TIGHT_AFTER
            or is_negative
            or (found == "(" and _is_called(before, last in gates))
        )
        is_negative = found == "-" and not _ends_value(before)
        kind = _SIGNS.get(found, Kind.WORD) if is_sign else Kind.WORD
        match found:
            case "-" if not is_negative:
                kind = Kind.SUM
            case "(":
                waiting.append(0)
            case ")" if len(waiting) > 1:
                waiting.pop()
            case "then":
                kind = Kind.THEN
            case "between" if before[-2:] != ["average", "gap"]:
                waiting[-1] += 1
            case "and" if waiting[-1]:
                waiting[-1] -= 1
            case "and" | "or":
                kind = Kind.LOGIC
        yield Piece(_spelled(found, group), kind, start, "" if tight else " ", breaks)
        before, last = [*before[-2:], found], start


def _comment(breaks: int, column: int, above: int) -> Kind:
    if breaks == 0:
        return Kind.BESIDE
    return Kind.UNDER if breaks == 1 and column == above else Kind.ALONE


def _spelled(found: str, group: str | None) -> str:
    """A piece with its own spaces as they are written: `90d`, `90 days`, `in 2025-Q1`."""
    if group == "duration":
        count, unit = _DURATION.match(found).groups()  # type: ignore[union-attr]
        return count + unit if unit in _SHORT else f"{count} {unit}"
    return " ".join(found.split()) if group == "phrase" else found


def _ends_value(before: list[str]) -> bool:
    """Whether a value may end with the last word, so that a minus below it takes away."""
    last = before[-1]
    if last in (")", "%") or last[:1] in ('"', "`"):
        return True
    return (last[:1].isalnum() or last[:1] == "_") and last not in RESERVED


def _is_called(before: list[str], is_gate: bool) -> bool:
    """Whether a bracket holds what is given to the name before it: `acheteur_de("jardin")`."""
    last = before[-1]
    if is_gate or last in RESERVED or before[-2] in ("population", "source"):
        return False
    if last == "with" and before[-2] in ("starts", "ends"):
        return False
    return last[:1].isalpha() or last[:1] in ("_", "`")
