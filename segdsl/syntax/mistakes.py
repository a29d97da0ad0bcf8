"""Know the usual mistakes: the text of a declaration in, the message with its fix out.

`find` looks for slips that have one meaning and one fix, before parsing. `unexpected` turns the
place where parsing stopped into a message in the words of the language.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from segdsl.syntax.grammar import STARTS
from segdsl.text.catalog import syntax as catalog
from segdsl.text.diagnostics import Diagnostic, Fix, Message
from segdsl.text.source import SourceFile, Span

_RESERVED = """
and or not any no in is between where when then otherwise as since before from within among per via
by of contains exactly true false known missing private weighted
"""
RESERVED = frozenset(_RESERVED.split())

_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|#[^\n]*')


@dataclass(frozen=True, slots=True)
class Slip:
    """A pattern that is never right, the message about it, and the text that mends it."""

    pattern: re.Pattern[str]
    message: Message
    fix: Callable[[re.Match[str]], str] | None


def _slip(pattern: str, message: Message, fix: Callable[[re.Match[str]], str] | str | None) -> Slip:
    mend = (lambda match: fix) if isinstance(fix, str) else fix
    return Slip(re.compile(pattern), message, mend)


_FRENCH = {"et": "and", "ou": "or", "non": "not", "vrai": "true", "faux": "false"}

SLIPS = (
    _slip(r"[\u00a0\u202f\u2007\u200b]", catalog.ODD_SPACE, " "),
    _slip(
        r"«\s*([^»\n]*?)\s*»|[“”„]([^“”„\n]*)[“”]",
        catalog.CURLY_QUOTES,
        lambda m: f'"{m.group(1) or m.group(2) or ""}"',
    ),
    _slip(r"'[^'\n\"]*'", catalog.SINGLE_QUOTES, lambda m: f'"{m.group()[1:-1]}"'),
    _slip(
        r"(?<![\w.])\d+,\d+(?![\w,])", catalog.DECIMAL_COMMA, lambda m: m.group().replace(",", ".")
    ),
    _slip(
        r"(?<![\w.-])\d{1,3}(?: \d{3})+(?![\w-])",
        catalog.SPACED_NUMBER,
        lambda m: m.group().replace(" ", ""),
    ),
    _slip(r"(?<!\w)\d+\s?m(?!\w)", catalog.BARE_M, lambda m: m.group().replace("m", "mo")),
    _slip(
        r"(?<!\w)\d{1,2}/\d{1,2}/\d{4}(?!\w)",
        catalog.SLASHED_DATE,
        lambda m: "-".join(part.zfill(2) for part in reversed(m.group().split("/"))),
    ),
    _slip(r"==", catalog.OTHER_SIGN, "="),
    _slip(r"<>", catalog.OTHER_SIGN, "!="),
    _slip(r"=>", catalog.OTHER_SIGN, ">="),
    _slip(r"=<", catalog.OTHER_SIGN, "<="),
    _slip(r"≥", catalog.OTHER_SIGN, ">="),
    _slip(r"≤", catalog.OTHER_SIGN, "<="),
    _slip(r"≠", catalog.OTHER_SIGN, "!="),
    _slip(r"&&", catalog.OTHER_SIGN, "and"),
    _slip(r"\|\|", catalog.OTHER_SIGN, "or"),
    _slip(r"(?i)(?<!\w)is\s+not\s+null(?!\w)", catalog.OTHER_WORDS, "is known"),
    _slip(r"(?i)(?<!\w)is\s+null(?!\w)", catalog.OTHER_WORDS, "is missing"),
    _slip(r"(?<!\w)is\s+not\s+missing(?!\w)", catalog.OTHER_WORDS, "is known"),
    _slip(r"(?<!\w)is\s+not\s+known(?!\w)", catalog.OTHER_WORDS, "is missing"),
    _slip(r"(?<!\w)is\s+in(?!\w)", catalog.OTHER_WORDS, "in"),
    _slip(r"(?<!\w)more\s+than(?!\w)", catalog.OTHER_WORDS, ">"),
    _slip(r"(?<!\w)less\s+than(?!\w)", catalog.OTHER_WORDS, "<"),
    _slip(r"(?<!\w)in\s+the\s+last(?!\w)", catalog.OTHER_WORDS, "in last"),
    _slip(
        r"(?<!\w)in\s+last\s+(day|week|month|quarter|year)(?!\w)",
        catalog.IN_LAST_UNIT,
        None,
    ),
    _slip(
        r"(?<!\w)(?:AND|OR|NOT|IN|IS|ANY|NO|BETWEEN|WHERE|WHEN|OTHERWISE|TRUE|FALSE)(?!\w)(?!\s*[:=.])",
        catalog.UPPER_CASE,
        lambda m: m.group().lower(),
    ),
    _slip(r"(?<=\s)(?:et|ou|non)(?=\s+[\w(])", catalog.FRENCH_WORD, lambda m: _FRENCH[m.group()]),
)


def find(span: Span) -> Diagnostic | None:
    """The first known slip of a declaration, outside quotes and comments."""
    blank = _QUOTED.sub(lambda match: "\x01" * len(match.group()), span.text)
    first: tuple[int, Diagnostic] | None = None
    for slip in SLIPS:
        match = slip.pattern.search(blank)
        if match is None or "\x01" in match.group():
            continue
        if first is not None and match.start() >= first[0]:
            continue
        place = Span(span.file, span.start + match.start(), span.start + match.end())
        first = (match.start(), _said(slip, match, place))
    if first is not None:
        return first[1]
    return _open_quote(span, blank)


def _said(slip: Slip, match: re.Match[str], place: Span) -> Diagnostic:
    facts: dict[str, str] = {"found": match.group()}
    if slip.fix is None:
        unit = match.group(1)
        facts["unit"] = unit
        return Diagnostic(slip.message, place, dict(facts))
    fix = slip.fix(match)
    facts["fix"] = fix
    return Diagnostic(slip.message, place, dict(facts), fixes=(Fix(place, fix),))


def _open_quote(span: Span, blank: str) -> Diagnostic | None:
    """A quote that the end of its line leaves open."""
    at = blank.find('"')
    if at < 0:
        return None
    place = Span(span.file, span.start + at, span.start + at + 1)
    return Diagnostic(catalog.OPEN_QUOTE, place)


def word_at(file: SourceFile, start: int) -> Span:
    """The word or sign at an offset."""
    match = re.compile(r"[^\W\d]\w*|\d[\w.]*|\S").match(file.text, start)
    return Span(file, start, match.end() if match else min(start + 1, len(file.text)))


def unfinished(span: Span) -> Diagnostic:
    """The declaration ends too early."""
    depth = 0
    for piece in re.finditer(r"[()]", _QUOTED.sub(lambda m: " " * len(m.group()), span.text)):
        depth += 1 if piece.group() == "(" else -1
    end = Span(span.file, max(span.start, span.end - 1), span.end)
    if depth > 0:
        return Diagnostic(catalog.BRACKET_MISSING, end)
    if ":" not in span.text and not span.text.startswith(("population", "source", "list")):
        return Diagnostic(catalog.COLON_MISSING, end)
    return Diagnostic(catalog.UNFINISHED, end)


# what may come next, said with words of the language; the first that fits is said
_NEXT = (
    ({"_COLON"}, "`:`"),
    ({"NAME"}, "a name", "un nom"),
    ({"FROM", "GROUPS"}, "`from …`"),
    ({"COMPARISON", "AND"}, "`and`, `or`, `>=`, `in (…)`, `is known`"),
    ({"NUMBER"}, "a number", "un nombre"),
    ({"DURATION"}, "a length of time such as `90 days`", "une durée telle que `90 days`"),
    ({"DATE"}, "a date such as `2026-03-31`", "une date telle que `2026-03-31`"),
    ({"TEXT"}, 'a text in `"…"`', 'un texte entre `"…"`'),
    ({"_OPEN"}, "`(`"),
    ({"_CLOSE"}, "`)`"),
)


def unexpected(place: Span, whole: Span, expected: set[str]) -> Diagnostic:
    """What was found where the text stops making sense, and what could stand there."""
    word = place.text
    if word in RESERVED and "NAME" in expected:
        fact = {"found": word, "quoted": f"`{word}`"}
        return Diagnostic(catalog.RESERVED_WORD, place, dict(fact))
    if word in STARTS and place.start > whole.start and _starts_line(place):
        return Diagnostic(catalog.INDENTED_KEYWORD, place, {"word": word})
    if word == ")" and "_CLOSE" not in expected:
        return Diagnostic(catalog.BRACKET_TOO_MANY, place)
    if "_COLON" in expected and "NAME" not in expected and "_OPEN" not in expected:
        return Diagnostic(catalog.COLON_MISSING, place)
    found = word if word.strip() else "…"
    return Diagnostic(catalog.UNEXPECTED, place, {"found": found, "near": _next(expected)})


def _starts_line(place: Span) -> bool:
    line = place.file.line(place.line)
    return not line[: place.column - 1].strip()


def _next(expected: set[str]) -> str:
    words = [entry[1] for entry in _NEXT if entry[0] & expected]
    return words[0] if words else "the end"
