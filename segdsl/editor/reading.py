"""Read text that is being typed: a file and a place in; its words, and what may come next, out.

As far as a declaration can be parsed its words are those of the parser: `note` is a name in one
place and a keyword in another. Beyond the first thing that makes no sense they are guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from lark.exceptions import UnexpectedInput

from segdsl.syntax import grammar, limits, lines
from segdsl.syntax.grammar import STARTS
from segdsl.syntax.terminals import terminals
from segdsl.text.source import SourceFile, Span

SAFE_LENGTH = 60_000  # characters of a declaration that is read for colours
_REST = re.compile(r"\s+|#[^\n]*")
_OPEN_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*')
_WORD_BEFORE = re.compile(r"(?:`[^`\n]*|[^\W\d]\w*)\Z")
_ENDED_BEFORE = re.compile(r"""(?:(?<!\w)\d[\w.%-]*|[)"`])\Z""")  # `30d`, `20%`, `(a, b)`
_RESTARTS = frozenset({"AND", "OR", "NOT", "WHEN", "_COLON", "EXCEPT", "EXAMPLE_IN", "EXAMPLE_OUT"})
_OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: the terminal it is, or OTHER; its text and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def name(self) -> str:
        return self.text.strip("`")


@dataclass(frozen=True, slots=True)
class Here:
    """A place while typing: the words of its declaration before it, and what may stand there.

    `before` is without the word that is being typed, which is `typed` and starts at `start`.
    `accepts` are terminals; None where the text before makes no sense. `after` is what follows.
    """

    keyword: str | None
    before: tuple[Token, ...]
    typed: str
    start: int
    end: int
    accepts: frozenset[str] | None
    in_text: bool = False
    in_comment: bool = False
    after: str = ""


def here(file: SourceFile, offset: int) -> Here:
    """What is known of a place in a text that perhaps makes no sense."""
    line_start = file.text.rfind("\n", 0, offset) + 1
    start = declaration_start(file, offset)
    line = file.text[line_start:offset]
    rest = file.text[offset:].split("\n", 1)[0]
    quote = _inside(line)
    if quote is not None and quote[0] == "#":
        return Here(None, (), "", offset, offset, None, in_comment=True)
    if quote is not None and quote[0] == '"':
        at = line_start + quote[1]
        before = _before(file, start, at)
        ends = re.match(r'(?:[^"\\\n]|\\.)*"?', rest)
        closes = offset + (len(ends.group()) if ends and ends.group().endswith('"') else 0)
        typed = file.text[at:offset]
        keyword, tokens = before
        return Here(keyword, tokens, typed, at, closes, frozenset({"TEXT"}), True, after=rest)
    if _ENDED_BEFORE.search(line) and not line.count("`") % 2:
        return Here(None, (), "", offset, offset, None)  # a word written there would stick to it
    word = _WORD_BEFORE.search(line)
    at = line_start + (word.start() if word else len(line))
    typed = file.text[at:offset]
    tail = re.match(r"\w*`?" if typed.startswith("`") else r"\w*", rest)
    end = offset + (len(tail.group()) if tail else 0)
    if at == line_start and (not line or typed == line):
        return Here(None, (), typed, at, end, frozenset(), after=rest[end - offset :])
    keyword, tokens = _before(file, start, at)
    accepts = None
    if keyword is not None and start is not None:
        accepts = accepted(keyword, file.text[start:at], tokens, start)
    return Here(keyword, tokens, typed, at, end, accepts, after=rest[end - offset :])


def _before(file: SourceFile, start: int | None, end: int) -> tuple[str | None, tuple[Token, ...]]:
    if start is None:
        return None, ()
    tokens = words(file.text[start:end])
    keyword = tokens[0].text if tokens and tokens[0].text in STARTS else None
    return keyword, tuple(Token(one.kind, one.text, one.start + start) for one in tokens)


def declaration_start(file: SourceFile, offset: int) -> int | None:
    """Where the declaration around a place starts: at a keyword in column one."""
    pattern = _heads()
    found = None
    for match in pattern.finditer(file.text):
        if match.start() > offset:
            break
        found = match.start()
    return found


def declaration_end(file: SourceFile, start: int) -> int:
    """Where the declaration that starts at an offset ends: before the next one."""
    following = _heads().search(file.text, start + 1)
    return len(file.text) if following is None else following.start()


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(STARTS)})(?!\w)", re.MULTILINE)


def _inside(line: str) -> tuple[str, int] | None:
    """The quote or comment that a line is in at its end, and where it begins."""
    at = 0
    while at < len(line):
        char = line[at]
        if char == "#":
            return "#", at
        if char == '"':
            found = _OPEN_TEXT.match(line, at)
            end = found.end() if found else at + 1
            if end >= len(line):
                return '"', at
            at = end + 1
        elif char == "`":
            end = line.find("`", at + 1)
            if end < 0:
                return None
            at = end + 1
        else:
            at += 1
    return None


# --- words ---


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Token, ...]:
    """The words of a declaration from its keyword on, comments left out."""
    keyword = re.match(r"\w+", text)
    found: list[Token] = []
    if keyword and keyword.group() in STARTS and len(text) <= SAFE_LENGTH and _is_readable(text):
        found = _parsed(text, keyword.group())[0]
    return (*found, *_guessed(text, found[-1].end if found else 0))


def _is_readable(text: str) -> bool:
    span = Span(SourceFile("", text), 0, len(text))
    return limits.size(span) is None


def _parsed(text: str, keyword: str) -> tuple[list[Token], frozenset[str] | None]:
    """The words that the parser could use, and what it accepts after them, if it used all."""
    last = _LAST_WORD.search(text)
    follows = _KNOWN_BY_WHAT_FOLLOWS.get(last.group(1)) if last else None
    if follows is not None:
        found, accepts = _parsed_up_to(text, f"{text.rstrip()} {follows}", keyword)
        if accepts is not None and found[-1].kind != "NAME":
            return found, accepts
    return _parsed_up_to(text, text, keyword)


# words that are keywords only before what they take: `note "…"`
_LAST_WORD = re.compile(r"(?<!\w)(\w+)\s*\Z")
_KNOWN_BY_WHAT_FOLLOWS = {
    **dict.fromkeys(("note", "goal", "owner"), '""'),
    **dict.fromkeys(("tags", "key", "at", "columns"), "x"),
    **dict.fromkeys(("review", "control", "sample"), "1"),
    "better": "higher",
    "split": '"" a 1',
}


def _parsed_up_to(text: str, whole: str, keyword: str) -> tuple[list[Token], frozenset[str] | None]:
    """The same of a text, where the words after it are those of the whole."""
    found: list[Token] = []
    parser = grammar.parser().parse_interactive(whole, start=keyword)
    end = len(text.rstrip())
    try:
        for token in parser.iter_parse():
            start = token.start_pos or 0
            if start >= end:
                break  # it is not fed to the parser
            found.append(Token(token.type, str(token), start))
    except UnexpectedInput:
        return found, None
    except RecursionError:
        return found, None
    return found, frozenset(parser.accepts())  # type: ignore[no-untyped-call]


def _guessed(text: str, start: int) -> list[Token]:
    """Words by their shape alone."""
    found: list[Token] = []
    at = start
    while at < len(text):
        skipped = _REST.match(text, at)
        if skipped:
            at = skipped.end()
            continue
        match = _shapes().match(text, at)
        kind = match.lastgroup if match and match.end() > at else None
        if match is None or kind is None:
            open_text = _OPEN_TEXT.match(text, at)
            end = open_text.end() if open_text else at + 1
            found.append(Token(_OTHER, text[at:end], at))
        else:
            end = match.end()
            name = (
                "NAME"
                if at > 0 and kind.removeprefix("T").lower() in STARTS
                else kind.removeprefix("T")
            )
            found.append(Token(name, text[at:end], at))
        at = end
    return found


@cache
def _shapes() -> re.Pattern[str]:
    """One pattern for all terminals, in the order in which they are tried."""
    known = [one for one in terminals().values() if one.name != "COMMENT"]
    ordered = sorted(known, key=lambda one: one.order)
    return re.compile("|".join(f"(?P<T{one.name}>{one.pattern})" for one in ordered))


# --- what may come next ---


def accepted(
    keyword: str, text: str, tokens: tuple[Token, ...], start: int
) -> frozenset[str] | None:
    """The terminals that may follow a text; begun again after its last `and` and the like where
    the text makes no sense; None where that makes none either.
    """
    if len(text) > SAFE_LENGTH or not _is_readable(text):
        return None
    _, found = _parsed(text, keyword)
    if found is not None:
        return found
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index].kind in _RESTARTS:
            tail = text[tokens[index].end - start :]
            return _parsed(f"segment x: {tail}", "segment")[1]
    return None


def declaration_words(file: SourceFile) -> tuple[tuple[lines.Part, tuple[Token, ...]], ...]:
    """Every declaration of a file with its words, where they start in the file."""
    parts, _, _ = lines.declarations(file)
    return tuple(
        (
            part,
            tuple(
                Token(one.kind, one.text, one.start + part.span.start)
                for one in words(part.span.text)
            ),
        )
        for part in parts
    )
